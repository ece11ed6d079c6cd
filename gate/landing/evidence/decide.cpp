// SPDX-License-Identifier: MIT
#include <algorithm>

#include "gate/landing/evidence/evidence.h"

namespace hotfix {

namespace {

// Shares of the hotfix, 0 to 1. They were chosen on six public projects: README.md beside this
// file.
constexpr double kAbsent = 0.8;         // at least so much applies anew to what is not there
constexpr double kUnexplained = 0.005;  // as kInEffect, where no commit is known to have done it
constexpr double kUndone = 0.5;         // so much went from what had been there

Landing landing_of(LandingState state, const char* signal, double similarity, std::string reason) {
  Landing landing;
  landing.state = state;
  landing.signal = signal;
  landing.similarity = similarity;
  landing.reason = std::move(reason);
  return landing;
}

Landing with(Landing landing, const std::vector<Oid>& evidence) {
  for (const Oid& id : evidence) landing.evidence.push_back(id.hex());
  return landing;
}

// The best match is most of the hotfix, or with its words nearly so, and not much else.
bool is_same_fix(const Evidence& e, const Match& match) {
  const Overlap &lines = match.overlap, &words = match.words;
  // Where the hotfix still applied as a whole after this commit, or a whole file of it is not
  // there, something else looks like it: a twin, or another step of a series.
  const bool is_whole = lines.coverage >= 0.9 && lines.precision >= 0.9;
  if (is_whole && match.context >= 0.5) return true;
  if (e.at_entry && (e.at_entry->sure >= kAbsent || e.at_entry->possible > 0.75)) return false;
  if (e.now.whole_files > 0 && lines.coverage < 0.95) return false;
  const double told = lines.coverage * e.weight;  // in telling lines
  if (lines.coverage >= 0.85 && lines.precision >= 0.5 && told >= 1) return true;
  // Words leave out the signs: `!paid` and `paid` are alike, so some lines must be the very same.
  if (lines.additions < 0.2) return false;
  if (lines.coverage >= 0.6 && lines.precision >= 0.45 && words.coverage >= 0.85 &&
      words.precision >= 0.45 && told >= 1) {
    return true;
  }
  if (e.now.sure > 0.1) return false;
  return (lines.coverage >= 0.5 && lines.additions >= 0.5 && lines.precision >= 0.3 && told >= 5) ||
         (words.same_file >= 0.65 && words.additions >= 0.5 && words.precision >= 0.4);
}

// The tip lacks little of it, and this commit brought a part.
bool is_nearly_in_effect(const Evidence& e, const Match& match) {
  return e.now.whole_files == 0 && e.now.sure <= 0.02 && e.now.possible <= 0.15 &&
         match.overlap.coverage >= 0.1 && match.overlap.precision >= 0.3;
}

bool is_done_in_parts(const Evidence& e) {
  const Match* best = best_match(e);
  return e.together.coverage >= 0.8 && e.together.precision >= 0.2 && best &&
         best->overlap.precision >= 0.05 && e.now.whole_files == 0 && e.now.sure <= 0.1 &&
         e.now.possible <= 0.4;
}

// It was there: what is gone now was brought once. An import that happens to have the same lines
// is no landing.
bool had_landed(const Evidence& e) {
  if (e.is_ancestor) return true;
  const Match* best = best_match(e);
  return best && best->overlap.coverage >= 0.5 && best->overlap.precision >= 0.3;
}

// Gone for sure, or taken back by a commit that does little else.
bool is_undone(const Evidence& e) {
  if (!e.undone || e.now.possible <= kInEffect || !had_landed(e)) return false;
  const double before = e.at_entry ? e.at_entry->sure : 0;
  const Overlap& undoes = e.undone->overlap;
  const bool by_revert = undoes.additions >= 0.8 && undoes.precision >= 0.8 &&
                         (undoes.coverage >= 0.8 || e.now.possible >= kUndone);
  const bool dropped = e.dropped >= kUndone;
  return by_revert || dropped || e.now.sure - before >= kUndone;
}

// Together with what messages say, less is enough: least where the hotfix names its source.
bool is_confirmed(const Evidence& e, const Match& match) {
  const Overlap &lines = match.overlap, &words = match.words;
  if (e.now.sure >= 0.7) return false;
  if (match.is_named) {
    return (lines.coverage >= 0.15 && lines.additions >= 0.1) ||
           (words.coverage >= 0.3 && words.additions >= 0.3);
  }
  return lines.precision >= 0.1 &&
         ((lines.coverage >= 0.3 && lines.additions >= 0.3) ||
          (words.coverage >= 0.5 && words.additions >= 0.5 && lines.additions >= 0.1));
}

bool is_similar(const Evidence& e) {
  if (e.nominated && (e.now.sure < kAbsent || e.nominated->overlap.precision >= 0.1)) return true;
  const Match* best = best_match(e);
  if (!best) return false;
  // All of it is made by one commit, and would apply anew: a twin, or a line that may come twice.
  const bool is_whole = best->overlap.coverage >= 0.8 && best->overlap.precision >= 0.5;
  if (e.now.sure >= kAbsent) return is_whole;
  const Overlap &lines = best->overlap, &words = best->words;
  if (words.coverage >= 0.6 && words.precision >= 0.9) return true;
  // That somebody else changed the same lines too is a conflict, no likeness.
  if (lines.additions < 0.1 && words.additions < 0.5) return false;
  if (lines.coverage >= 0.25 && lines.precision >= 0.1) return true;
  if (words.coverage >= 0.5 && words.precision >= 0.3) return true;
  return lines.coverage >= 0.15 && lines.precision >= 0.15 && e.now.sure <= 0.2 &&
         e.now.possible <= 0.6;
}

Landing adapted(const Evidence& e, const Match* best) {
  const bool parts_say_more =
      best && e.several.size() > 1 && e.together.coverage >= best->overlap.coverage + 0.25;
  if (best && !parts_say_more && is_same_fix(e, *best)) {
    return with(
        landing_of(LandingState::adapted, "content",
                   std::max(best->overlap.coverage, best->words.coverage), "the same fix, adapted"),
        {best->commit});
  }
  if (e.together.coverage >= 0.5) {
    return with(landing_of(LandingState::adapted, "content", e.together.coverage,
                           "the same fix, in several commits"),
                e.several);
  }
  return with(landing_of(LandingState::adapted, "in-effect", 1 - e.now.possible,
                         "applying it would change nothing"),
              best && best->overlap.coverage > 0 ? std::vector<Oid>{best->commit} : e.several);
}

}  // namespace

Landing decide(const Evidence& e) {
  const Match* best = best_match(e);
  const double coverage = best ? best->overlap.coverage : 0;
  if (is_undone(e)) {
    return with(landing_of(LandingState::lost, "undone", coverage, "it was there and was undone"),
                {e.undone->commit});
  }
  if (e.is_ancestor) {
    return with(landing_of(LandingState::landed, "ancestry", 1, "the very commit is there"),
                {e.entry});
  }
  if (e.is_empty) {
    return landing_of(LandingState::equivalent, "empty", 1,
                      "the commit changes nothing, so there is nothing to bring");
  }
  if (best && best->is_equal) {
    return with(landing_of(LandingState::equivalent, "equal-change", 1,
                           "another commit makes the same change"),
                {best->commit});
  }
  const bool is_explained =
      (coverage >= 0.5 || e.together.coverage >= 0.5) && e.now.whole_files == 0;
  if (e.now.possible <= (is_explained ? kInEffect : kUnexplained)) return adapted(e, best);
  if (best && (is_same_fix(e, *best) || is_nearly_in_effect(e, *best))) return adapted(e, best);
  if (e.nominated && is_confirmed(e, *e.nominated)) {
    return with(landing_of(LandingState::adapted, "message", e.nominated->overlap.coverage,
                           "its message says so, and enough of it is there"),
                {e.nominated->commit});
  }
  if (is_done_in_parts(e)) return adapted(e, nullptr);
  if (is_similar(e)) {
    return with(landing_of(LandingState::uncertain, "content", coverage,
                           "a similar change is there; a person must say whether it is this one"),
                {best->commit});
  }
  if (e.together.coverage >= 0.5 && e.now.possible <= 0.5) {
    return with(landing_of(LandingState::uncertain, "content", e.together.coverage,
                           "parts of it are there; a person must say whether that is enough"),
                e.several);
  }
  return landing_of(LandingState::missing, "none", best ? coverage * best->overlap.precision : 0,
                    "nothing like it is there");
}

}  // namespace hotfix
