// SPDX-License-Identifier: MIT
#include <algorithm>
#include <iterator>
#include <optional>
#include <set>

#include "rules/form/incident_form.h"
#include "rules/form/severity_statements.h"
#include "rules/model/registry.h"
#include "rules/support/forge.h"
#include "rules/support/text.h"

namespace hotfix::rules {

namespace {

using Commands = std::vector<std::string>;

const Statement* first_of(const Statements& all, const std::string& level) {
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const Statement& said) { return said.level == level; });
  return found == all.end() ? nullptr : &*found;
}

// The first that is neither P0 nor P1.
const Statement* first_regular(const Statements& all) {
  const auto found = std::find_if(all.begin(), all.end(), [](const Statement& said) {
    return !said.level.empty() && said.level != "P0" && said.level != "P1";
  });
  return found == all.end() ? nullptr : &*found;
}

std::string list_of(const Words& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : "; ") + word;
  return text;
}

// How a wrong statement is taken back: `words` say when.
Advice correction(const std::string& words, const Statement& said, const Facts& facts) {
  if (said.label.empty()) {
    return {words + ", correct the " + said.source.substr(0, said.source.find('"') - 1), {}};
  }
  const Commands off = remove_label(facts, said.label).commands;
  return {words + ", take off the label " + said.label,
          can_be_quoted(said.label) ? off : Commands{}};
}

// What says P0 or P1; null: nothing does.
const Statement* first_hotfix(const Statements& all) {
  const Statement* p0 = first_of(all, "P0");
  return p0 ? p0 : first_of(all, "P1");
}

Finding regular_release(const Statement& said, const Statements& all, const Facts& facts) {
  const std::string where =
      ": schedule for the regular release, by way of " + facts.refs.development;
  Finding finding;
  finding.message = said.level + " is not a hotfix (" + said.source + ")" + where;
  finding.advice = {correction("If it is P0 or P1 after all", said, facts)};
  if (const Statement* other = first_hotfix(all)) {
    finding.message = "the severity is given as both " + other->level + " and " + said.level +
                      "; " + said.level + " is not a hotfix" + where;
    finding.details = {other->level + ": " + other->source, said.level + ": " + said.source};
  }
  return finding;
}

Finding denied(const Statement& said, const Statement& denial, const Facts& facts) {
  Finding finding;
  finding.message = said.level + " is given, and denied as well";
  finding.details = {said.level + ": " + said.source, "not " + said.level + ": " + denial.source};
  finding.advice = {correction("If it is " + said.level, denial, facts),
                    correction("If it is not", said, facts)};
  return finding;
}

Finding disagreement(const Statement& one, const Statement& other, const Facts& facts) {
  Finding finding;
  finding.message = "the severity is given as both " + one.level + " and " + other.level;
  finding.details = {one.level + ": " + one.source, other.level + ": " + other.source};
  finding.advice = {correction("If it is " + one.level, other, facts),
                    correction("If it is " + other.level, one, facts)};
  return finding;
}

Finding wrong_level(const Statement& said, const std::string& other) {
  Finding finding;
  finding.message = said.level + " is given with a criterion of " + other + ": " + said.source;
  finding.hint = "Say " + other + " if the criterion is met, else name one of " + said.level;
  return finding;
}

std::vector<Advice> how_to_say_it(const Facts& facts) {
  const Subject& subject = facts.subject;
  Plan trailer = {
      {git_for(subject) + " commit --amend --only --no-edit --trailer 'Severity: P0 <criterion>'"}};
  trailer.keeps_uncommitted = trailer.for_head_only = true;
  std::vector<Advice> ways = {{"Or let a commit say it, with the criterion for <criterion>",
                               commands_of(trailer, subject)}};
  const Commands label = add_label(facts, "P0").commands;
  if (!label.empty()) ways.push_back({"A label gives the level alone", label});
  return ways;
}

using Levels = std::set<std::string>;

Levels levels_of(const Statements& all) {
  Levels levels;
  for (const Statement& said : all) {
    if (!said.level.empty()) levels.insert(said.level);
  }
  return levels;
}

// What there is instead of a severity, as in "; seen: ..."; empty when there is nothing.
std::string seen_instead(const Statements& all, const Statements& prose) {
  const Levels levels = levels_of(prose);
  if (levels.size() > 1) {
    return "; the text names " + *levels.begin() + " and " + *std::next(levels.begin());
  }
  if (!levels.empty()) return "; seen: " + first_of(prose, *levels.begin())->source;
  return all.empty() ? std::string() : "; seen: " + all.front().source;
}

