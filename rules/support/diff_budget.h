// SPDX-License-Identifier: MIT
// How much production code a change touches, and how much it may.
#pragma once

#include <cstddef>
#include <vector>

#include "rules/model/facts.h"
#include "rules/model/option.h"

namespace hotfix {

struct DiffBudget {
  std::size_t files = 0, max_files = 0;
  std::size_t lines = 0, max_lines = 0;  // see counted_lines()
};

// Code and configuration count: tests, documents, lock files, generated and vendored files do not.
bool is_counted(PathClass path_class);
bool is_counted(const ChangedFile& file);

// Lines that are only indented anew because a block around them changed: there is nothing to
// review in them.
std::size_t forced_spacing(const ChangedFile& file);

// The weight of one file: its changed lines without those, where a long line counts once per
// kBytesOfLine bytes that change.
std::size_t counted_lines(const ChangedFile& file);

// Whether its lines were compared: not binary, too large or kept elsewhere.
bool has_lines(const ChangedFile& file);

// What the files weigh that do not count. A lock file says of many packages what one line of a
// manifest asked for, so it is weighed by itself.
struct Uncounted {
  std::size_t lines = 0, lock_lines = 0;
  std::size_t bytes = 0;  // of files without lines, but for lock files
};
Uncounted uncounted(const std::vector<ChangedFile>& changes);

// `options` are those of minimal-diff; `changes` must have line facts.
DiffBudget diff_budget(const std::vector<ChangedFile>& changes, const Options& options);

}  // namespace hotfix
