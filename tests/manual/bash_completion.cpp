// SPDX-License-Identifier: MIT
#include "tests/manual/completion.h"

#include <map>
#include <string_view>

namespace hotfix::manual {

namespace {

std::string alternatives(const Words& words) { return replaced(in_one_line(words), " ", " | "); }

Words names_of(const std::vector<Option>& options) {
  Words names;
  for (const Option& option : options) names.push_back(option.name());
  return names;
}

Words names_of(const std::vector<Command>& commands) {
  Words names;
  for (const Command& command : commands) names.push_back(command.name);
  return names;
}

// What the variables `offer` and `words` become.
std::string setting_of(const Values& values) {
  switch (values.offer) {
    case Offer::nothing:
      return "offer=nothing";
    case Offer::files:
      return "offer=files";
    case Offer::folders:
      return "offer=folders";
    case Offer::branches:
      return "offer=branches";
    case Offer::revisions:
      return "offer=revisions";
    case Offer::words:
      return "words='" + in_one_line(values.words) + "'";
  }
  return {};
}

using Rows = std::vector<std::pair<std::string, std::string>>;  // "audit:--format" to its setting

Rows value_rows(const Command& command, const Command& program, const Words& rules,
                const std::string& name) {
  Rows rows;
  for (const Option& option : command.options) {
    if (!option.takes_value()) continue;
    rows.emplace_back(name + ":" + option.name(), setting_of(values_of(option, program, rules)));
  }
  return rows;
}

std::string row_of(const std::string& pattern, const std::string& setting) {
  return "    " + pattern + ") " + setting + " ;;\n";
}

// A row that holds for every command, with what most of them offer there, below those of the
// others.
std::string rows_of_option(const Rows& all, const std::string& option) {
  std::map<std::string, std::string> commands;  // a setting to its patterns
  std::map<std::string, int> number;
  std::string usual, rows;
  for (const auto& [pattern, setting] : all) {
    if (pattern.substr(pattern.find(':') + 1) != option) continue;
    commands[setting] += (commands[setting].empty() ? "" : " | ") + pattern;
    if (++number[setting] > number[usual]) usual = setting;
  }
  for (const auto& [setting, patterns] : commands) {
    if (setting != usual) rows += row_of(patterns, setting);
  }
  return rows + row_of("*:" + option, usual);
}

// What may stand where no option's value does: "    audit:*) options='--format --help' ;;".
std::string row_of_words(const Command& command, const Command& program, const Words& rules,
                         const std::string& name) {
  Words words = names_of(command.commands);
  std::string setting = "options='" + in_one_line(names_of(command.options)) + "'", offer;
  for (const Option& operand : command.operands) {
    const Values values = values_of(operand, program, rules);
    words.insert(words.end(), values.words.begin(), values.words.end());
    if (values.offer != Offer::words) offer = " " + setting_of(values);
  }
  if (!words.empty()) setting += " words='" + in_one_line(words) + "'";
  return row_of(name + ":*", setting + offer);
}

std::string all_rows(const Command& program, const Words& rules) {
  Rows values = value_rows(program, program, rules, "");
  std::string words;
  for (const Command& command : program.commands) {
    const Rows rows = value_rows(command, program, rules, command.name);
    values.insert(values.end(), rows.begin(), rows.end());
    words += row_of_words(command, program, rules, command.name);
  }
  std::string rows;
  for (const std::string& option : valued_options(program)) rows += rows_of_option(values, option);
  return rows + words + row_of_words(program, program, rules, "");
}

Words list_options(const Command& program) {
  Words names;
  for (const Command& command : program.commands) {
    for (const Option& option : command.options) {
      if (option.is_list) names.push_back(option.name());
    }
  }
  return names;
}

constexpr std::string_view kGitPrefix = "git-";

constexpr auto kStart = R"~(# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# Completes @program@. Made from its command line; a test fails while it is stale.

# Adds those of the words $2... that begin with $1 to COMPREPLY.
_@function@_words() {
  local begin=$1 word
  shift
  for word; do
    if [[ $word == "$begin"* ]]; then COMPREPLY+=("$word"); fi
  done
}

# Prints the names of branches; with $1 = revisions those of remote-tracking branches and tags too.
# A name that a shell would not read as it is written is left out: what is completed is run.
_@function@_refs() {
  local name
  {
    git for-each-ref --format='%(refname:strip=2)' refs/heads
    if [[ $1 == revisions ]]; then
      git for-each-ref --format='%(refname:strip=2)' refs/remotes refs/tags
    else
      git for-each-ref --format='%(refname:strip=3)' refs/remotes
    fi
  } 2>/dev/null | sort -u | while IFS= read -r name; do
    case $name in
      -* | *[![:alnum:]_./@%+,#-]* | HEAD | */HEAD) ;;
      *) printf '%s\n' "$name" ;;
    esac
  done
}

_@function@() {
  local -a line=("${COMP_WORDS[@]}")
  local IFS=$' \t\n' at=$COMP_CWORD word option command='' offer='' words='' options='' name@i@
  COMPREPLY=()
)~";

constexpr auto kGit = R"~(
  # git's completion calls this for `git @command@`.
  if [[ ${line[0]##*/} != @program@ ]]; then
    for ((i = 1; i < at; i++)); do
      if [[ ${line[i]} == @command@ ]]; then break; fi
    done
    line=(@program@ "${line[@]:i+1}")
    at=$((at - i))
  fi
)~";

// bash takes words apart at the sign.
constexpr auto kWord = R"~(
  # --option=value are three words to bash.
  word=${line[at]} option=${line[at - 1]}
  if [[ $word == = ]]; then
    word=''
  elif [[ $option == = ]]; then
    option=${line[at - 2]}
  fi
)~";

constexpr auto kCommand = R"~(
  # The command is the first word that is neither an option nor its value.
  for ((i = 1; i < at; i++)); do
    case ${line[i]} in
@valued@      -*) ;;
      @commands@)
        command=${line[i]}
        break ;;
      *) break ;;
    esac
  done
)~";

