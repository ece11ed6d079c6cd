// SPDX-License-Identifier: MIT
// hotfix-lint: the rules by hand, what they say, and the installing of the hooks.
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
#include "hooks/install.h"
#include "hooks/landed.h"
#include "rules/model/registry.h"

namespace hotfix {

namespace {

constexpr const char* kProgram = "hotfix-lint";

struct Arguments {
  Request request;
  const ReportFormat* format = &report_formats().front();
  ColorChoice color = ColorChoice::on_a_terminal;
  std::string rule;
  bool schema = false;
  bool sample = false;
  LandedOptions landed;
  AuditOptions audit;
  const PolicyFormat* policy_format = &policy_formats().front();
  InstallOptions install;
};

// How a format option says what it is for.
constexpr const char* kFormatHelp = "how it is written (default: text)";

bool in_color(const Arguments& arguments) { return in_color(arguments.color, STDOUT_FILENO); }

int lint(const Arguments& arguments) {
  const Judgement judgement = check_revision(arguments.request);
  for (const Report& report : judgement.reports) {
    TextStyle style;
    style.color = in_color(arguments);
    std::cout << arguments.format->render(report, style);
  }
  return static_cast<int>(exit_status(worst(judgement.reports)));
}

int explain(const std::string& id) {
  const Rule* rule = find_rule(id);
  if (!rule) throw UsageError("there is no rule '" + id + "'; `hotfix-lint rules` lists them");
  std::cout << explain_text(*rule);
  return 0;
}

int policy(const Arguments& arguments) {
  if (arguments.schema) {
    std::cout << json_schema();
  } else if (arguments.sample) {
    std::cout << sample_policy();
  } else {
    std::vector<std::string> notes;
    const Policy effective = load_policy(arguments.request, notes);
    std::cout << arguments.policy_format->render(effective);
    for (const std::string& note : notes) std::cerr << "note: " << visible(note) << "\n";
  }
  return 0;
}

int rules(const Arguments& arguments) {
  std::vector<std::string> notes;
  std::cout << rules_table_text(load_policy(arguments.request, notes));
  return 0;
}

void add_context_options(CLI::App& app, Request& request) {
  app.add_option("--repo", request.repository,
                 "the repository (default: the one around this folder)");
  app.add_option("--production", request.production,
                 "the production branch, or any commit in its place");
  app.add_option("--development", request.development, "the development branch, or any commit");
  app.add_option("--policy", request.policy_file,
                 "judge by this file, not by production's .hotfix.toml");
}

CLI::App* add_landed(CLI::App& app, Arguments& arguments, int& status) {
  LandedOptions& options = arguments.landed;
  auto* command = app.add_subcommand("landed", "say whether a change has reached a branch");
  auto* revisions =
      command->add_option("revision", options.revisions, "commits, branches and ranges A..B");
  command->add_option("--onto", options.onto,
                      "the branch, or any commit (default: the development branch)");
  command->add_flag("--json", options.json, "one JSON object a line");
  command->add_flag("--stdin", options.lines,
                    "answer each line `<commit> [<onto>]` with one JSON object");
  command->footer("Exit status: 0 all landed, 1 some did not, 3 some could not be decided.");
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
  add_choice<FailOn>(*command, "--fail-on", options.fail_on,
                     {{"missing", FailOn::missing}, {"overdue", FailOn::overdue}},
                     "which debts fail: missing (all) or overdue (default)");
  command->add_option("--now", options.now, "judge as of this time (ISO 8601 in UTC, or seconds)");
  command->add_option("--since", options.since, "begin at this date or commit");
  add_color_option(*command, arguments.color);
  command->footer(
      "Exit status: 0 no debt fails, 1 one does, 2 usage or policy error, 3 could not decide.");
  command->callback([&] {
    options.color = in_color(arguments);
    options.progress = isatty(STDERR_FILENO) == 1 ? &std::cerr : nullptr;
    status = audit(arguments.request, options, std::cout);
  });
  return command;
}

void describe(CLI::App& app, Arguments& arguments, int& status) {
  app.set_version_flag("--version", std::string(kProgram) + " " HOTFIX_VERSION);
  app.add_option("revision", arguments.request.revision,
                 "a branch, commit or range A..B (default: the current branch)");
  add_context_options(app, arguments.request);
  add_format_option(app, arguments.format, report_formats(), kFormatHelp);
  add_color_option(app, arguments.color);
  app.footer("Exit status: 0 pass, 1 blocked, 2 usage or policy error, 3 could not decide.");

  auto* rules_command = app.add_subcommand("rules", "list the rules and their levels");
  rules_command->callback([&] { status = rules(arguments); });

  auto* explain_command = app.add_subcommand("explain", "say all about one rule");
  explain_command->add_option("rule", arguments.rule)->required();
  explain_command->callback([&] { status = explain(arguments.rule); });

  auto* policy_command =
      app.add_subcommand("policy", "print the policy in force and where it came from");
  policy_command->add_flag("--schema", arguments.schema, "its JSON Schema, for editors");
  policy_command->add_flag("--sample", arguments.sample, "a file with every key and its default");
  add_format_option(*policy_command, arguments.policy_format, policy_formats(), kFormatHelp);
  policy_command->callback([&] { status = policy(arguments); });

  InstallOptions& where = arguments.install;
  auto* install_command =
      app.add_subcommand("install", "let git start the hooks in this repository");
  install_command->add_option("--repo", where.repository, "the repository (default: this one)");
  install_command->add_option("--production", where.production,
                              "remember the production branch, as git config hotfix.production");
  install_command->add_option("--development", where.development,
                              "remember the development branch, as git config hotfix.development");
  install_command->callback([&] { status = install(where, std::cout, std::cerr); });

  auto* uninstall_command =
      app.add_subcommand("uninstall", "remove the hooks, restore what was there");
  uninstall_command->add_option("--repo", where.repository, "the repository (default: this one)");
  uninstall_command->callback([&] { status = uninstall(where, std::cout, std::cerr); });

  auto* doctor_command = app.add_subcommand("doctor", "prove that git would start the hooks");
  doctor_command->callback([&] { status = doctor(arguments.request, std::cout); });

  for (CLI::App* command :
       {rules_command, policy_command, doctor_command, add_landed(app, arguments, status),
        add_audit(app, arguments, status)}) {
    add_context_options(*command, arguments.request);
  }
}

int run(int argc, char** argv) {
  Arguments arguments;
  arguments.request.now = std::time(nullptr);
  int status = -1;
  CLI::App app("Judges a hotfix branch by the team's emergency workflow.", kProgram);
  describe(app, arguments, status);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error, std::cout, std::cerr);
    return code == 0 ? 0 : static_cast<int>(ExitStatus::usage);
  }
  return status >= 0 ? status : lint(arguments);
}

}  // namespace

}  // namespace hotfix

int main(int argc, char** argv) {
  return hotfix::run_printing(hotfix::kProgram, [&] { return hotfix::run(argc, argv); });
}
