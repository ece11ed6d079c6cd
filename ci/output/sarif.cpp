// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "ci/output/formats.h"
#include "ci/output/outcome.h"
#include "gate/base/hash.h"
#include "gate/base/hex.h"
#include "gate/base/path.h"
#include "gate/base/visible.h"
#include "gate/report/ledger/ledger_words.h"
#include "rules/model/registry.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMostResults = 25'000;  // with more, the whole file is refused
constexpr std::string_view kPolicyFile = ".hotfix.toml";

// Control bytes made visible; "](" would make a link of what stands before it.
std::string message_text(std::string_view bytes) {
  std::string text = visible(bytes);
  for (auto at = text.find("]("); at != std::string::npos; at = text.find("](", at)) {
    text.insert(at + 1, "\\");
  }
  return text;
}

// A relative reference as RFC 3986 has it: the bytes of the path, percent-encoded.
std::string uri(std::string_view path) {
  constexpr std::string_view plain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  std::string text;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    if (plain.find(c) != std::string_view::npos) {
      text += c;
    } else {
      text += "%" + upper_hex_of(byte, 2);
    }
  }
  return text;
}

// What is neither in a file nor in the repository at all is shown at the policy.
Json location(const Finding& finding) {
  const bool has_place = is_inside(finding.path);
  const std::size_t line = has_place && finding.line > 0 ? finding.line : 1;
  const Json region = {
      {"startLine", line}, {"startColumn", 1}, {"endLine", line}, {"endColumn", 2}};
  const Json artifact = {{"uri", uri(has_place ? finding.path : kPolicyFile)},
                         {"uriBaseId", "%SRCROOT%"}};
  return {{"physicalLocation", {{"artifactLocation", artifact}, {"region", region}}}};
}

bool is_word_byte(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// An id of a commit or a number: what differs between two runs that saw the same thing.
bool is_fleeting(std::string_view word) {
  const bool is_number = word.find_first_not_of("0123456789") == std::string_view::npos;
  const bool is_hex = word.find_first_not_of("0123456789abcdef") == std::string_view::npos;
  return is_number || (is_hex && word.size() >= 7);
}

std::string without_fleeting(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const auto end = std::find_if_not(text.begin(), text.end(), is_word_byte) - text.begin();
    const std::string_view word = text.substr(0, std::max<std::size_t>(1, end));
    if (!is_fleeting(word)) result += word;
    text.remove_prefix(word.size());
  }
  return result;
}

class Results {
 public:
  // Null when there are as many as GitHub takes already.
  Json* add(const Rule& rule, std::string_view level, const Finding& finding) {
    if (list_.size() >= kMostResults) return nullptr;
    const auto& all = all_rules();
    const auto index = std::find(all.begin(), all.end(), &rule) - all.begin();
    list_.push_back(
        {{"ruleId", rule.id},
         {"ruleIndex", index},
         {"level", level},
         {"message", {{"text", message_text(finding.message)}}},
         {"locations", Json::array({location(finding)})},
         {"partialFingerprints", {{"primaryLocationLineHash", fingerprint(rule, finding)}}}});
    return &list_.back();
  }
  Json take() { return std::move(list_); }

 private:
  // Two findings that read the same are told apart by their order.
  std::string fingerprint(const Rule& rule, const Finding& finding) {
    const std::string key = hex_of(fnv1a(std::string(rule.id) + '\n' + finding.path + '\n' +
                                         without_fleeting(finding.message)),
                                   16);
    return key + ":" + std::to_string(++seen_[key]);
  }

  Json list_ = Json::array();
  std::map<std::string, std::size_t> seen_;
};

Finding saying(std::string message) {
  Finding finding;
  finding.message = std::move(message);
  return finding;
}

// GitHub shows a suppressed result like any other, so a waived one is a mere note.
void add_waived(Results& results, const Waived& one) {
  for (const Finding& finding : one.findings) {
    Json* result = results.add(*one.rule, "note", finding);
    if (!result) return;
    const std::string why = "waived by " + short_id(one.commit) + ": " + one.reason;
    (*result)["suppressions"] = Json::array(
        {{{"kind", "external"}, {"status", "accepted"}, {"justification", message_text(why)}}});
  }
}

