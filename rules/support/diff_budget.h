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
  std::size_t lines = 0, max_lines = 0;  // added + deleted, without those that change only spacing
};

// Code and configuration count: tests, documents, lock files, generated and vendored files do not.
bool is_counted(const ChangedFile& file);

// The lines of one file that are weighed.
std::size_t counted_lines(const ChangedFile& file);

// `options` are those of minimal-diff; `changes` must have line facts.
DiffBudget diff_budget(const std::vector<ChangedFile>& changes, const Options& options);

}  // namespace hotfix
