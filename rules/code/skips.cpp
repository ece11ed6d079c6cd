// SPDX-License-Identifier: MIT
#include "rules/code/skips.h"

#include <algorithm>
#include <string>

#include "rules/support/text.h"

namespace hotfix {

namespace {

bool has_part(std::string_view text, const std::vector<std::string_view>& parts) {
  return std::any_of(parts.begin(), parts.end(), [&](std::string_view part) {
    return text.find(part) != std::string_view::npos;
  });
}

// `test.skip(browser === 'webkit', …)`: what is asked first is no title, and no test follows it.
bool asks_first(std::string_view line) {
  for (std::string_view call : {".skip(", ".fixme(", ".fail("}) {
    const auto at = line.find(call);
    if (at == std::string_view::npos || at + call.size() >= line.size()) continue;
    const std::string_view asked = line.substr(at + call.size());
    const bool defines = has_part(asked, {", ()", ", async", ", function", ", (t)", ", f)"});
    return std::string_view("'\"`)").find(asked.front()) == std::string_view::npos && !defines;
  }
  return false;
}

// Does a skip depend on where the test runs? Not on a constant.
bool is_conditional(const LiveLine* around, const LiveLine& line) {
  const std::string text = lower(line.text);
  if (has_part(text, {"if(true", "if(false", "(true", "(1)", "unless(false", "(not false", "(false",
                      "go:build ignore", "go:build never", "go:build none", "+build ignore",
                      "+build never", "cfg(any())"})) {
    return false;
  }
  const auto begins = [](std::string_view one) {
    return has_part(" " + std::string(one), {" if ", " if(", " unless ", "} else", " case ",
                                             " when ", " except", " catch", " switch"});
  };
  if (has_part(text, {"skipif", "skip_if", "skipunless", "skip_unless", "runif", "run_if", ".if(",
                      "enabledif", "enabledon", "disabledif", "disabledon", "ignoreif", "cfg_attr",
                      "skip_on_", "skipon", "importorskip", "go:build", "+build", "skip.if"})) {
    return true;
  }
  return asks_first(text) || begins(trim(text)) || (around && begins(lower(trim(around->text))));
}

// A new test may leave itself out where it cannot run; a mark above a class is about its first.
bool is_new_case(const TestFile& one, std::size_t line) {
  if (one.before.empty()) return true;
  const TestCase* around = case_around(one.cases_after, line);
  for (const TestCase& next : one.cases_after) {
    if (around == nullptr && next.first >= line) around = &next;
  }
  return around != nullptr &&
         std::none_of(one.cases_before.begin(), one.cases_before.end(),
                      [&](const TestCase& was) { return was.name == around->name; });
}

}  // namespace

bool is_skip(const LiveLine& line, const Options& options) {
  return !line.is_text && options.matches("skips", line.text) &&
         !options.matches("imports", line.text);
}

bool may_skip(const TestFile& file, std::size_t line) {
  return is_conditional(line_around(file.after, line), file.after[line]) && is_new_case(file, line);
}

}  // namespace hotfix
