// SPDX-License-Identifier: MIT
#include "rules/form/incident_form.h"

#include <algorithm>
#include <initializer_list>
#include <optional>

#include "rules/form/placeholder.h"
#include "rules/support/text.h"
#include "rules/support/words.h"

namespace hotfix {

namespace {

constexpr auto kNone = std::string_view::npos;

std::string_view without_hashes(std::string_view text) {
  return trim(text.substr(std::min(text.find_first_not_of('#'), text.size())));
}

// A line without its box, however that is drawn.
struct Item {
  std::string_view text;
  bool unticked = false;
  bool ticked = false;
};

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
void skip_drawn_box(Item& item) {
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

void skip_box(Item& item) {
  const auto close = item.text.find(']');
  if (!item.text.starts_with("[") || close == kNone) return;
  const std::string_view mark = trim(item.text.substr(1, close - 1));
  item.unticked = mark.empty();
  item.ticked = mark == "x" || mark == "X" || mark == "\xE2\x9C\x93" || mark == "\xE2\x9C\x94";
  if (item.ticked || item.unticked) item.text = trim(item.text.substr(close + 1));
}

Item item_of(const PageLine& line) {
  Item item{trim(line.text), line.box == PageLine::Box::empty, line.box == PageLine::Box::ticked};
  skip_bullet(item.text);
  if (!item.unticked && !item.ticked) skip_box(item);
  if (!item.unticked && !item.ticked) skip_drawn_box(item);
  return item;
}

struct Label {
  std::string_view name;
  std::string_view rest;
};

// "Name: rest", also with a dash, a full-width colon, or as the row of a table.
std::optional<Label> label_of(std::string_view text) {
  constexpr std::size_t longest = 60;
  if (text.starts_with("|")) text = trim(text.substr(1));
  Label label;
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

// 1 to 6 for a heading; people leave out the blank behind "##", and "#345" is an issue.
std::size_t heading_level(const PageLine& line, std::string_view text) {
  if (line.heading > 0) return line.heading;
  const std::size_t level = std::min(text.find_first_not_of('#'), text.size());
  return level > 1 && level <= 6 ? level : 0;
}

// A line in bold type that is short enough to be a heading.
bool is_bold_heading(const PageLine& line) {
  const std::string words = words_of(line.text);
  return line.bold && line.text.size() <= 60 && std::count(words.begin(), words.end(), ' ') < 3;
}

constexpr std::size_t kBoldDepth = 7, kLabelDepth = 8;

class Reader {
 public:
  Reader(IncidentForm& form, const SectionNames& names) : form_(form), names_(names) {}

  void read(const PageLine& line) {
    link_ = line.link;
    if (line.code) return write(line.text);
    read_item(line, item_of(line));
    if (!line.comment.empty()) keep_comment(line.comment);
  }

 private:
  void read_item(const PageLine& line, const Item& item) {
    const std::size_t level = heading_level(line, item.text);
    if (level > 0) return read_heading(without_hashes(item.text), level);
    if (item.text.empty() || item.unticked) return;
    if (item.ticked && says(item.text)) form_.ticked.emplace_back(item.text);
    const auto label = label_of(item.text);
    if (label && names_.named(label->name)) return read_label(line, item, *label);
    const bool alone = is_bold_heading(line) || names_.is_section(item.text);
    const auto part = alone ? names_.named(item.text) : std::nullopt;
    if (!part || depth_of(*part) != 0) return write(item.text);
    form_.headings.emplace_back(item.text);
    open(*part, kBoldDepth);
  }

  // "## Issue: sign-in fails" is a heading with its answer.
  void read_heading(std::string_view text, std::size_t level) {
    const auto label = label_of(text);
    const auto part = label ? names_.named(label->name) : std::nullopt;
    form_.headings.emplace_back(text);
    close(level);
    if (part) {
      open(*part, level);
      write(label->rest);
      return;
    }
    const auto named = names_.named(text);
    const bool way_back = depth_of(Part::rollback_plan) != 0;  // "### Option 2: Git revert" in it
    if (way_back && named.value_or(Part::rollback_plan) == Part::rollback_plan) return write(text);
    if (named) open(*named, level);
  }

  // The parts around it get the whole line, but only when it says something.
  void read_label(const PageLine& line, const Item& item, const Label& label) {
    const std::size_t depth = kLabelDepth + line.depth;
    const Part named = *names_.named(label.name);
    close(depth);
    const bool aside = named == Part::severity && depth_of(named) == 0;
    const Part part = aside ? Part::severity_line : named;
    const bool answers = says(label.rest);
    if (answers) write(item.text);
    const bool inside_itself = depth_of(part) != 0;
    if (!inside_itself) open(part, depth);
    if (answers && !inside_itself)
      form_.parts[static_cast<std::size_t>(part)].emplace_back(label.rest);
  }

  // "[here](...)" says more than its words do.
  bool says(std::string_view text) const { return is_content(text) || (link_ && !text.empty()); }

  void write(std::string_view text) {
    if (!says(text)) return;
    form_.lines.emplace_back(text);
    for (std::size_t i = 0; i < kParts; ++i) {
      if (depths_[i] != 0) form_.parts[i].emplace_back(text);
    }
  }

  void keep_comment(const std::string& text) {
    for (std::size_t i = 0; i < kParts; ++i) {
      if (depths_[i] != 0) form_.comments[i].append(text).append("\n");
    }
  }

  void open(Part part, std::size_t depth) {
    form_.recognised = form_.recognised || part >= Part::issue;
    close(depth);
    depth_of(part) = depth;
  }

  // Ends every part that is not around one of that depth.
  void close(std::size_t depth) {
    for (std::size_t& open : depths_) open = open < depth ? open : 0;
  }

  std::size_t& depth_of(Part part) { return depths_[static_cast<std::size_t>(part)]; }

  IncidentForm& form_;
  const SectionNames& names_;
  std::array<std::size_t, kParts> depths_{};  // 0: not open
  bool link_ = false;                         // the line has one
};

}  // namespace

IncidentForm read_incident_form(const Page& page, const SectionNames& names) {
  IncidentForm form;
  form.unclosed_comment = page.unclosed_comment;
  Reader reader(form, names);
  for (const PageLine& line : page.lines) {
    const bool shows = line.heading > 0 || line.box != PageLine::Box::none || !line.text.empty();
    form.blank = form.blank && !shows;
    reader.read(line);
  }
  return form;
}

}  // namespace hotfix
