// SPDX-License-Identifier: MIT
#include "hooks/git_hotfix/rollback.h"

#include <algorithm>
#include <filesystem>
#include <ostream>

#include "gate/base/error.h"
#include "gate/base/visible.h"
#include "gate/git/discovery/command.h"
#include "gate/request/subject.h"
#include "gate/run.h"
#include "gate/workflow/announcement.h"
#include "gate/workflow/rollback.h"
#include "hooks/git_hotfix/start.h"
#include "rules/form/revert_reason.h"
#include "rules/support/forge.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr std::size_t kLongestSlug = 46;  // bytes: with "fix-" before it, as long as a slug may be

// A hotfix that is taken back, and where.
struct Case {
  const Request& request;
  const Context& context;
  LandingIndex& index;
  Course course;
  Rollback rollback;
};

Case case_of(const Request& request, const Context& context, LandingIndex& index,
             const RollbackOptions& options) {
  const std::string given = given_options(request);
  Course course = course_of(context, index, options.named);
  // Another hotfix may follow one that was taken back as well.
  Rollback rollback = options.option == 3 ? released_by(context, index, course, given)
                                          : rollback_of(context, index, course, given);
  add_reason(index, std::string(trim(options.reason)), rollback);
  return {request, context, index, std::move(course), std::move(rollback)};
}

// What the rules have against a push that makes `branch` the revert.
struct Objection {
  Verdict verdict = Verdict::pass;
  std::string words;  // empty: nothing
  std::string rule = {};
};

Objection objection(const Context& context, LandingIndex& index, const Rollback& rollback,
                    const std::string& branch, const std::string& before) {
  const RefUpdate update{"HEAD", rollback.revert, "refs/heads/" + branch, before};
  const Subject subject = subject_of_push(update, context.home, context.policy);
  const Report report = report_on(context, index, {subject, context.refs});
  if (report.verdict == Verdict::undecided) {
    return {report.verdict, report.undecided.front().reason};
  }
  for (const RuleFinding& found : report.findings) {
    if (found.finding.level != Level::error) continue;
    return {report.verdict, found.finding.message + " (" + std::string(found.rule->id) + ")",
            std::string(found.rule->id)};
  }
  return {};
}

// Why the revert cannot be pushed straight to production, asked of the rules; empty: it can.
std::string not_direct(const Case& one) {
  const Rollback& rollback = one.rollback;
  const std::string& production = one.context.refs.production;
  if (rollback.revert.empty()) return "it conflicts";
  if (!rollback.newer.empty()) {
    return count(rollback.newer.size(), "newer commit stays", "newer commits stay") + " on " +
           production;
  }
  if (rollback.is_by_signs) {
    return "which commits of " + production + " are of " + rollback.name +
           " is told by their subjects alone";
  }
  const std::string words =
      objection(one.context, one.index, rollback, production, rollback.tip).words;
  if (words.empty() || !rollback.brings_back) return words;
  return "what " + production + " took back would be live again";
}

// What a person adds to the command where a rule may be waived.
std::string waiving(const std::string& rule) {
  return " --reason " + shell_quote("Hotfix-Waive: " + rule + " <why>");
}

void require_good(const Case& one, const std::string& branch) {
  const Objection found = objection(one.context, one.index, one.rollback, branch, {});
  if (found.verdict != Verdict::blocked) return;
  throw Refused("the push of " + branch + " would be refused: " + found.words,
                fix_forward_command(one.rollback) +
                    ", and do it there with what is missing, or give a good reason" +
                    (found.rule.empty() ? "" : ":" + waiving(found.rule)));
}

void require_possible(const Case& one) {
  if (!one.rollback.revert.empty()) return;
  throw Refused("a revert conflicts with newer commits of " + one.context.refs.production +
                    ", in " + with_commas(first_few(one.rollback.conflicts)) + "; nothing was done",
                rollback_command(one.rollback, "1") + ", or --option 3");
}

// The branch of the revert: the first free name, or one that holds this very revert.
struct RevertBranch {
  std::string name;
  std::string made;  // full id of the revert that is there already; empty: there is none
  std::vector<std::string> other;  // that have the names before it: reverts on an older production
};

std::string made_on(const Case& one, const std::string& name) {
  const auto tip = one.context.repository.commit_of_ref("refs/heads/" + name);
  if (!tip) return {};
  Graph& graph = one.index.graph;
  const Oid production = parse_oid(one.rollback.tip), revert = parse_oid(one.rollback.revert);
  const bool is_same = graph.header(*tip).tree == graph.header(revert).tree;
  return is_same && is_ancestor(graph, production, *tip) ? tip->hex() : std::string();
}

