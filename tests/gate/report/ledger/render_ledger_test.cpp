// SPDX-License-Identifier: MIT
#include <nlohmann/json.hpp>

#include "gate/base/progress.h"
#include "gate/report/ledger/ledger_words.h"
#include "gate/report/ledger/render_landing.h"
#include "gate/report/ledger/render_ledger.h"
#include "tests/gate/report/ledger/sample_ledgers.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"

using namespace hotfix;
using namespace hotfix::test;

namespace {

constexpr std::int64_t kDay = 86'400;

std::size_t how_often(const std::string& text, const std::string& part) {
  std::size_t n = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
  return n;
}

bool is_ascii(const std::string& text) {
  return text.find_first_not_of(
             "\n !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`"
             "abcdefghijklmnopqrstuvwxyz{|}~") == std::string::npos;
}

}  // namespace

TEST_CASE("a ledger for a terminal reads like this", "[gate][ledger]") {
  test::check_golden("tests/golden/ledger.txt", render_ledger_text(full_ledger(), false));
}

TEST_CASE("a ledger for programs reads like this", "[gate][ledger]") {
  const std::string json = render_ledger_json(full_ledger());
  CHECK(is_ascii(json));
  CHECK(nlohmann::json::parse(json)["hotfixes"].size() == 9);
  test::check_golden("tests/golden/ledger.json", json);
}

TEST_CASE("a ledger for a forge reads like this", "[gate][ledger]") {
  test::check_golden("tests/golden/ledger.md", render_ledger_markdown(full_ledger()));
}

TEST_CASE("no text of the repository becomes markup", "[gate][ledger]") {
  const std::string markdown = render_ledger_markdown(full_ledger());
  CHECK(markdown.find("@all") == std::string::npos);
  CHECK(markdown.find("@everyone") == std::string::npos);
  CHECK(markdown.find("<b>it") == std::string::npos);
  CHECK(markdown.find("<img") == std::string::npos);
  CHECK(markdown.find("http://") == std::string::npos);
  CHECK(markdown.find('\x1b') == std::string::npos);
  CHECK(markdown.find('\r') == std::string::npos);
}

TEST_CASE("every row of the table has its six cells", "[gate][ledger]") {
  LedgerReport report = full_ledger();
  report.unsigned_commits.clear();
  std::istringstream lines(render_ledger_markdown(report));
  std::size_t rows = 0;
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line[0] != '|') continue;
    ++rows;
    INFO(line);
    CHECK(how_often(line, "|") == 7);
  }
  CHECK(rows == 2 + 9);
}

TEST_CASE("a terminal sees no control byte of the repository", "[gate][ledger]") {
  const std::string text = render_ledger_text(full_ledger(), false);
  CHECK(text.find('\x1b') == std::string::npos);
  CHECK(text.find('\r') == std::string::npos);
  CHECK_THAT(text, contains("\\x1b[31m"));
}

TEST_CASE("colors are there when they are asked for", "[gate][ledger]") {
  CHECK_THAT(render_ledger_text(full_ledger(), true), contains("\x1b[1;31mLOST\x1b[0m"));
}

TEST_CASE("when nothing is owed the ledger has little to say", "[gate][ledger]") {
  const std::string text =
      render_ledger_text(report_of({released('1', LandingState::landed, 9 * kDay)}), false);
  CHECK(how_often(text, "\n") <= 3);
  CHECK_THAT(text, contains("PASSED"));
  CHECK_THAT(text, contains("nothing is owed"));
}

TEST_CASE("a production without hotfixes passes in one line", "[gate][ledger]") {
  CHECK(render_ledger_text(report_of({}), false) ==
        "PASSED  kars-prod has no hotfix that kars-dev could owe\n");
}

TEST_CASE("waivers are told even when nothing is owed", "[gate][ledger]") {
  const std::string text =
      render_ledger_text(report_of({released('1', LandingState::waived, kDay)}), false);
  CHECK_THAT(text, contains("waived      111111111111"));
  CHECK_THAT(text, contains("1 waived"));
}

TEST_CASE("the oldest debt comes first, and what is not known after the debts", "[gate][ledger]") {
  const LedgerReport report = report_of({released('1', LandingState::undecided, 9 * kDay),
                                         released('2', LandingState::missing, kDay / 2),
                                         released('3', LandingState::lost, 3 * kDay)});
  const auto order = owed(report);
  REQUIRE(order.size() == 3);
  CHECK(order[0]->commit[0] == '3');
  CHECK(order[1]->commit[0] == '2');
  CHECK(order[2]->commit[0] == '1');
}

