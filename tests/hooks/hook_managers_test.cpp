// SPDX-License-Identifier: MIT
#include "hooks/hook_managers.h"

#include <sstream>

#include "hooks/shim.h"
#include "tests/support/catch.h"
#include "tests/support/repo.h"

using namespace hotfix;

namespace {

using Paths = std::vector<std::filesystem::path>;

std::string advice(const TestRepo& repo) {
  std::ostringstream out;
  advise_managers(repo.path(), out);
  return out.str();
}

}  // namespace

TEST_CASE("a repository without a hook manager gets no advice", "[hooks]") {
  CHECK(advice(TestRepo()).empty());
}

TEST_CASE("the lines for lefthook begin at the hook when its file does not have it", "[hooks]") {
  const TestRepo repo;
  repo.write("lefthook.yml", "pre-commit:\n  commands:\n    lint:\n      run: lint\n");
  CHECK_THAT(advice(repo), contains("Add to lefthook.yml, at its end:\n"
                                    "pre-push:\n"
                                    "  commands:\n"
                                    "    hotfix-gate:\n"
                                    "      use_stdin: true\n"
                                    "      run: |\n"
                                    "        command -v hotfix-pre-push >/dev/null ||"));
}

TEST_CASE("the lines for lefthook fit below what is there, as deep as that", "[hooks]") {
  const TestRepo repo;
  repo.write("lefthook.yml",
             "commit-msg:\n    parallel: true\npre-push:\n    commands:\n        t:\n"
             "            run: t\n");
  CHECK_THAT(advice(repo), contains("directly below `commands:` of `pre-push:`:\n"
                                    "        hotfix-gate:\n"
                                    "            use_stdin: true\n"));
  CHECK_THAT(advice(repo), contains("directly below its line `commit-msg:`:\n"
                                    "    commands:\n"
                                    "        hotfix-gate:\n"
                                    "            run: |\n"));
}

TEST_CASE("the lines for lefthook are in the language of its file", "[hooks]") {
  const TestRepo repo;
  repo.write(".lefthook.toml", "");
  CHECK_THAT(advice(repo), contains("[pre-push.commands.hotfix-gate]\nuse_stdin = true\nrun = "
                                    "'''command -v"));
  repo.remove(".lefthook.toml");
  repo.write(".config/lefthook.json", "{}");
  CHECK_THAT(advice(repo),
             contains("\"pre-push\": {\"commands\": {\"hotfix-gate\": {\"use_stdin\""));
  CHECK_THAT(advice(repo), contains("[ \\\"$(git config hotfix.missing)\\\" = warn ];"));
}

TEST_CASE("the lines for husky name the folder that package.json is in", "[hooks]") {
  const TestRepo repo;
  const std::string package = R"({"devDependencies": {"hotfix-gate": "1"}})";
  for (const auto& [folder, named] :
       {std::pair("front", "  front/node_modules/"), {"my web", "  'my web/'node_modules/"}}) {
    repo.write(std::string(folder) + "/package.json", package);
    std::ostringstream out;
    print_lines_to_add(repo.path() + "/" + folder + "/.husky", repo.path(), out);
    CHECK_THAT(out.str(), contains(std::string(named) + ".bin/hotfix-pre-push \"$@\" || exit\n"));
  }
}

TEST_CASE("a manager that starts our programs already gets no advice", "[hooks]") {
  const TestRepo repo;
  repo.write("lefthook.yml", "run: hotfix-pre-push and hotfix-commit-msg\n");
  repo.write("package.json", R"({"simple-git-hooks": {"pre-push": "hotfix-pre-push \"$@\""}})");
  CHECK(advice(repo) == "");
  CHECK(files_that_replace(repo.path()).empty());
}

