// SPDX-License-Identifier: MIT
#include "rules/incident_form.h"

#include <algorithm>
#include <optional>

#include "rules/text.h"
#include "rules/visible_markdown.h"

namespace hotfix {

namespace {

constexpr auto kNone = std::string_view::npos;

bool is_ascii_word(unsigned char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_blank(char c) { return c == ' ' || c == '\t'; }

// A line without its bullet, its quote marks and its box.
struct Item {
  std::string_view text;
  std::size_t indent = 0;
  bool unticked = false;
  bool ticked = false;
};

void skip_bullet(std::string_view& text) {
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  const bool numbered =
      digits > 0 && digits < text.size() && (text[digits] == '.' || text[digits] == ')');
  const std::size_t mark = numbered ? digits : 0;
  if (mark + 1 >= text.size() || !is_blank(text[mark + 1])) return;
  if (!numbered && std::string_view("-*+").find(text[0]) == kNone) return;
  text = trim(text.substr(mark + 2));
}

void skip_box(Item& item) {
  const auto close = item.text.find(']');
  if (!starts_with(item.text, "[") || close == kNone) return;
  if (item.text.substr(close + 1, 1) == "(") return;  // a link
  const std::string_view mark = trim(item.text.substr(1, close - 1));
  item.unticked = mark.empty();
  item.ticked = mark == "x" || mark == "X" || mark == "\xE2\x9C\x93" || mark == "\xE2\x9C\x94";
  if (item.ticked || item.unticked) item.text = trim(item.text.substr(close + 1));
}

Item item_of(std::string_view line) {
  Item item;
  for (char c : line) {
    if (!is_blank(c)) break;
    item.indent += c == '\t' ? 4 : 1;
  }
  const auto start = line.find_first_not_of("> \t");
  item.text = trim(line.substr(std::min(start, line.size())));
  skip_bullet(item.text);
  skip_box(item);
  return item;
}

std::string_view without_emphasis(std::string_view text) {
  const auto first = text.find_first_not_of("*_`|\"' \t");
  if (first == kNone) return {};
  return text.substr(first, text.find_last_not_of("*_`|\"' \t") - first + 1);
}

// Words in which every byte that is not ASCII counts as a letter, but for typographic punctuation.
std::string any_words(std::string_view text) {
  std::string letters;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool punctuation = text.substr(i, 2) == "\xE2\x80";
    const auto c = static_cast<unsigned char>(text[i]);
    letters += !punctuation && (c >= 0x80 || is_ascii_word(c)) ? text[i] : ' ';
    if (punctuation) i += 2;
  }
  return letters;
}

// "<file>" and "[Brief description]", but neither a link nor a reference, which has a number.
bool is_prompt(std::string_view text) {
  if (text.size() < 2 || (text[0] != '<' && text[0] != '[')) return false;
  const char end = text[0] == '<' ? '>' : ']';
  if (text.find(end) != text.size() - 1) return false;
  return text.find("://") == kNone && text.find_first_of("@#0123456789") == kNone;
}

bool is_filler(std::string_view word) {
  static const std::vector<std::string> fillers = {
      "tbd", "tba", "tbc",  "todo", "to", "do",         "fixme",  "fill",
      "in",  "out", "this", "here", "be", "determined", "filled", "please"};
  const bool crosses = word.size() > 1 && word.find_first_not_of('x') == kNone;
  return crosses || one_of(word, fillers);
}

bool is_content(std::string_view text) {
  if (is_prompt(without_emphasis(text))) return false;
  const std::string words = lower(any_words(text));
  for (std::string_view rest = trim(words); !rest.empty();) {
    const auto end = std::min(rest.find(' '), rest.size());
    if (!is_filler(rest.substr(0, end))) return true;
    rest = trim(rest.substr(end));
  }
  return false;
}

struct Name {
  Part part;
  std::string phrase;
};

const std::vector<Name>& names() {
  static const std::vector<Name> list = {{Part::severity, "severity"},
                                         {Part::severity, "priority"},
                                         {Part::issue, "issue"},
                                         {Part::issue, "problem"},
                                         {Part::issue, "incident"},
                                         {Part::issue, "what happened"},
                                         {Part::issue, "what is broken"},
                                         {Part::issue, "summary"},
                                         {Part::issue, "description"},
                                         {Part::impact, "impact"},
                                         {Part::users_affected, "users"},
                                         {Part::users_affected, "affected"},
                                         {Part::users_affected, "customers"},
                                         {Part::data_at_risk, "data"},
                                         {Part::workarounds, "workaround"},
                                         {Part::workarounds, "workarounds"},
                                         {Part::root_cause, "cause"},
                                         {Part::root_cause, "root cause"},
                                         {Part::rollback_plan, "rollback"},
                                         {Part::rollback_plan, "roll back"},
                                         {Part::rollback_plan, "rollback plan"},
                                         {Part::database_backup, "backup"},
                                         {Part::database_backup, "database backup"}};
  return list;
}

// The part that a heading or a label names first: "Impact of the issue" is the impact.
std::optional<Part> part_named(std::string_view text) {
  const std::string words = " " + words_of(text) + " ";
  std::optional<Part> part;
  std::size_t first = kNone;
  for (const Name& name : names()) {
    const auto at = words.find(" " + name.phrase + " ");
    if (at >= first) continue;
    first = at;
    part = name.part;
  }
  return part;
}

// "Root cause" alone on a line; "customers" alone is an answer.
bool is_section_name(std::string_view text) {
  const std::string words = words_of(text);
  return std::any_of(names().begin(), names().end(), [&](const Name& name) {
    const bool field = name.part == Part::users_affected || name.part == Part::data_at_risk ||
                       name.part == Part::workarounds;
    return !field && name.phrase == words;
  });
}

struct Label {
  std::string_view name;
  std::string_view rest;
};

// "Name: rest", also with a dash, a full-width colon, or as the row of a table.
std::optional<Label> label_of(std::string_view text) {
  constexpr std::size_t longest = 60;
  if (starts_with(text, "|")) text = trim(text.substr(1));
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

// 1 to 6 for a heading, 0 for other text; "#345" is an issue.
std::size_t heading_level(std::string_view text) {
  const std::size_t level = std::min(text.find_first_not_of('#'), text.size());
  const bool spaced = level == text.size() || is_blank(text[level]);
  return level <= 6 && (spaced || level > 1) ? level : 0;
}

// A line in bold type that is short enough to be a heading.
bool is_bold_heading(std::string_view text) {
  const std::string_view mark = text.substr(0, 2);
  if (text.size() < 5 || text.size() > 60 || (mark != "**" && mark != "__")) return false;
  const std::string words = words_of(text);
  return ends_with(text, mark) && std::count(words.begin(), words.end(), ' ') < 3;
}

constexpr std::size_t kBoldDepth = 7, kLabelDepth = 8;

class Reader {
 public:
  explicit Reader(IncidentForm& form) : form_(form) {}

  void read(const VisibleLine& line) {
    if (line.code) return write(line.text);
    const Item item = item_of(line.text);
    if (item.text.empty() || item.unticked) return;
    if (item.ticked && is_content(item.text)) form_.ticked.emplace_back(item.text);
    const std::size_t level = heading_level(item.text);
    if (level > 0) return read_heading(item.text.substr(level), level);
    const auto label = label_of(item.text);
    if (label && part_named(label->name)) return read_label(item, *label);
    const bool alone = is_bold_heading(item.text) || is_section_name(item.text);
    const auto part = alone ? part_named(item.text) : std::nullopt;
    if (part && depth_of(*part) == 0) return open(*part, kBoldDepth);
    write(item.text);
  }

 private:
  // "## Issue: sign-in fails" is a heading with its answer.
  void read_heading(std::string_view text, std::size_t level) {
    const auto label = label_of(text);
    const auto part = label ? part_named(label->name) : std::nullopt;
    close(level);
    if (part) {
      open(*part, level);
      write(label->rest);
      return;
    }
    const auto named = part_named(text);
    const bool way_back = depth_of(Part::rollback_plan) != 0;  // "### Option 2: Git revert" in it
    if (way_back && named.value_or(Part::rollback_plan) == Part::rollback_plan) return write(text);
    if (named) open(*named, level);
  }

  // The parts around it get the whole line, but only when it says something.
  void read_label(const Item& item, const Label& label) {
    const std::size_t depth = kLabelDepth + item.indent;
    const Part part = *part_named(label.name);
    close(depth);
    const bool says = is_content(label.rest);
    if (says) write(item.text);
    const bool inside_itself = depth_of(part) != 0;
    if (!inside_itself) open(part, depth);
    if (says && !inside_itself)
      form_.parts[static_cast<std::size_t>(part)].emplace_back(label.rest);
  }

  void write(std::string_view text) {
    if (!is_content(text)) return;
    form_.lines.emplace_back(text);
    for (std::size_t i = 0; i < kParts; ++i) {
      if (depths_[i] != 0) form_.parts[i].emplace_back(text);
    }
  }

  void open(Part part, std::size_t depth) {
    close(depth);
    depth_of(part) = depth;
  }

  // Ends every part that is not around one of that depth.
  void close(std::size_t depth) {
    for (std::size_t& open : depths_) open = open < depth ? open : 0;
  }

  std::size_t& depth_of(Part part) { return depths_[static_cast<std::size_t>(part)]; }

  IncidentForm& form_;
  std::array<std::size_t, kParts> depths_{};  // 0: not open
};

}  // namespace

IncidentForm read_incident_form(std::string_view markdown) {
  const VisibleMarkdown page = visible_markdown(markdown);
  IncidentForm form;
  form.unclosed_comment = page.unclosed_comment;
  Reader reader(form);
  for (const VisibleLine& line : page.lines) {
    form.blank = form.blank && trim(line.text).empty();
    reader.read(line);
  }
  return form;
}

std::string words_of(std::string_view text) {
  std::string words;
  for (char c : text) {
    if (is_ascii_word(static_cast<unsigned char>(c))) {
      words += c;
    } else if (!words.empty() && words.back() != ' ') {
      words += ' ';
    }
  }
  return lower(trim(words));
}

bool has_phrase(const std::string& words, const std::string& phrase) {
  return (" " + words + " ").find(" " + phrase + " ") != std::string::npos;
}

bool only_words(const std::string& words, const std::vector<std::string>& allowed) {
  for (std::string_view rest = words; !rest.empty();) {
    const auto end = std::min(rest.find(' '), rest.size());
    if (!one_of(rest.substr(0, end), allowed)) return false;
    rest = trim(rest.substr(end));
  }
  return true;
}

std::vector<std::string> edit_description(const PullRequest& request) {
  if (request.number == 0) return {};
  const std::string number = std::to_string(request.number);
  return {"f=$(mktemp) && gh pr view " + number +
          " --json body --jq .body > \"$f\" && ${EDITOR:-vi} \"$f\" && gh pr edit " + number +
          " --body-file \"$f\""};
}

}  // namespace hotfix
