// SPDX-License-Identifier: MIT
#include "rules/form/incident_form.h"

#include "gate/page/markdown.h"
#include "rules/support/words.h"

#include "tests/support/catch.h"

using namespace hotfix;
using Lines = std::vector<std::string>;

namespace {

IncidentForm form_of(const std::string& body, const SectionNames& names = {}) {
  return read_incident_form(read_markdown(body), names);
}

Lines answer(const std::string& body, Part part) { return form_of(body).answer(part); }

}  // namespace

TEST_CASE("the text under a heading is the answer, up to the next one", "[rules]") {
  const std::string body = "## Issue\r\n\r\nSign-in fails\r\n## Root cause\r\nA typo\r\n";
  REQUIRE(answer(body, Part::issue) == Lines{"Sign-in fails"});
  REQUIRE(answer(body, Part::root_cause) == Lines{"A typo"});
}

TEST_CASE("a heading is found however it is written", "[rules]") {
  for (const char* heading :
       {"# Root cause", "###### Root Cause", "## root cause:", "## \xF0\x9F\x94\x8D Root cause",
        "**Root cause**", "**Root cause:**", "__Root cause__", "Root cause:", "Root cause\n====",
        "## 3. Root cause (so far)", "##Root cause", "## Root-cause ##", "* **Root cause**:"}) {
    INFO(heading);
    REQUIRE(answer(std::string(heading) + "\nA typo\n", Part::root_cause) == Lines{"A typo"});
  }
}

TEST_CASE("an answer may stand on the line of its name", "[rules]") {
  for (const char* line :
       {"Users affected: all", "- Users affected: all", "* **Users affected:** all",
        "- **Users affected**: all", "1. Users affected - all", "Users affected \xE2\x80\x93 all",
        "Users affected\xEF\xBC\x9A"
        "all",
        "| Users affected | all |", "> Users affected: all", "### Users affected: all",
        "- [x] Users affected: all", "Affected users: all"}) {
    INFO(line);
    REQUIRE(answer(line, Part::users_affected) == Lines{"all"});
  }
}

TEST_CASE("an answer may be a list under its name", "[rules]") {
  const std::string body =
      "- Users affected:\n  - all of Europe\n  - 3 in Canada\n- Data at risk: none\n";
  REQUIRE(answer(body, Part::users_affected) == Lines{"all of Europe", "3 in Canada"});
  REQUIRE(answer(body, Part::data_at_risk) == Lines{"none"});
}

TEST_CASE("a part inside another one belongs to both", "[rules]") {
  const std::string body = "## Impact\n### Users affected\nall\n## Issue\nx\n";
  REQUIRE(answer(body, Part::users_affected) == Lines{"all"});
  REQUIRE(answer(body, Part::impact) == Lines{"all"});
}

TEST_CASE("a heading of another name ends a part, a deeper one does not", "[rules]") {
  REQUIRE(answer("## Issue\n## Notes\ntext\n", Part::issue).empty());
  REQUIRE(answer("## Issue\n### Notes\ntext\n", Part::issue) == Lines{"text"});
}

TEST_CASE("placeholders are no content", "[rules]") {
  for (const char* text : {"",
                           "   ",
                           "TBD",
                           "tbd.",
                           "TODO",
                           "TODO:",
                           "?",
                           "???",
                           "...",
                           "\xE2\x80\xA6",
                           "-",
                           "--",
                           "\xE2\x80\x94",
                           "<file>",
                           "[Brief description]",
                           "`<file>`",
                           "xxx",
                           "XXXX",
                           "fill in",
                           "_TBD_",
                           "(todo)",
                           "<!-- why -->",
                           "***",
                           "to be filled in",
                           "TODO: write",
                           "tbd - later",
                           "TBD after the post-mortem",
                           "FIXME later",
                           "**TODO**: describe",
                           "x",
                           "~~broken~~",
                           "<br>",
                           "> ",
                           "[Number of users]",
                           "unknown",
                           "Not yet known.",
                           "Unclear at this time",
                           "we don't know yet",
                           "asdf",
                           "asdf asdf",
                           "qweasd",
                           "sdfsdf",
                           "aaaa",
                           "lorem ipsum",
                           "foo bar",
                           "blah blah",
                           "test",
                           "&nbsp;",
                           "\xE2\x80\x8B",
                           "\xC2\xA0",
                           "\xE2\xA0\x80",
                           "\xEF\xB8\x8F",
                           "<!---->",
                           "<?why?>",
                           "<!WHY>",
                           "<![CDATA[broken]]>",
                           "<del>broken</del>",
                           "<s>broken</s>",
                           "<strike>broken</strike>",
                           "~broken~"}) {
    INFO(text);
    REQUIRE(answer("## Issue\n" + std::string(text) + "\n", Part::issue).empty());
    REQUIRE(answer("Issue: " + std::string(text) + "\n## x", Part::issue).empty());
  }
}

