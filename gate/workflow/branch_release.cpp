// SPDX-License-Identifier: MIT
#include "gate/workflow/branch_release.h"

#include <algorithm>
#include <optional>

#include "gate/base/error.h"
#include "gate/git/commit.h"
#include "gate/git/history.h"
#include "gate/landing/evidence/undone.h"
#include "gate/landing/landing.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr int kMostRollbacks = 4;  // of one hotfix that are looked behind
constexpr int kMostReverts = 20;   // of one rollback

// Production's own commits that brought these: each once, oldest first.
std::vector<std::string> all_brought(LandingIndex& index, const Oid& production,
                                     const std::vector<std::string>& commits) {
  std::vector<std::string> ids;
  for (const std::string& commit : commits) {
    const std::string id = entry_of(index, parse_oid(commit), production).hex();
    if (!one_of(id, ids)) ids.push_back(id);
  }
  sort_by_age(index, ids);
  return ids;
}

Landing landing_on(LandingIndex& index, const Oid& tip, const Oid& onto) {
  Lander lander(index);
  const Landing landing = lander.merged_or_branch(tip, onto);
  if (landing.state != LandingState::undecided) return landing;
  throw Undecidable(landing.reason, landing.fix, landing.cause);
}

// Where production stood before it took the branch back.
std::optional<Oid> before_rollback(LandingIndex& index, const Oid& production,
                                   const Landing& landing) {
  if (landing.state != LandingState::lost || landing.evidence.empty()) return std::nullopt;
  const Oid undoing = entry_of(index, parse_oid(landing.evidence.front()), production);
  const std::vector<Oid>& parents = index.graph.parents(undoing);
  return parents.empty() ? std::nullopt : std::optional(parents.front());
}

// What came by several commits takes several reverts: those below the last one belong to it, as
// long as it was not there between them. Moves `onto` and what was found there, `then`.
void step_over_reverts(LandingIndex& index, const Oid& tip, Oid& onto, Landing& then,
                       std::vector<std::string>& took_back) {
  for (int i = 0; i < kMostReverts && !is_there(then.state); ++i) {
    const Commit commit = index.graph.commit(onto);
    if (commit.parents.size() != 1 || revert_claims(commit.message).empty()) return;
    took_back.insert(took_back.begin(), commit.id);
    onto = parse_oid(commit.parents.front());
    then = landing_on(index, tip, onto);
  }
}

}  // namespace

void sort_by_age(LandingIndex& index, std::vector<std::string>& ids) {
  std::sort(ids.begin(), ids.end(), [&](const std::string& older, const std::string& newer) {
    return older != newer && is_ancestor(index.graph, parse_oid(older), parse_oid(newer));
  });
}

BranchRelease release_of(LandingIndex& index, const Oid& production, const Oid& tip) {
  BranchRelease release{landing_on(index, tip, production)};
  Landing then = release.landing;
  Oid onto = production;
  // What undid it may have come again, as by a promotion of development: the first one counts.
  for (int i = 0; i < kMostRollbacks; ++i) {
    const auto before = before_rollback(index, onto, then);
    if (!before) break;
    release.took_back = all_brought(index, onto, then.evidence);
    onto = *before;
    then = landing_on(index, tip, onto);
    step_over_reverts(index, tip, onto, then, release.took_back);
  }
  if (is_there(then.state) && !then.evidence.empty()) {
    release.brought = all_brought(index, onto, then.evidence);
  } else {
    release.took_back.clear();
  }
  return release;
}

BranchRelease release_by(LandingIndex& index, const Oid& production, const std::vector<Oid>& own) {
  BranchRelease all;
  bool is_live = false;
  for (const Oid& id : own) {
    if (!is_on_first_parents(index.graph, id, production)) continue;
    const BranchRelease one = release_of(index, production, id);
    all.landing = one.landing;
    all.brought.push_back(id.hex());
    is_live = is_live || one.took_back.empty();
    for (const std::string& undoing : one.took_back) {
      if (!one_of(undoing, all.took_back)) all.took_back.push_back(undoing);
    }
  }
  if (is_live) all.took_back.clear();
  sort_by_age(index, all.took_back);
  return all;
}

void leave_out(LandingIndex& index, const Oid& production, const std::vector<Oid>& commits,
               BranchRelease& release) {
  Lander lander(index);
  for (const Oid& commit : commits) {
    const Landing landing = lander.commit(commit, production);
    if (!is_there(landing.state) || landing.evidence.empty() || release.brought.size() < 2)
      continue;
    std::erase(release.brought,
               entry_of(index, parse_oid(landing.evidence.back()), production).hex());
  }
}

void add_rebased(LandingIndex& index, const Oid& production, const std::vector<Commit>& commits,
                 BranchRelease& release) {
  std::vector<std::string>& brought = release.brought;
  if (brought.empty()) return;
  Lander lander(index);
  for (const Commit& commit : commits) {
    const Landing landing = lander.commit(parse_oid(commit.id), production);
    if (landing.signal != LandingSignal::equal_change) continue;
    const std::string id = entry_of(index, parse_oid(landing.evidence.back()), production).hex();
    if (!one_of(id, brought)) brought.push_back(id);
  }
  sort_by_age(index, brought);
}

}  // namespace hotfix
