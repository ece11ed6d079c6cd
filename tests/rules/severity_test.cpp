// SPDX-License-Identifier: MIT
#include "gate/page/markdown.h"
#include "tests/support/catch.h"
#include "tests/support/judge.h"

using namespace hotfix;
using Lines = std::vector<std::string>;

namespace {

// The pull request with these sources of a severity and no other.
Facts saying(const std::string& body, const Lines& labels = {}, const Lines& trailers = {}) {
  Facts facts = pull_request_of_hotfix();
  facts.pull_request->body = body;
  facts.description = read_markdown(body);
  facts.pull_request->labels = labels;
  facts.history->severities = trailers;
  return facts;
}

Findings judge_severity(const Facts& facts) { return judge(rules::severity, facts); }

Findings judge_lint(const Lines& trailers) {
  Facts facts = pushed_hotfix();
  facts.subject.stage = Stage::lint;
  facts.history->severities = trailers;
  return judge_severity(facts);
}

Finding only_finding(const Facts& facts) {
  Finding finding = only(judge_severity(facts));
  REQUIRE(finding.level == Level::error);
  return finding;
}

}  // namespace

TEST_CASE("the criterion ticked in the description is enough", "[rules]") {
  REQUIRE(judge_severity(pull_request_of_hotfix()).empty());
}

TEST_CASE("P0 and P1 are accepted however they are said in the description", "[rules]") {
  for (const char* body :
       {"- [x] P0: Security breach", "* [X] p1: core functionality unavailable, since 2 am",
        "- [x] Payment processing broken", "Severity: P0 Security breach",
        "**Severity:** P0 - Payment processing broken",
        "- Severity: `P1` (Severe performance degradation)",
        "## Severity\r\n\r\nP0\r\n\r\nComplete service outage in Europe\r\n",
        "## Severity: P1\nDatabase issues affecting operations", "Priority: P0 security breach",
        "Severity: P0 - Critical - Data loss or corruption", "Severity: Security breach",
        "### \xF0\x9F\x9A\xA8 Severity\n- **P0**: we have a complete service outage",
        "| Severity | P0 Security breach |", "Severity\xEF\xBC\x9AP0 Security breach"}) {
    INFO(body);
    REQUIRE(judge_severity(saying(body)).empty());
  }
}

TEST_CASE("a severity that is said in passing is understood", "[rules]") {
  for (const char* body :
       {"\xF0\x9F\x9A\xA8 **P0** Authentication system failure \xF0\x9F\x9A\xA8",
        "Critical (P0) - Payment processing broken",
        "- Level: P0\n- Criterion: Authentication system failure",
        "\xF0\x9F\x9A\xA8 HOTFIX INITIATED - P0\n\nIssue: security breach of the admin page",
        "P1: core functionality unavailable since 14:02",
        "## Severity\nThis is P1: core functionality unavailable since 14:02",
        "## Severity P0\nSecurity breach", "**P0 incident**\nsecurity breach",
        "## What\nSEV1, severe performance degradation, files come from S3", "_P0_ security breach",
        "P0. See https://x.example/p1/log for the security breach",
        "<details>\nP0: security breach\n</details>", "## P0\n```\nsecurity breach\n```"}) {
    INFO(body);
    REQUIRE(judge_severity(saying(body)).empty());
  }
}

TEST_CASE("the title may give the level", "[rules]") {
  Facts facts = saying("A security breach since noon");
  facts.pull_request->title = "hotfix: P0 close the admin page";
  REQUIRE(judge_severity(facts).empty());
}

TEST_CASE("a text that names several levels is not guessed at", "[rules]") {
  for (const char* body : {"P0 security breach. Follow-ups are P2", "P0 or P1, security breach"}) {
    INFO(body);
    REQUIRE_THAT(only_finding(saying(body)).message,
                 contains("it is not stated whether this is P0 or P1; the text names P0 and P"));
  }
}

TEST_CASE("a level that only the passing text gives is no refusal", "[rules]") {
  REQUIRE_THAT(only_finding(saying("The clean-up is P3")).message,
               contains("it is not stated whether this is P0 or P1; seen: description"));
}

