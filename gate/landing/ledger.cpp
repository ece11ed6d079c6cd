// SPDX-License-Identifier: MIT
#include "gate/landing/ledger.h"

#include <algorithm>

#include "gate/base/error.h"
#include "gate/landing/hotfix_sign.h"
#include "gate/landing/production_line.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr std::size_t kMostShared = 50;  // commits before the lines parted that are looked at

// Goes down production's line and, below merges that do not say what they merged, down the lines
// on their side, as far as development does not have them.
class Collector {
 public:
  Collector(Graph& graph, const Policy& policy, const LedgerQuestion& question)
      : graph_(graph), policy_(policy) {
    const Divergence parted = diverge(graph, question.development, question.production);
    if (parted.merge_bases.empty()) {
      throw Undecidable(policy.production + " and " + policy.development + " share no history",
                        "git merge-base " + short_id(question.production.hex()) + " " +
                            short_id(question.development.hex()) +
                            "   # name the right branches: --production, --development");
    }
    owed_.insert(parted.ahead.begin(), parted.ahead.end());
  }

  std::vector<Hotfix> collect(const std::vector<Oid>& line) {
    for (const Oid& id : line) visited_.insert(id);
    for (const Oid& id : line) visit(id, graph_.header(id).time);
    drop_reverts();
    std::reverse(found_.begin(), found_.end());
    return std::move(found_);
  }

 private:
  // `id` reached production at `released_at`.
  void visit(const Oid& id, std::int64_t released_at) {
    std::vector<Oid> stack = {id};
    while (!stack.empty()) {
      const Commit commit = graph_.commit(stack.back());
      stack.pop_back();
      if (const auto sign = hotfix_sign(commit, policy_)) {
        record(commit, *sign, released_at);
      } else {
        // A promotion brings nothing that development does not have, whatever it is called.
        for (std::size_t i = 1; i < commit.parents.size(); ++i) add_side(stack, commit.parents[i]);
      }
    }
  }

  // Newest on top, as on the main line.
  void add_side(std::vector<Oid>& stack, const std::string& parent) {
    const std::vector<Oid> side = first_parents(graph_, parse_oid(parent), [&](const Oid& id) {
      return owed_.contains(id) && visited_.insert(id).second;
    });
    stack.insert(stack.end(), side.rbegin(), side.rend());
  }

  void record(const Commit& commit, HotfixSign sign, std::int64_t released_at) {
    Hotfix hotfix;
    hotfix.commit = commit.id;
    hotfix.subject = commit.subject();
    hotfix.author = commit.author;
    hotfix.found_by = sign;
    hotfix.released_at = released_at;
    hotfix.deadline = released_at + policy_.backport.deadline;
    found_.push_back(std::move(hotfix));
    ids_.insert(parse_oid(commit.id));
  }

  void drop_reverts() {
    std::erase_if(found_, [&](const Hotfix& hotfix) {
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
  std::unordered_set<Oid> owed_;     // production's commits that development does not have
  std::unordered_set<Oid> visited_;  // production's line, and what was seen on its sides
  std::unordered_set<Oid> ids_;
  std::vector<Hotfix> found_;  // newest first
};

// A waiver that the policy does not allow changes nothing.
void refuse_waiver(Landing& landing, const Policy& policy) {
  if (landing.state != LandingState::waived || policy.setting(Role::backport).waivable) return;
  landing.state = LandingState::missing;
  landing.reason = "it is not there, and the policy lets no trailer waive that";
}

std::optional<std::int64_t> landed_at(Graph& graph, const Landing& landing) {
  std::optional<std::int64_t> newest;
  if (!is_there(landing.state)) return newest;
  for (const std::string& id : landing.evidence) {
    const std::int64_t time = graph.header(parse_oid(id)).time;
    newest = std::max(newest.value_or(time), time);
  }
  return newest;
}

}  // namespace

std::vector<Hotfix> released_hotfixes(Graph& graph, const Policy& policy,
                                      const LedgerQuestion& question) {
  Collector collector(graph, policy, question);
  return collector.collect(
      production_line(graph, question.production, question.development, policy.backport.since));
}

std::vector<Hotfix> shared_hotfixes(Graph& graph, const Policy& policy,
                                    const LedgerQuestion& question) {
  if (!policy.backport.since.empty()) return {};
  const auto line = production_line(graph, question.production, question.development, {});
  Collector collector(graph, policy, question);
  return collector.collect(line_before(graph, question.production, line, kMostShared));
}

namespace {

void judge(LandingIndex& index, const Policy& policy, const LedgerQuestion& question,
           std::vector<Hotfix>& hotfixes, const LedgerProgress& progress) {
  std::vector<Oid> ids;
  for (const Hotfix& hotfix : hotfixes) ids.push_back(parse_oid(hotfix.commit));
  Lander lander(index, question.production);
  const std::vector<Landing> landings =
      lander.commits(ids, question.development, [&](std::size_t done) {
        if (progress) progress(done, ids.size());
      });
  for (std::size_t i = 0; i < hotfixes.size(); ++i) {
    Hotfix& hotfix = hotfixes[i];
    hotfix.landing = landings.at(i);
    refuse_waiver(hotfix.landing, policy);
    hotfix.landed_at = landed_at(index.graph, hotfix.landing);
    hotfix.overdue = is_debt(hotfix) && question.now > hotfix.deadline;
  }
  if (progress) progress(ids.size(), ids.size());
}

}  // namespace

std::vector<Hotfix> ledger(LandingIndex& index, const Policy& policy,
                           const LedgerQuestion& question, const LedgerProgress& progress) {
  std::vector<Hotfix> hotfixes = shared_hotfixes(index.graph, policy, question);
  judge(index, policy, question, hotfixes, {});
  std::erase_if(hotfixes,
                [](const Hotfix& hotfix) { return hotfix.landing.state != LandingState::lost; });
  std::vector<Hotfix> owed = released_hotfixes(index.graph, policy, question);
  judge(index, policy, question, owed, progress);
  hotfixes.insert(hotfixes.end(), owed.begin(), owed.end());
  return hotfixes;
}

}  // namespace hotfix
