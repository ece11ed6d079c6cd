// SPDX-License-Identifier: MIT
#include "hooks/git_hotfix/announce.h"

#include <ostream>

#include "gate/base/error.h"
#include "gate/base/time_text.h"
#include "gate/workflow/announcement.h"
#include "gate/workflow/course.h"
#include "hooks/git_hotfix/clone.h"
#include "hooks/git_hotfix/set_right.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

// A message that says more than what is so would end the incident in people's heads.
void require_true(Announcement what, const Course& course, const Context& context,
                  const std::string& given) {
  if (what == Announcement::initiated) return;
  const Refs& refs = context.refs;
  require_own(context, course);
  if (!course.released) {
    throw Refused(course.branch + " is not on " + refs.production + " yet",
                  fetch_command(context.home, refs.production));
  }
  if (!course.took_back.empty()) {
    throw Refused(refs.production + " took " + course.branch + " back again (" +
                  short_id(course.took_back.front()) + ")");
  }
  const Landing& landing = course.released->landing;
  if (what == Announcement::deployed || is_settled(landing.state)) return;
  if (landing.state == LandingState::undecided) {
    throw Undecidable(landing.reason, landing.fix, landing.cause);
  }
  throw Refused("it is not complete: " + refs.development + " does not have it, " + landing.reason,
                "git hotfix backport " + shell_quote(name_of(course)) + given);
}

void require_set_right(const Context& context, LandingIndex& index, const Course& course,
                       const std::string& given) {
  const std::string other = being_set_right_by(context, index, course);
  if (other.empty()) return;
  throw Refused("it is not complete: it is set right by " + other + ", which is not over",
                "git hotfix status " + shell_quote(other) + given);
}

// The moment that the message tells of, to be recorded when it is not; null: none.
std::string moment_of(Announcement what, const Incident& incident) {
  if (what == Announcement::deployed && !incident.deployed) return "deployed";
  if (what == Announcement::complete && !incident.verified) return "verified";
  return {};
}

}  // namespace

int announce(const Request& request, const AnnounceOptions& options, const StepOptions& steps,
             std::ostream& out, std::ostream& err) {
  const Context context = open_context(request, true);
  Graph graph(context.repository);
  LandingIndex index(graph, context.policy);
  Course course = course_of(context, index, options.branch);
  const std::string given = given_options(request);
  require_true(options.what, course, context, given);
  if (options.what == Announcement::complete) require_set_right(context, index, course, given);
  const std::string moment = moment_of(options.what, course.incident);
  if (moment == "deployed") course.incident.deployed = context.now;
  course.incident = overlaid(std::move(course.incident), options.incident);
  MessageValues values = message_values(course, context.policy, context.now);
  if (!options.next.empty()) values["next-update"] = options.next;
  out << message_text(options.what, values, context.policy) << std::flush;
  const bool is_lost = !out;  // run_printing says so
  if (is_lost || moment.empty() || course.branch.empty()) return 0;
  const std::int64_t time = moment == "verified" ? over_at(course, context.now) : context.now;
  const std::string when = time == context.now ? "now" : "at " + shown_time(time);
  return exit_status(
      take({"record that it is " + moment + " " + when, {record_time(course.branch, moment, time)}},
           steps, err));
}

}  // namespace hotfix