TEST_CASE("short answers and references are content", "[rules]") {
  for (const char* text : {"0",
                           "no",
                           "None",
                           "n/a",
                           "#345",
                           "https://x.example/incident",
                           "[log][1]",
                           "[INC-12]",
                           "@anna",
                           "PR 12",
                           "\xE4\xB8\x8D\xE6\x98\x8E",
                           "\xE2\x9D\x8C",
                           "TODO list cannot be opened",
                           "-1",
                           "DB",
                           "n",
                           "TBD, probably the pool",
                           "Todoist is down",
                           "5 ~~ 6",
                           "\xE2\x9C\x85",
                           "~5 to ~10 users",
                           "DNS",
                           "HTTPS",
                           "the cause is unknown, it began with the deploy of 14:02",
                           "unknown user agents are let in",
                           "the foo service",
                           "test data in production"}) {
    INFO(text);
    REQUIRE(answer("## Issue\n" + std::string(text) + "\n", Part::issue) == Lines{text});
  }
}

TEST_CASE("links, pictures and code are content, whatever their words", "[rules]") {
  using Pair = std::pair<const char*, const char*>;
  for (const auto& [markdown, shown] :
       {Pair{"[log](https://logs.example/1)", "log"},
        Pair{"[here](https://logs.example/1)", "here"},
        Pair{"<https://x.example/1>", "https://x.example/1"}, Pair{"`dump.sql`", "dump.sql"},
        Pair{"![](https://x.example/1.png)", "picture"}, Pair{"![error](1.png)", "error"},
        Pair{"<img src=\"1.png\">", "picture"}, Pair{"\xFF\xFE", "\xEF\xBF\xBD\xEF\xBF\xBD"}}) {
    INFO(markdown);
    REQUIRE(answer("## Issue\n" + std::string(markdown) + "\n", Part::issue) == Lines{shown});
  }
}

TEST_CASE("unticked boxes are no content", "[rules]") {
  REQUIRE(answer("## Issue\n- [ ]\n- [ ] Git revert\n* [] x\n\xE2\x98\x90 it\n- \xE2\xAC\x9C it\n",
                 Part::issue)
              .empty());
}

TEST_CASE("ticked boxes are told from others", "[rules]") {
  const IncidentForm form = form_of(
      "- [x] a1\r\n- [X] a2\r\n* [x] a3\r\n+ [ x ] a4\r\n1. [x] a5\r\n  - [x] a6\r\n"
      "- [ ] b1\r\n- [] b2\r\n- [x](https://x.example) b3\r\n- x b4\r\n");
  REQUIRE(form.ticked == Lines{"a1", "a2", "a3", "a4", "a5", "a6"});
}

TEST_CASE("comments are not read", "[rules]") {
  REQUIRE(answer("## Issue\n<!-- a\nb\n\nc --> broken <!-- d -->\n", Part::issue) ==
          Lines{"broken"});
  REQUIRE(answer("Issue: <!-- what\nis it --> broken\n", Part::issue) == Lines{"broken"});
  REQUIRE(form_of("<!-- - [x] P0 -->").ticked.empty());
  REQUIRE(form_of("<!-- - [x] P0 -->").blank);
}

TEST_CASE("a comment that is never closed hides the rest", "[rules]") {
  const IncidentForm form = form_of("## Issue\n<!-- what\nbroken\n");
  REQUIRE(form.answer(Part::issue).empty());
  REQUIRE(form.unclosed_comment);
}

TEST_CASE("the definition of a link is not shown", "[rules]") {
  for (const char* line : {"[//]: # (broken)", "[a]: https://x.example", "> [a]: # \"broken\"",
                           "[a]: #\n\"broken\""}) {
    INFO(line);
    REQUIRE(answer("## Issue\n" + std::string(line) + "\n", Part::issue).empty());
  }
  for (const char* line : {"[INC-12]: it is broken", "[a]: b (c) d"}) {
    INFO(line);
    REQUIRE(answer("## Issue\n" + std::string(line) + "\n", Part::issue) == Lines{line});
  }
}

TEST_CASE("a footnote stands below the page and belongs to no part", "[rules]") {
  const IncidentForm form =
      form_of("## Issue\nbroken[^1]\n\n[^1]: since noon\n[^2]: shown nowhere\n\n## Impact\nall\n");
  REQUIRE(form.answer(Part::issue) == Lines{"broken"});
  REQUIRE(form.answer(Part::impact) == Lines{"all"});
  REQUIRE(form.lines == Lines{"broken", "all", "since noon"});
}

