// SPDX-License-Identifier: MIT
#include "gate/landing/evidence/undone.h"

#include <algorithm>

namespace hotfix {

namespace {

// Of the change, and of the commit that takes it back: no more differs between a change and its
// very inverse than a line that later work moved.
constexpr double kInverse = 0.95;

Match match_of(const Oid& commit) {
  Match match;
  match.commit = commit;
  return match;
}

// The last commit after `landing` that undoes most of the change, unless a later one does it again.
// A landing that the window does not have came before all of it.
std::optional<Match> undoing(Trail& trail, std::optional<std::size_t> landing) {
  const TrailStep* undoing = nullptr;
  for (const TrailStep& step : trail.steps()) {
    if (landing && step.candidate.order <= *landing) continue;
    if (step.undoes >= kMost) undoing = &step;
    if (step.does >= kMost) undoing = nullptr;
  }
  if (!undoing) return std::nullopt;
  Match match = match_of(undoing->candidate.commit);
  match.overlap = overlap_of(trail.index().contents, trail.change(), undoing->candidate.changes,
                             trail.moved(), Direction::undoes);
  return match;
}

// The first-parent line of the branch, newest first.
std::vector<Oid> line_of(Trail& trail) {
  return first_parents(trail.index().graph, trail.onto(), [](const Oid&) { return true; });
}

// Does a place stand alike in two trees? One that nobody changed is told from its own lines, or
// from its whole file.
bool is_alike(const MaterialPart& one, const MaterialPart& other) {
  return one.state == other.state && (one.form == other.form || (one.is_alone && other.is_alone));
}

// The commit of the first-parent line with which the change went, after it had come.
std::optional<Match> dropping_commit(Trail& trail, const Oid& landing) {
  const Oid entry = entry_of(trail, landing);
  const double gone = trail.absence_in(trail.tree_of(entry)).sure + kMost;
  std::vector<Oid> line = line_of(trail);
  line.erase(std::find(line.begin(), line.end(), entry), line.end());
  const auto kept = std::partition_point(line.begin(), line.end(), [&](const Oid& id) {
    return trail.absence_in(trail.tree_of(id)).sure >= gone;
  });
  if (kept == line.begin()) return std::nullopt;
  return match_of(*std::prev(kept));
}

// The share of the change whose files a merge left as its first parent had them: without it.
double dropped_by(Trail& trail, const Oid& merge) {
  const Change& change = trail.change();
  if (merge == change.tip) return 0;
  LandingIndex& index = trail.index();
  const Repository& repository = index.graph.repository();
  const Oid first = trail.tree_of(index.graph.parents(merge).front());
  double weight = 0;
  for (const FilePart& part : change.files) {
    const TreeEntry before = find_path(repository, first, part.entry.path);
    const TreeEntry after = find_path(repository, trail.tree_of(merge), part.entry.path);
    const bool lacks = absence_of(index.contents, part, before).possible > kInEffect;
    if (before == after && lacks) weight += part.weight;
  }
  return weight / change.weight;
}

bool says_that_it_reverts(const Commit& commit, const Oid& other) {
  const auto claims = revert_claims(commit.message);
  return std::any_of(claims.begin(), claims.end(), [&](const RevertClaim& claim) {
    return other.hex().starts_with(claim.reverted);
  });
}

}  // namespace

// Each commit of the line has what the older ones have: what has it last is found by halves, near
// the tip first.
Oid entry_of(LandingIndex& index, const Oid& commit, const Oid& tip) {
  FirstParentWalk walk(index.graph, tip);
  std::vector<Oid> line;
  const auto has_it = [&](std::size_t at) {
    while (line.size() <= at) {
      const auto next = walk.next();
      if (!next) return false;
      line.push_back(*next);
    }
    return index.windows.is_ancestor(commit, line[at]);
  };
  std::size_t newer = 0, older = 1;  // it is in line[newer], and not in line[older]
  if (!has_it(0)) return commit;
  while (has_it(older)) {
    newer = older;
    older *= 2;
  }
  while (older - newer > 1) {
    const std::size_t middle = newer + (older - newer) / 2;
    (has_it(middle) ? newer : older) = middle;
  }
  return line[newer];
}

Oid entry_of(Trail& trail, const Oid& commit) {
  return entry_of(trail.index(), commit, trail.onto());
}

void look_since(Trail& trail, const Oid& landing, Evidence& evidence) {
  evidence.entry = landing;
  if (evidence.now.possible == 0) return;
  evidence.at_entry = trail.absence_in(trail.tree_of(landing));
  if (evidence.is_ancestor) evidence.dropped = dropped_by(trail, landing);
  if (evidence.dropped >= kMost) {
    evidence.undone = match_of(landing);
    return;
  }
  evidence.undone = undoing(trail, trail.order_of(landing));
  const bool is_gone = evidence.now.sure - evidence.at_entry->sure >= kMost;
  if (!evidence.undone && is_gone) evidence.undone = dropping_commit(trail, landing);
}

Oid part_undoing(Trail& trail, const Oid& landing, const std::vector<std::size_t>& places) {
  const auto is_gone = [&](const Oid& id) {
    const std::vector<MaterialPart> parts = trail.parts_in(trail.tree_of(id));
    return std::any_of(places.begin(), places.end(), [&](std::size_t place) {
      return place < parts.size() && parts[place].state == PartState::absent;
    });
  };
  const Oid entry = entry_of(trail, landing);
  if (is_gone(entry)) return entry;
  std::vector<Oid> line = line_of(trail);
  line.erase(std::find(line.begin(), line.end(), entry), line.end());
  const auto kept = std::partition_point(line.begin(), line.end(), is_gone);
  return kept == line.begin() ? trail.onto() : *std::prev(kept);
}

std::optional<Oid> left_out_by(Trail& trail, const Oid& landing, std::size_t place) {
  const auto part_in = [&](const Oid& commit) {
    return trail.parts_in(trail.tree_of(commit))[place];
  };
  for (Oid tip = trail.onto();;) {
    const Oid merge = entry_of(trail.index(), landing, tip);
    if (merge == landing) return std::nullopt;
    const MaterialPart made = part_in(merge);
    if (made.state == PartState::in_effect) return std::nullopt;
    const std::vector<Oid>& parents = trail.index().graph.parents(merge);
    // A merged branch that has it alike may have left it out itself, or worked on it.
    const auto side = std::find_if(parents.begin() + 1, parents.end(), [&](const Oid& parent) {
      return trail.index().windows.is_ancestor(landing, parent) && is_alike(made, part_in(parent));
    });
    if (side == parents.end()) {
      return is_alike(made, part_in(parents.front())) ? std::optional(merge) : std::nullopt;
    }
    tip = *side;
  }
}

std::optional<Oid> taken_back(LandingIndex& index, const Change& change, const Oid& branch) {
  const std::unordered_set<Oid> none;
  Trail trail(index, change, branch, none);
  const auto undone = undoing(trail, trail.order_of(change.tip));
  if (!undone) return std::nullopt;
  // Later work that replaces or moves the fix takes nothing back.
  const bool is_inverse =
      undone->overlap.coverage >= kInverse && undone->overlap.precision >= kInverse;
  const bool says_so = undone->overlap.coverage >= kMost &&
                       says_that_it_reverts(index.graph.commit(undone->commit), change.tip);
  if (!is_inverse && !says_so) return std::nullopt;
  return undone->commit;
}

}  // namespace hotfix
