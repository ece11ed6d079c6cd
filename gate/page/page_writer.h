// SPDX-License-Identifier: MIT
// A page as it is written, line by line: what is shown goes in, with all that HTML does to it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "gate/page/html_tokens.h"
#include "rules/model/page.h"

namespace hotfix {

class PageWriter {
 public:
  void text(std::string_view shown);  // a newline in it ends the line
  void html(std::string_view raw);
  void html_block(std::string_view raw);  // the same, on lines of its own
  void code_block(std::string_view text);
  void end_line();

  // What the lines from here on are.
  void heading(std::size_t level) { line_.heading = heading_ = html_.hides() ? 0 : level; }
  void box(PageLine::Box box) { line_.box = box; }
  void cell();  // the next one of its row
  void link();

  // Each with false ends what the same call with true began.
  void list(bool begins);
  void bold(bool begins);
  void strike(bool begins);
  // A paragraph, a heading or a cell: <del> does not reach beyond the one that it is in.
  void block(bool begins);

  Page take();  // ends the page

 private:
  bool is_taken_back() const { return deleted_ + struck_ > 0; }
  void show(std::string_view text);
  void tag(std::string_view name, bool opens);
  void put(std::string_view character);

  Page page_;
  PageLine line_;
  HtmlTokens html_;
  std::size_t heading_ = 0, depth_ = 0;
  std::size_t bold_ = 0;                  // by Markdown, <b> and <strong>
  std::size_t deleted_ = 0, struck_ = 0;  // by Markdown and <del>, and by <s> and <strike>
  std::size_t deleted_before_ = 0;        // the block
  std::size_t plain_ = 0;                 // characters of the line in normal type
};

}  // namespace hotfix
