// SPDX-License-Identifier: MIT
// The command line of `git hotfix`. What each subcommand does is in the file of its name.
#include "hooks/git_hotfix/git_hotfix.h"

#include <unistd.h>

#include <ctime>
#include <iostream>

#include "gate/base/time_text.h"
#include "gate/report/print_options.h"
#include "gate/run.h"
#include "hooks/git_hotfix/announce.h"
#include "hooks/git_hotfix/backport.h"
#include "hooks/git_hotfix/finish.h"
#include "hooks/git_hotfix/post_mortem.h"
#include "hooks/git_hotfix/rollback.h"
#include "hooks/git_hotfix/start.h"
#include "hooks/git_hotfix/status.h"
#include "hooks/git_hotfix/take_step.h"
#include "hooks/history.h"

namespace hotfix {

namespace {

constexpr const char* kProgram = "git hotfix";
constexpr const char* kVersion = "git-hotfix " HOTFIX_VERSION;
constexpr const char* kWhat = "Walks through a hotfix, from its start to the closed incident.";

// What every subcommand may be given, and what each of them has of its own.
struct Arguments {
  Request request;
  std::string now;
  StepOptions steps;
  StartOptions start;
  AnnounceOptions announce;
  HistoryOptions history;
  RollbackOptions rollback;
  std::string finish;  // the hotfix
  StatusOptions status;
  ColorChoice color = ColorChoice::on_a_terminal;
  BackportOptions backport;
  PostMortemOptions post_mortem;
};

std::int64_t time_of(const std::string& text) {
  return text.empty() ? std::time(nullptr) : time_of_option("--now", text);
}

const Request& request_of(Arguments& arguments) {
  arguments.request.now = time_of(arguments.now);
  arguments.request.trusts_clone = !is_in_ci();
  return arguments.request;
}

void add_where_options(CLI::App& command, Request& request) {
  command.add_option("--production", request.production, "the production branch")
      ->type_name("BRANCH");
  command.add_option("--development", request.development, "the development branch")
      ->type_name("BRANCH");
  command
      .add_option("--policy", request.policy_file,
                  "go by this file, not by production's .hotfix.toml")
      ->type_name("FILE");
}

void add_context_options(CLI::App& command, Arguments& arguments) {
  add_where_options(command, arguments.request);
  command.add_option("--now", arguments.now, "as of this time (ISO 8601 in UTC, or seconds)")
      ->type_name("TIME");
}

void add_step_options(CLI::App& command, StepOptions& steps) {
  command.add_flag("-n,--dry-run", steps.dry_run, "only show the commands");
  command.add_flag("-y,--yes", steps.yes, "do not ask");
}

// What is known of an incident beside its severity.
void add_incident_options(CLI::App& command, Incident& incident) {
  command.add_option("--issue", incident.issue, "what is broken, in a few words")
      ->type_name("TEXT");
  command.add_option("--impact", incident.impact, "who or what is affected")->type_name("TEXT");
  command.add_option("--eta", incident.estimate, "how long the fix will take")->type_name("TEXT");
  command.add_option("--assigned", incident.assigned, "who works on it")->type_name("NAME");
}

void add_start(CLI::App& app, Arguments& arguments, int& status) {
  StartOptions& options = arguments.start;
  auto* command = app.add_subcommand("start", "begin a hotfix: its branch at production's tip");
  command->add_option("slug", options.slug, "what it is about, in a few words: fix-login")
      ->required();
  command->add_option("--severity", options.severity, "P0 or P1")->type_name("LEVEL")->required();
  command->add_option("--criterion", options.incident.criterion, "what makes it that")
      ->type_name("TEXT");
  add_incident_options(*command, options.incident);
  command->add_option("--detected", options.detected, "when it was noticed")->type_name("TIME");
  command->add_flag("--worktree", options.worktree, "in a work tree of its own, beside this one");
  command->add_option("--folder", options.folder, "the same, in this folder")->type_name("FOLDER");
  command->add_flag("--fetch", options.fetching.always, "fetch production first, without asking");
  command->add_flag("--no-fetch", options.fetching.never, "begin at what is known of production");
  add_step_options(*command, arguments.steps);
  add_context_options(*command, arguments);
  command->footer(R"(Examples:
  git hotfix start fix-login --severity P0
  git hotfix start fix-login --severity P0 --criterion 'Authentication system failure' \
    --issue 'nobody can log in' --impact 'all users' --eta '1 hour'
  git hotfix start fix-login --severity P1 --worktree

Exit status: 0 begun, 1 refused or stopped, 2 usage or policy error, 3 could not decide.)");
  command->callback(
      [&] { status = start(request_of(arguments), options, arguments.steps, std::cout); });
}

void add_announce(CLI::App& app, Arguments& arguments, int& status) {
  AnnounceOptions& options = arguments.announce;
  auto* command = app.add_subcommand("announce", "print a message for the team's channel");
  add_choice<Announcement>(*command, "message", options.what,
                           {{"initiated", Announcement::initiated},
                            {"deployed", Announcement::deployed},
                            {"complete", Announcement::complete}},
                           "which one: initiated, deployed or complete")
      ->required();
  command->add_option("hotfix", options.branch,
                      "its branch, or a commit of production (default: what is checked out)");
  command->add_option("--severity", options.incident.severity, "P0 or P1")->type_name("LEVEL");
  add_incident_options(*command, options.incident);
  command->add_option("--next-update", options.next, "when the channel hears more")
      ->type_name("TEXT");
  add_step_options(*command, arguments.steps);
  add_context_options(*command, arguments);
  command->footer(R"(Examples:
  git hotfix announce deployed
  git hotfix announce complete fix-login | pbcopy

Exit status: 0 printed, 1 it would not be true yet, 2 usage or policy error, 3 could not decide.)");
  command->callback([&] {
    status = announce(request_of(arguments), options, arguments.steps, std::cout, std::cerr);
  });
}

void add_rollback(CLI::App& app, Arguments& arguments, int& status) {
  RollbackOptions& options = arguments.rollback;
  auto* command =
      app.add_subcommand("rollback", "take a hotfix back: the workflow's three options");
  command->add_option("hotfix", options.named,
                      "its branch, or a commit of production (default: what is checked out)");
  add_choice<int>(*command, "--option", options.option, {{"1", 1}, {"2", 2}, {"3", 3}},
                  "1 the deployment before, 2 a revert, 3 another hotfix (default: explain them)");
  command->add_flag("--push", options.push, "with option 2: push the revert");
  command->add_option("--reason", options.reason, "with option 2: why, for the message")
      ->type_name("TEXT");
  command->add_option("--slug", options.slug, "with option 3: the branch is hotfix/fix-SLUG")
      ->type_name("SLUG");
  command->add_option("--severity", options.severity, "with option 3: P0 or P1, if not recorded")
      ->type_name("LEVEL");
  command->add_flag("--worktree", options.worktree, "with option 3: in a work tree of its own");
  command->add_flag("--fetch", options.fetching.always, "fetch production first, without asking");
  command->add_flag("--no-fetch", options.fetching.never, "go by what is known of production");
  add_step_options(*command, arguments.steps);
  add_context_options(*command, arguments);
  command->footer(R"(Examples:
  git hotfix rollback hotfix/fix-login
  git hotfix rollback hotfix/fix-login --option 2 --push --reason 'logins fail'
  git hotfix rollback hotfix/fix-login --option 3 --worktree

Exit status: 0 done, 1 refused or stopped, 2 usage or policy error, 3 could not decide.)");
  command->callback(
      [&] { status = rollback(request_of(arguments), options, arguments.steps, std::cout); });
}

void add_finish(CLI::App& app, Arguments& arguments, int& status) {
  auto* command = app.add_subcommand("finish", "delete its branches once it is everywhere");
  command->add_option("hotfix", arguments.finish,
                      "its branch, or a commit of production (default: what is checked out)");
  add_step_options(*command, arguments.steps);
  add_context_options(*command, arguments);
  command->footer(R"(Examples:
  git hotfix finish --dry-run
  git hotfix finish hotfix/fix-login

Exit status: 0 done, 1 refused or stopped, 2 usage or policy error, 3 could not decide.)");
  command->callback([&] {
    status = finish(request_of(arguments), arguments.finish, arguments.steps, std::cout);
  });
}

void add_status(CLI::App& app, Arguments& arguments, int& status) {
  StatusOptions& options = arguments.status;
  auto* command = app.add_subcommand("status", "where a hotfix is, and what to type next");
  command->add_option("hotfix", options.named,
                      "its branch, or a commit of production (default: what is checked out)");
  command->add_flag("--all", options.is_all, "all that are under way, owed, or new: one line each");
  add_format_option(*command, options.format, status_formats(), "text, json or markdown");
  command
      ->add_option("--pr-json", options.pull_request,
                   "what the forge says of its pull request, as hotfix-gate takes it; - is "
                   "standard input")
      ->type_name("FILE");
  command->add_option("--html", options.html, "leave it as a page, too")->type_name("FILE");
  add_color_option(*command, arguments.color);
  add_context_options(*command, arguments);
  command->footer(R"(Examples:
  git hotfix status
  git hotfix status fix-login
  git hotfix status --all
  git hotfix status fix-login --format markdown

Exit status: 0 told, 2 usage or policy error, 3 something could not be decided.)");
  command->callback([&] {
    options.style = {in_color(arguments.color, STDOUT_FILENO), width_of(STDOUT_FILENO)};
    if (isatty(STDERR_FILENO) == 1) options.progress = &std::cerr;
    status = hotfix::status(request_of(arguments), options, std::cout);
  });
}

void add_backport(CLI::App& app, Arguments& arguments, int& status) {
  BackportOptions& options = arguments.backport;
  auto* command = app.add_subcommand("backport", "bring a hotfix to development");
  command->add_option("hotfix", options.hotfix,
                      "its branch, or a commit of production (default: what is checked out)");
  auto* pick = command->add_flag_callback(
      "--pick", [&] { options.method = BackportMethod::pick; }, "pick what production has");
  auto* merge = command->add_flag_callback(
      "--merge", [&] { options.method = BackportMethod::merge; }, "merge the hotfix branch");
  pick->excludes(merge);
  command->add_flag("--push", options.push, "to development too, or for a pull request");
  auto* proceed = command->add_flag("--continue", options.proceed, "once you resolved conflicts");
  auto* abort = command->add_flag("--abort", options.abort, "give up one that stopped");
  proceed->excludes(abort);
  command
      ->add_option("--folder", options.folder,
                   "make it in this folder (default: beside the main work tree)")
      ->type_name("FOLDER");
  command->add_flag("--fetch", options.fetch, "fetch both branches first, without asking");
  command->add_flag("--no-fetch", options.no_fetch, "go by what is known of them");
  add_step_options(*command, arguments.steps);
  add_context_options(*command, arguments);
  command->footer(R"(Examples:
  git hotfix backport                  of the hotfix branch that is checked out
  git hotfix backport fix-login --push
  git hotfix backport 1a2b3c4d --pick --dry-run
  git hotfix backport --continue       once the conflicts are resolved

Exit status: 0 made or not owed, 1 refused, or waits for you, 2 usage or policy error, 3 could not
decide.)");
  command->callback(
      [&] { status = backport(request_of(arguments), options, arguments.steps, std::cout); });
}

void add_post_mortem(CLI::App& app, Arguments& arguments, int& status) {
  PostMortemOptions& options = arguments.post_mortem;
  auto* command =
      app.add_subcommand("post-mortem", "print the document about a hotfix, as far as it is known");
  command->add_option("hotfix", options.branch,
                      "its branch, or a commit of production (default: what is checked out)");
  command->add_flag("--write", options.write, "make it a new file of the work tree");
  command->add_option("--severity", options.incident.severity, "P0 or P1")->type_name("LEVEL");
  command->add_option("--issue", options.incident.issue, "what was broken, in a few words")
      ->type_name("TEXT");
  command->add_option("--impact", options.incident.impact, "who or what was affected")
      ->type_name("TEXT");
  command->add_option("--detected", options.detected, "when it was noticed")->type_name("TIME");
  command->add_option("--verified", options.verified, "when it was seen to be fixed")
      ->type_name("TIME");
  add_step_options(*command, arguments.steps);
  add_context_options(*command, arguments);
  command->footer(R"(Examples:
  git hotfix post-mortem fix-login
  git hotfix post-mortem fix-login --write --detected 2025-06-15T12:30Z

Exit status: 0 printed or written, 1 refused, 2 usage or policy error, 3 could not decide.)");
  command->callback(
      [&] { status = post_mortem(request_of(arguments), options, arguments.steps, std::cout); });
}

void describe(CLI::App& app, Arguments& arguments, int& status) {
  app.require_subcommand(1);
  add_version_flag(app, kVersion);
  app.footer(R"(Examples:
  git hotfix start fix-login --severity P0   begin: branch, message, what to prepare
  git hotfix announce deployed               the message for the channel
  git hotfix backport --push                 back to development
  git hotfix status                          where it is, and what to type next
  git hotfix post-mortem fix-login --write   the document, with all that is known

Exit status: 0 done, 1 refused or stopped, 2 usage or policy error, 3 could not decide.)");
  add_start(app, arguments, status);
  add_announce(app, arguments, status);
  add_where_options(*add_history(app, kProgram, arguments.request, arguments.history, status),
                    arguments.request);
  add_rollback(app, arguments, status);
  add_finish(app, arguments, status);
  add_status(app, arguments, status);
  add_backport(app, arguments, status);
  add_post_mortem(app, arguments, status);
}

int run(int argc, char** argv) {
  Arguments arguments;
  int status = 0;
  CLI::App app(kWhat, kProgram);
  describe(app, arguments, status);
  if (const auto end = end_of_parsing(app, argc, argv)) return *end;
  return status;
}

}  // namespace

void see_git_hotfix_command_line(const std::function<void(const CLI::App&)>& see) {
  Arguments arguments;
  int status = 0;
  CLI::App app(kWhat, "git-hotfix");
  describe(app, arguments, status);
  see(app);
}

int git_hotfix(int argc, char** argv) {
  return run_printing(kProgram, [&] { return run(argc, argv); });
}

}  // namespace hotfix
