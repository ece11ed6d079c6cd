// SPDX-License-Identifier: MIT
#include "gate/report/ledger/ledgers.h"

#include <functional>
#include <nlohmann/json.hpp>
#include <set>

#include "gate/base/error.h"
#include "gate/report/ledger/ledger_words.h"
#include "gate/report/ledger/render_ledger.h"
#include "tests/gate/report/ledger/sample_ledgers.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"
#include "tests/support/markup.h"

using namespace hotfix;
using namespace hotfix::test;

namespace {

using Json = nlohmann::ordered_json;

LedgerReport named(LedgerReport report, const std::string& name) {
  report.repository = name;
  report.pages = pages_of(Forge::github, "https://github.com/" + name);
  return report;
}

LedgerReport read_back(const LedgerReport& report) {
  return read_ledger_json(render_ledger_json(report), "ledgers/kars.json");
}

// Three repositories: one of everything, one with a debt that is due, one where nothing is owed.
Ledgers three() {
  return {read_back(named(full_ledger(), "example/kars")),
          read_back(named(report_of({released('b', LandingState::missing, 7200)}), "example/two")),
          read_back(named(report_of({}), "example/none"))};
}

// What is said of the ledger's JSON after a change.
std::string refusal(const std::function<void(Json&)>& change) {
  Json json = Json::parse(render_ledger_json(full_ledger()));
  change(json);
  try {
    read_ledger_json(json.dump(), "a/b.json");
  } catch (const Undecidable& error) {
    return error.what();
  }
  return "read";
}

}  // namespace

TEST_CASE("a ledger that was written is read as it was", "[gate][ledger]") {
  const LedgerReport report = named(full_ledger(), "example/kars");
  CHECK(render_ledger_json(read_back(report)) == render_ledger_json(report));
}

TEST_CASE("a ledger of an older version is called by its file", "[gate][ledger]") {
  Json json = Json::parse(render_ledger_json(full_ledger()));
  for (const char* key : {"findings", "waived", "undecided"}) json.erase(key);
  for (Json& hotfix : json["hotfixes"]) hotfix["post_mortem"] = nullptr;
  for (const char* key : {"repository", "url", "production_branch", "development_branch"}) {
    json.erase(key);
  }
  for (Json& hotfix : json["hotfixes"]) hotfix.erase("begun_at");
  const LedgerReport report = read_ledger_json(json.dump(), "ledgers/kars.json");
  CHECK(report.repository == "kars");
  CHECK(report.refs.production == "production");
  CHECK(report.hotfixes.size() == 9);
  CHECK(report.findings.empty());
  CHECK(report.post_mortems.empty());
}

TEST_CASE("what a ledger says of post-mortems is read, and refused where it is not known",
          "[gate][ledger]") {
  CHECK(exit_status(read_back(full_ledger()), FailOn::overdue) == ExitStatus::blocked);
  CHECK(refusal([](Json& json) { json["findings"][0]["rule"] = "rule-of-tomorrow"; }) ==
        "findings[0].rule is not a rule of this version in a/b.json");
  CHECK(refusal([](Json& json) { json["hotfixes"][0]["post_mortem"]["state"] = "lost"; }) ==
        "hotfixes[0].post_mortem.state is not a word of this version in a/b.json");
}

TEST_CASE("what is no ledger of this version is refused by the name of its file",
          "[gate][ledger]") {
  CHECK(refusal([](Json&) {}) == "read");
  CHECK(refusal([](Json& json) { json["version"] = 2; }) ==
        "version is 2, and this program reads 1, in a/b.json");
  CHECK(refusal([](Json& json) { json.erase("version"); }) == "version is missing in a/b.json");
  CHECK(refusal([](Json& json) {
          json = {{"version", 1}, {"ledgers", Json::array()}};
        }) == "now is missing in a/b.json");
  CHECK(refusal([](Json& json) { json["hotfixes"][2]["state"] = "fine"; }) ==
        "hotfixes[2].state is not a word of this version in a/b.json");
  CHECK(refusal([](Json& json) { json["hotfixes"][0]["commit"] = "HEAD"; }) ==
        "hotfixes[0].commit is not a full commit id in a/b.json");
  CHECK(refusal([](Json& json) { json["hotfixes"][0]["deadline"] = "soon"; }) ==
        "hotfixes[0].deadline is not a time in a/b.json");
  CHECK(refusal([](Json& json) { json["hotfixes"][0]["similarity"] = 7; }) ==
        "hotfixes[0].similarity is not a number from 0 to 1 in a/b.json");
  CHECK(refusal([](Json& json) {
          json["hotfixes"][0]["parts"] = {{{"path", "a"}, {"lines", "3-"}, {"state", "absent"}}};
        }) == "hotfixes[0].parts[0].lines is not a range of lines in a/b.json");
}

