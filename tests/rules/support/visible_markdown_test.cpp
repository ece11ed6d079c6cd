// SPDX-License-Identifier: MIT
#include "rules/support/visible_markdown.h"

#include <string>
#include <vector>

#include "tests/support/catch.h"

using namespace hotfix;

using Lines = std::vector<std::string>;

namespace {

Lines texts(const std::string& markdown) {
  Lines lines;
  for (const VisibleLine& line : visible_markdown(markdown).lines) lines.push_back(line.text);
  return lines;
}

}  // namespace

TEST_CASE("lines lose their ends and nothing else", "[rules]") {
  CHECK(texts("a\r\n  b\n\nc") == Lines{"a", "  b", "", "c"});
  CHECK(texts("").empty());
}

TEST_CASE("a comment is told apart from the text around it", "[rules]") {
  const VisibleMarkdown page = visible_markdown("a <!-- b --> c\n<!-- d\ne --> f");
  REQUIRE(page.lines.size() == 3);
  CHECK(page.lines[0].text == "a  c");
  CHECK(page.lines[0].comment == "  b ");
  CHECK(page.lines[1].text == "");
  CHECK(page.lines[1].comment == "  d");
  CHECK(page.lines[2].text == " f");
  CHECK(page.lines[2].comment == "e ");
  CHECK_FALSE(page.unclosed_comment);
}

TEST_CASE("a comment that is never closed hides the rest from the start of a line only",
          "[rules]") {
  CHECK(visible_markdown("<!-- a\nb").unclosed_comment);
  const VisibleMarkdown inside = visible_markdown("a <!-- b\n\nc");
  CHECK_FALSE(inside.unclosed_comment);
  CHECK(inside.lines[0].text == "a <!-- b");
  CHECK(inside.lines[2].text == "c");
}

TEST_CASE("code is shown as it is, and its fences are not", "[rules]") {
  const VisibleMarkdown page = visible_markdown("```\n<!-- a -->\n~~b~~\n```\nc");
  REQUIRE(page.lines.size() == 3);
  CHECK(page.lines[0].text == "<!-- a -->");
  CHECK(page.lines[0].code);
  CHECK(page.lines[1].text == "~~b~~");
  CHECK_FALSE(page.lines[2].code);
  CHECK(texts("`<!-- a -->`") == Lines{"`<!-- a -->`"});
}

TEST_CASE("a fence that is never closed is text", "[rules]") {
  CHECK(texts("```\na") == Lines{"```", "a"});
  CHECK(texts("```\na\n~~~") == Lines{"```", "a", "~~~"});
}

TEST_CASE("what is struck through is taken back", "[rules]") {
  CHECK(texts("~~P1~~ P0") == Lines{" P0"});
  CHECK(texts("a ~~b") == Lines{"a ~~b"});
  CHECK(texts("a ~~ b ~~") == Lines{"a ~~ b ~~"});
}

TEST_CASE("the definition of a link is not shown, a footnote is", "[rules]") {
  CHECK(texts("[a]: https://x.example \"t\"") == Lines{""});
  CHECK(texts("[//]: # (hidden)") == Lines{""});
  CHECK(texts("[^1]: shown") == Lines{"[^1]: shown"});
  CHECK(texts("[a]: two words") == Lines{"[a]: two words"});
}

TEST_CASE("hostile Markdown is read in linear time", "[rules]") {
  std::string open, fence;
  while (open.size() < (1 << 20)) open += "a <!-- ", fence += "```\n";
  CHECK(visible_markdown(open).lines.size() == 1);
  CHECK(visible_markdown(fence).lines.size() < (1 << 18));
}
