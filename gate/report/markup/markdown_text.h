// SPDX-License-Identifier: MIT
// Untrusted bytes as parts of GitHub Flavored Markdown: nothing becomes markup, a link, a mention,
// a reference or a line of its own.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hotfix {

// For running text and table cells.
std::string markdown_escaped(std::string_view bytes);

// In <code>, where a forge makes no link or reference of it either; at most `limit` bytes.
std::string markdown_literal(std::string_view bytes, std::size_t limit = 100);

// For a table cell: what is long is cut.
std::string markdown_cell(std::string_view bytes);

// The first digits of a commit's id, as a literal.
std::string markdown_id(std::string_view id);

// The first lines of a page of this tree that the code in `source` writes. The title is Markdown.
std::string markdown_page(const std::string& source, const std::string& title);

// "| a | b |\n"; the cells are Markdown already.
std::string markdown_row(const std::vector<std::string>& cells);

// A link to a page; `body` alone when there is no page. `body` is Markdown already.
std::string markdown_link(const std::string& page, const std::string& body);

// Lines as they are, in a fence that is longer than any in them, and an empty line. `language`:
// what a forge colors it as; empty: nothing. Empty for no lines.
std::string markdown_lines(const std::vector<std::string>& lines, std::string_view language = {});

// Commands to paste, likewise; nothing runs after the first that fails.
std::string markdown_commands(const std::vector<std::string>& commands);

// What opens when it is clicked, and an empty line. Both are Markdown already.
std::string markdown_details(const std::string& summary, const std::string& body,
                             bool open = false);

// At most `limit` bytes, cut after a part that a blank line ends, never inside a fence, a table or
// <details>, with a last line that says so. The line is there even when there is no room for it.
std::string markdown_cut(std::string text, std::size_t limit);

}  // namespace hotfix
