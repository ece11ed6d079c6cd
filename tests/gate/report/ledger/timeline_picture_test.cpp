// SPDX-License-Identifier: MIT
#include "gate/report/ledger/timeline_picture.h"

#include <algorithm>

#include "gate/report/ledger/ledger_words.h"
#include "tests/gate/report/ledger/sample_ledgers.h"
#include "tests/support/catch.h"
#include "tests/support/markup.h"

using namespace hotfix;
using namespace hotfix::test;

namespace {

using Elements = std::vector<MarkupElement>;

Elements picture_of(const LedgerReport& report, int width = 1000) {
  return parse_markup(timeline_picture(report, {width, "p-", "debt-"}));
}

std::size_t number_of_class(const Elements& all, const std::string& name) {
  return static_cast<std::size_t>(
      std::count_if(all.begin(), all.end(), [&](const MarkupElement& one) {
        const auto found = one.attributes.find("class");
        return found != one.attributes.end() &&
               (" " + found->second + " ").find(" " + name + " ") != std::string::npos;
      }));
}

// What a mark says in words: of a link, or of a group that is a picture.
std::vector<std::string> stories(const Elements& all) {
  std::vector<std::string> told;
  for (std::size_t i = 0; i + 1 < all.size(); ++i) {
    const bool is_mark = all[i].name == "a" || all[i].name == "g";
    if (is_mark) told.push_back(all[i + 1].name == "title" ? all[i + 1].text : "");
  }
  return told;
}

double number(const MarkupElement& element, const std::string& key) {
  return std::stod(element.attributes.at(key));
}

}  // namespace

TEST_CASE("without a hotfix there is no picture", "[gate][ledger]") {
  CHECK(timeline_picture(report_of({}), {}).empty());
}

TEST_CASE("a debt is a bar to now with a red deadline, linked to its section", "[gate][ledger]") {
  const Elements all = picture_of(report_of({released('1', LandingState::missing, 4 * 86'400)}));
  CHECK(number_of_class(all, "bar") == 1);
  CHECK(number_of_class(all, "deadline") == 2);  // a line and a diamond: not by its color alone
  const Elements links = elements_of(all, "a");
  REQUIRE(links.size() == 1);
  CHECK(links[0].attributes.at("href") == "#debt-1");
  CHECK_THAT(links[0].text, contains("3 d late"));
}

TEST_CASE("what came back is a line from one branch to the other", "[gate][ledger]") {
  Hotfix back = released('1', LandingState::equivalent, 4 * 86'400);
  back.landed_at = back.released_at + 3600;
  const Elements all = picture_of(report_of({back}));
  CHECK(number_of_class(all, "back") == 3);  // a line and its two ends
  CHECK(number_of_class(all, "late") == 0);
  CHECK(elements_of(all, "a").empty());
}

TEST_CASE("what came back too late looks otherwise", "[gate][ledger]") {
  Hotfix back = released('1', LandingState::equivalent, 4 * 86'400);
  back.landed_at = back.deadline + 1;
  CHECK(number_of_class(picture_of(report_of({back})), "point") == 1);
}

TEST_CASE("every mark of the picture tells in words what it is", "[gate][ledger]") {
  for (const std::size_t hotfixes : {std::size_t{1}, std::size_t{40}, std::size_t{400}}) {
    const std::vector<std::string> told = stories(picture_of(ledger_of_many(hotfixes)));
    CHECK(!told.empty());
    for (const std::string& one : told)
      CHECK_THAT(one, contains("kars-prod") || contains("released"));
  }
  const Elements all = picture_of(full_ledger());
  CHECK(all[0].attributes.at("aria-labelledby") == "p-title p-words");
  CHECK_THAT(elements_of(all, "desc").at(0).text, contains("9 hotfixes: 3 overdue"));
}

TEST_CASE("all debts of four hundred hotfixes are in the picture", "[gate][ledger]") {
  const LedgerReport report = ledger_of_many(400);
  const Elements all = picture_of(report);
  CHECK(elements_of(all, "a").size() == owed(report).size());
  CHECK(owed(report).size() == 36);
}

TEST_CASE("all that is drawn lies within the picture", "[gate][ledger]") {
  for (const int width : {340, 1000}) {
    LedgerReport report = ledger_of_many(400);
    report.hotfixes.front().released_at = 0;            // a malformed date
    report.hotfixes.back().deadline = 253'402'300'799;  // the year 9999
    const std::string box = picture_of(report, width)[0].attributes.at("viewBox");
    const double height = std::stod(box.substr(box.rfind(' ')));
    const Elements all = picture_of(report, width);
    for (const MarkupElement& circle : elements_of(all, "circle")) {
      CHECK(number(circle, "cx") >= 5);
      CHECK(number(circle, "cx") <= width - 5);
      CHECK(number(circle, "cy") <= height);
    }
    for (const MarkupElement& text : elements_of(all, "text")) CHECK(number(text, "y") <= height);
  }
}

TEST_CASE("a picture is the same every time", "[gate][ledger]") {
  CHECK(timeline_picture(full_ledger(), {}) == timeline_picture(full_ledger(), {}));
}

TEST_CASE("nothing a stranger wrote is a shape of the picture", "[gate][ledger]") {
  LedgerReport tame = full_ledger(), wild = full_ledger();
  for (Hotfix& hotfix : wild.hotfixes) {
    hotfix.subject = "</title></svg><script>x</script><svg onload=\"y\">\x1b[31m \xe2\x80\xae \xff";
  }
  wild.refs.production = "\"><script>";
  const Elements one = picture_of(tame), other = picture_of(wild);
  REQUIRE(one.size() == other.size());
  for (std::size_t i = 0; i < one.size(); ++i) {
    CHECK(one[i].name == other[i].name);
    CHECK(one[i].attributes == other[i].attributes);
  }
}
