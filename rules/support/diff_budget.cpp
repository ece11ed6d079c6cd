// SPDX-License-Identifier: MIT
#include "rules/support/diff_budget.h"

namespace hotfix {

bool is_counted(const ChangedFile& file) {
  return file.path_class == PathClass::code || file.path_class == PathClass::config;
}

// New indentation around an `if` is not a line to review; a reformatted file is judged by
// single-purpose.
std::size_t counted_lines(const ChangedFile& file) {
  return file.added + file.deleted - file.spacing;
}

DiffBudget diff_budget(const std::vector<ChangedFile>& changes, const Options& options) {
  DiffBudget budget;
  budget.max_files = options.number("max_files");
  budget.max_lines = options.number("max_lines");
  for (const ChangedFile& file : changes) {
    if (!is_counted(file)) continue;
    ++budget.files;
    budget.lines += counted_lines(file);
  }
  return budget;
}

}  // namespace hotfix