bool is_free(const Context& context, const std::string& name) {
  return !context.repository.commit_of_ref("refs/heads/" + name) &&
         !context.repository.commit_of_ref("refs/remotes/" + context.remote + "/" + name);
}

RevertBranch revert_branch(const Case& one) {
  const std::string start = "revert-" + one.rollback.name;
  RevertBranch branch;
  for (int i = 1;; ++i) {
    branch.name = i == 1 ? start : start + "-" + std::to_string(i);
    branch.made = made_on(one, branch.name);
    if (!branch.made.empty() || is_free(one.context, branch.name)) return branch;
    branch.other.push_back(branch.name);
  }
}

// "../kars-revert-login", for whatever is reverted; `left`: those of earlier runs.
std::string free_folder(const Case& one, std::vector<std::string>& left) {
  std::string part = one.context.policy.without_hotfix_prefix(one.rollback.name);
  std::replace(part.begin(), part.end(), '/', '-');
  const std::string start = folder_beside(one.context, "revert-" + part);
  std::string folder = start;
  for (int i = 2; std::filesystem::exists(folder); ++i) {
    left.push_back(folder);
    folder = start + "-" + std::to_string(i);
  }
  return folder;
}

// What earlier runs left behind, which this one goes around.
void print_left(const Case& one, const RevertBranch& branch,
                const std::vector<std::string>& folders, std::ostream& out) {
  Commands drop;
  for (const std::string& folder : folders) drop.push_back(remove_worktree(folder));
  for (const std::string& name : branch.other) {
    const auto tip = one.context.repository.commit_of_ref("refs/heads/" + name);
    if (tip) drop.push_back(drop_branch(name, tip->hex()));
  }
  if (drop.empty()) return;
  out << "An earlier rollback left this behind; if it is not needed any more:\n";
  for (const std::string& line : drop) print_lines({line}, out);
}

// The push of a revert that an earlier run made.
Step push_of(const Case& one, const RevertBranch& branch, bool is_direct) {
  if (is_direct) {
    const std::string& production = one.context.refs.production;
    return {"push the revert " + short_id(branch.made) + " to " + production,
            {{push_as(production, branch.made, one.context.home)},
             {drop_branch(branch.name, branch.made)}}};  // production has it
  }
  return {"push " + branch.name,
          {{push_branch(branch.name, one.context.remote),
            {delete_on_remote(branch.name, branch.made, one.context.remote)}}}};
}

RevertPlan plan_of(const Case& one, const RollbackOptions& options, const RevertBranch& branch,
                   bool is_direct) {
  RevertPlan plan;
  if (!options.push || !is_direct) plan.branch = branch.name;
  plan.reason = std::string(trim(options.reason));
  if (options.push) plan.remote = is_direct ? one.context.home : one.context.remote;
  return plan;
}

// The command that makes the revert did so before, and does not know of the reason.
void require_reason(const RevertBranch& branch, const RollbackOptions& options) {
  if (branch.made.empty() || trim(options.reason).empty()) return;
  const std::string message = run_git({"log", "-1", "--format=%B", branch.made}).out;
  if (message.find(trim(options.reason)) != std::string::npos) return;
  throw Refused(branch.name + " is there already, with a message that does not say this reason",
                drop_branch(branch.name, branch.made) + ", and the same again");
}

void print_request(const Case& one, const std::string& branch, bool has_reason, std::ostream& out) {
  const Context& context = one.context;
  const ForgeFix open = open_pull_request(context.forge, context.refs.production, branch);
  out << "Next" << (open.commands.empty() ? ": " + visible(open.words) : "") << "\n";
  print_lines(open.commands, out);
  if (!has_reason) out << "Say in its description why it is taken back.\n";
}

// What brings back what production's newest commits took back.
struct Again {
  Rollback rollback;
  Objection objection;
  Commands commands;
};

