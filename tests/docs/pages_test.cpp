// SPDX-License-Identifier: MIT
// Every block of the documentation is run, or held against what it speaks of.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "gate/policy/policy.h"
#include "tests/docs/page.h"
#include "tests/docs/session.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"
#include "tests/support/places.h"
#include "tests/support/repo.h"

using namespace hotfix;
using namespace hotfix::docs;

namespace {

constexpr int kMostIllustrations = 12;

std::string content(const std::string& path) {
  std::ifstream file(test::source_folder() + "/" + path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

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

// The first word of every command, which a test that runs it must hold.
void check_tested(const Block& block, const std::string& path) {
  REQUIRE(path.starts_with("tests/"));
  REQUIRE(is_file(path));
  for (const std::string& line : block.lines) {
    std::istringstream words(line);
    std::string word;
    words >> word;
    if (!word.empty() && word.front() != '#') CHECK_THAT(content(path), contains(word));
  }
}

bool has_gap(const Block& block) {
  return std::find(block.lines.begin(), block.lines.end(), "...") != block.lines.end();
}

// True for what is run, or compared with what it shows.
bool is_checked_by_directive(const Block& block) {
  if (block.says("file")) {
    CHECK(is_part_of(block.lines, lines_of(content(block.directives.at("file")))));
  }
  if (block.says("tested by")) check_tested(block, block.directives.at("tested by"));
  return block.kind == "console" || block.says("from") || block.says("file") ||
         block.says("tested by");
}

// What can be said of a block without running it.
void check_alone(const Block& block) {
  const bool checked = is_checked_by_directive(block);
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

// A step, and the lines of a block that are its output.
struct Shown {
  Step step;
  Block* block = nullptr;  // null: nothing is shown of it
  std::size_t begin = 0, end = 0;
};

struct Session {
  std::string scene;
  std::vector<Shown> steps;
};

// "$ command", "> its next line", and what it prints.
void add_commands(Session& session, Block& block) {
  std::size_t at = 0;
  while (at < block.lines.size()) {
    REQUIRE(block.lines[at].starts_with("$ "));
    Shown shown{{block.lines[at++].substr(2)}, &block};
    while (at < block.lines.size() && block.lines[at].starts_with("> ")) {
      shown.step.script += "\n" + block.lines[at++].substr(2);
    }
    shown.begin = at;
    while (at < block.lines.size() && !block.lines[at].starts_with("$ ")) ++at;
    shown.end = at;
    session.steps.push_back(std::move(shown));
  }
}

bool has_steps(const Block& block) {
  return block.kind == "console" || block.says("from") || block.says("saved as") ||
         block.says("setup") || block.says("scene");
}

void add_steps(Session& session, Block& block) {
  if (block.says("setup")) session.steps.push_back({{block.directives.at("setup"), false}});
  if (block.says("saved as")) {
    session.steps.push_back({{"cat >" + block.directives.at("saved as") + " <<'THE_BLOCK'\n" +
                                  joined(block.lines) + "THE_BLOCK",
                              false}});
  }
  if (block.says("from")) {
    session.steps.push_back({{block.directives.at("from")}, &block, 0, block.lines.size()});
  } else if (block.kind == "console") {
    add_commands(session, block);
  }
}

std::vector<Session> sessions_of(Document& page) {
  std::vector<Session> sessions;
  for (Block& block : page.blocks) {
    if (!has_steps(block)) continue;
    INFO(page.path << ":" << block.begin << ": the first block needs a scene");
    if (block.says("scene")) sessions.push_back({block.directives.at("scene"), {}});
    REQUIRE_FALSE(sessions.empty());
    add_steps(sessions.back(), block);
  }
  return sessions;
}

// From the last to the first, since what a block says may have another number of lines then.
void put(const std::vector<Shown>& steps, const std::vector<Outcome>& outcomes) {
  for (std::size_t i = steps.size(); i-- > 0;) {
    if (!steps[i].block) continue;
    Lines& lines = steps[i].block->lines;
    const auto from = lines.begin() + static_cast<std::ptrdiff_t>(steps[i].begin);
    const auto to = lines.begin() + static_cast<std::ptrdiff_t>(steps[i].end);
    if (agrees({from, to}, outcomes[i].output)) continue;
    const auto at = lines.erase(from, to);
    lines.insert(at, outcomes[i].output.begin(), outcomes[i].output.end());
  }
}

// Runs what the page shows, and puts what it prints into the blocks wherever they say otherwise.
void run_blocks(Document& page) {
  for (const Session& session : sessions_of(page)) {
    std::vector<Step> steps;
    for (const Shown& shown : session.steps) steps.push_back(shown.step);
    const std::vector<Outcome> outcomes = run_session(session.scene, steps);
    for (std::size_t i = 0; i < steps.size(); ++i) {
      INFO(page.path << ", scene " << session.scene << ":\n"
                     << steps[i].script << "\n"
                     << joined(outcomes[i].output));
      REQUIRE(outcomes[i].status >= 0);
      if (!steps[i].shown) REQUIRE(outcomes[i].status == 0);
    }
    put(session.steps, outcomes);
  }
}

void check_page(const std::string& path) {
  Document page = read_page(path);
  INFO(path);
  CHECK(page.faults == std::vector<std::string>{});
  for (const Block& block : page.blocks) {
    INFO("line " << block.begin);
    check_alone(block);
  }
  run_blocks(page);
  test::check_golden(path, text_of(page));
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

TEST_CASE("few pictures stand in the documentation that nothing can check", "[docs]") {
  int illustrations = 0;
  for (const std::string& path : checked_pages()) {
    for (const Block& block : read_page(path).blocks)
      illustrations += block.says("an illustration");
  }
  CHECK(illustrations <= kMostIllustrations);
}