TEST_CASE("a level inside an address or a name is none", "[rules]") {
  for (const char* body :
       {"security breach, see https://x.example/p0/log", "security breach on db.p0.internal",
        "security breach, sev-10, sev 04, sev10", "security breach, P0/P1"}) {
    INFO(body);
    REQUIRE(only_finding(saying(body)).message == "it is not stated whether this is P0 or P1");
  }
}

TEST_CASE("boxes may be drawn as characters", "[rules]") {
  REQUIRE(judge_severity(saying("## Severity\n\xE2\x98\x91 P0: Security breach\n"
                                "\xE2\x98\x90 P1: Core functionality unavailable\n"))
              .empty());
  REQUIRE(judge_severity(saying("## Severity\n- \xE2\x9C\x85 P0 security breach\n"
                                "- \xE2\xAC\x9C P1 core functionality unavailable\n"))
              .empty());
  REQUIRE(judge_severity(saying("## Severity\n\xE2\x9C\x94\xEF\xB8\x8F P0 security breach\n"
                                "\xE2\x9D\x8C P1 core functionality unavailable\n"))
              .empty());
  REQUIRE_THAT(only(judge_severity(saying("\xE2\x98\x90 P0: Security breach"))).message,
               contains("it is not stated whether this is P0 or P1"));
}

TEST_CASE("what is said under Severity wins over other sections", "[rules]") {
  for (const char* severity :
       {"## Severity\n- [x] P0: Security breach\n", "## Severity\nP0: Security breach\n"}) {
    for (const char* other :
         {"## Follow-ups\nPriority: P3 clean up the helper\n",
          "## Follow-ups\n- Severity: P3 clean up the helper\n", "## Priority\nP2\n"}) {
      INFO(severity << other);
      REQUIRE(judge_severity(saying(std::string(severity) + other)).empty());
      REQUIRE(judge_severity(saying(other + std::string(severity))).empty());
    }
  }
  REQUIRE(judge_severity(saying("Severity: P0 Security breach\n## Follow-ups\nPriority: P3 x"))
              .empty());
  REQUIRE(judge_severity(saying("## Follow-ups\nPriority: P3 helper", {}, {"P0 security breach"}))
              .empty());
}

TEST_CASE("lines of a Severity section that disagree are still refused", "[rules]") {
  REQUIRE_THAT(only_finding(saying("## Severity\nP0 security breach\nP3 after all")).message,
               contains("P3 is not a hotfix"));
}

TEST_CASE("a criterion that is denied does not count", "[rules]") {
  for (const char* body :
       {"P0: not a security breach", "P0: no security breach", "P0: isn't a security breach",
        "Severity: P0, no sign of a security breach", "P0: Security breach? No",
        "P1: no data loss, core functionality unavailable? No, a button is grey",
        "Severity: P0\nSecurity breach: no", "P0: never a complete service outage"}) {
    INFO(body);
    REQUIRE_THAT(only_finding(saying(body)).message, contains("is given without a criterion"));
  }
}

TEST_CASE("a no beside a criterion does not always deny it", "[rules]") {
  for (const char* body :
       {"P0: security breach, no workaround", "P0: Security breach? Yes.",
        "P0: not a slow page. Security breach", "Workaround: no; P0, security breach",
        "P0 security breach (not data loss or corruption)"}) {
    INFO(body);
    REQUIRE(judge_severity(saying(body)).empty());
  }
}

TEST_CASE("what a reader of the page does not see, or sees taken back, says nothing", "[rules]") {
  for (const char* body :
       {"~~P0: Security breach~~", "- [x] ~~P0: Security breach~~", "[//]: # (P0: Security breach)",
        "[a]: <> \"P0: Security breach\"", "<!-- P0: Security breach -->"}) {
    INFO(body);
    REQUIRE(only_finding(saying(body)).message == "it is not stated whether this is P0 or P1");
  }
  REQUIRE(judge_severity(saying("Severity: ~~P1~~ P0 security breach")).empty());
}

