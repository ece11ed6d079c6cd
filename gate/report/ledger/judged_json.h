// SPDX-License-Identifier: MIT
// What rules said, in the JSON of a report and of a ledger; gate/report/json_page.cpp says what
// each key means.
#pragma once

#include <nlohmann/json.hpp>
#include <vector>

#include "rules/model/judged.h"

namespace hotfix {

nlohmann::ordered_json findings_json(const std::vector<RuleFinding>& findings);
nlohmann::ordered_json waived_json(const std::vector<Waived>& waived);
nlohmann::ordered_json undecided_json(const std::vector<Undecided>& undecided);

}  // namespace hotfix
