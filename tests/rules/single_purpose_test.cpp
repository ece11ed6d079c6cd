// SPDX-License-Identifier: MIT
#include "tests/support/catch.h"
#include "tests/support/judge.h"

using namespace hotfix;

namespace {

Findings judge_purpose(const Facts& facts) { return judge(rules::single_purpose, facts); }

Facts with_commits(std::vector<Commit> commits) {
  Facts facts = pushed_hotfix();
  facts.history->commits = std::move(commits);
  return facts;
}

Facts with_changes(std::vector<ChangedFile> changes) {
  Facts facts = pushed_hotfix();
  facts.changes = std::move(changes);
  return facts;
}

ChangedFile reformatted(std::size_t lines, std::size_t of) {
  ChangedFile file = changed("src/x.js", of, 0);
  file.reformatted = lines;
  return file;
}

ChangedFile moved(const std::string& from, const std::string& to) {
  ChangedFile file = changed(to, 0, 0);
  file.status = ChangedFile::Status::renamed;
  file.old_path = from;
  file.same_blob = true;
  return file;
}

ChangedFile manifest(const std::vector<std::string>& added) {
  ChangedFile file = edited("package.json", PathClass::config, added);
  file.manifest = true;
  return file;
}

}  // namespace

TEST_CASE("a branch of one fix passes", "[rules]") {
  REQUIRE(judge_purpose(with_changes({changed("src/x.js", 5, 1)})).empty());
}

TEST_CASE("a commit that is no fix by its own words is dropped", "[rules]") {
  const Findings findings = judge_purpose(
      with_commits({commit('1', "feat(api): add X\n\nbody"), commit('a', "hotfix: x", "1")}));
  REQUIRE(findings.size() == 1);
  REQUIRE(findings[0].level == Level::error);
  REQUIRE(findings[0].commit == id('1'));
  REQUIRE_THAT(findings[0].message, contains("feat(api): add X"));
  REQUIRE(script(findings[0]) ==
          "git rebase --onto " + short_id_of('0') + " " + short_id_of('1') +
              " hotfix/fix-login\ngit push origin refs/heads/hotfix/fix-login\n");
}

TEST_CASE("several such commits are dropped from the newest on, with one push at the end",
          "[rules]") {
  const Findings findings = judge_purpose(with_commits(
      {commit('1', "feat: x"), commit('2', "hotfix: y", "1"), commit('a', "Refactor!: z", "2")}));
  REQUIRE(findings.size() == 2);
  REQUIRE(script(findings[0]) ==
          "git rebase --onto " + short_id_of('2') + " " + short_id_of('a') +
              " hotfix/fix-login\ngit rebase --onto " + short_id_of('0') + " " + short_id_of('1') +
              " hotfix/fix-login\ngit push origin refs/heads/hotfix/fix-login\n");
  REQUIRE(findings[1].commit == id('1'));
  REQUIRE(findings[1].fix.empty());
  REQUIRE_THAT(findings[1].hint, contains("the fix above leaves it out too"));
}

TEST_CASE("without a local branch every rebase goes on from HEAD", "[rules]") {
  Facts facts = with_commits(
      {commit('1', "feat: x"), commit('2', "hotfix: y", "1"), commit('a', "style: z", "2")});
  facts.subject.local_branch.clear();
  const Findings findings = judge_purpose(facts);
  REQUIRE_THAT(script(findings[0]),
               contains("git switch --detach " + short_id_of('a') + "\ngit rebase --onto " +
                        short_id_of('2') + " " + short_id_of('a') + "\ngit rebase --onto " +
                        short_id_of('0') + " " + short_id_of('1') + "\n"));
}

TEST_CASE("a commit that says it is about tests is no change of production", "[rules]") {
  REQUIRE(judge_purpose(
              with_commits({commit('1', "refactor(test): x"), commit('2', "feat(Tests)!: y", "1"),
                            commit('a', "hotfix: z", "2")}))
              .empty());
}