TEST_CASE("many settled hotfixes are counted, not listed", "[gate][ledger]") {
  LedgerReport report = report_of({released('1', LandingState::missing, kDay)});
  for (int i = 0; i < 200; ++i) {
    report.hotfixes.push_back(released('2', LandingState::landed, 9 * kDay));
  }
  CHECK_THAT(render_ledger_text(report, false), contains("and 190 older ones"));
  CHECK_THAT(render_ledger_markdown(report), contains("And 150 older ones"));
}

TEST_CASE("without a remote the commands stay on the local branch", "[gate][ledger]") {
  LedgerReport report = report_of({released('1', LandingState::missing, kDay)});
  report.refs.development_ref = "kars-dev";
  const auto commands = fixes(report, report.hotfixes[0]).front().commands;
  CHECK(commands[1] == "git switch kars-dev");
  CHECK(commands.size() == 3);
}

TEST_CASE("where a pick will stop is said below it, in text and in Markdown", "[gate][ledger]") {
  LedgerReport report = report_of({released('1', LandingState::missing, kDay)});
  report.hotfixes[0].pick =
      Forecast{Forecast::Outcome::conflicts, {{"src/a.js", "1 place", 1, {}}}};
  const std::string said = "It will stop at conflicts in src/a";
  CHECK_THAT(render_ledger_text(report, false), contains("\n    do   " + said));
  CHECK_THAT(render_ledger_markdown(report), contains(said));
}

TEST_CASE("of an answer that is half there, the commands that bring the rest follow",
          "[gate][landed]") {
  LandingAnswer answer;
  answer.commit = std::string(40, 'a');
  answer.landing.state = LandingState::uncertain;
  answer.landing.signal = LandingSignal::parts;
  answer.landing.parts = {{"src/a.js", 1, 2, PartState::absent},
                          {"src/b.js", 1, 2, PartState::in_effect}};
  const std::string text = render_landing_text(answer);
  CHECK_THAT(text, contains("    absent  src/a.js:1-2\n    bring   git diff-tree "));
  CHECK_THAT(text, contains("\n            git commit -m "));
}

TEST_CASE("one answer is one line, whatever the commit says", "[gate][landed]") {
  LandingAnswer answer;
  answer.commit = std::string(40, 'a');
  answer.onto = std::string(40, 'b');
  answer.title = "hotfix: a\nb \x1b[31m\xff";
  answer.landing.state = LandingState::adapted;
  answer.landing.evidence.assign(5, std::string(40, 'c'));
  answer.landing.similarity = 0.98765;
  answer.landing.reason = "most of\nit";
  const std::string text = render_landing_text(answer), json = render_landing_json(answer);
  CHECK(how_often(text, "\n") == 1);
  CHECK(text.find('\x1b') == std::string::npos);
  CHECK_THAT(text, contains("and 2 more"));
  CHECK(how_often(json, "\n") == 1);
  CHECK(is_ascii(json));
  CHECK(nlohmann::json::parse(json)["similarity"] == 0.988);
}

TEST_CASE("only an undecided answer has a remedy", "[gate][landed]") {
  LandingAnswer answer;
  answer.landing.fix = "git fetch";
  CHECK(nlohmann::json::parse(render_landing_json(answer))["remedy"] == "git fetch");
  answer.landing.state = LandingState::missing;
  CHECK_FALSE(nlohmann::json::parse(render_landing_json(answer)).contains("remedy"));
}

TEST_CASE("bytes that are no UTF-8 reach a program without loss", "[gate][landed]") {
  LandingAnswer answer;
  answer.commit = "caf\xe9";
  CHECK(nlohmann::json::parse(render_landing_json(answer))["commit"] == "caf\\xe9");
}

TEST_CASE("progress is erased at the end, and silent for nobody", "[gate][ledger]") {
  std::ostringstream seen;
  {
    Progress progress(&seen, "hotfixes");
    progress.show(100, 100);
    progress.show(7, 9);
  }
  CHECK(seen.str() == "\r100/100 hotfixes\r7/9 hotfixes    \r                \r");
  Progress(nullptr, "hotfixes").show(1, 2);
}
