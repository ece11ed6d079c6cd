// SPDX-License-Identifier: MIT
#include "tests/manual/man_page.h"

#include <algorithm>

namespace hotfix::manual {

namespace {

// Nothing in it is roff's: what is typed comes out as it is, to be copied.
std::string escaped(const std::string& text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '\\':
        result += "\\e";
        break;
      case '-':
        result += "\\-";
        break;
      case '\'':
        result += "\\(aq";
        break;
      case '~':
        result += "\\(ti";
        break;
      case '^':
        result += "\\(ha";
        break;
      case ',':
        result += ",\\:";  // a list without blanks may be broken there
        break;
      default:
        result += c;
    }
  }
  return result.starts_with('.') ? "\\&" + result : result;
}

std::string bold(const std::string& text) { return "\\fB" + escaped(text) + "\\fR"; }
std::string italic(const std::string& text) { return "\\fI" + escaped(text) + "\\fR"; }

// `code` becomes bold.
std::string prose(const std::string& text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const auto tick = std::min(text.find('`', at), text.size());
    result += escaped(text.substr(at, tick - at));
    if (tick == text.size()) break;
    const auto end = std::min(text.find('`', tick + 1), text.size());
    result += bold(text.substr(tick + 1, end - tick - 1));
    at = end + 1;
  }
  return result;
}

std::string sentence(std::string text) {
  if (text.empty()) return text;
  text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return prose(text) + (text.back() == '?' ? "" : ".");
}

std::string section(const std::string& title) { return ".SH " + title + "\n"; }

std::string entry(const std::string& term, const std::string& text) {
  return ".TP\n" + term + "\n" + text + "\n";
}

constexpr std::size_t kFewChoices = 5;  // more do not fit into a line

bool has_many_choices(const Option& option) { return option.choices.size() > kFewChoices; }

std::string upper(std::string text) {
  for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

// "text|json"
std::string value_of(const Option& option) {
  if (option.choices.empty()) return italic(option.value);
  if (has_many_choices(option)) return italic(upper(option.name().substr(2)));
  std::string list;
  for (const std::string& choice : option.choices) list += (list.empty() ? "" : "|") + bold(choice);
  return list;
}

std::string term_of(const Option& option) {
  std::string term;
  for (const std::string& name : option.names) term += (term.empty() ? "" : ", ") + bold(name);
  if (option.takes_value()) term += " " + value_of(option);
  return term + (option.is_list ? "..." : "");
}

std::string text_of(const Option& option) {
  std::string list;
  for (const std::string& choice : option.choices) {
    list += (list.empty() ? " One of " : ", ") + bold(choice);
  }
  return sentence(option.help) + (has_many_choices(option) ? list + "." : "");
}

std::string operand_of(const Option& operand) {
  const std::string text = italic(operand.value) + (operand.is_list ? "..." : "");
  return operand.is_required ? text : "[" + text + "]";
}

// Every command has --help: that alone is not worth a word.
std::string synopsis_line(const std::string& name, const Command& command) {
  std::string line = bold(name);
  if (command.options.size() > 1) line += " [" + italic("OPTION") + "...]";
  for (const Option& operand : command.operands) line += " " + operand_of(operand);
  return line;
}

std::string synopsis(const Page& page) {
  const Command& program = page.command;
  std::string text = section("SYNOPSIS") + ".nf\n";
  if (!page.usage.empty()) return text + bold(program.name) + " " + prose(page.usage) + "\n.fi\n";
  text += synopsis_line(program.name, program) + "\n";
  for (const Command& command : program.commands) {
    text += synopsis_line(program.name + " " + command.name, command) + "\n";
  }
  return text + ".fi\n";
}

bool is_same(const Option& one, const Option& other) {
  return one.names == other.names && one.help == other.help;
}

bool has(const Command& command, const Option& option) {
  return std::any_of(command.options.begin(), command.options.end(),
                     [&](const Option& one) { return is_same(one, option); });
}

std::string options(const Command& command) {
  std::string text;
  for (const Option& operand : command.operands) {
    text += entry(operand_of(operand), sentence(operand.help));
  }
  for (const Option& option : command.options) text += entry(term_of(option), text_of(option));
  return text;
}

std::string statuses(const Command& command) {
  std::string text;
  for (const auto& [status, words] : command.statuses) text += entry(bold(status), sentence(words));
  return text;
}

// "It takes --repo and --color of the above as well." Its --help goes without saying.
std::string shared_options(const Command& program, const Command& command) {
  std::string list;
  for (const Option& option : command.options) {
    if (option.name() == "--help" || !has(program, option)) continue;
    list += (list.empty() ? "" : ", ") + bold(option.name());
  }
  return list.empty() ? "" : ".PP\nIt also takes, as above: " + list + ".\n";
}

std::string command_part(const Command& program, Command command) {
  std::string text = ".SS " + synopsis_line(program.name + " " + command.name, command) + "\n";
  const std::string shared = shared_options(program, command);
  std::erase_if(command.options, [&](const Option& option) { return has(program, option); });
  text += sentence(command.summary) + "\n" + options(command) + shared;
  std::string list;
  for (const auto& [status, words] : command.statuses) {
    list += (list.empty() ? "" : ", ") + bold(status) + " " + prose(words);
  }
  return list.empty() ? text : text + ".PP\nExit status: " + list + ".\n";
}

std::string commands(const Command& program) {
  if (program.commands.empty()) return {};
  std::string text = section("COMMANDS");
  for (const Command& command : program.commands) text += command_part(program, command);
  return text;
}

std::string examples(const Command& program) {
  const auto list = [](const Command& command) {
    std::string text;
    for (const auto& [line, what] : command.examples) text += entry(bold(line), sentence(what));
    return text;
  };
  std::string text = list(program);
  for (const Command& command : program.commands) text += list(command);
  return text.empty() ? text : section("EXAMPLES") + text;
}

std::string entries(const std::string& title, const Entries& list) {
  std::string text = list.empty() ? "" : section(title);
  for (const auto& [term, words] : list) text += entry(bold(term), prose(words));
  return text;
}

// "git-push(1)": the name is bold, the number is not.
std::string references(const Words& pages) {
  std::string text = section("SEE ALSO");
  for (const std::string& page : pages) {
    const auto paren = page.find('(');
    text += ".BR " + escaped(page.substr(0, paren)) + " " + page.substr(paren) +
            (&page == &pages.back() ? "" : " ,") + "\n";
  }
  return text;
}

}  // namespace

std::string man_page(const Page& page) {
  const Command& command = page.command;
  std::string text =
      ".\\\" SPDX-License-Identifier: MIT\n"
      ".\\\" Made from the command line itself; a test fails while it is stale.\n"
      ".TH " +
      escaped(upper(command.name)) + " 1 \"\" hotfix\\-gate\n.nh\n.ad l\n";
  text += section("NAME") + escaped(command.name) + " \\- " + prose(command.summary) + "\n";
  text += synopsis(page) + section("DESCRIPTION");
  for (const std::string& paragraph : page.description) {
    text += (&paragraph == &page.description.front() ? "" : ".PP\n") + prose(paragraph) + "\n";
  }
  const std::string list = options(command);
  if (!list.empty()) text += section("OPTIONS") + list;
  text += commands(command) + examples(command);
  if (!command.statuses.empty()) text += section("EXIT STATUS") + statuses(command);
  text += entries("FILES", page.files) + entries("ENVIRONMENT", page.environment) +
          entries("GIT CONFIGURATION", page.configuration);
  return text + references(page.see_also);
}

}  // namespace hotfix::manual
