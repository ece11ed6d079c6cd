// SPDX-License-Identifier: MIT
#include "gate/landing/promotion.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "gate/base/error.h"
#include "gate/git/merge.h"
#include "gate/git/tree.h"
#include "gate/landing/evidence/change.h"
#include "gate/landing/evidence/evidence.h"
#include "gate/landing/landing.h"
#include "gate/landing/ledger.h"

namespace hotfix {

namespace {

using Kind = Promotion::Kind;
using Changes = std::vector<TreeChange>;

// A tree that production may end up with.
struct Outcome {
  Oid tree;
  std::vector<Kind> kinds;             // of promotion that lead to it
  std::vector<std::string> conflicts;  // paths whose content a person will decide
  Oid development;                     // what is promoted, for asking what it has
};

// What one outcome does to one hotfix.
enum class Effect { kept, at_risk, undone };

// A waiver says that nothing is owed to development; it does not say that production may lose it.
bool lacks_it(const Landing& landing) {
  return landing.state == LandingState::missing || landing.state == LandingState::lost ||
         landing.state == LandingState::waived;
}

class Checker {
 public:
  Checker(LandingIndex& index, const Policy& policy, const PromotionQuestion& question)
      : graph_(index.graph),
        policy_(policy),
        lander_(index, question.production),
        production_(graph_.header(question.production).tree) {}

  // Looks at a hotfix that is in effect on production; others cannot be lost.
  void check(const Hotfix& hotfix, const std::vector<Outcome>& outcomes) {
    const Oid commit = parse_oid(hotfix.commit);
    before_ = lander_.absence(commit, production_).share;
    if (before_ >= kMost) return;
    ++result_.checked;
    for (const Outcome& outcome : outcomes) judge(hotfix, commit, outcome);
  }

  Promotion take() { return std::move(result_); }

 private:
  void judge(const Hotfix& hotfix, const Oid& commit, const Outcome& outcome) {
    const std::vector<std::string> in_conflict = conflicting(commit, outcome);
    const Lander::Absence after = lander_.absence(commit, outcome.tree);
    Effect effect = effect_of(after, !in_conflict.empty());
    if (effect == Effect::kept) return;
    const Landing landing = lander_.commit(commit, outcome.development);
    if (landing.state == LandingState::undecided) {
      throw Undecidable(landing.reason, landing.fix, landing.cause);
    }
    if (is_excused(landing, commit, outcome)) return;
    const bool is_gone = after.possible >= kMost || is_replaced(commit, outcome);
    if (lacks_it(landing) && in_conflict.empty() && is_gone) effect = Effect::undone;
    add(hotfix, landing, outcome, effect,
        in_conflict.empty() ? changed_by(commit, outcome) : in_conflict);
  }

  // All code of the hotfix is as development has it, and development does not have the hotfix: then
  // it is gone, also where later work stands in its place.
  bool is_replaced(const Oid& commit, const Outcome& outcome) {
    const Oid promoted = graph_.header(outcome.development).tree;
    bool has_code = false;
    for (const TreeChange& change : changes_of(graph_, commit)) {
      const PathClass path_class = policy_.classify(change.path);
      if (path_class != PathClass::code && path_class != PathClass::config) continue;
      has_code = true;
      if (at(outcome.tree, change.path) != at(promoted, change.path)) return false;
    }
    return has_code;
  }

  // The files of the hotfix that are not as production has them.
  std::vector<std::string> changed_by(const Oid& commit, const Outcome& outcome) {
    std::vector<std::string> paths;
    for (const TreeChange& change : changes_of(graph_, commit)) {
      if (at(outcome.tree, change.path) != at(production_, change.path)) {
        paths.push_back(change.path);
      }
    }
    return paths;
  }

  TreeEntry at(const Oid& tree, const std::string& path) const {
    return find_path(graph_.repository(), tree, path);
  }

  Effect effect_of(const Lander::Absence& after, bool in_conflict) const {
    if (!in_conflict && after.share - before_ >= kMost) return Effect::undone;
    const bool unclear = in_conflict || after.possible > after.share || after.share > before_;
    return unclear ? Effect::at_risk : Effect::kept;
  }

  // Development has the fix, and its own form of it is what arrives. A fix that it has as it is and
  // that does not arrive was dropped on the way.
  bool is_excused(const Landing& landing, const Oid& commit, const Outcome& outcome) {
    if (!is_there(landing.state)) return landing.state == LandingState::withdrawn;
    const Oid promoted = graph_.header(outcome.development).tree;
    return !outcome.conflicts.empty() || promoted == outcome.tree ||
           lander_.absence(commit, promoted).share > 0;
  }

  std::vector<std::string> conflicting(const Oid& commit, const Outcome& outcome) {
    std::vector<std::string> paths;
    if (outcome.conflicts.empty()) return paths;
    for (const TreeChange& change : changes_of(graph_, commit)) {
      const auto& all = outcome.conflicts;
      if (std::find(all.begin(), all.end(), change.path) != all.end()) paths.push_back(change.path);
    }
    return paths;
  }

  // One entry for what is sure of a hotfix and one for what is not, whatever kinds lead there.
  void add(const Hotfix& hotfix, const Landing& landing, const Outcome& outcome, Effect effect,
           const std::vector<std::string>& paths) {
    const bool at_risk = effect == Effect::at_risk;
    for (Promotion::Undone& known : result_.undone) {
      if (known.hotfix.commit != hotfix.commit || known.conflicts != at_risk) continue;
      known.by.insert(known.by.end(), outcome.kinds.begin(), outcome.kinds.end());
      return;
    }
    result_.undone.push_back({hotfix, outcome.kinds, paths, at_risk});
    result_.undone.back().hotfix.landing = landing;
  }

