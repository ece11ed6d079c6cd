// SPDX-License-Identifier: MIT
#include "gate/workflow/status/status.h"

namespace hotfix {

std::string_view progress_name(StepProgress progress) {
  switch (progress) {
    case StepProgress::done:
      return "done";
    case StepProgress::now:
      return "now";
    case StepProgress::missing:
      return "missing";
    case StepProgress::unseen:
      return "unseen";
    case StepProgress::undecided:
      return "undecided";
    case StepProgress::later:
      return "later";
  }
  return "later";
}

std::string_view phase_name(HotfixPhase phase) {
  switch (phase) {
    case HotfixPhase::begun:
      return "begun";
    case HotfixPhase::development:
      return "development";
    case HotfixPhase::review:
      return "review";
    case HotfixPhase::production:
      return "production";
    case HotfixPhase::rolled_back:
      return "rolled-back";
    case HotfixPhase::landed:
      return "landed";
    case HotfixPhase::complete:
      return "complete";
    case HotfixPhase::unknown:
      return "unknown";
    case HotfixPhase::undecided:
      return "undecided";
  }
  return "undecided";
}

std::string phase_words(HotfixPhase phase, const Refs& refs) {
  switch (phase) {
    case HotfixPhase::begun:
      return "begun";
    case HotfixPhase::development:
      return "in development";
    case HotfixPhase::review:
      return "in review";
    case HotfixPhase::production:
      return "on " + refs.production + ", not on " + refs.development;
    case HotfixPhase::rolled_back:
      return "taken back by " + refs.production;
    case HotfixPhase::landed:
      return "on " + refs.production + "; nothing is owed to " + refs.development;
    case HotfixPhase::complete:
      return "complete";
    case HotfixPhase::unknown:
      return "not found on " + refs.production;
    case HotfixPhase::undecided:
      return "could not be found out";
  }
  return {};
}

}  // namespace hotfix
