// SPDX-License-Identifier: MIT
// hotfix-gate: what a CI starts. It learns what happened from the event, judges it, and says so in
// every form that the CI shows.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <ctime>
#include <iostream>

#include "ci/event/github_event.h"
#include "ci/event/pull_request_json.h"
#include "ci/output/github_output.h"
#include "ci/output/render_gate.h"
#include "ci/output/report_files.h"
#include "ci/verdict/judge_event.h"
#include "gate/base/terminal.h"
#include "gate/base/time_text.h"
#include "gate/run.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr const char* kProgram = "hotfix-gate";
constexpr std::size_t kCommentLimit = 65'536;  // of a comment on GitHub

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string{} : std::string(value);
}

struct Arguments {
  Request request;
  std::string event = environment("GITHUB_EVENT_NAME");
  std::string payload = environment("GITHUB_EVENT_PATH");
  std::string pull_request, base, branch, head, before, now, rules_url;
  std::string format = environment("GITHUB_ACTIONS") == "true" ? "github" : "text";
  std::string color = "auto";
  std::string summary = environment("GITHUB_STEP_SUMMARY");
  std::string output = environment("GITHUB_OUTPUT");
  std::string json, sarif, comment;
};

// An event that only the options tell of.
Event described(const Arguments& arguments) {
  Event event = read_github_event("ledger", {});
  event.name = arguments.event;
  if (arguments.event == "merge_group") {
    event.kind = Event::Kind::merge_group;
  } else if (arguments.event == "push") {
    event.kind = Event::Kind::push;
  } else {
    event.kind = Event::Kind::pull_request;
  }
  return event;
}

bool is_told_by_options(const Arguments& arguments) {
  const bool has_moves = arguments.event == "merge_group" || arguments.event == "push" ||
                         arguments.event.starts_with("pull_request");
  return has_moves && arguments.payload.empty() && !arguments.head.empty();
}

Event read_event(const Arguments& arguments) {
  if (is_told_by_options(arguments)) return described(arguments);
  const std::string payload =
      arguments.payload.empty() ? std::string{} : read_file(arguments.payload, kPayloadLimit);
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
  override(event.head, arguments.head);
  override(event.before, arguments.before);
  if (is_told_by_options(arguments)) require_all(event);
  event.attempt = std::max(1, std::atoi(environment("GITHUB_RUN_ATTEMPT").c_str()));
  if (!arguments.pull_request.empty() && event.kind == Event::Kind::pull_request) {
    apply_live_pull_request(event, read_file(arguments.pull_request, kPayloadLimit));
  }
  return event;
}

std::int64_t time_of(const std::string& text) {
  if (text.empty()) return std::time(nullptr);
  if (const auto time = parse_time(text)) return *time;
  throw UsageError("--now '" + text +
                   "' is no time: write 2025-06-15T12:30:00Z or seconds since the epoch");
}

// Whatever goes wrong on the way to a judgement is told in every form too.
GateReport judged(Arguments& arguments) {
  GateReport report;
  report.event.name = arguments.event;
  try {
    arguments.request.now = time_of(arguments.now);
    return judge_event(arguments.request, event_of(arguments));
  } catch (const UsageError& error) {
    report.failure = {ExitStatus::usage, error.what(), {}};
  } catch (const Undecidable& error) {
    report.failure = {ExitStatus::undecided, error.what(), error.fix};
  }
  return report;
}

void print(const Arguments& arguments, const GateReport& report) {
  const bool color =
      arguments.color == "auto" ? wants_color(STDOUT_FILENO) : arguments.color == "always";
  if (arguments.format == "json") {
    std::cout << render_gate_json(report);
  } else if (arguments.format == "sarif") {
    std::cout << render_sarif(report, {HOTFIX_VERSION, arguments.rules_url});
  } else if (arguments.format == "markdown") {
    std::cout << render_gate_markdown(report, {});
  } else {
    if (arguments.format == "github") std::cout << render_annotations(report);
    std::cout << render_gate_text(report, color);
  }
}

