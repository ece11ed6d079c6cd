// SPDX-License-Identifier: MIT
#include "gate/landing/search.h"

#include <algorithm>

#include "gate/error.h"
#include "gate/landing/equal_change.h"
#include "gate/landing/moves.h"
#include "gate/landing/nominate.h"
#include "rules/text.h"

namespace hotfix {

namespace {

constexpr std::size_t kCloseLooks = 4;  // at the best candidates by content
constexpr std::size_t kMostTogether = 12;
constexpr double kLinesSayEnough = 0.9;  // share of the hotfix
constexpr double kWorthAdding = 0.03;    // share of the hotfix
constexpr double kUndoes = 0.5;          // share of the hotfix
constexpr double kEffectChanged = 0.5;   // share of the hotfix that is there on one side only

struct Scored {
  const Candidate* candidate;
  double does = 0, undoes = 0;  // shares of the hotfix
};

class Searcher {
 public:
  Searcher(Workshop& workshop, const Change& change, const Oid& onto,
           const std::unordered_set<Oid>& spent)
      : shop_(workshop), change_(change), onto_(onto), spent_(spent) {}

  Evidence run() {
    Evidence found;
    found.is_empty = change_.files.empty();
    found.weight = change_.weight;
    found.is_ancestor = shop_.windows.is_ancestor(change_.tip, onto_);
    if (!found.is_ancestor) require_shared_history();
    places_ = follow_moves(shop_.graph, shop_.windows, shop_.contents, change_, onto_);
    found.now = absence_at(tree_of(onto_));
    if (found.is_empty) return found;
    if (found.is_ancestor) {
      settle_entry(found, entry_of(change_.tip));
      return found;
    }
    found.nominated = nominated();
    const bool is_plain = found.nominated && found.nominated->is_equal;
    if (is_plain && found.now.possible == 0) return found;
    score();
    found.match = closest();
    if (!found.match || found.match->overlap.coverage < 1) together(found);
    const Match* best = best_match(found);
    if (best && best->overlap.coverage >= kUndoes) settle_entry(found, best->commit);
    return found;
  }

  // Only a commit that does little else, or says that it reverts this one: what a release changes
  // by the way, nobody meant to take back.
  std::optional<Oid> taken_back() {
    score();
    const auto undone = undoing(order_of(change_.tip));
    if (!undone) return std::nullopt;
    const auto claims = revert_claims(shop_.graph.commit(undone->commit).message);
    const bool says_so = std::any_of(claims.begin(), claims.end(), [&](const RevertClaim& claim) {
      return change_.tip.hex().starts_with(claim.reverted);
    });
    if (!says_so && undone->overlap.precision < kUndoes) return std::nullopt;
    return undone->commit;
  }

 private:
  // Where none is shared, the branch's first commit is in the window: a root.
  void require_shared_history() {
    const std::vector<Oid>& window = shop_.windows.commits(change_.tip, onto_);
    if (window.empty() || !shop_.graph.parents(window.front()).empty()) return;
    if (!diverge(shop_.graph, change_.tip, onto_).merge_bases.empty()) return;
    throw Undecidable("commit " + short_id(change_.tip.hex()) + " and the branch share no history",
                      "git log --oneline " + short_id(onto_.hex()));
  }

  Oid tree_of(const Oid& commit) { return shop_.graph.header(commit).tree; }

  Absence absence_at(const Oid& tree) {
    return absence_of(shop_.contents, change_, [&](const std::string& path) {
      const TreeEntry entry = find_path(shop_.graph.repository(), tree, path);
      const auto moved = places_.now.find(path);
      if (entry.mode != 0 || moved == places_.now.end()) return entry;
      return find_path(shop_.graph.repository(), tree, moved->second);
    });
  }

  // Notes alone are no reason to look at a commit, unless the hotfix is nothing else.
  std::unordered_set<std::string> paths() const {
    std::unordered_set<std::string> wanted;
    for (const FilePart& part : change_.files) {
      if (change_.is_only_notes || !is_notes(part.entry.path)) wanted.insert(part.entry.path);
    }
    for (const auto& [there, here] : places_.moved) wanted.insert(there);
    return wanted;
  }

  void score() {
    candidates_ = shop_.windows.touching(change_.tip, onto_, paths());
    std::erase_if(candidates_, [&](const Candidate& one) { return spent_.contains(one.commit); });
    for (Candidate& candidate : candidates_) {
      join_moves(candidate.changes, places_.moved);
      scored_.push_back({&candidate, coverage(candidate, Direction::does),
                         coverage(candidate, Direction::undoes)});
    }
  }

