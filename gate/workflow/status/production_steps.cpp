// SPDX-License-Identifier: MIT
#include "gate/base/time_text.h"
#include "gate/report/ledger/ledger_words.h"
#include "gate/workflow/status/next_step.h"
#include "gate/workflow/status/seen_step.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr std::size_t kMostParts = 3;

bool is_on_production(const StatusFacts& facts) {
  return facts.course.released && facts.course.took_back.empty();
}

SeenStep recorded(const std::optional<std::int64_t>& time) {
  return {StepProgress::done, shown_time(*time)};
}

// "src/login.js:12-14 is absent".
std::string absent_words(const Landing& landing) {
  std::vector<std::string> places;
  for (const LandingPart& part : landing.parts) {
    if (!is_absent(part.state)) continue;
    std::string place = part.path;
    if (part.first > 0) place += ":" + std::to_string(part.first);
    if (part.last > part.first) place += "-" + std::to_string(part.last);
    places.push_back(place + " " + std::string(state_name(part.state)));
  }
  return joined(first_few(places, kMostParts));
}

std::string landing_words(const Landing& landing) {
  const std::string state(state_name(landing.state));
  std::string words = landing.reason;
  if (!words.starts_with(state)) words = words.empty() ? state : state + ": " + words;
  const std::string evidence = evidence_words(landing);
  if (!evidence.empty()) words += " [" + evidence + "]";
  const std::string absent = absent_words(landing);
  return absent.empty() || landing.signal == LandingSignal::none ? words : words + "; " + absent;
}

std::string due_words(const StatusFacts& facts, std::int64_t deadline) {
  const std::int64_t left = deadline - facts.now;
  return left < 0 ? shown_duration(-left) + " late" : "due in " + shown_duration(left);
}

SeenStep forecast(const StatusFacts& facts) {
  if (!facts.report || !facts.report->forecast) return {};
  switch (facts.report->forecast->outcome) {
    case Forecast::Outcome::present:
      return {StepProgress::later, facts.refs.development + " has it already"};
    case Forecast::Outcome::clean:
      return {StepProgress::later, "will apply cleanly to " + facts.refs.development};
    case Forecast::Outcome::conflicts:
      break;
  }
  std::vector<std::string> paths;
  for (const Forecast::Conflict& conflict : facts.report->forecast->conflicts) {
    paths.push_back(conflict.path);
  }
  return {StepProgress::later, "will conflict with " + facts.refs.development + " in " +
                                   joined(first_few(paths, kMostParts))};
}

}  // namespace

SeenStep deploy_step(const StatusFacts& facts) {
  if (facts.course.incident.deployed && facts.course.released) {
    return recorded(facts.course.incident.deployed);
  }
  if (!is_on_production(facts)) return {};
  if (!is_past_deployment(facts)) {
    return {StepProgress::now, "not announced yet"};
  }
  return {StepProgress::unseen, "nobody recorded it here"};
}

SeenStep verify_step(const StatusFacts& facts) {
  if (facts.course.incident.verified && facts.course.released) {
    return recorded(facts.course.incident.verified);
  }
  if (!is_on_production(facts)) return {};
  if (!is_past_deployment(facts)) return {};
  if (!is_past_verification(facts)) {
    return {StepProgress::now, "is the issue resolved in production?"};
  }
  return {StepProgress::unseen, "nobody recorded it here"};
}

SeenStep backport_step(const StatusFacts& facts) {
  if (!facts.course.released) return forecast(facts);
  const Hotfix& hotfix = *facts.course.released;
  const Landing& landing = hotfix.landing;
  if (landing.state == LandingState::withdrawn) {
    return {StepProgress::later, "nothing is owed: " + landing.reason};
  }
  const std::string words = landing_words(landing);
  if (is_settled(landing.state)) {
    return {StepProgress::done, words, landing.state == LandingState::waived};
  }
  if (landing.state == LandingState::undecided) return {StepProgress::undecided, words};
  const std::string due = joined({due_words(facts, hotfix.deadline), words});
  if (hotfix.overdue || facts.now > hotfix.deadline) return {StepProgress::missing, due};
  if (!facts.conflict.empty()) return {StepProgress::now, "waits in " + facts.conflict};
  const bool is_its_turn = is_on_production(facts) && is_past_verification(facts);
  return {is_its_turn ? StepProgress::now : StepProgress::later, due};
}

SeenStep post_mortem_step(const StatusFacts& facts) {
  if (!facts.course.released) return {};
  if (!facts.post_mortem) return {StepProgress::later};
  const KnownPostMortem& known = *facts.post_mortem;
  if (known.is_complete) return {StepProgress::done, known.words};
  const std::string words = joined({due_words(facts, known.deadline), known.words, known.fault});
  if (facts.now > known.deadline) return {StepProgress::missing, words};
  const bool is_its_turn = is_settled(facts.course.released->landing.state) &&
                           (!is_on_production(facts) || is_past_verification(facts));
  return {is_its_turn ? StepProgress::now : StepProgress::later, words};
}

}  // namespace hotfix
