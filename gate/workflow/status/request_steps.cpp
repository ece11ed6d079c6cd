// SPDX-License-Identifier: MIT
#include "gate/base/time_text.h"
#include "gate/report/report_markdown.h"
#include "gate/workflow/status/next_step.h"
#include "gate/workflow/status/seen_step.h"
#include "rules/support/commit_subject.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

std::string pushed_words(const StatusFacts& facts) {
  if (facts.remote.empty()) return "there is no remote";
  if (facts.course.remote_tip.empty()) return "not pushed to " + facts.remote;
  if (facts.ahead > 0) return count(facts.ahead, "commit") + " not pushed to " + facts.remote;
  return "pushed to " + facts.remote;
}

// "#12" of "hotfix: mend (#12)" and of "Merge pull request #12 from ..."; empty: it names none.
std::string number_of(const std::string& subject) {
  constexpr std::string_view merge = "Merge pull request ";
  if (subject.starts_with(merge)) {
    const std::string rest = subject.substr(merge.size());
    return rest.substr(0, rest.find(' '));
  }
  const std::string number(request_number(subject));
  return number.empty() ? number : number.substr(1, number.size() - 2);
}

SeenStep known_request(const StatusFacts& facts, const KnownRequest& request) {
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

}  // namespace

SeenStep pull_request_step(const StatusFacts& facts) {
  if (is_released(facts)) {
    const std::string number = number_of(facts.course.released->subject);
    if (number.empty()) return {StepProgress::unseen, "git does not know it"};
    return {StepProgress::done, number};
  }
  if (!is_pushed(facts)) {
    if (facts.course.commits.empty()) return {};
    return {is_blocked(facts) ? StepProgress::later : StepProgress::now, pushed_words(facts)};
  }
  if (facts.request) return known_request(facts, *facts.request);
  return {StepProgress::now, pushed_words(facts) + "; git does not know whether it is open"};
}

SeenStep review_step(const StatusFacts& facts) {
  if (has_judged_request(facts)) return by_rules(WorkflowStep::review, facts, "approved");
  if (is_released(facts)) return {StepProgress::unseen, "git does not know it"};
  if (!is_pushed(facts)) return {};
  return {StepProgress::unseen, "git does not know it"};
}

SeenStep merge_step(const StatusFacts& facts) {
  const Course& course = facts.course;
  const std::string& production = facts.refs.production;
  if (!course.released) {
    const bool is_merged = facts.request && facts.request->state == KnownRequest::State::merged;
    if (is_merged) return {StepProgress::now, production + " is to be fetched"};
    if (has_judged_request(facts) && !first_thing(*facts.report).finding && !is_blocked(facts)) {
      return {StepProgress::now, "nothing is in its way"};
    }
    const bool is_in_effect = !course.commits.empty() && is_there(course.production.state);
    return is_in_effect ? SeenStep{StepProgress::undecided, course.production.reason} : SeenStep{};
  }
  const std::string at =
      short_id(course.released->commit) + ", " + shown_time(course.released->released_at);
  if (course.took_back.empty()) return {StepProgress::done, at};
  return {StepProgress::missing, production +
                                     " took it back: " + short_id(course.took_back.back()) +
                                     " (it came by " + short_id(course.released->commit) + ")"};
}

}  // namespace hotfix
