// SPDX-License-Identifier: MIT
// hotfix-gate: what a CI starts. It learns what happened from the event, judges it, and says so in
// every form that the CI shows.
#include "ci/hotfix_gate.h"

#include <unistd.h>

#include <cstdlib>
#include <ctime>
#include <functional>
#include <iostream>

#include "ci/event/github_event.h"
#include "ci/event/open_pull_requests.h"
#include "ci/output/formats.h"
#include "ci/output/github_output.h"
#include "ci/output/report_files.h"
#include "ci/output/runner_log.h"
#include "ci/verdict/judge_event.h"
#include "gate/base/terminal.h"
#include "gate/base/time_text.h"
#include "gate/base/visible.h"
#include "gate/report/print_options.h"
#include "gate/request/context.h"
#include "gate/request/pull_request_json.h"
#include "gate/run.h"
#include "rules/support/forge.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr const char* kProgram = "hotfix-gate";

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string{} : std::string(value);
}

bool is_set(const char* name) { return environment(name) == "true"; }

// Whose CI this is; none where no CI says so.
Forge forge_of_ci() {
  if (is_set("GITHUB_ACTIONS")) return Forge::github;
  return is_set("GITLAB_CI") ? Forge::gitlab : Forge::none;
}

// What the CI says of the pages of the repository and of this run.
Pages pages_of_ci(Forge forge) {
  const std::string github =
      environment("GITHUB_SERVER_URL") + "/" + environment("GITHUB_REPOSITORY");
  Pages pages = pages_of(forge, forge == Forge::gitlab ? environment("CI_PROJECT_URL") : github);
  if (pages.repository.empty()) return pages;
  pages.run = forge == Forge::gitlab ? environment("CI_JOB_URL")
                                     : github + "/actions/runs/" + environment("GITHUB_RUN_ID");
  return pages;
}

struct Arguments {
  Request request;
  std::string fork;
  std::string event = environment("GITHUB_EVENT_NAME");
  std::string payload = environment("GITHUB_EVENT_PATH");
  std::string pull_request, open, base, branch, head, before, now, rules_url;
  const GateFormat* format = &usual_format(forge_of_ci());
  ColorChoice color = ColorChoice::on_a_terminal;
  std::string summary = environment("GITHUB_STEP_SUMMARY");
  std::string output = environment("GITHUB_OUTPUT");
  bool only_branches = false;
  bool exit_zero = false;
  std::vector<std::string> files = std::vector<std::string>(gate_files().size());  // by its rows
};

bool is_told_by_options(const Arguments& arguments) {
  const Event::Kind kind = kind_of_event(arguments.event);
  const bool moves = kind != Event::Kind::ledger && kind != Event::Kind::other;
  return moves && arguments.payload.empty() && !arguments.head.empty();
}

Event read_event(const Arguments& arguments) {
  if (is_told_by_options(arguments)) {
    Event event;
    event.kind = kind_of_event(arguments.event);
    event.name = arguments.event;
    return event;
  }
  const std::string payload =
      arguments.payload.empty() ? std::string{} : read_payload(arguments.payload, kPayloadLimit);
  return read_github_event(arguments.event, payload);
}

void override(std::string& value, const std::string& option) {
  if (!option.empty()) value = option;
}

void require_all(const Event& event) {
  const bool is_whole = event.kind == Event::Kind::pull_request
                            ? !event.branch.empty() && !event.target.empty()
                            : !event.target.empty() || !event.branch.empty();
  if (is_whole) return;
  throw UsageError(
      "without a payload, --event pull_request needs --base, --branch and --head; merge_group "
      "--base, --before and --head; push --branch, --before and --head");
}

