// SPDX-License-Identifier: MIT
#include <cctype>

#include "tests/manual/completion.h"

namespace hotfix::manual {

namespace {

// Text of a specification of _arguments: a bracket ends a help text, a colon a field.
std::string escaped(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') result += '\\';
    result += c;
  }
  return result;
}

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

// The action behind the name of a value; a blank offers nothing.
std::string action_of(const Values& values, const std::string& program) {
  switch (values.offer) {
    case Offer::nothing:
      return " ";
    case Offer::files:
      return "_files";
    case Offer::folders:
      return "_files -/";
    case Offer::branches:
      return "_" + program + "_branches";
    case Offer::revisions:
      return "_" + program + "_revisions";
    case Offer::words:
      return "(" + in_one_line(values.words) + ")";
  }
  return " ";
}

class Maker {
 public:
  Maker(const Command& program, const Words& rules) : program_(program), rules_(rules) {}

  // The lines of _arguments, each going on in the next; without the operands of a program that has
  // commands, as those stand in their place.
  std::string arguments(const Command& command) const {
    std::string lines;
    for (const Option& option : command.options) lines += option_line(option);
    if (!command.commands.empty()) return lines;
    for (const Option& operand : command.operands) {
      lines += line(single_quoted((operand.is_list ? "*" : "1") + value_of(operand)));
    }
    return lines;
  }

  // The lines two steps further in.
  static std::string indented(std::string lines) {
    for (auto at = lines.find("\n"); at != std::string::npos; at = lines.find("\n", at + 1)) {
      lines.insert(at + 1, "      ");
    }
    return lines;
  }

  std::string command_case(const Command& command) const {
    return "        " + command.name + ") _arguments -S" + indented(arguments(command)) + " ;;\n";
  }

  // What may stand in place of a command; empty: nothing.
  std::string operand_alternative() const {
    if (program_.operands.empty()) return {};
    const Values values = values_of(program_.operands.front(), program_, rules_);
    return " 'operands:operand:" + action_of(values, program_.name) + "'";
  }

 private:
  static std::string line(const std::string& specification) { return " \\\n    " + specification; }

  std::string value_of(const Option& option) const {
    const bool is_named = option.value == "TEXT";
    const std::string what = is_named ? option.name().substr(2) : lower(option.value);
    return ":" + what + ":" + action_of(values_of(option, program_, rules_), program_.name);
  }

  // "'(-V --version)'{-V,--version}'[print the version]'"; a value may follow "=" or a blank, and a
  // list goes on until an option.
  std::string option_line(const Option& option) const {
    const std::string help = "[" + escaped(option.help) + "]";
    std::string text = help;
    if (option.takes_value()) text = "=" + help + value_of(option);
    if (option.is_list) text = help + ":*-*" + value_of(option);
    if (option.names.size() == 1) return line(single_quoted(option.name() + text));
    return line("'(" + in_one_line(option.names) + ")'{" + option.names[0] + "," + option.names[1] +
                "}" + single_quoted(text));
  }

  const Command& program_;
  const Words& rules_;
};

constexpr auto kStart = R"~(#compdef @program@
# SPDX-License-Identifier: MIT
# Completes @program@. Made from its command line; a test fails while it is stale.

# What a repository names is a word to compadd, which quotes it; nothing evaluates it.
_@program@_branches() {
  local expl
  local -aU names=(
    ${(f)"$(git for-each-ref --format='%(refname:strip=2)' refs/heads 2>/dev/null)"}
    ${(f)"$(git for-each-ref --format='%(refname:strip=3)' refs/remotes 2>/dev/null)"})
  names=(${names:#HEAD})
  _wanted branches expl branch compadd -a names
}

_@program@_revisions() {
  local expl
  local -a names=(
    ${(f)"$(git for-each-ref --format='%(refname:strip=2)' refs/{heads,remotes,tags} 2>/dev/null)"})
  names=(${names:#*/HEAD})
  _wanted revisions expl revision compadd -a names
}
)~";

constexpr auto kCommands = R"~(
_@program@_commands() {
  local -a commands=(@commands@)
  _describe -t commands command commands
}

_@program@() {
  local curcontext=$curcontext state line
  local -A opt_args
  _arguments -C -A '-*'@arguments@ \
    '1: :->first' \
    '*:: :->rest' && return
  case $state in
    first)
      _alternative 'commands:command:_@program@_commands'@operand@ ;;
    rest)
      case $line[1] in
@cases@        *) _arguments -S@options@ ;;
      esac ;;
  esac
}
)~";

constexpr auto kAlone = R"~(
_@program@() {
  _arguments -S@arguments@
}
)~";

constexpr auto kEnd = R"~(
if [[ $funcstack[1] == _@program@ ]]; then _@program@ "$@"; else compdef _@program@ @program@; fi
)~";

}  // namespace

std::string zsh_completion(const Command& program, const Words& rules) {
  const Maker maker(program, rules);
  const bool has_commands = !program.commands.empty();
  std::string text = std::string(kStart) + (has_commands ? kCommands : kAlone) + kEnd;
  std::string commands, cases;
  for (const Command& command : program.commands) {
    commands += "\n    " + single_quoted(command.name + ":" + escaped(command.summary));
    cases += maker.command_case(command);
  }
  text = replaced(text, "@commands@", commands);
  text = replaced(text, "@cases@", cases);
  text = replaced(text, "@options@", Maker::indented(maker.arguments(program)));
  text = replaced(text, "@arguments@", maker.arguments(program));
  if (has_commands) text = replaced(text, "@operand@", maker.operand_alternative());
  return replaced(text, "@program@", program.name);
}

}  // namespace hotfix::manual