void leave_files(const Arguments& arguments, const GateReport& report) {
  if (!arguments.json.empty()) write_file(arguments.json, render_gate_json(report));
  if (!arguments.sarif.empty()) {
    write_file(arguments.sarif, render_sarif(report, {HOTFIX_VERSION, arguments.rules_url}));
  }
  if (!arguments.comment.empty()) {
    write_file(arguments.comment, render_gate_markdown(report, {kCommentLimit, true}));
  }
  if (!arguments.summary.empty()) append_file(arguments.summary, render_gate_markdown(report, {}));
  if (!arguments.output.empty()) {
    append_file(arguments.output, github_output(report, random_delimiter()));
  }
}

void describe(CLI::App& app, Arguments& arguments) {
  app.set_version_flag("--version", std::string(kProgram) + " " HOTFIX_VERSION);
  app.add_option("--event", arguments.event,
                 "what happened, by GitHub's name of the event, or `ledger` "
                 "(default: $GITHUB_EVENT_NAME)")
      ->check(CLI::IsMember({"pull_request", "pull_request_target", "pull_request_review",
                             "merge_group", "push", "schedule", "workflow_dispatch", "ledger"}));
  app.add_option("--payload", arguments.payload,
                 "the event's payload, JSON (default: $GITHUB_EVENT_PATH)");
  app.add_option("--pr-json", arguments.pull_request,
                 "the pull request as it is now: what `gh pr view --json ...` prints");
  app.add_option("--base", arguments.base, "the branch a pull request or merge group goes to");
  app.add_option("--branch", arguments.branch, "the branch that is judged");
  app.add_option("--head", arguments.head, "its tip: an id or a revision");
  app.add_option("--before", arguments.before, "what a push or a merge group stands on");
  app.add_option("--repo", arguments.request.repository,
                 "the repository (default: the one around this folder)");
  app.add_option("--production", arguments.request.production, "the production branch");
  app.add_option("--development", arguments.request.development, "the development branch");
  app.add_option("--policy", arguments.request.policy_file,
                 "judge by this file, not by production's .hotfix.toml");
  app.add_option("--now", arguments.now, "judge as of this time (ISO 8601 in UTC, or seconds)");
  app.add_option("--format", arguments.format,
                 "what is printed (default: github in GitHub Actions, else text)")
      ->check(CLI::IsMember({"text", "json", "github", "markdown", "sarif"}));
  app.add_option("--color", arguments.color, "colors in the text (default: auto, on a terminal)")
      ->check(CLI::IsMember({"auto", "always", "never"}));
  app.add_option("--summary", arguments.summary,
                 "append Markdown here (default: $GITHUB_STEP_SUMMARY)");
  app.add_option("--output", arguments.output,
                 "append the step's outputs here (default: $GITHUB_OUTPUT)");
  app.add_option("--json", arguments.json, "write the report as JSON into this file");
  app.add_option("--sarif", arguments.sarif, "write it as SARIF 2.1.0 into this file");
  app.add_option("--comment", arguments.comment,
                 "write it as Markdown for a comment into this file");
  app.add_option("--rules-url", arguments.rules_url,
                 "where the rules are explained; SARIF links to it");
  app.footer(
      "Exit status: 0 pass or not applicable, 1 blocked, 2 usage or policy error, 3 could not "
      "decide.");
}

int run(int argc, char** argv) {
  Arguments arguments;
  CLI::App app("Judges what a CI is told about: a pull request, a merge group, a push, the ledger.",
               kProgram);
  describe(app, arguments);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error, std::cout, std::cerr);
    return code == 0 ? 0 : static_cast<int>(ExitStatus::usage);
  }
  const GateReport report = judged(arguments);
  print(arguments, report);
  leave_files(arguments, report);
  return static_cast<int>(exit_status(report));
}

}  // namespace

}  // namespace hotfix

int main(int argc, char** argv) {
  return hotfix::run_printing(hotfix::kProgram, [&] { return hotfix::run(argc, argv); });
}
