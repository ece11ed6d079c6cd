// SPDX-License-Identifier: MIT
// Completions of the shells, made from a command line. What a repository names is offered as data:
// no shell evaluates it.
#pragma once

#include <string>

#include "tests/manual/command_line.h"

namespace hotfix::manual {

// What is offered for a value.
enum class Offer { nothing, files, folders, branches, revisions, words };

struct Values {
  Offer offer = Offer::nothing;
  Words words = {};  // of Offer::words
};

// The values of an option or operand of `program`: its choices, else what the word that stands for
// it says ("FILE", "BRANCH"). `rules` are the ids of the rules.
Values values_of(const Option& option, const Command& program, const Words& rules);

// A file for each shell. `program` may be a command of git: "git-hotfix" answers `git hotfix` too.
std::string bash_completion(const Command& program, const Words& rules);
std::string zsh_completion(const Command& program, const Words& rules);
std::string fish_completion(const Command& program, const Words& rules);

// "hotfix-lint" as the name of a function: "hotfix_lint".
std::string function_name(const std::string& program);

// `text` with `by` wherever `mark` stands.
std::string replaced(std::string text, const std::string& mark, const std::string& by);

// The words with blanks between them.
std::string in_one_line(const Words& words);

// `text` in single quotes, as sh and zsh read it.
std::string single_quoted(const std::string& text);

}  // namespace hotfix::manual
