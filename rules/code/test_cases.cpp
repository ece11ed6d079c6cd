// SPDX-License-Identifier: MIT
#include "rules/code/test_cases.h"

#include <algorithm>

#include "rules/code/live_lines.h"
#include "rules/code/spacing.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

using View = std::string_view;
using Lines = std::vector<LiveLine>;

// Lines. One that is never closed must not be followed to the end of the file for each of many.
constexpr std::size_t kLongestCase = 20'000, kLongestFunction = 1'000;

// Says of what follows that it is a test: `@Test`, `[Fact]`, `#[test]`, `* @test`.
bool is_mark(View header) { return View("@[#*").find(header.front()) != View::npos; }

bool is_closer(View line) { return View("})]").find(line.front()) != View::npos; }

// A block told by its indentation, or closed by a word.
bool is_indented_block(View header) {
  const bool is_python =
      header.ends_with(":") || header.starts_with("def ") || header.starts_with("async def ");
  const std::string code = without_strings(header);
  const bool has_brackets = code.find_first_of("({") != std::string::npos || is_mark(header);
  return (is_python && code.find('{') == std::string::npos) || header.ends_with(" do") ||
         header.ends_with("|") || !has_brackets;
}

std::size_t end_of_indented(const Lines& lines, std::size_t first) {
  const std::size_t indent = indentation_of(lines[first].text);
  std::size_t last = first;
  for (std::size_t i = first + 1; i < std::min(lines.size(), first + kLongestCase); ++i) {
    const View inner = trim(lines[i].text);
    if (!lines[i].is_text && indentation_of(lines[i].text) <= indent) {
      const bool is_end = inner == "end" || inner.starts_with("}") || inner.starts_with("end)");
      if (is_end) return i;
      if (!is_closer(inner)) return last;
    }
    last = i;
  }
  return last;
}

// Counts the brackets of a case, line by line.
class Brackets {
 public:
  void take(const LiveLine& line) {
    code_ = line.is_text ? "" : without_strings(trim(line.text));
    for (const char c : code_) {
      if (c == '{' && parens_ == 0) has_body_ = true;
      if (c == '(' || c == '[') ++parens_;
      if (c == ')' || c == ']') --parens_;
      if (c == '{') ++braces_;
      if (c == '}') --braces_;
      has_any_ = has_any_ || c == '(' || c == '{';
    }
  }
  // A mark goes on to the end of what it is about.
  bool is_closed(bool is_mark) const {
    if (parens_ + braces_ > 0) return false;
    return is_mark ? has_body_ || code_.ends_with(";") : has_any_;
  }

 private:
  std::string code_;
  int parens_ = 0, braces_ = 0;
  bool has_body_ = false, has_any_ = false;
};

std::size_t end_of_brackets(const Lines& lines, std::size_t first,
                            const std::vector<bool>& begins) {
  const bool marks = is_mark(trim(lines[first].text));
  const std::size_t indent = indentation_of(lines[first].text);
  Brackets brackets;
  const std::size_t end = std::min(lines.size(), first + kLongestCase);
  for (std::size_t i = first; i < end; ++i) {
    const bool is_next = i > first && begins[i] && indentation_of(lines[i].text) <= indent;
    if (is_next && (!marks || !is_mark(trim(lines[i].text)))) {
      const bool is_marked = marks && i > 0 && is_mark(trim(lines[i - 1].text));
      if (!is_marked) return i - 1;
    }
    brackets.take(lines[i]);
    const bool opens_below = i + 1 < lines.size() && trim(lines[i + 1].text).starts_with("{");
    if (brackets.is_closed(marks) && !opens_below) return i;
  }
  return end - 1;
}

constexpr std::size_t kLongestMark = 60;  // lines

// With the decorators above a function, each of which may go over several lines.
std::size_t begin_of(const Lines& lines, std::size_t header) {
  const std::size_t indent = indentation_of(lines[header].text);
  std::size_t begin = header;
  for (std::size_t i = header; i-- > 0 && header - i < kLongestMark;) {
    const View above = trim(lines[i].text);
    const bool goes_on =
        lines[i].is_text || indentation_of(lines[i].text) > indent || is_closer(above);
    if (!lines[i].is_text && (above.starts_with("@") || above.starts_with("#["))) {
      begin = i;
    } else if (!goes_on) {
      break;
    }
  }
  return begin;
}

// `it('x'` of `it('x', () => {`, `def test_x` of `def test_x(self):`: what follows may change.
View titled(View header) {
  const auto quote = header.find_first_of("'\"`");
  const auto paren = header.find('(');
  if (quote != View::npos) {
    const auto end = header.find(header[quote], quote + 1);
    if (end != View::npos) return header.substr(0, end);
  }
  return header.substr(0, paren);
}

std::string name_of(const Lines& lines, std::size_t first) {
  const View header = trim(lines[first].text);
  if (!is_mark(header)) return std::string(titled(header));
  std::string name(header);
  for (std::size_t i = first + 1; i < std::min(lines.size(), first + 4); ++i) {
    const View next = trim(lines[i].text);
    name += " " + std::string(is_mark(next) ? next : titled(next));
    if (!is_mark(next)) break;
  }
  return name;
}

// `it('x', f)` without 'x'; nothing of a line that has no title in quotes.
std::string without_title(View header) {
  const auto quote = header.find_first_of("'\"`");
  if (quote == View::npos) return {};
  const auto end = header.find(header[quote], quote + 1);
  return end == View::npos ? std::string()
                           : std::string(header.substr(0, quote)) + std::string(header.substr(end));
}

