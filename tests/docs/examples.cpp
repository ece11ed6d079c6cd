// SPDX-License-Identifier: MIT
#include "tests/docs/examples.h"

#include "tests/docs/session.h"
#include "tests/e2e/scene.h"
#include "tests/support/catch.h"

namespace hotfix::docs {

namespace {

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
    Shown shown{{block.lines[at++].substr(2)}, &block, at - 1, 0};
    while (at < block.lines.size() && block.lines[at].starts_with("> ")) {
      shown.step.script += "\n" + block.lines[at++].substr(2);
    }
    if (!block.says("the printed fix")) shown.begin = at;
    shown.step.pastes_fix = block.says("the printed fix");
    while (at < block.lines.size() && !block.lines[at].starts_with("$ ")) ++at;
    shown.end = at;
    session.steps.push_back(std::move(shown));
  }
}

bool has_steps(const Block& block) {
  return block.kind == "console" || block.says("runs") || block.says("from") ||
         block.says("saved as") || block.says("setup") || block.says("scene");
}

void add_steps(Session& session, Block& block) {
  if (block.says("setup")) session.steps.push_back({{block.directives.at("setup"), false}});
  if (block.says("saved as")) {
    session.steps.push_back({{"cat >" + block.directives.at("saved as") + " <<'THE_BLOCK'\n" +
                                  joined(block.lines) + "THE_BLOCK",
                              false}});
  }
  if (block.says("runs")) {
    for (const std::string& line : block.lines) session.steps.push_back({{line, false}});
  } else if (block.says("from")) {
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

// The commands of the fix that the step before printed, as they are typed.
Lines typed(const Outcome& before) {
  Lines lines = lines_of(first_fix(joined(before.output)));
  for (std::string& line : lines) line = (&line == lines.data() ? "$ " : "> ") + line;
  return lines;
}

// What the page should show of each step.
std::vector<Lines> expected(const std::vector<Shown>& steps, const std::vector<Outcome>& outcomes) {
  std::vector<Lines> all;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    Lines lines;
    if (steps[i].step.pastes_fix && i > 0) lines = typed(outcomes[i - 1]);
    lines.insert(lines.end(), outcomes[i].output.begin(), outcomes[i].output.end());
    all.push_back(std::move(lines));
  }
  return all;
}

// From the last to the first, since what a block says may have another number of lines then.
void put(const std::vector<Shown>& steps, const std::vector<Lines>& now) {
  for (std::size_t i = steps.size(); i-- > 0;) {
    if (!steps[i].block) continue;
    Lines& lines = steps[i].block->lines;
    const auto from = lines.begin() + static_cast<std::ptrdiff_t>(steps[i].begin);
    const auto to = lines.begin() + static_cast<std::ptrdiff_t>(steps[i].end);
    if (agrees({from, to}, now[i])) continue;
    const auto at = lines.erase(from, to);
    lines.insert(at, now[i].begin(), now[i].end());
  }
}

std::vector<Outcome> run(const Session& session) {
  std::vector<Step> steps;
  for (const Shown& shown : session.steps) steps.push_back(shown.step);
  const std::vector<Outcome> outcomes = run_session(session.scene, steps);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    INFO("scene " << session.scene << ":\n"
                  << steps[i].script << "\n"
                  << joined(outcomes[i].output));
    REQUIRE(outcomes[i].status >= 0);
    if (!steps[i].shown) REQUIRE(outcomes[i].status == 0);
  }
  return outcomes;
}

}  // namespace

void run_examples(Document& page) {
  INFO(page.path);
  for (const Session& session : sessions_of(page)) {
    put(session.steps, expected(session.steps, run(session)));
  }
}

}  // namespace hotfix::docs
