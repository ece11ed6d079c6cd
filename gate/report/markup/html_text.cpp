// SPDX-License-Identifier: MIT
#include "gate/report/markup/html_text.h"

#include <algorithm>

#include "gate/base/hex.h"
#include "gate/base/visible.h"
#include "rules/support/fix.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

std::string_view entity_of(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return {};
  }
}

// The last two code points of each plane are no characters, and some not allowed in XML at all.
bool is_no_character(char32_t code) { return (code & 0xfffeu) == 0xfffeu; }

bool is_void(std::string_view name) { return name == "meta" || name == "circle" || name == "path"; }

}  // namespace

std::string html_escaped(std::string_view bytes) {
  const std::string shown = visible(bytes);
  std::string text;
  for (std::string_view rest = shown; !rest.empty();) {
    const Character next = first_character(rest);
    const std::string_view entity = entity_of(rest.front());
    if (is_no_character(next.code)) {
      text += "\\U" + hex_of(next.code, 8);
    } else {
      text += entity.empty() ? rest.substr(0, next.length) : entity;
    }
    rest.remove_prefix(next.length);
  }
  return text;
}

std::string html_brief(std::string_view bytes, std::size_t limit) {
  return html_escaped(brief(visible(bytes), limit));
}

std::string html(std::string_view name, const HtmlAttributes& attributes, const std::string& body) {
  std::string text = "<" + std::string(name);
  for (const auto& [key, value] : attributes) {
    if (!value.empty()) text += " " + std::string(key) + "=\"" + html_escaped(value) + "\"";
  }
  if (body.empty() && is_void(name)) return text + "/>";
  return text + ">" + body + "</" + std::string(name) + ">";
}

std::string html(std::string_view name, const std::string& body) { return html(name, {}, body); }

std::string html_link(const std::string& page, const std::string& body) {
  return page.empty() ? body : html("a", {{"href", page}, {"rel", "noreferrer"}}, body);
}

std::string html_id(std::string_view id, const std::string& page) {
  return html_link(page, html("code", html_escaped(short_id(id))));
}

std::string html_commands(const std::vector<std::string>& commands) {
  std::string text;
  for (const std::string& line : paste_lines(commands)) {
    text += (text.empty() ? "" : "\n") + html_escaped(line);
  }
  return html("pre", html("code", text)) + "\n";
}

}  // namespace hotfix
