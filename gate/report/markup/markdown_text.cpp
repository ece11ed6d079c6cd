// SPDX-License-Identifier: MIT
#include "gate/report/markup/markdown_text.h"

#include <algorithm>

#include "gate/base/text_lines.h"
#include "gate/base/visible.h"
#include "rules/support/fix.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

bool is_plain(unsigned char c) {
  return c >= 0x80 ||
         std::string_view(" ,;/()'-").find(static_cast<char>(c)) != std::string_view::npos ||
         (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

// How many backticks a line begins with: three or more open a fence, and so many and nothing else
// close it.
std::size_t ticks_of(std::string_view line) {
  return std::min(line.find_first_not_of('`'), line.size());
}

// The end of the last part that fits: a blank line outside of a fence and of <details>.
std::size_t last_border(const std::string& text, std::size_t limit) {
  std::size_t border = 0, depth = 0, fence = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    if (end > limit) break;
    const std::string_view line(text.data() + at, end - at);
    const std::size_t ticks = ticks_of(line);
    const bool is_bare = line.find_first_not_of("`\n") == std::string_view::npos;
    if (fence == 0 && ticks >= 3) {
      fence = ticks;
    } else if (fence > 0 && ticks >= fence && is_bare) {
      fence = 0;
    } else if (fence == 0) {
      if (line.starts_with("<details")) ++depth;
      if (line.starts_with("</details") && depth > 0) --depth;
      if (line == "\n" && depth == 0) border = end;
    }
    at = end;
  }
  return border;
}

}  // namespace

// An entity is never read as markup. The comment parts an '@' from the name that would be notified
// and a '#' from the number that would be linked: a forge looks for these in the finished text.
std::string markdown_escaped(std::string_view bytes) {
  std::string text;
  for (const char c : visible(bytes)) {
    const auto byte = static_cast<unsigned char>(c);
    text += is_plain(byte) ? std::string(1, c) : "&#" + std::to_string(byte) + ";";
    if (c == '@' || c == '#') text += "<!-- -->";
  }
  return text;
}

std::string markdown_literal(std::string_view bytes, std::size_t limit) {
  return "<code>" + markdown_escaped(brief(visible(bytes), limit)) + "</code>";
}

std::string markdown_cell(std::string_view bytes) {
  constexpr std::size_t kMost = 160;
  return markdown_escaped(brief(std::string(bytes), kMost));
}

std::string markdown_id(std::string_view id) { return markdown_literal(short_id(id)); }

std::string markdown_page(const std::string& source, const std::string& title) {
  return "<!-- Generated from " + source + "; a test fails while it is stale. -->\n# " + title +
         "\n\n";
}

std::string markdown_row(const std::vector<std::string>& cells) {
  std::string line = "|";
  for (const std::string& cell : cells) line += " " + cell + " |";
  return line + "\n";
}

std::string markdown_link(const std::string& page, const std::string& body) {
  return page.empty() ? body : "[" + body + "](" + page + ")";
}

std::string markdown_lines(const std::vector<std::string>& lines, std::string_view language) {
  if (lines.empty()) return {};
  std::string text;
  for (const std::string& line : lines) text += visible(line) + "\n";
  const std::string fence(std::max<std::size_t>(3, longest_run(text, '`') + 1), '`');
  return fence + std::string(language) + "\n" + text + fence + "\n\n";
}

std::string markdown_commands(const std::vector<std::string>& commands) {
  return markdown_lines(paste_lines(commands), "sh");
}

std::string markdown_details(const std::string& summary, const std::string& body, bool open) {
  const auto end = body.find_last_not_of('\n');
  return std::string(open ? "<details open>" : "<details>") + "\n<summary>" + summary +
         "</summary>\n\n" + body.substr(0, end == std::string::npos ? 0 : end + 1) +
         "\n\n</details>\n\n";
}

std::string markdown_cut(std::string text, std::size_t limit) {
  constexpr std::string_view kNote = "<i>The rest was cut: there is no room for more.</i>\n";
  if (text.size() <= limit) return text;
  text.resize(last_border(text, limit - std::min(limit, kNote.size())));
  return text.append(kNote);
}

}  // namespace hotfix
