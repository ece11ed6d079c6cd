// SPDX-License-Identifier: MIT
// What every text has that an expression is found in: looking for a few words costs next to nothing
// where compiling the expressions would be a third of a push.
#pragma once

#include <string_view>
#include <vector>

namespace hotfix {

struct RequiredWord {
  std::string_view text;
  bool at_edge = false;  // no letter, digit or '_' stands before it
};

// Lists of words, each of them closed by an empty word. A text in which the expression is found has
// a word of each list. No list: nothing is known, and every text has to be searched.
using RequiredWords = std::vector<RequiredWord>;

// Of an RE2 expression that compiles, under its default flags; the words are pieces of it. What is
// not understood, such as a flag, requires nothing.
RequiredWords required_words(std::string_view expression);

bool has_required(const RequiredWords& required, std::string_view text);

}  // namespace hotfix
