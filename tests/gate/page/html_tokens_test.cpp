// SPDX-License-Identifier: MIT
#include "gate/page/html_tokens.h"

#include "tests/support/catch.h"

using namespace hotfix;

namespace {

// "text|<tag|/tag|!comment" of each token.
std::string told(HtmlTokens& tokens, const std::string& html) {
  std::string all;
  for (const HtmlToken& token : tokens.read(html)) {
    constexpr const char* kMarks[] = {"", "!", "<", "/"};
    all += (all.empty() ? "" : "|") + (kMarks[static_cast<int>(token.kind)] + token.text);
  }
  return all;
}

std::string told(const std::string& html) {
  HtmlTokens tokens;
  const std::string all = told(tokens, html);
  CHECK_FALSE(tokens.hides());
  return all;
}

}  // namespace

TEST_CASE("text, tags and comments are told apart", "[gate]") {
  CHECK(told("a<B class='x>y'>b</B >c<br/>") == "a|<b|b|/b|c|<br");
  CHECK(told("a<!-- b -->c") == "a|! b |c");
  CHECK(told("1 < 2 <3 </ >") == "1 |< 2 |<3 |</ >");
}

TEST_CASE("what a browser takes for a comment is one", "[gate]") {
  CHECK(told("<?a?>b") == "!a?|b");
  CHECK(told("<![CDATA[a]]>b") == "![CDATA[a]]|b");
  CHECK(told("<!a>b") == "!a|b");
  CHECK(told("<!-->a<!--->b") == "a|b");
  CHECK(told("<!-- a --!>b") == "! a |b");
  CHECK(told("<!-- a > b -->c") == "! a > b |c");
}

TEST_CASE("a comment or a tag ends where later HTML ends it", "[gate]") {
  HtmlTokens tokens;
  CHECK(told(tokens, "a<!-- b") == "a|! b");
  CHECK(tokens.hides());
  CHECK(told(tokens, "<p>c -->d") == "!<p>c |d");
  CHECK_FALSE(tokens.hides());
  CHECK(told(tokens, "<p title=\"x") == "<p");
  CHECK(tokens.hides());
  CHECK(told(tokens, ">\">e") == "e");
  CHECK_FALSE(tokens.hides());
}

TEST_CASE("the tags of the next block end what only waits for one", "[gate]") {
  for (const char* html : {"<?a", "<p ", "<!a", "</p"}) {
    INFO(html);
    HtmlTokens tokens;
    tokens.read(html);
    CHECK(tokens.hides());
    tokens.end_block();
    CHECK_FALSE(tokens.hides());
  }
  for (const char* html : {"<!--a", "<p title=\"a"}) {
    INFO(html);
    HtmlTokens tokens;
    tokens.read(html);
    tokens.end_block();
    CHECK(tokens.hides());
  }
}

TEST_CASE("entities stand for their characters", "[gate]") {
  CHECK(told("&#80;&#x30; &amp;&lt;&nbsp;&bad; &#0; &#xD800; &") == "P0 &< &bad; &#0; &#xD800; &");
  CHECK(told("&#233;&#8364;&#128512;") == "\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80");
}

TEST_CASE("hostile HTML is read in linear time", "[gate]") {
  for (const char* piece : {"<!--", "<a ", "<", "&", "<?", "<a b=\"", "-->", "&#", "<!-- > "}) {
    std::string html;
    while (html.size() < (1 << 20)) html += piece;
    HtmlTokens tokens;
    CHECK(tokens.read(html).size() <= html.size());
  }
}
