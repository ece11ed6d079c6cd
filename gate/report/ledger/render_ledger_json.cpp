// SPDX-License-Identifier: MIT
// The JSON of one landing and of the ledger, which is a list of them. json_page.cpp says what each
// key means.
#include <cmath>
#include <nlohmann/json.hpp>

#include "gate/base/time_text.h"
#include "gate/base/visible.h"
#include "gate/report/ledger/judged_json.h"
#include "gate/report/ledger/ledger_words.h"
#include "gate/report/ledger/post_mortem_words.h"
#include "gate/report/ledger/render_landing.h"
#include "gate/report/ledger/render_ledger.h"
#include "rules/support/parts.h"

namespace hotfix {

namespace {

using Json = nlohmann::ordered_json;

Json text_or_null(const std::string& bytes) {
  return bytes.empty() ? Json() : Json(valid_utf8(bytes));
}

Json parts_json(const std::vector<LandingPart>& parts) {
  Json array = Json::array();
  for (const LandingPart& part : parts) {
    const std::string lines = lines_of(part);
    array.push_back({{"path", valid_utf8(part.path)},
                     {"lines", lines.empty() ? Json() : Json(lines)},
                     {"state", state_name(part.state)}});
  }
  return array;
}

void add_landing(Json& json, const Landing& landing) {
  json["state"] = state_name(landing.state);
  json["evidence"] = landing.evidence;
  json["signal"] = signal_name(landing.signal);
  json["similarity"] = std::round(landing.similarity * 1000) / 1000;
  json["reason"] = valid_utf8(landing.reason);
  json["parts"] = parts_json(landing.parts);
}

Json post_mortem_json(const PostMortem* one) {
  if (!one) return {};
  Json open = Json::array();
  for (const std::string& section : one->open) open.push_back(valid_utf8(section));
  return {{"path", valid_utf8(one->path)},
          {"state", state_name(one->state)},
          {"written_at", one->written_at ? Json(iso_time(*one->written_at)) : Json()},
          {"deadline", iso_time(one->deadline)},
          {"overdue", one->overdue},
          {"placeholders", open}};
}

Json hotfix_json(const LedgerReport& report, const Hotfix& hotfix) {
  Json json = {{"commit", hotfix.commit},
               {"subject", valid_utf8(hotfix.subject)},
               {"author", valid_utf8(hotfix.author)},
               {"found_by", sign_name(hotfix.found_by)},
               {"released_at", iso_time(hotfix.released_at)}};
  add_landing(json, hotfix.landing);
  json["remedy"] = text_or_null(hotfix.landing.fix);
  json["begun_at"] = hotfix.begun_at ? Json(iso_time(*hotfix.begun_at)) : Json();
  json["landed_at"] = hotfix.landed_at ? Json(iso_time(*hotfix.landed_at)) : Json();
  json["deadline"] = iso_time(hotfix.deadline);
  json["overdue"] = hotfix.overdue;
  const std::string& lost = hotfix.lost_on_production;
  json["lost_on_production"] = lost.empty() ? Json() : Json(lost);
  json["false_date"] = hotfix.false_date ? Json(iso_time(*hotfix.false_date)) : Json();
  json["post_mortem"] = post_mortem_json(post_mortem_of(report, hotfix.commit));
  return json;
}

Json unsigned_json(const Hotfix& commit) {
  return {{"commit", commit.commit},
          {"subject", valid_utf8(commit.subject)},
          {"author", valid_utf8(commit.author)},
          {"released_at", iso_time(commit.released_at)},
          {"state", state_name(commit.landing.state)}};
}

}  // namespace

std::string render_landing_json(const LandingAnswer& answer) {
  const Landing& landing = answer.landing;
  Json line = {{"commit", valid_utf8(answer.commit)}, {"onto", valid_utf8(answer.onto)}};
  add_landing(line, landing);
  if (landing.state == LandingState::undecided) line["remedy"] = valid_utf8(landing.fix);
  return line.dump(-1, ' ', true) + "\n";
}

namespace {

Json ledger_json(const LedgerReport& report) {
  Json hotfixes = Json::array(), commits = Json::array(), notes = Json::array();
  for (const Hotfix& hotfix : report.hotfixes) hotfixes.push_back(hotfix_json(report, hotfix));
  for (const Hotfix& commit : report.unsigned_commits) commits.push_back(unsigned_json(commit));
  Json undecided = undecided_json(report.undecided);
  for (std::size_t i = 0; i < undecided.size(); ++i) {
    undecided[i]["level"] = level_name(report.undecided[i].level);
  }
  for (const std::string& note : report.notes) notes.push_back(valid_utf8(note));
  return {{"version", 1},
          {"production", report.refs.production_id},
          {"development", report.refs.development_id},
          {"repository", text_or_null(report.repository)},
          {"url", text_or_null(report.pages.repository)},
          {"production_branch", valid_utf8(report.refs.production)},
          {"development_branch", valid_utf8(report.refs.development)},
          {"now", iso_time(report.now)},
          {"hotfixes", hotfixes},
          {"unsigned_commits", commits},
          {"findings", findings_json(report.findings)},
          {"waived", waived_json(report.waived)},
          {"undecided", undecided},
          {"notes", notes}};
}

}  // namespace

std::string render_ledger_json(const LedgerReport& report) {
  return ledger_json(report).dump(2, ' ', true) + "\n";
}

std::string render_ledgers_json(const Ledgers& ledgers) {
  Json list = Json::array();
  for (const LedgerReport& ledger : ledgers) list.push_back(ledger_json(ledger));
  const Json all = {{"version", 1}, {"ledgers", list}};
  return all.dump(2, ' ', true) + "\n";
}

}  // namespace hotfix
