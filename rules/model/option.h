// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace hotfix {

using Words = std::vector<std::string>;
using OptionValue = std::variant<std::int64_t, bool, std::string, Words>;

// A list of words in the program itself: nothing is built for it, and nothing copied.
using WordTable = std::span<const std::string_view>;

// What holds where a policy says nothing: a constant.
using DefaultValue = std::variant<std::int64_t, bool, std::string_view, WordTable>;

Words to_words(WordTable table);
OptionValue to_value(const DefaultValue& constant);

// What a policy may write for an option. `globs` and `patterns` are lists of strings that the gate
// compiles; the rules never see an engine, only the question "does this text match?".
enum class OptionKind { number, flag, words, globs, patterns };

struct OptionSpec {
  std::string_view name = {};
  OptionKind kind = OptionKind::flag;
  std::string_view summary = {};
  DefaultValue default_value = {};  // numbers are never negative
  bool in_any_case = false;         // globs match as a file system does that ignores case
};

// Answers whether a text (bytes, any encoding) matches one of the globs or patterns of an option.
using Matcher = std::function<bool(std::string_view)>;

// The values of one rule's options under one policy. Asking for a name the rule did not declare
// throws std::out_of_range: that is a bug of the rule, never of the policy.
class Options {
 public:
  // `spec` is one of a rule, and lives as long as the program; `set` is what a policy says, if it
  // says anything. `matcher` is of globs and patterns.
  void add(const OptionSpec& spec, std::optional<OptionValue> set, Matcher matcher);

  std::size_t number(std::string_view name) const;
  bool flag(std::string_view name) const;
  Words words(std::string_view name) const;
  bool matches(std::string_view name, std::string_view text) const;

 private:
  struct Option {
    const OptionSpec* spec;
    std::optional<OptionValue> set;
    Matcher matcher;
  };

  const Option& at(std::string_view name) const;
  OptionValue value(std::string_view name) const;

  std::vector<Option> options_;
};

}  // namespace hotfix
