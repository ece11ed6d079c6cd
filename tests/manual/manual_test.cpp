// SPDX-License-Identifier: MIT
// The manual pages and completions that are installed are those of the programs as they are.
#include <algorithm>
#include <sstream>

#include "tests/manual/completion.h"
#include "tests/manual/man_page.h"
#include "tests/manual/programs.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"
#include "tests/support/places.h"
#include "tests/support/repo.h"

using namespace hotfix;
using namespace hotfix::manual;

TEST_CASE("each program has a manual page that shows it as it is", "[docs]") {
  for (const Page& page : pages()) test::check_golden(page.file, man_page(page));
}

TEST_CASE("each shell's completions are those of the command line as it is", "[docs]") {
  const std::string folder = "hooks/completions/";
  for (const Command& program : completed_programs()) {
    test::check_golden(folder + "bash/" + program.name, bash_completion(program, rule_ids()));
    test::check_golden(folder + "zsh/_" + program.name, zsh_completion(program, rule_ids()));
    test::check_golden(folder + "fish/" + program.name + ".fish",
                       fish_completion(program, rule_ids()));
  }
}

TEST_CASE("every program of the executable has a page of its own", "[docs]") {
  const std::vector<Page> all = pages();
  for (const Command& program : all.front().command.commands) {
    INFO(program.name);
    CHECK(std::any_of(all.begin(), all.end(), [&](const Page& page) {
      return page.command.name == program.name || page.command.name == "hotfix-" + program.name;
    }));
  }
  CHECK(all.front().command.commands.size() >= 4);
}

TEST_CASE("mandoc finds no fault with a manual page but that it bears no date", "[scripts]") {
  const std::vector<Page> all = pages();
  Arguments lint = {"mandoc", "-T", "lint", "-W", "warning"};
  for (const Page& page : all) lint.push_back(test::source_folder() + "/" + page.file);
  std::istringstream lines(run_program(lint).out);
  std::size_t dates = 0;
  for (std::string line; std::getline(lines, line); ++dates) {
    CHECK_THAT(line, contains("WARNING: missing date, using \"\""));
  }
  CHECK(dates == all.size());
}
