// SPDX-License-Identifier: MIT
#include "tests/manual/completion.h"

namespace hotfix::manual {

namespace {

// In single quotes fish reads \' and \\ alone.
std::string quoted(const std::string& text) {
  std::string result = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') result += '\\';
    result += c;
  }
  return result + "'";
}

// The option that says what is offered; -x takes a value and offers no files beside.
std::string offered(const Values& values, const std::string& function) {
  switch (values.offer) {
    case Offer::nothing:
      return " -x";
    case Offer::files:
      return " -r -F";
    case Offer::folders:
      return " -x -a '(__fish_complete_directories)'";
    case Offer::branches:
      return " -x -a '(__" + function + "_branches)'";
    case Offer::revisions:
      return " -x -a '(__" + function + "_revisions)'";
    case Offer::words:
      return " -x -a " + quoted(in_one_line(values.words));
  }
  return {};
}

class Maker {
 public:
  Maker(const Command& program, const Words& rules) : program_(program), rules_(rules) {}

  // All that may stand in the command, each line under `condition` (empty: always).
  std::string lines_of(const Command& command, const std::string& condition) const {
    std::string lines;
    for (const Option& option : command.options) {
      lines += start(condition);
      for (const std::string& name : option.names) lines += name_of(name);
      if (option.takes_value()) lines += values(option);
      lines += " -d " + quoted(option.help) + "\n";
      if (!option.is_list) continue;  // more files, behind the first
      lines += start(condition + "; and __fish_contains_opt " + option.name().substr(2)) + " -F\n";
    }
    for (const Command& below : command.commands) {
      lines += start(condition) + " -a " + below.name + " -d " + quoted(below.summary) + "\n";
    }
    for (const Option& operand : command.operands)
      lines += start(condition) + values(operand) + "\n";
    return lines;
  }

 private:
  std::string start(const std::string& condition) const {
    return "complete -c " + program_.name + (condition.empty() ? "" : " -n \"" + condition + "\"");
  }

  static std::string name_of(const std::string& name) {
    return name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  }

  std::string values(const Option& option) const {
    return offered(values_of(option, program_, rules_), function_name(program_.name));
  }

  const Command& program_;
  const Words& rules_;
};

std::string functions(const std::string& function) {
  const std::string git = "    git for-each-ref --format='%(refname:strip=";
  return "# fish takes what these print for words; nothing of it is evaluated.\n"
         "function __" +
         function + "_branches\n" + git + "2)' refs/heads 2>/dev/null\n" + git +
         "3)' refs/remotes 2>/dev/null | string match -v HEAD\nend\n\n"
         "function __" +
         function + "_revisions\n" + git +
         "2)' refs/heads refs/remotes refs/tags 2>/dev/null |\n"
         "        string match -v '*/HEAD'\nend\n";
}

}  // namespace

std::string fish_completion(const Command& program, const Words& rules) {
  const Maker maker(program, rules);
  std::string text = "# SPDX-License-Identifier: MIT\n# Completes " + program.name +
                     ". Made from its command line; a test fails while it is stale.\n\n" +
                     functions(function_name(program.name)) + "\ncomplete -c " + program.name +
                     " -f\n";
  Words names;
  for (const Command& command : program.commands) names.push_back(command.name);
  const std::string seen = "__fish_seen_subcommand_from ";
  if (!names.empty()) text += "set -l commands " + in_one_line(names) + "\n";
  text += maker.lines_of(program, names.empty() ? "" : "not " + seen + "$commands");
  for (const Command& command : program.commands) {
    text += maker.lines_of(command, seen + command.name);
  }
  return text;
}

}  // namespace hotfix::manual
