// SPDX-License-Identifier: MIT
#include "hooks/history.h"

#include <unistd.h>

#include <iostream>

#include "gate/report/print_options.h"

namespace hotfix {

namespace {

// What is wrong with a number of changes; empty: nothing.
std::string not_a_count(const std::string& text) {
  const bool is_number = text.find_first_not_of("0123456789") == std::string::npos;
  const bool is_count = is_number && text.size() < 10 && text.find_first_not_of('0') < text.size();
  return is_count ? "" : "'" + text + "' is not a number of changes: write 50";
}

std::string footer_of(const std::string& program) {
  // The explanations stand in one column.
  const auto example = [&](std::string command, const std::string& what) {
    command = "  " + program + " history " + command;
    command.resize(std::max<std::size_t>(command.size() + 1, 48), ' ');
    return command + what + "\n";
  };
  return "Examples:\n" + example("--last 200", "what would have been refused?") +
         example("--policy draft.toml", "and by another policy?") +
         "\nExit status: 0 it was replayed, 2 usage or policy error, 3 could not decide.";
}

HistoryReport report_of(const Request& request, const HistoryOptions& options) {
  const Context context = open_context(request, true);
  Graph graph(context.repository);
  LandingIndex index(graph, context.policy);
  std::ostream* watcher = isatty(STDERR_FILENO) == 1 ? &std::cerr : nullptr;
  HistoryReport report = replay(context, index, options.question, watcher);
  if (const std::string note = other_policy_note(context, request); !note.empty()) {
    report.notes.push_back(note);
  }
  return report;
}

int history(const Request& request, const HistoryOptions& options) {
  HistoryStyle style;
  style.color = in_color(options.color, STDOUT_FILENO);
  style.blocks = shows_utf8(STDOUT_FILENO);
  style.width = width_of(STDOUT_FILENO);
  style.all = options.all;
  std::cout << options.format->render(report_of(request, options), style);
  return 0;
}

}  // namespace

CLI::App* add_history(CLI::App& app, const std::string& program, const Request& request,
                      HistoryOptions& options, int& status) {
  auto* command =
      app.add_subcommand("history", "judge what was merged into production by today's policy");
  command->add_option("--last", options.question.last, "how many changes to go back (default: 50)")
      ->type_name("NUMBER")
      ->check(not_a_count);
  command->add_flag("--hotfixes", options.question.only_hotfixes,
                    "only those that the policy calls a hotfix");
  command->add_flag("--all", options.all, "list every change that would have been refused");
  add_format_option(*command, options.format, history_formats(),
                    "how it is written (default: text)");
  add_color_option(*command, options.color);
  command->footer(footer_of(program));
  command->callback([&] { status = history(request, options); });
  return command;
}

}  // namespace hotfix
