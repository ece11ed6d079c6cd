// SPDX-License-Identifier: MIT
#include "gate/landing/evidence/search.h"

#include <algorithm>

#include "gate/base/error.h"
#include "gate/landing/evidence/equal_change.h"
#include "gate/landing/evidence/message_hints.h"
#include "gate/landing/evidence/undone.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

// What costs time is done for so many, the best first.
constexpr std::size_t kCloseLooks = 4;     // commits, by what they do of the hotfix
constexpr int kMostUndoings = 3;           // commits with which parts went that may have moved them
constexpr std::size_t kMostTogether = 12;  // commits that may do it only together
// A commit that touches so many files, and so many times those of the hotfix, has lines of
// everything: it is looked at only where it touches a file of the hotfix.
constexpr std::size_t kHuge = 50;  // files
constexpr std::size_t kHugeTimes = 4;
// Shares of the hotfix.
constexpr double kLinesSayEnough = 0.9;  // from here on, words would say nothing new
constexpr double kWorthAdding = 0.03;    // less may be a bracket that many commits have

double worth(const Match& match) {
  return match.is_equal ? 2 : match.overlap.coverage * match.overlap.precision;
}

class Searcher {
 public:
  Searcher(LandingIndex& index, const Change& change, const Oid& onto,
           const std::unordered_set<Oid>& used)
      : index_(index), change_(change), trail_(index, change, onto, used) {}

  Evidence run() {
    Evidence found = look_as_a_whole();
    if (!found.is_empty) look_at_parts(found);
    return found;
  }

 private:
  Evidence look_as_a_whole() {
    Evidence found;
    found.is_empty = change_.files.empty();
    found.weight = change_.weight;
    found.is_ancestor = index_.windows.is_ancestor(change_.tip, trail_.onto());
    if (!found.is_ancestor) require_shared_history();
    found.now = trail_.absence_in(trail_.tree_of(trail_.onto()));
    if (found.is_empty) {
      if (found.is_ancestor) found.entry = entry_of(trail_, change_.tip);
      return found;
    }
    if (found.is_ancestor) {
      look_since(trail_, entry_of(trail_, change_.tip), found);
      return found;
    }
    found.nominated = nominated();
    const bool is_explained =
        found.nominated && found.nominated->overlap.coverage >= kLinesSayEnough;
    if (is_explained && found.now.possible <= kInEffect) return found;
    found.match = closest();
    if (!found.match || found.match->overlap.coverage < 1) together(found);
    const Match* best = best_match(found);
    if (best && best->overlap.coverage >= kMost) look_since(trail_, best->commit, found);
    return found;
  }

  // What happened to the parts that are not in effect now. The parts of two trees stand in the same
  // order.
  void look_at_parts(Evidence& found) {
    found.parts = trail_.parts_in(trail_.tree_of(trail_.onto()));
    if (std::all_of(found.parts.begin(), found.parts.end(),
                    [](const MaterialPart& part) { return part.state == PartState::in_effect; })) {
      return;
    }
    const Match* best = best_match(found);
    std::vector<Oid> landings;
    if (found.is_ancestor) {
      landings = {entry_of(trail_, change_.tip)};
    } else if (best) {
      landings = {best->commit};
      if (found.nominated) landings.push_back(found.nominated->commit);
      landings.insert(landings.end(), found.several.begin(), found.several.end());
    }
    explain_replaced(found, landings);
    for (const Oid& landing : landings) explain_moved(found, landing);
    if (landings.empty()) return;
    find_undone(found, found.is_ancestor ? change_.tip : landings.front());
  }

  // Other lines than the hotfix's in its place are later work, or what a landing made of it; where
  // no landing changed the place, or the merge that brought the landing did not, development's own
  // lines were kept, and the hotfix left out. Half of its lines are a form of it without a landing.
  void explain_replaced(Evidence& found, const std::vector<Oid>& landings) {
    for (std::size_t i = 0; i < found.parts.size(); ++i) {
      MaterialPart& part = found.parts[i];
      const bool is_form =
          part.state == PartState::replaced && part.is_related && !part.is_new_file;
      const bool is_open = part.state == PartState::unclear || part.state == PartState::replaced;
      if (!is_open || (is_form && landings.empty())) continue;
      std::optional<Oid> merge;
      part.is_explained = std::any_of(landings.begin(), landings.end(), [&](const Oid& landing) {
        if (!is_form && !is_carried(i, landing)) return false;
        merge = left_out_by(trail_, found.is_ancestor ? change_.tip : landing, i);
        return !merge;
      });
      if (part.is_explained || part.state == PartState::unclear) continue;
      if (part.is_new_file && part.is_related) {
        part.state = PartState::unclear;
        continue;
      }
      if (found.is_ancestor && !merge) merge = landings.front();
      leave_out(found, part, merge);
    }
  }

