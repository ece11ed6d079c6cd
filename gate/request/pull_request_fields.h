// SPDX-License-Identifier: MIT
// What GitHub's payloads and gh's JSON write alike.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "gate/request/strict_json.h"
#include "rules/model/pull_request.h"

namespace hotfix {

inline constexpr std::size_t kPayloadLimit = 25 * 1024 * 1024;  // bytes; GitHub sends no more

// Why a pull request that is merged is not judged.
inline const std::string kMerged = "the pull request is merged: its push is what is judged";

// What auto-merge is set to: "squash" or "SQUASH", and the subject it was given, which may be
// missing. Undecidable for a method that is not known.
void read_auto_merge(MergeSettings& settings, const StrictJson& method,
                     const std::optional<StrictJson>& subject);

// The names of a list of labels.
std::vector<std::string> read_labels(const StrictJson& list);

}  // namespace hotfix