TEST_CASE("a heading of another language is the policy's to name", "[rules]") {
  const std::string body = "## Schweregrad\nP0: Security breach\n## Sonst\nPriority: P3 x";
  const Facts facts = saying(body);
  REQUIRE_THAT(only(judge_severity(facts)).message, contains("P3"));
  REQUIRE(judge(rules::severity, facts,
                "[rules.incident-record]\nheadings = [\"severity = Schweregrad\"]")
              .empty());
}

TEST_CASE("a trailer says it too", "[rules]") {
  for (const char* trailer : {"P1 Core functionality unavailable", "p0 - payment processing broken",
                              "P0: Security breach of the admin page"}) {
    INFO(trailer);
    REQUIRE(judge_severity(saying("", {}, {trailer})).empty());
  }
}

TEST_CASE("a label gives the level, the description the criterion", "[rules]") {
  for (const char* label : {"P0", "p0", "severity: P0", "severity/P0", "sev-0", "sev0",
                            "priority:P0", "Severity: P0 - critical", "\xF0\x9F\x94\xA5 P0"}) {
    INFO(label);
    REQUIRE_THAT(only(judge_severity(saying("Sign-in is slow", {label}))).message,
                 contains("P0 is given without a criterion"));
    REQUIRE(judge_severity(saying("Severity: Security breach", {label})).empty());
    REQUIRE(judge_severity(saying("A security breach since noon", {label})).empty());
  }
}

TEST_CASE("labels about something else say nothing", "[rules]") {
  for (const char* label : {"p2p", "several", "area: P", "P0-tooling team", "P2 cleanup", "sev",
                            "priority", "backport-p3", "", "P10"}) {
    INFO(label);
    Facts facts = pull_request_of_hotfix();
    facts.pull_request->labels = {label};
    REQUIRE(judge_severity(facts).empty());
  }
}

TEST_CASE("a pull request without a severity is told how to say it", "[rules]") {
  const Finding finding = only_finding(saying("Sign-in is broken"));
  REQUIRE(finding.message == "it is not stated whether this is P0 or P1");
  REQUIRE_THAT(script(finding), contains("gh pr edit 12 --body-file"));
  REQUIRE_THAT(advice_of(finding), contains("Severity: P0 <criterion>"));
  REQUIRE_THAT(finding.details.at(0), contains("Complete service outage"));
}

TEST_CASE("no command is made up when the number is not known", "[rules]") {
  Facts facts = saying("", {"P2"});
  facts.pull_request->number = 0;
  REQUIRE(advice_of(judge_severity(facts)[0]).find("gh ") == std::string::npos);
  facts.pull_request->labels.clear();
  REQUIRE(judge_severity(facts)[0].fix.empty());
}

TEST_CASE("boxes that nobody ticked, comments and the form itself say nothing", "[rules]") {
  for (const char* body :
       {"- [ ] P0: Security breach", "<!-- Severity: P0 Security breach -->", "Severity: P0/P1",
        "Severity: P0 or P1", "Severity: TBD", "## Severity\n<P0 or P1>"}) {
    INFO(body);
    REQUIRE_THAT(only_finding(saying(body)).message,
                 contains("it is not stated whether this is P0 or P1"));
  }
}

TEST_CASE("words that are no level are shown", "[rules]") {
  REQUIRE(only_finding(saying("Severity: high")).message ==
          "it is not stated whether this is P0 or P1; seen: description \"high\"");
}

TEST_CASE("P2 and P3 are sent to the regular release, whoever says so", "[rules]") {
  for (const Facts& facts :
       {saying("Severity: P2"), saying("- [x] P0: Security breach", {"P3"}),
        saying("", {}, {"p2 - minor bug"}), saying("## Severity\n- [x] P3: UI/UX issues"),
        saying("", {"priority: 2"})}) {
    REQUIRE_THAT(only_finding(facts).message, contains("schedule for the regular release"));
  }
}

TEST_CASE("a wrong label comes off by a command, quoted", "[rules]") {
  REQUIRE_THAT(advice_of(only_finding(saying("", {"priority: P2"}))),
               contains("gh pr edit 12 --remove-label 'priority: P2'"));
  REQUIRE_THAT(advice_of(only_finding(saying("", {"P2\n"}))), !contains("gh "));
}

