// SPDX-License-Identifier: MIT
#include <cmath>
#include <nlohmann/json.hpp>

#include "gate/base/visible.h"
#include "gate/report/render_landing.h"

namespace hotfix {

namespace {

using Json = nlohmann::ordered_json;

// "12-14", or null for the whole file.
Json lines_json(const LandingPart& part) {
  if (part.first == 0) return {};
  const std::string first = std::to_string(part.first);
  return part.first == part.last ? first : first + "-" + std::to_string(part.last);
}

Json parts_json(const std::vector<LandingPart>& parts) {
  Json array = Json::array();
  for (const LandingPart& part : parts) {
    array.push_back({{"path", valid_utf8(part.path)},
                     {"lines", lines_json(part)},
                     {"state", state_name(part.state)}});
  }
  return array;
}

}  // namespace

std::string render_landing_json(const LandingAnswer& answer) {
  const Landing& landing = answer.landing;
  Json line = {{"commit", valid_utf8(answer.commit)},
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
