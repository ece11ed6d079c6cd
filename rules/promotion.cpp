// SPDX-License-Identifier: MIT
#include <algorithm>

#include "rules/model/registry.h"
#include "rules/support/bringing.h"
#include "rules/support/fix.h"
#include "rules/support/text.h"

namespace hotfix::rules {

namespace {

using Kind = Promotion::Kind;
using Undone = Promotion::Undone;

std::string_view word(Kind kind) {
  switch (kind) {
    case Kind::push:
      return "push";
    case Kind::merge:
      return "merge";
    case Kind::squash:
      return "squash";
    case Kind::reset:
      return "reset";
  }
  return "";
}

// "merge, squash or reset"
std::string kinds(const std::vector<Kind>& by) {
  std::string text;
  for (std::size_t i = 0; i < by.size(); ++i) {
    if (i > 0) text += i + 1 == by.size() ? " or " : ", ";
    text += word(by[i]);
  }
  return text;
}

bool is_push(const Undone& undone) { return undone.by.front() == Kind::push; }

std::string hotfix_line(const Hotfix& hotfix) {
  return short_id(hotfix.commit) + " \"" + hotfix.subject + "\" by " + hotfix.author;
}

std::string what_happens(const Undone& undone, const Refs& refs) {
  const std::string verb = undone.conflicts ? " may undo hotfix " : " would undo hotfix ";
  if (is_push(undone)) return "the push" + verb + hotfix_line(undone.hotfix);
  return "promoting " + refs.development + " by " + kinds(undone.by) + verb +
         hotfix_line(undone.hotfix);
}

std::string why_so(const Hotfix& hotfix, const std::string& development) {
  const Landing& landing = hotfix.landing;
  const std::string commit =
      landing.evidence.empty() ? "a commit there" : short_id(landing.evidence.back());
  if (landing.state == LandingState::lost) return development + " undid it: " + commit;
  if (landing.state == LandingState::uncertain) {
    return development + " has something like it: " + commit;
  }
  if (landing.state == LandingState::waived) {
    return development +
           " does not have it; its backport is waived, but that does not allow undoing it here";
  }
  return is_there(landing.state)
             ? development + " has it: " + commit + ". It was dropped on the way to production"
             : development + " does not have it";
}

// Where development has the fix, or may have it, a person has to look first.
void add_fix(Finding& finding, const Undone& undone, const Facts& facts) {
  const Hotfix& hotfix = undone.hotfix;
  if (is_there(hotfix.landing.state)) {
    finding.hint = "Make the merge again and keep the fix where it conflicts: git show " +
                   short_id(hotfix.commit);
    return;
  }
  const BringingSteps back = bringing_steps(
      {bringing(hotfix)}, [&](const Commands& work) { return on_development(facts, work); });
  const std::string conflicts = back.then.empty() ? "" : back.then + ". ";
  if (hotfix.landing.state != LandingState::uncertain && !back.commands.empty()) {
    finding.fix = back.commands;
    finding.hint = conflicts + "Then promote " + facts.refs.development + " again";
    return;
  }
  finding.hint =
      "If that is the fix, say so: " + chain(on_development(facts, confirm_landing(hotfix.commit)));
  if (back.commands.empty()) return;
  finding.hint += ". If not, bring it back: " + chain(back.commands);
  if (!back.then.empty()) finding.hint += ". " + back.then;
}

Finding undone_by(const Undone& undone, const Facts& facts) {
  Finding finding;
  finding.level = undone.conflicts ? Level::warning : Level::error;
  finding.message = what_happens(undone, facts.refs);
  finding.details = first_few(undone.paths);
  finding.details.push_back(why_so(undone.hotfix, facts.refs.development));
  finding.commit = undone.hotfix.commit;
  add_fix(finding, undone, facts);
  return finding;
}

// A hotfix that one way would surely undo is reported once, together with the ways that may.
const Undone* sure_one(const Undone& undone, const std::vector<Undone>& all) {
  if (!undone.conflicts) return nullptr;
  const auto found = std::find_if(all.begin(), all.end(), [&](const Undone& other) {
    return !other.conflicts && other.hotfix.commit == undone.hotfix.commit;
  });
  return found == all.end() ? nullptr : &*found;
}

std::string also_at_risk(const Undone& undone, const std::vector<Undone>& all) {
  for (const Undone& other : all) {
    if (sure_one(other, all) == &undone && !is_push(other)) {
      return "it may also be undone by " + kinds(other.by) + ", where it conflicts";
    }
  }
  return {};
}

Findings check(const Facts& facts, const Options& options) {
  std::vector<Undone> undone = facts.promotion->undone;
  if (!options.flag("by_reset")) {
    for (Undone& one : undone) std::erase(one.by, Kind::reset);
    std::erase_if(undone, [](const Undone& one) { return one.by.empty(); });
  }
  Findings findings;
  for (const Undone& one : undone) {
    if (sure_one(one, undone)) continue;
    findings.push_back(undone_by(one, facts));
    const std::string more = also_at_risk(one, undone);
    if (!more.empty()) findings.back().details.push_back(more);
  }
  return findings;
}

}  // namespace

const Rule promotion{
    .id = "promotion",
    .summary = "No release of the development branch undoes a hotfix that production has.",
    .why =
        "A hotfix that did not come back to the development branch is gone when that branch is "
        "released, with no conflict and no failing test: the incident happens again.",
    .fix =
        "Bring the hotfix to the development branch first, and promote that; the finding prints "
        "the commands.",
    .workflow = "Backport to Dev: the loss that a missing backport causes",
    .step = WorkflowStep::backport,
    .stages = {Stage::lint, Stage::push, Stage::pull_request, Stage::merge_group, Stage::released},
    .judges = {SubjectKind::production, SubjectKind::promotion},
    .needs = Need::promotion,
    .waivable = false,
    .options = {{"by_reset", OptionKind::flag,
                 "hotfix-lint also names what only a promotion by reset would undo: production "
                 "replaced by development.",
                 true}},
    .check = check,
};

}  // namespace hotfix::rules
