// SPDX-License-Identifier: MIT
#include "gate/page/markdown.h"

#include <chrono>

#include "gate/base/error.h"
#include "tests/support/catch.h"

using namespace hotfix;

using Lines = std::vector<std::string>;

namespace {

Lines texts(const std::string& markdown) {
  Lines lines;
  for (const PageLine& line : read_markdown(markdown).lines) {
    if (!line.text.empty()) lines.push_back(line.text);
  }
  return lines;
}

PageLine first(const std::string& markdown) { return read_markdown(markdown).lines.at(0); }

std::string repeated(const std::string& text, std::size_t bytes) {
  std::string all;
  while (all.size() + text.size() <= bytes) all += text;
  return all;
}

std::string why_not(const std::string& markdown) {
  try {
    read_markdown(markdown);
  } catch (const Undecidable& error) {
    REQUIRE_FALSE(error.fix.empty());
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("a page is the lines that its reader sees", "[gate]") {
  CHECK(texts("# a\r\n\r\nb\r\nc  \r\nd\r\n\r\n- e\r\n  f\r\n\r\n---\r\n> g") ==
        Lines{"a", "b", "c", "d", "e", "f", "g"});
  CHECK(texts("").empty());
}

TEST_CASE("marks are not shown, and what they do is known", "[gate]") {
  CHECK(texts("**a** _b_ `c` \\*d\\* &amp; [e](https://x.example) <b>f</b>") ==
        Lines{"a b c *d* & e f"});
  CHECK(first("### a ###").heading == 3);
  CHECK(first("a\nb\n===").text == "a b");
  CHECK(first("a\n---").heading == 2);
  CHECK(first("**a**").bold);
  CHECK_FALSE(first("**a** b").bold);
  CHECK(first("[a](b)").link);
  CHECK(first("```\na\n```").code);
  CHECK_FALSE(first("    a").code);
}

TEST_CASE("a box is known by its item, and an item by its depth", "[gate]") {
  const Page page = read_markdown("- [x] a\n- [ ] b\n  1. [X] c\n- d\n");
  REQUIRE(page.lines.size() == 4);
  CHECK(page.lines[0].box == PageLine::Box::ticked);
  CHECK(page.lines[1].box == PageLine::Box::empty);
  CHECK(page.lines[2].box == PageLine::Box::ticked);
  CHECK(page.lines[3].box == PageLine::Box::none);
  CHECK(page.lines[1].depth == 1);
  CHECK(page.lines[2].depth == 2);
}

TEST_CASE("a row of a table is a line", "[gate]") {
  CHECK(texts("| a | b |\n|---|---|\n| **c** | d \\| e |\n| ~~f~~ | g |\n| h | |\n") ==
        Lines{"a | b", "c | d | e", "g", "h |"});
  CHECK(texts("a | b\n") == Lines{"a | b"});
}

TEST_CASE("what is struck through is taken back, however it is written", "[gate]") {
  for (const char* markdown :
       {"~~a~~ b", "~a~ b", "<del>a</del> b", "<s>a</s> b", "<STRIKE>a</STRIKE> b", "~~a~~\n\nb",
        "~~a\na~~ b", "<del>\n\na\n\n</del>\n\nb", "<del>a\n\nb"}) {
    INFO(markdown);
    CHECK(texts(markdown) == Lines{"b"});
  }
  CHECK(texts("a ~~b") == Lines{"a ~~b"});
  CHECK(texts("a ~~ b ~~") == Lines{"a ~~ b ~~"});
  CHECK(texts("`~~a~~`") == Lines{"~~a~~"});
}

TEST_CASE("comments and what browsers take for them are not shown", "[gate]") {
  for (const char* markdown :
       {"a <!-- b -->", "<!-- b -->\na", "<!--\nb\n\nc\n-->\n\na", "<?b?>\na", "a <?b?>", "<!B>\na",
        "<![CDATA[b]]>\na", "a <![CDATA[b]]>", "a\n\n<!--> -->b"}) {
    INFO(markdown);
    CHECK(texts(markdown).at(0) == "a");
  }
  CHECK(texts("<? b > a ?>") == Lines{"a ?>"});
  CHECK(texts("```\n<!-- a -->\n```\n`<!-- b -->`") == Lines{"<!-- a -->", "<!-- b -->"});
}

TEST_CASE("a comment that is never closed hides the rest from the start of a line only", "[gate]") {
  CHECK(read_markdown("<!-- a\n\nb").unclosed_comment);
  CHECK(texts("- <!-- a\n\nb").empty());
  CHECK_FALSE(read_markdown("a <!-- b\n\nc").unclosed_comment);
  CHECK(texts("a <!-- b\n\nc") == Lines{"a <!-- b", "c"});
}

TEST_CASE("a tag or an instruction that is never closed hides its own block alone", "[gate]") {
  CHECK(texts("<p a\n\nb") == Lines{"b"});
  CHECK(texts("</p><? a\n\nb") == Lines{"b"});
  CHECK(texts("<p title=\"\n\na\n\n") == Lines{});
}

TEST_CASE("what is in details is shown", "[gate]") {
  CHECK(texts("<details>\n<summary>a</summary>\n\n## b\n\nc\n</details>\n\nd") ==
        Lines{"a", "b", "c", "d"});
  CHECK(texts("<details open><summary>a</summary>b</details>") == Lines{"a", "b"});
}

TEST_CASE("attributes hide nothing that a forge shows", "[gate]") {
  CHECK(texts("<div hidden>a</div>") == Lines{"a"});
  CHECK(texts("<p style=\"display:none\">a</p>") == Lines{"a"});
  CHECK(texts("<img alt=\"a\">") == Lines{"picture"});
}

TEST_CASE("definitions of links are not shown, and footnotes only where they are used", "[gate]") {
  CHECK(texts("[a]: https://x.example \"t\"").empty());
  CHECK(texts("[//]: # (hidden)").empty());
  CHECK(texts("[a]: #\n'hidden'").empty());
  CHECK(texts("[a]: two words") == Lines{"[a]: two words"});
  CHECK(texts("[^1]: b\n\na[^1]\n\n[^2]: c") == Lines{"a", "b"});
}

TEST_CASE("a fence that nobody closed is read as if there were none", "[gate]") {
  CHECK(first("```\n## a\n").heading == 2);
  CHECK(first("a\n\n~~~\n## b").text == "a");
  CHECK(read_markdown("a\n\n~~~\n## b").lines.at(1).heading == 2);
  CHECK(first("```\n## a\n```").code);
  CHECK(first("```\n## a\n```").heading == 0);
  CHECK(first("- ```\n  ## a\n").code);
}

TEST_CASE("bytes that are not text, and characters that nobody sees, do no harm", "[gate]") {
  CHECK(texts("a\xFF z") == Lines{"a\xEF\xBF\xBD z"});
  CHECK(texts(std::string("a\0b", 3)) == Lines{"a\xEF\xBF\xBD"
                                               "b"});
  CHECK(texts("&nbsp;\n\n\xE2\x80\x8B\n\n&#8203;").empty());
}

TEST_CASE("a page that would take too long is left undecided", "[gate]") {
  CHECK(why_not(std::string(65'536, 'a')).empty());
  CHECK(why_not(std::string(65'537, 'a')) == "the description has more than 65,536 characters");
  CHECK(why_not(repeated("\xE4\xB8\x8D", 3 * 65'536)).empty());
  CHECK(why_not(repeated("> ", 240)) == "the description is nested over 100 deep");
  CHECK(why_not("a\n" + repeated("- ", 240) + "x") == "the description is nested over 100 deep");
  CHECK(why_not(repeated("1. ", 600) + "x") == "the description is nested over 100 deep");
  for (const char* text : {"- ", "* ", "-", "*", "+-", "a> ", ".", "1.2", "=", "|", "#"}) {
    INFO(text);
    CHECK(why_not(repeated(text, 1000)).empty());
  }
}

// The worst of them take seconds where nothing bounds them, and minutes at a megabyte.
TEST_CASE("hostile pages are read in bounded time", "[gate]") {
  constexpr std::size_t size = 65'536;
  std::string stairs;
  for (std::size_t i = 0; stairs.size() < size / 2; ++i) stairs += std::string(i, ' ') + "- a\n";
  std::vector<std::string> pages = {
      repeated("[", size / 2) + repeated("]", size / 2), stairs + repeated("\n", size / 4),
      repeated("- ", 200) + "x\n" + repeated("\n", size / 2),
      "|" + repeated("a|", size / 8) + "\n|" + repeated("-|", size / 8) + "\n" +
          repeated("|\n", size / 2),
      "[a]: " + std::string(size / 2, 'x') + "\n\n" + repeated("[a] ", size / 4)};
  for (const char* text :
       {"<!--",       "a<?",        "a<!A ", "a<![CDATA[",  "`",        "```\n", "**",
        "*a_ ",       "~~a ",       "[a](",  "![l",         "[a]: b\n", "[^a]",  "a [^1]\n\n",
        "a@",         "www.",       "&",     "<a b='",      "<div\n",   "<s>",   "> a\n",
        "- [x] P0\n", "|x|\n|-|\n", "\xFF",  "issue: it\n", "x ` y `` "}) {
    pages.push_back(repeated(text, size));
  }
  for (const std::string& page : pages) {
    INFO(page.substr(0, 20));
    const auto start = std::chrono::steady_clock::now();
    CHECK(read_markdown(page).lines.size() <= size);
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(60));
  }
}
