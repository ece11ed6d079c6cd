// SPDX-License-Identifier: MIT
#include "rules/support/hotfix_subject.h"

#include <algorithm>
#include <optional>

#include "rules/support/commit_subject.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

bool says_nothing(std::string_view description, const Options& options) {
  return one_of(lower(description), options.words("meaningless"));
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

// What a subject says, whatever form it was given; nullopt when it says that it is not a fix.
std::optional<Parts> parts(std::string_view subject) {
  static const Words others = {"feat", "feature", "refactor", "style"};
  static const Words known = {"hotfix", "fix",  "bugfix", "bug", "test",     "tests", "docs",
                              "chore",  "perf", "build",  "ci",  "security", "wip"};
  subject = autosquash_target(trim(subject));
  if (is_revert_subject(subject)) {
    return Parts{{}, {}, lower(subject.substr(0, 1)) + std::string(subject.substr(1))};
  }
  const auto parsed = parse_subject(subject);
  if (parsed && one_of(lower(parsed->type), others)) return std::nullopt;
  if (parsed && one_of(lower(parsed->type), known)) {
    return Parts{std::string(parsed->scope), std::string(parsed->mark),
                 std::string(parsed->description)};
  }
  return Parts{{}, {}, std::string(trim(without_marker(subject)))};
}

}  // namespace

std::string hotfix_type(const Options& options) {
  const std::vector<std::string>& types = options.words("types");
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

std::string corrected_subject(std::string_view subject, const Options& options) {
  const auto said = parts(subject);
  if (!said || !is_pasteable(subject)) return {};
  const std::string text =
      hotfix_type(options) + said->scope + said->mark + ": " + said->description;
  return subject_problem(text, options).empty() ? text : std::string();
}

}  // namespace hotfix
