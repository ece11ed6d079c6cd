// SPDX-License-Identifier: MIT
// A page of Markdown as its reader on a forge sees it, as plain values. All text is untrusted
// bytes.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace hotfix {

// One line of what is shown: of a paragraph, a heading, an item, a row of a table (its cells with
// " | " between them), or a block of code.
struct PageLine {
  enum class Box { none, empty, ticked };

  std::string text;          // without its marks, and without what is struck through
  std::string comment = {};  // what comments hide there
  std::size_t heading = 0;   // its level, 1 to 6; 0: it is not a heading
  std::size_t depth = 0;     // how many lists it stands in
  Box box = Box::none;       // what stands before it
  bool bold = false;         // all of it is in bold type
  bool code = false;         // it stands in a block of code
  bool link = false;         // it has a link or a picture: that says something whatever its words
};

struct Page {
  std::vector<PageLine> lines;
  bool unclosed_comment = false;  // it hides the rest of the page from every reader
};

}  // namespace hotfix
