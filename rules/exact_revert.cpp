// SPDX-License-Identifier: MIT
#include "rules/model/registry.h"
#include "rules/support/fix.h"
#include "rules/support/forge.h"
#include "rules/support/text.h"

namespace hotfix::rules {

namespace {

std::string true_revert(const Revert& revert, const std::string& git) {
  return git + " revert --no-edit " + (revert.of_merge ? "-m 1 " : "") + short_id(revert.reverted);
}

// Makes a hotfix subject of git's own text for a revert, as commit-message wants it.
std::string hotfix_subject(const std::string& git) {
  return git + " log --no-show-signature -1 --format='hotfix: %B' | " + git +
         " commit --amend --only -F -";
}

// Drops the false revert and makes a true one.
Commands revert_again(const Revert& revert, const Subject& subject) {
  const std::string id = short_id(revert.commit), git = git_for(subject);
  Plan plan;
  plan.for_head_only = true;
  plan.work = {git + " rebase --onto " + id + "~1 " + id, true_revert(revert, git)};
  if (subject.kind == SubjectKind::hotfix) plan.work.push_back(hotfix_subject(git));
  return commands_of(plan, subject);
}

// Production is never rebased: the true revert gets a branch of its own, from where production is.
Commands revert_beside(const Revert& revert, const Facts& facts) {
  const Subject& subject = facts.subject;
  if (subject.stage != Stage::push || subject.old_head.empty()) return {};
  const std::string name = facts.refs.hotfix_prefix + "take-back-" + short_id(revert.reverted);
  return on_new_branch(name, short_id(subject.old_head),
                       {true_revert(revert, "git"), hotfix_subject("git")}, subject.remote);
}

Finding about(const Revert& revert, const std::string& what) {
  Finding finding;
  finding.message = "commit " + short_id(revert.commit) + " says that it reverts " +
                    short_id(revert.reverted) + what;
  finding.commit = revert.commit;
  finding.details = revert.paths;
  return finding;
}

// "2nd": merges of very many parents are not made by hand.
std::string ordinal(std::size_t n) {
  return std::to_string(n) + (n == 2 ? "nd" : n == 3 ? "rd" : "th");
}

// What it names is on another branch: what stands here in its place is not known either.
bool is_of_nothing(const Revert& revert) { return revert.paths.empty(); }

std::string what_else(const Revert& revert, const std::string& production) {
  if (is_of_nothing(revert)) return ", which is not among the commits below it";
  if (revert.kept_parent < 2) return " and does something else";
  return " and keeps the " + ordinal(revert.kept_parent) + " parent of that merge (-m " +
         std::to_string(revert.kept_parent) + "): what " + production +
         " had before it goes, not what came with it";
}

Finding differs(const Revert& revert, const Facts& facts) {
  const bool is_production = facts.subject.kind == SubjectKind::production;
  Finding finding = about(revert, what_else(revert, facts.refs.production));
  if (is_of_nothing(revert)) {
    finding.hint = "Name the commit that " + facts.refs.production +
                   " has, or say in the message what this one really does";
    return finding;
  }
  finding.fix = is_production ? revert_beside(revert, facts) : revert_again(revert, facts.subject);
  finding.hint =
      "If it is meant to do more, it is not a revert: write a subject of its own, and take \"This "
      "reverts commit\" out of its message, so that it is judged as a fix";
  if (is_production && !finding.fix.empty()) {
    finding.hint = "Then open a " + std::string(request_name(facts.forge)) +
                   " from that branch to " + facts.refs.production;
  }
  return finding;
}

Finding conflicts(const Revert& revert) {
  Finding finding =
      about(revert, " and was made by hand: later changes are in the way of a plain revert");
  finding.level = Level::warning;
  finding.advice = {
      {"Look at these files: a machine cannot tell whether they are as they should be",
       {"git show " + short_id(revert.commit)}}};
  return finding;
}

Finding several(const Revert& revert) {
  Finding finding;
  finding.message = "commit " + short_id(revert.commit) +
                    " says that it reverts several commits at once, which cannot be compared; "
                    "revert them one commit each";
  finding.commit = revert.commit;
  finding.level = Level::warning;
  return finding;
}

// The hotfixes that go beside what the revert itself names.
std::vector<Commit> taken_along(const Revert& revert) {
  std::vector<Commit> hotfixes = revert.hotfixes;
  std::erase_if(hotfixes, [&](const Commit& hotfix) { return hotfix.id == revert.reverted; });
  return hotfixes;
}

// It may be meant, and then everybody should know that the incident is open again.
Finding takes_out(const std::vector<Commit>& hotfixes, const Revert& revert, const Facts& facts) {
  const auto line = [](const Commit& hotfix) {
    return short_id(hotfix.id) + " \"" + std::string(hotfix.subject()) + "\" by " + hotfix.author;
  };
  Finding finding;
  finding.level = Level::warning;
  finding.commit = revert.commit;
  finding.message = "commit " + short_id(revert.commit) + " takes " +
                    (hotfixes.size() == 1 ? "hotfix " + line(hotfixes.front())
                                          : count(hotfixes.size(), "hotfix", "hotfixes")) +
                    " out of " + facts.refs.production;
  if (hotfixes.size() > 1) {
    for (const Commit& hotfix : hotfixes) finding.details.push_back(line(hotfix));
  }
  finding.hint = hotfixes.size() == 1 ? "What it fixed is open again: tell those who reported it"
                                      : "What they fixed is open again: tell those who reported it";
  return finding;
}

Findings check(const Facts& facts, const Options&) {
  Findings findings;
  for (const Revert& revert : *facts.reverts) {
    if (revert.state == Revert::State::differs) {
      findings.push_back(differs(revert, facts));
    } else if (revert.state == Revert::State::conflicts) {
      findings.push_back(conflicts(revert));
    } else if (revert.state == Revert::State::several) {
      findings.push_back(several(revert));
    }
    const std::vector<Commit> along = taken_along(revert);
    if (!along.empty()) findings.push_back(takes_out(along, revert, facts));
  }
  return findings;
}

}  // namespace

constexpr Rule exact_revert{
    .id = "exact-revert",
    .summary = "A commit that says it reverts another restores exactly what that one changed.",
    .why =
        "A rollback is let through with little review because it brings back a known state. One "
        "that also changes something else brings production to a state nobody has seen. Hotfixes "
        "that go with it are named.",
    .fix =
        "Make the revert again with git revert, or say in the message what it really is; the "
        "finding prints the commands.",
    .workflow = "Rollback Plan, option 2: git revert HEAD",
    .step = WorkflowStep::commit,
    .stages = {Stage::lint, Stage::push, Stage::pull_request, Stage::merge_group, Stage::released},
    .judges = {SubjectKind::hotfix, SubjectKind::revert, SubjectKind::production},
    .needs = Need::reverts,
    .waivable = false,
    .check = check,
};

}  // namespace hotfix::rules
