// SPDX-License-Identifier: MIT
#include "rules/form/form_line.h"

#include <algorithm>
#include <initializer_list>

#include "rules/form/placeholder.h"
#include "rules/support/text.h"
#include "rules/support/words.h"

namespace hotfix {

namespace {

constexpr auto kNone = std::string_view::npos;

// One that Markdown did not take for a bullet, as within raw HTML.
void skip_bullet(std::string_view& text) {
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  const bool numbered =
      digits > 0 && digits < text.size() && (text[digits] == '.' || text[digits] == ')');
  const std::size_t mark = numbered ? digits : 0;
  if (mark + 1 >= text.size() || (text[mark + 1] != ' ' && text[mark + 1] != '\t')) return;
  if (!numbered && std::string_view("-*+").find(text[0]) == kNone) return;
  text = trim(text.substr(mark + 2));
}

bool begins_with_one_of(std::string_view text, std::initializer_list<std::string_view> marks) {
  return std::any_of(marks.begin(), marks.end(),
                     [&](std::string_view mark) { return text.starts_with(mark); });
}

// A box that is a character: an empty one, or a tick. Alone on its line it is an answer.
void skip_drawn_box(FormItem& item) {
  constexpr std::string_view style = "\xEF\xB8\x8F";  // may follow: drawn in colour
  const bool empty =
      begins_with_one_of(item.text, {"\xE2\x98\x90", "\xE2\xAC\x9C", "\xE2\x97\xBB", "\xE2\x96\xA1",
                                     "\xF0\x9F\x94\xB2", "\xF0\x9F\x94\xB3"});
  const bool full = begins_with_one_of(
      item.text, {"\xE2\x98\x91", "\xE2\x98\x92", "\xE2\x9C\x85", "\xE2\x9C\x93", "\xE2\x9C\x94"});
  if (!empty && !full) return;
  std::string_view rest = item.text.substr(item.text[0] == '\xF0' ? 4 : 3);
  if (rest.starts_with(style)) rest.remove_prefix(style.size());
  item.unticked = empty;
  item.ticked = full && !trim(rest).empty();
  if (item.ticked || empty) item.text = trim(rest);
}

void skip_box(FormItem& item) {
  const auto close = item.text.find(']');
  if (!item.text.starts_with("[") || close == kNone) return;
  const std::string_view mark = trim(item.text.substr(1, close - 1));
  item.unticked = mark.empty();
  item.ticked = mark == "x" || mark == "X" || mark == "\xE2\x9C\x93" || mark == "\xE2\x9C\x94";
  if (item.ticked || item.unticked) item.text = trim(item.text.substr(close + 1));
}

}  // namespace

FormItem item_of(const PageLine& line) {
  FormItem item{trim(line.text), line.box == PageLine::Box::empty,
                line.box == PageLine::Box::ticked};
  skip_bullet(item.text);
  if (!item.unticked && !item.ticked) skip_box(item);
  if (!item.unticked && !item.ticked) skip_drawn_box(item);
  return item;
}

std::optional<FormLabel> label_of(std::string_view text) {
  constexpr std::size_t longest = 60;
  if (text.starts_with("|")) text = trim(text.substr(1));
  FormLabel label;
  std::size_t first = longest;
  for (std::string_view mark :
       {":", "\xEF\xBC\x9A", "|", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 "}) {
    const auto at = text.substr(0, longest).find(mark);
    if (at >= first) continue;
    first = at;
    label = {text.substr(0, at), without_emphasis(text.substr(at + mark.size()))};
  }
  const std::string words = words_of(label.name);
  if (first == longest || std::count(words.begin(), words.end(), ' ') > 4) return std::nullopt;
  return label;
}

std::size_t heading_level(const PageLine& line, std::string_view text) {
  if (line.heading > 0) return line.heading;
  const std::size_t level = std::min(text.find_first_not_of('#'), text.size());
  return level > 1 && level <= 6 ? level : 0;
}

bool is_bold_heading(const PageLine& line) {
  const std::string words = words_of(line.text);
  return line.bold && line.text.size() <= 60 && std::count(words.begin(), words.end(), ' ') < 3;
}

std::string_view without_hashes(std::string_view text) {
  return trim(text.substr(std::min(text.find_first_not_of('#'), text.size())));
}

}  // namespace hotfix
