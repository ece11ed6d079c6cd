// SPDX-License-Identifier: MIT
#include <nlohmann/json.hpp>

#include "gate/base/visible.h"
#include "gate/report/ledger/judged_json.h"
#include "gate/report/render.h"

namespace hotfix {

namespace {

using Json = nlohmann::ordered_json;

Json text(std::string_view bytes) { return valid_utf8(bytes); }
Json text_or_null(const std::string& bytes) { return bytes.empty() ? Json() : text(bytes); }

Json subject_json(const Report& report) {
  return {{"branch", text_or_null(report.subject.branch)},
          {"head", text_or_null(report.subject.head)},
          {"base", text_or_null(report.base)},
          {"production", text_or_null(report.refs.production_id)},
          {"development", text_or_null(report.refs.development_id)}};
}

}  // namespace

std::string render_json(const Report& report) {
  Json rules = Json::array(), notes = Json::array();
  for (const Rule* rule : report.rules) rules.push_back(rule->id);
  for (const std::string& note : report.notes) notes.push_back(text(note));
  const Json report_json = {{"version", 1},
                            {"verdict", verdict_name(report.verdict)},
                            {"subject", subject_json(report)},
                            {"findings", findings_json(report.findings)},
                            {"waived", waived_json(report.waived)},
                            {"undecided", undecided_json(report.undecided)},
                            {"rules", rules},
                            {"notes", notes}};
  return report_json.dump(2, ' ', true) + "\n";
}

}  // namespace hotfix
