// SPDX-License-Identifier: MIT
#include <algorithm>

#include "rules/model/registry.h"
#include "rules/support/bringing.h"
#include "rules/support/fix.h"
#include "rules/support/text.h"

namespace hotfix::rules {

namespace {

using Conflict = Forecast::Conflict;

constexpr std::size_t kMostNamed = 3;  // files in the message

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

std::string with_places(const Conflict& conflict) {
  if (conflict.places == 0) return conflict.path;
  return conflict.path + " (" + count(conflict.places, "place") + ")";
}

std::string where(const std::vector<Conflict>& conflicts) {
  std::vector<std::string> names;
  for (const Conflict& conflict : conflicts) names.push_back(with_places(conflict));
  return joined(first_few(std::move(names), kMostNamed));
}

std::vector<std::string> in_the_way(const std::vector<Conflict>& conflicts) {
  std::vector<std::string> lines;
  for (const Conflict& conflict : conflicts) {
    lines.push_back(conflict.path + ": " + conflict.what);
    for (const Conflict::Other& other : conflict.others) {
      lines.push_back("  " + short_id(other.commit) + " " + other.subject + " (" + other.author +
                      ")");
    }
  }
  return lines;
}

// What the forecast tried: the branch's own commits. A merge would also bring whatever
// production has and development does not have.
std::string pick_of_branch(const Facts& facts) {
  return "git cherry-pick -x " + short_id(facts.history->merge_bases.front()) + ".." +
         short_id(facts.subject.head);
}

// No fix: it is due once the hotfix is released.
Finding conflicting(const Facts& facts, const Options& options) {
  const std::vector<Conflict>& conflicts = facts.forecast->conflicts;
  const BringingSteps steps =
      bringing_steps({{{pick_of_branch(facts)}, conflicts}},
                     [&](const Commands& work) { return on_development(facts, work); });
  Finding finding;
  finding.level = options.flag("conflicts_block") ? Level::error : Level::warning;
  finding.message =
      "the backport to " + facts.refs.development + " will conflict in " + where(conflicts);
  finding.details = in_the_way(conflicts);
  finding.advice = {
      {"Once the hotfix is released, pick it: it will stop at the conflicts", steps.commands},
      {"Resolve them, with the authors above if need be, add these files, and then", steps.then}};
  return finding;
}

std::string state_of(const Hotfix& hotfix, const std::string& development) {
  const Landing& landing = hotfix.landing;
  const std::string commit =
      landing.evidence.empty() ? "" : " " + short_id(landing.evidence.back());
  switch (landing.state) {
    case LandingState::lost:
      return "undone on " + development + (commit.empty() ? "" : " by" + commit);
    case LandingState::uncertain:
      return "perhaps on " + development + (commit.empty() ? "" : " as" + commit);
    case LandingState::undecided:
      return "not known: " + landing.reason;
    default:
      return "not on " + development;
  }
}

std::string debt_line(const Hotfix& hotfix, const std::string& development) {
  return short_id(hotfix.commit) + " " + hotfix.subject + " (" + hotfix.author +
         "): " + state_of(hotfix, development);
}

bool can_be_picked(const Hotfix& hotfix) {
  return hotfix.landing.state == LandingState::missing ||
         hotfix.landing.state == LandingState::lost;
}

bool is_lost(const Hotfix& hotfix) { return !hotfix.lost_on_production.empty(); }

// What the branch itself takes back is not asked for any more.
bool is_taken_back(const Hotfix& hotfix, const Facts& facts) {
  return std::any_of(facts.reverts->begin(), facts.reverts->end(), [&](const Revert& revert) {
    return revert.reverted == hotfix.commit && revert.state != Revert::State::differs;
  });
}

std::vector<Hotfix> overdue_ones(const Facts& facts) {
  std::vector<Hotfix> late;
  for (const Hotfix& hotfix : *facts.debts) {
    if (hotfix.overdue && !is_lost(hotfix) && !is_taken_back(hotfix, facts)) {
      late.push_back(hotfix);
    }
  }
  return late;
}

// What production itself no longer has. Another hotfix must not wait for it, so it is told, and the
// ledger prints the way back.
Finding lost(const Facts& facts, const Options& options) {
  Finding finding;
  std::size_t n = 0;
  for (const Hotfix& hotfix : *facts.debts) {
    if (!is_lost(hotfix)) continue;
    ++n;
    finding.details.push_back(short_id(hotfix.commit) + " " + hotfix.subject + " (" +
                              hotfix.author + "): lost by " + short_id(hotfix.lost_on_production));
  }
  finding.level = options.flag("overdue_blocks") ? Level::error : Level::warning;
  finding.message = count(n, "earlier hotfix", "earlier hotfixes") + (n == 1 ? " was" : " were") +
                    " lost on " + facts.refs.production + ": a later commit took " +
                    (n == 1 ? "it" : "them") + " out";
  finding.advice = {
      {"The commands that bring " + std::string(n == 1 ? "it" : "them") + " back are printed by",
       {"hotfix-lint audit"}}};
  return finding;
}

BringingSteps bring_back(const Facts& facts, const std::vector<Hotfix>& late) {
  std::vector<Bringing> ways;
  for (const Hotfix& hotfix : late) {
    if (can_be_picked(hotfix) && ways.size() < kMostPicked) ways.push_back(bringing(hotfix));
  }
  return bringing_steps(ways, [&](const Commands& work) { return on_development(facts, work); });
}

// Where git sees nothing left to pick, a person has to look.
bool changes_nothing(const Hotfix& hotfix) {
  return can_be_picked(hotfix) && bringing(hotfix).commands.empty();
}

// What a person does about a fix that is perhaps there.
std::vector<Advice> confirm(const Facts& facts, const std::vector<Hotfix>& late) {
  for (const Hotfix& hotfix : late) {
    const bool is_open = hotfix.landing.state == LandingState::uncertain || changes_nothing(hotfix);
    if (!is_open) continue;
    return {{"If " + facts.refs.development + " has " + short_id(hotfix.commit) + ", say so there",
             on_development(facts, {confirm_landing(hotfix.commit)})}};
  }
  return {};
}

Finding overdue(const Facts& facts, const std::vector<Hotfix>& late, const Options& options) {
  const std::string& development = facts.refs.development;
  Finding finding;
  finding.level = options.flag("overdue_blocks") ? Level::error : Level::warning;
  finding.message = count(late.size(), "earlier hotfix", "earlier hotfixes") + " of " +
                    facts.refs.production + (late.size() == 1 ? " is" : " are") +
                    " past the deadline for coming back to " + development;
  for (const Hotfix& hotfix : late) finding.details.push_back(debt_line(hotfix, development));
  const auto waiting =
      std::count_if(facts.debts->begin(), facts.debts->end(), [&](const Hotfix& hotfix) {
        return !hotfix.overdue && !is_lost(hotfix) && !is_taken_back(hotfix, facts);
      });
  if (waiting > 0) {
    finding.details.push_back(count(static_cast<std::size_t>(waiting), "other") +
                              " not overdue yet");
  }
  const BringingSteps steps = bring_back(facts, late);
  offer(finding, steps);
  if (steps.stops.empty()) finding.advice = confirm(facts, late);
  return finding;
}

Findings check(const Facts& facts, const Options& options) {
  Findings findings;
  if (facts.forecast->outcome == Forecast::Outcome::conflicts) {
    findings.push_back(conflicting(facts, options));
  }
  const std::vector<Hotfix> late = overdue_ones(facts);
  if (!late.empty()) findings.push_back(overdue(facts, late, options));
  if (std::any_of(facts.debts->begin(), facts.debts->end(), is_lost)) {
    findings.push_back(lost(facts, options));
  }
  return findings;
}

}  // namespace

constexpr Rule backport{
    .id = "backport",
    .summary =
        "The hotfix applies to development, and no earlier one is past its deadline for coming "
        "back.",
    .why =
        "A fix that is on production only is undone by the next release of the development branch. "
        "A backport that conflicts is put off, and one that is put off is forgotten.",
    .fix =
        "Pick the hotfix onto the development branch and resolve the conflicts with the authors "
        "who are named; bring earlier hotfixes back in the same way. The finding prints the "
        "commands.",
    .workflow = "Backport to Dev: Merge Hotfix, git merge hotfix/*",
    .step = WorkflowStep::backport,
    .stages = {Stage::lint, Stage::push, Stage::pull_request},
    .judges = {SubjectKind::hotfix, SubjectKind::revert},
    .needs = Need::history | Need::reverts | Need::forecast | Need::debts,
    .options = {{"conflicts_block", OptionKind::flag,
                 "A hotfix that conflicts with development blocks, where it only warns otherwise.",
                 false},
                {"overdue_blocks", OptionKind::flag,
                 "An earlier hotfix that is past its deadline blocks the next one, where it only "
                 "warns otherwise.",
                 false}},
    .check = check,
    .role = Role::backport,
};

}  // namespace hotfix::rules