Event event_of(const Arguments& arguments) {
  if (arguments.event.empty()) {
    throw UsageError("which event? Give --event, or run it where GITHUB_EVENT_NAME is set");
  }
  Event event = read_event(arguments);
  override(event.target, arguments.base);
  override(event.branch, arguments.branch);
  override(event.fork, arguments.fork);
  override(event.head, arguments.head);
  override(event.before, arguments.before);
  if (is_told_by_options(arguments)) require_all(event);
  event.attempt = std::max(1, std::atoi(environment("GITHUB_RUN_ATTEMPT").c_str()));
  if (!arguments.pull_request.empty() && event.kind == Event::Kind::pull_request) {
    apply_live_pull_request(event, read_payload(arguments.pull_request, kPayloadLimit),
                            arguments.request.forge);
  }
  if (!arguments.open.empty() && event.kind == Event::Kind::pull_request) {
    apply_open_pull_requests(event, read_payload(arguments.open, kPayloadLimit));
  }
  return event;
}

std::int64_t time_of(const std::string& text) {
  return text.empty() ? std::time(nullptr) : time_of_option("--now", text);
}

// Whatever goes wrong on the way to a verdict is reported in every format too.
GateReport judged(Arguments& arguments) {
  GateReport report;
  report.event.name = arguments.event;
  try {
    arguments.request.now = time_of(arguments.now);
    arguments.request.forge = forge_of_ci();
    Event event = event_of(arguments);
    if (arguments.request.forge == Forge::none && event.pull_request) {
      arguments.request.forge = forge_of_url(event.pull_request->url);
    }
    event.forge = arguments.request.forge;
    return judge_event(arguments.request, event);
  } catch (const UsageError& error) {
    report.failure = {ExitStatus::usage, error.what(), {}};
  } catch (const Undecidable& error) {
    report.failure = {ExitStatus::undecided, error.what(), error.fix};
  }
  return report;
}

GateStyle style_of(const Arguments& arguments) {
  return {in_color(arguments.color, STDOUT_FILENO),
          {HOTFIX_VERSION, arguments.rules_url},
          pages_of_ci(arguments.request.forge)};
}

// Where nobody reads the standard error, it is an annotation.
void tell_unwritten(const Arguments& arguments, const std::string& why) {
  if (arguments.format->log_of == Forge::github) {
    std::cout << "::error title=hotfix-gate::" << command_data(visible(why)) << '\n';
  } else {
    std::cerr << kProgram << ": " << visible(why) << '\n';
  }
}

// False, and told, when that cannot be done.
bool try_to(const Arguments& arguments, const std::function<void()>& leave) try {
  leave();
  return true;
} catch (const Undecidable& error) {
  tell_unwritten(arguments, error.what());
  return false;
}

// First what the CI shows and the next steps read, then the files; one that cannot be written keeps
// none of the others from it. False when there was such a one.
bool leave_files(const Arguments& arguments, const GateReport& report) {
  bool all = try_to(arguments, [&] {
    if (arguments.summary.empty()) return;
    append_file(arguments.summary, render_summary(report, style_of(arguments)));
  });
  all &= try_to(arguments, [&] {
    if (arguments.output.empty()) return;
    append_file(arguments.output, github_output(report, random_delimiter()));
  });
  for (std::size_t i = 0; i < gate_files().size(); ++i) {
    const std::string& path = arguments.files[i];
    if (path.empty()) continue;
    all &= try_to(arguments,
                  [&] { write_file(path, gate_files()[i].render(report, style_of(arguments))); });
  }
  return all;
}

// The names of production and development as they are known here, a line each: what a step has to
// fetch before it can be judged.
int print_branches(const Arguments& arguments) {
  Request request = arguments.request;
  request.target = arguments.base;
  const Refs refs = open_context(request, false).refs;
  std::cout << refs.production << '\n' << refs.development << '\n';
  return 0;
}

