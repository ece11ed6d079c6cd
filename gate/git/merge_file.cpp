// SPDX-License-Identifier: MIT
#include "gate/git/merge_file.h"

#include "gate/base/error.h"
#include "gate/git/handles.h"

namespace hotfix {

namespace {

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

}  // namespace

MergedText merge_text(std::string_view base, std::string_view ours, std::string_view theirs,
                      Favor favor, const MergeOptions& chosen) {
  const git_merge_file_input ancestor = input(base), left = input(ours), right = input(theirs);
  git_merge_file_options options = {};
  options.version = GIT_MERGE_FILE_OPTIONS_VERSION;
  options.favor = to_git(favor);
  options.flags = chosen.patience ? GIT_MERGE_FILE_DIFF_PATIENCE : GIT_MERGE_FILE_DEFAULT;
  options.marker_size = static_cast<unsigned short>(chosen.marker_size);
  git_merge_file_result result = {};
  const Handle<git_merge_file_result, git_merge_file_result_free> owner(&result);
  check_git(git_merge_file(&result, &ancestor, &left, &right, &options), "texts cannot be merged");
  return {result.automergeable != 0 || favor != Favor::neither,
          std::string(result.ptr ? result.ptr : "", result.len)};
}

}  // namespace hotfix
