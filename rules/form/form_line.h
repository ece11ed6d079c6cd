// SPDX-License-Identifier: MIT
// One line of a form that a person filled in, as far as Markdown left it as it was typed.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "rules/model/page.h"

namespace hotfix {

// A line without its bullet and its box, however these are drawn.
struct FormItem {
  std::string_view text;
  bool unticked = false;
  bool ticked = false;
};
FormItem item_of(const PageLine& line);

// "Name: rest", also with a dash, a full-width colon, or as the row of a table.
struct FormLabel {
  std::string_view name;
  std::string_view rest;
};
std::optional<FormLabel> label_of(std::string_view text);

// 1 to 6 for a heading; people leave out the blank behind "##", and "#345" is an issue.
std::size_t heading_level(const PageLine& line, std::string_view text);
std::string_view without_hashes(std::string_view text);

// A line in bold type that is short enough to be a heading.
bool is_bold_heading(const PageLine& line);

}  // namespace hotfix
