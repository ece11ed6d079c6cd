// SPDX-License-Identifier: MIT
#include "gate/policy/weakened.h"

#include <algorithm>

#include "gate/base/time_text.h"
#include "gate/policy/keys.h"
#include "gate/policy/write.h"

namespace hotfix {

namespace {

constexpr std::string_view kRules = "rules.", kLevel = ".level", kWaivable = ".waivable";

bool is_level(const PolicyKey& key) {
  return key.path.starts_with(kRules) && key.path.ends_with(kLevel);
}

Level level_of(const OptionValue& value) {
  return value_named(kLevelNames, std::get<std::string>(value));
}

// Only of values that differ.
bool asks_less(const PolicyKey& key, const OptionValue& now, const OptionValue& then) {
  if (is_level(key)) return level_of(then) < level_of(now);
  switch (key.kind) {
    case ValueKind::number:
      return std::get<std::int64_t>(then) > std::get<std::int64_t>(now);
    case ValueKind::flag:
      return std::get<bool>(then) == key.path.ends_with(kWaivable);
    case ValueKind::duration:
      return parse_duration(std::get<std::string>(then)) >
             parse_duration(std::get<std::string>(now));
    default:
      return true;
  }
}

// Those of `words` that `others` do not have: "\"a\", \"b\"".
std::string only_in(const Words& words, const Words& others) {
  std::string text;
  for (const std::string& word : words) {
    if (std::find(others.begin(), others.end(), word) != others.end()) continue;
    text += (text.empty() ? "" : ", ") + toml_value(word);
  }
  return text;
}

std::string words_about(ValueKind kind, const OptionValue& now, const OptionValue& then) {
  if (kind == ValueKind::text || kind == ValueKind::message) return "another text";
  const Words *before = std::get_if<Words>(&now), *after = std::get_if<Words>(&then);
  if (before == nullptr || after == nullptr) {
    return toml_value(now) + " now, " + toml_value(then) + " then";
  }
  const std::string gone = only_in(*before, *after), added = only_in(*after, *before);
  if (gone.empty() && added.empty()) return "in another order";
  if (gone.empty()) return "with " + added;
  return "without " + gone + (added.empty() ? "" : ", with " + added);
}

std::string switched_off(const PolicyKey& key, const OptionValue& then) {
  if (!is_level(key) || level_of(then) != Level::off) return {};
  return key.path.substr(kRules.size(), key.path.size() - kRules.size() - kLevel.size());
}

}  // namespace

std::vector<Promotion::Weakened> weakened(const Policy& now, const Policy& then) {
  std::vector<Promotion::Weakened> found;
  for (const PolicyKey& key : policy_keys()) {
    const OptionValue before = now.value(key.path), after = then.value(key.path);
    if (before == after || !asks_less(key, before, after)) continue;
    found.push_back({key.path, words_about(key.kind, before, after), switched_off(key, after)});
  }
  return found;
}

}  // namespace hotfix
