// SPDX-License-Identifier: MIT
#include "gate/replay/replay.h"

#include <algorithm>

#include "gate/base/error.h"
#include "gate/base/progress.h"
#include "gate/base/visible.h"
#include "gate/facts/gather.h"
#include "gate/facts/needs.h"
#include "gate/facts/own_changes.h"
#include "gate/git/merge.h"
#include "gate/replay/replayed_rules.h"
#include "gate/replay/steps.h"
#include "gate/report/evaluate.h"
#include "gate/request/subject.h"
#include "rules/support/commit_subject.h"

namespace hotfix {

namespace {

using Rules = std::vector<const Rule*>;

constexpr std::size_t kLongestSubject = 1'000;  // bytes

bool holds(const Rules& rules, const Rule* rule) {
  return std::find(rules.begin(), rules.end(), rule) != rules.end();
}

// What was true then is asked of the past; what is so today is not.
void forget_the_present(Facts& facts) {
  if (facts.history) facts.history->production_age = -1;
  if (facts.origin) {
    facts.origin->stacked_on.clear();
    facts.origin->stacked_commits = 0;
  }
}

void append(Report& report, const Report& more) {
  const auto add = [](auto& list, const auto& other) {
    list.insert(list.end(), other.begin(), other.end());
  };
  add(report.findings, more.findings);
  add(report.waived, more.waived);
  add(report.undecided, more.undecided);
  add(report.rules, more.rules);
}

class Replay {
 public:
  Replay(const Context& context, LandingIndex& index, bool has_development)
      : context_(context),
        index_(index),
        of_branch_(rules_of_past_branch(context.policy, has_development)),
        of_arrival_(rules_of_past_arrival(context.policy)) {}

  Rules rules() const {
    Rules rules;
    for (const Rule* rule : all_rules()) {
      if (holds(of_branch_, rule) || holds(of_arrival_, rule)) rules.push_back(rule);
    }
    return rules;
  }

  PastChange judge(const ProductionStep& step) {
    const Commit commit = index_.graph.commit(step.commit);
    const Facts branch = facts_of_branch(step, commit), arrival = facts_of_arrival(branch, commit);
    PastChange change;
    change.commit = commit.id;
    change.subject = brief(std::string(commit.subject()), kLongestSubject);
    change.branch = step.branch;
    change.released_at = index_.graph.header(step.commit).time;
    change.report = only(evaluate(branch, context_.policy), rules_for(step));
    append(change.report, only(evaluate(arrival, context_.policy), of_arrival_));
    change.report.verdict = verdict_of(change.report, context_.policy);
    change.is_hotfix = step.is_hotfix;
    change.brings_development = branch.origin && !branch.origin->from_development.empty();
    if (!change.brings_development) change.size = size_of(branch);
    return change;
  }

 private:
  // A squash hides the branch: its name and its commits are not known.
  Rules rules_for(const ProductionStep& step) const {
    Rules rules = of_branch_;
    std::erase_if(rules, [&](const Rule* rule) {
      const bool is_about_name = rule->needs == Need::none;
      return (is_about_name && step.branch.empty()) ||
             (rule->role == Role::hotfix_types && !step.is_merge());
    });
    return rules;
  }

  Subject subject_of(const ProductionStep& step, const Commit& commit) const {
    Subject subject = past_branch();
    subject.head = step.head.hex();
    subject.branch = step.branch;
    subject.well_named = step.branch.empty() || context_.policy.hotfix_branch(step.branch);
    const bool is_revert = step.branch.empty() ? is_revert_subject(commit.subject())
                                               : context_.policy.revert_branch(step.branch);
    if (is_revert) subject.kind = SubjectKind::revert;
    return subject;
  }

  Refs refs_of(const ProductionStep& step) const {
    Refs refs = context_.refs;
    refs.production_id = step.base.hex();
    refs.development_id = (step.development == Oid{} ? step.base : step.development).hex();
    return refs;
  }

