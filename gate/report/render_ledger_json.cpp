// SPDX-License-Identifier: MIT
#include <cmath>
#include <nlohmann/json.hpp>

#include "gate/base/time_text.h"
#include "gate/base/visible.h"
#include "gate/report/parts_json.h"
#include "gate/report/render_ledger.h"

namespace hotfix {

namespace {

using Json = nlohmann::ordered_json;

Json hotfix_json(const Hotfix& hotfix) {
  const Landing& landing = hotfix.landing;
  return {{"commit", hotfix.commit},
          {"subject", valid_utf8(hotfix.subject)},
          {"author", valid_utf8(hotfix.author)},
          {"found_by", sign_name(hotfix.found_by)},
          {"released_at", iso_time(hotfix.released_at)},
          {"state", state_name(landing.state)},
          {"evidence", landing.evidence},
          {"signal", signal_name(landing.signal)},
          {"similarity", std::round(landing.similarity * 1000) / 1000},
          {"reason", valid_utf8(landing.reason)},
          {"parts", parts_json(landing.parts)},
          {"remedy", landing.fix.empty() ? Json() : Json(valid_utf8(landing.fix))},
          {"landed_at", hotfix.landed_at ? Json(iso_time(*hotfix.landed_at)) : Json()},
          {"deadline", iso_time(hotfix.deadline)},
          {"overdue", hotfix.overdue},
          {"post_mortem", Json()}};
}

}  // namespace

std::string render_ledger_json(const LedgerReport& report) {
  Json hotfixes = Json::array(), notes = Json::array();
  for (const Hotfix& hotfix : report.hotfixes) hotfixes.push_back(hotfix_json(hotfix));
  for (const std::string& note : report.notes) notes.push_back(valid_utf8(note));
  const Json ledger = {{"version", 1},
                       {"production", report.refs.production_id},
                       {"development", report.refs.development_id},
                       {"now", iso_time(report.now)},
                       {"hotfixes", hotfixes},
                       {"notes", notes}};
  return ledger.dump(2, ' ', true) + "\n";
}

}  // namespace hotfix