constexpr auto kValued = R"~(      @options@)
        if [[ ${line[i + 1]} == = ]]; then ((i += 1)); fi
        ((i += 1)) ;;
)~";

constexpr auto kList = R"~(
  # All the words behind these are theirs.
  for ((i = at - 1; i > 1; i--)); do
    if [[ ${line[i]} == -* ]]; then break; fi
  done
  case ${line[i]} in @lists@) option=${line[i]} ;; esac
)~";

constexpr auto kEnd = R"~(
  case $command:$option in
@rows@  esac
  if [[ $word == -* ]]; then words=$options offer=''; fi

  # shellcheck disable=SC2086  # a list of words
  _@function@_words "$word" $words
  case $offer in
    branches | revisions)
      while IFS= read -r name; do
        _@function@_words "$word" "$name"
      done < <(_@function@_refs "$offer") ;;
  esac

  # Files are offered by bash itself. bash 3.2 has no compopt, and offers them where nothing else is.
  case $offer in
    files) ;;
    folders) compopt +o default +o bashdefault -o dirnames 2>/dev/null ;;
    *) compopt +o default +o bashdefault 2>/dev/null ;;
  esac
}

complete -o bashdefault -o default -F _@function@ @program@
)~";

}  // namespace

std::string bash_completion(const Command& program, const Words& rules) {
  const Words lists = list_options(program);
  const bool is_of_git = program.name.starts_with(kGitPrefix);
  std::string text = std::string(kStart) + (is_of_git ? kGit : "") + kWord;
  if (!program.commands.empty()) text += kCommand;
  if (!lists.empty()) text += kList;
  text += kEnd;
  text = replaced(text, "@rows@", all_rows(program, rules));
  const Words valued = valued_options(program);
  text = replaced(text, "@valued@",
                  valued.empty() ? "" : replaced(kValued, "@options@", alternatives(valued)));
  text = replaced(text, "@i@", is_of_git || !program.commands.empty() ? " i" : "");
  text = replaced(text, "@commands@", alternatives(names_of(program.commands)));
  text = replaced(text, "@lists@", alternatives(lists));
  if (is_of_git) text = replaced(text, "@command@", program.name.substr(kGitPrefix.size()));
  text = replaced(text, "@function@", function_name(program.name));
  return replaced(text, "@program@", program.name);
}

}  // namespace hotfix::manual
