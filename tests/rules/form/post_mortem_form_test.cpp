// SPDX-License-Identifier: MIT
#include "rules/form/post_mortem_form.h"

#include "gate/page/markdown.h"
#include "gate/policy/default_texts.h"
#include "tests/support/catch.h"

using namespace hotfix;
using Lines = std::vector<std::string>;

namespace {

const std::string kGood =
    "# Hotfix Post-Mortem: login fails\n\n"
    "## Incident Summary\n- **Date:** 2026-01-02\n- **Duration:** 2 hours\n"
    "- **Severity:** P0\n- **Impact:** nobody could sign in\n\n"
    "## Timeline\n- **Detection:** 09:10 - pager\n- **Response:** 09:20 - logs read\n"
    "- **Fix Deployed:** 10:40 - live\n- **Verified:** 11:10 - 30 minutes without an error\n\n"
    "## Root Cause\nA null user.\n\n## Resolution\nIt is refused.\n\n"
    "## Prevention\n- [x] Add monitoring/alerting\n- [ ] Add automated test\n\n"
    "## Lessons Learned\nThe pager was quick.\n";

Lines open(const std::string& document,
           const std::string& form = std::string(default_texts::kPostMortem)) {
  return open_sections(read_markdown(document), read_markdown(form));
}

// The good document with one place changed.
Lines open_with(const std::string& from, const std::string& to) {
  std::string text = kGood;
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return open(text.replace(at, from.size(), to));
}

}  // namespace

TEST_CASE("a document with every section filled in has none open", "[rules]") {
  CHECK(open(kGood).empty());
}

TEST_CASE("the template itself is open everywhere", "[rules]") {
  CHECK(open(std::string(default_texts::kPostMortem)) ==
        Lines{"Hotfix Post-Mortem", "Incident Summary", "Timeline", "Root Cause", "Resolution",
              "Prevention", "Lessons Learned"});
}

TEST_CASE("an empty document has no section", "[rules]") {
  CHECK(open("") == Lines{"Incident Summary", "Timeline", "Root Cause", "Resolution", "Prevention",
                          "Lessons Learned"});
}

TEST_CASE("a section that is missing or empty is named", "[rules]") {
  CHECK(open_with("## Root Cause\nA null user.\n\n", "") == Lines{"Root Cause"});
  CHECK(open_with("A null user.", "") == Lines{"Root Cause"});
  CHECK(open_with("A null user.", "<!-- nobody sees this -->") == Lines{"Root Cause"});
}

TEST_CASE("what stands for an answer is none", "[rules]") {
  for (const char* text : {"[Technical explanation]", "TBD", "TODO: write", "...", "unknown",
                           "[why it broke]", "> [Technical explanation]", "- TBD"}) {
    INFO(text);
    CHECK(open_with("A null user.", text) == Lines{"Root Cause"});
  }
}

TEST_CASE("an answer with what was to be filled in beside it is not done", "[rules]") {
  CHECK(open_with("A null user.", "A null user. [Technical explanation]") == Lines{"Root Cause"});
  CHECK(open_with("09:10 - pager", "09:10 - [How discovered]") == Lines{"Timeline (Detection)"});
  CHECK(open_with("11:10 - 30 minutes without an error", "HH:MM - looks good") ==
        Lines{"Timeline (Verified)"});
}

TEST_CASE("a label without an answer is named with its section", "[rules]") {
  CHECK(open_with("P0", "P0/P1") == Lines{"Incident Summary (Severity)"});
  CHECK(open_with("2026-01-02", "YYYY-MM-DD") == Lines{"Incident Summary (Date)"});
  CHECK(open_with(" nobody could sign in", "") == Lines{"Incident Summary (Impact)"});
  CHECK(open_with("2 hours", "X hours") == Lines{"Incident Summary (Duration)"});
}

TEST_CASE("an answer may be a list below its label", "[rules]") {
  CHECK(open_with(" nobody could sign in", "\n  - all of Europe\n  - support").empty());
}