TEST_CASE("an exact revert may take a feature back, a revert branch that does more is judged",
          "[rules]") {
  Facts facts = with_commits({commit('a', "feat: x")});
  facts.subject.kind = SubjectKind::revert;
  REQUIRE(judges(rules::single_purpose, SubjectKind::revert));
  REQUIRE_THAT(only(judge_purpose(facts)).message,
               contains("commit " + short_id_of('a') + " is not a fix"));
  facts.reverts = std::vector<Revert>{{id('a'), id('0'), Revert::State::exact, {}}};
  REQUIRE(judge_purpose(facts).empty());
}

TEST_CASE("a branch of nothing but features is not emptied by a command", "[rules]") {
  const Findings findings = judge_purpose(with_commits({commit('a', "feat: x")}));
  REQUIRE(findings.size() == 1);
  REQUIRE(findings[0].fix.empty());
  REQUIRE_THAT(advice_of(findings[0]), contains("regular release"));
}

TEST_CASE("a feature hidden behind fixup! is still one", "[rules]") {
  REQUIRE_THAT(only(judge_purpose(with_commits(
                        {commit('1', "hotfix: x"), commit('a', "fixup! feat: y", "1")})))
                   .message,
               contains("fixup! feat: y"));
}

TEST_CASE("features that came from development are left to production-base", "[rules]") {
  Facts facts = with_commits({commit('d', "feat: x"), commit('a', "hotfix: y", "d")});
  facts.origin->from_development = {commit('d', "feat: x")};
  REQUIRE(judge_purpose(facts).empty());
}

TEST_CASE("a hostile branch name is quoted where a commit is dropped", "[rules]") {
  Facts facts = with_commits({commit('1', "feat: x"), commit('a', "hotfix: y", "1")});
  facts.subject.branch = facts.subject.local_branch = "hotfix/`id`;x";
  REQUIRE_THAT(script(judge_purpose(facts)[0]), contains(" 'hotfix/`id`;x'\n"));
}

TEST_CASE("the types that are no fix are the policy's", "[rules]") {
  const Facts facts = with_commits({commit('a', "chore: x")});
  REQUIRE(judge_purpose(facts).empty());
  REQUIRE_THAT(only(judge(rules::single_purpose, facts, "types = ['chore']")).message,
               contains("chore: x"));
}

TEST_CASE("a file that only changes spacing is put back", "[rules]") {
  const Findings findings = judge_purpose(with_changes({reformatted(40, 40)}));
  REQUIRE(findings.size() == 1);
  REQUIRE(findings[0].message == "40 of 40 changed lines of src/x.js only change spacing");
  REQUIRE(findings[0].path == "src/x.js");
  REQUIRE(script(findings[0]) ==
          "git diff --stat --exit-code HEAD\ngit switch hotfix/fix-login\ngit checkout " +
              short_id_of('0') +
              " -- :/src/x.js\n"
              "git commit --only -m 'hotfix: leave out new spacing' -- "
              ":/src/x.js\n"
              "git push origin refs/heads/hotfix/fix-login\n");
}

TEST_CASE("where a fix hides in new spacing, the lines that matter can be shown", "[rules]") {
  const Findings findings = judge_purpose(with_changes({reformatted(40, 44)}));
  REQUIRE(findings.size() == 1);
  REQUIRE(findings[0].fix.empty());
  REQUIRE_THAT(advice_of(findings[0]), contains("git diff -w " + short_id_of('0')));
}

TEST_CASE("a little new spacing, or less than half, is not worth a word", "[rules]") {
  REQUIRE(judge_purpose(with_changes({reformatted(10, 10)})).empty());
  REQUIRE(judge_purpose(with_changes({reformatted(20, 40)})).empty());
  ChangedFile test = reformatted(40, 40);
  test.path_class = PathClass::test;
  REQUIRE(judge_purpose(with_changes({test})).empty());
}

