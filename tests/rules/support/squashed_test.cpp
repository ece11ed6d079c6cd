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

TEST_CASE("the number of a pull request stands at the end of a subject", "[rules]") {
  CHECK(request_number("hotfix: x (#12)") == "(#12)");
  CHECK(without_number("hotfix: x (#12)") == "hotfix: x");
  for (const char* subject :
       {"", "hotfix: x", "hotfix: x (#)", "hotfix: x (#1a)", "(#12) hotfix", "hotfix: x(#12)"}) {
    INFO(subject);
    CHECK(request_number(subject).empty());
    CHECK(without_number(subject) == subject);
  }
}

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