// With the waiver that it had, where the rules want one.
Again again(const Case& one) {
  const Context now = open_context(one.request, true);
  Graph graph(now.repository);
  LandingIndex index(graph, now.policy);
  Again again{bringing_again(now, index, one.rollback.commits.size()), {}, {}};
  Rollback& rollback = again.rollback;
  rollback.given = one.rollback.given;
  RevertPlan plan;
  plan.branch = "revert-" + rollback.name;
  plan.folder = folder_beside(now, plan.branch);
  plan.remote = now.remote;
  again.objection = objection(now, index, rollback, plan.branch, {});
  if (!again.objection.rule.empty()) {
    const auto waivers = waivers_of(one.index, one.rollback, again.objection.rule);
    if (!waivers.empty()) plan.reason = waivers.front();
    add_reason(index, plan.reason, rollback);
    again.objection = objection(now, index, rollback, plan.branch, {});
  }
  if (rollback.commits.size() > 1) {
    again.commands = commands_of(step_of(rollback, plan, now.refs.production));
  } else {
    again.commands = {rollback_command(rollback, "2 --push") +
                      (plan.reason.empty() ? "" : " --reason " + shell_quote(plan.reason))};
  }
  return again;
}

void print_after_production(const Case& one, Taken taken, std::ostream& out) {
  if (taken == Taken::shown) return;
  const bool is_promotion = one.rollback.promoted != Promoted::no;
  const std::string what = is_promotion ? "it" : "the hotfix";
  const Again bringing = again(one);
  out << "A push to " << one.context.refs.production << " is not undone. To bring " << what
      << " again";
  if (bringing.objection.words.empty()) {
    out << ":\n";
    print_lines(bringing.commands, out);
    return;
  }
  out << " as it was is refused: " << visible(bringing.objection.words) << ".\n";
  if (is_promotion) {
    out << "If there is a good reason, say it:\n";
    print_lines(
        {rollback_command(bringing.rollback, "2 --push") + waiving(bringing.objection.rule)}, out);
  } else {
    out << "Begin another hotfix, which brings it with what is missing:\n";
    print_lines({fix_forward_command(one.rollback)}, out);
  }
}

// The push is what failed: the revert is made, with its reason.
bool is_reverted_in(const RevertPlan& plan, const Rollback& rollback) {
  const CommandResult made = run_git({"-C", plan.folder, "log", "-1", "--format=%B"});
  return made.status == 0 && made.out.find(plan.reason) != std::string::npos &&
         line_of_git({"-C", plan.folder, "rev-list", "--count", rollback.tip + "..HEAD"}) ==
             std::to_string(rollback.commits.size());
}

void print_failed_push(const Case& one, const RevertPlan& plan, const std::string& branch,
                       std::ostream& out) {
  const Context& context = one.context;
  if (!plan.branch.empty() || !is_reverted_in(plan, one.rollback)) return;
  out << "If " << context.refs.production << " has moved on, fetch it, and begin again:\n";
  print_lines({fetch_command(context.home, context.refs.production)}, out);
  out << "If it takes no push, push the revert as a branch:\n";
  print_lines({push_head_in(plan.folder, branch, context.remote)}, out);
  print_request(one, branch, !plan.reason.empty(), out);
}

void print_next(const Case& one, const RollbackOptions& options, const RevertBranch& branch,
                bool is_direct, Taken taken, std::ostream& out) {
  const Context& context = one.context;
  const bool has_remote = is_remote(context.settings, context.remote);
  out << "\n";
  if (!has_remote) {
    out << "Next\n";
    print_lines({"git switch " + shell_quote(context.refs.production),
                 "git merge --ff-only " + shell_quote("refs/heads/" + branch.name)},
                out);
  } else if (!options.push) {
    out << "Next, the push" << (is_direct ? " to " + context.refs.production : "") << "\n";
    print_lines({rollback_command(one.rollback, "2 --push")}, out);
  } else if (is_direct) {
    print_after_production(one, taken, out);
  } else {
    print_request(one, branch.name, !options.reason.empty(), out);
  }
  out << owed_text(one.rollback, context.policy, context.refs.production_ref);
}

int revert(const Case& one, const RollbackOptions& options, const StepOptions& steps,
           std::ostream& out) {
  require_possible(one);
  if (options.push && !is_remote(one.context.settings, one.context.home)) {
    throw Refused("there is no remote to push to", rollback_command(one.rollback, "2"));
  }
  out << promotion_text(one.rollback, one.context.policy);
  const std::string why_not = not_direct(one);
  const bool is_direct = why_not.empty();
  const RevertBranch branch = revert_branch(one);
  require_reason(branch, options);
  if (!is_direct) {
    require_good(one, branch.name);
    out << "This needs a " << request_name(one.context.forge) << ": " << visible(why_not) << "\n"
        << newer_text(one.rollback);
  }
  RevertPlan plan = plan_of(one, options, branch, is_direct);
  std::vector<std::string> left;
  plan.folder = free_folder(one, left);
  print_left(one, branch, left, out);
  if (!branch.made.empty() && !options.push) {
    out << branch.name << " is there already\n";
    print_next(one, options, branch, is_direct, Taken::shown, out);
    return 0;
  }
  const Step step = branch.made.empty() ? step_of(one.rollback, plan, one.context.refs.production)
                                        : push_of(one, branch, is_direct);
  const Taken taken = take(step, steps, out);
  if (taken == Taken::failed && branch.made.empty()) {
    print_failed_push(one, plan, branch.name, out);
  }
  if (exit_status(taken) == 0) print_next(one, options, branch, is_direct, taken, out);
  return exit_status(taken);
}

