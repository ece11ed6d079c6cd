// SPDX-License-Identifier: MIT
#include "gate/page/page_writer.h"

#include "tests/support/catch.h"

using namespace hotfix;

namespace {

// The text of the only line.
std::string only_text(PageWriter& writer) {
  const Page page = writer.take();
  REQUIRE(page.lines.size() == 1);
  return page.lines.front().text;
}

}  // namespace

TEST_CASE("a line is what was shown on it, without blanks around it", "[gate]") {
  PageWriter writer;
  writer.text(" a\tb ");
  writer.end_line();
  writer.end_line();
  writer.text("c\nd");
  const Page page = writer.take();
  REQUIRE(page.lines.size() == 3);
  CHECK(page.lines[0].text == "a b");
  CHECK(page.lines[2].text == "d");
}

TEST_CASE("characters that show nothing are left out", "[gate]") {
  PageWriter writer;
  writer.text("a\xE2\x80\x8B\xEF\xB8\x8F\xC2\xA0\xE3\x85\xA4z");
  CHECK(only_text(writer) == "a  z");
}

TEST_CASE("what is struck through is not shown, by Markdown or by tags", "[gate]") {
  PageWriter writer;
  writer.strike(true);
  writer.text("a");
  writer.strike(false);
  writer.html("<s>b<s>c</s>d</s></s>e<del>f</del><strike>g</strike>");
  CHECK(only_text(writer) == "e");
}

TEST_CASE("a deletion ends with its block, another strike goes on", "[gate]") {
  PageWriter deletion;
  deletion.block(true);
  deletion.html("<del>a");
  deletion.block(false);
  deletion.text("b");
  CHECK(only_text(deletion) == "b");
  PageWriter strike;
  strike.block(true);
  strike.text("a");
  strike.html("<s>b");
  strike.block(false);
  strike.text("c");
  CHECK(only_text(strike) == "a");
}

TEST_CASE("a line is bold when nothing on it is in normal type", "[gate]") {
  PageWriter writer;
  writer.bold(true);
  writer.text("a");
  writer.bold(false);
  writer.text(":\n");
  writer.html("<b>c</b> d<br><strong>e</strong>");
  const Page page = writer.take();
  REQUIRE(page.lines.size() == 3);
  CHECK(page.lines[0].bold);
  CHECK_FALSE(page.lines[1].bold);
  CHECK(page.lines[2].bold);
}

TEST_CASE("tags make lines, headings and cells", "[gate]") {
  PageWriter writer;
  writer.html("<h2>a</h2>b<p>c</p><tr><td>d</td><td>e</td></tr><li>f");
  const Page page = writer.take();
  REQUIRE(page.lines.size() == 5);
  CHECK(page.lines[0].heading == 2);
  CHECK(page.lines[1].heading == 0);
  CHECK(page.lines[3].text == "d | e");
}

TEST_CASE("what a comment hides is kept beside the line", "[gate]") {
  PageWriter writer;
  writer.html("<!-- a -->b<!-- c");
  writer.text("d");
  const Page page = writer.take();
  REQUIRE(page.lines.size() == 1);
  CHECK(page.lines[0].text == "b");
  CHECK_THAT(page.lines[0].comment, contains("a"));
  CHECK_THAT(page.lines[0].comment, contains("d"));
  CHECK(page.unclosed_comment);
}
