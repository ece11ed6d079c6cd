// SPDX-License-Identifier: MIT
// Tests that are switched off.
#pragma once

#include "rules/code/test_file.h"

namespace hotfix {

// Does the line switch a test off? `options` are those of tests-present.
bool is_skip(const LiveLine& line, const Options& options);

// Whether a line that does (by its place in `after`) may: a new test may leave itself out where it
// cannot run. Not on a constant.
bool may_skip(const TestFile& file, std::size_t line);

}  // namespace hotfix
