// SPDX-License-Identifier: MIT
#include "gate/workflow/status/status_steps.h"

#include <algorithm>

#include "gate/base/time_text.h"
#include "gate/git/trailers.h"
#include "gate/report/flowchart.h"
#include "gate/report/ledger/ledger_words.h"
#include "gate/report/report_markdown.h"
#include "gate/workflow/status/next_step.h"
#include "rules/form/severity_levels.h"
#include "rules/support/commit_subject.h"
#include "rules/support/forge.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr std::size_t kMostParts = 3;

// One step, before it has its place in the list.
struct Seen {
  StepProgress progress = StepProgress::later;
  std::string evidence = {};
  bool is_warned = false;
};

bool is_released(const StatusFacts& facts) { return facts.course.released.has_value(); }

bool is_pushed(const StatusFacts& facts) {
  return !facts.course.remote_tip.empty() && facts.ahead == 0;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) {
    if (!part.empty()) text += (text.empty() ? "" : ", ") + part;
  }
  return text;
}

// "12 min ago"; a moment that is still to come: its time.
std::string ago(std::int64_t time, std::int64_t now) {
  return time <= now ? shown_duration(now - time) + " ago" : "at " + shown_time(time);
}

// What the trailers of its commits, or of production's, say.
struct SaidSeverity {
  std::string level, commit;
};

SaidSeverity said_severity(const StatusFacts& facts) {
  std::vector<Commit> commits = facts.course.commits;
  if (facts.release) commits.push_back(*facts.release);
  for (const Commit& commit : commits) {
    for (const Trailer& trailer : trailers_of(commit.message)) {
      if (trailer.key != "severity") continue;
      const auto given = levels_marking(trailer.value).given;
      if (given.size() == 1) return {*given.begin(), commit.id};
    }
  }
  return {};
}

// How the rules of a step see the branch, in the words of this room.
Seen by_rules(WorkflowStep step, const StatusFacts& facts, const std::string& evidence) {
  const Report& report = *facts.report;
  std::string words = evidence;
  for (const RuleFinding& found : report.findings) {
    if (found.rule->step != step) continue;
    words = found.finding.message;
    if (found.finding.level == Level::error) break;
  }
  switch (state_of(step, report)) {
    case StepState::later:
      return {StepProgress::unseen, "no rule looks at it"};
    case StepState::done:
      return {StepProgress::done, evidence};
    case StepState::warned:
      return {StepProgress::done, words, true};
    case StepState::waiting:
      return {StepProgress::now, words};
    case StepState::undecided:
      for (const Undecided& one : report.undecided) {
        if (one.rule->step == step) return {StepProgress::undecided, one.reason};
      }
      return {StepProgress::undecided};
    case StepState::blocked:
      return {StepProgress::missing, words};
  }
  return {};
}

bool has_judged_request(const StatusFacts& facts) {
  return facts.report && facts.request && facts.request->is_judged;
}

std::string by_request(const StatusFacts& facts) {
  return "as the " + std::string(request_name(facts.forge)) + " says";
}

Seen severity(const StatusFacts& facts) {
  const Incident& incident = facts.course.incident;
  if (has_judged_request(facts)) {
    const std::string level = severity_of(facts);
    return by_rules(WorkflowStep::severity, facts, level.empty() ? by_request(facts) : level);
  }
  if (!incident.severity.empty()) {
    return {StepProgress::done, joined({incident.severity, incident.criterion})};
  }
  const SaidSeverity said = said_severity(facts);
  if (!said.level.empty()) {
    return {StepProgress::done, said.level + ", as commit " + short_id(said.commit) + " says"};
  }
  return {StepProgress::unseen, "nobody recorded it here"};
}

Seen incident_record(const StatusFacts& facts) {
  const Incident& incident = facts.course.incident;
  const std::string between = incident.issue.empty() || incident.impact.empty() ? "" : "; ";
  const std::string known = incident.issue + between + incident.impact;
  if (has_judged_request(facts)) {
    return by_rules(WorkflowStep::incident_record, facts,
                    known.empty() ? by_request(facts) : known);
  }
  const bool is_asked = is_released(facts) || is_pushed(facts);
  if (!known.empty()) return {is_asked ? StepProgress::unseen : StepProgress::done, known};
  return {is_asked ? StepProgress::unseen : StepProgress::later,
          "in the description of the " + std::string(request_name(facts.forge))};
}

Seen branch(const StatusFacts& facts) {
  const Course& course = facts.course;
  if (course.branch.empty()) {
    const bool is_told = course.released && course.released->found_by != HotfixSign::all;
    return {StepProgress::unseen,
            is_told ? "its branch is gone" : "nothing says that it is a hotfix"};
  }
  if (course.tip().empty()) {
    return {is_released(facts) ? StepProgress::done : StepProgress::unseen,
            course.branch + ", gone"};
  }
  const std::string where = course.local_tip.empty() ? ", only on " + facts.remote : "";
  if (facts.report) return by_rules(WorkflowStep::branch, facts, course.branch + where);
  return {StepProgress::done, course.branch + where};
}

