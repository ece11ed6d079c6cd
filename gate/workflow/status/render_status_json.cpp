// SPDX-License-Identifier: MIT
#include <nlohmann/json.hpp>

#include "gate/base/time_text.h"
#include "gate/base/visible.h"
#include "gate/report/flowchart.h"
#include "gate/workflow/status/render_status.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

using Json = nlohmann::ordered_json;

Json text(std::string_view bytes) { return valid_utf8(bytes); }
Json text_or_null(const std::string& bytes) { return bytes.empty() ? Json() : text(bytes); }
Json time_or_null(const std::optional<std::int64_t>& time) {
  return time ? Json(iso_time(*time)) : Json();
}

Json texts(const std::vector<std::string>& lines) {
  Json list = Json::array();
  for (const std::string& line : lines) list.push_back(text(line));
  return list;
}

// "incident-record", as JSON has it.
std::string id_of(WorkflowStep step) { return slug(label_of(step)); }

Json steps_json(const HotfixStatus& status) {
  Json list = Json::array();
  for (const StepStatus& step : status.steps) {
    list.push_back({{"step", id_of(step.step)},
                    {"label", label_of(step.step)},
                    {"state", progress_name(step.progress)},
                    {"warned", step.is_warned},
                    {"evidence", text_or_null(step.evidence)}});
  }
  return list;
}

Json clock_json(const HotfixStatus& status) {
  Json list = Json::array();
  for (const ClockRow& row : status.clock.rows) {
    Json together = Json::array();
    for (const std::string_view phase : row.together) together.push_back(phase);
    list.push_back({{"phase", row.phase},
                    {"workflow", row.allowed},
                    {"seconds", row.took ? Json(*row.took) : Json()},
                    {"together_with", together},
                    {"running", row.is_running},
                    {"late", row.is_late}});
  }
  return list;
}

Json commits_json(const Course& course) {
  Json list = Json::array();
  for (const Commit& commit : course.commits) list.push_back(commit.id);
  return list;
}

Json incident_json(const Incident& incident) {
  return {{"criterion", text_or_null(incident.criterion)},
          {"issue", text_or_null(incident.issue)},
          {"impact", text_or_null(incident.impact)},
          {"assigned", text_or_null(incident.assigned)},
          {"detected", time_or_null(incident.detected)},
          {"started", time_or_null(incident.started)},
          {"deployed", time_or_null(incident.deployed)},
          {"verified", time_or_null(incident.verified)}};
}

Json released_json(const Course& course) {
  if (!course.released) return {};
  const Hotfix& released = *course.released;
  return {{"commit", released.commit},
          {"released_at", iso_time(released.released_at)},
          {"taken_back_by", texts(course.took_back)},
          {"landing", state_name(released.landing.state)},
          {"reason", text(released.landing.reason)},
          {"evidence", texts(released.landing.evidence)},
          {"landed_at", time_or_null(released.landed_at)},
          {"deadline", iso_time(released.deadline)},
          {"overdue", released.overdue}};
}

Json next_json(const NextStep& next) {
  return {{"words", text(next.words)},
          {"first", texts(next.first)},
          {"commands", texts(next.commands)}};
}

Json hotfix_json(const HotfixStatus& status) {
  const Course& course = status.course;
  return {{"name", text(status.name)},
          {"branch", text_or_null(course.branch)},
          {"subject", text_or_null(status.subject)},
          {"state", phase_name(status.phase)},
          {"severity", text_or_null(status.severity)},
          {"incident", incident_json(course.incident)},
          {"local", text_or_null(course.local_tip)},
          {"remote", text_or_null(course.remote_tip)},
          {"commits", commits_json(course)},
          {"released", released_json(course)},
          {"steps", steps_json(status)},
          {"clock", clock_json(status)},
          {"next", next_json(status.next)}};
}

template <class State, class Name>
std::string names_up_to(State last, Name name) {
  std::string names;
  for (int i = 0; i <= static_cast<int>(last); ++i) {
    names += (i == 0 ? "`\"" : ", `\"") + std::string(name(static_cast<State>(i))) + "\"`";
  }
  return names;
}

std::string step_names() {
  std::string names;
  for (const WorkflowStep step : workflow_steps()) {
    names += (names.empty() ? "`\"" : ", `\"") + id_of(step) + "\"`";
  }
  return names;
}

}  // namespace

std::string render_status_json(const StatusReport& report) {
  Json hotfixes = Json::array();
  for (const HotfixStatus& one : report.hotfixes) hotfixes.push_back(hotfix_json(one));
  const Json status = {{"version", 1},
                       {"now", iso_time(report.now)},
                       {"production", text_or_null(report.refs.production_id)},
                       {"development", text_or_null(report.refs.development_id)},
                       {"hotfixes", hotfixes},
                       {"notes", texts(report.notes)}};
  return status.dump(2, ' ', true) + "\n";
}