  double coverage(const Candidate& candidate, Direction direction) {
    return coverage_of(shop_.contents, change_, candidate.changes, places_.moved, direction);
  }

  Match look(const Oid& commit) {
    std::vector<TreeChange> changes = changes_of(shop_.graph, commit);
    Match match;
    match.commit = commit;
    match.is_equal = is_equal(changes);
    if (match.is_equal) {
      match.overlap = match.words = {1, 1, 1, 1};
      return match;
    }
    match.context = context_shared(shop_.graph.repository(), change_, changes);
    join_moves(changes, places_.moved);
    match.overlap = match.words = overlap_of(shop_.contents, change_, changes, places_.moved);
    if (match.overlap.coverage < kLinesSayEnough) {
      match.words = word_overlap_of(shop_.contents, change_, changes, places_.moved);
    }
    return match;
  }

  bool is_equal(const std::vector<TreeChange>& changes) {
    std::vector<TreeChange> own;
    for (const FilePart& part : change_.files) own.push_back(part.entry);
    return is_same_change(shop_.graph.repository(), own, changes);
  }

  // The best of the commits that do most of it; the latest among equals, which a revert in between
  // did not undo.
  std::optional<Match> closest() {
    std::vector<Scored> ranked = scored_;
    std::stable_sort(ranked.begin(), ranked.end(), [](const Scored& a, const Scored& b) {
      return a.does != b.does ? a.does > b.does : a.candidate->order > b.candidate->order;
    });
    std::optional<Match> best;
    for (std::size_t i = 0; i < std::min(kCloseLooks, ranked.size()); ++i) {
      if (ranked[i].does == 0 && !only_moves_lines(*ranked[i].candidate)) continue;
      Match match = look(ranked[i].candidate->commit);
      if (!best || worth(match) > worth(*best)) best = match;
    }
    return best;
  }

  // Lines that change places leave no trace in a count of lines.
  bool only_moves_lines(const Candidate& candidate) {
    return std::any_of(candidate.changes.begin(), candidate.changes.end(), [&](const auto& file) {
      const auto made = shop_.contents.changes(file.before, file.after);
      return made && made->empty();
    });
  }

  static double worth(const Match& match) {
    return match.is_equal ? 2 : match.overlap.coverage * match.overlap.precision;
  }

  std::optional<Match> nominated() {
    const Object object = shop_.graph.repository().read(change_.tip, ObjectType::commit);
    std::optional<Match> best;
    const auto consider = [&](const Oid& commit, bool is_named) {
      if (spent_.contains(commit)) return;
      Match match = look(commit);
      match.is_named = is_named;
      match.is_alike = !is_named;
      if (!best || worth(match) >= worth(*best)) best = match;
    };
    for (const std::string& hex : sources_named(object.data())) {
      const auto id = shop_.graph.repository().expand(hex);
      if (id && order_of(*id)) consider(*id, true);
    }
    const auto alike = shop_.windows.signed_alike(change_.tip, onto_, signature_of(object.data()));
    if (alike.size() <= kMostAlike) {
      for (const Oid& commit : alike) consider(commit, false);
    }
    return best;
  }

  // Greedily, the commits that add most to what is there of the hotfix.
  void together(Evidence& found) {
    std::vector<Scored> ranked = scored_;
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const Scored& a, const Scored& b) { return a.does > b.does; });
    std::vector<TreeChange> sum;
    for (const Scored& one : ranked) {
      if (found.several.size() == kMostTogether || one.does < kWorthAdding) break;
      std::vector<TreeChange> more = sum;
      more.insert(more.end(), one.candidate->changes.begin(), one.candidate->changes.end());
      const Overlap overlap = overlap_of(shop_.contents, change_, more, places_.moved);
      // Lines that others removed too are no part of the fix.
      const double additions = found.together.additions;
      const bool adds = overlap.additions == 1 || overlap.additions >= additions + kWorthAdding;
      if (!adds || overlap.coverage < found.together.coverage + kWorthAdding) continue;
      sum = std::move(more);
      found.together = overlap;
      found.several.push_back(one.candidate->commit);
    }
  }

