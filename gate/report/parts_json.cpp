// SPDX-License-Identifier: MIT
#include "gate/report/parts_json.h"

#include <nlohmann/json.hpp>

#include "gate/base/visible.h"
#include "gate/report/ledger_words.h"

namespace hotfix {

nlohmann::ordered_json parts_json(const std::vector<LandingPart>& parts) {
  using Json = nlohmann::ordered_json;
  Json array = Json::array();
  for (const LandingPart& part : parts) {
    const std::string lines = lines_of(part);
    array.push_back({{"path", valid_utf8(part.path)},
                     {"lines", lines.empty() ? Json() : Json(lines)},
                     {"state", state_name(part.state)}});
  }
  return array;
}

}  // namespace hotfix
