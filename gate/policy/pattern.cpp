// SPDX-License-Identifier: MIT
#include "gate/policy/pattern.h"

#include <re2/re2.h>
#include <re2/set.h>

#include <memory>
#include <mutex>

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

// A list of expressions searched for in one pass, compiled by the first question. Each stands on
// its own: no flag, \Q or group name of one reaches into the next.
class ExpressionList {
 public:
  ExpressionList(Words expressions, const RE2::Options& options, RE2::Anchor anchor)
      : expressions_(std::move(expressions)), set_(options, anchor) {}

  bool matches(std::string_view text) {
    if (expressions_.empty()) return false;
    std::call_once(compiled_, [this] { compile(); });
    RE2::Set::ErrorInfo error;
    const bool found = set_.Match({text.data(), text.size()}, nullptr, &error);
    if (!found && error.kind != RE2::Set::kNoError) refuse();
    return found;
  }

 private:
  void compile() {
    for (const std::string& expression : expressions_) {
      std::string words;
      if (set_.Add(expression, &words) < 0) throw UsageError("bad pattern: " + words);
    }
    if (!set_.Compile()) refuse();
  }

  // "Does not match" would let something pass that nobody looked at.
  [[noreturn]] static void refuse() {
    throw UsageError("the policy's patterns are too large to be matched together");
  }

  Words expressions_;
  RE2::Set set_;
  std::once_flag compiled_;
};

// Most lists have simple globs only and never reach an expression.
class GlobList {
 public:
  GlobList(std::vector<SimpleGlob> simple, Words general)
      : simple_(std::move(simple)),
        general_(std::move(general), glob_options(), RE2::ANCHOR_BOTH) {}

  bool matches(std::string_view path) {
    for (const SimpleGlob& glob : simple_) {
      if (glob.matches(path)) return true;
    }
    return general_.matches(path);
  }

 private:
  std::vector<SimpleGlob> simple_;
  ExpressionList general_;
};

}  // namespace

Matcher pattern_matcher(std::vector<std::string> patterns) {
  auto list = std::make_shared<ExpressionList>(std::move(patterns), options(), RE2::UNANCHORED);
  return [list](std::string_view text) { return list->matches(text); };
}

Matcher glob_matcher(const std::vector<std::string>& globs) {
  std::vector<SimpleGlob> simple;
  Words general;
  for (const std::string& glob : globs) {
    if (auto parsed = simple_glob(glob)) {
      simple.push_back(std::move(*parsed));
    } else {
      general.push_back(glob_to_regex(glob));
    }
  }
  auto list = std::make_shared<GlobList>(std::move(simple), std::move(general));
  return [list](std::string_view path) { return list->matches(path); };
}

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
