// SPDX-License-Identifier: MIT
#include "gate/report/render_landing.h"

#include "gate/base/visible.h"
#include "gate/report/ledger_words.h"
#include "rules/support/text.h"

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
  if (landing.state == LandingState::undecided && !landing.fix.empty()) {
    line += "; fix: " + visible(landing.fix);
  }
  return line + "\n";
}

}  // namespace hotfix