JsonKeys status_keys() {
  return {
      {"version", "number", "`1`"},
      {"now", "string", "the time as of which it was looked at"},
      {"production", "string or `null`", "id of production's tip; `null` when it was not found"},
      {"development", "string or `null`", "id of development's tip; `null` when it was not found"},
      {"hotfixes[]", "list of objects", "the one that was asked about, or several, newest first"},
      {"hotfixes[].name", "string", "its branch, else the short id of production's commit"},
      {"hotfixes[].branch", "string or `null`", "short name; `null` where nothing says it"},
      {"hotfixes[].subject", "string or `null`",
       "first line of production's commit, or of its own newest one"},
      {"hotfixes[].state", "string",
       "where it is: " + names_up_to(HotfixPhase::undecided, phase_name)},
      {"hotfixes[].severity", "string or `null`",
       "`\"P0\"` or `\"P1\"`, as recorded or by a trailer; `null`: not known here"},
      {"hotfixes[].incident", "object", "what was recorded in this clone"},
      {"hotfixes[].incident.criterion", "string or `null`", "what makes it that severe"},
      {"hotfixes[].incident.issue", "string or `null`", "what is broken"},
      {"hotfixes[].incident.impact", "string or `null`", "who or what is affected"},
      {"hotfixes[].incident.assigned", "string or `null`", "who works on it"},
      {"hotfixes[].incident.detected", "string or `null`", "when it was noticed"},
      {"hotfixes[].incident.started", "string or `null`", "when the hotfix was begun"},
      {"hotfixes[].incident.deployed", "string or `null`", "when it was told to be deployed"},
      {"hotfixes[].incident.verified", "string or `null`", "when it was told to be verified"},
      {"hotfixes[].local", "string or `null`", "id of the branch here; `null`: there is none"},
      {"hotfixes[].remote", "string or `null`", "id of the branch on the remote, as last fetched"},
      {"hotfixes[].commits[]", "list of strings",
       "ids of its commits that production does not have as they are, oldest first"},
      {"hotfixes[].released", "object or `null`", "`null`: production does not have it"},
      {"hotfixes[].released.commit", "string", "id of production's commit that brought it"},
      {"hotfixes[].released.released_at", "string", "when that was committed"},
      {"hotfixes[].released.taken_back_by[]", "list of strings",
       "ids of production's commits that took it back"},
      {"hotfixes[].released.landing", "string",
       "how it stands on development, as `state` in [the ledger](#the-ledger)"},
      {"hotfixes[].released.reason", "string", "why, in one line"},
      {"hotfixes[].released.evidence[]", "list of strings", "ids of the commits that prove it"},
      {"hotfixes[].released.landed_at", "string or `null`",
       "when it came to development; `null` when it did not"},
      {"hotfixes[].released.deadline", "string", "when it must be there"},
      {"hotfixes[].released.overdue", "boolean", "whether it is owed and that time is past"},
      {"hotfixes[].steps[]", "list of objects", "every step of the workflow, in its order"},
      {"hotfixes[].steps[].step", "string", step_names()},
      {"hotfixes[].steps[].label", "string", "the same for people"},
      {"hotfixes[].steps[].state", "string", names_up_to(StepProgress::later, progress_name)},
      {"hotfixes[].steps[].warned", "boolean", "it is done, and somebody should look at it"},
      {"hotfixes[].steps[].evidence", "string or `null`", "what shows it, in words"},
      {"hotfixes[].clock[]", "list of objects",
       "the phases of the workflow's timeline, in its order, and at the end the total"},
      {"hotfixes[].clock[].phase", "string", "its name"},
      {"hotfixes[].clock[].workflow", "string", "how long it takes by the workflow, in its words"},
      {"hotfixes[].clock[].seconds", "number or `null`",
       "how long it took or is taking; `null` when that is not known"},
      {"hotfixes[].clock[].together_with[]", "list of strings",
       "the phases before it that `seconds` counts as well: where one ended is not known"},
      {"hotfixes[].clock[].running", "boolean", "it is not over"},
      {"hotfixes[].clock[].late", "boolean", "it took longer than the workflow gives"},
      {"hotfixes[].next", "object", "what to do now"},
      {"hotfixes[].next.words", "string", "in words; `\"\"`: nothing is left to do"},
      {"hotfixes[].next.first[]", "list of strings",
       "commands of the team that come before, each by itself"},
      {"hotfixes[].next.commands[]", "list of strings",
       "the commands, each to be run only when the one before succeeded; may be empty"},
      {"notes[]", "list of strings", "remarks for a person, such as which policy was used"},
  };
}

}  // namespace hotfix
