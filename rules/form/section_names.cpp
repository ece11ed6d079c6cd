// SPDX-License-Identifier: MIT
#include "rules/form/section_names.h"

#include <algorithm>

#include "rules/support/text.h"
#include "rules/support/words.h"

namespace hotfix {

namespace {

struct BuiltIn {
  Part part;
  std::string phrase;  // as words_of() makes it
};

const std::vector<BuiltIn>& built_in() {
  static const std::vector<BuiltIn> list = {{Part::severity, "severity"},
                                            {Part::priority, "priority"},
                                            {Part::issue, "issue"},
                                            {Part::issue, "problem"},
                                            {Part::issue, "incident"},
                                            {Part::issue, "what happened"},
                                            {Part::issue, "what is broken"},
                                            {Part::issue, "summary"},
                                            {Part::issue, "description"},
                                            {Part::impact, "impact"},
                                            {Part::users_affected, "users"},
                                            {Part::users_affected, "affected"},
                                            {Part::users_affected, "customers"},
                                            {Part::data_at_risk, "data"},
                                            {Part::workarounds, "workaround"},
                                            {Part::workarounds, "workarounds"},
                                            {Part::root_cause, "cause"},
                                            {Part::root_cause, "root cause"},
                                            {Part::rollback_plan, "rollback"},
                                            {Part::rollback_plan, "roll back"},
                                            {Part::rollback_plan, "rollback plan"},
                                            {Part::database_backup, "backup"},
                                            {Part::database_backup, "database backup"}};
  return list;
}

std::optional<Part> built_in_named(std::string_view text) {
  const std::string words = " " + words_of(text) + " ";
  std::optional<Part> part;
  std::size_t first = std::string::npos;
  for (const BuiltIn& name : built_in()) {
    const auto at = words.find(" " + name.phrase + " ");
    if (at >= first) continue;
    first = at;
    part = name.part;
  }
  return part;
}

bool is_field(Part part) {
  return part == Part::users_affected || part == Part::data_at_risk || part == Part::workarounds;
}

}  // namespace

SectionNames::SectionNames(const std::vector<std::string>& own) {
  for (const std::string& line : own) {
    const auto equals = line.find('=');
    const auto part = built_in_named(line.substr(0, equals));
    const std::string phrase =
        equals == std::string::npos ? std::string() : phrase_of(line.substr(equals + 1));
    if (part && !phrase.empty()) {
      own_.push_back({*part, phrase});
    } else {
      unreadable.push_back(line);
    }
  }
}

std::optional<Part> SectionNames::named(std::string_view text) const {
  const std::string phrase = own_.empty() ? std::string() : phrase_of(text);
  for (const Name& name : own_) {
    if (has_phrase(phrase, name.phrase)) return name.part;
  }
  return built_in_named(text);
}

bool SectionNames::is_section(std::string_view line) const {
  const std::string words = words_of(line);
  const auto is_it = [&](const auto& name, const std::string& text) {
    return !is_field(name.part) && name.phrase == text;
  };
  const std::string phrase = own_.empty() ? std::string() : phrase_of(line);
  return std::any_of(built_in().begin(), built_in().end(),
                     [&](const BuiltIn& name) { return is_it(name, words); }) ||
         std::any_of(own_.begin(), own_.end(),
                     [&](const Name& name) { return is_it(name, phrase); });
}

}  // namespace hotfix