std::string budget_words(const Report& report) {
  if (!report.budget) return {};
  const DiffBudget& budget = *report.budget;
  return count(budget.files, "file") + " of " + std::to_string(budget.max_files) + ", " +
         count(budget.lines, "line") + " of " + std::to_string(budget.max_lines);
}

Seen fix(const StatusFacts& facts) {
  if (facts.report) return by_rules(WorkflowStep::fix, facts, budget_words(*facts.report));
  if (is_released(facts)) {
    const std::string& merged = facts.merged_subject;
    return {StepProgress::done, merged.empty() ? facts.course.released->subject : merged};
  }
  if (facts.course.tip().empty()) return {StepProgress::unseen};
  return {StepProgress::now, "nothing is committed yet"};
}

std::string tests_words(const Report& report) {
  const auto tests = report.diff.find(PathClass::test);
  if (tests == report.diff.end() || tests->second.files == 0) return "none is asked for";
  return count(tests->second.files, "test file") + " +" + std::to_string(tests->second.added) +
         " -" + std::to_string(tests->second.deleted);
}

Seen test(const StatusFacts& facts) {
  if (facts.report) return by_rules(WorkflowStep::test, facts, tests_words(*facts.report));
  if (!facts.tests) return {is_released(facts) ? StepProgress::unseen : StepProgress::later};
  if (*facts.tests > 0) return {StepProgress::done, count(*facts.tests, "test file")};
  return {StepProgress::missing, "no test came with it"};
}

std::string commits_words(const StatusFacts& facts) {
  const Course& course = facts.course;
  if (course.commits.empty()) return {};
  std::string words = count(course.commits.size(), "commit");
  if (!is_released(facts) && course.finished_at) {
    words += ", the last " + ago(*course.finished_at, facts.now);
  }
  return words;
}

Seen commit(const StatusFacts& facts) {
  if (facts.report) return by_rules(WorkflowStep::commit, facts, commits_words(facts));
  if (is_released(facts)) return {StepProgress::done, commits_words(facts)};
  return {facts.course.tip().empty() ? StepProgress::unseen : StepProgress::later};
}

std::string pushed_words(const StatusFacts& facts) {
  if (facts.remote.empty()) return "there is no remote";
  if (facts.course.remote_tip.empty()) return "not pushed to " + facts.remote;
  if (facts.ahead > 0) return count(facts.ahead, "commit") + " not pushed to " + facts.remote;
  return "pushed to " + facts.remote;
}

Seen known_request(const StatusFacts& facts, const KnownRequest& request) {
  const std::string number = "#" + std::to_string(request.number);
  switch (request.state) {
    case KnownRequest::State::merged:
      return {StepProgress::done, number + " is merged"};
    case KnownRequest::State::closed:
      return {StepProgress::missing, number + " was closed and not merged"};
    case KnownRequest::State::open:
      break;
  }
  if (!request.target.empty() && request.target != facts.refs.production) {
    return {StepProgress::missing, number + " goes into " + request.target};
  }
  const std::string words = number + " is open, " + pushed_words(facts);
  if (!request.is_judged) return {StepProgress::now, words};
  return by_rules(WorkflowStep::pull_request, facts, words);
}

Seen pull_request(const StatusFacts& facts) {
  if (is_released(facts)) {
    const std::string number(request_number(facts.course.released->subject));
    if (number.empty()) return {StepProgress::unseen, "git does not know it"};
    return {StepProgress::done, number.substr(1, number.size() - 2)};
  }
  if (!is_pushed(facts)) {
    if (facts.course.commits.empty()) return {};
    return {is_blocked(facts) ? StepProgress::later : StepProgress::now, pushed_words(facts)};
  }
  if (facts.request) return known_request(facts, *facts.request);
  return {StepProgress::now, pushed_words(facts) + "; git does not know whether it is open"};
}

Seen review(const StatusFacts& facts) {
  if (has_judged_request(facts)) return by_rules(WorkflowStep::review, facts, "approved");
  if (is_released(facts)) return {StepProgress::unseen, "git does not know it"};
  if (!is_pushed(facts)) return {};
  return {StepProgress::unseen, "git does not know it"};
}

