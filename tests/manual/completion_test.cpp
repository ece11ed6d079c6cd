// SPDX-License-Identifier: MIT
// The completions at work in the shells themselves.
#include "tests/manual/completion.h"

#include <fstream>
#include <set>
#include <sstream>

#include "tests/support/catch.h"
#include "tests/support/places.h"
#include "tests/support/repo.h"

using namespace hotfix;

namespace {

const std::vector<std::string> kShells = {"bash", "zsh", "fish"};

// Names that are good in a reference, and do something in a shell that reads them as its own.
const std::vector<std::string> kEvilNames = {"evil/$(touch${IFS}gotcha)",
                                             "evil/`touch${IFS}gotcha`",
                                             "evil/;touch",
                                             "evil/'q'",
                                             "evil/\"q\"",
                                             "evil/a&b",
                                             "evil/a|b",
                                             "evil/{a,b}",
                                             "evil/!x",
                                             "evil/<a>",
                                             "evil/$HOME",
                                             "evil/#x"};

// A repository with branches, a tag, a file and a folder.
struct Named : TestRepo {
  Named() {
    write("folder/.keep", "");
    commit("chore: begin", "notes.toml", "");
    for (const char* name : {"heads/kars-prod", "heads/kars-dev", "heads/hotfix/login", "tags/v1.0",
                             "remotes/origin/kars-prod", "remotes/origin/release/1"}) {
      git({"update-ref", std::string("refs/") + name, "HEAD"});
    }
    for (const std::string& name : kEvilNames) git({"update-ref", "refs/heads/" + name, "HEAD"});
    git({"symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/kars-prod"});
  }

  // An answer a line.
  std::vector<std::string> completed(const std::string& shell,
                                     const std::vector<std::string>& lines) const {
    const std::string harness = test::source_folder() + "/tests/manual/complete." + shell;
    const std::string folder = test::source_folder() + "/hooks/completions/" + shell;
    Arguments argv = {shell, harness, folder};
    if (shell != "bash") argv.insert(argv.begin() + 1, shell == "zsh" ? "-f" : "--no-config");
    std::string input;
    for (const std::string& line : lines) input += line + "\n";
    const ProgramResult result = exec(argv, input);
    INFO(shell << ": " << result.err);
    REQUIRE(result.status == 0);
    std::istringstream answers(result.out);
    std::vector<std::string> all;
    for (std::string answer; std::getline(answers, answer);) all.push_back(answer);
    REQUIRE(all.size() == lines.size());
    return all;
  }
};

// The words of an answer without what the shells add to them in their own ways: "--format=json" for
// "json", "folder/" for "folder".
std::set<std::string> words_of(const std::string& answer) {
  std::set<std::string> words;
  std::istringstream stream(answer);
  for (std::string word; stream >> word;) {
    if (word.ends_with("=") || word.ends_with("/")) word.pop_back();
    words.insert(word.substr(word.find('=') == std::string::npos ? 0 : word.find('=') + 1));
  }
  return words;
}

struct Typed {
  std::string line;
  std::set<std::string> offered;
};

const std::vector<Typed> kTyped = {
    {"hotfix-lint au", {"audit"}},
    {"hotfix-lint audit --format ", {"text", "json", "markdown", "html"}},
    {"hotfix-lint --format ", {"text", "json"}},
    {"hotfix-lint kars-dev --format ", {"text", "json"}},
    {"hotfix-lint --format=j", {"json"}},
    {"hotfix-lint audit --fo", {"--format"}},
    {"hotfix-lint --production kars-prod audit --fail-on o", {"overdue"}},
    {"hotfix-lint explain mini", {"minimal-diff"}},
    {"hotfix-lint help po", {"policy"}},
    {"hotfix-lint hotfix/", {"hotfix/login"}},
    {"hotfix-lint landed v1", {"v1.0"}},
    {"hotfix-lint landed --onto kars-d", {"kars-dev"}},
    {"hotfix-lint audit --production origin/", {"origin/kars-prod", "origin/release/1"}},
    {"hotfix-lint install --production k", {"kars-prod", "kars-dev"}},
    {"hotfix-lint install --production r", {"release/1"}},
    {"hotfix-lint --policy no", {"notes.toml"}},
    {"hotfix-lint --repo fo", {"folder"}},
    {"hotfix-lint audit --merge notes.toml no", {"notes.toml"}},
    {"hotfix-lint audit --now 2", {}},
    {"hotfix-gate --event pus", {"push"}},
    {"hotfix-gate --base kars-p", {"kars-prod"}},
    {"hotfix-gate --head origin/r", {"origin/release/1"}},
    {"hotfix-gate --exit", {"--exit-zero"}},
};

}  // namespace

TEST_CASE("a shell offers what may stand at the place that is completed", "[scripts]") {
  const Named repo;
  std::vector<std::string> lines;
  for (const Typed& typed : kTyped) lines.push_back(typed.line);
  for (const std::string& shell : kShells) {
    const std::vector<std::string> answers = repo.completed(shell, lines);
    for (std::size_t i = 0; i < kTyped.size(); ++i) {
      INFO(shell << ": " << kTyped[i].line);
      CHECK(words_of(answers[i]) == kTyped[i].offered);
    }
  }
}

TEST_CASE("the name of a branch is a word to every shell, whatever it is made of", "[scripts]") {
  const Named repo;
  for (const std::string& shell : kShells) {
    const std::string answer = repo.completed(shell, {"hotfix-lint evil/"}).at(0);
    // As a person runs it.
    const ProgramResult run = repo.exec({shell, "-c", "printf '%s\\n' " + answer});
    INFO(shell << ": " << answer << "\n" << run.err);
    CHECK(run.status == 0);
    std::istringstream names(run.out);
    std::set<std::string> offered;
    for (std::string name; std::getline(names, name);) offered.insert(name);
    const std::set<std::string> all(kEvilNames.begin(), kEvilNames.end());
    CHECK(offered == (shell == "bash" ? std::set<std::string>{"evil/#x"} : all));
  }
  CHECK(repo.git({"status", "--porcelain"}) == "");
}

TEST_CASE("bash reads the completions without a word from shellcheck", "[scripts]") {
  const std::string folder = test::source_folder() + "/hooks/completions/bash/";
  const ProgramResult result =
      run_program({"shellcheck", folder + "hotfix-lint", folder + "hotfix-gate",
                   test::source_folder() + "/tests/manual/complete.bash", "-s", "bash"});
  INFO(result.out);
  CHECK(result.status == 0);
}

TEST_CASE("a command of git is completed behind git, too", "[scripts]") {
  const TestRepo repo;
  manual::Command program{"git-hotfix", "walks through the workflow"};
  program.options = {{{"--repo"}, "FOLDER"}};
  program.commands = {{"start", "begin a hotfix"}, {"status", "say where it stands"}};
  repo.write("git-hotfix", manual::bash_completion(program, {}));
  const auto answer = [&](const std::string& words) {
    return repo
        .sh("exec bash -c '. ./git-hotfix; COMP_WORDS=(" + words +
            "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _git_hotfix; echo \"${COMPREPLY[*]}\"'")
        .out;
  };
  CHECK(answer("git-hotfix sta") == "start status\n");
  CHECK(answer("git hotfix sta") == "start status\n");
  CHECK(answer("git -C x hotfix --repo y stat") == "status\n");
}
