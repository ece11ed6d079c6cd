// SPDX-License-Identifier: MIT
#include "gate/workflow/announcement.h"

#include <algorithm>

#include "gate/base/time_text.h"
#include "gate/base/visible.h"
#include "rules/support/commit_subject.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

// "12:30 UTC": a message is read within the day.
std::string time_of_day(std::int64_t time) { return shown_time(time).substr(11); }

// From the moment that it was noticed, or else began, to the moment that it is over.
std::string duration_words(const Course& course, std::int64_t now) {
  const Incident& incident = course.incident;
  const auto from = incident.detected ? incident.detected : incident.started;
  const std::int64_t to = over_at(course, now);
  return from && *from <= to ? shown_duration(to - *from) : std::string();
}

// Each field of a message is a line of it.
std::string one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return std::string(trim(text));
}

const std::string& message_template(Announcement announcement, const WorkflowPolicy& policy) {
  switch (announcement) {
    case Announcement::initiated:
      return policy.initiated;
    case Announcement::deployed:
      return policy.deployed;
    case Announcement::complete:
      return policy.complete;
  }
  return policy.initiated;
}

}  // namespace

std::int64_t over_at(const Course& course, std::int64_t now) {
  if (course.incident.verified || !course.released) return course.incident.verified.value_or(now);
  const Hotfix& released = *course.released;
  const std::int64_t deployed = course.incident.deployed.value_or(released.released_at);
  const std::int64_t landed = released.landed_at.value_or(now);
  return landed < deployed || landed > now ? now : landed;
}

std::string what_was_done(const Course& course) {
  const std::string_view plain =
      without_number(course.change.empty() ? course.released->subject : course.change);
  const auto parsed = parse_subject(plain);
  return std::string(parsed ? parsed->description : trim(plain));
}

MessageValues message_values(const Course& course, const Policy& policy, std::int64_t now) {
  const Incident& incident = course.incident;
  MessageValues values = {{"severity", course.severity()},
                          {"issue", one_line(incident.issue)},
                          {"impact", one_line(incident.impact)},
                          {"estimate", incident.estimate},
                          {"assigned", incident.assigned},
                          {"branch", course.branch},
                          {"duration", duration_words(course, now)},
                          {"next-update", time_of_day(now + policy.workflow.updates)}};
  if (!course.released) return values;
  const Hotfix& released = *course.released;
  const std::string id = short_id(released.commit), done = what_was_done(course);
  values["post-mortem"] = shown_time(released.released_at + policy.post_mortem.deadline);
  values["commit"] = id;
  values["resolution"] = done;
  values["fix"] = done + " (" + id + ")";
  values["deployed"] = shown_time(incident.deployed.value_or(released.released_at));
  return values;
}

std::string message_text(Announcement announcement, const MessageValues& values,
                         const Policy& policy) {
  const std::string text = filled(message_template(announcement, policy.workflow), values);
  return text.ends_with('\n') ? text : text + "\n";
}

std::string posting_text(Announcement announcement, const MessageValues& values,
                         const Policy& policy) {
  const std::string& channel = policy.workflow.channel;
  const bool is_critical = values.at("severity") == "P0";
  const bool is_paged = announcement == Announcement::initiated && is_critical;
  return "Post this" + (channel.empty() ? "" : " in " + visible(channel)) +
         (is_paged ? ", and page who is on call" : "") + ":\n\n" +
         message_text(announcement, values, policy);
}

}  // namespace hotfix
