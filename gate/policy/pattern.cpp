// SPDX-License-Identifier: MIT
#include "gate/policy/pattern.h"

#include <re2/re2.h>
#include <re2/set.h>

#include <memory>
#include <mutex>
#include <optional>

#include "gate/base/error.h"
#include "gate/policy/glob.h"

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

// A list of expressions searched for in one pass, compiled by the first question. Each stands on
// its own: no flag, \Q or group name of one reaches into the next.
class ExpressionList {
 public:
  ExpressionList(WordList expressions, const RE2::Options& options, RE2::Anchor anchor)
      : expressions_(std::move(expressions)), options_(options), anchor_(anchor) {}

  bool matches(std::string_view text) {
    if (expressions_.words().empty()) return false;
    std::call_once(compiled_, [this] { compile(); });
    RE2::Set::ErrorInfo error;
    const bool found = set_->Match({text.data(), text.size()}, nullptr, &error);
    if (!found && error.kind != RE2::Set::kNoError) refuse();
    return found;
  }

 private:
  void compile() {
    set_.emplace(options_, anchor_);
    for (const std::string_view expression : expressions_.words()) {
      std::string words;
      if (set_->Add(re2::StringPiece(expression.data(), expression.size()), &words) < 0) {
        throw UsageError("bad pattern: " + words);
      }
    }
    if (!set_->Compile()) refuse();
  }

  // "Does not match" would let something pass that nobody looked at.
  [[noreturn]] static void refuse() {
    throw UsageError("the policy's patterns are too large to be matched together");
  }

  WordList expressions_;
  RE2::Options options_;
  RE2::Anchor anchor_;
  std::optional<RE2::Set> set_;
  std::once_flag compiled_;
};

// Most lists have simple globs only and never reach an expression.
class GlobList {
 public:
  GlobList(WordList globs, GlobKind kind) : globs_(std::move(globs)), kind_(kind) {}

  bool matches(std::string_view path) {
    std::call_once(is_read_, [this] { read(); });
    for (const SimpleGlob& glob : simple_) {
      if (glob.matches(path)) return true;
    }
    return general_ && general_->matches(path);
  }

 private:
  void read() {
    Words general;
    for (const std::string_view glob : globs_.words()) {
      const bool is_meant =
          kind_ == GlobKind::all || glob.ends_with('/') == (kind_ == GlobKind::folders);
      if (!is_meant) continue;
      if (const auto simple = simple_glob(glob)) {
        simple_.push_back(*simple);
      } else {
        general.push_back(glob_to_regex(glob));
      }
    }
    if (!general.empty())
      general_.emplace(WordList(std::move(general)), glob_options(), RE2::ANCHOR_BOTH);
  }

  WordList globs_;
  GlobKind kind_;
  std::once_flag is_read_;
  std::vector<SimpleGlob> simple_;
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
