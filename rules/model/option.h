// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace hotfix {

using Words = std::vector<std::string>;
using OptionValue = std::variant<std::int64_t, bool, std::string, Words>;

// What a policy may write for an option. `globs` and `patterns` are lists of strings that the gate
// compiles; the rules never see an engine, only the question "does this text match?".
enum class OptionKind { number, flag, words, globs, patterns };

struct OptionSpec {
  std::string_view name;
  OptionKind kind;
  std::string_view summary;
  OptionValue default_value;  // numbers are never negative
  bool in_any_case = false;   // globs match as a file system does that ignores case
};

// Answers whether a text (bytes, any encoding) matches one of the globs or patterns of an option.
using Matcher = std::function<bool(std::string_view)>;

// The values of one rule's options under one policy. Asking for a name the rule did not declare
// throws std::out_of_range: that is a bug of the rule, never of the policy.
class Options {
 public:
  void set(std::string_view name, OptionValue value) {
    values_.insert_or_assign(std::string(name), std::move(value));
  }
  void set_matcher(std::string_view name, Matcher matcher) {
    matchers_.insert_or_assign(std::string(name), std::move(matcher));
  }

  std::size_t number(const std::string& name) const {
    return static_cast<std::size_t>(std::get<std::int64_t>(values_.at(name)));
  }
  bool flag(const std::string& name) const { return std::get<bool>(values_.at(name)); }
  const Words& words(const std::string& name) const { return std::get<Words>(values_.at(name)); }
  bool matches(const std::string& name, std::string_view text) const {
    return matchers_.at(name)(text);
  }
  const OptionValue& value(const std::string& name) const { return values_.at(name); }

 private:
  std::map<std::string, OptionValue> values_;
  std::map<std::string, Matcher> matchers_;
};

}  // namespace hotfix