Seen merge(const StatusFacts& facts) {
  const Course& course = facts.course;
  const std::string& production = facts.refs.production;
  if (!course.released) {
    const bool is_merged = facts.request && facts.request->state == KnownRequest::State::merged;
    if (is_merged) return {StepProgress::now, production + " is to be fetched"};
    if (has_judged_request(facts) && !first_thing(*facts.report).finding && !is_blocked(facts)) {
      return {StepProgress::now, "nothing is in its way"};
    }
    const bool is_in_effect = !course.commits.empty() && is_there(course.production.state);
    return is_in_effect ? Seen{StepProgress::undecided, course.production.reason} : Seen{};
  }
  const std::string at =
      short_id(course.released->commit) + ", " + shown_time(course.released->released_at);
  if (course.took_back.empty()) return {StepProgress::done, at};
  return {StepProgress::missing, production +
                                     " took it back: " + short_id(course.took_back.back()) +
                                     " (it came by " + short_id(course.released->commit) + ")"};
}

bool is_on_production(const StatusFacts& facts) {
  return facts.course.released && facts.course.took_back.empty();
}

bool is_over(const StatusFacts& facts) {
  return is_on_production(facts) && is_settled(facts.course.released->landing.state);
}

Seen recorded(const std::optional<std::int64_t>& time) {
  return {StepProgress::done, shown_time(*time)};
}

Seen deploy(const StatusFacts& facts) {
  if (facts.course.incident.deployed && facts.course.released) {
    return recorded(facts.course.incident.deployed);
  }
  if (!is_on_production(facts)) return {};
  if (!is_past_deployment(facts) && !is_over(facts)) {
    return {StepProgress::now, "not announced yet"};
  }
  return {StepProgress::unseen, "nobody recorded it here"};
}

Seen verify(const StatusFacts& facts) {
  if (facts.course.incident.verified && facts.course.released) {
    return recorded(facts.course.incident.verified);
  }
  if (!is_on_production(facts)) return {};
  if (!is_over(facts) && !is_past_deployment(facts)) return {};
  if (!is_over(facts) && !is_past_verification(facts)) {
    return {StepProgress::now, "is the issue resolved in production?"};
  }
  return {StepProgress::unseen, "nobody recorded it here"};
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
  std::string words(state_name(landing.state));
  if (!landing.reason.empty()) words += ": " + landing.reason;
  const std::string evidence = evidence_words(landing);
  if (!evidence.empty()) words += " [" + evidence + "]";
  const std::string absent = absent_words(landing);
  return absent.empty() || landing.signal == LandingSignal::none ? words : words + "; " + absent;
}

std::string due_words(const StatusFacts& facts, std::int64_t deadline) {
  const std::int64_t left = deadline - facts.now;
  return left < 0 ? shown_duration(-left) + " late" : "due in " + shown_duration(left);
}

Seen forecast(const StatusFacts& facts) {
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

Seen backport(const StatusFacts& facts) {
  if (!facts.course.released) return forecast(facts);
  const Hotfix& hotfix = *facts.course.released;
  const Landing& landing = hotfix.landing;
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

Seen post_mortem(const StatusFacts& facts) {
  if (!is_on_production(facts)) return {};
  if (!facts.post_mortem) return {StepProgress::later};
  const KnownPostMortem& known = *facts.post_mortem;
  if (known.is_complete) return {StepProgress::done, known.words};
  const std::string words = joined({due_words(facts, known.deadline), known.words, known.fault});
  if (facts.now > known.deadline) return {StepProgress::missing, words};
  return {is_over(facts) ? StepProgress::now : StepProgress::later, words};
}

Seen seen(WorkflowStep step, const StatusFacts& facts) {
  switch (step) {
    case WorkflowStep::severity:
      return severity(facts);
    case WorkflowStep::incident_record:
      return incident_record(facts);
    case WorkflowStep::branch:
      return branch(facts);
    case WorkflowStep::fix:
      return fix(facts);
    case WorkflowStep::test:
      return test(facts);
    case WorkflowStep::commit:
      return commit(facts);
    case WorkflowStep::pull_request:
      return pull_request(facts);
    case WorkflowStep::review:
      return review(facts);
    case WorkflowStep::merge:
      return merge(facts);
    case WorkflowStep::deploy:
      return deploy(facts);
    case WorkflowStep::verify:
      return verify(facts);
    case WorkflowStep::backport:
      return backport(facts);
    case WorkflowStep::post_mortem:
      return post_mortem(facts);
  }
  return {};
}

}  // namespace

std::string severity_of(const StatusFacts& facts) {
  const std::string& recorded = facts.course.incident.severity;
  return recorded.empty() ? said_severity(facts).level : recorded;
}

std::vector<StepStatus> status_steps(const StatusFacts& facts) {
  std::vector<StepStatus> steps;
  for (const WorkflowStep step : workflow_steps()) {
    const Seen one = seen(step, facts);
    steps.push_back({step, one.progress, one.is_warned, one.evidence});
  }
  return steps;
}

}  // namespace hotfix
