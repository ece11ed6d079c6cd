// SPDX-License-Identifier: MIT
#include "gate/landing/production_commits.h"

#include <algorithm>
#include <limits>
#include <unordered_set>

#include "gate/base/error.h"
#include "gate/git/revert.h"
#include "gate/landing/hotfix_sign.h"
#include "gate/landing/production_line.h"
#include "rules/support/commit_subject.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr std::size_t kMostShared = 50;  // commits before the lines parted that are looked at
constexpr std::size_t kMostAside = 200;  // on the sides of these, together
constexpr auto kLongAgo = std::numeric_limits<std::int64_t>::min();

// When something came to production.
struct Release {
  std::int64_t at = 0;
  std::optional<std::int64_t> false_date;  // what the commit says, where that cannot be
};

// When each commit of a first-parent line, newest first, was made. A commit is no younger than the
// one after it, nor than now. Where that one is older than the commit before, its own clock ran
// behind, and it bounds nothing.
std::vector<Release> releases_of(Graph& graph, const std::vector<Oid>& line, std::int64_t now) {
  std::vector<Release> releases;
  for (std::int64_t latest = now; const Oid& id : line) {
    const std::int64_t own = graph.time(id);
    const std::int64_t before = graph.time_before(id).value_or(kLongAgo);
    if (own > now || (own > latest && latest >= before)) {
      releases.push_back({latest, own});
    } else {
      releases.push_back({own, std::nullopt});
      latest = own;
    }
  }
  return releases;
}

// "Revert ..." of git and of the forges. A merge of one is told by the commit that it merged.
bool takes_back(const Commit& commit) {
  return commit.parents.size() < 2 &&
         (is_revert_subject(commit.subject()) || !revert_claims(commit.message).empty() ||
          reverted_request(commit.message) != 0);
}

// Goes down production's line and, below merges that do not say what they merged, down the lines
// on their side, as far as development does not have them.
class Collector {
 public:
  Collector(Graph& graph, const Policy& policy, const LedgerQuestion& question)
      : graph_(graph), policy_(policy), question_(question) {
    const Divergence parted = diverge(graph, question.development, question.production);
    if (parted.merge_bases.empty()) {
      throw Undecidable(policy.production + " and " + policy.development +
                            " share no history (--production and --development name others)",
                        "git merge-base " + short_id(question.production.hex()) + " " +
                            short_id(question.development.hex()));
    }
    owed_.insert(parted.ahead.begin(), parted.ahead.end());
  }

  ProductionCommits collect() {
    const std::string& since = policy_.backport.since;
    const std::vector<Oid> line =
        production_line(graph_, question_.production, question_.development, since);
    std::vector<Oid> whole = line;
    if (since.empty()) {
      const auto before = line_before(graph_, question_.production, line, kMostShared);
      whole.insert(whole.end(), before.begin(), before.end());
    }
    visited_.insert(whole.begin(), whole.end());
    const std::vector<Release> releases = releases_of(graph_, whole, question_.now);
    for (std::size_t i = 0; i < line.size(); ++i) look_at(line[i], releases[i]);
    horizon_ = whole.empty() ? kLongAgo : graph_.header(whole.back()).time;
    for (std::size_t i = line.size(); i < whole.size(); ++i) look_at_shared(whole[i], releases[i]);
    drop_reverts(result_.hotfixes);
    drop_reverts(result_.shared);
    for (auto* list :
         {&result_.hotfixes, &result_.shared, &result_.reverts, &result_.without_sign}) {
      std::reverse(list->begin(), list->end());
    }
    return std::move(result_);
  }

 private:
  using List = std::vector<Hotfix>;

  void look_at(const Oid& id, const Release& release) {
    const Commit commit = graph_.commit(id);
    const bool is_told = visit(commit, release, result_.hotfixes,
                               [this](const Oid& aside) { return owed_.contains(aside); });
    if (is_told || !owed_.contains(id)) return;
    if (!says_that_it_promotes(commit, policy_)) {
      result_.without_sign.push_back(entry_of(commit, HotfixSign::all, release));
    }
  }

