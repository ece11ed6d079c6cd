// SPDX-License-Identifier: MIT
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "rules/model/landing.h"

namespace hotfix {

// For the JSON of a landing and of a ledger. An array of objects: path, lines ("12-14", null for
// the whole file) and state.
nlohmann::ordered_json parts_json(const std::vector<LandingPart>& parts);

}  // namespace hotfix
