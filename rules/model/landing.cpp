// SPDX-License-Identifier: MIT
#include "rules/model/landing.h"

namespace hotfix {

std::string_view state_name(LandingState state) {
  switch (state) {
    case LandingState::landed:
      return "landed";
    case LandingState::equivalent:
      return "equivalent";
    case LandingState::adapted:
      return "adapted";
    case LandingState::lost:
      return "lost";
    case LandingState::withdrawn:
      return "withdrawn";
    case LandingState::waived:
      return "waived";
    case LandingState::uncertain:
      return "uncertain";
    case LandingState::missing:
      return "missing";
    case LandingState::undecided:
      return "undecided";
  }
  return "undecided";
}

std::string_view signal_name(LandingSignal signal) {
  for (const SignalName& known : kLandingSignals) {
    if (known.signal == signal) return known.name;
  }
  return {};
}

std::string_view state_name(PartState state) {
  switch (state) {
    case PartState::in_effect:
      return "in-effect";
    case PartState::absent:
      return "absent";
    case PartState::undone:
      return "undone";
    case PartState::replaced:
      return "replaced";
    case PartState::unclear:
      return "unclear";
  }
  return "unclear";
}

bool is_absent(PartState state) { return state == PartState::absent || state == PartState::undone; }

bool is_there(LandingState state) {
  return state == LandingState::landed || state == LandingState::equivalent ||
         state == LandingState::adapted;
}

bool is_settled(LandingState state) {
  return is_there(state) || state == LandingState::withdrawn || state == LandingState::waived;
}

bool is_settled(const Hotfix& hotfix) {
  return hotfix.lost_on_production.empty() && is_settled(hotfix.landing.state);
}

bool is_debt(const Hotfix& hotfix) {
  const bool is_known =
      hotfix.landing.state != LandingState::undecided || !hotfix.lost_on_production.empty();
  return is_known && !is_settled(hotfix);
}

}  // namespace hotfix
