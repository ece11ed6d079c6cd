// SPDX-License-Identifier: MIT
#include "rules/support/squashed.h"

#include "tests/support/catch.h"
#include "tests/support/judge.h"

using namespace hotfix;

namespace {

Facts arrived(std::vector<Commit> commits, Stage stage = Stage::released) {
  Facts facts = pushed_hotfix();
  facts.subject.stage = stage;
  facts.subject.kind = SubjectKind::production;
  facts.arrivals = std::vector<Arrival>{};
  for (Commit& commit : commits) facts.arrivals->push_back({std::move(commit), false});
  return facts;
}

Findings judge_these(const Facts& facts) {
  return judge_arrivals(facts, options_of(rules::squash_merge));
}

}  // namespace

TEST_CASE("squashed pull requests with good subjects have nothing against them", "[rules]") {
  CHECK(judge_these(arrived({})).empty());
  CHECK(judge_these(arrived({commit('a', "hotfix: x (#12)"), commit('b', "hotfix: y (#13)", "a")}))
            .empty());
}

TEST_CASE("development's own commits are not asked for a squash", "[rules]") {
  Facts facts = arrived({commit('a', "feat: x"), commit('b', "wip", "a")});
  for (Arrival& arrival : *facts.arrivals) arrival.from_development = true;
  CHECK(judge_these(facts).empty());
}

TEST_CASE("commits of one number came unsquashed, the other one did not", "[rules]") {
  const Finding finding =
      only(judge_these(arrived({commit('a', "hotfix: x (#12)"), commit('b', "hotfix: y (#12)", "a"),
                                commit('c', "hotfix: z (#13)", "b")})));
  CHECK(finding.commit == id('a'));
  CHECK_THAT(finding.message, contains("2 commits come to kars-prod"));
  CHECK(finding.details.size() == 2);
}

TEST_CASE("merges of one arrival are listed under one finding", "[rules]") {
  const Finding finding =
      only(judge_these(arrived({commit('a', "Merge x", "01"), commit('b', "Merge y", "a2")})));
  CHECK_THAT(finding.message, contains("2 commits come to kars-prod as merges"));
  CHECK(finding.details.size() == 2);
}

TEST_CASE("what a queue holds can be taken out of it, what production has stays", "[rules]") {
  const std::vector<Commit> commits = {commit('a', "undo it (#12)")};
  CHECK_THAT(only(judge_these(arrived(commits, Stage::merge_group))).hint,
             contains("out of the queue"));
  CHECK_THAT(only(judge_these(arrived(commits))).hint, contains("stays as it is"));
}

TEST_CASE("GitLab's squashed commit is judged in place of the merge that brings it", "[rules]") {
  Facts facts = arrived({commit('b', "Merge branch 'hotfix/x' into 'kars-prod'", "0a")});
  facts.arrivals->front().brings = commit('a', "hotfix: x");
  REQUIRE(judge_these(facts).size() == 1);
  facts.forge = Forge::gitlab;
  REQUIRE(judge_these(facts).empty());
  facts.arrivals->front().brings->message = "Update index.js";
  const Finding finding = only(judge_these(facts));
  CHECK(finding.commit == id('a'));
  CHECK_THAT(finding.message, contains("Update index.js"));
}

TEST_CASE("GitLab's merge of several commits is not squashed", "[rules]") {
  Facts facts = arrived({commit('b', "Merge branch 'hotfix/x' into 'kars-prod'", "0a")});
  facts.forge = Forge::gitlab;
  CHECK_THAT(only(judge_these(facts)).message, contains("as a merge"));
}

TEST_CASE("two merge requests that GitLab squashed and merged are two hotfixes", "[rules]") {
  Facts facts = arrived({commit('b', "Merge branch 'hotfix/x' into 'kars-prod'", "0a"),
                         commit('d', "Merge branch 'hotfix/y' into 'kars-prod'", "bc")});
  facts.forge = Forge::gitlab;
  facts.arrivals->front().brings = commit('a', "hotfix: x");
  facts.arrivals->back().brings = commit('c', "hotfix: y");
  CHECK(judge_these(facts).empty());
}
