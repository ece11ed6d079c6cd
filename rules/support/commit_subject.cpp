// SPDX-License-Identifier: MIT
#include "rules/support/commit_subject.h"

#include "rules/support/text.h"

namespace hotfix {

namespace {

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_';
}

// Cuts the first `n` characters off `text` and gives them.
std::string_view take(std::string_view& text, std::size_t n) {
  const std::string_view head = text.substr(0, n);
  text.remove_prefix(head.size());
  return head;
}

std::string_view take_word(std::string_view& text) {
  std::size_t n = 0;
  while (n < text.size() && is_word(text[n])) ++n;
  return take(text, n);
}

// "(scope)", or nothing when there is none or it never ends.
std::string_view take_scope(std::string_view& text) {
  const auto end = text.find(')');
  if (!text.starts_with("(") || end == std::string_view::npos) return {};
  return take(text, end + 1);
}

}  // namespace

std::optional<CommitSubject> parse_subject(std::string_view subject) {
  CommitSubject parsed;
  parsed.type = take_word(subject);
  parsed.scope = take_scope(subject);
  if (subject.starts_with("!")) parsed.mark = take(subject, 1);
  if (parsed.type.empty() || !subject.starts_with(":")) return std::nullopt;
  subject.remove_prefix(1);
  parsed.spaced = subject.starts_with(" ");
  parsed.description = trim(subject);
  return parsed;
}

std::string_view autosquash_target(std::string_view subject) {
  for (std::string_view mark : {"fixup! ", "squash! ", "amend! "}) {
    if (subject.starts_with(mark)) return autosquash_target(subject.substr(mark.size()));
  }
  return subject;
}

std::string_view request_number(std::string_view subject) {
  const auto start = subject.rfind(" (");
  if (start == std::string_view::npos || !subject.ends_with(")")) return {};
  const std::string_view inside = subject.substr(start + 2, subject.size() - start - 3);
  const bool is_reference = inside.starts_with("#") || inside.starts_with("!");
  const bool is_number =
      inside.size() > 1 && inside.find_first_not_of("0123456789", 1) == std::string_view::npos;
  return is_reference && is_number ? subject.substr(start + 1) : std::string_view();
}

std::string_view without_number(std::string_view subject) {
  subject = trim(subject);
  const std::string_view number = request_number(subject);
  if (number.empty()) return subject;
  while (request_number(subject) == number) {
    subject = trim(subject.substr(0, subject.size() - number.size()));
  }
  return subject;
}

std::string_view without_number(std::string_view subject, std::size_t number) {
  const std::string_view found = request_number(trim(subject));
  const std::string digits = std::to_string(number);
  const bool is_own = !found.empty() && found.substr(2, found.size() - 3) == digits;
  return is_own ? without_number(subject) : subject;
}

bool is_revert_subject(std::string_view subject) {
  return subject.starts_with("Revert \"") || subject.starts_with("Reapply \"");
}

std::vector<std::string> headlines(const std::vector<Commit>& commits) {
  std::vector<std::string> lines;
  for (const Commit& commit : commits) {
    lines.push_back(short_id(commit.id) + " " + std::string(commit.subject()));
  }
  return lines;
}

}  // namespace hotfix