TEST_CASE("the title is filled in, or is another one", "[rules]") {
  CHECK(open_with("login fails", "[Issue Name]") == Lines{"Hotfix Post-Mortem"});
  CHECK(open_with("Hotfix Post-Mortem: login fails", "Login was down").empty());
}

TEST_CASE("order, levels, bullets and the like do not matter", "[rules]") {
  CHECK(open("### Lessons learned:\nx was slow\n## 3. Root cause (so far)\nA null user.\n"
             "**Prevention**\n* more tests\n\nResolution: it is refused\n\n"
             "#### The timeline\n| Detection | 09:10 pager |\n|---|---|\n| Response | 09:20 |\n\n"
             "Incident summary\n====\n1. Impact - nobody could sign in\n")
            .empty());
}

TEST_CASE("a heading may have its answer with it", "[rules]") {
  CHECK(open_with("## Root Cause\nA null user.", "## Root Cause: a null user").empty());
}

TEST_CASE("a heading of one's own within a section belongs to it, one above it does not",
          "[rules]") {
  CHECK(open_with("A null user.", "### In short\nA null user.").empty());
  CHECK(open_with("The pager was quick.", "\n# Appendix\nlog lines") == Lines{"Lessons Learned"});
}

TEST_CASE("boxes that nobody touched are no prevention", "[rules]") {
  const std::string boxes =
      "- [ ] Add monitoring/alerting\n- [ ] Add automated test\n- [ ] Update documentation\n"
      "- [ ] Code review improvements\n";
  const std::string made = "- [x] Add monitoring/alerting\n- [ ] Add automated test\n";
  CHECK(open_with(made, boxes) == Lines{"Prevention"});
  CHECK(open_with(made, boxes + "- [ ] Alert on failed logins\n").empty());
  CHECK(open_with(made, boxes + "See the ticket KARS-12.\n").empty());
  CHECK(open_with(made, "- [ ] Add automated test\n").empty());
  CHECK(open_with(made, "- [ ] Add automated test (KARS-13)\n").empty());
}

TEST_CASE("a code block is an answer, and a heading in it is none", "[rules]") {
  CHECK(open_with("A null user.", "```\nTypeError: user is null\n```").empty());
  CHECK(open_with("## Root Cause\nA null user.", "```\n## Root Cause\nA null user.\n```") ==
        Lines{"Root Cause"});
}

TEST_CASE("a team's own template has its own sections", "[rules]") {
  const std::string form =
      "# [Titel]\n\nDatum: YYYY-MM-DD\n\n## Ursache\n\n## Ma\xC3\x9Fnahmen\n[was wir tun]\n\n"
      "## Hinweis\nBitte im Kanal teilen.\n";
  CHECK(open("# Ausfall\n\nDatum: 2026-01-02\n## Ursache\nNullzeiger\n## Ma\xC3\x9Fnahmen\nneuer "
             "Alarm\n",
             form)
            .empty());
  CHECK(open("# Ausfall\n\nDatum: YYYY-MM-DD\n## Ursache\n## Ma\xC3\x9Fnahmen\n[was wir tun]\n",
             form) == Lines{"Datum", "Ursache", "Ma\xC3\x9Fnahmen"});
  CHECK(open("# [Titel]\n\n## Ursache\nx y\n## Ma\xC3\x9Fnahmen\nneuer Alarm\n", form) ==
        Lines{"what stands before the first section"});
}

TEST_CASE("what is to be filled in is found in a line", "[rules]") {
  using Views = std::vector<std::string_view>;
  CHECK(fill_ins("- **Detection:** HH:MM - [How discovered]") ==
        Views{"HH:MM", "[How discovered]"});
  CHECK(fill_ins("- [ ] a, [x] b, [page](https://x), [] c, P0/P1, X hours") ==
        Views{"P0/P1", "X hours"});
}