TEST_CASE("more than one moved file is put back", "[rules]") {
  REQUIRE(judge_purpose(with_changes({moved("a.js", "b.js")})).empty());
  const Findings findings =
      judge_purpose(with_changes({moved("a.js", "b.js"), moved("c.js", "d.js")}));
  REQUIRE(findings.size() == 1);
  REQUIRE(findings[0].details == std::vector<std::string>{"a.js -> b.js", "c.js -> d.js"});
  REQUIRE_THAT(script(findings[0]), contains("git rm -q -- :/b.js :/d.js\ngit checkout " +
                                             short_id_of('0') + " -- :/a.js :/c.js\n"));
}

TEST_CASE("a dependency changed beside code is warned about", "[rules]") {
  const Findings findings = judge_purpose(
      with_changes({manifest({"\"left-pad\": \"^2.0.0\""}), changed("src/x.js", 1, 1)}));
  REQUIRE(findings.size() == 1);
  REQUIRE(findings[0].level == Level::warning);
  REQUIRE(findings[0].path == "package.json");
  REQUIRE_THAT(advice_of(findings[0]), contains("git diff -w " + short_id_of('0')));
}

TEST_CASE("a dependency changed alone is the fix", "[rules]") {
  REQUIRE(judge_purpose(with_changes({manifest({"\"left-pad\": \"^2.0.0\""}),
                                      changed("tests/x.test.js", 9, 0, PathClass::test)}))
              .empty());
}

TEST_CASE("a new version number of the product is no dependency", "[rules]") {
  REQUIRE(judge_purpose(with_changes({manifest({"  \"version\": \"1.2.4\",", ""}),
                                      changed("src/x.js", 1, 1)}))
              .empty());
}

TEST_CASE("without a merge base no command names one", "[rules]") {
  Facts facts = with_changes({manifest({"\"left-pad\": \"^2.0.0\""}), reformatted(40, 44)});
  facts.history->merge_bases.clear();
  for (const Finding& finding : judge_purpose(facts)) {
    REQUIRE(finding.fix.empty());
    REQUIRE(advice_of(finding).find("git ") == std::string::npos);
  }
}

TEST_CASE("lines of a manifest that change no dependency are quiet", "[rules]") {
  for (const char* line :
       {"  \"description\": \"Sign in, 1.2\",", "license = \"MIT\"", "  \"url\": \"x\"", "  },",
        "  \"scripts\": {", "    \"test:ci\": \"jest --ci\",", "  ]", "    \"node\": \">=20\""}) {
    INFO(line);
    REQUIRE(judge_purpose(with_changes({manifest({line}), changed("src/x.js", 1, 1)})).empty());
  }
}

TEST_CASE("a dependency is not quiet, whatever form its version has", "[rules]") {
  for (const char* line :
       {"\"left-pad\": \">=1.0.0 <2.0.0\"", "\"a\": \"npm:b@^1 || ^2\"", "\"a\": \"latest\"",
        "serde = { version = \"1\" }", "\tgolang.org/x/text v0.3.0", "  \"types\": \"1.0.0\"",
        "  \"dependencies\": {"}) {
    INFO(line);
    REQUIRE_THAT(
        only(judge_purpose(with_changes({manifest({line}), changed("src/x.js", 1, 1)}))).message,
        contains("dependencies change alongside the fix, in package.json"));
  }
}

TEST_CASE("a new version of the project is no new dependency, in any manifest", "[rules]") {
  for (const char* line :
       {"  \"version\": \"1.2.4\",", "version = \"1.2.4\"", "  <version>1.2.4</version>",
        "  <Version>1.2.4</Version>", "  s.version = '1.2.4'", "version '1.2.4'",
        "    version='1.2.4',", "appVersion: 1.2.4", "version: 1.2.4+7"}) {
    INFO(line);
    REQUIRE(judge_purpose(with_changes({manifest({line}), changed("src/x.js", 1, 1)})).empty());
  }
  REQUIRE_THAT(only(judge_purpose(with_changes(
                        {manifest({"  <dependency>lib</dependency>"}), changed("src/x.js", 1, 1)})))
                   .message,
               contains("dependencies change"));
}
