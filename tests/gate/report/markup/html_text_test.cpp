// SPDX-License-Identifier: MIT
#include "gate/report/markup/html_text.h"

#include "tests/support/catch.h"

using namespace hotfix;

TEST_CASE("nothing that is escaped is markup", "[gate][html]") {
  CHECK(html_escaped("<b a=\"1\" c='2'>&amp;") ==
        "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;amp;");
}

TEST_CASE("what no page may hold is seen as an escape", "[gate][html]") {
  CHECK(html_escaped(std::string("\x1b[31m\r\n\t\0 caf\xe9", 14)) ==
        "\\x1b[31m\\x0d\\x0a\\x09\\x00 caf\\xe9");
  CHECK(html_escaped("\u202e \uffff \U0001fffe") == "\\u202e \\U0000ffff \\U0001fffe");
  CHECK(html_escaped("\u00e9 \u7d27") == "\u00e9 \u7d27");
}

TEST_CASE("what is cut is cut before it is escaped", "[gate][html]") {
  CHECK(html_brief("<<<<", 2) == "&lt;&lt;...");
}

TEST_CASE("an element has its attributes, and no empty ones", "[gate][html]") {
  CHECK(html("a", {{"href", "#x"}, {"class", ""}}, "y") == "<a href=\"#x\">y</a>");
  CHECK(html("circle", {{"r", "1"}}, "") == "<circle r=\"1\"/>");
  CHECK(html("td", "") == "<td></td>");
}

TEST_CASE("what has no page is not linked in HTML", "[gate][html]") {
  CHECK(html_link("", "x") == "x");
  CHECK(html_id("0123456789abcdef", "") == "<code>0123456789ab</code>");
}

TEST_CASE("commands of a page stop at the first that fails", "[gate][html]") {
  CHECK(html_commands({"git a", "git b <x>"}) ==
        "<pre><code>git a &amp;&amp;\ngit b &lt;x&gt;</code></pre>\n");
}