TEST_CASE("sources that disagree are both named", "[rules]") {
  const Finding finding = only_finding(saying("- [x] P0: Security breach", {"sev-1"}));
  REQUIRE(finding.message == "the severity is given as both P0 and P1");
  REQUIRE(finding.details == Lines{"P0: ticked box \"P0: Security breach\"", "P1: label sev-1"});
  REQUIRE_THAT(advice_of(finding), contains("gh pr edit 12 --remove-label sev-1"));
}

TEST_CASE("a P0 for which a criterion of P1 is true as well is a P0", "[rules]") {
  REQUIRE(judge_severity(saying("- [x] P0: Authentication system failure\n"
                                "- [x] P1: Core functionality unavailable\n",
                                {"P0"}))
              .empty());
}

TEST_CASE("a level without a criterion is told the list", "[rules]") {
  const Finding finding = only_finding(saying("Severity: P1, the report is slow"));
  REQUIRE_THAT(finding.message, contains("P1 is given without a criterion of P1"));
  REQUIRE(finding.details ==
          Lines{"Core functionality unavailable", "Major feature broken for all users",
                "Severe performance degradation", "Database issues affecting operations"});
  REQUIRE_THAT(script(finding), contains("gh pr edit 12 --body-file"));
}

TEST_CASE("a criterion of the other level is refused", "[rules]") {
  REQUIRE_THAT(only_finding(saying("Severity: P1 Security breach")).message,
               contains("P1 is given with a criterion of P0"));
  REQUIRE_THAT(only_finding(saying("- [x] Security breach", {"P1"})).message,
               contains("both P0 and P1"));
  REQUIRE(judge_severity(saying("Severity: P1 Core functionality unavailable, no security breach"))
              .empty());
}

TEST_CASE("the policy has criteria and labels of its own", "[rules]") {
  const Facts facts = saying("Severity: checkout is down for good", {"urgency-0"});
  REQUIRE(
      judge(rules::severity, facts, "p0_criteria = [\"Checkout is down\"]\nlabels = [\"urgency-\"]")
          .empty());
  REQUIRE_THAT(only_finding(facts).message, contains("it is not stated whether this is P0 or P1"));
}

TEST_CASE("before there is a pull request only a refusal is said", "[rules]") {
  REQUIRE(judge_lint({}).empty());
  REQUIRE(judge_lint({"P0"}).empty());
  REQUIRE(judge_lint({"high"}).empty());
  REQUIRE_THAT(judge_lint({"P3 ui"}).at(0).message, contains("schedule for the regular release"));
  REQUIRE_THAT(judge_lint({"P0", "P1"}).at(0).message, contains("both P0 and P1"));
}

TEST_CASE("a revert needs no severity", "[rules]") {
  REQUIRE_FALSE(judges(rules::severity, SubjectKind::revert));
  Facts facts = saying("Reverts keydata/kars#12");
  facts.reverts = std::vector<Revert>{{id('a'), id('9'), Revert::State::exact, {}}};
  REQUIRE(judge_severity(facts).empty());
}

TEST_CASE("a line of any length is cut in a message", "[rules]") {
  REQUIRE(only_finding(saying("Severity: P2 " + std::string(65000, 'x'))).message.size() < 300);
}

TEST_CASE("a level that is denied is not the level", "[rules]") {
  for (const char* body : {"This is not P0. There was a security breach last year",
                           "Severity: not P0, security breach", "## Severity\nno longer P0",
                           "P0? No. Security breach? Yes"}) {
    INFO(body);
    REQUIRE_THAT(only_finding(saying(body)).message,
                 contains("it is not stated whether this is P0 or P1"));
  }
  REQUIRE(judge_severity(saying("This is not P0 but P1: core functionality unavailable")).empty());
}

TEST_CASE("a level that is given and denied is a contradiction", "[rules]") {
  for (const Facts& facts : {saying("- [x] P0: Security breach\n\nThis is not P0\n"),
                             saying("## Severity\nnot a P0\n\nsecurity breach", {"P0"})}) {
    const Finding finding = only_finding(facts);
    REQUIRE(finding.message == "P0 is given, and denied as well");
    REQUIRE(finding.details.size() == 2);
    REQUIRE(finding.advice.size() == 2);
  }
  Facts titled = saying("- [x] P0: Security breach");
  titled.pull_request->title = "hotfix: not P0, a grey button";
  REQUIRE(only_finding(titled).message == "P0 is given, and denied as well");
}

