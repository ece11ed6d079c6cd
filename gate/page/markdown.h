// SPDX-License-Identifier: MIT
// Markdown as forges show it: CommonMark with GitHub's tables, boxes, footnotes and strikes. The
// only file that knows the library for it, cmark-gfm.
#pragma once

#include <string_view>

#include "rules/model/page.h"

namespace hotfix {

// What a reader of the page sees; empty for none. Of raw HTML, that is its text: comments, tags and
// what is struck through are not seen, what is in <details> is. A fence that is never closed shows
// all that follows, so that is read as if there were none, and text that is only indented is no
// code. Any bytes; what is not UTF-8 is U+FFFD,
// and characters that nobody sees are left out.
//
// Throws Undecidable for a page that would take too long: more than 65,536 characters, which is all
// that GitHub takes, or nested over 100 deep.
Page read_markdown(std::string_view markdown);

}  // namespace hotfix
