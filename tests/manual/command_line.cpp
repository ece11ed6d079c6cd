// SPDX-License-Identifier: MIT
#include "tests/manual/command_line.h"

#include <algorithm>
#include <cctype>
#include <sstream>
#include <stdexcept>

namespace hotfix::manual {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string trimmed_line(const std::string& line) {
  const auto begin = line.find_first_not_of(' ');
  return begin == std::string::npos ? ""
                                    : line.substr(begin, line.find_last_not_of(' ') + 1 - begin);
}

// "  hotfix-lint audit    what it does": what it does stands behind two blanks, or below.
void read_example(const std::string& line, Command& command) {
  const std::string text = trimmed_line(line);
  const auto gap = text.find("  ");
  if (line.starts_with("    ") && !command.examples.empty()) {
    command.examples.back().second = text;
  } else if (gap == std::string::npos) {
    command.examples.emplace_back(text, "");
  } else {
    command.examples.emplace_back(text.substr(0, gap), trimmed_line(text.substr(gap)));
  }
}

// "0 pass, 1 blocked, 2 usage or policy error": a digit behind a comma begins the next.
void read_statuses(const std::string& text, Command& command) {
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    while (end < text.size() && !(is_digit(text[end]) && text[end - 1] == ' ' &&
                                  (text[end - 2] == ',' || text[end - 2] == ';'))) {
      ++end;
    }
    std::string words = trimmed_line(text.substr(at + 1, end - at - 1));
    while (!words.empty() && std::string(",;.").find(words.back()) != std::string::npos) {
      words.pop_back();
    }
    command.statuses.emplace_back(text.substr(at, 1), words);
    at = end;
  }
}

}  // namespace

const Command& command_named(const Command& program, const std::string& name) {
  for (const Command& command : program.commands) {
    if (command.name == name) return command;
  }
  throw std::out_of_range(program.name + " has no command " + name);
}

Words valued_options(const Command& program) {
  Words names;
  const auto add = [&](const Command& command) {
    for (const Option& option : command.options) {
      const bool is_known = std::find(names.begin(), names.end(), option.name()) != names.end();
      if (option.takes_value() && !is_known) names.push_back(option.name());
    }
  };
  add(program);
  for (const Command& command : program.commands) add(command);
  return names;
}

void read_footer(const std::string& footer, Command& command) {
  const std::string status = "Exit status: ";
  std::istringstream lines(footer);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with(status)) {
      read_statuses(line.substr(status.size()), command);
    } else if (line.starts_with(" ")) {
      read_example(line, command);
    }
  }
}

Script read_script(const std::string& name, const std::string& text) {
  Script script;
  script.command.name = name;
  std::istringstream lines(text);
  std::string line, prose;
  while (std::getline(lines, line) && line.starts_with("#")) {
    const bool is_ours = !line.starts_with("#!") && line.find("SPDX") == std::string::npos &&
                         line.find("shellcheck") == std::string::npos && line.size() > 2;
    if (!is_ours) continue;
    line.erase(0, 2);
    if (line.starts_with(name + " ") && prose.empty()) {
      script.usage = line.substr(name.size() + 1);
    } else {
      prose += (prose.empty() ? "" : " ") + line;
    }
  }
  const std::string status = "Exit status: ";
  const auto end = prose.find(status);
  if (end != std::string::npos) {
    const std::string rest = prose.substr(end + status.size());
    if (is_digit(rest[0])) read_statuses(rest, script.command);
    if (is_digit(rest[0])) prose.resize(end);
  }
  script.description = trimmed_line(prose);
  script.command.summary = as_phrase(prose.substr(0, prose.find(". ") + 1));
  return script;
}

std::string as_phrase(std::string text) {
  if (text.size() > 1 && std::islower(static_cast<unsigned char>(text[1])) != 0) {
    text[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(text[0])));
  }
  while (!text.empty() && (text.back() == '.' || text.back() == ' ')) text.pop_back();
  return text;
}

}  // namespace hotfix::manual
