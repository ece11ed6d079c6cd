// SPDX-License-Identifier: MIT
#include "gate/report/ledger/render_landing.h"

#include <algorithm>

#include "gate/base/visible.h"
#include "gate/report/ledger/ledger_words.h"
#include "rules/support/bringing.h"
#include "rules/support/parts.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr std::size_t kMostPlaces = 10;

// What was asked may not be an id: then all of it is shown.
std::string shown_id(const std::string& id) { return id.size() == 40 ? short_id(id) : visible(id); }

// Of a change that is there but for some places: those, and the command that brings them.
std::string absent_lines(const LandingAnswer& answer) {
  if (answer.landing.signal != LandingSignal::parts) return {};
  const std::vector<std::string> places = absent_places(answer.landing);
  std::string text;
  for (std::size_t i = 0; i < std::min(kMostPlaces, places.size()); ++i) {
    text += "    absent  " + visible(places[i]) + "\n";
  }
  if (places.size() > kMostPlaces) {
    text += "    and " + std::to_string(places.size() - kMostPlaces) + " more\n";
  }
  const Bringing way = bringing(answer.commit, answer.landing, answer.pick);
  std::string label = "    bring   ";
  for (const std::string& command : paste_lines(way.commands)) {
    text += label + visible(command) + "\n";
    label.assign(label.size(), ' ');
  }
  if (way.conflicts.empty()) return text;
  return text + label + visible(where_it_stops(way)) + "\n";
}

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
  return line + "\n" + absent_lines(answer);
}

}  // namespace hotfix