TEST_CASE("a title that says P3 contradicts the form", "[rules]") {
  for (const char* title :
       {"hotfix: P3 grey button", "P3", "hotfix(P3): grey button", "[P3] grey button",
        "hotfix: grey button (P3)", "hotfix: grey button P2"}) {
    INFO(title);
    Facts facts = saying("- [x] P0: Security breach");
    facts.pull_request->title = title;
    const Finding finding = only_finding(facts);
    REQUIRE_THAT(finding.message, contains("the severity is given as both P0 and P"));
    REQUIRE_THAT(finding.message, contains("schedule for the regular release"));
    REQUIRE_THAT(finding.details.at(1), contains("title"));
    REQUIRE_THAT(advice_of(finding), contains("correct the title"));
  }
  Facts about = saying("- [x] P0: Security breach");
  about.pull_request->title = "hotfix: no page for P3 alerts at night";
  REQUIRE(judge_severity(about).empty());
}

TEST_CASE("two levels in one line, or a word against the form, are a contradiction", "[rules]") {
  for (const char* body :
       {"Severity: P0 Security breach / P3", "- [x] P0: Security breach / P3",
        "## Severity\nP0 security breach, P3", "- [x] P0: Security breach\n\nThis is a P3\n",
        "- [x] P0: Security breach\n- [x] P3: UI/UX issues\n## Severity\nP3"}) {
    INFO(body);
    REQUIRE_THAT(only_finding(saying(body)).message, contains("given as both P0 and P3"));
  }
  REQUIRE_THAT(only_finding(saying("- [x] P0: Security breach", {"P3"})).message,
               contains("given as both P0 and P3"));
  REQUIRE_THAT(only_finding(saying("", {}, {"P0 security breach / P3"})).message,
               contains("given as both P0 and P3"));
  REQUIRE_THAT(only_finding(saying("P0 security breach / P3")).message,
               contains("the text names P0 and P3"));
}

TEST_CASE("other levels beside the severity are no contradiction", "[rules]") {
  for (const char* body :
       {"Severity: P0 security breach (raised from P2)", "Severity: P0 security breach, not P3",
        "## Severity\nP0 security breach\nFollow-ups are P2\n",
        "Severity: P0 security breach\n\nThe clean-up is P3\n",
        "Severity: P1 Core functionality unavailable\n\nThis is no P0\n"}) {
    INFO(body);
    REQUIRE(judge_severity(saying(body)).empty());
  }
}

TEST_CASE("HTML says what its reader sees", "[rules]") {
  for (const char* body :
       {"<del>P0: Security breach</del>", "<s>P0: Security breach</s>",
        "<strike>P0: Security breach</strike>", "<del>\n\nP0: Security breach\n\n</del>",
        "~P0: Security breach~", "<?P0: Security breach?>", "<!P0 Security breach>",
        "<![CDATA[P0: Security breach]]>", "<!-- P0:\n\nSecurity breach -->",
        "- [x] <del>P0: Security breach</del>", "<div title=\"\n\nP0: Security breach\n\n",
        "x <!--\n-->\n<!--\nP0: Security breach", "[^1]: P0: Security breach"}) {
    INFO(body);
    REQUIRE(only_finding(saying(body)).message == "it is not stated whether this is P0 or P1");
  }
  for (const char* body : {"<details>\n<summary>P0</summary>\n\nSecurity breach\n\n</details>",
                           "<table><tr><td>Severity</td><td>P0 Security breach</td></tr></table>",
                           "<h2>Severity</h2>\nP0 Security breach",
                           "| Severity | Why |\n|---|---|\n| P0 | Security breach |",
                           "| a | b |\n|---|---|\n| Severity | P0 Security breach |",
                           "<del>P1</del> P0 Security breach", "<b>P0</b> Security&nbsp;breach",
                           "&#80;0 Security breach"}) {
    INFO(body);
    REQUIRE(judge_severity(saying(body)).empty());
  }
}
