// SPDX-License-Identifier: MIT
// What a stranger writes into branch, title, path and message, in every output of the gate.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "ci/output/formats.h"
#include "rules/support/text.h"
#include "tests/ci/output/gate_reports.h"
#include "tests/support/catch.h"
#include "tests/support/markup.h"

using namespace hotfix;
using namespace hotfix::test;

namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::size_t how_often(const std::string& text, const std::string& part) {
  std::size_t n = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
  return n;
}

bool is_control(char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7f; }

// C1 controls, bidirectional controls and bytes that are no UTF-8 are in hostile_text() as well.
void check_bytes(const std::string& text) {
  CHECK(std::none_of(text.begin(), text.end(), is_control));
  for (const char* bytes : {"\xc2\x9b", "\xe2\x80\xae", "caf\xe9", "\xff"}) {
    CHECK(text.find(bytes) == std::string::npos);
  }
}

bool is_ascii(const std::string& text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return c == '\n' || (c >= 0x20 && c < 0x7f); });
}

bool is_command(const std::string& line) {
  const auto start = line.find_first_not_of(" \t");
  return (start != std::string::npos && line.compare(start, 2, "::") == 0) ||
         line.find("##[") != std::string::npos || line.find("##vso[") != std::string::npos;
}

std::string markdown() { return render_gate_markdown(hostile_report(), {}); }

// CommonMark, 4.5: so many backticks close a fence as opened it, or more, and nothing else.
struct Fenced {
  std::string outside, inside;
};
Fenced take_apart(const std::string& markdown) {
  Fenced parts;
  std::size_t open = 0;
  for (const std::string& line : lines_of(markdown)) {
    const std::size_t ticks = std::min(line.find_first_not_of('`'), line.size());
    const bool is_bare = line.find_first_not_of('`') == std::string::npos;
    if (open == 0 && ticks >= 3) {
      open = ticks;
    } else if (open > 0 && is_bare && ticks >= open) {
      open = 0;
    } else {
      (open > 0 ? parts.inside : parts.outside) += line + "\n";
    }
  }
  CHECK(open == 0);
  return parts;
}

// Without the fences, where nothing is markup.
std::string running_markdown(const GateReport& report = hostile_report()) {
  return take_apart(render_gate_markdown(report, {})).outside;
}

void collect_strings(const nlohmann::json& json, std::vector<std::string>& into) {
  if (json.is_string()) into.push_back(json);
  if (!json.is_structured()) return;
  for (const auto& child : json) collect_strings(child, into);
}

}  // namespace

TEST_CASE("the log has no control byte and no command of a stranger", "[gate][hostile]") {
  const std::string text = render_gate_text(hostile_report(), false);
  check_bytes(text);
  for (const std::string& line : lines_of(text)) {
    INFO(line);
    CHECK_FALSE(is_command(line));
  }
}

TEST_CASE("with color the log has no command of a stranger either", "[gate][hostile]") {
  for (const std::string& line : lines_of(render_gate_text(hostile_report(), true))) {
    INFO(line);
    CHECK_FALSE(is_command(line));
  }
}

TEST_CASE("a failure and what is not applicable keep strangers quiet too", "[gate][hostile]") {
  GateReport failed = failed_report(), none = not_applicable();
  failed.event = none.event = hostile_report().event;
  failed.failure->reason = failed.failure->fix = none.not_applicable = hostile_text();
  for (const GateReport& report : {failed, none}) {
    const std::string text = render_gate_text(report, false);
    check_bytes(text);
    for (const std::string& line : lines_of(text)) CHECK_FALSE(is_command(line));
    check_bytes(render_gate_markdown(report, {}));
    CHECK(running_markdown(report).find("@everyone") == std::string::npos);
  }
}

TEST_CASE("every line of the annotations is one of ours", "[gate][hostile]") {
  const std::string text = render_annotations(hostile_report());
  check_bytes(text);
  for (const std::string& line : lines_of(text)) {
    INFO(line);
    CHECK((line.starts_with("::error title=") || line.starts_with("::warning title=") ||
           line.starts_with("::notice title=")));
    CHECK(line.find("##[") == std::string::npos);
  }
}

TEST_CASE("an annotation has no more properties than ours", "[gate][hostile]") {
  for (const std::string& line : lines_of(render_annotations(hostile_report()))) {
    const std::string properties = line.substr(2, line.find("::", 2) - 2);
    INFO(properties);
    CHECK(properties.find(':') == std::string::npos);
    CHECK(how_often(properties, ",") ==
          how_often(properties, ",file=") + how_often(properties, ",line="));
  }
}

