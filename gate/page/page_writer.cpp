// SPDX-License-Identifier: MIT
#include "gate/page/page_writer.h"

#include <algorithm>
#include <vector>

#include "gate/base/text_lines.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

// Characters that take room and show nothing.
bool is_blank(char32_t code) {
  return code == 0xA0 || code == 0x115F || code == 0x1160 || code == 0x1680 || code == 0x180E ||
         (code >= 0x2000 && code <= 0x200A) || code == 0x202F || code == 0x205F || code == 0x2800 ||
         code == 0x3000 || code == 0x3164 || code == 0xFFA0;
}

// Characters that show nothing at all; a variation selector only says how the one before is drawn.
bool is_invisible(char32_t code) {
  return (deceives(code) && code != '\n' && code != '\t') || (code >= 0xFE00 && code <= 0xFE0F) ||
         (code >= 0xE0100 && code <= 0xE01EF) || code == 0x34F;
}

// Tags that stand on lines of their own.
bool breaks_line(std::string_view tag) {
  static const std::vector<std::string> tags = {
      "br",      "hr",     "p",          "div",    "li",    "ul",      "ol",      "dl",
      "dt",      "dd",     "tr",         "h1",     "h2",    "h3",      "h4",      "h5",
      "h6",      "pre",    "table",      "thead",  "tbody", "details", "summary", "section",
      "article", "center", "blockquote", "header", "footer"};
  return one_of(tag, tags);
}

// 1 to 6 for "h1" to "h6", else 0.
std::size_t heading_level(std::string_view tag) {
  const bool is_heading = tag.size() == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6';
  return is_heading ? static_cast<std::size_t>(tag[1] - '0') : 0;
}

void count(std::size_t& open, bool opens) {
  if (opens) {
    ++open;
  } else if (open > 0) {
    --open;
  }
}

}  // namespace

void PageWriter::text(std::string_view shown) {
  if (html_.hides()) {
    line_.comment += shown;
  } else {
    show(shown);
  }
}

void PageWriter::show(std::string_view text) {
  while (!text.empty()) {
    const Character next = first_character(text);
    const std::string_view bytes = text.substr(0, std::max<std::size_t>(next.length, 1));
    text.remove_prefix(bytes.size());
    if (bytes == "\n") {
      end_line();
    } else if (!is_taken_back() && !is_invisible(next.code)) {
      put(is_blank(next.code) || bytes == "\t" ? " " : bytes);
    }
  }
}

void PageWriter::put(std::string_view character) {
  line_.text += character;
  const bool counts = character != " " && character != ":";
  if (counts && bold_ == 0) ++plain_;
}

void PageWriter::html(std::string_view raw) {
  for (const HtmlToken& token : html_.read(raw)) {
    switch (token.kind) {
      case HtmlToken::Kind::text:
        show(token.text);
        break;
      case HtmlToken::Kind::comment:
        line_.comment += token.text + "\n";
        break;
      case HtmlToken::Kind::open:
      case HtmlToken::Kind::close:
        tag(token.text, token.kind == HtmlToken::Kind::open);
        break;
    }
  }
}

void PageWriter::html_block(std::string_view raw) {
  end_line();
  html(raw);
  end_line();
  html_.end_block();
}

void PageWriter::tag(std::string_view name, bool opens) {
  if (breaks_line(name)) end_line();
  if (heading_level(name) > 0) heading(opens ? heading_level(name) : 0);
  if (opens && (name == "td" || name == "th")) cell();
  if (opens && (name == "a" || name == "img")) line_.link = line_.link || !is_taken_back();
  if (opens && name == "img") show("picture");
  if (name == "b" || name == "strong") count(bold_, opens);
  if (name == "del") count(deleted_, opens);
  if (name == "s" || name == "strike") count(struck_, opens);
}

void PageWriter::cell() {
  if (!trim(line_.text).empty()) text(" | ");
}

void PageWriter::link() {
  if (!html_.hides() && !is_taken_back()) line_.link = true;
}

void PageWriter::list(bool begins) { count(depth_, begins); }
void PageWriter::bold(bool begins) { count(bold_, begins); }
void PageWriter::strike(bool begins) { count(deleted_, begins); }

void PageWriter::code_block(std::string_view text) {
  end_line();
  for (const std::string_view line : split_lines(text)) {
    line_.code = true;
    this->text(line);
    end_line();
  }
}

void PageWriter::block(bool begins) {
  if (begins) {
    deleted_before_ = deleted_;
  } else {
    deleted_ = std::min(deleted_, deleted_before_);
  }
}

void PageWriter::end_line() {
  line_.text = std::string(trim(line_.text));
  const bool is_there = !line_.text.empty() || !line_.comment.empty() || line_.heading > 0 ||
                        line_.box != PageLine::Box::none;
  line_.bold = plain_ == 0 && !line_.text.empty() && !line_.code;
  line_.depth = depth_;
  if (is_there) page_.lines.push_back(std::move(line_));
  line_ = {};
  line_.heading = heading_;
  plain_ = 0;
}

Page PageWriter::take() {
  end_line();
  page_.unclosed_comment = html_.hides();
  return std::move(page_);
}

}  // namespace hotfix
