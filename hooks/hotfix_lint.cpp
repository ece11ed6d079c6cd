// SPDX-License-Identifier: MIT
// hotfix-lint: the rules by hand, what they say, and the installing of the hooks.
#include "hooks/hotfix_lint.h"

#include <unistd.h>

#include <ctime>
#include <iostream>

#include "gate/base/terminal.h"
#include "gate/base/visible.h"
#include "gate/policy/catalogue.h"
#include "gate/policy/print.h"
#include "gate/report/print_options.h"
#include "gate/report/render.h"
#include "gate/run.h"
#include "hooks/audit.h"
#include "hooks/doctor.h"
#include "hooks/history.h"
#include "hooks/install.h"
#include "hooks/landed.h"
#include "rules/model/registry.h"

namespace hotfix {

namespace {

constexpr const char* kProgram = "hotfix-lint";
constexpr const char* kVersion = "hotfix-lint " HOTFIX_VERSION;

struct Arguments {
  Request request;
  const ReportFormat* format = &report_formats().front();
  ColorChoice color = ColorChoice::on_a_terminal;
  std::string rule, command;  // that is explained
  bool schema = false;
  bool sample = false;
  LandedOptions landed;
  AuditOptions audit;
  HistoryOptions history;
  const PolicyFormat* policy_format = &policy_formats().front();
  Values policy_values = Values::all;
  InstallOptions install;
  bool if_possible = false;
};

// Columns of a page that no terminal shows.
constexpr std::size_t kPage = 80, kUnbroken = static_cast<std::size_t>(-1);

// How a format option says what it is for.
constexpr const char* kFormatHelp = "how it is written (default: text)";

bool in_color(const Arguments& arguments) { return in_color(arguments.color, STDOUT_FILENO); }

int lint(const Arguments& arguments) {
  const Judgement judgement = check_revision(arguments.request);
  for (const Report& report : judgement.reports) {
    TextStyle style;
    style.color = in_color(arguments);
    style.width = width_of(STDOUT_FILENO, 0);
    style.links = has_links(STDOUT_FILENO);
    std::cout << arguments.format->render(report, style);
  }
  return static_cast<int>(exit_status(worst(judgement.reports)));
}

// As wide as the terminal; what is read by a program is not broken into lines.
PageStyle page_style(const Arguments& arguments, std::size_t width_of_a_file) {
  return {in_color(arguments), width_of(STDOUT_FILENO, width_of_a_file)};
}

int explain(const Arguments& arguments) {
  const std::string& id = arguments.rule;
  const Rule* rule = find_rule(id);
  if (!rule) {
    std::vector<std::string> ids;
    for (const Rule* known : all_rules()) ids.emplace_back(known->id);
    const std::string meant = did_you_mean(id, ids);
    throw UsageError("there is no rule '" + id + "'" +
                     (meant.empty() ? "; `hotfix-lint rules` lists them" : meant));
  }
  std::cout << explain_text(*rule, page_style(arguments, kPage));
  return 0;
}

int policy(const Arguments& arguments) {
  if (arguments.schema) {
    std::cout << json_schema();
  } else if (arguments.sample) {
    std::cout << sample_policy(access(kNpmSchema.path, R_OK) == 0 ? kNpmSchema : kOwnSchema);
  } else {
    std::vector<std::string> notes;
    const Policy effective = load_policy(arguments.request, notes);
    std::cout << arguments.policy_format->render(effective, arguments.policy_values);
    for (const std::string& note : notes) std::cerr << "note: " << visible(note) << "\n";
  }
  return 0;
}

int rules(const Arguments& arguments) {
  std::vector<std::string> notes;
  std::cout << rules_table_text(load_policy(arguments.request, notes),
                                page_style(arguments, kUnbroken));
  return 0;
}

void add_context_options(CLI::App& app, Request& request) {
  app.add_option("--repo", request.repository,
                 "the repository (default: the one around this folder)")
      ->type_name("FOLDER");
  app.add_option("--production", request.production,
                 "the production branch, or any commit in its place")
      ->type_name("REVISION");
  app.add_option("--development", request.development, "the development branch, or any commit")
      ->type_name("REVISION");
  app.add_option("--policy", request.policy_file,
                 "judge by this file, not by production's .hotfix.toml")
      ->type_name("FILE");
}

CLI::App* add_landed(CLI::App& app, Arguments& arguments, int& status) {
  LandedOptions& options = arguments.landed;
  auto* command = app.add_subcommand("landed", "say whether a change has reached a branch");
  auto* revisions =
      command->add_option("revision", options.revisions, "commits, branches and ranges A..B");
  command
      ->add_option("--onto", options.onto,
                   "the branch, or any commit (default: the development branch)")
      ->type_name("REVISION");
  command->add_flag("--json", options.json, "one JSON object a line");
  command->add_flag("--stdin", options.lines,
                    "answer each line `<commit> [<onto>]` with one JSON object");
  command->footer(R"(Examples:
  hotfix-lint landed 4f2a91c                    on the development branch?
  hotfix-lint landed --onto release/2 v1.4..main

Exit status: 0 all landed, 1 some did not, 3 some could not be decided.)");
  command->callback([&, revisions] {
    if (options.lines == !revisions->empty()) {
      throw UsageError("landed takes either commits, branches and ranges, or --stdin");
    }
    status = landed(arguments.request, options, std::cin, std::cout);
  });
  return command;
}

CLI::App* add_audit(CLI::App& app, Arguments& arguments, int& status) {
  AuditOptions& options = arguments.audit;
  auto* command = app.add_subcommand("audit", "list production's hotfixes and what is owed");
  add_format_option(*command, options.format, ledger_formats(), kFormatHelp);
  command->add_option("--html", options.html, "leave it as a page for a browser in this file, too")
      ->type_name("FILE");
  command
      ->add_option("--merge", options.merge,
                   "tell as one what several repositories wrote with --format json")
      ->type_name("FILE");
  add_choice<FailOn>(*command, "--fail-on", options.fail_on,
                     {{"missing", FailOn::missing}, {"overdue", FailOn::overdue}},
                     "which debts fail: missing (all) or overdue (default)");
  command->add_option("--now", options.now, "judge as of this time (ISO 8601 in UTC, or seconds)")
      ->type_name("TIME");
  command->add_option("--since", options.since, "begin at this date or commit")
      ->type_name("REVISION");
  add_color_option(*command, arguments.color);
  command->footer(R"(Examples:
  hotfix-lint audit --since 2025-01-01          hotfixes from then on
  hotfix-lint audit --fail-on missing           fail before the deadline, too
  hotfix-lint audit --format markdown           for an issue or a summary
  hotfix-lint audit --html ledger.html          with a picture, for a browser
  hotfix-lint audit --merge a.json b.json       the ledgers of two repositories

Exit status: 0 no debt fails, 1 one does, 2 usage or policy error, 3 could not decide.)");
  command->callback([&] {
    options.color = in_color(arguments);
    options.progress = isatty(STDERR_FILENO) == 1 ? &std::cerr : nullptr;
    status = audit(arguments.request, options, std::cout);
  });
  return command;
}

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands({})) names.push_back(command->get_name());
  return names;
}

