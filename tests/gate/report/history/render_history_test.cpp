// SPDX-License-Identifier: MIT
#include "gate/report/history/render_history.h"

#include <nlohmann/json.hpp>
#include <sstream>

#include "gate/report/history/history_words.h"
#include "gate/report/history/plot.h"
#include "tests/gate/report/history/sample_history.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"

using namespace hotfix;
using namespace hotfix::test;

namespace {

std::size_t longest_line(const std::string& text) {
  std::size_t longest = 0;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) longest = std::max(longest, line.size());
  return longest;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

}  // namespace

TEST_CASE("a history for a terminal reads like this", "[gate][history]") {
  const std::string text = render_history_text(full_history(), {});
  check_golden("tests/golden/history.txt", text);
  CHECK(longest_line(text) <= 80);
}

TEST_CASE("a history for programs reads like this", "[gate][history]") {
  const std::string json = render_history_json(full_history());
  CHECK(json.find_first_not_of(" \n") == 0);
  CHECK(std::all_of(json.begin(), json.end(),
                    [](char c) { return c == '\n' || (c >= ' ' && c < 0x7f); }));
  check_golden("tests/golden/history.json", json);
}

TEST_CASE("a history for a forge reads like this, and nothing in it is markup", "[gate][history]") {
  const std::string markdown = render_history_markdown(full_history(), {});
  check_golden("tests/golden/history.md", markdown);
  CHECK(markdown.find("@all") == std::string::npos);
  CHECK(markdown.find("http://") == std::string::npos);
  CHECK(markdown.find('\x1b') == std::string::npos);
}

TEST_CASE("colors are there when they are asked for, and the words are the same",
          "[gate][history]") {
  HistoryStyle style;
  style.color = true;
  std::string text = render_history_text(full_history(), style);
  CHECK_THAT(text, contains("\x1b[32m") || contains("\x1b[1;32m"));
  for (auto at = text.find('\x1b'); at != std::string::npos; at = text.find('\x1b')) {
    text.erase(at, text.find('m', at) + 1 - at);
  }
  CHECK(text == render_history_text(full_history(), {}));
}

TEST_CASE("a plot says where the limit is, and shows the smallest count", "[gate][history]") {
  HistoryStyle style;
  std::vector<std::size_t> values(60, 1);
  values.push_back(7);
  CHECK(joined(plot_lines(values, 5, "max_files", style)) ==
        "     0\n"
        "     1  ################################################  60\n"
        "     2\n"
        "   3-5\n"
        "  ----  max_files = 5\n"
        "  6-10  #  1\n");
  style.blocks = true;
  CHECK(joined(plot_lines({0, 0, 1}, 5, "max_files", style)) ==
        "  0  ████  2\n"
        "  1  ██  1\n"
        "  -  max_files = 5\n");
  CHECK(plot_lines({}, 5, "max_files", style).empty());
}

TEST_CASE("all that would have been refused is listed only when it is asked for",
          "[gate][history]") {
  HistoryReport report = full_history();
  report.changes.insert(report.changes.end(), 20, report.changes[0]);
  HistoryStyle style;
  CHECK_THAT(render_history_text(report, style), contains("  and 14 more (--all)\n"));
  style.all = true;
  CHECK_THAT(render_history_text(report, style), !contains("more (--all)"));
}

TEST_CASE("a few changes are too few to choose limits by", "[gate][history]") {
  HistoryReport report = full_history();
  report.changes.resize(3);
  const std::string text = render_history_text(report, {});
  CHECK_THAT(text, contains("3 changes are too few to choose limits by"));
  CHECK_THAT(text, !contains("[rules.minimal-diff]"));
  CHECK(nlohmann::json::parse(render_history_json(report))["fitting"].is_null());
  CHECK_THAT(render_history_markdown(report, {}), contains("too few"));
}

TEST_CASE("a history without changes says so and what was left out", "[gate][history]") {
  HistoryReport report = full_history();
  report.changes.clear();
  const std::string text = render_history_text(report, {});
  CHECK_THAT(text, contains("nothing came to kars-prod that can be replayed"));
  CHECK_THAT(text, contains("3 promotions of kars-dev"));
  CHECK(nlohmann::json::parse(render_history_json(report))["changes"].empty());
}

TEST_CASE("where nothing can be told apart as a release, that is said", "[gate][history]") {
  HistoryReport report = full_history();
  report.has_development = false;
  CHECK_THAT(render_history_text(report, {}), contains("there is no kars-dev here: every commit"));
  report.refs.development = report.refs.production;
  CHECK_THAT(render_history_text(report, {}),
             contains("kars-prod is taken for development as well: every commit"));
}

TEST_CASE("fewer changes than were asked for are all there are", "[gate][history]") {
  HistoryReport report = full_history();
  CHECK(history_headline(report) ==
        "4 of the last 12 hotfixes of kars-prod would have been refused");
  report.asked = 50;
  report.others = 0;  // then they need not be hotfixes
  CHECK(history_headline(report) == "4 of all 12 changes of kars-prod would have been refused");
}

TEST_CASE("what a rule refuses alone is what it alone would have cost", "[gate][history]") {
  for (const RuleTally& tally : tallies(full_history())) {
    INFO(tally.rule->id);
    if (tally.rule->id == "branch-name") CHECK((tally.refused == 2 && tally.alone == 2));
    if (tally.rule->id == "branch-name") CHECK(tally.not_judged == 12);
    if (tally.rule->id == "minimal-diff") CHECK((tally.refused == 2 && tally.alone == 1));
    if (tally.rule->id == "tests-present") {
      CHECK((tally.refused == 1 && tally.alone == 0 && tally.warned == 1));
      CHECK((tally.waived == 1 && tally.not_judged == 1));
    }
  }
}
