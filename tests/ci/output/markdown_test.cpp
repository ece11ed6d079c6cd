// SPDX-License-Identifier: MIT
#include <sstream>

#include "ci/output/formats.h"
#include "gate/report/markup/markdown_text.h"
#include "rules/model/registry.h"
#include "rules/support/text.h"
#include "tests/ci/output/gate_reports.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"

using namespace hotfix;
using namespace hotfix::test;

namespace {

std::string markdown_of(const GateReport& report) { return render_gate_markdown(report, {}); }

std::size_t how_often(const std::string& text, const std::string& part) {
  std::size_t n = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
  return n;
}

GateReport with_budget(DiffBudget budget) {
  GateReport report = passing_report();
  report.reports.front().budget = budget;
  return report;
}

}  // namespace

TEST_CASE("a summary of a blocked pull request reads like this", "[gate][markdown]") {
  check_golden("tests/golden/gate_blocked.md", markdown_of(blocked_report()));
}

TEST_CASE("a summary of a pull request that waits reads like this", "[gate][markdown]") {
  check_golden("tests/golden/gate_waiting.md", markdown_of(waiting_report()));
}

TEST_CASE("a summary of a failure reads like this", "[gate][markdown]") {
  check_golden("tests/golden/gate_failed.md", markdown_of(failed_report()));
}

TEST_CASE("a summary of a daily run reads like this", "[gate][markdown]") {
  check_golden("tests/golden/gate_ledger.md", markdown_of(ledger_event()));
}

TEST_CASE("a summary of what is not applicable is one line", "[gate][markdown]") {
  const std::string text = markdown_of(not_applicable());
  CHECK(how_often(text, "\n") == 1);
  CHECK_THAT(text, contains("not applicable: a pull request of feature/x into kars-dev"));
}

TEST_CASE("a sticky comment begins with its marker", "[gate][markdown]") {
  MarkdownStyle style;
  style.comment = true;
  CHECK(render_gate_markdown(passing_report(), style).starts_with("<!-- hotfix-gate -->\n\n## "));
  CHECK(markdown_of(passing_report()).starts_with("## "));
}

TEST_CASE("the diff budget is a bar of ten squares", "[gate][markdown]") {
  const std::string text = markdown_of(with_budget({2, 5, 40, 100}));
  CHECK_THAT(text, contains("| Files | `▓▓▓▓░░░░░░` | 2 of 5 |"));
  CHECK_THAT(text, contains("| Lines | `▓▓▓▓░░░░░░` | 40 of 100 |"));
}

TEST_CASE("a bar is full only when the budget is used up", "[gate][markdown]") {
  CHECK_THAT(markdown_of(with_budget({1, 5, 99, 100})), contains("`▓▓▓▓▓▓▓▓▓░` | 99 of 100"));
  CHECK_THAT(markdown_of(with_budget({1, 5, 100, 100})), contains("`▓▓▓▓▓▓▓▓▓▓` | 100 of 100"));
}

TEST_CASE("one line of a large budget is seen in its bar", "[gate][markdown]") {
  CHECK_THAT(markdown_of(with_budget({0, 5, 1, 1000})), contains("`▓░░░░░░░░░` | 1 of 1000"));
}

TEST_CASE("a budget of nothing is a bar too", "[gate][markdown]") {
  const std::string text = markdown_of(with_budget({0, 0, 1, 0}));
  CHECK_THAT(text, contains("| Files | `░░░░░░░░░░` | 0 of 0 |"));
  CHECK_THAT(text, contains("<b>1 of 0</b>"));
}

TEST_CASE("the forecast says whether the hotfix applies to development", "[gate][markdown]") {
  GateReport report = passing_report();
  CHECK_THAT(markdown_of(report),
             contains("✅ <b>Backport</b> applies cleanly to <code>kars-dev</code>\n"));
  report.reports.front().forecast->outcome = Forecast::Outcome::present;
  CHECK_THAT(markdown_of(report), contains("has this change already"));
}

TEST_CASE("the forecast names who is in the way", "[gate][markdown]") {
  CHECK_THAT(markdown_of(blocked_report()),
             contains("| <code>src/login&#46;js</code> | 2 places were changed by both | "
                      "<code>777777777777</code> feat&#58; sign in by mail, Bob |"));
}

TEST_CASE("debts are listed with their age", "[gate][markdown]") {
  CHECK_THAT(markdown_of(blocked_report()), contains("| ⛔ <b>3 d late</b> | 4 d | "));
}

