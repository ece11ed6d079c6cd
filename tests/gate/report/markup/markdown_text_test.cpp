// SPDX-License-Identifier: MIT
#include "gate/report/markup/markdown_text.h"

#include "tests/support/catch.h"

using namespace hotfix;

TEST_CASE("plain words and other scripts come through Markdown as they are", "[gate][markdown]") {
  CHECK(markdown_escaped("a-b, c (d); 'e' / 9") == "a-b, c (d); 'e' / 9");
  CHECK(markdown_escaped("\u00e9\u7d27") == "\u00e9\u7d27");
}

TEST_CASE("nothing becomes markup, a mention or a reference", "[gate][markdown]") {
  CHECK(markdown_escaped("<b>") == "&#60;b&#62;");
  CHECK(markdown_escaped("@all") == "&#64;<!-- -->all");
  CHECK(markdown_escaped("#12") == "&#35;<!-- -->12");
  CHECK(markdown_escaped("a|b`c`") == "a&#124;b&#96;c&#96;");
}

TEST_CASE("a line end cannot leave its cell", "[gate][markdown]") {
  CHECK(markdown_cell("a\nb").find('\n') == std::string::npos);
  CHECK(markdown_literal("a\r\nb").find('\n') == std::string::npos);
}

TEST_CASE("what is long is cut in a cell, and at its limit in a literal", "[gate][markdown]") {
  CHECK(markdown_cell(std::string(500, 'x')) == std::string(160, 'x') + "&#46;&#46;&#46;");
  CHECK(markdown_literal("abcdef", 3) == "<code>abc&#46;&#46;&#46;</code>");
}

TEST_CASE("a row has a bar around every cell", "[gate][markdown]") {
  CHECK(markdown_row({"a", "", "b"}) == "| a |  | b |\n");
}

TEST_CASE("commands stand in a fence, each on one line", "[gate][markdown]") {
  CHECK(markdown_commands({"git a", "git b\n    rm"}) ==
        "```sh\ngit a &&\ngit b\\x0a    rm\n```\n\n");
  CHECK(markdown_lines({"a", "b"}) == "```\na\nb\n```\n\n");
  CHECK(markdown_lines({}).empty());
}

TEST_CASE("no line closes the fence it stands in", "[gate][markdown]") {
  CHECK(markdown_lines({"```", "a `````b"}) == "``````\n```\na `````b\n``````\n\n");
}

TEST_CASE("what has no page is not linked in Markdown", "[gate][markdown]") {
  CHECK(markdown_link("", "<code>x</code>") == "<code>x</code>");
  CHECK(markdown_link("https://e.org/x", "<code>x</code>") == "[<code>x</code>](https://e.org/x)");
}

TEST_CASE("a page is cut outside of a fence that holds fences", "[gate][markdown]") {
  const std::string page = "one\n\n" + markdown_lines({"```", "", "```", std::string(200, 'x')});
  CHECK_THAT(markdown_cut(page, 120), contains("one\n\n<i>The rest was cut"));
  CHECK(markdown_cut(page, 120).find("```") == std::string::npos);
}

TEST_CASE("a page that fits is not cut", "[gate][markdown]") {
  CHECK(markdown_cut("a\n\nb\n", 5) == "a\n\nb\n");
}

TEST_CASE("a page is cut after a whole part, and says so", "[gate][markdown]") {
  const std::string page = "one\n\n" + std::string(100, 'x') + "\n\n";
  const std::string cut = markdown_cut(page, 70);
  CHECK_THAT(cut, contains("one\n\n<i>The rest was cut"));
  CHECK(cut.size() <= 70);
}

TEST_CASE("a page is never cut inside a fence or a section that opens", "[gate][markdown]") {
  for (const auto& [open, close] :
       {std::pair("```\n", "```\n"), std::pair("<details>\n", "</details>\n")}) {
    const std::string page =
        "one\n\n" + std::string(open) + "a\n\nb\n" + std::string(200, 'x') + "\n" + close + "\n";
    CHECK_THAT(markdown_cut(page, 120), contains("one\n\n<i>The rest was cut"));
    CHECK(markdown_cut(page, 120).find(open) == std::string::npos);
  }
}