TEST_CASE("the item for pre-commit is as deep as those that are there", "[hooks]") {
  const TestRepo repo;
  repo.write(".pre-commit-config.yaml", "repos:\n-   repo: local\n    hooks: []\n");
  CHECK_THAT(advice(repo), contains(":\n- repo: local\n  hooks:\n    - id: hotfix-commit-msg\n"));
  repo.write(".pre-commit-config.yaml", "repos:\n  - repo: local\n    hooks: []\n");
  CHECK_THAT(advice(repo), contains(":\n  - repo: local\n    hooks:\n"));
  CHECK_THAT(advice(repo), !contains("lefthook"));
}

TEST_CASE("simple-git-hooks gets members for its configuration", "[hooks]") {
  const TestRepo repo;
  repo.write("package.json", R"({"simple-git-hooks": {"pre-commit": "lint"}})");
  CHECK_THAT(advice(repo), contains("Add to its hooks in package.json"));
  CHECK_THAT(advice(repo), contains("; hotfix-pre-push \\\"$@\\\"\",\n"));
  repo.write(".simple-git-hooks.json", "{}");
  CHECK_THAT(advice(repo), contains("Add to its hooks in .simple-git-hooks.json"));
}

TEST_CASE("a manager whose file has our hooks without our programs will replace them", "[hooks]") {
  const TestRepo repo;
  repo.write("lefthook.yml", "pre-commit:\n  commands: {}\n");
  CHECK(files_that_replace(repo.path()).empty());
  repo.write("lefthook.yml", "pre-push:\n  commands: {}\n");
  repo.write("package.json", R"({"simple-git-hooks": {"pre-commit": "lint"}})");
  CHECK(files_that_replace(repo.path()) == Paths{"lefthook.yml", "package.json"});
}

TEST_CASE("the files that name our programs are known", "[hooks]") {
  const TestRepo repo;
  const std::filesystem::path husky = repo.path() + "/.husky";
  repo.write(".husky/pre-push", snippet("pre-push"));
  repo.write(".husky/commit-msg", "npm test\n  # hotfix-commit-msg\n");
  repo.write("lefthook.yml", "run: hotfix-commit-msg {1}\n");
  CHECK(files_that_start("pre-push", repo.path(), husky) == Paths{".husky/pre-push"});
  CHECK(files_that_start("commit-msg", repo.path(), husky) == Paths{"lefthook.yml"});
}

TEST_CASE("the lines to add start both programs, and say where they must be committed", "[hooks]") {
  const TestRepo repo;
  repo.write("pre-push", "npm test\n");
  std::ostringstream out;
  print_lines_to_add(repo.path(), repo.path(), out);
  CHECK_THAT(out.str(), contains("Add to " + repo.path() + "/pre-push, above its other commands:"));
  CHECK_THAT(out.str(),
             contains("Add to " + repo.path() + "/commit-msg (a new file; then chmod +x it):"));
  CHECK_THAT(out.str(), contains("HOTFIX_NEXT_HOOK=<file> hotfix-pre-push"));
  CHECK_THAT(out.str(), contains("Commit this on production and on development"));
}

TEST_CASE("a project that has the programs from npm gets one short line for each", "[hooks]") {
  const TestRepo repo;
  const std::string with = R"({"devDependencies": {"hotfix-gate": "^0.1.0"})";
  repo.write("package.json", with + R"(, "simple-git-hooks": {"pre-commit": "lint"}})");
  repo.write("lefthook.yml", "");
  CHECK_THAT(advice(repo), contains("      run: |\n"
                                    "        node_modules/.bin/hotfix-pre-push {1} {2}\n"));
  CHECK_THAT(advice(repo), contains("\"node_modules/.bin/hotfix-commit-msg \\\"$@\\\"\"\n"));
  std::ostringstream ours, shared;
  print_lines_to_add(repo.path(), repo.path(), ours);
  CHECK_THAT(ours.str(), contains("\n  node_modules/.bin/hotfix-pre-push \"$@\" || exit\n"));
  print_lines_to_add(repo.path(), {}, shared);
  CHECK_THAT(shared.str(), contains("\n  if command -v hotfix-pre-push"));
}
