// SPDX-License-Identifier: MIT
// A program's command line as plain values: what manual pages and completions are made from.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace hotfix::manual {

using Words = std::vector<std::string>;

struct Option {
  Words names;             // "-V" and "--version"; of an operand one word: "revision"
  std::string value = {};  // what kind of value it takes: "FILE"; empty: none
  Words choices = {};      // the only values that it takes; empty: others
  std::string help = {};   // in lower case, without a final stop
  bool is_required = false;
  bool is_list = false;  // takes all the words that follow

  const std::string& name() const { return names.back(); }  // the long one: "--version"
  bool takes_value() const { return !value.empty(); }
};

struct Command {
  std::string name;     // "hotfix-lint", "audit"
  std::string summary;  // as an option's help
  std::vector<Option> options = {}, operands = {};
  std::vector<Command> commands = {};
  std::vector<std::pair<std::string, std::string>> examples = {};  // a command, and what it does
  std::vector<std::pair<std::string, std::string>> statuses = {};  // an exit status: "0", "pass"
};

// The command of that name; throws std::out_of_range when there is none.
const Command& command_named(const Command& program, const std::string& name);

// "--format" of the program and of its commands: the names of all options that take a value.
Words valued_options(const Command& program);

// What a footer of `--help` says: "Examples:" with a line each, "Exit status: 0 pass, 1 blocked."
void read_footer(const std::string& footer, Command& command);

// A script as the comment at its top describes it: a line of usage, sentences, the exit status.
struct Script {
  std::string usage;  // "[--production NAME]"; may be empty
  Command command;
  std::string description;
};
Script read_script(const std::string& name, const std::string& text);

// `text` at its start in lower case, unless that is a name, and without a final stop.
std::string as_phrase(std::string text);

}  // namespace hotfix::manual
