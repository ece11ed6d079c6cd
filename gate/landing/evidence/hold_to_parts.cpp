// SPDX-License-Identifier: MIT
#include <algorithm>
#include <initializer_list>

#include "gate/landing/evidence/evidence.h"
#include "rules/support/parts.h"

namespace hotfix {

namespace {

// With so much of its parts absent, where nobody else has changed the lines, it is missing: what is
// there is a test, or another change that looks like it.
constexpr double kMostIsAbsent = 0.8;

// "src/login.js:12-14 and 2 more": the places that are in one of these states; there is one at
// least.
std::string places_in(const std::vector<LandingPart>& parts,
                      std::initializer_list<PartState> states) {
  std::string text;
  std::size_t more = 0;
  for (const LandingPart& part : parts) {
    if (std::find(states.begin(), states.end(), part.state) == states.end()) continue;
    if (text.empty()) {
      text = place_of(part);
    } else {
      ++more;
    }
  }
  return more == 0 ? text : text + " and " + std::to_string(more) + " more";
}

bool is_open(const MaterialPart& part) {
  return part.state == PartState::unclear && !part.is_explained;
}

// About how many telling lines each kind of part has.
struct Weights {
  double all = 0, undone = 0, absent = 0;
  double alone = 0;    // of `absent`: nobody else changed the lines
  double unclear = 0;  // and nothing explains it
};

Weights weights_of(const std::vector<MaterialPart>& parts) {
  Weights sum;
  for (const MaterialPart& part : parts) {
    sum.all += part.weight;
    if (part.state == PartState::undone) sum.undone += part.weight;
    if (is_open(part)) sum.unclear += part.weight;
    if (part.state != PartState::absent) continue;
    sum.absent += part.weight;
    if (part.is_alone) sum.alone += part.weight;
  }
  return sum;
}

// There is one that is open.
std::string why_unclear(const std::vector<MaterialPart>& parts) {
  const MaterialPart& part = *std::find_if(parts.begin(), parts.end(), is_open);
  if (part.is_opaque) return "a part of it is not text, or too large to compare";
  if (part.is_new_file) return "a new file of it is there in another form";
  return "it is not clear what became of a part of it";
}

}  // namespace

void hold_to_parts(Landing& landing, const Evidence& e) {
  const Weights weights = weights_of(e.parts);
  if (weights.undone + weights.absent + weights.unclear == 0) return;
  const std::string places = places_in(landing.parts, {PartState::absent, PartState::undone});
  landing.signal = LandingSignal::parts;
  if (weights.undone > 0) {
    landing.state = LandingState::lost;
    landing.reason = "it was there, and a part of it was undone: " + places;
    if (e.part_undone) landing.evidence = {e.part_undone->hex()};
  } else if (weights.alone >= kMostIsAbsent * weights.all) {
    landing.state = LandingState::missing;
    landing.evidence.clear();
    landing.reason = "most of it is not there: " + places;
  } else if (weights.absent > 0) {
    landing.state = LandingState::uncertain;
    landing.reason = "a part of it is not there: " + places;
    if (e.part_left_out) landing.evidence.push_back(e.part_left_out->hex());
  } else {
    landing.state = LandingState::uncertain;
    landing.reason = why_unclear(e.parts) + ": " + places_in(landing.parts, {PartState::unclear});
  }
}

}  // namespace hotfix