TEST_CASE("the mark of a comment inside a sentence hides nothing", "[rules]") {
  for (const char* text : {"the page shows <!-- to all", "the page shows `<!--` to all"}) {
    const std::string body =
        "## Issue\n" + std::string(text) + "\n\n## Root cause\na typo\n\n<!-- the end -->\n";
    INFO(body);
    REQUIRE_THAT(answer(body, Part::issue).at(0), contains("the page shows"));
    REQUIRE_THAT(answer(body, Part::issue).at(0), contains("<!--"));
    REQUIRE_THAT(answer(body, Part::issue).at(0), contains("to all"));
    REQUIRE(answer(body, Part::root_cause) == Lines{"a typo"});
  }
}

TEST_CASE("code is content, and nothing in it is a heading or a comment", "[rules]") {
  const std::string body =
      "## Rollback plan\n```bash\n# Issue\nrailway rollback <!--\n```\n~~~\nmore\n~~~\n";
  REQUIRE(answer(body, Part::rollback_plan) == Lines{"# Issue", "railway rollback <!--", "more"});
  REQUIRE(answer(body, Part::issue).empty());
}

TEST_CASE("a fence that is never closed hides no heading", "[rules]") {
  REQUIRE(answer("```\n## Issue\nbroken\n", Part::issue) == Lines{"broken"});
}

TEST_CASE("a fence is closed only by one as long, and by its own mark", "[rules]") {
  REQUIRE(answer("Issue:\n````\n```\n# Cause\n~~~~\n````\n## Cause\nx", Part::issue) ==
          Lines{"# Cause"});
}

TEST_CASE("a form with nothing in it is not blank", "[rules]") {
  REQUIRE(form_of("").blank);
  REQUIRE(form_of(" \r\n\t\r\n").blank);
  REQUIRE_FALSE(form_of("## Issue\n").blank);
  REQUIRE(form_of("## Issue\n").lines.empty());
}

TEST_CASE("what a comment hides is kept for the part it stands in", "[rules]") {
  const IncidentForm form = form_of(
      "<!-- title -->\n## Issue\n<!-- what\nis broken --> \n## Root cause\n<!-- why --> a typo\n");
  REQUIRE(words_of(form.comment(Part::issue)) == "what is broken");
  REQUIRE(words_of(form.comment(Part::root_cause)) == "why");
  REQUIRE(form.answer(Part::root_cause) == Lines{"a typo"});
}

TEST_CASE("a description without any of the parts is told from one with them", "[rules]") {
  REQUIRE(form_of("## Issue\n").recognised);
  REQUIRE_FALSE(form_of("## Severity\nP0\n## Ursache\nkaputt").recognised);
}

TEST_CASE("a team has names of its own in any script", "[rules]") {
  const SectionNames names({"root cause = Ursache", "issue=\xE5\x95\x8F\xE9\xA1\x8C"});
  REQUIRE(names.unreadable.empty());
  const IncidentForm form =
      form_of("## \xE5\x95\x8F\xE9\xA1\x8C\nkaputt\n## URSACHE (kurz)\n_Tippfehler_\n", names);
  REQUIRE(form.answer(Part::issue) == Lines{"kaputt"});
  REQUIRE(form.answer(Part::root_cause) == Lines{"Tippfehler"});
  REQUIRE(SectionNames({"cause", "x = y", "issue = "}).unreadable.size() == 3);
}

TEST_CASE("words are compared without case, punctuation and spacing", "[rules]") {
  REQUIRE(words_of(" **Root-Cause:** ") == "root cause");
  REQUIRE(words_of("\xF0\x9F\x9A\xA8") == "");
  REQUIRE(has_phrase("p0 data loss", "data"));
  REQUIRE_FALSE(has_phrase("the database", "data"));
}

TEST_CASE("a form inside raw HTML or indented is read as well", "[rules]") {
  const std::string form = "## Issue\n- [x] broken\n- [ ] slow\n- Data at risk: none\n";
  for (const std::string& body : {"<details>\n" + form + "</details>\n",
                                  std::string("    ## Issue\n    - [x] broken\n    - [ ] slow\n"
                                              "    - Data at risk: none\n")}) {
    INFO(body);
    CHECK(answer(body, Part::issue) == Lines{"broken", "Data at risk: none"});
    CHECK(form_of(body).ticked == Lines{"broken"});
    CHECK(answer(body, Part::data_at_risk) == Lines{"none"});
  }
  CHECK(answer("<details><summary>Impact</summary>\n\nall of Europe\n\n</details>", Part::impact) ==
        Lines{"all of Europe"});
  CHECK(answer("<h2>Root cause</h2>\n<p>a typo</p>", Part::root_cause) == Lines{"a typo"});
}
