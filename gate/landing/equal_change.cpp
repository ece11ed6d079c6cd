// SPDX-License-Identifier: MIT
#include "gate/landing/equal_change.h"

#include <algorithm>

#include "gate/git/hunks.h"

namespace hotfix {

namespace {

bool is_same_file_change(const Repository& repository, const TreeChange& a, const TreeChange& b) {
  if (a == b) return true;
  if (a.path != b.path || a.before.mode != b.before.mode || a.after.mode != b.after.mode) {
    return false;
  }
  const auto first = hunk_text(repository, a);
  const auto second = hunk_text(repository, b);
  return first && second && *first == *second;
}

}  // namespace

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
