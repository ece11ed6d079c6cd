// SPDX-License-Identifier: MIT
#include "gate/landing/ledger.h"

#include <algorithm>

#include "gate/landing/evidence/undone.h"
#include "gate/landing/hotfix_sign.h"
#include "gate/landing/landing.h"
#include "gate/landing/production_loss.h"
#include "gate/landing/unsigned_commits.h"
#include "rules/support/commit_subject.h"

namespace hotfix {

namespace {

// A waiver that the policy does not allow changes nothing.
void refuse_waiver(Landing& landing, const Policy& policy) {
  if (landing.state != LandingState::waived || policy.setting(Role::backport).waivable) return;
  landing.state = LandingState::missing;
  landing.reason = "it is not there, and the policy lets no trailer waive that";
}

// A merge of development into a clone of it, as `git pull` makes one: what it merged is the line
// that development had.
bool merges_itself(const Commit& merge, const std::string& development) {
  const std::string branch = merged_branch(merge.subject());
  return merge.parents.size() == 2 &&
         (branch == development || branch.ends_with("/" + development));
}

// A branch that is merged came there by the merge, long after it was committed.
std::int64_t came_at(LandingIndex& index, const Oid& commit, Oid tip,
                     const std::string& development) {
  for (;;) {
    const Oid entry = entry_of(index, commit, tip);
    const Commit merge = index.graph.commit(entry);
    if (entry == commit || !merges_itself(merge, development)) {
      return index.graph.header(entry).time;
    }
    tip = parse_oid(merge.parents[1]);
  }
}

std::optional<std::int64_t> landed_at(LandingIndex& index, const Landing& landing, const Oid& tip,
                                      const std::string& development) {
  std::optional<std::int64_t> newest;
  if (!is_there(landing.state)) return newest;
  for (const std::string& id : landing.evidence) {
    const std::int64_t time = came_at(index, parse_oid(id), tip, development);
    newest = std::max(newest.value_or(time), time);
  }
  return newest;
}

void judge(LandingIndex& index, const Policy& policy, const LedgerQuestion& question,
           std::vector<Hotfix>& hotfixes, const LedgerProgress& progress) {
  std::vector<Oid> ids;
  for (const Hotfix& hotfix : hotfixes) ids.push_back(parse_oid(hotfix.commit));
  Lander lander(index, question.production), on_production(index);
  const std::vector<Landing> landings =
      lander.commits(ids, question.development, [&](std::size_t done) {
        if (progress) progress(done, ids.size());
      });
  for (std::size_t i = 0; i < hotfixes.size(); ++i) {
    Hotfix& hotfix = hotfixes[i];
    hotfix.landing = landings.at(i);
    refuse_waiver(hotfix.landing, policy);
    hotfix.landed_at = landed_at(index, hotfix.landing, question.development, policy.development);
    const auto lost = lost_on_production(index, on_production, question, hotfix);
    if (lost) hotfix.lost_on_production = lost->hex();
    hotfix.overdue = is_debt(hotfix) && (lost || question.now > hotfix.deadline);
  }
  if (progress) progress(ids.size(), ids.size());
}

std::vector<Hotfix> released(LandingIndex& index, const Policy& policy,
                             const LedgerQuestion& question, ProductionCommits commits) {
  if (!policy.backport.owes_all()) return std::move(commits.hotfixes);
  std::vector<Hotfix> all = std::move(commits.hotfixes);
  const std::vector<Hotfix> more =
      own_work(index, policy, question, std::move(commits.without_sign));
  all.insert(all.end(), more.begin(), more.end());
  std::stable_sort(all.begin(), all.end(), [](const Hotfix& one, const Hotfix& other) {
    return one.released_at < other.released_at;
  });
  return all;
}

std::int64_t written_at(Graph& graph, const Oid& commit) {
  return author_time(graph.repository().read(commit, ObjectType::commit).data());
}

// The commits that a merge brought, or the commit itself.
std::vector<Oid> commits_of(Graph& graph, const Oid& commit) {
  const std::vector<Oid> parents = graph.parents(commit);
  return parents.size() == 2 ? diverge(graph, parents[0], parents[1]).ahead
                             : std::vector<Oid>{commit};
}

}  // namespace

std::vector<Hotfix> released_hotfixes(LandingIndex& index, const Policy& policy,
                                      const LedgerQuestion& question) {
  return released(index, policy, question, production_commits(index.graph, policy, question));
}

std::vector<Hotfix> shared_hotfixes(Graph& graph, const Policy& policy,
                                    const LedgerQuestion& question) {
  return production_commits(graph, policy, question).shared;
}

std::vector<Hotfix> ledger(LandingIndex& index, const Policy& policy,
                           const LedgerQuestion& question, const LedgerProgress& progress) {
  ProductionCommits commits = production_commits(index.graph, policy, question);
  std::vector<Hotfix> hotfixes = std::move(commits.shared);
  judge(index, policy, question, hotfixes, {});
  std::erase_if(hotfixes, [](const Hotfix& hotfix) {
    return hotfix.landing.state != LandingState::lost && hotfix.lost_on_production.empty();
  });
  std::vector<Hotfix> owed = released(index, policy, question, std::move(commits));
  judge(index, policy, question, owed, progress);
  hotfixes.insert(hotfixes.end(), owed.begin(), owed.end());
  return hotfixes;
}

Hotfix unjudged_entry(Graph& graph, const Policy& policy, const Oid& commit) {
  const Commit read = graph.commit(commit);
  return unjudged_entry(read, hotfix_sign(read, policy).value_or(HotfixSign::all),
                        graph.header(commit).time, policy);
}

Hotfix ledger_entry(LandingIndex& index, const Policy& policy, const LedgerQuestion& question,
                    const Oid& commit) {
  std::vector<Hotfix> one = {unjudged_entry(index.graph, policy, commit)};
  judge(index, policy, question, one, {});
  find_beginnings(index.graph, one);
  return one.front();
}

void find_beginnings(Graph& graph, std::vector<Hotfix>& hotfixes) {
  for (Hotfix& hotfix : hotfixes) {
    std::int64_t begun = hotfix.released_at;
    for (const Oid& commit : commits_of(graph, parse_oid(hotfix.commit))) {
      const std::int64_t time = written_at(graph, commit);
      if (time > 0) begun = std::min(begun, time);
    }
    if (begun < hotfix.released_at) hotfix.begun_at = begun;
  }
}

}  // namespace hotfix