  Graph& graph_;
  const Policy& policy_;
  Lander lander_;
  Oid production_;     // tree
  double before_ = 0;  // how much of the hotfix production lacks already
  Promotion result_;
};

// What a push does to production, as far as telling a promotion from a hotfix needs it.
class Push {
 public:
  Push(Graph& graph, const PromotionQuestion& question, const Oid& pushed)
      : graph_(graph), question_(question), pushed_(pushed) {
    const Divergence parted = diverge(graph, question.production, pushed);
    ahead_ = parted.ahead;
    is_rewrite_ = parted.behind > 0;
    for (TreeChange& change :
         diff_trees(graph.repository(), tree(question.production), tree(pushed))) {
      changes_.emplace(change.path, std::move(change));
    }
    for (const Oid& id : diverge(graph, question.development, pushed).ahead) own_.insert(id);
  }

  bool is_rewrite() const { return is_rewrite_; }

  // Cheap: says no to nearly every hotfix.
  bool may_promote() const {
    if (has_commits_of_development()) return true;
    return std::any_of(changes_.begin(), changes_.end(),
                       [this](const auto& entry) { return is_as_on_development(entry.second); });
  }

  // A squash leaves no commit behind that would tell. It brings files as development has them,
  // other than those that merely go back to what they were before a hotfix.
  bool promotes(const std::vector<Changes>& hotfixes) const {
    if (has_commits_of_development()) return true;
    return std::any_of(changes_.begin(), changes_.end(), [&](const auto& entry) {
      return is_as_on_development(entry.second) && !goes_back(entry.second, hotfixes);
    });
  }

  bool touches(const Changes& hotfix) const {
    return std::any_of(hotfix.begin(), hotfix.end(),
                       [this](const TreeChange& change) { return changes_.contains(change.path); });
  }

  // What production's own new commits say they revert: that is intended.
  std::unordered_set<std::string> reverted() const {
    std::unordered_set<std::string> ids;
    for (const Oid& id : ahead_) {
      if (!own_.contains(id)) continue;
      for (const RevertClaim& claim : revert_claims(graph_.commit(id).message)) {
        if (const auto full = graph_.repository().expand(claim.reverted)) ids.insert(full->hex());
      }
    }
    return ids;
  }

 private:
  Oid tree(const Oid& commit) const { return graph_.header(commit).tree; }

  // A rewrite to what production had before is a step back, unless development stands there.
  bool has_commits_of_development() const {
    if (is_rewrite_) return !ahead_.empty() || pushed_ == question_.development;
    return std::any_of(ahead_.begin(), ahead_.end(),
                       [this](const Oid& id) { return !own_.contains(id); });
  }

  bool is_as_on_development(const TreeChange& change) const {
    if (is_rewrite_) return false;
    return find_path(graph_.repository(), tree(question_.development), change.path) == change.after;
  }

  static bool goes_back(const TreeChange& change, const std::vector<Changes>& hotfixes) {
    for (const Changes& hotfix : hotfixes) {
      for (const TreeChange& made : hotfix) {
        if (made.path == change.path && made.before == change.after) return true;
      }
    }
    return false;
  }

  Graph& graph_;
  const PromotionQuestion& question_;
  Oid pushed_;
  std::vector<Oid> ahead_;
  std::unordered_set<Oid> own_;  // of these: not development's
  bool is_rewrite_ = false;
  std::unordered_map<std::string, TreeChange> changes_;
};

std::vector<Hotfix> released(LandingIndex& index, const Policy& policy,
                             const PromotionQuestion& question) {
  const LedgerQuestion asked{question.production, question.development, question.now};
  std::vector<Hotfix> all = shared_hotfixes(index.graph, policy, asked);
  for (Hotfix& hotfix : released_hotfixes(index, policy, asked)) all.push_back(std::move(hotfix));
  return all;
}

}  // namespace

Promotion promotion_by_push(LandingIndex& index, const Policy& policy,
                            const PromotionQuestion& question, const Oid& pushed) {
  Graph& graph = index.graph;
  const Push push(graph, question, pushed);
  if (!push.may_promote()) return {};
  std::vector<Hotfix> touched;
  std::vector<Changes> changes;
  for (Hotfix& hotfix : released(index, policy, question)) {
    Changes change = changes_of(graph, parse_oid(hotfix.commit));
    if (!push.touches(change)) continue;
    touched.push_back(std::move(hotfix));
    changes.push_back(std::move(change));
  }
  if (!push.promotes(changes)) return {};
  // A rewrite may bring commits of development that were not pushed there yet.
  const Outcome outcome{graph.header(pushed).tree,
                        {Kind::push},
                        {},
                        push.is_rewrite() ? pushed : question.development};
  const auto reverted = push.reverted();
  Checker checker(index, policy, question);
  for (const Hotfix& hotfix : touched) {
    if (!reverted.contains(hotfix.commit)) checker.check(hotfix, {outcome});
  }
  return checker.take();
}

Promotion promotion_ahead(LandingIndex& index, const Policy& policy,
                          const PromotionQuestion& question) {
  Graph& graph = index.graph;
  const CommitMerge merged = merge_commits(graph, question.production, question.development);
  const std::vector<Outcome> outcomes = {
      {merged.tree, {Kind::merge, Kind::squash}, merged.conflicts, question.development},
      {graph.header(question.development).tree, {Kind::reset}, {}, question.development}};
  Checker checker(index, policy, question);
  for (const Hotfix& hotfix : released(index, policy, question)) checker.check(hotfix, outcomes);
  return checker.take();
}

}  // namespace hotfix
