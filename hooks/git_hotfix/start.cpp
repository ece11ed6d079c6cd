// SPDX-License-Identifier: MIT
#include "hooks/git_hotfix/start.h"

#include <filesystem>
#include <ostream>

#include "gate/base/error.h"
#include "gate/base/time_text.h"
#include "gate/base/visible.h"
#include "gate/request/context.h"
#include "gate/workflow/announcement.h"
#include "gate/workflow/start.h"
#include "hooks/git_hotfix/clone.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

void require_new(const Context& context, const std::string& branch) {
  const std::string again = "; give this one another name";
  for (const std::string& ref :
       {"refs/heads/" + branch, "refs/remotes/" + context.remote + "/" + branch}) {
    if (context.repository.commit_of_ref(ref)) {
      throw Refused("there is a branch " + branch + " already" + again,
                    "git hotfix status " + shell_quote(branch));
    }
  }
  if (has_incident(context.settings, branch)) {
    throw Refused("there was a hotfix " + branch + " before" + again,
                  "git hotfix status " + shell_quote(branch));
  }
}

Start start_of(const Context& context, const StartOptions& options, const Severity& severity,
               const std::string& branch) {
  Start start{
      branch, context.refs.production_ref, context.refs.production_id, {}, options.incident};
  start.incident.severity = severity.level;
  start.incident.criterion = severity.criterion;
  start.incident.started = context.now;
  if (!options.detected.empty()) {
    start.incident.detected = time_of_option("--detected", options.detected);
    if (*start.incident.detected > context.now) {
      throw UsageError("--detected " + options.detected + " is still to come");
    }
  }
  if (start.incident.assigned.empty())
    start.incident.assigned = line_of_git({"config", "user.name"});
  if (options.worktree || !options.folder.empty()) {
    start.folder = options.folder.empty()
                       ? folder_beside(context, context.policy.without_hotfix_prefix(branch))
                       : std::filesystem::absolute(options.folder).string();
  }
  return start;
}

void print_what_is_next(const Start& start, const Policy& policy, std::ostream& out) {
  Course course;
  course.branch = start.branch;
  course.incident = start.incident;
  out << "\n"
      << posting_text(Announcement::initiated,
                      message_values(course, policy, *start.incident.started), policy)
      << "\n"
      << preparation_text(policy, start.incident, start.folder);
}

void require_work_tree(const StartOptions& options) {
  const bool is_here = !options.worktree && options.folder.empty();
  if (is_here && line_of_git({"rev-parse", "--is-bare-repository"}) == "true") {
    throw Refused("nothing can be checked out in a bare repository",
                  "give --worktree, for a work tree of its own");
  }
}

int begin(const Context& context, const StartOptions& options, const Severity& severity,
          const StepOptions& steps, std::ostream& out) {
  production_tip(context, context.refs);
  const Start start =
      start_of(context, options, severity, branch_called(options.slug, context.policy));
  const Taken taken = take(step_of(start), steps, out);
  if (taken == Taken::done || taken == Taken::shown) {
    print_what_is_next(start, context.policy, out);
  }
  return exit_status(taken);
}

}  // namespace

int start(const Request& request, const StartOptions& options, const StepOptions& steps,
          std::ostream& out) {
  const Context context = open_context(request, true);
  const Severity severity =
      severity_of(options.severity, options.incident.criterion, context.policy);
  require_work_tree(options);
  require_new(context, branch_called(options.slug, context.policy));
  switch (
      freshen(context, options.fetching, "a hotfix has to begin at what is deployed", steps, out)) {
    case Fresh::as_it_was:
      return begin(context, options, severity, steps, out);
    case Fresh::fetched:
      return begin(open_context(request, true), options, severity, steps, out);
    case Fresh::failed:
      break;
  }
  return 1;
}

}  // namespace hotfix
