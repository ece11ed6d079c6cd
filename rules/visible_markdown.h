// SPDX-License-Identifier: MIT
// What a reader of a page of Markdown sees: its text without the comments, line by line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hotfix {

struct VisibleLine {
  std::string text;
  bool code = false;  // inside a fence, where nothing is Markdown
};

struct VisibleMarkdown {
  std::vector<VisibleLine> lines;
  bool unclosed_comment = false;  // it hides the rest
};

// Reads any bytes, in linear time. A fence that is never closed is text.
VisibleMarkdown visible_markdown(std::string_view markdown);

}  // namespace hotfix
