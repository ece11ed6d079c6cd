// SPDX-License-Identifier: MIT
#include "gate/match/pattern.h"

#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "gate/base/error.h"
#include "gate/match/glob.h"
#include "gate/match/position_automaton.h"
#include "gate/match/required.h"
#include "gate/match/simple_glob.h"

namespace hotfix {

namespace {

RE2::Options options() {
  RE2::Options options(RE2::Latin1);
  options.set_log_errors(false);
  options.set_never_capture(true);
  return options;
}

RE2::Options glob_options() {
  RE2::Options result = options();
  result.set_dot_nl(true);  // a path may hold a newline
  return result;
}

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

// A table of the program, or words of its own.
class WordList {
 public:
  explicit WordList(WordTable table) : table_(table) {}
  explicit WordList(Words own)
      : own_(std::make_shared<const Words>(std::move(own))), views_(own_->begin(), own_->end()) {}

  WordTable words() const { return own_ ? WordTable(views_) : table_; }

 private:
  WordTable table_;
  std::shared_ptr<const Words> own_;
  std::vector<std::string_view> views_;
};

// One expression, made ready when a text has all that it requires.
class Expression {
 public:
  Expression(std::string_view text, std::span<const RequiredWord> required)
      : text_(text), required_(required) {}

  bool matches(std::string_view text, const RE2::Options& options, RE2::Anchor anchor) {
    if (!has_required(text_, required_, text)) return false;
    const PositionAutomaton* small = text.size() <= kShort ? automaton(options) : nullptr;
    if (small == nullptr)
      return compiled(options).Match(piece(text), 0, text.size(), anchor, nullptr, 0);
    return anchor == RE2::UNANCHORED ? small->is_in(text) : small->is_all_of(text);
  }

 private:
  static constexpr std::size_t kShort = 300;  // bytes: a longer text is worth compiling for

  // Null when it cannot be one.
  const PositionAutomaton* automaton(const RE2::Options& options) {
    if (!std::exchange(is_read_, true)) {
      using Dot = PositionAutomaton::Dot;
      auto read = PositionAutomaton::read(text_, options.dot_nl() ? Dot::any : Dot::not_newline);
      if (read) automaton_ = std::make_unique<PositionAutomaton>(std::move(*read));
    }
    return automaton_.get();
  }

  const RE2& compiled(const RE2::Options& options) {
    if (compiled_ == nullptr) compiled_ = std::make_unique<RE2>(piece(text_), options);
    if (!compiled_->ok()) throw UsageError("bad pattern: " + compiled_->error());
    return *compiled_;
  }

  std::string_view text_;
  std::span<const RequiredWord> required_;
  bool is_read_ = false;
  std::unique_ptr<PositionAutomaton> automaton_;  // null: not read, or none
  std::unique_ptr<RE2> compiled_;                 // null: not needed yet
};

// A list of expressions, any of which may be found. Each stands on its own: no flag, \Q or group
// name of one reaches into the next. The first texts are searched for one expression after the
// other, none of which has to be compiled as a rule. To search for all in one pass is quicker for
// many texts, and compiling that costs as much as a few hundred of them.
class ExpressionList {
 public:
  ExpressionList(WordList expressions, const RE2::Options& options, RE2::Anchor anchor)
      : expressions_(std::move(expressions)), options_(options), anchor_(anchor) {}

  bool matches(std::string_view text) {
    if (expressions_.words().empty()) return false;
    if (asked_ < kFewTexts) {
      ++asked_;
      return one_matches(text);
    }
    if (!std::exchange(is_put_together_, true)) put_together();
    RE2::Set::ErrorInfo error{RE2::Set::kNotCompiled};
    const bool found = together_ && together_->Match(piece(text), nullptr, &error);
    return found || (error.kind != RE2::Set::kNoError && one_matches(text));
  }

 private:
  static constexpr int kFewTexts = 500;

  bool one_matches(std::string_view text) {
    if (!required_) read();
    return std::any_of(single_.begin(), single_.end(),
                       [&](Expression& one) { return one.matches(text, options_, anchor_); });
  }

  void read() {
    const WordTable words = expressions_.words();
    required_.emplace(words);
    single_.reserve(words.size());
    for (std::size_t i = 0; i < words.size(); ++i) single_.emplace_back(words[i], required_->of(i));
  }

  // Not where they are too large for that: then it stays empty.
  void put_together() {
    auto set = std::make_unique<RE2::Set>(options_, anchor_);
    for (const std::string_view expression : expressions_.words()) {
      std::string words;
      if (set->Add(piece(expression), &words) < 0) throw UsageError("bad pattern: " + words);
    }
    if (set->Compile()) together_ = std::move(set);
  }

  WordList expressions_;
  RE2::Options options_;
  RE2::Anchor anchor_;
  int asked_ = 0;  // times
  bool is_put_together_ = false;
  std::optional<RequiredOfList> required_;  // not before the first text
  std::vector<Expression> single_;
  std::unique_ptr<RE2::Set> together_;
};

// Most lists have simple globs only and never reach an expression.
class GlobList {
 public:
  GlobList(WordList globs, GlobKind kind) : globs_(std::move(globs)), kind_(kind) {}

  bool matches(std::string_view path) {
    if (!simple_) read();
    const WordTable globs = globs_.words();
    const std::string_view name = path.substr(path.rfind('/') + 1);
    for (std::size_t i = 0; i < globs.size(); ++i) {
      const auto& simple = simple_->all()[i];
      if (simple && is_meant(globs[i]) && hotfix::matches(*simple, globs[i], path, name))
        return true;
    }
    return general_ && general_->matches(path);
  }

 private:
  bool is_meant(std::string_view glob) const {
    return kind_ == GlobKind::all || glob.ends_with('/') == (kind_ == GlobKind::folders);
  }

  void read() {
    const WordTable globs = globs_.words();
    simple_.emplace(globs);
    Words general;
    for (std::size_t i = 0; i < globs.size(); ++i) {
      if (!simple_->all()[i] && is_meant(globs[i])) general.push_back(glob_to_regex(globs[i]));
    }
    if (!general.empty())
      general_.emplace(WordList(std::move(general)), glob_options(), RE2::ANCHOR_BOTH);
  }

  WordList globs_;
  GlobKind kind_;
  std::optional<SimpleGlobs> simple_;  // not before the first path
  std::optional<ExpressionList> general_;
};

Matcher matcher_of(WordList globs, GlobKind kind) {
  auto list = std::make_shared<GlobList>(std::move(globs), kind);
  return [list](std::string_view path) { return list->matches(path); };
}

Matcher matcher_of(WordList patterns) {
  auto list = std::make_shared<ExpressionList>(std::move(patterns), options(), RE2::UNANCHORED);
  return [list](std::string_view text) { return list->matches(text); };
}

}  // namespace

Matcher pattern_matcher(Words patterns) { return matcher_of(WordList(std::move(patterns))); }

Matcher pattern_matcher(WordTable patterns) { return matcher_of(WordList(patterns)); }

Matcher glob_matcher(Words globs, GlobKind kind) {
  return matcher_of(WordList(std::move(globs)), kind);
}

Matcher glob_matcher(WordTable globs, GlobKind kind) { return matcher_of(WordList(globs), kind); }

void check_pattern(const std::string& pattern) {
  const RE2 compiled(pattern, options());
  if (!compiled.ok()) throw UsageError(compiled.error());
}

void check_glob(const std::string& glob) {
  if (simple_glob(glob)) return;
  const RE2 compiled(glob_to_regex(glob), glob_options());
  if (!compiled.ok()) throw UsageError(compiled.error());
}

}  // namespace hotfix