  // The very commit was there, and the merge undid it. Where another one makes the same change,
  // development's own lines may do as well: a person has to look.
  static void leave_out(Evidence& found, MaterialPart& part, const std::optional<Oid>& merge) {
    part.state = found.is_ancestor ? PartState::undone : PartState::absent;
    part.is_left_out = !found.is_ancestor;
    if (merge) (found.is_ancestor ? found.part_undone : found.part_left_out) = merge;
  }

  static void mark_moved(MaterialPart& part) {
    part.state = PartState::replaced;
    part.is_moved = true;
  }

  // Development had moved the code into another file, and the landing is there. Not where the old
  // lines are still in their place: then it is a twin.
  void explain_moved(Evidence& found, const Oid& landing) {
    const auto may_be_moved = [](const MaterialPart& part) {
      return part.state == PartState::absent && !part.is_old && !part.is_alone;
    };
    if (landing == change_.tip ||
        std::none_of(found.parts.begin(), found.parts.end(), may_be_moved)) {
      return;
    }
    const std::vector<bool> moved = trail_.moved_by(landing);
    for (std::size_t i = 0; i < found.parts.size(); ++i) {
      if (may_be_moved(found.parts[i]) && moved[i]) mark_moved(found.parts[i]);
    }
  }

  // Did this commit bring the part? In whatever form; but what has no old lines that would tell an
  // adaptation from a half, a new file or what is not a text, only as the hotfix has it.
  bool is_carried(std::size_t part, const Oid& landing) {
    if (landing == change_.tip) return true;
    const MaterialPart after = trail_.parts_in(trail_.tree_of(landing))[part];
    if (after.state == PartState::in_effect) return true;
    if (after.is_new_file || after.is_opaque) return false;
    if (after.state == PartState::absent || after.form == 0) return false;
    const std::vector<Oid>& parents = index_.graph.parents(landing);
    return parents.empty() ||
           trail_.parts_in(trail_.tree_of(parents.front()))[part].form != after.form;
  }

  // A part that is absent now and was in effect in the landing itself was undone: on the branch, or
  // by the merge that brought the landing. Not when later work replaced it, or moved it elsewhere;
  // development's own lines that such a merge kept are no later work.
  void find_undone(Evidence& found, const Oid& landing) {
    const std::vector<MaterialPart> before = trail_.parts_in(trail_.tree_of(landing));
    const std::vector<Since> since = trail_.since(trail_.tree_of(landing));
    std::vector<std::size_t> undone;
    for (std::size_t i = 0; i < found.parts.size(); ++i) {
      MaterialPart& part = found.parts[i];
      if (part.state != PartState::absent || part.is_left_out) continue;
      if (before[i].state != PartState::in_effect) continue;
      const bool is_replaced = since[i] == Since::replaced && !part.is_old;
      const auto merge = is_replaced ? left_out_by(trail_, landing, i) : std::nullopt;
      if (merge) {
        leave_out(found, part, merge);
        continue;
      }
      const bool is_later_work = is_replaced || since[i] == Since::moved;
      part.state = is_later_work ? PartState::replaced : PartState::undone;
      part.is_moved = since[i] == Since::moved;
      if (part.state == PartState::undone) undone.push_back(i);
    }
    for (int looks = 0; !undone.empty(); ++looks) {
      const Oid by = part_undoing(trail_, landing, undone);
      const std::vector<bool> moved = trail_.moved_by(by);
      const auto kept = std::stable_partition(undone.begin(), undone.end(),
                                              [&](std::size_t part) { return !moved[part]; });
      if (kept == undone.end() || looks == kMostUndoings) {
        found.part_undone = by;
        return;
      }
      for (auto part = kept; part != undone.end(); ++part) mark_moved(found.parts[*part]);
      undone.erase(kept, undone.end());
    }
  }

  // Where none is shared, the branch's first commit is in the window: a root.
  void require_shared_history() {
    const std::vector<Oid>& window = index_.windows.commits(change_.tip, trail_.onto());
    if (window.empty() || !index_.graph.parents(window.front()).empty()) return;
    if (!diverge(index_.graph, change_.tip, trail_.onto()).merge_bases.empty()) return;
    throw Undecidable("commit " + short_id(change_.tip.hex()) + " and the branch share no history",
                      "git log --oneline " + short_id(trail_.onto().hex()));
  }

