// SPDX-License-Identifier: MIT
#include "gate/landing/promotion.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "gate/base/error.h"
#include "gate/git/commit.h"
#include "gate/git/merge.h"
#include "gate/git/tree.h"
#include "gate/landing/evidence/change.h"
#include "gate/landing/ledger.h"
#include "gate/landing/promotion_effect.h"
#include "gate/policy/weakened.h"

namespace hotfix {

namespace {

using Kind = Promotion::Kind;
using Changes = std::vector<TreeChange>;

// The same effect on the same hotfix by another kind of promotion is one entry.
void add(Promotion& promotion, Promotion::Undone undone) {
  for (Promotion::Undone& known : promotion.undone) {
    if (known.hotfix.commit != undone.hotfix.commit || known.effect != undone.effect) continue;
    known.by.insert(known.by.end(), undone.by.begin(), undone.by.end());
    return;
  }
  promotion.undone.push_back(std::move(undone));
}

Promotion effects_of(LandingIndex& index, const Policy& policy, const Oid& production,
                     const std::vector<Hotfix>& hotfixes,
                     const std::vector<PromotionOutcome>& outcomes) {
  PromotionEffects effects(index, policy, production);
  Promotion promotion;
  for (const Hotfix& hotfix : hotfixes) {
    for (const PromotionOutcome& outcome : outcomes) {
      for (Promotion::Undone& undone : effects.on(hotfix, outcome)) {
        add(promotion, std::move(undone));
      }
    }
  }
  return promotion;
}

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

// What a tree has as its policy; the defaults where it has none. Throws PolicyError.
Policy policy_of(const Repository& repository, const TreeEntry& entry) {
  const std::string source(kPolicyPath);
  if (entry.mode == 0 || entry.mode == kModeTree || entry.mode == kModeSubmodule) {
    return default_policy();
  }
  return parse_policy(repository.read(entry.id, ObjectType::blob).data(), source);
}

// Production's own may be one that cannot be read: what comes in its place is compared with the
// defaults then.
std::vector<Promotion::Weakened> weakened_by(const Repository& repository,
                                             const TreeChange& change) {
  const Policy then = policy_of(repository, change.after);
  try {
    return weakened(policy_of(repository, change.before), then);
  } catch (const PolicyError&) {
    return weakened(default_policy(), then);
  }
}

// What arrives on production, file by file, and what that makes of its policy.
void add_arriving(Promotion& promotion, const Repository& repository,
                  std::vector<TreeChange> changes) {
  for (TreeChange& change : changes) {
    if (change.path == kPolicyPath) {
      try {
        promotion.weakened = weakened_by(repository, change);
      } catch (const PolicyError& error) {
        promotion.policy_error = error.what();
      }
    }
    promotion.arrives.push_back(std::move(change.path));
  }
}

// What a merge changes on production. Where it conflicts, nobody knows yet: as it is on the
// promoted side.
std::vector<TreeChange> changes_by(const Repository& repository, const Oid& now,
                                   const CommitMerge& merged, const Oid& promoted) {
  std::vector<TreeChange> changes = diff_trees(repository, now, merged.tree);
  for (const std::string& path : merged.conflicts) {
    changes.push_back(
        {path, find_path(repository, now, path), find_path(repository, promoted, path)});
  }
  return changes;
}

}  // namespace

Promotion promotion_by_push(LandingIndex& index, const Policy& policy,
                            const PromotionQuestion& question, const Oid& pushed) {
  Graph& graph = index.graph;
  const Push push(graph, question, pushed);
  if (!push.may_promote()) return {};
  std::vector<Hotfix> hotfixes = released(index, policy, question);
  std::vector<Changes> changes;
  for (const Hotfix& hotfix : hotfixes) {
    changes.push_back(changes_of(graph, parse_oid(hotfix.commit)));
  }
  if (!push.promotes(changes)) return {};
  const auto reverted = push.reverted();
  std::erase_if(hotfixes, [&](const Hotfix& hotfix) { return reverted.contains(hotfix.commit); });
  // A rewrite may bring commits of development that were not pushed there yet.
  const Oid promoted = push.is_rewrite() ? pushed : question.development;
  const Oid tree = graph.header(pushed).tree, now = graph.header(question.production).tree;
  Promotion promotion = effects_of(index, policy, question.production, hotfixes,
                                   {{tree, {Kind::push}, {}, promoted, pushed}});
  add_arriving(promotion, graph.repository(), diff_trees(graph.repository(), now, tree));
  return promotion;
}

Promotion promotion_ahead(LandingIndex& index, const Policy& policy,
                          const PromotionQuestion& question) {
  Graph& graph = index.graph;
  const Oid& promoted = question.development;
  const CommitMerge merged = merge_commits(graph, question.production, promoted);
  const Oid tree = graph.header(promoted).tree, now = graph.header(question.production).tree;
  Promotion promotion =
      effects_of(index, policy, question.production, released(index, policy, question),
                 {{merged.tree, {Kind::merge, Kind::squash}, merged.conflicts, promoted, promoted},
                  {tree, {Kind::reset}, {}, promoted, promoted}});
  add_arriving(promotion, graph.repository(), changes_by(graph.repository(), now, merged, tree));
  return promotion;
}

}  // namespace hotfix
