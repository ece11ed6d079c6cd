// SPDX-License-Identifier: MIT
// What GitHub's payloads and gh's JSON write alike.
#pragma once

#include <string>
#include <vector>

#include "ci/strict_json.h"
#include "rules/pull_request.h"

namespace hotfix {

// "squash" or "SQUASH"; Undecidable for a method that is not known.
MergeMethod read_merge_method(const StrictJson& value);

// The names of a list of labels.
std::vector<std::string> read_labels(const StrictJson& list);

}  // namespace hotfix