// "login" of "hotfix/login"; of a commit what it did.
std::string slug_of(const Case& one) {
  const std::string& branch = one.course.branch;
  return slug(
      branch.empty() ? what_was_done(one.course) : one.context.policy.without_hotfix_prefix(branch),
      kLongestSlug);
}

void inherit_severity(const Case& one, const RollbackOptions& options, StartOptions& start) {
  const Incident& incident = one.course.incident;
  std::string said = options.severity.empty() ? incident.severity : options.severity;
  if (said == incident.severity) start.incident.criterion = incident.criterion;
  if (said.empty()) {
    said = one.course.said.level;
    start.incident.criterion = one.course.said.criterion;
  }
  if (said.empty()) {
    throw UsageError("nothing is recorded of " + one.rollback.name +
                     ": give --severity P0 or --severity P1");
  }
  start.severity = said;
}

int fix_forward(const Request& request, const Case& one, const RollbackOptions& options,
                const StepOptions& steps, std::ostream& out) {
  const Incident& incident = one.course.incident;
  StartOptions start;
  start.slug = options.slug.empty() ? slug_of(one) : options.slug;
  if (!options.slug.starts_with("fix-")) start.slug = "fix-" + start.slug;
  start.worktree = options.worktree;
  start.fetching = options.fetching;
  start.incident.issue = incident.issue;
  start.incident.impact = incident.impact;
  start.incident.fixes = one.course.released->commit;
  inherit_severity(one, options, start);
  const int status = hotfix::start(request, start, steps, out);
  if (status != 0) return status;
  out << "The last trailer links it to what it sets right: " << rollback_title(one.rollback)
      << "\n";
  return status;
}

int explain(const Case& one, std::ostream& out) {
  out << options_text(one.rollback, one.context.policy, not_direct(one));
  const std::string owed =
      promotion_text(one.rollback, one.context.policy) +
      owed_text(one.rollback, one.context.policy, one.context.refs.production_ref);
  out << (owed.empty() ? "" : "\n") << owed;
  const std::string note = age_note(one.context);
  out << (note.empty() ? "" : "\n") << note;
  return 0;
}

int answer(const Request& request, const Context& context, const RollbackOptions& options,
           const StepOptions& steps, std::ostream& out) {
  Graph graph(context.repository);
  LandingIndex index(graph, context.policy);
  const Case one = case_of(request, context, index, options);
  switch (options.option) {
    case 1:
      out << deployment_text(one.rollback, context.policy);
      return 0;
    case 2:
      return revert(one, options, steps, out);
    case 3:
      return fix_forward(request, one, options, steps, out);
    default:
      return explain(one, out);
  }
}

// What an option does not look at was meant for another one.
void require_sense(const RollbackOptions& options) {
  const bool is_of_revert = options.push || !options.reason.empty();
  if (options.option != 2 && is_of_revert) {
    throw UsageError("--push and --reason go with --option 2");
  }
  const bool is_of_fix = options.worktree || !options.slug.empty() || !options.severity.empty();
  if (options.option != 3 && is_of_fix) {
    throw UsageError("--slug, --severity and --worktree go with --option 3");
  }
  const bool is_waiver = options.reason.starts_with("Hotfix-Waive: ");
  if (options.reason.empty() || is_waiver || gives_reason(options.reason)) return;
  throw UsageError("--reason '" + options.reason + "' does not say why it is taken back");
}

}  // namespace

int rollback(const Request& request, const RollbackOptions& options, const StepOptions& steps,
             std::ostream& out) {
  require_sense(options);
  const Context context = open_context(request, true);
  if (options.option != 2) return answer(request, context, options, steps, out);
  switch (
      freshen(context, options.fetching, "what is deployed may be another commit", steps, out)) {
    case Fresh::as_it_was:
      return answer(request, context, options, steps, out);
    case Fresh::fetched:
      return answer(request, open_context(request, true), options, steps, out);
    case Fresh::failed:
      break;
  }
  return 1;
}

}  // namespace hotfix
