// SPDX-License-Identifier: MIT
// Options of the programs that print a report. Only for a file that has a main function: it is
// here that CLI11 is included.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <utility>
#include <vector>

#include "gate/base/terminal.h"

namespace hotfix {

// `option` takes one of the names and puts what stands behind it into `chosen`, which must live as
// long as `app`.
template <class T>
void add_choice(CLI::App& app, const std::string& option, T& chosen,
                const std::vector<std::pair<std::string, T>>& choices, const std::string& help) {
  std::vector<std::string> names;
  for (const auto& choice : choices) names.push_back(choice.first);
  app.add_option_function<std::string>(
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

}  // namespace hotfix