  Facts facts_of_branch(const ProductionStep& step, const Commit& commit) {
    const Question question{subject_of(step, commit), refs_of(step)};
    const Need needs = needs_of(of_branch_, past_branch()) | Need::lines | Need::reverts;
    Facts facts = gather(context_, index_, question, needs);
    forget_the_present(facts);
    // Under the name of a revert, and does something else.
    if (facts.subject.kind == SubjectKind::revert && !only_reverts(facts)) {
      facts.subject.kind = SubjectKind::hotfix;
    }
    return facts;
  }

  // One step of production alone; not a promotion, or it would not be here.
  Facts facts_of_arrival(const Facts& branch, const Commit& commit) {
    Facts facts;
    facts.subject = past_arrival();
    facts.subject.head = commit.id;
    facts.subject.old_head = branch.refs.production_id;
    facts.refs = branch.refs;
    facts.forge = branch.forge;
    facts.waivers = branch.waivers;
    facts.reverts = branch.reverts;
    facts.unknown = branch.unknown;
    if (of_arrival_.empty()) return facts;
    const Oid id = parse_oid(commit.id);
    try {
      facts.arrivals = {
          {commit, false, own_changes(index_.graph, id), {}, only_commit(index_.graph, id)}};
    } catch (const Undecidable& unknown) {
      facts.unknown.push_back({Need::arrivals, unknown.what(), unknown.fix, unknown.cause});
    }
    return facts;
  }

  static Report only(Report report, const Rules& rules) {
    const auto is_other = [&](const auto& found) { return !holds(rules, found.rule); };
    std::erase_if(report.findings, is_other);
    std::erase_if(report.waived, is_other);
    std::erase_if(report.undecided, is_other);
    std::erase_if(report.rules, [&](const Rule* rule) { return !holds(rules, rule); });
    return report;
  }

  std::optional<ChangeSize> size_of(const Facts& facts) const {
    // Without their lines the changed files may be known nevertheless.
    const bool is_unread =
        std::any_of(facts.unknown.begin(), facts.unknown.end(),
                    [](const Unknown& unknown) { return has(unknown.need, Need::lines); });
    if (!facts.changes || is_unread || only_exact_reverts(facts)) return std::nullopt;
    const DiffBudget budget =
        diff_budget(*facts.changes, context_.policy.setting(Role::diff_budget).options);
    return ChangeSize{budget.files, budget.lines};
  }

  const Context& context_;
  LandingIndex& index_;
  const Rules of_branch_, of_arrival_;
};

// The zero id: it is not here, or is production itself.
Oid development_of(const Context& context) {
  const bool is_production = context.refs.development == context.refs.production;
  return is_production ? Oid{} : parse_oid(context.refs.development_id);
}

ChangeSize limit_of(const Policy& policy) {
  const DiffBudget budget = diff_budget({}, policy.setting(Role::diff_budget).options);
  return {budget.max_files, budget.max_lines};
}

}  // namespace

HistoryReport replay(const Context& context, LandingIndex& index, const ReplayQuestion& asked,
                     std::ostream* watcher) {
  const Oid development = development_of(context);
  const StepsQuestion question{production_tip(context, context.refs), development, asked.last,
                               asked.only_hotfixes};
  const ProductionSteps steps = last_steps(index.graph, context.policy, question);
  HistoryReport report;
  report.refs = context.refs;
  report.policy_source = context.policy_source;
  report.limit = limit_of(context.policy);
  report.asked = asked.last;
  report.promotions = steps.promotions;
  report.shared = steps.shared;
  report.others = steps.others;
  report.has_development = development != Oid{};
  report.notes = context.notes;
  Replay replay(context, index, report.has_development);
  report.rules = replay.rules();
  report.not_replayed = rules_not_replayed(context.policy, report.rules, report.has_development);
  Progress progress(watcher, "changes");
  for (const ProductionStep& step : steps.changes) {
    progress.show(report.changes.size(), steps.changes.size());
    report.changes.push_back(replay.judge(step));
  }
  return report;
}

}  // namespace hotfix