TEST_CASE("a file that calls an old debt young is not believed", "[gate][ledger]") {
  Json json = Json::parse(
      render_ledger_json(report_of({released('1', LandingState::missing, 9 * 86'400)})));
  json["hotfixes"][0]["overdue"] = false;
  const Ledgers ledgers = {read_ledger_json(json.dump(), "x")};
  CHECK(exit_status(ledgers, FailOn::overdue) == ExitStatus::blocked);
}

TEST_CASE("no command comes out of a file", "[gate][ledger]") {
  const Ledgers ledgers = three();
  for (const Hotfix& hotfix : ledgers[0].hotfixes) CHECK(fixes(ledgers[0], hotfix).empty());
  for (const LedgerFormat& format : ledger_formats()) {
    INFO(format.name);
    CHECK(format.render_all(ledgers, false).find("git fetch origin") == std::string::npos);
  }
}

TEST_CASE("several ledgers fail when one of them does", "[gate][ledger]") {
  const LedgerReport late = report_of({released('1', LandingState::missing, 9 * 86'400)}),
                     due = report_of({released('2', LandingState::missing, 3600)}),
                     unknown = report_of({released('3', LandingState::undecided, 3600)});
  CHECK(exit_status(Ledgers{due, unknown, late}, FailOn::overdue) == ExitStatus::blocked);
  CHECK(exit_status(Ledgers{due, unknown}, FailOn::overdue) == ExitStatus::undecided);
  CHECK(exit_status(Ledgers{due, report_of({})}, FailOn::overdue) == ExitStatus::pass);
  CHECK(exit_status(Ledgers{due, report_of({})}, FailOn::missing) == ExitStatus::blocked);
}

TEST_CASE("the debts of all repositories are in one order", "[gate][ledger]") {
  const Ledgers ledgers = three();
  const std::vector<LedgersDebt> debts = owed(ledgers);
  REQUIRE(debts.size() == owed(ledgers[0]).size() + 1);
  CHECK_FALSE(debts.front().hotfix->lost_on_production.empty());
  CHECK(debts.back().hotfix->landing.state == LandingState::undecided);
  CHECK(headline(ledgers) ==
        "3 repositories: 3 hotfixes overdue in 1 of them, 3 due, 1 undecided; a rule blocks or "
        "is undecided in 1 of them");
  CHECK(headline(Ledgers{report_of({})}) == "1 repository: nothing is owed");
}

TEST_CASE("several ledgers for a terminal read like this", "[gate][ledger]") {
  check_golden("tests/golden/ledgers.txt", render_ledgers_text(three(), false));
}

TEST_CASE("several ledgers for a forge read like this", "[gate][ledger]") {
  check_golden("tests/golden/ledgers.md", render_ledgers_markdown(three()));
}

TEST_CASE("several ledgers are one object for a program", "[gate][ledger]") {
  const Json json = Json::parse(render_ledgers_json(three()));
  CHECK(json["version"] == 1);
  REQUIRE(json["ledgers"].size() == 3);
  CHECK(json["ledgers"][1].dump() == Json::parse(render_ledger_json(three()[1])).dump());
}

TEST_CASE("several ledgers are one page, whose links lead somewhere", "[gate][ledger][html]") {
  const auto all = parse_markup(render_ledgers_html(three()));
  std::set<std::string> ids;
  for (const MarkupElement& one : all) {
    const auto id = one.attributes.find("id");
    if (id != one.attributes.end()) CHECK(ids.insert(id->second).second);
  }
  std::size_t inner = 0;
  for (const MarkupElement& link : elements_of(all, "a")) {
    const std::string& href = link.attributes.at("href");
    if (!href.starts_with('#')) continue;
    ++inner;
    INFO(href);
    CHECK(ids.count(href.substr(1)) == 1);
  }
  CHECK(inner > 10);
  CHECK(elements_of(all, "h1").at(0).text == "Hotfix ledgers of 3 repositories");
}

TEST_CASE("a summary of very many repositories is cut, and says so", "[gate][ledger]") {
  const Ledgers many(300, read_back(named(full_ledger(), "example/kars")));
  const std::string text = render_ledgers_markdown(many);
  CHECK(text.size() <= std::size_t{1} << 20);
  CHECK_THAT(text, contains("The rest was cut"));
}
