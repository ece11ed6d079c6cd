// SPDX-License-Identifier: MIT
#include "rules/support/diff_budget.h"

namespace hotfix {

bool is_counted(PathClass path_class) {
  return path_class == PathClass::code || path_class == PathClass::config;
}

bool is_counted(const ChangedFile& file) { return is_counted(file.path_class); }

std::size_t forced_spacing(const ChangedFile& file) { return file.spacing - file.reformatted; }

std::size_t counted_lines(const ChangedFile& file) {
  return file.added + file.deleted - forced_spacing(file) + file.overlong;
}

bool has_lines(const ChangedFile& file) {
  return file.content == ChangedFile::Content::text ||
         file.content == ChangedFile::Content::symlink;
}

Uncounted uncounted(const std::vector<ChangedFile>& changes) {
  Uncounted sum;
  for (const ChangedFile& file : changes) {
    if (is_counted(file)) continue;
    (file.path_class == PathClass::lock ? sum.lock_lines : sum.lines) += counted_lines(file);
    if (!has_lines(file) && file.path_class != PathClass::lock) sum.bytes += file.bytes;
  }
  return sum;
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
