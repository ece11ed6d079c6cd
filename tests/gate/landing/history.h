// SPDX-License-Identifier: MIT
// Histories of any shape, many commits at once.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "gate/git/objects/oid.h"
#include "tests/support/repo.h"

namespace hotfix {

struct HistoryStep {
  std::vector<std::size_t> parents;          // indices of earlier steps
  std::map<std::string, std::string> files;  // the whole tree: content by path
  std::string message;                       // empty: the number of the step
  std::int64_t date = TestRepo::kEpoch;
};

// The ids of the commits, by step. Each is kept by a branch "step-<n>".
std::vector<Oid> import(const TestRepo& repo, const std::vector<HistoryStep>& steps);

// `count` commits in a row, each of which changes one file of "src/<n>.txt".
std::vector<HistoryStep> row_of(std::size_t count);

}  // namespace hotfix
