// SPDX-License-Identifier: MIT
#include "rules/form/severity_statements.h"

#include "gate/page/markdown.h"
#include "tests/support/catch.h"
#include "tests/support/judge.h"

using namespace hotfix;

namespace {

const Options& options() {
  static const Options all = options_of(rules::severity);
  return all;
}

Facts saying(const std::string& body) {
  Facts facts = pull_request_of_hotfix();
  facts.pull_request->body = body;
  facts.description = read_markdown(body);
  return facts;
}

// "P0 by label sev-0", one for each statement.
std::vector<std::string> told(const Statements& all) {
  std::vector<std::string> texts;
  for (const Statement& said : all) texts.push_back(said.level + " by " + said.source);
  return texts;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("trailers, boxes, lines and labels each say a severity", "[rules]") {
  Facts facts = saying("## Severity\n- [x] P0: Security breach\n");
  facts.history->severities = {"P1 slow"};
  facts.pull_request->labels = {"sev-0", "area: P0-tooling"};
  CHECK(told(severity_statements(facts, options())) ==
        Texts{"P1 by trailer Severity \"P1 slow\"", "P0 by ticked box \"P0: Security breach\"",
              "P0 by label sev-0"});
}

TEST_CASE("without a pull request the trailers are all there is", "[rules]") {
  Facts facts = pushed_hotfix();
  facts.history->severities = {"p0"};
  CHECK(told(severity_statements(facts, options())) == Texts{"P0 by trailer Severity \"p0\""});
  CHECK(severity_prose(facts, options()).empty());
}

TEST_CASE("a section goes before lines elsewhere, and both before a priority", "[rules]") {
  const std::string line = "Severity: P1 slow\n", priority = "Priority: P2\n";
  CHECK(told(severity_statements(saying("## Notes\n" + line + priority), options())) ==
        Texts{"P1 by description \"P1 slow\""});
  CHECK(told(severity_statements(saying("## Notes\n" + priority), options())) ==
        Texts{"P2 by description \"P2\""});
  CHECK(told(severity_statements(saying("## Severity\nP0\n## Notes\n" + line), options())) ==
        Texts{"P0 by description \"P0\""});
}

TEST_CASE("the form's P0/P1 is no answer, and a criterion speaks for its level", "[rules]") {
  CHECK(told(severity_statements(saying("## Severity\nP0/P1\n"), options())) ==
        Texts{" by description \"P0/P1\""});
  CHECK(told(severity_statements(saying("## Severity\nSecurity breach\n"), options())) ==
        Texts{"P0 by description \"Security breach\""});
}

TEST_CASE("prose names a level wherever it stands as a word", "[rules]") {
  Facts facts = saying("Sev 1 or P2, see db.p0.internal and sev10");
  facts.pull_request->title = "hotfix: no level";
  CHECK(told(severity_prose(facts, options())) ==
        Texts{"P1 by description \"Sev 1 or P2, see db.p0.internal and sev10\"",
              "P2 by description \"Sev 1 or P2, see db.p0.internal and sev10\"",
              " by title \"hotfix: no level\""});
}

TEST_CASE("a criterion is found anywhere, and at the beginning, unless it is denied", "[rules]") {
  const auto first = [](const std::string& text) {
    return severity_statements(saying("## Severity\n" + text), options()).at(0);
  };
  const Statement begins = first("P0: Security breach of the admin page");
  CHECK(begins_with_criterion(begins, "P0", options()));
  CHECK(has_criterion(begins, "P0", options()));
  CHECK_FALSE(has_criterion(begins, "P1", options()));
  const Statement later = first("P0: since noon a security breach");
  CHECK_FALSE(begins_with_criterion(later, "P0", options()));
  CHECK(has_criterion(later, "P0", options()));
  CHECK_FALSE(has_criterion(first("P0: no security breach"), "P0", options()));
}

TEST_CASE("the criteria are the policy's", "[rules]") {
  const Options own = options_of(rules::severity, "p0_criteria = ['Checkout is down']");
  CHECK(severity_criteria("P0", own) == Words{"Checkout is down"});
  CHECK(severity_criteria("P1", own) == severity_criteria("P1", options()));
}

TEST_CASE("what marks this as no hotfix is a statement wherever it stands", "[rules]") {
  Facts facts = saying("## Severity\nP0 security breach / P3\n## Notes\nThis is a P2\n");
  facts.pull_request->title = "hotfix: grey button (P4), P3";
  CHECK(told(severity_statements(facts, options())) ==
        Texts{"P0 by description \"P0 security breach / P3\"",
              "P3 by description \"P0 security breach / P3\"", "P2 by description \"This is a P2\"",
              "P3 by title \"hotfix: grey button (P4), P3\""});
}

TEST_CASE("a denial is told with the level that it denies", "[rules]") {
  Facts facts = saying("## Severity\nnot P0\n## Notes\nThis is not a P1. The other was not P0\n");
  facts.pull_request->title = "hotfix: no longer P0";
  CHECK(told(severity_denials(facts, options())) ==
        Texts{"P0 by description \"not P0\"",
              "P1 by description \"This is not a P1. The other was not P0\"",
              "P0 by title \"hotfix: no longer P0\""});
  CHECK(severity_denials(pushed_hotfix(), options()).empty());
}