void describe(CLI::App& app, Arguments& arguments) {
  add_version_flag(app, std::string(kProgram) + " " HOTFIX_VERSION);
  app.add_option("--event", arguments.event, "what happened (default: $GITHUB_EVENT_NAME)")
      ->check(CLI::IsMember(event_names()));
  app.add_option("--payload", arguments.payload,
                 "the event's payload, JSON (default: $GITHUB_EVENT_PATH)")
      ->type_name("FILE");
  app.add_option("--pr-json", arguments.pull_request,
                 "the pull request as it is now, JSON with the keys " + std::string(kLiveFields))
      ->type_name("FILE");
  app.add_option("--open-json", arguments.open,
                 "the open pull requests into production, JSON list with the keys "
                 "number,headRefOid: none may have the same head")
      ->type_name("FILE");
  app.add_option("--base", arguments.base, "the branch a pull request or merge group goes to")
      ->type_name("BRANCH");
  app.add_option("--branch", arguments.branch, "the branch that is judged")->type_name("BRANCH");
  app.add_option("--fork", arguments.fork,
                 "the repository that the branch is in, where it is another one")
      ->type_name("NAME");
  app.add_option("--head", arguments.head, "its tip: an id or a revision")->type_name("REVISION");
  app.add_option("--before", arguments.before, "what a push or a merge group stands on")
      ->type_name("REVISION");
  app.add_option("--repo", arguments.request.repository,
                 "the repository (default: the one around this folder)")
      ->type_name("FOLDER");
  app.add_option("--production", arguments.request.production, "the production branch")
      ->type_name("BRANCH");
  app.add_option("--development", arguments.request.development, "the development branch")
      ->type_name("BRANCH");
  app.add_option("--policy", arguments.request.policy_file,
                 "judge by this file, not by production's .hotfix.toml")
      ->type_name("FILE");
  app.add_option("--now", arguments.now, "judge as of this time (ISO 8601 in UTC, or seconds)")
      ->type_name("TIME");
  add_format_option(app, arguments.format, gate_formats(),
                    "what is printed (default: text; github where GITHUB_ACTIONS is set)");
  add_color_option(app, arguments.color);
  app.add_option("--summary", arguments.summary,
                 "append Markdown here (default: $GITHUB_STEP_SUMMARY)")
      ->type_name("FILE");
  app.add_option("--output", arguments.output,
                 "append the step's outputs here (default: $GITHUB_OUTPUT)")
      ->type_name("FILE");
  for (std::size_t i = 0; i < gate_files().size(); ++i) {
    const GateFile& file = gate_files()[i];
    app.add_option("--" + std::string(file.name), arguments.files[i],
                   "write the report as " + std::string(file.what) + " into this file")
        ->type_name("FILE");
  }
  app.add_flag("--exit-zero", arguments.exit_zero,
               "exit with 0 whatever the verdict; a wrong option or a file that cannot be written "
               "still fails");
  app.add_flag("--branches", arguments.only_branches,
               "print the names of production and development, a line each, and judge nothing");
  app.add_option("--rules-url", arguments.rules_url,
                 "where the rules are explained; SARIF and Markdown link to it")
      ->type_name("URL");
  app.footer(
      "Exit status: 0 pass or not applicable, 1 blocked, 2 usage or policy error, 3 could not "
      "decide.");
}

constexpr const char* kWhat =
    "Judges what a CI is told about: a pull request, a merge group, a push, the ledger.";

int run(int argc, char** argv) {
  Arguments arguments;
  CLI::App app(kWhat, kProgram);
  describe(app, arguments);
  if (const auto end = end_of_parsing(app, argc, argv)) return *end;
  if (arguments.only_branches) return print_branches(arguments);
  const GateReport report = judged(arguments);
  std::cout << arguments.format->render(report, style_of(arguments));
  const bool is_told = leave_files(arguments, report);
  const ExitStatus status = arguments.exit_zero ? ExitStatus::pass : exit_status(report);
  const bool hides = status == ExitStatus::pass && !is_told;
  return static_cast<int>(hides ? ExitStatus::undecided : status);
}

}  // namespace

void see_gate_command_line(const std::function<void(const CLI::App&)>& see) {
  Arguments arguments;
  CLI::App app(kWhat, kProgram);
  describe(app, arguments);
  see(app);
}

int hotfix_gate(int argc, char** argv) {
  return run_printing(kProgram, [&] { return run(argc, argv); });
}

}  // namespace hotfix
