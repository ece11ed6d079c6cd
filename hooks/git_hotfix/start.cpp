// SPDX-License-Identifier: MIT
#include "hooks/git_hotfix/start.h"

#include <algorithm>
#include <filesystem>
#include <ostream>

#include "gate/base/error.h"
#include "gate/base/time_text.h"
#include "gate/base/visible.h"
#include "gate/git/command.h"
#include "gate/request/context.h"
#include "gate/workflow/announcement.h"
#include "gate/workflow/start.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr std::int64_t kFresh = 10 * 60;  // seconds: what was fetched since then is production

std::string output_of(const std::vector<std::string>& arguments) {
  const CommandResult git = run_git(arguments);
  return git.status == 0 ? git.out.substr(0, git.out.find('\n')) : std::string();
}

// "/home/ann/kars-login" beside "/home/ann/kars"; of a bare repository beside its own folder.
std::string folder_beside(const Context& context, const std::string& branch) {
  const std::string top = output_of({"rev-parse", "--show-toplevel"});
  const std::string& prefix = context.policy.hotfix_prefix;
  return (top.empty() ? context.repository.common_dir() : top) + "-" + branch.substr(prefix.size());
}

bool is_fresh(const Context& context) {
  return context.fetched_at >= 0 && context.now - context.fetched_at <= kFresh;
}

std::string age_words(const Context& context) {
  if (context.fetched_at < 0) return "It is not known when production was last fetched";
  return "Production was last fetched " +
         shown_duration(std::max<std::int64_t>(0, context.now - context.fetched_at)) + " ago";
}

// Production lives in this clone alone: there is nothing to fetch.
bool is_local(const Context& context) { return !is_remote(context.settings, context.home); }

// Brings production up to date where somebody wants that. False: it went wrong.
bool refresh(const Context& context, const StartOptions& options, const StepOptions& steps,
             std::ostream& out) {
  const std::string command = fetch_command(context.home, context.refs.production);
  const std::string question = age_words(context) + ". Fetch it first?";
  if (!options.fetch && !agreed(question, steps, false, out)) {
    throw Refused(age_words(context) + ": a hotfix has to begin at what is deployed",
                  command + ", or give --fetch, or --no-fetch to begin at what is known here");
  }
  StepOptions quiet = steps;
  quiet.yes = true;  // it was asked already
  const Taken taken = take({"fetch " + context.refs.production, {{command}}}, quiet, out);
  if (taken == Taken::failed) out << "with --no-fetch it begins at what is known here\n";
  return taken != Taken::failed;
}

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
    start.incident.detected = parse_time(options.detected);
    if (!start.incident.detected) {
      throw UsageError("--detected '" + options.detected +
                       "' is not a time: write 2025-06-15T12:30Z or seconds since the epoch");
    }
  }
  if (start.incident.assigned.empty()) start.incident.assigned = output_of({"config", "user.name"});
  if (options.worktree || !options.folder.empty()) {
    start.folder = options.folder.empty() ? folder_beside(context, branch)
                                          : std::filesystem::absolute(options.folder).string();
  }
  return start;
}

void print_what_is_next(const Start& start, const Policy& policy, std::ostream& out) {
  Course course;
  course.branch = start.branch;
  course.incident = start.incident;
  const std::string& channel = policy.workflow.channel;
  out << "\nPost this" << (channel.empty() ? "" : " in " + visible(channel)) << ":\n\n"
      << message_text(Announcement::initiated,
                      message_values(course, policy, *start.incident.started), policy)
      << "\n"
      << preparation_text(policy, start.incident);
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
  require_new(context, branch_called(options.slug, context.policy));
  if (options.no_fetch || is_fresh(context) || is_local(context)) {
    return begin(context, options, severity, steps, out);
  }
  if (!refresh(context, options, steps, out)) return 1;
  return begin(open_context(request, true), options, severity, steps, out);
}

}  // namespace hotfix
