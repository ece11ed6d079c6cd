// SPDX-License-Identifier: MIT
#include <algorithm>
#include <set>

#include "gate/report/ledger/ledger_html.h"
#include "gate/report/ledger/ledger_words.h"
#include "gate/report/ledger/render_ledger.h"
#include "rules/support/text.h"
#include "tests/gate/report/ledger/sample_ledgers.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"
#include "tests/support/markup.h"

using namespace hotfix;
using namespace hotfix::test;

namespace {

using Elements = std::vector<MarkupElement>;

// What a stranger may write anywhere.
const std::string kWild =
    "</script></style></title></svg><svg onload=\"x\"><script>alert(1)</script><img src=x "
    "onerror=y> \" onclick=\"z' javascript:alert(1) ]]> <!-- --> &amp; \x1b[31m\x07\x7f \xc2\x9b "
    "\xe2\x80\xae \xff caf\xe9\r\n";

LedgerReport wild_ledger() {
  LedgerReport report = full_ledger();
  report.repository = report.refs.production = report.refs.development = kWild;
  for (auto* list : {&report.hotfixes, &report.unsigned_commits}) {
    for (Hotfix& hotfix : *list) {
      hotfix.subject = hotfix.author = hotfix.landing.reason = hotfix.landing.fix = kWild;
    }
  }
  report.hotfixes.front().subject = std::string(10'000, '<');
  report.notes = {kWild};
  return report;
}

LedgerReport linked_ledger() {
  LedgerReport report = full_ledger();
  report.repository = "example/kars";
  report.pages = pages_of(Forge::github, "https://github.com/example/kars");
  return report;
}

std::set<std::string> ids_of(const Elements& all) {
  std::set<std::string> ids;
  for (const MarkupElement& one : all) {
    const auto id = one.attributes.find("id");
    if (id == one.attributes.end()) continue;
    INFO(id->second);
    CHECK(ids.insert(id->second).second);
  }
  return ids;
}

// Every link to a place of the page leads to one.
void check_places(const Elements& all) {
  const std::set<std::string> ids = ids_of(all);
  for (const MarkupElement& link : elements_of(all, "a")) {
    const std::string& href = link.attributes.at("href");
    INFO(href);
    if (href.starts_with('#')) CHECK(ids.count(href.substr(1)) == 1);
  }
}

std::size_t how_often(const std::string& text, const std::string& part) {
  std::size_t n = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
  return n;
}

}  // namespace

TEST_CASE("a ledger as a page reads like this", "[gate][ledger][html]") {
  const std::string page = render_ledger_html(linked_ledger());
  check_golden("tests/golden/ledger.html", page);
  CHECK(page == render_ledger_html(linked_ledger()));
}

TEST_CASE("the page is whole for no hotfix, one, forty and four hundred", "[gate][ledger][html]") {
  for (const std::size_t hotfixes :
       {std::size_t{0}, std::size_t{1}, std::size_t{40}, std::size_t{400}}) {
    const LedgerReport report = ledger_of_many(hotfixes);
    const std::string page = render_ledger_html(report);
    const Elements all = parse_markup(page);
    check_places(all);
    CHECK(elements_of(all, "section").size() == owed(report).size());
    CHECK(elements_of(all, "svg").empty() == report.hotfixes.empty());
    CHECK(page.size() < 20'000 + hotfixes * 2'000);
    for (const Hotfix& hotfix : report.hotfixes) {
      CHECK_THAT(page, contains(short_id(hotfix.commit)));
    }
  }
}

TEST_CASE("what a stranger wrote is text and nothing else of the page", "[gate][ledger][html]") {
  const Elements tame = parse_markup(render_ledger_html(full_ledger())),
                 wild = parse_markup(render_ledger_html(wild_ledger()));
  const auto names = [](const Elements& all) {
    std::set<std::string> names;
    for (const MarkupElement& one : all) names.insert(one.name);
    return names;
  };
  CHECK(names(wild) == names(tame));
  for (const MarkupElement& one : wild) {
    for (const auto& [key, value] : one.attributes) {
      INFO(one.name << " " << key << " " << value);
      CHECK_FALSE(key.starts_with("on"));
      CHECK(key != "style");
      CHECK(key != "src");
      if (key == "href") CHECK(value.starts_with("#"));
    }
  }
  check_places(wild);
}

TEST_CASE("no byte of the page moves or hides what is read", "[gate][ledger][html]") {
  const std::string page = render_ledger_html(wild_ledger());
  for (const char* bytes : {"\x1b", "\x07", "\x7f", "\xc2\x9b", "\xe2\x80\xae", "\xff", "\r"}) {
    CHECK(page.find(bytes) == std::string::npos);
  }
  CHECK_THAT(page, contains("\\u202e"));
  CHECK(page.find(std::string(200 * 4, '<')) == std::string::npos);
  CHECK(how_often(page, "&lt;") < 10'000);  // of the subject of ten thousand, only a part
}

TEST_CASE("commits are linked where the forge is known", "[gate][ledger][html]") {
  const Elements all = parse_markup(render_ledger_html(linked_ledger()));
  std::size_t linked = 0;
  for (const MarkupElement& link : elements_of(all, "a")) {
    const std::string& href = link.attributes.at("href");
    if (href.starts_with('#')) continue;
    INFO(href);
    CHECK(href.starts_with("https://github.com/example/kars"));
    if (href.starts_with("https://github.com/example/kars/commit/")) ++linked;
  }
  CHECK(linked > 20);
}

TEST_CASE("the page begins with the verdict and what to do first", "[gate][ledger][html]") {
  const std::string page = render_ledger_html(full_ledger());
  const std::string body = page.substr(page.find("<body>"));
  CHECK(body.find("LOST") < body.find("First: "));
  CHECK(body.find("First: ") < body.find("<svg"));
  CHECK(body.find("<svg") < body.find("What is owed"));
}

TEST_CASE("a state is explained where it stands", "[gate][ledger][html]") {
  const std::string page = render_ledger_html(ledger_of_many(2));
  CHECK_THAT(page, contains("<b>equivalent</b> <small>the same change by another commit</small>"));
}

TEST_CASE("the workflow's phases stand beside what git knows of them", "[gate][ledger][html]") {
  const std::string page = render_ledger_html(full_ledger());
  for (const char* phase :
       {"Detection → Assessment", "Preparation", "Development", "Fast-Track Review", "Deployment",
        "Verification", "Backport", "Post-Mortem"}) {
    CHECK_THAT(page, contains(">" + std::string(phase) + "</th>"));
  }
  CHECK_THAT(page, contains("first commit to kars-prod, of 1 hotfix: 1 h 30 min; none took longer "
                            "than the workflow's 1 h 30 min"));
  CHECK_THAT(page, contains("git does not know"));
}