// What is not a revision may be a command that was mistyped.
std::string instead_of(const std::string& word, const CLI::App& app) {
  const std::string meant = nearest(word, command_names(app));
  return meant.empty() ? "" : "; the command is `" + std::string(kProgram) + " " + meant + "`";
}

std::string help_of(const CLI::App& app, const std::string& name) {
  // app.help() would be that of the command `help`.
  if (name.empty()) {
    return app.get_formatter()->make_help(&app, kProgram, CLI::AppFormatMode::Normal);
  }
  for (const CLI::App* command : app.get_subcommands({})) {
    if (command->get_name() == name) return command->help(kProgram);
  }
  throw UsageError("there is no command '" + name + "'" + did_you_mean(name, command_names(app)));
}

void add_help(CLI::App& app, Arguments& arguments, int& status) {
  auto* help_command = app.add_subcommand("help", "print the help of a command");
  help_command->add_option("command", arguments.command, "the command; without one, all of them");
  help_command->callback([&] {
    std::cout << help_of(app, arguments.command);
    status = 0;
  });
  auto* version_command = app.add_subcommand("version", "print the version");
  version_command->callback([&] {
    std::cout << kVersion << "\n";
    status = 0;
  });
}

void describe(CLI::App& app, Arguments& arguments, int& status) {
  app.require_subcommand(0, 1);  // what stands behind a command is no second one
  add_version_flag(app, kVersion);
  app.add_option("revision", arguments.request.revision,
                 "a branch, commit or range A..B (default: the current branch)");
  add_context_options(app, arguments.request);
  add_format_option(app, arguments.format, report_formats(), kFormatHelp);
  add_color_option(app, arguments.color);
  app.footer(R"(Examples:
  hotfix-lint                            judge the branch that is checked out
  hotfix-lint hotfix/login               judge another branch, or a range A..B
  hotfix-lint explain minimal-diff       what a rule wants, and why
  hotfix-lint audit                      what production has and development lacks
  hotfix-lint landed hotfix/login        is this change on the development branch?

Exit status: 0 pass, 1 blocked, 2 usage or policy error, 3 could not decide.)");

  add_help(app, arguments, status);
  auto* rules_command = app.add_subcommand("rules", "list the rules and their levels");
  add_color_option(*rules_command, arguments.color);
  rules_command->footer("Exit status: 0, or 2 for a usage or policy error.");
  rules_command->callback([&] { status = rules(arguments); });

  auto* explain_command = app.add_subcommand("explain", "say all about one rule");
  explain_command->add_option("rule", arguments.rule, "its name, as `rules` lists it")->required();
  add_color_option(*explain_command, arguments.color);
  explain_command->footer("Exit status: 0, or 2 when there is no such rule.");
  explain_command->callback([&] { status = explain(arguments); });

  auto* policy_command =
      app.add_subcommand("policy", "print the policy in force and where it came from");
  policy_command->add_flag_callback(
      "--changed", [&] { arguments.policy_values = Values::changed; },
      "only what is not the default");
  policy_command->add_flag("--schema", arguments.schema, "its JSON Schema, for editors");
  policy_command->add_flag("--sample", arguments.sample, "a file with every key and its default");
  policy_command->footer(R"(Examples:
  hotfix-lint policy --changed                  what this team has set
  hotfix-lint policy --sample >.hotfix.toml     a file to begin with
  hotfix-lint policy --schema >.hotfix.schema.json
                                                what editors check that file by)");
  add_format_option(*policy_command, arguments.policy_format, policy_formats(), kFormatHelp);
  policy_command->callback([&] { status = policy(arguments); });

  InstallOptions& where = arguments.install;
  auto* install_command =
      app.add_subcommand("install", "let git start the hooks in this repository");
  install_command->add_option("--repo", where.repository, "the repository (default: this one)")
      ->type_name("FOLDER");
  install_command
      ->add_option("--production", where.production,
                   "remember the production branch, as git config hotfix.production")
      ->type_name("BRANCH");
  install_command
      ->add_option("--development", where.development,
                   "remember the development branch, as git config hotfix.development")
      ->type_name("BRANCH");
  install_command->add_flag("--if-possible", arguments.if_possible,
                            "for a script of npm: never fail, and do nothing in CI");
  install_command->footer(
      "Exit status: 0 done, 2 a person must do something first; then nothing was written.");
  install_command->callback([&] {
    const auto how = arguments.if_possible ? install_if_possible : install;
    status = how(where, std::cout, std::cerr);
  });

  auto* uninstall_command =
      app.add_subcommand("uninstall", "remove the hooks, restore what was there");
  uninstall_command->add_option("--repo", where.repository, "the repository (default: this one)")
      ->type_name("FOLDER");
  uninstall_command->footer(
      "Exit status: 0 done, also when there was nothing, 2 something is in the way.");
  uninstall_command->callback([&] { status = uninstall(where, std::cout, std::cerr); });

  auto* doctor_command = app.add_subcommand("doctor", "prove that git would start the hooks");
  add_color_option(*doctor_command, arguments.color);
  doctor_command->footer("Exit status: 0 all is well, 1 something is not, 2 usage error.");
  doctor_command->callback(
      [&] { status = doctor(arguments.request, page_style(arguments, kUnbroken), std::cout); });

  for (CLI::App* command :
       {rules_command, policy_command, doctor_command, add_landed(app, arguments, status),
        add_audit(app, arguments, status),
        add_history(app, kProgram, arguments.request, arguments.history, status)}) {
    add_context_options(*command, arguments.request);
  }
}

constexpr const char* kWhat = "Judges a hotfix branch by the team's emergency workflow.";

int run(int argc, char** argv) {
  Arguments arguments;
  arguments.request.now = std::time(nullptr);
  arguments.request.trusts_clone = !is_in_ci();
  int status = -1;
  CLI::App app(kWhat, kProgram);
  describe(app, arguments, status);
  if (const auto end = end_of_parsing(app, argc, argv)) return *end;
  if (status >= 0) return status;
  try {
    return lint(arguments);
  } catch (const UnknownRevision& unknown) {
    const bool is_first = unknown.word == arguments.request.revision;  // where a command stands
    throw UsageError(unknown.what() + (is_first ? instead_of(unknown.word, app) : ""));
  }
}

}  // namespace

void see_lint_command_line(const std::function<void(const CLI::App&)>& see) {
  Arguments arguments;
  int status = -1;
  CLI::App app(kWhat, kProgram);
  describe(app, arguments, status);
  see(app);
}

int hotfix_lint(int argc, char** argv) {
  return run_printing(kProgram, [&] { return run(argc, argv); });
}

}  // namespace hotfix