  Match look(const Oid& commit) {
    std::vector<TreeChange> changes = changes_of(index_.graph, commit);
    Match match;
    match.commit = commit;
    match.is_equal = is_equal(changes);
    if (match.is_equal) {
      match.overlap = match.words = {1, 1, 1, 1};
      return match;
    }
    if (is_huge_and_elsewhere(changes)) return match;
    const std::vector<TreeChange> as_made = changes;
    join_moves(changes, trail_.moved());
    match.overlap = match.words = overlap_of(index_.contents, change_, changes, trail_.moved());
    if (match.overlap.coverage < kLinesSayEnough) {
      match.words = word_overlap_of(index_.contents, change_, changes, trail_.moved());
    } else {
      match.context = context_shared(index_.graph.repository(), change_, as_made);
    }
    return match;
  }

  // A commit of so many files has lines of everything.
  bool is_huge_and_elsewhere(const std::vector<TreeChange>& changes) const {
    return changes.size() > kHuge && changes.size() > kHugeTimes * change_.files.size() &&
           std::none_of(changes.begin(), changes.end(), [&](const TreeChange& file) {
             return has_file(file.path) || trail_.moved().contains(file.path);
           });
  }

  bool has_file(const std::string& path) const {
    return std::any_of(change_.files.begin(), change_.files.end(),
                       [&](const FilePart& part) { return part.entry.path == path; });
  }

  bool is_equal(const std::vector<TreeChange>& changes) {
    std::vector<TreeChange> own;
    for (const FilePart& part : change_.files) own.push_back(part.entry);
    return is_same_change(index_.graph.repository(), own, changes);
  }

  // Those that do most of the hotfix first; among equals the latest, which a revert in between did
  // not undo.
  std::vector<const TrailStep*> ranked() {
    std::vector<const TrailStep*> steps;
    for (const TrailStep& step : trail_.steps()) steps.push_back(&step);
    std::stable_sort(steps.begin(), steps.end(), [](const TrailStep* a, const TrailStep* b) {
      return a->does != b->does ? a->does > b->does : a->candidate.order > b->candidate.order;
    });
    return steps;
  }

  std::optional<Match> closest() {
    const auto steps = ranked();
    std::optional<Match> best;
    for (std::size_t i = 0; i < std::min(kCloseLooks, steps.size()); ++i) {
      if (steps[i]->does == 0 && !only_moves_lines(steps[i]->candidate)) continue;
      Match match = look(steps[i]->candidate.commit);
      if (!best || worth(match) > worth(*best)) best = match;
    }
    return best;
  }

  // Lines that change places leave no trace in a count of lines.
  bool only_moves_lines(const Candidate& candidate) {
    return std::any_of(candidate.changes.begin(), candidate.changes.end(), [&](const auto& file) {
      const auto made = index_.contents.changes(file.before, file.after);
      return made && made->empty();
    });
  }

  std::optional<Match> nominated() {
    const Object object = index_.graph.repository().read(change_.tip, ObjectType::commit);
    std::optional<Match> best;
    const auto consider = [&](const Oid& commit, bool is_named) {
      if (trail_.is_used(commit)) return;
      Match match = look(commit);
      match.is_named = is_named;
      match.is_alike = !is_named;
      if (!best || worth(match) >= worth(*best)) best = match;
    };
    for (const std::string& hex : sources_named(object.data())) {
      const auto id = index_.graph.repository().expand(hex);
      if (id && trail_.order_of(*id)) consider(*id, true);
    }
    const auto alike =
        index_.windows.signed_alike(change_.tip, trail_.onto(), signature_of(object.data()));
    if (alike.size() <= kMostAlike) {
      for (const Oid& commit : alike) consider(commit, false);
    }
    return best;
  }

  // Greedily, the commits that add most to what is there of the hotfix. Lines that others removed
  // too are no part of the fix.
  void together(Evidence& found) {
    std::vector<TreeChange> sum;
    for (const TrailStep* step : ranked()) {
      if (found.several.size() == kMostTogether || step->does < kWorthAdding) break;
      std::vector<TreeChange> more = sum;
      more.insert(more.end(), step->candidate.changes.begin(), step->candidate.changes.end());
      const Overlap overlap = overlap_of(index_.contents, change_, more, trail_.moved());
      const bool adds =
          overlap.additions == 1 || overlap.additions >= found.together.additions + kWorthAdding;
      if (!adds || overlap.coverage < found.together.coverage + kWorthAdding) continue;
      sum = std::move(more);
      found.together = overlap;
      found.several.push_back(step->candidate.commit);
    }
  }

  LandingIndex& index_;
  const Change& change_;
  Trail trail_;
};

}  // namespace

Evidence search(LandingIndex& index, const Change& change, const Oid& onto,
                const std::unordered_set<Oid>& used) {
  return Searcher(index, change, onto, used).run();
}

}  // namespace hotfix
