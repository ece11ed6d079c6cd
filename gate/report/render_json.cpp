// SPDX-License-Identifier: MIT
#include <nlohmann/json.hpp>

#include "gate/base/visible.h"
#include "gate/report/render.h"

namespace hotfix {

namespace {

using Json = nlohmann::ordered_json;

Json text(std::string_view bytes) { return valid_utf8(bytes); }
Json text_or_null(const std::string& bytes) { return bytes.empty() ? Json() : text(bytes); }

Json texts(const std::vector<std::string>& lines) {
  Json list = Json::array();
  for (const std::string& line : lines) list.push_back(text(line));
  return list;
}

Json advice_json(const std::vector<Advice>& advice) {
  Json list = Json::array();
  for (const Advice& one : advice) {
    list.push_back({{"words", text(one.words)}, {"commands", texts(one.commands)}});
  }
  return list;
}

Json finding_json(const RuleFinding& found) {
  const Finding& finding = found.finding;
  return {{"rule", found.rule->id},
          {"level", level_name(finding.level)},
          {"message", text(finding.message)},
          {"why", found.rule->why},
          {"fix", texts(finding.fix)},
          {"hint", text_or_null(finding.hint)},
          {"advice", advice_json(finding.advice)},
          {"details", texts(finding.details)},
          {"commit", text_or_null(finding.commit)},
          {"path", text_or_null(finding.path)},
          {"line", finding.line == 0 ? Json() : Json(finding.line)}};
}

Json subject_json(const Report& report) {
  return {{"branch", text_or_null(report.subject.branch)},
          {"head", text_or_null(report.subject.head)},
          {"base", text_or_null(report.base)},
          {"production", text_or_null(report.refs.production_id)},
          {"development", text_or_null(report.refs.development_id)}};
}

}  // namespace

std::string render_json(const Report& report) {
  Json findings = Json::array(), waived = Json::array(), undecided = Json::array(),
       rules = Json::array(), notes = Json::array();
  for (const RuleFinding& found : report.findings) findings.push_back(finding_json(found));
  for (const Waived& one : report.waived) {
    waived.push_back(
        {{"rule", one.rule->id}, {"reason", text(one.reason)}, {"commit", one.commit}});
  }
  for (const Undecided& one : report.undecided) {
    undecided.push_back(
        {{"rule", one.rule->id}, {"reason", text(one.reason)}, {"remedy", text(one.fix)}});
  }
  for (const Rule* rule : report.rules) rules.push_back(rule->id);
  for (const std::string& note : report.notes) notes.push_back(text(note));
  const Json report_json = {{"version", 1},
                            {"verdict", verdict_name(report.verdict)},
                            {"subject", subject_json(report)},
                            {"findings", findings},
                            {"waived", waived},
                            {"undecided", undecided},
                            {"rules", rules},
                            {"notes", notes}};
  return report_json.dump(2, ' ', true) + "\n";
}

}  // namespace hotfix