  // A merge of production into development shows where production's own line was before it was
  // moved here.
  void look_at_shared(const Oid& id, const Release& release) {
    const Commit commit = graph_.commit(id);
    const bool is_back_merge =
        commit.parents.size() > 1 && merged_branch(commit.subject()) == policy_.production;
    visit(
        commit, release, is_back_merge ? result_.hotfixes : result_.shared, [&](const Oid& aside) {
          const bool is_near = is_back_merge && aside_ > 0 && graph_.header(aside).time >= horizon_;
          if (is_near) --aside_;
          return is_near;
        });
  }

  // Sorts this commit and, of merges that say nothing, those on their sides as far as `goes_on`.
  // True when one of them is a hotfix or takes something back.
  template <class GoesOn>
  bool visit(Commit commit, const Release& release, List& hotfixes, GoesOn goes_on) {
    bool is_told = false;
    for (std::vector<Oid> stack;; commit = graph_.commit(stack.back()), stack.pop_back()) {
      if (const auto sign = hotfix_sign(commit, policy_)) {
        hotfixes.push_back(entry_of(commit, *sign, release));
        ids_.insert(parse_oid(commit.id));
        is_told = true;
      } else if (takes_back(commit)) {
        result_.reverts.push_back(entry_of(commit, HotfixSign::rollback, release));
        is_told = true;
      } else {
        // A promotion brings nothing that development does not have, whatever it is called.
        for (std::size_t i = 1; i < commit.parents.size(); ++i) {
          add_side(stack, commit.parents[i], goes_on);
        }
      }
      if (stack.empty()) return is_told;
    }
  }

  // Newest on top, as on the main line.
  template <class GoesOn>
  void add_side(std::vector<Oid>& stack, const std::string& parent, GoesOn& goes_on) {
    const std::vector<Oid> side = first_parents(graph_, parse_oid(parent), [&](const Oid& id) {
      return !visited_.contains(id) && goes_on(id) && visited_.insert(id).second;
    });
    stack.insert(stack.end(), side.rbegin(), side.rend());
  }

  Hotfix entry_of(const Commit& commit, HotfixSign sign, const Release& release) {
    Hotfix hotfix = unjudged_entry(commit, sign, release.at, policy_);
    hotfix.false_date = release.false_date;
    return hotfix;
  }

  void drop_reverts(List& hotfixes) {
    std::erase_if(hotfixes, [&](const Hotfix& hotfix) {
      const Commit commit = graph_.commit(parse_oid(hotfix.commit));
      const auto claims = revert_claims(commit.message);
      return !claims.empty() && std::all_of(claims.begin(), claims.end(), [&](const auto& claim) {
        const auto reverted = graph_.repository().expand(claim.reverted);
        return reverted && ids_.contains(*reverted);
      });
    });
  }

  Graph& graph_;
  const Policy& policy_;
  const LedgerQuestion& question_;
  std::unordered_set<Oid> owed_;     // production's commits that development does not have
  std::unordered_set<Oid> visited_;  // production's line, and what was seen on its sides
  std::unordered_set<Oid> ids_;      // of hotfixes
  std::int64_t horizon_ = kLongAgo;  // older commits on shared sides are not looked at
  std::size_t aside_ = kMostAside;   // how many more may be
  ProductionCommits result_;         // newest first until the end
};

}  // namespace

Hotfix unjudged_entry(const Commit& commit, HotfixSign sign, std::int64_t released_at,
                      const Policy& policy) {
  Hotfix hotfix;
  hotfix.commit = commit.id;
  hotfix.subject = commit.subject();
  hotfix.author = commit.author;
  hotfix.found_by = sign;
  hotfix.released_at = released_at;
  hotfix.deadline = released_at + policy.backport.deadline;
  return hotfix;
}

ProductionCommits production_commits(Graph& graph, const Policy& policy,
                                     const LedgerQuestion& question) {
  return Collector(graph, policy, question).collect();
}

}  // namespace hotfix