  // Was the change taken back after `landing`?
  void settle_entry(Evidence& found, const Oid& landing) {
    found.entry = landing;
    if (found.now.possible == 0) return;
    found.at_entry = absence_at(tree_of(landing));
    if (found.is_ancestor) found.dropped = dropped_by(landing);
    if (found.dropped >= kEffectChanged) {
      found.undone = match_of(landing);
      return;
    }
    if (scored_.empty()) score();
    found.undone = undoing(order_of(landing));
    const bool is_gone = found.now.sure - found.at_entry->sure >= kEffectChanged;
    if (!found.undone && is_gone) found.undone = dropping_commit(landing);
  }

  // The share of the change whose files a merge left as its first parent had them: without it.
  double dropped_by(const Oid& merge) {
    if (merge == change_.tip) return 0;
    const Oid first = tree_of(shop_.graph.parents(merge).front());
    double weight = 0;
    for (const FilePart& part : change_.files) {
      const TreeEntry before = find_path(shop_.graph.repository(), first, part.entry.path);
      const TreeEntry after = find_path(shop_.graph.repository(), tree_of(merge), part.entry.path);
      const bool lacks = absence_of(shop_.contents, part, before).possible > kInEffect;
      if (before == after && lacks) weight += part.weight;
    }
    return weight / change_.weight;
  }

  static Match match_of(const Oid& commit) {
    Match match;
    match.commit = commit;
    return match;
  }

  std::optional<std::size_t> order_of(const Oid& commit) {
    return shop_.windows.order_of(change_.tip, onto_, commit);
  }

  // The commit after `landing` that undoes the most, unless a later one does it again.
  // A landing that the window does not have came before all of it.
  std::optional<Match> undoing(std::optional<std::size_t> landing) {
    const Scored* undoing = nullptr;
    for (const Scored& one : scored_) {
      if (landing && one.candidate->order <= *landing) continue;
      if (one.undoes >= kUndoes) undoing = &one;
      if (one.does >= kUndoes) undoing = nullptr;
    }
    if (!undoing) return std::nullopt;
    Match match = match_of(undoing->candidate->commit);
    match.overlap = overlap_of(shop_.contents, change_, undoing->candidate->changes, places_.moved,
                               Direction::undoes);
    return match;
  }

  // The first-parent line of the branch, newest first.
  std::vector<Oid> first_parents() {
    std::vector<Oid> chain = {onto_};
    for (auto parents = shop_.graph.parents(onto_); !parents.empty();) {
      chain.push_back(parents.front());
      parents = shop_.graph.parents(parents.front());
    }
    return chain;
  }

  // The commit of the first-parent line that brought `commit`.
  Oid entry_of(const Oid& commit) {
    const std::vector<Oid> chain = first_parents();
    const auto before = std::partition_point(chain.begin(), chain.end(), [&](const Oid& id) {
      return shop_.windows.is_ancestor(commit, id);
    });
    return before == chain.begin() ? onto_ : *std::prev(before);
  }

  // The commit of the first-parent line with which the change went, after it had come.
  std::optional<Match> dropping_commit(const Oid& landing) {
    const Oid entry = entry_of(landing);
    const double gone = absence_at(tree_of(entry)).sure + kEffectChanged;
    std::vector<Oid> chain = first_parents();
    chain.erase(std::find(chain.begin(), chain.end(), entry), chain.end());
    const auto kept = std::partition_point(chain.begin(), chain.end(), [&](const Oid& id) {
      return absence_at(tree_of(id)).sure >= gone;
    });
    if (kept == chain.begin()) return std::nullopt;
    return match_of(*std::prev(kept));
  }

  Workshop& shop_;
  const Change& change_;
  Oid onto_;
  const std::unordered_set<Oid>& spent_;
  Places places_;
  std::vector<Candidate> candidates_;
  std::vector<Scored> scored_;
};

}  // namespace

const Match* best_match(const Evidence& evidence) {
  const auto worth = [](const std::optional<Match>& match) {
    return match ? match->overlap.coverage * match->overlap.precision : -1;
  };
  if (!evidence.match && !evidence.nominated) return nullptr;
  return worth(evidence.nominated) > worth(evidence.match) ? &*evidence.nominated
                                                           : &*evidence.match;
}

Evidence search(Workshop& workshop, const Change& change, const Oid& onto,
                const std::unordered_set<Oid>& spent) {
  return Searcher(workshop, change, onto, spent).run();
}

std::optional<Oid> taken_back(Workshop& workshop, const Change& change, const Oid& branch) {
  static const std::unordered_set<Oid> none;
  return Searcher(workshop, change, branch, none).taken_back();
}

}  // namespace hotfix