TEST_CASE("the summary has no control byte", "[gate][hostile]") { check_bytes(markdown()); }

TEST_CASE("nobody is notified and nothing is linked by the summary", "[gate][hostile]") {
  const std::string text = running_markdown();
  for (const char* part : {"@everyone", "@org", " #12", "repo#13", "http://e", "www.", "[click]",
                           "](", "**bold", "~~", "`tick", "<img", "</td>", "<!-- -- "}) {
    INFO(part);
    CHECK(text.find(part) == std::string::npos);
  }
}

TEST_CASE("every link of the summary leads where we say", "[gate][hostile]") {
  for (const bool comment : {false, true}) {
    MarkdownStyle style;
    style.comment = comment;
    style.pages = pages_of(Forge::github, "https://github.com/o/r");
    style.pages.rules = "https://github.com/o/gate/rules";
    const std::string text = take_apart(render_gate_markdown(hostile_report(), style)).outside;
    std::size_t links = 0;
    for (auto at = text.find("]("); at != std::string::npos; at = text.find("](", at + 1)) {
      const std::string target = text.substr(at + 2, text.find(')', at) - at - 2);
      INFO(target);
      CHECK((target.starts_with("https://github.com/o/r/") ||
             target.starts_with("https://github.com/o/gate/rules#")));
      CHECK(target.find_first_of(" <>\"\\`\n") == std::string::npos);
      ++links;
    }
    CHECK(links > 5);
    CHECK(text.find("e.vil)") == std::string::npos);
  }
}

TEST_CASE("every table of the summary keeps its columns", "[gate][hostile]") {
  std::size_t columns = 0, rows = 0;
  for (const std::string& line : lines_of(markdown())) {
    if (!line.starts_with("|")) {
      columns = 0;
      continue;
    }
    INFO(line);
    if (columns == 0) columns = how_often(line, "|");
    CHECK(how_often(line, "|") == columns);
    ++rows;
  }
  CHECK(rows > 20);
}

TEST_CASE("the tags and fences of the summary are ours alone", "[gate][hostile]") {
  GateReport same = blocked_report();
  same.ledger = ledger_event().ledger;
  const std::string text = running_markdown(), tame = render_gate_markdown(same, {});
  CHECK(how_often(text, "<details") == how_often(tame, "<details"));
  CHECK(how_often(text, "</details>") == how_often(text, "<details"));
  CHECK(how_often(text, "<summary>") == how_often(text, "</summary>"));
  CHECK(how_often(text, "<code>") == how_often(text, "</code>"));
  CHECK(text.find("```") == std::string::npos);
}

TEST_CASE("the page of a stranger's ledger, or of none, runs nothing", "[gate][hostile]") {
  GateReport none = hostile_report(), failed = failed_report();
  none.ledger.reset();
  failed.failure->reason = failed.failure->fix = hostile_text();
  for (const GateReport& report : {hostile_report(), none, failed}) {
    const std::string page = render_gate_html(report, {});
    check_bytes(page);
    for (const MarkupElement& one : parse_markup(page)) {
      CHECK(one.name != "script");
      CHECK(one.name != "img");
      for (const auto& [key, value] : one.attributes) {
        CHECK_FALSE(key.starts_with("on"));
        CHECK((key != "href" || value.starts_with("#")));
      }
    }
  }
}

TEST_CASE("what is not escaped stands in a fence", "[gate][hostile]") {
  const Fenced parts = take_apart(markdown());
  CHECK(parts.outside.find("</details></summary>") == std::string::npos);
  CHECK(parts.inside.find("</details></summary>") != std::string::npos);
}

TEST_CASE("JSON and SARIF are ASCII and parse", "[gate][hostile]") {
  for (const std::string& text :
       {render_gate_json(hostile_report()), render_sarif(hostile_report())}) {
    CHECK(is_ascii(text));
    CHECK(nlohmann::json::parse(text).is_object());
  }
}

TEST_CASE("JSON gives a program what the stranger wrote", "[gate][hostile]") {
  const auto json = nlohmann::json::parse(render_gate_json(hostile_report()));
  const std::string branch = json["event"]["branch"];
  CHECK_THAT(branch, contains("::error::owned\n::stop-commands::x\r\n"));
  CHECK_THAT(branch, contains("caf\\xe9 \\xff"));
}

TEST_CASE("no text of SARIF has a control byte or a link", "[gate][hostile]") {
  std::vector<std::string> strings;
  collect_strings(nlohmann::json::parse(render_sarif(hostile_report())), strings);
  REQUIRE(strings.size() > 50);
  for (const std::string& text : strings) {
    check_bytes(text);
    CHECK(text.find("](") == std::string::npos);
  }
}
