// SPDX-License-Identifier: MIT
// Changed lines of a text, weighed: how many change only spacing, and how long they are.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "gate/base/text_lines.h"
#include "rules/model/facts.h"

namespace hotfix {

// A run of changed lines, by number from 1.
struct LineHunk {
  std::vector<std::size_t> removed, added;
};

// One side of a difference: its lines, and which of them change more than spacing.
struct DiffSide {
  LineViews lines;
  std::vector<bool> substance;  // by number from 1; shorter when no later one does
  std::size_t changed = 0;      // how many do

  std::string_view line(std::size_t number) const { return lines[number - 1]; }
  bool is_substance(std::size_t number) const {
    return number < substance.size() && substance[number];
  }
};

// Fills in `added`, `deleted`, `spacing`, `reformatted` and `overlong` of `file`. A line that is
// only indented anew is explained by the blocks around it: it is deeper in brackets than it was, or
// a line that changes opens the bracket it stands in. One whose columns alone moved is explained by
// a line of its hunk that changes and has them there.
void weigh_hunks(const DiffSide& before, const DiffSide& after, const std::vector<LineHunk>& hunks,
                 ChangedFile& file);

}  // namespace hotfix
