// SPDX-License-Identifier: MIT
#include "gate/replay/steps.h"

#include <algorithm>
#include <unordered_set>

#include "gate/facts/squashed_release.h"
#include "gate/landing/hotfix_sign.h"

namespace hotfix {

namespace {

// Development's own line, read as far back as it is asked about: later times first.
class DevelopmentThen {
 public:
  DevelopmentThen(Graph& graph, const Oid& tip) : graph_(graph), walk_(graph, tip) {
    if (tip != Oid{}) step();
  }

  // Its tip before that time; the zero id: it did not exist. Dates lie: a promotion may be no
  // younger than what it promotes, so has() is asked as well.
  Oid before(std::int64_t time) {
    while (now_ && graph_.header(*now_).time >= time) step();
    return now_.value_or(Oid{});
  }

  // Is it on the line, down to what before() gave last?
  bool has(const Oid& commit) const { return line_.contains(commit); }

 private:
  void step() {
    now_ = walk_.next();
    if (now_) line_.insert(*now_);
  }

  Graph& graph_;
  FirstParentWalk walk_;
  std::optional<Oid> now_;
  std::unordered_set<Oid> line_;
};

// `git pull` on production: its first parent is what was pulled into.
bool pulls(const Commit& commit, const Policy& policy) {
  return commit.parents.size() == 2 && !commit.subject().starts_with("Merge pull request") &&
         merged_branch(commit.subject()) == policy.production;
}

class Collector {
 public:
  Collector(Graph& graph, const Policy& policy, const StepsQuestion& question)
      : graph_(graph), policy_(policy), question_(question), then_(graph, question.development) {}

  ProductionSteps collect() {
    Oid id = question_.production;
    while (steps_.changes.size() < question_.last && !graph_.parents(id).empty()) id = take(id);
    return std::move(steps_);
  }

 private:
  // Looks at one commit of the line. The one before it.
  Oid take(const Oid& id) {
    const Commit commit = graph_.commit(id);
    const std::vector<Oid>& parents = graph_.parents(id);
    const bool is_pull = pulls(commit, policy_);
    ProductionStep step{id, parents[is_pull ? 1 : 0], id, {}, {}, false};
    if (parents.size() == 2) step.head = parents[is_pull ? 0 : 1];
    if (step.is_merge() && !is_pull) step.branch = merged_branch(commit.subject());
    step.is_hotfix = hotfix_sign(commit, policy_).has_value();
    if (has_development()) step.development = then_.before(graph_.header(id).time);
    sort(step, commit);
    return step.base;
  }

  void sort(const ProductionStep& step, const Commit& commit) {
    if (has_development() && !step.is_hotfix) {
      if (then_.has(step.commit)) return void(++steps_.shared);
      if (promotes(step, commit)) return void(++steps_.promotions);
    }
    if (question_.only_hotfixes && !step.is_hotfix) return void(++steps_.others);
    steps_.changes.push_back(step);
  }

  bool has_development() const { return question_.development != Oid{}; }

  bool promotes(const ProductionStep& step, const Commit& commit) {
    if (says_that_it_promotes(commit, policy_)) return true;
    if (step.development == Oid{}) return false;
    if (!step.is_merge()) {
      return is_squashed_release(graph_, policy_, step.commit, step.development);
    }
    return then_.has(step.head) || is_ancestor(graph_, step.head, step.development);
  }

  Graph& graph_;
  const Policy& policy_;
  const StepsQuestion& question_;
  DevelopmentThen then_;
  ProductionSteps steps_;
};

}  // namespace

ProductionSteps last_steps(Graph& graph, const Policy& policy, const StepsQuestion& question) {
  return Collector(graph, policy, question).collect();
}

}  // namespace hotfix