TEST_CASE("without a clock debts are listed with their dates", "[gate][markdown]") {
  GateReport report = blocked_report();
  report.reports.front().now = 0;
  CHECK_THAT(markdown_of(report), contains("2025-06-12 15:06 UTC"));
}

TEST_CASE("many debts are counted, not listed", "[gate][markdown]") {
  GateReport report = blocked_report();
  auto& debts = report.reports.front().debts;
  debts.assign(25, debts.front());
  CHECK_THAT(markdown_of(report), contains("And 15 younger ones."));
}

TEST_CASE("a waiver that was refused is told in the open", "[gate][markdown]") {
  CHECK_THAT(
      markdown_of(blocked_report()),
      contains("</details>\n\nNote: waiver of 'no-such-rule' in eeeeeeeeeeee names no rule"));
}

TEST_CASE("the heading counts what there is, and only that", "[gate][markdown]") {
  CHECK(markdown_of(blocked_report())
            .starts_with("## ⛔ Blocked: 2 errors, 2 warnings, 1 undecided, 1 waived\n"));
  CHECK(markdown_of(passing_report()).starts_with("## ✅ Passed\n"));
  CHECK(markdown_of(waiting_report()).starts_with("## ⏳ Waiting for review\n"));
  CHECK(markdown_of(ledger_event()).starts_with("## ⛔ Blocked: 1 overdue, 1 warning\n"));
  CHECK(markdown_of(failed_report()).starts_with("## ❓ Could not decide\n"));
  CHECK(markdown_of(mistaken_report())
            .starts_with("## 🛑 The policy or the command line is wrong\n"));
}

TEST_CASE("a rule with several findings says once why it matters", "[gate][markdown]") {
  GateReport report = waiting_report();
  auto& findings = report.reports.front().findings;
  findings.assign(3, findings.front());
  CHECK(how_often(markdown_of(report), "<i>Why: ") == 1);
  CHECK_THAT(markdown_of(report), contains("yet <i>and 2 more</i> |"));
}

TEST_CASE("the verdict comes first, and then the one thing to do", "[gate][markdown]") {
  const std::string text = markdown_of(blocked_report());
  const auto at = [&](const char* part) { return text.find(part); };
  CHECK(at("## ⛔ Blocked") == 0);
  CHECK(at("<b>First:</b> the severity is P2") < at("<details>"));
  CHECK(text.find("<details open>") == std::string::npos);
  CHECK_THAT(markdown_of(passing_report()), contains("Nothing has to be done.\n"));
  CHECK(markdown_of(blocked_report()).find("Nothing has to be done") == std::string::npos);
}

TEST_CASE("what is seen of a summary before anything is opened is short", "[gate][markdown]") {
  for (const GateReport& report : {blocked_report(), waiting_report(), passing_report()}) {
    std::istringstream lines(markdown_of(report));
    std::size_t seen = 0, depth = 0;
    for (std::string line; std::getline(lines, line);) {
      if (line.starts_with("</details")) --depth;
      if ((depth == 0 && !line.empty()) || line.starts_with("<summary")) ++seen;
      if (line.starts_with("<details")) ++depth;
    }
    CHECK(seen < 40);
  }
}

TEST_CASE("a comment is shorter than a summary, without a picture", "[gate][markdown]") {
  MarkdownStyle style;
  style.comment = true;
  style.pages = pages_of(Forge::github, "https://github.com/o/r");
  style.pages.run = "https://github.com/o/r/actions/runs/7";
  const std::string text = render_gate_markdown(blocked_report(), style);
  check_golden("tests/golden/gate_comment.md", text);
  CHECK(text.size() < markdown_of(blocked_report()).size() * 3 / 4);
  CHECK(text.find("mermaid") == std::string::npos);
  CHECK(text.ends_with("[The whole report](https://github.com/o/r/actions/runs/7)\n\n"));
}

