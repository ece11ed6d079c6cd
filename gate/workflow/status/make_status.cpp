// SPDX-License-Identifier: MIT
#include "gate/workflow/status/make_status.h"

#include <algorithm>

#include "gate/workflow/backport.h"
#include "gate/workflow/status/next_step.h"
#include "gate/workflow/status/status_steps.h"
#include "rules/support/forge.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

HotfixMoments moments_of(const StatusFacts& facts, HotfixPhase phase) {
  const Course& course = facts.course;
  const Incident& incident = course.incident;
  HotfixMoments moments;
  moments.detected = incident.detected;
  moments.started = incident.started;
  moments.begun = course.begun_at;
  if (phase != HotfixPhase::development) moments.committed = course.finished_at;
  if (!course.released) return moments;
  const Hotfix& released = *course.released;
  if (!moments.begun) moments.begun = released.begun_at;
  if (!released.false_date) moments.released = released.released_at;
  moments.deployed = incident.deployed;
  moments.verified = incident.verified;
  moments.landed = released.landed_at;
  if (facts.post_mortem) moments.written = facts.post_mortem->written_at;
  return moments;
}

RunningPhase running_phase(const StatusFacts& facts, HotfixPhase phase) {
  switch (phase) {
    case HotfixPhase::begun:
    case HotfixPhase::development:
      return RunningPhase::development;
    case HotfixPhase::review:
      return RunningPhase::review;
    case HotfixPhase::production:
      return is_past_deployment(facts) ? RunningPhase::backport : RunningPhase::deployment;
    case HotfixPhase::landed:
    case HotfixPhase::complete:
    case HotfixPhase::rolled_back:
      return facts.post_mortem && !facts.post_mortem->is_complete ? RunningPhase::post_mortem
                                                                  : RunningPhase::none;
    case HotfixPhase::unknown:
    case HotfixPhase::undecided:
      break;
  }
  return RunningPhase::none;
}

std::int64_t newest_of(const Course& course) {
  std::int64_t newest =
      std::max(course.finished_at.value_or(0), course.incident.started.value_or(0));
  if (course.released) newest = std::max(newest, course.released->released_at);
  return newest;
}

// Only while it is in review does it matter what the forge knows.
std::string look_command(const StatusFacts& facts, HotfixPhase phase) {
  if (phase != HotfixPhase::review || facts.request) return {};
  const std::string view = view_pull_request(facts.forge, facts.course.branch);
  if (view.empty()) return {};
  return view + " | git hotfix status " + shell_quote(facts.course.branch) + " --pr-json -";
}

// What a merge says is only the name of the branch.
std::string subject_of(const StatusFacts& facts) {
  const Course& course = facts.course;
  if (!facts.merged_subject.empty()) return facts.merged_subject;
  if (course.released) return course.released->subject;
  return course.commits.empty() ? std::string() : std::string(course.commits.back().subject());
}

// A commit of production that a person named, and that nothing calls a hotfix.
NextStep next_of(const StatusFacts& facts, const Policy& policy) {
  NextStep next = next_step(facts, policy);
  const Course& course = facts.course;
  const bool is_told =
      !course.branch.empty() || !course.released || course.released->found_by != HotfixSign::all;
  if (is_told) return next;
  const std::string words = "nothing says that " + name_of(course) + " is a hotfix";
  if (next.words.empty()) return {words + ", and nothing is left to do"};
  next.words = words + "; if it is one, " + next.words;
  return next;
}

}  // namespace

HotfixStatus status_of(const StatusFacts& facts, const Policy& policy) {
  HotfixStatus status;
  status.name = name_of(facts.course);
  status.subject = subject_of(facts);
  status.phase = phase_of(facts);
  status.severity = facts.course.severity();
  status.newest = newest_of(facts.course);
  status.steps = status_steps(facts);
  status.clock =
      hotfix_clock(moments_of(facts, status.phase), running_phase(facts, status.phase), facts.now);
  status.next = next_of(facts, policy);
  status.look = look_command(facts, status.phase);
  status.course = facts.course;
  return status;
}

}  // namespace hotfix