void add_findings(Results& results, const std::vector<RuleFinding>& findings) {
  for (const RuleFinding& found : findings) {
    results.add(*found.rule, level_name(found.finding.level), found.finding);
  }
}

void add_undecided(Results& results, std::string_view level, const Undecided& one) {
  results.add(*one.rule, level, saying("undecided: " + one.reason + ". " + one.fix));
}

void add_report(Results& results, const Report& report) {
  add_findings(results, report.findings);
  const std::string_view level = report.verdict == Verdict::pass ? "warning" : "error";
  for (const Undecided& one : report.undecided) add_undecided(results, level, one);
  for (const Waived& one : report.waived) add_waived(results, one);
}

// By its subject, not by how late it is: tomorrow it is the same debt.
void add_ledger(Results& results, const LedgerReport& ledger) {
  for (const Hotfix* hotfix : owed(ledger)) {
    if (!hotfix->overdue) continue;
    results.add(rule_with(Role::backport), "error",
                saying("overdue on " + ledger.refs.development + ": " + hotfix->subject));
  }
  add_findings(results, ledger.findings);
  for (const Undecided& one : ledger.undecided) add_undecided(results, level_name(one.level), one);
  for (const Waived& one : ledger.waived) add_waived(results, one);
}

Json results_of(const GateReport& report) {
  Results results;
  for (const Report& one : report.reports) add_report(results, one);
  if (report.ledger) add_ledger(results, *report.ledger);
  return results.take();
}

Json rule_json(const Rule& rule, const SarifTool& tool) {
  const std::string why(rule.why), fix(rule.fix);
  Json json = {{"id", rule.id},
               {"name", rule.id},
               {"shortDescription", {{"text", rule.summary}}},
               {"fullDescription", {{"text", std::string(rule.summary) + " " + why}}},
               {"help",
                {{"text", why + "\n\n" + fix},
                 {"markdown", "**Why.** " + why + "\n\n**How it is fixed.** " + fix}}},
               {"defaultConfiguration", {{"level", level_name(rule.level)}}},
               {"properties", {{"tags", {"hotfix", "workflow"}}}}};
  if (!tool.rules_url.empty()) json["helpUri"] = tool.rules_url + "#" + std::string(rule.id);
  return json;
}

// Every rule, whether it ran or not: the list differs between versions only.
Json driver(const SarifTool& tool) {
  Json json = {{"name", "hotfix-gate"}};
  if (!tool.version.empty()) json["version"] = tool.version;
  Json& rules = json["rules"] = Json::array();
  for (const Rule* rule : all_rules()) rules.push_back(rule_json(*rule, tool));
  return json;
}

Json notification(std::string_view level, const std::string& text) {
  return {{"level", level}, {"message", {{"text", message_text(text)}}}};
}

Json invocation(const GateReport& report) {
  Json notifications = Json::array();
  if (report.failure) {
    notifications.push_back(
        notification("error", report.failure->reason + ". " + report.failure->fix));
  }
  for (const std::string& warning : report.warnings) {
    notifications.push_back(notification("warning", warning));
  }
  return {{"executionSuccessful", !report.failure},
          {"exitCode", static_cast<int>(exit_status(report))},
          {"toolExecutionNotifications", notifications}};
}

}  // namespace

std::string render_sarif(const GateReport& report, const SarifTool& tool) {
  const Json run = {{"tool", {{"driver", driver(tool)}}},
                    {"invocations", Json::array({invocation(report)})},
                    {"originalUriBaseIds",
                     {{"%SRCROOT%", {{"description", {{"text", "The root of the repository"}}}}}}},
                    {"columnKind", "utf16CodeUnits"},
                    {"results", results_of(report)}};
  const Json log = {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                    {"version", "2.1.0"},
                    {"runs", Json::array({run})}};
  return log.dump(2, ' ', true) + "\n";
}

}  // namespace hotfix
