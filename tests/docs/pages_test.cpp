// SPDX-License-Identifier: MIT
// Every block of the documentation is run, or held against what it speaks of.
#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "gate/policy/policy.h"
#include "hooks/version.h"
#include "tests/docs/examples.h"
#include "tests/docs/page.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"
#include "tests/support/places.h"
#include "tests/support/repo.h"

using namespace hotfix;
using namespace hotfix::docs;

namespace {

constexpr int kMostIllustrations = 12;

bool is_file(const std::string& path) {
  return std::filesystem::is_regular_file(test::source_folder() + "/" + path);
}

// Without the white space that all of the lines begin with.
std::string unindented(Lines lines) {
  std::size_t least = std::string::npos;
  for (const std::string& line : lines) least = std::min(least, line.find_first_not_of(' '));
  for (std::string& line : lines) line.erase(0, line.empty() ? 0 : least);
  return joined(lines);
}

bool is_part_of(const Lines& part, const Lines& whole) {
  const std::string wanted = unindented(part);
  for (std::size_t i = 0; i + part.size() <= whole.size(); ++i) {
    const auto from = whole.begin() + static_cast<std::ptrdiff_t>(i);
    if (unindented({from, from + static_cast<std::ptrdiff_t>(part.size())}) == wanted) return true;
  }
  return false;
}

void check_policy(const Block& block) {
  std::string refused;
  try {
    parse_policy(joined(block.lines), ".hotfix.toml");
  } catch (const std::exception& error) {
    refused = error.what();
  }
  if (block.says("refused")) {
    CHECK_THAT(refused, contains(block.directives.at("refused")));
    CHECK_FALSE(refused.empty());
  } else {
    CHECK(refused == "");
  }
}

bool holds(const std::string& text, const std::string& words) {
  return text.find(words) != text.npos;
}

// The test takes the block from the page, by the names of page and heading, or has the first word
// of every line.
void check_tested(const Block& block, const std::string& page, const std::string& path) {
  REQUIRE((path.starts_with("tests/") || path.starts_with("ci/")));
  REQUIRE(is_file(path));
  const std::string test = test::tree_text(path);
  const std::string name = std::filesystem::path(page).filename().string();
  if (holds(test, "\"" + name + "\"") && holds(test, "\"" + block.heading + "\"")) return;
  for (const std::string& line : block.lines) {
    std::istringstream words(line);
    std::string word;
    words >> word;
    INFO(path << " does not hold: " << word);
    CHECK((word.empty() || word.front() == '#' || holds(test, word)));
  }
}

bool has_gap(const Block& block) {
  return std::find(block.lines.begin(), block.lines.end(), "...") != block.lines.end();
}

// True for what is run, or compared with what it shows.
bool is_checked_by_directive(const Block& block, const std::string& page) {
  if (block.says("file")) {
    CHECK(is_part_of(block.lines, lines_of(test::tree_text(block.directives.at("file")))));
  }
  if (block.says("tested by")) check_tested(block, page, block.directives.at("tested by"));
  return block.kind == "console" || block.says("runs") || block.says("from") ||
         block.says("file") || block.says("tested by");
}

// What can be said of a block without running it.
void check_alone(const Block& block, const std::string& page) {
  const bool checked = is_checked_by_directive(block, page);
  if (block.kind == "toml") {
    check_policy(block);
  } else if (block.kind == "json") {
    CHECK((has_gap(block) || nlohmann::json::accept(joined(block.lines))));
  } else if (block.says("an illustration")) {
    CHECK((block.kind == "text" || block.kind == "diff" || block.kind == "mermaid"));
  } else {
    INFO("nothing checks it: see 'The documentation' in .github/CONTRIBUTING.md");
    CHECK((checked || block.says("saved as")));
  }
}

void check_page(const std::string& path) {
  Document page = read_page(path);
  const std::vector<Block> kept = page.blocks;
  INFO(path);
  CHECK(page.faults == std::vector<std::string>{});
  for (const Block& block : page.blocks) {
    INFO("line " << block.begin);
    check_alone(block, path);
  }
  run_examples(page);
  if (test::updates_golden()) test::check_golden(path, text_of(page));
  for (std::size_t i = 0; i < kept.size() && !test::updates_golden(); ++i) {
    INFO("line " << kept[i].begin << "; HOTFIX_UPDATE_GOLDEN=1 writes what is printed now");
    CHECK(joined(kept[i].lines) == joined(page.blocks[i].lines));
  }
}

bool is_page_of_a_rule(const std::string& path) { return path.starts_with(".github/docs/rules/"); }

}  // namespace

TEST_CASE("every block of the documentation does what it says", "[docs]") {
  for (const std::string& path : checked_pages()) {
    if (!is_page_of_a_rule(path)) check_page(path);
  }
}

TEST_CASE("every example of a rule's page does what it says", "[docs]") {
  for (const std::string& path : checked_pages()) {
    if (is_page_of_a_rule(path)) check_page(path);
  }
}

TEST_CASE("every file of a release that a page names is of this version", "[docs]") {
  const std::string version = trimmed(version_line("").substr(1));
  for (const std::string& path : checked_pages()) {
    const std::string text = test::tree_text(path);
    for (const std::string start : {"hotfix-gate-", "hotfix-gate_", "rev: v"}) {
      for (auto at = text.find(start); at != text.npos; at = text.find(start, at)) {
        at += start.size();
        const std::string named = text.substr(at, text.find_first_not_of("0123456789.", at) - at);
        INFO(path << ": " << start << named);
        CHECK((named.empty() || named == version || named == version + "."));
      }
    }
  }
}

TEST_CASE("few pictures stand in the documentation that nothing can check", "[docs]") {
  int illustrations = 0;
  for (const std::string& path : checked_pages()) {
    for (const Block& block : read_page(path).blocks)
      illustrations += block.says("an illustration");
  }
  CHECK(illustrations <= kMostIllustrations);
}
