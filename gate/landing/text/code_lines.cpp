// SPDX-License-Identifier: MIT
#include "gate/landing/text/code_lines.h"

#include <algorithm>
#include <optional>
#include <string>

#include "gate/base/hash.h"
#include "gate/landing/text/characters.h"

namespace hotfix {

namespace {

constexpr auto npos = std::string_view::npos;

std::string_view trimmed(std::string_view line) {
  while (!line.empty() && is_blank(line.front())) line.remove_prefix(1);
  while (!line.empty() && is_blank(line.back())) line.remove_suffix(1);
  return line;
}

// The end of the string that begins at `line[begin]` with a quote; npos: it does not end here.
std::size_t end_of_string(std::string_view line, std::size_t begin) {
  for (std::size_t i = begin + 1; i < line.size(); ++i) {
    if (line[i] == '\\') {
      ++i;
    } else if (line[i] == line[begin]) {
      return i;
    }
  }
  return npos;
}

// Builds a line as it is compared.
class Bare {
 public:
  explicit Bare(const Syntax& syntax) : syntax_(syntax) {}

  // A line without blanks at its end, not empty.
  std::string of(std::string_view line) {
    const auto first = static_cast<std::size_t>(
        std::find_if_not(line.begin(), line.end(), is_blank) - line.begin());
    if (syntax_.has_indentation) text_.assign(line.substr(0, first));
    for (std::size_t i = first; i < line.size(); ++i) {
      if (is_blank(line[i])) {
        gap_ = true;
        continue;
      }
      if (gap_ && ends(line.substr(i))) break;
      i = add(line, i);
    }
    return std::move(text_);
  }

 private:
  // A comment begins here, behind a blank.
  bool ends(std::string_view rest) const {
    return syntax_.ends_lines &&
           std::any_of(syntax_.comments.begin(), syntax_.comments.end(), [&](auto sign) {
             return rest.starts_with(sign) &&
                    (rest.size() == sign.size() || sign == "//" || is_blank(rest[sign.size()]));
           });
  }

  // Adds what is at `i`, a string as a whole; returns where it ends.
  std::size_t add(std::string_view line, std::size_t i) {
    if (gap_ && !text_.empty() &&
        (syntax_.has_blanks || (is_word(line[i]) && is_word(text_.back())))) {
      text_ += ' ';
    }
    gap_ = false;
    const bool is_quote = line[i] == '"' || line[i] == '\'' || line[i] == '`';
    const std::size_t end = is_quote ? end_of_string(line, i) : i;
    const std::size_t last = end == npos ? i : end;
    text_ += line.substr(i, last - i + 1);
    return last;
  }

  const Syntax& syntax_;
  std::string text_;
  bool gap_ = false;
};

// `#!`, `#{`, `#define`, `//go:build` and the like say something to a program.
bool is_directive(std::string_view line, std::string_view sign) {
  const std::string_view rest = line.substr(sign.size());
  if (sign == "//") return rest.starts_with("go:");
  return sign == "#" && !rest.empty() && !is_blank(rest.front()) && rest.front() != '#' &&
         rest.front() != '-' && rest.front() != '=' && rest.front() != '*';
}

// Is there a line of `text` that is `wanted`, but for blanks at its ends?
bool has_line(std::string_view text, std::string_view wanted) {
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    if (trimmed(text.substr(0, end)) == wanted) return true;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return false;
}

bool has_part(std::string_view text, std::string_view part) { return text.find(part) != npos; }

// Tells comments from code, line by line. A sign that opens something and is never followed by the
// one that closes it opens nothing.
class CommentFilter {
 public:
  explicit CommentFilter(const Syntax& syntax) : syntax_(syntax) {}

  // `line` has no blanks at its ends and is not empty; `rest` is the text below it.
  bool is_comment(std::string_view line, std::string_view rest) {
    if (!closer_.empty()) return closes(line);
    if (begins_comment(line, rest)) return true;
    begins_text(line, rest);
    return false;
  }
  // Whether the next line is within a text over several lines.
  bool is_in_text() const { return !closer_.empty() && is_text_; }

 private:
  // Inside of what goes over several lines; false when it is code, or code follows its end.
  bool closes(std::string_view line) {
    const auto end = is_here_document_ ? (line == closer_ ? 0 : npos) : line.find(closer_);
    if (end == npos) return !is_text_;
    const std::string_view after = trimmed(line.substr(end + closer_.size()));
    closer_ = {};
    return !is_text_ && after.find_first_not_of('}') == npos;
  }

