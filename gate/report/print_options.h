// SPDX-License-Identifier: MIT
// Options of the programs that print a report. Only for a file that has a main function: it is
// here that CLI11 is included.
#pragma once

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gate/base/error.h"
#include "gate/base/terminal.h"
#include "gate/base/visible.h"
#include "gate/policy/nearest_name.h"

namespace hotfix {

// `option`, or an argument of that name, takes one of the names and puts what stands behind it into
// `chosen`, which must live as long as `app`.
template <class T>
CLI::Option* add_choice(CLI::App& app, const std::string& option, T& chosen,
                        const std::vector<std::pair<std::string, T>>& choices,
                        const std::string& help) {
  std::vector<std::string> names;
  for (const auto& choice : choices) names.push_back(choice.first);
  return app
      .add_option_function<std::string>(
          option,
          [&chosen, choices](const std::string& name) {
            for (const auto& choice : choices) {
              if (choice.first == name) chosen = choice.second;
            }
          },
          help)
      ->check(CLI::IsMember(names));
}

// `--format` takes the name of a row of the table; `chosen` points to the row.
template <class Format>
void add_format_option(CLI::App& app, const Format*& chosen, const std::vector<Format>& formats,
                       const std::string& help) {
  std::vector<std::pair<std::string, const Format*>> choices;
  for (const Format& format : formats) choices.emplace_back(format.name, &format);
  add_choice(app, "--format", chosen, choices, help);
}

inline void add_color_option(CLI::App& app, ColorChoice& choice) {
  add_choice<ColorChoice>(app, "--color", choice,
                          {{"auto", ColorChoice::on_a_terminal},
                           {"always", ColorChoice::always},
                           {"never", ColorChoice::never}},
                          "colors in the text (default: auto, on a terminal)");
}

// `-h` and `--help` of the program and of its commands; `-V` and `--version` say `version_line`.
inline void add_version_flag(CLI::App& app, const std::string& version_line) {
  app.set_help_flag("-h,--help", "print this help");
  app.set_version_flag("-V,--version", version_line, "print the version");
}

// The subcommand that was given, else the program.
inline const CLI::App& command_given(const CLI::App& app) {
  const auto given = app.get_subcommands();
  return given.empty() ? app : command_given(*given.front());
}

// "there is no option '--fromat'; did you mean '--format'?", of the first word that nothing takes.
inline std::string not_expected(const CLI::App& app) {
  const std::vector<std::string> words = app.remaining(true);
  const std::string word = words.empty() ? "" : words.front().substr(0, words.front().find('='));
  if (word.empty() || word.front() != '-')
    return "nothing more was expected than what is before '" + word + "'";
  std::vector<std::string> options;
  for (const CLI::Option* option : command_given(app).get_options()) {
    for (const std::string& name : option->get_lnames()) options.push_back("--" + name);
  }
  const auto begins = [&](const std::string& option) { return option.rfind(word, 0) == 0; };
  const auto whole = std::find_if(options.begin(), options.end(), begins);
  const std::string meant =
      whole == options.end() ? did_you_mean(word, options) : "; did you mean '" + *whole + "'?";
  return "there is no option '" + word + "'" + meant;
}

// Takes the command line apart. What the program returns where it ends here: help or the version
// was asked for, or something is wrong with it, and all is said. nullopt: go on.
inline std::optional<int> end_of_parsing(CLI::App& app, int argc, char** argv) {
  try {
    app.parse(argc, argv);
    return std::nullopt;
  } catch (const CLI::ExtrasError&) {
    std::cerr << app.get_name() << ": " << visible(not_expected(app)) << "\n";
  } catch (const CLI::Success& asked) {
    return app.exit(asked, std::cout, std::cerr);
  } catch (const CLI::ParseError& error) {
    std::cerr << app.get_name() << ": " << visible(error.what()) << "\n";
  }
  const std::string command = command_given(app).get_name();
  std::cerr << "more: " << app.get_name() << (command == app.get_name() ? "" : " " + command)
            << " --help\n";
  return static_cast<int>(ExitStatus::usage);
}

}  // namespace hotfix
