// SPDX-License-Identifier: MIT
// The rules for a terminal: `hotfix-lint rules` and `hotfix-lint explain`.
#include "gate/policy/catalogue.h"

#include <algorithm>

#include "gate/base/terminal.h"
#include "gate/policy/catalogue_words.h"
#include "gate/policy/keys.h"
#include "gate/policy/write.h"

namespace hotfix {

namespace {

constexpr std::size_t kWidth = 80;
constexpr std::size_t kIndent = 10;

std::string pad(std::string_view text, std::size_t width) {
  std::string padded(text);
  padded.resize(std::max(width, padded.size()), ' ');
  return padded;
}

std::string entry(std::string_view label, std::string_view text) {
  return pad(label, kIndent) + wrapped(text, kIndent, kWidth) + "\n";
}

std::size_t longest_id() {
  std::size_t longest = 0;
  for (const Rule* rule : all_rules()) longest = std::max(longest, rule->id.size());
  return longest;
}

std::string option_entry(const PolicyKey& key) {
  return toml_assignment(key.name(), key.default_value, "  ") + "\n      " +
         wrapped(key.summary, 6, kWidth) + "\n";
}

}  // namespace

std::string explain_text(const Rule& rule) {
  std::string text = std::string(rule.id) + "\n" + wrapped(rule.summary, 0, kWidth) + "\n\n";
  text += entry("Why", rule.why);
  text += entry("Fix", rule.fix);
  text += entry("Workflow", rule.workflow);
  text += entry("Runs at", words_of_stages(rule));
  text += entry("Judges", words_of_subjects(rule));
  text += entry("Looks at", words_of_needs(rule));
  text += entry("Waiver", words_of_waiver(rule));
  text += "\nOptions, under [rules." + std::string(rule.id) + "] in .hotfix.toml:\n";
  for (const PolicyKey& key : keys_of(rule)) text += option_entry(key);
  return text;
}

std::string rules_table_text(const Policy& policy) {
  std::string text;
  for (const Rule* rule : all_rules()) {
    text += pad(rule->id, longest_id() + 2) + pad(level_name(policy.setting(rule->id).level), 9) +
            std::string(rule->summary) + "\n";
  }
  return text;
}

}  // namespace hotfix
