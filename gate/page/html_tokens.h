// SPDX-License-Identifier: MIT
// Raw HTML within a page of Markdown, taken apart as a browser does.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hotfix {

struct HtmlToken {
  enum class Kind { text, comment, open, close };
  Kind kind = Kind::text;
  std::string text;  // with its entities decoded; of a tag, its name in lower case
};

// Reads one piece of HTML after the other; a comment or a tag may begin in one and end in another.
// Any bytes, in linear time.
class HtmlTokens {
 public:
  std::vector<HtmlToken> read(std::string_view html);

  // Other tags follow, as the forge writes them around the next block: their '>' ends whatever is
  // not in quotes and no true comment.
  void end_block();

  // Within a comment or a tag: nobody sees what follows, up to the HTML that ends it.
  bool hides() const { return inside_ != Inside::nothing; }

 private:
  // bogus: "<?", "<![CDATA[" and the like, which a browser takes for a comment up to the next '>'.
  enum class Inside { nothing, comment, bogus, tag };

  void open_markup(std::string_view& html, std::vector<HtmlToken>& tokens);
  void close_markup(std::string_view& html, std::vector<HtmlToken>& tokens);
  void skip_tag(std::string_view& html);

  Inside inside_ = Inside::nothing;
  char quote_ = 0;  // of the attribute's value that a tag is in
};

}  // namespace hotfix
