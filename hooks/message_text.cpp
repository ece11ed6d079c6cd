// SPDX-License-Identifier: MIT
#include "hooks/message_text.h"

#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr std::string_view kScissors = " ------------------------ >8 ------------------------\n";
constexpr std::string_view kCandidates = "#;@!$%^&|:";  // of core.commentChar=auto
constexpr std::string_view kBlank = " \t\r\n";          // what git calls a space: no \v, no \f

// Takes the first line off `text`, with its line end.
std::string_view next_line(std::string_view& text) {
  const auto end = text.find('\n');
  const std::string_view line = text.substr(0, end == text.npos ? end : end + 1);
  text.remove_prefix(line.size());
  return line;
}

std::string_view without_trailing_blanks(std::string_view line) {
  return line.substr(0, line.find_last_not_of(kBlank) + 1);
}

// Where the scissors line starts; npos without one.
std::size_t find_scissors(std::string_view text, std::string_view comment) {
  const std::string line = std::string(comment).append(kScissors);
  if (text.starts_with(line)) return 0;
  const auto found = text.find("\n" + line);
  return found == text.npos ? found : found + 1;
}

// True when what is below the scissors is git's own: comment lines, then the diff of `commit -v` or
// nothing. git cuts that in every mode, and what a person wrote below scissors in one mode only.
bool is_verbose_part(std::string_view text, std::string_view comment) {
  while (text.starts_with(comment)) next_line(text);
  return text.empty() || text.starts_with("diff --");
}

std::string_view above_scissors(std::string_view text, Cleanup mode, std::string_view comment) {
  const auto scissors = find_scissors(text, comment);
  if (scissors == text.npos) return text;
  if (mode != Cleanup::scissors && !is_verbose_part(text.substr(scissors), comment)) return text;
  return text.substr(0, scissors);
}

// strbuf_stripspace() of git.
std::string strip_space(std::string_view text, bool drop_comments, std::string_view comment) {
  std::string result;
  bool gap = false;
  while (!text.empty()) {
    const std::string_view line = next_line(text);
    if (drop_comments && line.starts_with(comment)) continue;
    const std::string_view kept = without_trailing_blanks(line);
    if (kept.empty()) {
      gap = true;
      continue;
    }
    if (gap && !result.empty()) result += '\n';
    gap = false;
    result.append(kept).append("\n");
  }
  return result;
}

}  // namespace

std::string clean_message(std::string_view text, Cleanup mode, std::string_view comment) {
  const std::string_view above = above_scissors(text, mode, comment);
  if (mode == Cleanup::verbatim) return std::string(above);
  return strip_space(above, mode == Cleanup::strip, comment);
}

bool has_whole_message(std::string_view text) {
  const auto mark = text.find(kScissors);
  if (mark == text.npos) return false;
  const auto line = mark == 0 ? 0 : text.rfind('\n', mark - 1) + 1;  // npos + 1 is the beginning
  const std::string_view comment = text.substr(line, mark - line);
  if (comment.empty()) return false;
  text.remove_prefix(line);
  while (text.starts_with(comment)) next_line(text);
  return text.starts_with("diff --");
}

// git's template always has a line of the comment character alone, and stands below what a person
// wrote.
std::string detect_comment(std::string_view text) {
  std::string found = "#";
  while (!text.empty()) {
    const std::string_view line = without_trailing_blanks(next_line(text));
    if (line.size() == 1 && kCandidates.find(line.front()) != kCandidates.npos)
      found = line.front();
  }
  return found;
}

}  // namespace hotfix
