// SPDX-License-Identifier: MIT
#include <nlohmann/json.hpp>

#include "ci/output/formats.h"
#include "ci/output/outcome.h"
#include "gate/base/visible.h"
#include "gate/report/ledger/render_ledger.h"
#include "gate/report/render.h"

namespace hotfix {

namespace {

using Json = nlohmann::ordered_json;

Json text_or_null(const std::string& bytes) {
  return bytes.empty() ? Json() : Json(valid_utf8(bytes));
}

std::string_view name_of(Event::Kind kind) {
  switch (kind) {
    case Event::Kind::pull_request:
      return "pull_request";
    case Event::Kind::merge_group:
      return "merge_group";
    case Event::Kind::push:
      return "push";
    case Event::Kind::ledger:
      return "ledger";
    case Event::Kind::other:
      return "other";
  }
  return "other";
}

Json number_or_null(const std::optional<PullRequest>& pull_request) {
  return pull_request && pull_request->number > 0 ? Json(pull_request->number) : Json();
}

Json event_json(const Event& event) {
  return {{"kind", name_of(event.kind)},
          {"name", text_or_null(event.name)},
          {"branch", text_or_null(event.branch)},
          {"target", text_or_null(event.target)},
          {"fork", text_or_null(event.fork)},
          {"head", text_or_null(event.head)},
          {"before", text_or_null(event.before)},
          {"attempt", event.attempt},
          {"pull_request", number_or_null(event.pull_request)}};
}

// The very object that hotfix-lint prints, and what only an event knows.
Json report_json(const Report& report) {
  Json json = Json::parse(render_json(report));
  json["kind"] = kind_name(report.subject.kind);
  json["target"] = text_or_null(report.subject.target);
  json["pull_request"] = number_or_null(report.pull_request);
  return json;
}

std::string reason_of(const GateReport& report) {
  return report.failure ? report.failure->reason : report.not_applicable;
}

}  // namespace

std::string render_gate_json(const GateReport& report) {
  Json reports = Json::array(), warnings = Json::array();
  for (const Report& one : report.reports) reports.push_back(report_json(one));
  for (const std::string& warning : report.warnings) warnings.push_back(valid_utf8(warning));
  const Json json = {
      {"version", 1},
      {"event", event_json(report.event)},
      {"applicable", report.not_applicable.empty()},
      {"verdict", verdict_name(report)},
      {"exit_status", static_cast<int>(exit_status(report))},
      {"headline", valid_utf8(headline(report))},
      {"reason", text_or_null(reason_of(report))},
      {"remedy", report.failure ? text_or_null(report.failure->fix) : Json()},
      {"warnings", warnings},
      {"policy", text_or_null(report.policy_source)},
      {"reports", reports},
      {"ledger", report.ledger ? Json::parse(render_ledger_json(*report.ledger)) : Json()}};
  return json.dump(2, ' ', true) + "\n";
}

}  // namespace hotfix
