// SPDX-License-Identifier: MIT
#include "gate/landing/evidence/equal_change.h"

#include <algorithm>

#include "gate/git/hunks.h"

namespace hotfix {

namespace {

bool is_same_file_change(const Repository& repository, const TreeChange& a, const TreeChange& b) {
  if (a == b) return true;
  if (a.path != b.path || a.before.mode != b.before.mode || a.after.mode != b.after.mode) {
    return false;
  }
  if (a.before.id == b.before.id) return false;  // from one text to two others
  const auto first = hunk_text(repository, a);
  const auto second = hunk_text(repository, b);
  return first && second && *first == *second;
}

// The lines of a hunk text that did not change.
std::string context_of(const std::string& hunks) {
  std::string context;
  for (std::size_t at = 0; at < hunks.size();) {
    const std::size_t end = std::min(hunks.find('\n', at), hunks.size() - 1) + 1;
    if (hunks[at] == ' ') context.append(hunks, at + 1, end - at - 1);
    at = end;
  }
  return context;
}

}  // namespace

double context_shared(const Repository& repository, const Change& change,
                      const std::vector<TreeChange>& other) {
  double all = 0, shared = 0;
  for (const FilePart& part : change.files) {
    const auto own = part.is_text ? hunk_text(repository, part.entry) : std::nullopt;
    if (!own) continue;
    const LineChanges lines = line_changes({}, context_of(*own));
    all += weight_of(lines);
    const auto same = std::find_if(other.begin(), other.end(), [&](const TreeChange& file) {
      return file.path == part.entry.path;
    });
    const auto theirs = same == other.end() ? std::nullopt : hunk_text(repository, *same);
    if (theirs) shared += shared_weight(lines, line_changes({}, context_of(*theirs)));
  }
  return all > 0 ? shared / all : 0;
}

bool is_same_change(const Repository& repository, const std::vector<TreeChange>& a,
                    const std::vector<TreeChange>& b) {
  const auto same_path = [](const TreeChange& one, const TreeChange& other) {
    return one.path == other.path;
  };
  return !a.empty() && std::equal(a.begin(), a.end(), b.begin(), b.end(), same_path) &&
         std::equal(a.begin(), a.end(), b.begin(),
                    [&](const TreeChange& one, const TreeChange& other) {
                      return is_same_file_change(repository, one, other);
                    });
}

}  // namespace hotfix
