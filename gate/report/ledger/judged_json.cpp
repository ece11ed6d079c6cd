// SPDX-License-Identifier: MIT
#include "gate/report/ledger/judged_json.h"

#include "gate/base/visible.h"

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

}  // namespace

Json findings_json(const std::vector<RuleFinding>& findings) {
  Json list = Json::array();
  for (const RuleFinding& found : findings) list.push_back(finding_json(found));
  return list;
}

Json waived_json(const std::vector<Waived>& waived) {
  Json list = Json::array();
  for (const Waived& one : waived) {
    list.push_back({{"rule", one.rule->id}, {"reason", text(one.reason)}, {"commit", one.commit}});
  }
  return list;
}

Json undecided_json(const std::vector<Undecided>& undecided) {
  Json list = Json::array();
  for (const Undecided& one : undecided) {
    list.push_back(
        {{"rule", one.rule->id}, {"reason", text(one.reason)}, {"remedy", text(one.fix)}});
  }
  return list;
}

}  // namespace hotfix
