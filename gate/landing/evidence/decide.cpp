// SPDX-License-Identifier: MIT
#include <algorithm>

#include "gate/landing/evidence/evidence.h"

namespace hotfix {

namespace {

// Shares of the hotfix, 0 to 1, where nothing else is said. They were chosen on six public projects
// (gate/landing/README.md), and tests/gate/landing/evidence/decide_test.cpp holds each where it is.

// What a commit must at least do.
struct Bar {
  double coverage = 0;   // of the hotfix
  double additions = 0;  // of what the hotfix adds
  double precision = 0;  // of the commit: the rest of it is other work
};

// Less than this of anything may be chance.
constexpr double kTrace = 0.1;

// The tip has all of it, but no commit is known that did it: then next to nothing may be absent.
constexpr double kUnexplained = 0.005;

// The same fix. As a whole, in the same place, it is one at once.
constexpr Bar kWholeFix{0.9, 0, 0.9};
constexpr double kSamePlace = 0.5;  // of the unchanged lines around it
// So much may be absent right after a landing; where more is, the commit was a twin of it.
constexpr double kMostAfterLanding = 0.75;
// A whole file that is absent is forgiven where the lines of the hotfix are elsewhere.
constexpr double kAllLines = 0.95;
constexpr Bar kMostLines{0.85, 0, 0.5};
constexpr double kOneLine = 1;  // telling lines: of a lone bracket nothing follows
// Words leave out the signs, so that `!paid` and `paid` are alike: some lines must be the same.
constexpr double kSameAdditions = 0.2;
constexpr Bar kManyLines{0.6, 0, 0.45}, kMostWords{0.85, 0, 0.45};  // both: edited on the way
// Half of it, where the tip surely lacks next to nothing.
constexpr double kLittleAbsent = 0.1;
constexpr Bar kHalfTheLines{0.5, 0.5, 0.3}, kWordsOfTheFile{0.65, 0.5, 0.4};
constexpr double kFiveLines = 5;  // telling lines: half of fewer may be chance

// A part of it, where the tip may lack only the rest of a resolved conflict.
constexpr Absence kNearlyInEffect{0.02, 0.15, 0};
constexpr Bar kPart{kTrace, 0, 0.3};

// Several commits that do it together. Where the largest does so little else of itself, all of them
// are imports.
constexpr Bar kTogether{0.8, 0, 0.2};
constexpr double kImportLike = 0.05;  // of the largest commit
constexpr Absence kPartsInEffect{kLittleAbsent, 0.4, 0};
constexpr double kMoreTogether = 0.25;  // so much more than the best one alone

// It had landed: most of it, by a commit that is not an import.
constexpr Bar kLanding{kMost, 0, 0.3};
// A commit takes it back that does little else.
constexpr double kRevert = 0.8;

// A message names the commit, and some of it is there; but not what surely applies anew.
constexpr double kDenied = 0.7;
constexpr Bar kNamedLines{0.15, kTrace, 0}, kNamedWords{0.3, 0.3, 0};
constexpr Bar kAlikeLines{0.3, 0.3, kTrace}, kAlikeWords{0.5, 0.5, 0};

// A person should look at it.
constexpr Bar kTwin{0.8, 0, 0.5};  // all of it is done, and it would apply anew
constexpr Bar kSimilarLines{0.25, 0, kTrace}, kSimilarWords{0.5, 0, 0.3};
constexpr Bar kSameWords{0.6, 0, 0.9};         // a commit of hardly any other words
constexpr Bar kFewLines{0.15, 0, 0.15};        // where most is in effect
constexpr Absence kMostInEffect{0.2, 0.6, 0};  // the same
constexpr double kAddedWords = 0.5;            // of fewer, a conflict

bool reaches(const Overlap& overlap, const Bar& bar) {
  return overlap.coverage >= bar.coverage && overlap.additions >= bar.additions &&
         overlap.precision >= bar.precision;
}

// Whole files are asked about apart.
bool lacks_at_most(const Absence& now, const Absence& most) {
  return now.sure <= most.sure && now.possible <= most.possible;
}

Landing landing_of(LandingState state, LandingSignal signal, double similarity,
                   std::string reason) {
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
  if (reaches(lines, kWholeFix) && match.context >= kSamePlace) return true;
  // Where the hotfix still applied as a whole after this commit, or a whole file of it is not
  // there, something else looks like it: a twin, or another step of a series.
  if (e.at_entry && e.at_entry->possible > kMostAfterLanding) return false;
  if (e.now.whole_files > 0 && lines.coverage < kAllLines) return false;
  const double told = lines.coverage * e.weight;  // in telling lines
  if (reaches(lines, kMostLines) && told >= kOneLine) return true;
  if (lines.additions < kSameAdditions) return false;
  if (reaches(lines, kManyLines) && reaches(words, kMostWords) && told >= kOneLine) return true;
  if (e.now.sure > kLittleAbsent) return false;
  const Overlap words_in_file{words.same_file, words.additions, 0, words.precision};
  return (reaches(lines, kHalfTheLines) && told >= kFiveLines) ||
         reaches(words_in_file, kWordsOfTheFile);
}

// The tip lacks little of it, and this commit brought a part.
bool is_nearly_in_effect(const Evidence& e, const Match& match) {
  return e.now.whole_files == 0 && lacks_at_most(e.now, kNearlyInEffect) &&
         reaches(match.overlap, kPart);
}

bool is_done_in_parts(const Evidence& e) {
  const Match* best = best_match(e);
  return reaches(e.together, kTogether) && best && best->overlap.precision >= kImportLike &&
         e.now.whole_files == 0 && lacks_at_most(e.now, kPartsInEffect);
}

// Every place of it is there, one by one: what the tip lacks is beside the fix.
bool are_all_in_effect(const Evidence& e) {
  return !e.parts.empty() && std::all_of(e.parts.begin(), e.parts.end(), [](const auto& part) {
    return part.state == PartState::in_effect;
  });
}

// What is no longer where the hotfix put it may stand elsewhere.
bool is_elsewhere(const Evidence& e) {
  return !e.parts.empty() && std::all_of(e.parts.begin(), e.parts.end(), [](const auto& part) {
    return part.state == PartState::in_effect || part.is_moved;
  });
}

// It was there: what is gone now was brought once. An import that happens to have the same lines
// is not a landing.
bool had_landed(const Evidence& e) {
  if (e.is_ancestor) return true;
  const Match* best = best_match(e);
  return best && reaches(best->overlap, kLanding);
}

// Gone for sure, or taken back by a commit that does little else.
bool is_undone(const Evidence& e) {
  if (!e.undone || e.now.possible <= kInEffect || !had_landed(e) || is_elsewhere(e)) return false;
  const double before = e.at_entry ? e.at_entry->sure : 0;
  const Overlap& undoes = e.undone->overlap;
  const bool by_revert = reaches(undoes, {0, kRevert, kRevert}) &&
                         (undoes.coverage >= kRevert || e.now.possible >= kMost);
  return by_revert || e.dropped >= kMost || e.now.sure - before >= kMost;
}

// Together with what messages say, less is enough: least where the hotfix names its source.
bool is_confirmed(const Evidence& e, const Match& match) {
  const Overlap &lines = match.overlap, &words = match.words;
  if (e.now.sure >= kDenied) return false;
  if (match.is_named) return reaches(lines, kNamedLines) || reaches(words, kNamedWords);
  return reaches(lines, kAlikeLines) ||
         (reaches(words, kAlikeWords) && reaches(lines, {0, kTrace, kTrace}));
}

// A message speaks for it, and not only by a subject that another change may have as well.
bool is_nominated(const Evidence& e) {
  if (!e.nominated) return false;
  const Match& match = *e.nominated;
  const bool has_some =
      match.overlap.coverage >= kTrace || match.words.coverage >= kAlikeWords.coverage;
  return (match.is_named || has_some) &&
         (e.now.sure < kAbsent || match.overlap.precision >= kTrace);
}

bool is_similar(const Evidence& e) {
  if (is_nominated(e)) return true;
  const Match* best = best_match(e);
  if (!best) return false;
  // All of it is made by one commit, and would apply anew: a twin, or a line that may come twice.
  if (e.now.sure >= kAbsent) return reaches(best->overlap, kTwin);
  const Overlap &lines = best->overlap, &words = best->words;
  if (reaches(words, kSameWords)) return true;
  // That somebody else changed the same lines too is a conflict, not a likeness.
  if (lines.additions < kTrace && words.additions < kAddedWords) return false;
  return reaches(lines, kSimilarLines) || reaches(words, kSimilarWords) ||
         (reaches(lines, kFewLines) && lacks_at_most(e.now, kMostInEffect));
}

Landing adapted(const Evidence& e, const Match* best) {
  const bool parts_say_more =
      best && e.several.size() > 1 && e.together.coverage >= best->overlap.coverage + kMoreTogether;
  if (best && !parts_say_more && is_same_fix(e, *best)) {
    return with(
        landing_of(LandingState::adapted, LandingSignal::content,
                   std::max(best->overlap.coverage, best->words.coverage), "the same fix, adapted"),
        {best->commit});
  }
  if (e.together.coverage >= kMost) {
    return with(landing_of(LandingState::adapted, LandingSignal::content, e.together.coverage,
                           "the same fix, in several commits"),
                e.several);
  }
  return with(landing_of(LandingState::adapted, LandingSignal::in_effect, 1 - e.now.possible,
                         "applying it would change nothing"),
              best && best->overlap.coverage > 0 ? std::vector<Oid>{best->commit} : e.several);
}

// What it looks like as a whole, whatever is left out of it.
Landing decide_whole(const Evidence& e) {
  const Match* best = best_match(e);
  const double coverage = best ? best->overlap.coverage : 0;
  if (is_undone(e)) {
    return with(landing_of(LandingState::lost, LandingSignal::undone, coverage,
                           "it was there and was undone"),
                {e.undone->commit});
  }
  if (e.is_ancestor) {
    return with(
        landing_of(LandingState::landed, LandingSignal::ancestry, 1, "the very commit is there"),
        {e.entry});
  }
  if (e.is_empty) {
    return landing_of(LandingState::equivalent, LandingSignal::empty, 1,
                      "the commit changes nothing, so there is nothing to bring");
  }
  if (best && best->is_equal) {
    return with(landing_of(LandingState::equivalent, LandingSignal::equal_change, 1,
                           "another commit makes the same change"),
                {best->commit});
  }
  const bool is_explained =
      (coverage >= kMost || e.together.coverage >= kMost) && e.now.whole_files == 0;
  if (e.now.possible <= (is_explained ? kInEffect : kUnexplained)) return adapted(e, best);
  if (best && (is_same_fix(e, *best) || is_nearly_in_effect(e, *best))) return adapted(e, best);
  if (e.nominated && is_confirmed(e, *e.nominated)) {
    return with(
        landing_of(LandingState::adapted, LandingSignal::message, e.nominated->overlap.coverage,
                   "its message says so, and enough of it is there"),
        {e.nominated->commit});
  }
  if (is_done_in_parts(e)) return adapted(e, nullptr);
  if (best && coverage >= kMost && are_all_in_effect(e)) return adapted(e, best);
  if (is_similar(e)) {
    const bool is_named = e.nominated && e.nominated->is_named;
    return with(landing_of(LandingState::uncertain, LandingSignal::content, coverage,
                           "a similar change is there; a person must say whether it is this one"),
                {is_named ? e.nominated->commit : best->commit});
  }
  if (e.together.coverage >= kMost && e.now.possible <= kMost) {
    return with(landing_of(LandingState::uncertain, LandingSignal::content, e.together.coverage,
                           "parts of it are there; a person must say whether that is enough"),
                e.several);
  }
  return landing_of(LandingState::missing, LandingSignal::none,
                    best ? coverage * best->overlap.precision : 0, "nothing like it is there");
}

}  // namespace

const Match* best_match(const Evidence& evidence) {
  if (!evidence.match && !evidence.nominated) return nullptr;
  const auto share = [](const std::optional<Match>& match) {
    return match ? match->overlap.coverage * match->overlap.precision : -1;
  };
  return share(evidence.nominated) > share(evidence.match) ? &*evidence.nominated
                                                           : &*evidence.match;
}

Landing decide(const Evidence& e) {
  Landing landing = decide_whole(e);
  for (const MaterialPart& part : e.parts) {
    landing.parts.push_back({part.path, part.first, part.last, part.state});
  }
  if (is_there(landing.state)) hold_to_parts(landing, e);
  return landing;
}

}  // namespace hotfix
