// SPDX-License-Identifier: MIT
#include <cmath>
#include <nlohmann/json.hpp>

#include "gate/base/visible.h"
#include "gate/report/ledger_words.h"
#include "gate/report/parts_json.h"
#include "gate/report/render_landing.h"

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

std::string render_landing_json(const LandingAnswer& answer) {
  const Landing& landing = answer.landing;
  nlohmann::ordered_json line = {{"commit", valid_utf8(answer.commit)},
                                 {"onto", valid_utf8(answer.onto)},
                                 {"state", state_name(landing.state)},
                                 {"evidence", landing.evidence},
                                 {"signal", signal_name(landing.signal)},
                                 {"similarity", std::round(landing.similarity * 1000) / 1000},
                                 {"reason", valid_utf8(landing.reason)},
                                 {"parts", parts_json(landing.parts)}};
  if (landing.state == LandingState::undecided) line["remedy"] = valid_utf8(landing.fix);
  return line.dump(-1, ' ', true) + "\n";
}

}  // namespace hotfix
