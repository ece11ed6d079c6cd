// SPDX-License-Identifier: MIT
#include "gate/render_landing.h"

#include "gate/ledger_words.h"
#include "gate/visible.h"
#include "rules/text.h"

namespace hotfix {

namespace {

// What was asked may be no id: then all of it is shown.
std::string shown_id(const std::string& id) { return id.size() == 40 ? short_id(id) : visible(id); }

}  // namespace

std::string render_landing_text(const LandingAnswer& answer) {
  const Landing& landing = answer.landing;
  std::string state(state_name(landing.state));
  state.resize(10, ' ');
  std::string line = state + "  " + shown_id(answer.commit);
  if (!answer.title.empty()) line += "  " + visible(answer.title);
  if (!landing.evidence.empty()) line += "  [" + evidence_words(landing) + "]";
  if (!landing.reason.empty()) line += "  " + visible(landing.reason);
  if (landing.state == LandingState::undecided && !landing.remedy.empty()) {
    line += "; fix: " + visible(landing.remedy);
  }
  return line + "\n";
}

}  // namespace hotfix
