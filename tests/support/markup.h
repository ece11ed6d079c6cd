// SPDX-License-Identifier: MIT
// A page of HTML that is XML as well, taken apart strictly.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace hotfix::test {

struct MarkupElement {
  std::string name;
  std::map<std::string, std::string> attributes;  // values as a browser has them
  std::size_t depth = 0;                          // 0: the outermost
  std::string text;  // all of it and of what is in it, as a browser has it
};

// The elements in the order of their begins. Fails the running test when the text is not one
// well-formed element behind a DOCTYPE: a tag that is not closed, an attribute without quotes or
// twice, a '<' or '&' that is none, a control character, bytes that are not UTF-8.
std::vector<MarkupElement> parse_markup(const std::string& text);

// Those of that name.
std::vector<MarkupElement> elements_of(const std::vector<MarkupElement>& all,
                                       const std::string& name);

}  // namespace hotfix::test
