// SPDX-License-Identifier: MIT
// What a person types: help, the version, and what was probably meant.
#include <algorithm>
#include <string>

#include "rules/model/registry.h"
#include "tests/e2e/scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

struct Typed {
  Arguments arguments;
  const char* answer;
};

std::size_t longest_line(const std::string& text) {
  std::size_t longest = 0;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) longest = std::max(longest, line.size());
  return longest;
}

}  // namespace

TEST_CASE("a mistyped word is answered with the one that was probably meant", "[e2e]") {
  Scene scene;
  const Typed typed = GENERATE(values<Typed>({
      {{"audti"}, "the command is `hotfix-lint audit`"},
      {{"kars-pord"}, "did you mean 'kars-prod'?"},
      {{"landed", "orgin/kars-prod"}, "did you mean 'origin/kars-prod'?"},
      {{"--versoin"}, "there is no option '--versoin'; did you mean '--version'?"},
      {{"--produciton=x"}, "there is no option '--produciton'; did you mean '--production'?"},
      {{"audit", "--dev", "x"}, "there is no option '--dev'; did you mean '--development'?"},
      {{"explain", "branch-nam"}, "there is no rule 'branch-nam'; did you mean 'branch-name'?"},
      {{"explain", "weather"}, "`hotfix-lint rules` lists them"},
      {{"help", "polcy"}, "there is no command 'polcy'; did you mean 'policy'?"},
  }));
  const ProgramResult result = scene.lint(typed.arguments);
  INFO(result.out << result.err);
  CHECK(result.status == 2);
  CHECK_THAT(result.err, contains(typed.answer));
}

TEST_CASE("what nothing is like is named without a guess", "[e2e]") {
  Scene scene;
  const ProgramResult result = scene.lint({"--zzzzzzzz"});
  CHECK(result.status == 2);
  CHECK(result.err == "hotfix-lint: there is no option '--zzzzzzzz'\nmore: hotfix-lint --help\n");
}

TEST_CASE("what an option names is not taken for a mistyped command", "[e2e]") {
  Scene scene;
  const ProgramResult result = scene.lint({"--production", "version-15"});
  CHECK(result.status == 2);
  CHECK_THAT(result.err, contains("'version-15' is not a branch"));
  CHECK_THAT(result.err, !contains("the command is"));
}

TEST_CASE("what is typed comes out without control bytes", "[e2e]") {
  Scene scene;
  for (const char* word : {"--\x1b[31mred", "\x1b[31mred"}) {
    const ProgramResult result = scene.lint({word});
    CHECK(result.status == 2);
    CHECK(result.err.find('\x1b') == std::string::npos);
  }
}

TEST_CASE("the version is told in each of the usual ways", "[e2e]") {
  Scene scene;
  for (const char* word : {"--version", "-V", "version"}) {
    const ProgramResult result = scene.lint({word});
    CHECK(result.status == 0);
    CHECK(result.out.rfind("hotfix-lint ", 0) == 0);
  }
  for (const char* name : {"hotfix-pre-push", "hotfix-commit-msg", "hotfix-gate"}) {
    CHECK(scene.exec({program(name), "-V"}).out == scene.exec({program(name), "--version"}).out);
  }
}

TEST_CASE("help says the same in each of the usual ways, with examples", "[e2e]") {
  Scene scene;
  const std::string all = scene.lint({"--help"}).out;
  CHECK(scene.lint({"help"}).out == all);
  CHECK_THAT(all, contains("Examples:\n  hotfix-lint "));
  for (const char* command : {"landed", "audit", "policy"}) {
    const std::string help = scene.lint({"help", command}).out;
    CHECK(scene.lint({command, "--help"}).out == help);
    CHECK_THAT(help, contains("Examples:\n  hotfix-lint " + std::string(command)));
  }
}

TEST_CASE("only what a team has set is printed on request", "[e2e]") {
  Scene scene;
  CHECK_THAT(scene.lint({"policy", "--changed"}).out, contains("every value is the default"));
  scene.write("policy.toml", "[rules.minimal-diff]\nmax_files = 7\n");
  const Arguments changed = {"policy", "--changed", "--policy", "policy.toml"};
  CHECK(scene.lint(changed).out ==
        "# The policy in force. Each value is followed by where it comes from.\n\n"
        "[rules.minimal-diff]\nmax_files = 7  # policy.toml:2\n");
  Arguments as_json = changed;
  as_json.insert(as_json.end(), {"--format", "json"});
  const auto values = nlohmann::json::parse(scene.lint(as_json).out).at("values");
  CHECK(values.size() == 1);
  CHECK(values.at("rules.minimal-diff.max_files").at("value") == 7);
}

TEST_CASE("the rules are a row each for a program and fit the terminal of a person", "[e2e]") {
  Scene scene;
  const std::string rows = scene.lint({"rules"}).out;
  CHECK(static_cast<std::size_t>(std::count(rows.begin(), rows.end(), '\n')) == all_rules().size());
  CHECK(longest_line(rows) > 80);
  const std::string shown = scene
                                .sh("script -qc 'stty cols 70; \"" + program("hotfix-lint") +
                                    "\" rules --color never' /dev/null | tr -d '\\r'")
                                .out;
  CHECK(longest_line(shown) <= 70);
  CHECK_THAT(shown, contains("branch-name"));
}

TEST_CASE("findings fit the terminal, and their commands are never broken", "[e2e]") {
  Scene scene;
  scene.switch_new("hotfix/untested", "origin/kars-prod");
  scene.fix_login();
  const auto at_width = [&](int columns) {
    return scene
        .sh("script -qc 'stty cols " + std::to_string(columns) + "; \"" + program("hotfix-lint") +
            "\" --color never' /dev/null | tr -d '\\r'")
        .out;
  };
  CHECK_THAT(at_width(60),
             contains("\n    why  A fix without a test that reproduces the bug is a\n"));
  CHECK_THAT(at_width(110),
             contains("A fix without a test that reproduces the bug is a guess, and"));
}

TEST_CASE("every command that prints for a person has colors on request", "[e2e]") {
  Scene scene;
  for (const Arguments& command : {Arguments{"rules"}, Arguments{"explain", "severity"}}) {
    Arguments colored = command;
    colored.insert(colored.end(), {"--color", "always"});
    CHECK_THAT(scene.lint(colored).out, contains("\x1b["));
    CHECK(scene.lint(command).out.find('\x1b') == std::string::npos);
  }
}