  bool opens(std::string_view closer, bool is_text, bool is_here_document = false) {
    closer_ = closer;
    is_text_ = is_text;
    is_here_document_ = is_here_document;
    return true;
  }

  // What does not stand in the rest of the text stands in no later rest: it is looked for once. A
  // text in which so many are never closed means something else by them.
  using Test = bool (*)(std::string_view text, std::string_view part);
  bool follows(std::string_view closer, std::string_view rest, Test test = has_part) {
    if (absent_.size() == kMostAbsent) return false;
    if (std::find(absent_.begin(), absent_.end(), closer) != absent_.end()) return false;
    if (test(rest, closer)) return true;
    absent_.push_back(closer);
    return false;
  }

  bool begins_comment(std::string_view line, std::string_view rest) {
    for (const auto& [open, close] : syntax_.blocks) {
      const std::string_view inner = line.substr(std::min(open.size(), line.size()));
      if (!line.starts_with(open) || inner.starts_with("!") || inner.starts_with("+")) continue;
      if (inner.find(close) == npos && !follows(close, rest)) continue;
      opens(close, false);
      return closes(inner);
    }
    return std::any_of(
        syntax_.comments.begin(), syntax_.comments.end(),
        [&](std::string_view sign) { return line.starts_with(sign) && !is_directive(line, sign); });
  }

  // Text over several lines: what looks like a comment in it is none.
  void begins_text(std::string_view line, std::string_view rest) {
    if (syntax_.has_long_strings) begins_long_string(line, rest);
    if (syntax_.has_here_documents) begins_here_document(line, rest);
  }

  void begins_long_string(std::string_view line, std::string_view rest) {
    for (std::string_view quotes : {"\"\"\"", "'''"}) {
      int number = 0;
      for (auto at = line.find(quotes); at != npos; at = line.find(quotes, at + 3)) ++number;
      if (number % 2 == 1 && follows(quotes, rest)) opens(quotes, true);
    }
  }

  // `cat <<EOF`, `cat <<-'EOF'`; not `<<<`.
  void begins_here_document(std::string_view line, std::string_view rest) {
    const auto sign = line.find("<<");
    if (sign == npos || line.substr(sign).starts_with("<<<")) return;
    std::string_view word = line.substr(sign + 2);
    while (!word.empty() && (word.front() == '-' || is_blank(word.front()))) word.remove_prefix(1);
    if (!word.empty() && (word.front() == '\'' || word.front() == '"')) word.remove_prefix(1);
    const auto end = std::find_if_not(word.begin(), word.end(), is_word);
    word = word.substr(0, static_cast<std::size_t>(end - word.begin()));
    if (!word.empty() && follows(word, rest, has_line)) opens(word, true, true);
  }

  const Syntax& syntax_;
  std::string_view closer_;  // of what goes over several lines; empty: nothing does
  bool is_text_ = false;     // that is a string, not a comment
  bool is_here_document_ = false;
  static constexpr std::size_t kMostAbsent = 64;
  std::vector<std::string_view> absent_;
};

}  // namespace

std::string bare_line(const Syntax& syntax, std::string_view line) {
  while (!line.empty() && is_blank(line.back())) line.remove_suffix(1);
  return line.empty() ? std::string() : Bare(syntax).of(line);
}

std::vector<CodeLine> code_lines(std::string_view path, std::string_view text) {
  const Syntax syntax = syntax_of(path);
  Syntax syntax_of_text = syntax;
  syntax_of_text.ends_lines = false;
  CommentFilter comments(syntax);
  LineKinds kinds(path);
  std::vector<CodeLine> lines;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const auto end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::string_view inner = trimmed(line);
    const bool is_text = comments.is_in_text();
    if (inner.empty() || comments.is_comment(inner, text)) continue;
    // A shell takes a carriage return for a part of the last word.
    const bool ends_in_return = syntax.has_here_documents && line.ends_with('\r');
    line.remove_suffix(static_cast<std::size_t>(line.end() - inner.end()));
    const std::string bare =
        bare_line(is_text ? syntax_of_text : syntax, line) + (ends_in_return ? "\r" : "");
    const LineKind kind = kinds.of(line);
    lines.push_back({fnv1a(bare), number, kind, is_blank(line.front()), kinds.is_in_list()});
  }
  return lines;
}

}  // namespace hotfix
