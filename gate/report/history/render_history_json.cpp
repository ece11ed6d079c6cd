// SPDX-License-Identifier: MIT
#include <nlohmann/json.hpp>

#include "gate/base/time_text.h"
#include "gate/base/visible.h"
#include "gate/report/history/history_words.h"
#include "gate/report/history/render_history.h"

namespace hotfix {

namespace {

using Json = nlohmann::ordered_json;

Json text(std::string_view bytes) { return valid_utf8(bytes); }
Json text_or_null(const std::string& bytes) { return bytes.empty() ? Json() : text(bytes); }

Json change_json(const PastChange& change) {
  const Report& report = change.report;
  Json findings = Json::array(), waived = Json::array(), undecided = Json::array(),
       rules = Json::array();
  for (const RuleFinding& found : report.findings) {
    findings.push_back({{"rule", found.rule->id},
                        {"level", level_name(found.finding.level)},
                        {"message", text(found.finding.message)}});
  }
  for (const Waived& one : report.waived) {
    waived.push_back(
        {{"rule", one.rule->id}, {"reason", text(one.reason)}, {"commit", one.commit}});
  }
  for (const Undecided& one : report.undecided) {
    undecided.push_back(
        {{"rule", one.rule->id}, {"reason", text(one.reason)}, {"remedy", text(one.fix)}});
  }
  for (const Rule* rule : report.rules) rules.push_back(rule->id);
  return {{"commit", change.commit},
          {"subject", text(change.subject)},
          {"branch", text_or_null(change.branch)},
          {"released_at", iso_time(change.released_at)},
          {"hotfix", change.is_hotfix},
          {"outcome", outcome_name(outcome_of(change))},
          {"files", change.size ? Json(change.size->files) : Json()},
          {"lines", change.size ? Json(change.size->lines) : Json()},
          {"findings", findings},
          {"waived", waived},
          {"undecided", undecided},
          {"rules", rules}};
}

Json rules_json(const HistoryReport& report) {
  Json rules = Json::array();
  for (const RuleTally& tally : tallies(report)) {
    rules.push_back({{"rule", tally.rule->id},
                     {"refused", tally.refused},
                     {"alone", tally.alone},
                     {"warned", tally.warned},
                     {"waived", tally.waived},
                     {"not_judged", tally.not_judged}});
  }
  return rules;
}

Json not_replayed_json(const HistoryReport& report) {
  Json rules = Json::array();
  for (const NotReplayed& one : report.not_replayed) {
    rules.push_back({{"rule", one.rule->id}, {"reason", one.reason}});
  }
  return rules;
}

Json percentiles_json(const std::vector<ChangeSize>& sizes) {
  std::vector<std::size_t> files, lines;
  for (const ChangeSize& size : sizes) {
    files.push_back(size.files);
    lines.push_back(size.lines);
  }
  Json rows = Json::array();
  for (const std::size_t percent : kPercents) {
    rows.push_back({{"percent", percent},
                    {"files", percentile(files, percent)},
                    {"lines", percentile(lines, percent)}});
  }
  return rows;
}

Json limit_json(const std::vector<ChangeSize>& sizes, const ChangeSize& limit) {
  return {{"max_files", limit.files},
          {"max_lines", limit.lines},
          {"keep_within", count_fitting(sizes, limit)}};
}

}  // namespace

std::string render_history_json(const HistoryReport& report) {
  const std::vector<ChangeSize> sizes = sizes_of(report);
  Json changes = Json::array(), notes = Json::array();
  for (const PastChange& change : report.changes) changes.push_back(change_json(change));
  for (const std::string& note : report.notes) notes.push_back(text(note));
  const Json fitting =
      sizes.size() < kEnough ? Json() : limit_json(sizes, fitting_limit(sizes, kOffered));
  const Json page = {
      {"version", 1},
      {"production", report.refs.production_id},
      {"production_branch", text(report.refs.production)},
      {"development_branch", report.has_development ? text(report.refs.development) : Json()},
      {"policy", text(report.policy_source)},
      {"asked", report.asked},
      {"promotions", report.promotions},
      {"shared", report.shared},
      {"others", report.others},
      {"changes", changes},
      {"rules", rules_json(report)},
      {"not_replayed", not_replayed_json(report)},
      {"sized", sizes.size()},
      {"percentiles", percentiles_json(sizes)},
      {"limit", limit_json(sizes, report.limit)},
      {"fitting", fitting},
      {"notes", notes}};
  return page.dump(2, ' ', true) + "\n";
}

}  // namespace hotfix
