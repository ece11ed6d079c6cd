// SPDX-License-Identifier: MIT
// What a reader of a page of Markdown sees, line by line: its text without comments, definitions of
// links and what is struck through. HTML is left as it is.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hotfix {

struct VisibleLine {
  std::string text;
  std::string comment;  // what comments hide on this line
  bool code = false;    // inside a fence, where nothing is Markdown
};

struct VisibleMarkdown {
  std::vector<VisibleLine> lines;
  bool unclosed_comment = false;  // it hides the rest
};

// Reads any bytes, in linear time. A fence that is never closed is text. A definition whose address
// or title is on the next line, and a strike over several lines, are not seen as such.
VisibleMarkdown visible_markdown(std::string_view markdown);

}  // namespace hotfix