std::string body_of(const Lines& lines, const TestCase& one, std::size_t header) {
  std::string body = without_title(lines[header].text);
  const bool is_marked = is_mark(trim(lines[header].text));
  for (std::size_t i = one.first; i <= one.last; ++i) {
    const bool names_it = i == header || (is_marked && i == header + 1);
    if (!names_it) body += std::string(trim(lines[i].text)) + "\n";
  }
  return body;
}

// The name of the function that a line begins; empty: it begins none.
std::string function_name(View line) {
  const std::string code = without_strings(trim(line));
  const auto paren = code.find('(');
  if (paren == std::string::npos) return {};
  const bool is_assigned = code.starts_with("const ") || code.starts_with("let ");
  const bool begins = is_assigned || code.starts_with("def ") || code.starts_with("async ") ||
                      code.starts_with("func ") || code.starts_with("fn ") ||
                      code.starts_with("fun ") || code.find("function ") != std::string::npos ||
                      code.starts_with("static ") || code.starts_with("private ") ||
                      code.starts_with("protected ") || code.starts_with("void ");
  if (!begins) return {};
  const auto last = code.find_last_not_of(" =", is_assigned ? code.find('=') : paren - 1);
  if (last == std::string::npos) return {};
  const auto before = code.find_last_of(" .*&:", last);
  return code.substr(before == std::string::npos ? 0 : before + 1, last - (before + 1) + 1);
}

bool calls_one(const LiveLine& line, const std::vector<std::string>& names) {
  return !line.is_text && std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    return line.text.find(name) != std::string::npos;
  });
}

constexpr std::size_t kMostFunctions = 300;  // each is looked for in every line

struct Function {
  std::string call;  // "name("
  std::size_t first = 0, last = 0;
};

std::vector<Function> functions_in(const Lines& lines, const std::vector<bool>& begins) {
  std::vector<Function> functions;
  for (std::size_t i = 0; i < lines.size() && functions.size() < kMostFunctions; ++i) {
    if (lines[i].is_text || begins[i]) continue;
    const std::string name = function_name(lines[i].text);
    if (name.size() < 3) continue;
    const std::size_t last = is_indented_block(trim(lines[i].text))
                                 ? end_of_indented(lines, i)
                                 : end_of_brackets(lines, i, begins);
    functions.push_back({name + "(", i, std::min(last, i + kLongestFunction)});
  }
  return functions;
}

constexpr int kMostCalls = 3;  // from a case down to what checks

// Which lines check something: by themselves, or by a call of a function of the text that does.
std::vector<bool> checking_lines(const Lines& lines, const std::vector<bool>& begins,
                                 const Options& options) {
  std::vector<bool> checks;
  for (const LiveLine& line : lines) {
    checks.push_back(!line.is_text && options.matches("assertions", line.text));
  }
  const std::vector<Function> functions = functions_in(lines, begins);
  std::vector<bool> declares(lines.size());
  for (const Function& one : functions) declares[one.first] = true;
  for (int depth = 0; depth < kMostCalls; ++depth) {
    std::vector<std::string> calls;
    for (const Function& one : functions) {
      const auto at = [&](std::size_t line) {
        return checks.begin() + static_cast<std::ptrdiff_t>(line);
      };
      const bool is_checking =
          std::find(at(one.first + 1), at(one.last + 1), true) != at(one.last + 1);
      if (is_checking) calls.push_back(one.call);
    }
    if (calls.empty()) break;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (!checks[i] && !declares[i]) checks[i] = calls_one(lines[i], calls);
    }
  }
  return checks;
}

}  // namespace

std::vector<TestCase> test_cases(const std::vector<LiveLine>& lines, const Options& options) {
  std::vector<bool> begins;
  for (const LiveLine& line : lines) {
    begins.push_back(!line.is_text && options.matches("test_cases", line.text));
  }
  const std::vector<bool> checks = checking_lines(lines, begins, options);
  std::vector<TestCase> cases;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!begins[i]) continue;
    TestCase one;
    one.name = name_of(lines, i);
    one.first = begin_of(lines, i);
    one.last = is_indented_block(trim(lines[i].text)) ? end_of_indented(lines, i)
                                                      : end_of_brackets(lines, i, begins);
    const auto at = [&](std::size_t line) {
      return checks.begin() + static_cast<std::ptrdiff_t>(line);
    };
    one.checks = std::find(at(one.first), at(one.last + 1), true) != at(one.last + 1);
    one.body = body_of(lines, one, i);
    cases.push_back(std::move(one));
  }
  return cases;
}

// Cases begin in order, and few stand in one another.
const TestCase* case_around(const std::vector<TestCase>& cases, std::size_t line) {
  constexpr std::ptrdiff_t kDeepest = 50;
  const auto after =
      std::upper_bound(cases.begin(), cases.end(), line,
                       [](std::size_t at, const TestCase& one) { return at < one.first; });
  const auto least = after - std::min(kDeepest, after - cases.begin());
  for (auto one = after; one != least;) {
    --one;
    if (one->last >= line) return &*one;
  }
  return nullptr;
}

const LiveLine* line_around(const std::vector<LiveLine>& lines, std::size_t line) {
  constexpr std::size_t kFarthest = 2000;  // lines
  const std::size_t indent = indentation_of(lines[line].text);
  for (std::size_t i = line; indent > 0 && i-- > 0 && line - i < kFarthest;) {
    if (!lines[i].is_text && indentation_of(lines[i].text) < indent) return &lines[i];
  }
  return nullptr;
}

}  // namespace hotfix