Finding not_said(const Statements& all, const Statements& prose, const Facts& facts,
                 const Options& options) {
  Finding finding;
  finding.message = "it is not stated whether this is P0 or P1" + seen_instead(all, prose);
  finding.details = {"P0: " + list_of(severity_criteria("P0", options)),
                     "P1: " + list_of(severity_criteria("P1", options))};
  finding.hint =
      "Tick the criterion that is met under Severity in the description, or write a line there: "
      "Severity: P0 <criterion>";
  finding.advice = how_to_say_it(facts);
  finding.fix = edit_description(facts).commands;
  return finding;
}

Finding no_criterion(const Statement& said, const Facts& facts, const Options& options) {
  Finding finding;
  finding.message =
      said.level + " is given without a criterion of " + said.level + " (" + said.source + ")";
  finding.details = severity_criteria(said.level, options);
  finding.hint =
      "Tick the one that is met under Severity in the description, or write a line "
      "there: Severity: " +
      said.level + " <criterion>";
  finding.fix = edit_description(facts).commands;
  return finding;
}

// What can be said as soon as anything is said.
std::optional<Finding> contradiction(const Statements& all, const Facts& facts,
                                     const Options& options) {
  if (const Statement* said = first_regular(all)) return regular_release(*said, all, facts);
  for (const Statement& said : all) {
    const std::string other = said.level == "P0" ? "P1" : "P0";
    if (!said.level.empty() && begins_with_criterion(said, other, options) &&
        !begins_with_criterion(said, said.level, options)) {
      return wrong_level(said, other);
    }
  }
  const Statement *p0 = first_of(all, "P0"), *p1 = first_of(all, "P1");
  if (p0 && p1) return disagreement(*p0, *p1, facts);
  return std::nullopt;
}

// What says P0 or P1: a statement made for it, else the only level that the whole text names.
const Statement* hotfix_level(const Statements& all, const Statements& prose) {
  const Statements& from = levels_of(all).empty() && levels_of(prose).size() == 1 ? prose : all;
  return first_hotfix(from);
}

bool names_criterion(const Statements& all, const std::string& level, const Options& options) {
  return std::any_of(all.begin(), all.end(),
                     [&](const Statement& said) { return has_criterion(said, level, options); });
}

Findings check(const Facts& facts, const Options& options) {
  if (only_exact_reverts(facts)) return {};
  const Statements all = severity_statements(facts, options);
  if (const auto finding = contradiction(all, facts, options)) return {*finding};
  if (facts.subject.stage == Stage::lint) return {};
  const Statements prose = severity_prose(facts, options);
  const Statement* said = hotfix_level(all, prose);
  if (!said) return {not_said(all, prose, facts, options)};
  const Statements denials = severity_denials(facts, options);
  if (const Statement* denial = first_of(denials, said->level)) {
    return {denied(*said, *denial, facts)};
  }
  if (names_criterion(all, said->level, options)) return {};
  if (names_criterion(prose, said->level, options)) return {};
  return {no_criterion(*said, facts, options)};
}

constexpr std::string_view kP0[] = {"Complete service outage", "Data loss or corruption",
                                    "Security breach", "Payment processing broken",
                                    "Authentication system failure"};
constexpr std::string_view kP1[] = {
    "Core functionality unavailable", "Major feature broken for all users",
    "Severe performance degradation", "Database issues affecting operations"};
constexpr std::string_view kLabels[] = {"severity", "sev", "priority", "prio"};

}  // namespace

constexpr Rule severity{
    .id = "severity",
    .summary = "A hotfix is P0 or P1, by a criterion of the workflow.",
    .why =
        "The fast track skips what protects production from haste; only an emergency pays for "
        "that. Everything else is safer in the regular release.",
    .fix =
        "Tick the criterion in the description of the pull request, or say it in a trailer such as "
        "Severity: P0 Payment processing broken. P2 and P3: schedule for the regular release.",
    .workflow = "Issue Detection: Severity?",
    .step = WorkflowStep::severity,
    .stages = {Stage::lint, Stage::pull_request},
    .judges = {SubjectKind::hotfix},
    .needs = Need::history | Need::reverts | Need::pull_request | Need::description,
    .options =
        {{"p0_criteria", OptionKind::words, "What makes a hotfix P0; more words may follow.", kP0},
         {"p1_criteria", OptionKind::words, "What makes a hotfix P1; more words may follow.", kP1},
         {"labels", OptionKind::words,
          "What a label that gives the level begins with; P0 alone is always one.", kLabels}},
    .check = check,
    .shares_options_of = "incident-record",
    .role = Role::severity,
};

}  // namespace hotfix::rules
