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

constexpr std::size_t kIndent = 10;
constexpr std::size_t kLevel = 9;       // columns of the level, with the space behind it
constexpr std::size_t kNarrowest = 20;  // columns for a summary; with fewer the row is not broken

std::string pad(std::string_view text, std::size_t width) {
  std::string padded(text);
  padded.resize(std::max(width, padded.size()), ' ');
  return padded;
}

std::string entry(std::string_view label, std::string_view text, const PageStyle& style) {
  return Paint(style.color)(kBold, label) + std::string(kIndent - label.size(), ' ') +
         wrapped(text, kIndent, style.width) + "\n";
}

std::size_t longest_id() {
  std::size_t longest = 0;
  for (const Rule* rule : all_rules()) longest = std::max(longest, rule->id.size());
  return longest;
}

std::string option_entry(const PolicyKey& key, const PageStyle& style) {
  return toml_assignment(key.name(), key.default_value, "  ") + "\n      " +
         wrapped(key.summary, 6, style.width) + "\n";
}

std::string_view color_of(Level level) {
  if (level == Level::off) return kDim;
  return level == Level::warning ? kYellow : kRed;
}

}  // namespace

std::string explain_text(const Rule& rule, const PageStyle& style) {
  std::string text =
      Paint(style.color)(kBold, rule.id) + "\n" + wrapped(rule.summary, 0, style.width) + "\n\n";
  text += entry("Why", rule.why, style);
  text += entry("Fix", rule.fix, style);
  text += entry("Workflow", rule.workflow, style);
  text += entry("Runs at", words_of_stages(rule), style);
  text += entry("Judges", words_of_subjects(rule), style);
  text += entry("Looks at", words_of_needs(rule), style);
  text += entry("Waiver", words_of_waiver(rule), style);
  text += "\nOptions, under [rules." + std::string(rule.id) + "] in .hotfix.toml:\n";
  for (const PolicyKey& key : keys_of(rule)) text += option_entry(key, style);
  return text;
}

std::string rules_table_text(const Policy& policy, const PageStyle& style) {
  const Paint paint(style.color);
  const std::size_t id_width = longest_id() + 2, indent = id_width + kLevel;
  const bool is_wide = style.width >= indent + kNarrowest;
  std::string text;
  for (const Rule* rule : all_rules()) {
    const Level level = policy.setting(rule->id).level;
    text += paint(kBold, pad(rule->id, id_width)) +
            paint(color_of(level), pad(level_name(level), kLevel)) +
            (is_wide ? wrapped(rule->summary, indent, style.width) : std::string(rule->summary)) +
            "\n";
  }
  return text;
}

}  // namespace hotfix
