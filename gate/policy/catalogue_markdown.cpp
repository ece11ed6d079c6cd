// SPDX-License-Identifier: MIT
// The pages of the repository that show the rules.
#include "gate/policy/catalogue.h"
#include "gate/policy/catalogue_words.h"
#include "gate/policy/write.h"

namespace hotfix {

namespace {

// Prose of a rule, which Markdown must show as it is: "hotfix/<slug>" is not HTML, '|' ends no
// cell.
std::string escaped(std::string_view prose) {
  std::string text;
  for (char c : prose) {
    if (std::string_view("<>*_|`[]\\").find(c) != std::string_view::npos) text += '\\';
    text += c;
  }
  return text;
}

std::string entry(std::string_view label, std::string_view prose) {
  return "- **" + std::string(label) + ":** " + escaped(prose) + "\n";
}

std::string page_of(const Rule& rule) { return std::string(rule.id) + ".md"; }

}  // namespace

std::string rule_page_head(const Rule& rule) {
  std::string text = "# " + std::string(rule.id) + "\n\n" + escaped(rule.summary) + "\n\n";
  text += escaped(rule.why) + "\n\n";
  text += entry("Fix", rule.fix);
  text += entry("Workflow step", rule.workflow);
  text += entry("Runs at", words_of_stages(rule));
  text += entry("Judges", words_of_subjects(rule));
  text += entry("Looks at", words_of_needs(rule));
  return text + entry("Waiver", words_of_waiver(rule));
}

std::string rule_page_options(const Rule& rule) {
  std::string text = "```toml\n[rules." + std::string(rule.id) + "]\n";
  for (const PolicyKey& key : keys_of(rule)) {
    text += "# " + key.summary + "\n" + toml_assignment(key.name(), key.default_value) + "\n";
  }
  return text + "```\n";
}

std::string rules_markdown() {
  std::string text =
      "<!-- Generated from the rules themselves; a test fails while it is stale. -->\n"
      "# The rules\n\n"
      "In the order in which they are reported. Each has a page with its reason, examples of what "
      "it\n"
      "refuses and accepts, its fix, its options and its waiver.\n";
  for (const Rule* rule : all_rules()) {
    text += "\n## " + std::string(rule->id) + "\n\n" + escaped(rule->summary) +
            " [Examples, fix and "
            "options](../.github/docs/rules/" +
            page_of(*rule) + ")\n";
  }
  return text;
}

std::string readme_table() {
  std::string text = "| rule | what must hold | runs at |\n|---|---|---|\n";
  for (const Rule* rule : all_rules()) {
    text += "| [`" + std::string(rule->id) + "`](.github/docs/rules/" + page_of(*rule) + ") | " +
            escaped(rule->summary) + " | " + words_of_stages(*rule) + " |\n";
  }
  return text;
}

}  // namespace hotfix
