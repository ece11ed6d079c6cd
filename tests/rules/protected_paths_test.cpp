// SPDX-License-Identifier: MIT
#include "tests/support/catch.h"
#include "tests/support/judge.h"

using namespace hotfix;

namespace {

Findings judge_paths(std::vector<ChangedFile> changes) {
  Facts facts = pushed_hotfix();
  facts.changes = std::move(changes);
  return judge(rules::protected_paths, facts);
}

ChangedFile renamed(const std::string& from, const std::string& to) {
  ChangedFile file = changed(to, 0, 0);
  file.old_path = from;
  file.status = ChangedFile::Status::renamed;
  return file;
}

}  // namespace

TEST_CASE("ordinary files are not protected", "[rules]") {
  REQUIRE(judge_paths({changed("src/x.js", 1, 1), changed("docs/workflows/test.yml", 1, 1),
                       changed("docs/hotfix.md", 1, 1)})
              .empty());
}

TEST_CASE("what judges the branch may not change with it", "[rules]") {
  for (const char* path :
       {".hotfix.toml", ".github/workflows/kars-hotfix.yml", ".github/workflows/test.yml",
        ".github/actions/hotfix/action.yml", ".gitlab-ci.yml", ".githooks/pre-push",
        ".husky/pre-push", "lefthook.yml", ".pre-commit-config.yaml", "CODEOWNERS",
        ".github/CODEOWNERS", ".gitattributes", "web/.gitattributes"}) {
    INFO(path);
    const Findings findings = judge_paths({changed(path, 1, 0)});
    REQUIRE(findings.size() == 1);
    REQUIRE(findings[0].level == Level::error);
    REQUIRE(findings[0].path == path);
  }
}

TEST_CASE("a protected file is put back as production has it", "[rules]") {
  REQUIRE(script(judge_paths({changed(".hotfix.toml", 1, 0)})[0]) ==
          "git diff --stat --exit-code HEAD\n"
          "git switch hotfix/fix-login\n"
          "git checkout " +
              short_id_of('0') +
              " -- :/.hotfix.toml\n"
              "git commit --only -m 'hotfix: leave .hotfix.toml to its own pull request' -- "
              ":/.hotfix.toml\n"
              "git push origin refs/heads/hotfix/fix-login\n");
}

TEST_CASE("a new protected file is removed", "[rules]") {
  ChangedFile file = changed(".hotfix.toml", 1, 0);
  file.status = ChangedFile::Status::added;
  REQUIRE_THAT(script(judge_paths({file})[0]), contains("git rm -q -- :/.hotfix.toml\n"));
}

TEST_CASE("moving a protected file away is a change of it", "[rules]") {
  const Findings findings = judge_paths({renamed(".husky/pre-push", "old/pre-push")});
  REQUIRE(findings.size() == 1);
  REQUIRE_THAT(script(findings[0]), contains("git rm -q -- :/old/pre-push\ngit checkout " +
                                             short_id_of('0') + " -- :/.husky/pre-push\n"));
}

TEST_CASE("several protected files make one finding", "[rules]") {
  const Findings findings =
      judge_paths({changed(".hotfix.toml", 1, 0), changed("CODEOWNERS", 1, 0)});
  REQUIRE(findings.size() == 1);
  REQUIRE(findings[0].path.empty());
  REQUIRE(findings[0].details == std::vector<std::string>{".hotfix.toml", "CODEOWNERS"});
}

TEST_CASE("a hostile path is quoted, one that cannot be pasted is left to a person", "[rules]") {
  REQUIRE_THAT(script(judge_paths({changed(".husky/$(id);'x", 1, 0)})[0]),
               contains("':/.husky/$(id);'\\''x'\n"));
  const Findings findings = judge_paths({changed(".husky/ab\n", 1, 0)});
  REQUIRE(findings[0].fix.empty());
  REQUIRE_FALSE(advice_of(findings[0]).empty());
}
