// SPDX-License-Identifier: MIT
#include "tests/manual/policy_page.h"

#include <map>

#include "gate/policy/message.h"
#include "gate/policy/names.h"
#include "gate/policy/write.h"
#include "rules/model/registry.h"

namespace hotfix::manual {

namespace {

// Of a longer default only the number of elements is told: the sample file has them all.
constexpr std::size_t kLongestDefault = 60;

const std::map<std::string, OptionValue>& examples() {
  static const std::map<std::string, OptionValue> table = {
      {"production", "main"},
      {"development", "develop"},
      {"remote", "upstream"},
      {"branches.hotfix", Words{"hotfix/**", "emergency/**"}},
      {"branches.revert", Words{"@default", "rollback/**"}},
      {"branches.backport", Words{"backport/**", "back/**"}},
      {"branches.promotion", Words{"release/**"}},
      {"report.rules_url", "https://wiki.example.com/hotfix-rules"},
      {"backport.deadline", "3d"},
      {"backport.since", "2026-01-01"},
      {"backport.hotfixes", Words{"subject", "trailer"}},
      {"post_mortem.folder", "handbook/incidents"},
      {"post_mortem.deadline", "5d"},
      {"post_mortem.since", "2026-01-01"},
      {"post_mortem.template", "# Post-mortem: [title]\n\n## Cause\n[why]\n"},
      {"workflow.channel", "#incidents"},
      {"workflow.updates", "15m"},
      {"workflow.backup", Words{"pg_dump --file backup.sql shop"}},
      {"workflow.logs", Words{"journalctl -u shop --since -1h"}},
      {"workflow.test", Words{"make test"}},
      {"workflow.monitor", Words{"journalctl -u shop -f"}},
      {"workflow.health", Words{"curl -fsS https://shop.example.com/health"}},
      {"workflow.rollback", Words{"systemctl start shop@previous"}},
      {"workflow.initiated", "Hotfix {branch} ({severity}): {issue}\nNext: {next-update}\n"},
      {"workflow.deployed", "{fix} is live since {deployed}\n"},
      {"workflow.complete", "{branch} is over after {duration}: {resolution}\n"},
      {"paths.tests", Words{"@default", "qa/**"}},
      {"paths.docs", Words{"@default", "handbook/"}},
      {"paths.lock", Words{"@default", "deps.lock"}},
      {"paths.generated", Words{"@default", "src/api/generated/"}},
      {"paths.vendored", Words{"@default", "external/"}},
      {"paths.config", Words{"@default", "*.jsonnet"}},
      {"paths.manifests", Words{"@default", "deps.json"}},
      {"rules.branch-name.slug", Words{"^[A-Z]+-[0-9]+(-[a-z0-9-]+)?$"}},
      {"rules.minimal-diff.assets", Words{"@default", "*.glb"}},
      {"rules.single-purpose.types", Words{"@default", "perf"}},
      {"rules.single-purpose.manifest_noise", Words{"@default", R"(^\s*"funding":)"}},
      {"rules.tests-present.no_test_needed", Words{"@default", "*.liquid"}},
      {"rules.tests-present.support", Words{"@default", "tests/helpers/"}},
      {"rules.tests-present.inline_tests", Words{"@default", R"(^\s*#\[proptest\])"}},
      {"rules.tests-present.test_cases", Words{"@default", R"(^\s*scenario\()"}},
      {"rules.tests-present.frameworks", Words{"@default", "from '@acme/testing'"}},
      {"rules.tests-present.assertions", Words{"@default", R"(\bmustEqual\()"}},
      {"rules.tests-present.imports", Words{"@default", R"(^\s*load\()"}},
      {"rules.tests-present.skips", Words{"@default", R"(\bdisabled_test\()"}},
      {"rules.tests-present.exclusions", Words{"@default", "^qa.json:.*\"skip\""}},
      {"rules.commit-message.types", Words{"hotfix", "fix"}},
      {"rules.commit-message.meaningless", Words{"@default", "see ticket"}},
      {"rules.protected-paths.paths", Words{"@default", "deploy/**"}},
      {"rules.pr-target.also_to", Words{"staging"}},
      {"rules.severity.p0_criteria", Words{"@default", "Checkout is down"}},
      {"rules.severity.p1_criteria", Words{"@default", "Invoices are wrong"}},
      {"rules.severity.labels", Words{"@default", "urgency"}},
      {"rules.incident-record.sections", Words{"issue", "impact", "rollback-plan"}},
      {"rules.incident-record.headings", Words{"root cause = Ursache"}},
      {"rules.incident-record.rollback_options", Words{"@default", "switch the flag off"}},
      {"rules.emergency-review.reviewers", Words{"anna", "bo"}},
  };
  return table;
}

// What a cell of a table, in which '|' and '<' are markup, must have before it.
std::string escaped(std::string_view prose) {
  std::string text;
  for (const char c : prose) {
    if (std::string_view("<>*_|`[]\\").find(c) != std::string_view::npos) text += '\\';
    text += c;
  }
  return text;
}

std::string code(const std::string& text) { return "`" + text + "`"; }

// "`a`, `b` or `c`".
std::string one_of(const std::vector<std::string>& words) {
  std::string list;
  for (const std::string& word : words) {
    if (!list.empty()) list += &word == &words.back() ? " or " : ", ";
    list += code("\"" + word + "\"");
  }
  return list;
}

std::string values_of(const PolicyKey& key) {
  if (key.kind == ValueKind::choice) return one_of(key.choices);
  if (key.kind == ValueKind::choices)
    return "a list of " + one_of(key.choices) + "; or the word `\"all\"`";
  return escaped(describe(key.kind));
}

// "145 globs"
std::string counted(const Words& words, ValueKind kind) {
  const bool globs = kind == ValueKind::globs || kind == ValueKind::ref_globs;
  const std::string noun = globs ? "glob" : kind == ValueKind::patterns ? "pattern" : "string";
  return std::to_string(words.size()) + " " + noun + (words.size() == 1 ? "" : "s");
}

std::string default_of(const PolicyKey& key) {
  const auto* lines = std::get_if<std::string>(&key.default_value);
  if (lines && lines->find('\n') != std::string::npos) return "the workflow's";
  const std::string text = toml_value(key.default_value);
  if (text == "\"\"" || text == "[]") return "none";
  const auto* words = std::get_if<Words>(&key.default_value);
  const bool fits = text.size() <= kLongestDefault && text.find('|') == std::string::npos;
  return fits || !words ? code(text) : counted(*words, key.kind);
}

std::string table_of(const std::vector<PolicyKey>& keys) {
  std::string text = "| key | what it says | value | default |\n|---|---|---|---|\n";
  for (const PolicyKey& key : keys) {
    text += "| " + code(key.name()) + " | " + escaped(key.summary) + " | " + values_of(key) +
            " | " + default_of(key) + " |\n";
  }
  return text + "\n";
}

std::string example_block(const std::string& section, const std::vector<PolicyKey>& keys) {
  std::string text = "```toml\n";
  if (!section.empty()) text += "[" + section + "]\n";
  for (const PolicyKey& key : keys) text += toml_assignment(key.name(), example_of(key)) + "\n";
  return text + "```\n";
}

bool is_rules(const PolicySection& section) { return section.name.starts_with("rules"); }

// The options alone: level and waivable are told of all rules together.
std::vector<PolicyKey> own_keys(const PolicySection& section) {
  return {section.keys.begin() + 2, section.keys.end()};
}

std::string rule_part(const Rule& rule) {
  const std::string name = "rules." + std::string(rule.id);
  const std::vector<PolicyKey> keys = own_keys(*find_policy_section(name));
  if (keys.empty()) return {};
  return "\n### `[" + name + "]`\n\n" + escaped(rule.summary) + " [More](rules/" +
         std::string(rule.id) + ".md)\n\n" + table_of(keys) + example_block(name, keys);
}

std::string names_of_rules(bool waivable) {
  std::string list;
  for (const Rule* rule : all_rules()) {
    if (rule->waivable != waivable) continue;
    list += (list.empty() ? "" : ", ") + std::string("[") + code(std::string(rule->id)) +
            "](rules/" + std::string(rule->id) + ".md)";
  }
  return list;
}

// Of level and waivable, which rules have otherwise.
std::string words_of_default(const PolicyKey& key) {
  if (key.name() == "waivable") return "as below";
  std::string text = default_of(key);
  for (const Rule* rule : all_rules()) {
    if (std::string(level_name(rule->level)) == std::get<std::string>(key.default_value)) continue;
    text += "; " + code("\"" + std::string(level_name(rule->level)) + "\"") + " of " +
            code(std::string(rule->id));
  }
  return text;
}

}  // namespace

OptionValue example_of(const PolicyKey& key) {
  const auto found = examples().find(key.path);
  if (found != examples().end()) return found->second;
  if (const auto* number = std::get_if<std::int64_t>(&key.default_value)) return *number * 2;
  if (const auto* flag = std::get_if<bool>(&key.default_value)) return !*flag;
  for (const std::string& choice : key.choices) {
    if (OptionValue(choice) != key.default_value) return choice;
  }
  return key.default_value;
}

std::string policy_tables() {
  std::string text;
  for (const PolicySection& section : policy_sections()) {
    if (is_rules(section)) continue;
    const std::string title =
        section.name.empty() ? "The top level" : code("[" + section.name + "]");
    text += "\n## " + title + "\n\n" + escaped(section.summary) + "\n\n" + table_of(section.keys) +
            example_block(section.name, section.keys);
  }
  return text;
}

std::string field_table() {
  std::string text = "| field | what it is | while that is not known |\n|---|---|---|\n";
  for (const MessageField& field : message_fields()) {
    text += "| " + code("{" + std::string(field.name) + "}") + " | " + escaped(field.what) + " | " +
            code(std::string(field.words)) + " |\n";
  }
  return text;
}

std::string rule_tables() {
  const PolicySection& first =
      *find_policy_section("rules." + std::string(all_rules().front()->id));
  std::string text = "| key | what it says | value | default |\n|---|---|---|---|\n";
  for (const PolicyKey& key : {first.keys[0], first.keys[1]}) {
    text += "| " + code(key.name()) + " | " + escaped(key.summary) + " | " + values_of(key) +
            " | " + words_of_default(key) + " |\n";
  }
  text += "\nA waiver is taken by default for " + names_of_rules(true) + ".\nIt is not for " +
          names_of_rules(false) + ".\n";
  for (const Rule* rule : all_rules()) text += rule_part(*rule);
  return text;
}

}  // namespace hotfix::manual
