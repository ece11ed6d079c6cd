// SPDX-License-Identifier: MIT
#include "gate/policy/policy.h"
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
  for (const char* path : {".hotfix.toml",
                           ".github/workflows/kars-hotfix.yml",
                           ".github/workflows/test.yml",
                           ".github/actions/hotfix/action.yml",
                           ".gitlab-ci.yml",
                           ".githooks/pre-push",
                           ".husky/pre-push",
                           "lefthook.yml",
                           ".pre-commit-config.yaml",
                           "CODEOWNERS",
                           ".github/CODEOWNERS",
                           "docs/CODEOWNERS",
                           ".gitattributes",
                           "web/.gitattributes",
                           ".gitlab/ci/build.yml",
                           ".gitea/workflows/gate.yml",
                           "Jenkinsfile",
                           "deploy/Jenkinsfile",
                           "Jenkinsfile.prod",
                           ".circleci/config.yml",
                           "azure-pipelines.yml",
                           "azure-pipelines-prod.yaml",
                           "bitbucket-pipelines.yml",
                           ".buildkite/pipeline.yml",
                           ".drone.yml",
                           ".woodpecker.yml",
                           ".woodpecker/gate.yml",
                           ".travis.yml",
                           "lefthook.toml",
                           ".config/lefthook.yml",
                           ".lefthook-local.yml",
                           ".lefthook/pre-push/gate.sh",
                           "web/.husky/pre-push",
                           ".overcommit.yml",
                           ".git-hooks/pre_push/gate.rb",
                           "prek.toml",
                           "simple-git-hooks.cjs",
                           ".simple-git-hooks.json"}) {
    INFO(path);
    const Findings findings = judge_paths({changed(path, 1, 0)});
    REQUIRE(findings.size() == 1);
    REQUIRE(findings[0].level == Level::error);
    REQUIRE(findings[0].path == path);
  }
}

TEST_CASE("a file that production's CI includes is protected, whatever its name", "[rules]") {
  ChangedFile file = changed("ci/build.yml", 1, 0);
  file.is_of_ci = true;
  REQUIRE(judge_paths({file}).size() == 1);
}

TEST_CASE("a name that a file system takes for a protected one is protected", "[rules]") {
  for (const char* path :
       {".Husky/pre-push", "JENKINSFILE", ".GitHub/Workflows/gate.yml", "codeowners",
        ".hus\xe2\x84\xaay/pre-push", ".hu\xc5\xbfky/pre-push", ".hus\xe2\x80\x8cky/pre-push"}) {
    INFO(path);
    REQUIRE(judge_paths({changed(path, 1, 0)}).size() == 1);
  }
  REQUIRE(judge_paths({changed("src/jenkins/file.js", 1, 0), changed("src/CODEOWNERS", 1, 0),
                       changed("src/\xff\xe2\x84.js", 1, 0)})
              .empty());
}

namespace {

// The exact revert of production's tip, which changed a workflow, as a pull request.
Facts rollback_of_workflow(Stage stage) {
  Facts facts = pull_request_of_hotfix();
  facts.subject.kind = SubjectKind::revert;
  facts.subject.stage = stage;
  facts.changes = std::vector<ChangedFile>{changed(".github/workflows/gate.yml", 1, 1)};
  facts.reverts = std::vector<Revert>{{id('a'), id('0'), Revert::State::exact, {}, 0}};
  facts.pull_request->reviews.emplace();
  return facts;
}

void approve(Facts& facts, const std::string& login) {
  facts.pull_request->reviews->push_back(
      {login, true, Review::State::approved, facts.subject.head});
}

}  // namespace

TEST_CASE("the revert of a release that changed a workflow waits for a review", "[rules]") {
  Facts facts = rollback_of_workflow(Stage::pull_request);
  const Finding finding = only(judge(rules::protected_paths, facts));
  REQUIRE(finding.level == Level::error);
  REQUIRE(finding.kind == FindingKind::waiting);
  REQUIRE(finding.message ==
          "the revert changes what the branch is judged by: .github/workflows/gate.yml");
  REQUIRE_THAT(advice_of(finding), contains("has to be approved by"));
  approve(facts, "senior");
  REQUIRE(judge(rules::protected_paths, facts).empty());
}

TEST_CASE("that review is one of the listed people's", "[rules]") {
  Facts facts = rollback_of_workflow(Stage::pull_request);
  const Options options = parse_policy("[rules.emergency-review]\nreviewers = [\"lead\"]\n", "test")
                              .setting("protected-paths")
                              .options;
  approve(facts, "senior");
  REQUIRE_THAT(advice_of(only(rules::protected_paths.check(facts, options))), contains("lead"));
  approve(facts, "lead");
  REQUIRE(rules::protected_paths.check(facts, options).empty());
}

TEST_CASE("reviews that are not known are none", "[rules]") {
  Facts facts = rollback_of_workflow(Stage::pull_request);
  facts.pull_request->reviews.reset();
  REQUIRE_THAT(advice_of(only(judge(rules::protected_paths, facts))),
               contains("the reviews are not known"));
}

TEST_CASE("before the pull request such a revert is a warning", "[rules]") {
  Facts facts = rollback_of_workflow(GENERATE(Stage::lint, Stage::push));
  facts.pull_request.reset();
  const Finding finding = only(judge(rules::protected_paths, facts));
  REQUIRE(finding.level == Level::warning);
  REQUIRE(finding.kind == FindingKind::fault);
  facts.subject.queued = true;
  REQUIRE(judge(rules::protected_paths, facts).empty());
}

TEST_CASE("a revert that does more, or brings something back, may not change them", "[rules]") {
  Facts facts = rollback_of_workflow(Stage::pull_request);
  approve(facts, "senior");
  if (GENERATE(false, true)) {
    facts.reverts->front().state = Revert::State::differs;
  } else {
    facts.reverts->front().of_revert = true;
  }
  REQUIRE_THAT(only(judge(rules::protected_paths, facts)).message, contains("the branch changes"));
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