TEST_CASE("a comment of very many findings fits into one, and says what is left out",
          "[gate][markdown]") {
  GateReport report = blocked_report();
  auto& findings = report.reports.front().findings;
  findings.assign(2000, findings.front());
  for (const GateFile& file : gate_files()) {
    if (file.name != "comment") continue;
    const std::string text = file.render(report, {});
    CHECK(text.size() <= 65'536);
    CHECK(text.size() > 60'000);
    CHECK_THAT(text, contains("<b>First:</b> 2 commits of kars-dev would ride along"));
    CHECK_THAT(text, contains("The rest was cut: there is no room for more."));
  }
}

TEST_CASE("the pull request, its branches and commits are linked", "[gate][markdown]") {
  MarkdownStyle style;
  style.pages = pages_of(Forge::gitlab, "https://gitlab.com/g/r");
  const std::string text = render_gate_markdown(blocked_report(), style);
  for (const char* part :
       {"[pull request 42](https://gitlab.com/g/r/-/merge_requests/42)",
        "[<code>hotfix/fix-login</code>](https://gitlab.com/g/r/-/tree/hotfix/fix-login)",
        "](https://gitlab.com/g/r/-/commit/cccccccccccccccccccccccccccccccccccccccc)",
        "](https://gitlab.com/g/r/-/blob/cccccccccccccccccccccccccccccccccccccccc/tests/"
        "login.test.js#L7)"}) {
    CHECK_THAT(text, contains(part));
  }
}

TEST_CASE("rules are linked to the page that the policy names, where the CI names none",
          "[gate][markdown]") {
  GateReport report = blocked_report();
  report.reports.front().rules_url = "https://example.org/rules";
  MarkdownStyle style;
  CHECK_THAT(render_gate_markdown(report, style),
             contains("[`severity`](https://example.org/rules#severity)"));
  style.pages.rules = "https://example.org/v1";
  CHECK_THAT(render_gate_markdown(report, style),
             contains("[`severity`](https://example.org/v1#severity)"));
}

TEST_CASE("the branch of a fork is not linked here", "[gate][markdown]") {
  GateReport report = passing_report();
  report.event.fork = "stranger/kars";
  MarkdownStyle style;
  style.pages = pages_of(Forge::github, "https://github.com/o/r");
  CHECK(render_gate_markdown(report, style).find("/tree/hotfix") == std::string::npos);
}

TEST_CASE("a promotion has a table and no picture", "[gate][markdown]") {
  GateReport report = passing_report();
  report.reports.front().subject.kind = SubjectKind::promotion;
  CHECK(markdown_of(report).find("mermaid") == std::string::npos);
  CHECK_THAT(markdown_of(report), contains("| Rule |"));
}

TEST_CASE("several judgements have a heading each", "[gate][markdown]") {
  GateReport report = passing_report();
  report.reports.push_back(report.reports.front());
  report.reports.back().subject.branch.clear();
  CHECK_THAT(markdown_of(report), contains("### <code>hotfix/fix-login</code>\n"));
  CHECK_THAT(markdown_of(report), contains("### <code>cccccccccccc</code>\n"));
}

TEST_CASE("a text that fits is not cut", "[gate][markdown]") {
  MarkdownStyle style;
  style.limit = markdown_of(blocked_report()).size();
  CHECK(render_gate_markdown(blocked_report(), style) == markdown_of(blocked_report()));
}

TEST_CASE("a text that is cut says so and leaves nothing open", "[gate][markdown]") {
  const std::size_t whole = markdown_of(blocked_report()).size();
  for (std::size_t limit = 200; limit < whole; limit += 97) {
    MarkdownStyle style;
    style.limit = limit;
    const std::string text = render_gate_markdown(blocked_report(), style);
    INFO(limit << "\n" << text);
    CHECK(text.size() <= limit);
    CHECK_THAT(text, contains("The rest was cut"));
    CHECK(how_often(text, "<details") == how_often(text, "</details>"));
    CHECK(how_often(text, "```") % 2 == 0);
    const std::string before = text.substr(0, text.rfind("<i>The rest"));
    CHECK((before.empty() || before.ends_with("\n\n")));
  }
}

TEST_CASE("a limit that is too small for anything leaves the note", "[gate][markdown]") {
  MarkdownStyle style;
  style.limit = 10;
  CHECK(render_gate_markdown(blocked_report(), style).starts_with("<i>The rest was cut"));
}

TEST_CASE("a mention is parted from its name", "[gate][markdown]") {
  CHECK(markdown_escaped("@all #12") == "&#64;<!-- -->all &#35;<!-- -->12");
}

TEST_CASE("a literal is cut before it is escaped", "[gate][markdown]") {
  CHECK(markdown_literal("||||", 2) == "<code>&#124;&#124;&#46;&#46;&#46;</code>");
}

TEST_CASE("a command of several lines stays in its block", "[gate][markdown]") {
  CHECK(markdown_commands({"cat <<EOF\n# x\nEOF"}) == "```sh\ncat <<EOF\\x0a# x\\x0aEOF\n```\n\n");
}
