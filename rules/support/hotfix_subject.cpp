// SPDX-License-Identifier: MIT
#include "rules/support/hotfix_subject.h"

#include <algorithm>
#include <optional>

#include "rules/support/commit_subject.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

// Spaces, emoji, invisible characters and what belongs to them: no word.
bool is_ornament(char32_t code) {
  return code == ' ' || (code >= 0x80 && deceives(code)) || (code >= 0x2190 && code <= 0x2BFF) ||
         (code >= 0xFE00 && code <= 0xFE0F) || (code >= 0x1F000 && code <= 0x1FAFF);
}

bool is_punctuation(char32_t code) {
  const bool is_ascii_word =
      (code >= '0' && code <= '9') || (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z');
  return (code < 0x80 && !is_ascii_word) || (code >= 0x2000 && code <= 0x206F) ||
         (code >= 0x3000 && code <= 0x303F) || (code >= 0xFF01 && code <= 0xFF0F);
}

bool has_word(std::string_view text) {
  while (!text.empty()) {
    const Character next = first_character(text);
    if (next.length == 0) return true;  // of another encoding
    if (!is_ornament(next.code) && !is_punctuation(next.code)) return true;
    text.remove_prefix(next.length);
  }
  return false;
}

// Without what the forge puts behind it: "(#12)", and that of another pull request before.
std::string_view without_numbers(std::string_view text) {
  while (!request_number(text).empty()) text = without_number(text);
  return text;
}

bool says_nothing(std::string_view description, const Options& options) {
  description = without_numbers(description);
  return !has_word(description) || one_of(lower(description), options.words("meaningless"));
}

// "fix stuff": whoever reads it in an incident still does not know what was fixed.
bool is_vague(std::string_view description) {
  static const Words vague = {
      "a",      "again",   "an",     "and",        "another", "bug",   "bugfix", "bugs",
      "change", "code",    "error",  "changes",    "errors",  "final", "fix",    "fixed",
      "fixes",  "fixing",  "for",    "hotfix",     "in",      "issue", "issues", "it",
      "minor",  "misc",    "more",   "my",         "new",     "now",   "of",     "on",
      "our",    "problem", "prod",   "production", "quick",   "small", "some",   "stuff",
      "temp",   "the",     "thing",  "things",     "this",    "tmp",   "to",     "todo",
      "update", "updates", "urgent", "various",    "wip",     "work"};
  std::string word;
  for (char c : lower(without_numbers(description)) + " ") {
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
    if (is_letter) {
      word += c;
    } else if (!word.empty()) {
      if (!one_of(word, vague)) return false;
      word.clear();
    }
  }
  return true;
}

// Without what decorates the start: "🚑 x", ":ambulance: x".
std::string_view without_ornament(std::string_view text) {
  for (;;) {
    const Character next = first_character(text);
    if (next.length == 0 || !is_ornament(next.code)) break;
    text.remove_prefix(next.length);
  }
  const auto end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_+-", 1);
  const bool is_name = text.starts_with(":") && end != text.npos && end > 1 && text[end] == ':';
  return is_name ? without_ornament(text.substr(end + 1)) : text;
}

// "hotfix：x" as "hotfix: x".
std::string with_plain_colon(std::string_view text) {
  constexpr std::string_view kFullWidth = "\uff1a";
  const auto at = text.find(kFullWidth);
  if (at == text.npos || !parse_subject(std::string(text.substr(0, at)) + ":")) {
    return std::string(text);
  }
  return std::string(text.substr(0, at)) + ": " +
         std::string(trim(text.substr(at + kFullWidth.size())));
}

// The ticket that a subject begins with, as written, such as "KARS-1:", "[KARS-1]" or "#12"; empty
// when it begins with none.
std::string_view ticket_of(std::string_view text) {
  const std::string_view word = text.substr(0, text.find(' '));
  const bool has_digit = word.find_first_of("0123456789") != word.npos;
  const bool is_plain =
      word.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789#-[]():") == word.npos;
  return has_digit && is_plain ? word : std::string_view();
}

// Without a marker such as "[hotfix]", "HOTFIX -" or "hotfix" in front.
std::string_view without_marker(std::string_view text) {
  const std::string low = lower(text);
  for (std::string_view marker : {"[hotfix]", "(hotfix)", "hotfix"}) {
    if (!low.starts_with(marker)) continue;
    const std::string_view rest = text.substr(marker.size());
    const auto start = rest.find_first_not_of(" \t:-");
    if (start == 0 && marker == "hotfix") continue;  // "hotfixes", "hotfix/x"
    return start == std::string_view::npos ? std::string_view() : rest.substr(start);
  }
  return text;
}

struct Parts {
  std::string scope, mark, description;
};

// Characters, not bytes, when the text is UTF-8.
std::size_t length(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](unsigned char byte) { return (byte & 0xC0) != 0x80; }));
}

