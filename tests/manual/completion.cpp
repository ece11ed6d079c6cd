// SPDX-License-Identifier: MIT
#include "tests/manual/completion.h"

#include <algorithm>

namespace hotfix::manual {

Values values_of(const Option& option, const Command& program, const Words& rules) {
  if (!option.choices.empty()) return {Offer::words, option.choices};
  if (option.value == "FILE") return {Offer::files};
  if (option.value == "FOLDER") return {Offer::folders};
  if (option.value == "BRANCH" || option.value == "HOTFIX") return {Offer::branches};
  if (option.value == "REVISION") return {Offer::revisions};
  if (option.value == "RULE") return {Offer::words, rules};
  if (option.value != "COMMAND") return {};
  Values values{Offer::words, {}};
  for (const Command& command : program.commands) values.words.push_back(command.name);
  return values;
}

std::string function_name(const std::string& program) {
  std::string name = program;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

std::string replaced(std::string text, const std::string& mark, const std::string& by) {
  for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + by.size())) {
    text.replace(at, mark.size(), by);
  }
  return text;
}

std::string in_one_line(const Words& words) {
  std::string line;
  for (const std::string& word : words) line += (line.empty() ? "" : " ") + word;
  return line;
}

std::string single_quoted(const std::string& text) {
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? "'\\''" : std::string(1, c);
  return quoted + "'";
}

}  // namespace hotfix::manual
