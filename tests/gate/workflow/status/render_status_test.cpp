// SPDX-License-Identifier: MIT
#include "gate/workflow/status/render_status.h"

#include <algorithm>
#include <sstream>

#include "tests/gate/workflow/status/status_facts.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"
#include "tests/support/json_paths.h"
#include "tests/support/markup.h"

using namespace hotfix;
using namespace hotfix::test;

namespace {

std::string text_of(const std::vector<StatusFacts>& all) {
  return render_status_text(report_at(all), {false, 80});
}

std::vector<StatusFacts> several() {
  return {begun_facts(), pushed_facts(), released_facts(30 * kStatusHour), rolled_back_facts(),
          finished_facts()};
}

// The columns of the widest line that is not a command to paste.
std::size_t widest(const std::string& text) {
  std::size_t most = 0;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("        g")) continue;
    const auto columns =
        std::count_if(line.begin(), line.end(), [](char byte) { return (byte & 0xc0) != 0x80; });
    most = std::max(most, static_cast<std::size_t>(columns));
  }
  return most;
}

}  // namespace

TEST_CASE("a status is told as text", "[workflow]") {
  std::string all;
  for (const StatusFacts& facts :
       {begun_facts(), refused_facts(), pushed_facts(), requested_facts(),
        released_facts(10 * kStatusMinute), released_facts(30 * kStatusHour), rolled_back_facts(),
        finished_facts()}) {
    all += text_of({facts}) + "\n----\n";
  }
  check_golden("tests/golden/status.txt", all);
}

TEST_CASE("several are told one a line", "[workflow]") {
  check_golden("tests/golden/status_list.txt", text_of(several()));
}

TEST_CASE("where there is none, that is said", "[workflow]") {
  CHECK(text_of({}) == "no hotfix is under way\n");
}

TEST_CASE("no line is wider than the terminal, save commands", "[workflow]") {
  CHECK(widest(tree_text("tests/golden/status.txt")) <= 80);
  CHECK(widest(text_of(several())) <= 80);
}

TEST_CASE("without color nothing is lost", "[workflow]") {
  std::string colored =
      render_status_text(report_at({released_facts(30 * kStatusHour)}), {true, 80});
  CHECK_THAT(colored, contains("\x1b["));
  for (std::size_t at; (at = colored.find("\x1b[")) != std::string::npos;) {
    colored.erase(at, colored.find('m', at) - at + 1);
  }
  CHECK(colored == text_of({released_facts(30 * kStatusHour)}));
}

TEST_CASE("a status is told as JSON, with the keys of the table", "[workflow]") {
  const std::string json = render_status_json(report_at({released_facts(3 * kStatusHour)}));
  check_golden("tests/golden/status.json", json);
  StatusFacts whole = released_facts(3 * kStatusHour);
  whole.course.took_back = {std::string(40, 'b')};
  StatusReport report = report_at({whole, begun_facts()});
  report.notes = {"a note"};
  report.hotfixes.front().clock.rows.front().together = {"Preparation"};
  CHECK(json_paths(render_status_json(report)) == json_paths(status_keys()));
  check_types(render_status_json(report), status_keys());
  check_types(json, status_keys());
  check_types(render_status_json(report_at({})), status_keys());
}

TEST_CASE("the documentation has every key of the status, as it is", "[workflow]") {
  check_golden_part(".github/docs/output.md", "<!-- status:begin -->", "<!-- status:end -->",
                    key_table(status_keys()));
}

TEST_CASE("a status is told as Markdown", "[workflow]") {
  check_golden("tests/golden/status.md",
               render_status_markdown(report_at({released_facts(3 * kStatusHour)})) + "\n----\n" +
                   render_status_markdown(report_at(several())));
  CHECK(render_status_markdown(report_at({})) == "no hotfix is under way.\n");
}

TEST_CASE("a status is a page that is whole", "[workflow]") {
  const StatusReport report = report_at({released_facts(3 * kStatusHour)});
  LedgerReport ledger;
  ledger.refs = report.refs;
  ledger.now = report.now;
  ledger.hotfixes = {*report.hotfixes.front().course.released};
  const std::string page = render_status_html(report, ledger);
  const auto elements = parse_markup(page);
  CHECK(elements_of(elements, "figure").size() == 1);
  CHECK(elements_of(elements, "h1").front().text == "Hotfixes of keydata/kars");
  CHECK_THAT(page, contains("git hotfix backport hotfix/login --push"));
  parse_markup(render_status_html(report_at({}), LedgerReport{}));
}

TEST_CASE("nothing that a stranger wrote becomes more than text", "[workflow]") {
  const StatusReport report = report_at({hostile_facts()});
  for (const StatusReport& one : {report, report_at({hostile_facts(), hostile_facts()})}) {
    const std::string text = render_status_text(one, {false, 80});
    CHECK(text.find('\x1b') == std::string::npos);
    CHECK(text.find("\xe2\x80\xae") == std::string::npos);
    const std::string markdown = render_status_markdown(one);
    for (const char* bytes : {"\x1b", "<b>|", "@team ", "\xe2\x80\xae"}) {
      INFO(bytes);
      CHECK(markdown.find(bytes) == std::string::npos);
    }
    const std::string json = render_status_json(one);
    CHECK(std::all_of(json.begin(), json.end(),
                      [](char byte) { return byte == '\n' || (byte >= ' ' && byte < 0x7f); }));
    LedgerReport ledger;
    ledger.refs = one.refs;
    ledger.hotfixes = {*one.hotfixes.front().course.released};
    CHECK(elements_of(parse_markup(render_status_html(one, ledger)), "b").size() <
          60);  // the states, and nothing of a subject
  }
}