bool is_other_purpose(const CommitSubject& parsed) {
  return one_of(lower(parsed.type), {"feat", "feature", "refactor", "style"});
}

bool is_known_type(const CommitSubject& parsed) {
  static const Words known = {"hotfix", "fix",  "bugfix", "bug", "test",     "tests", "docs",
                              "chore",  "perf", "build",  "ci",  "security", "wip"};
  return one_of(lower(parsed.type), known);
}

// What a subject says, whatever form it was given; nullopt when it says that it is not a fix.
std::optional<Parts> parts(std::string_view subject) {
  subject = autosquash_target(trim(subject));
  if (is_revert_subject(subject)) {
    return Parts{{}, {}, lower(subject.substr(0, 1)) + std::string(subject.substr(1))};
  }
  const std::string text = with_plain_colon(without_ornament(subject));
  const auto parsed = parse_subject(text);
  if (parsed && is_other_purpose(*parsed)) return std::nullopt;
  if (parsed && is_known_type(*parsed)) {
    return Parts{std::string(parsed->scope), std::string(parsed->mark),
                 std::string(without_marker(parsed->description))};
  }
  const std::string_view ticket = ticket_of(text);
  const std::string_view rest = trim(std::string_view(text).substr(ticket.size()));
  if (ticket.empty() || rest.empty()) return Parts{{}, {}, std::string(trim(without_marker(text)))};
  auto said = parts(rest);
  if (said) said->description = std::string(ticket) + " " + said->description;
  return said;
}

}  // namespace

std::string hotfix_type(const Options& options) {
  const Words types = options.words("types");
  return types.empty() ? "hotfix" : types.front();
}

std::string subject_problem(std::string_view subject, const Options& options) {
  const auto parsed = parse_subject(subject);
  if (trim(subject).empty()) return "is empty";
  if (autosquash_target(subject) != subject) return "is still to be squashed";
  if (is_revert_subject(subject)) return "is git's own text for a revert";
  if (!parsed) return "does not begin with \"" + hotfix_type(options) + ": \"";
  if (!one_of(parsed->type, options.words("types"))) {
    return "has the type \"" + std::string(parsed->type) + "\", not \"" + hotfix_type(options) +
           "\"";
  }
  if (parsed->description.empty()) return "has no description";
  if (says_nothing(parsed->description, options)) return "does not say what is fixed";
  if (!parsed->spaced) return "needs a space after the colon";
  return {};
}

std::string quoted_problem(const std::string& problem, std::string_view subject) {
  return " " + problem + (subject.empty() ? "" : ": " + std::string(subject));
}

std::string too_many_characters(std::string_view subject, const Options& options) {
  const std::size_t limit = options.number("max_subject"), actual = length(subject);
  if (actual <= limit) return {};
  return std::to_string(actual) + " characters (limit: " + std::to_string(limit) + ")";
}

std::string subject_form(const Options& options) {
  return hotfix_type(options) + ": <what is fixed>";
}

bool says_other_purpose(std::string_view subject) {
  const auto parsed = parse_subject(autosquash_target(trim(subject)));
  return parsed && is_other_purpose(*parsed);
}

std::string corrected_subject(std::string_view subject, const Options& options) {
  const auto said = parts(subject);
  if (!said || !is_pasteable(subject) || is_vague(said->description)) return {};
  const std::string text =
      hotfix_type(options) + said->scope + said->mark + ": " + said->description;
  return subject_problem(text, options).empty() ? text : std::string();
}

std::string subject_to_write(std::string_view subject, const Options& options) {
  const std::string text = corrected_subject(subject, options);
  return text.empty() || !is_showable(text) ? subject_form(options) : text;
}

}  // namespace hotfix
