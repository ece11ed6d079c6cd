// SPDX-License-Identifier: MIT
#include "gate/git/merge_file.h"

#include <algorithm>

#include "gate/base/error.h"
#include "gate/git/handles.h"
#include "gate/git/lines.h"

namespace hotfix {

namespace {

constexpr std::size_t kPatienceLines = 10'000;

git_merge_file_input input(std::string_view text) {
  git_merge_file_input side = {};
  side.version = GIT_MERGE_FILE_INPUT_VERSION;
  side.ptr = text.data();
  side.size = text.size();
  return side;
}

git_merge_file_favor_t to_git(Favor favor) {
  switch (favor) {
    case Favor::ours:
      return GIT_MERGE_FILE_FAVOR_OURS;
    case Favor::theirs:
      return GIT_MERGE_FILE_FAVOR_THEIRS;
    case Favor::neither:
      break;
  }
  return GIT_MERGE_FILE_FAVOR_NORMAL;
}

// Patience is looked for in the lines of the base: without many there are not many to uncover.
bool is_short(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) <= kPatienceLines;
}

}  // namespace

std::optional<MergedText> merge_text(std::string_view base, std::string_view ours,
                                     std::string_view theirs, Favor favor,
                                     const MergeOptions& chosen) {
  if (!is_comparable(base, ours) || !is_comparable(base, theirs)) return std::nullopt;
  const bool patience = chosen.patience && is_short(base);
  const git_merge_file_input ancestor = input(base), left = input(ours), right = input(theirs);
  git_merge_file_options options = {};
  options.version = GIT_MERGE_FILE_OPTIONS_VERSION;
  options.favor = to_git(favor);
  options.flags = patience ? GIT_MERGE_FILE_DIFF_PATIENCE : GIT_MERGE_FILE_DEFAULT;
  options.marker_size = static_cast<unsigned short>(chosen.marker_size);
  git_merge_file_result result = {};
  const Handle<git_merge_file_result, git_merge_file_result_free> owner(&result);
  check_git(git_merge_file(&result, &ancestor, &left, &right, &options), "texts cannot be merged");
  return MergedText{result.automergeable != 0 || favor != Favor::neither,
                    std::string(result.ptr ? result.ptr : "", result.len)};
}

}  // namespace hotfix
