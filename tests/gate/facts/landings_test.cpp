// SPDX-License-Identifier: MIT
#include "gate/facts/landings.h"

#include <filesystem>

#include "gate/facts/gather.h"
#include "gate/request/subject.h"
#include "tests/support/catch.h"
#include "tests/support/context.h"

using namespace hotfix;

namespace {

// A hotfix that production has and development does not.
struct Owing : TestRepo {
  Owing() {
    kars(*this);
    switch_new("hotfix/x");
    commit("hotfix: mend", "src/login.js", "mended\nwith a second line\nand a third\n");
    switch_to("kars-prod");
    git({"merge", "-q", "--no-ff", "--no-edit", "hotfix/x"});
    git({"push", "-q", "origin", "kars-prod"});
    git({"switch", "-q", "-c", "hotfix/y"});
    commit("hotfix: another", "src/health.js", "healthy\n");
  }
};

}  // namespace

TEST_CASE("a branch that is about to be deleted is looked for on both branches", "[gate]") {
  const Owing repo;
  Subject subject;
  subject.stage = Stage::push;
  subject.kind = SubjectKind::removal;
  subject.head = repo.id("hotfix/x");
  const Facts facts = facts_of(repo, subject, Need::containment);
  CHECK(facts.containment->production.state == LandingState::landed);
  CHECK(facts.containment->development.state == LandingState::missing);
}

TEST_CASE("a waiver of the released commit covers the branch that it came from", "[gate]") {
  Owing repo;
  repo.switch_to("kars-dev");
  repo.commit("chore: logins are gone\n\nHotfix-Waive: backport " + repo.id("kars-prod") +
              " logins are gone there");
  repo.git({"push", "-q", "origin", "kars-dev"});
  Subject subject;
  subject.stage = Stage::push;
  subject.kind = SubjectKind::removal;
  subject.head = repo.id("hotfix/x");
  const Facts facts = facts_of(repo, subject, Need::containment);
  CHECK(facts.containment->development.state == LandingState::waived);
}

TEST_CASE("a branch is judged by what production made of it, not by what it began at", "[gate]") {
  Owing repo;  // hotfix/y began at a production that has hotfix/x, which development lacks
  repo.switch_to("hotfix/y");
  repo.commit("hotfix: the same file", "src/login.js", "mended\nwith another\nand a third\n");
  repo.switch_to("kars-prod");
  repo.git({"merge", "-q", "--squash", "hotfix/y"});
  const std::string squash = repo.commit("hotfix: another (#8)");
  repo.git({"push", "-q", "origin", "kars-prod"});
  Subject subject;
  subject.stage = Stage::push;
  subject.kind = SubjectKind::removal;
  subject.head = repo.id("hotfix/y");
  CHECK_FALSE(
      is_settled(facts_of(repo, subject, Need::containment).containment->development.state));
  repo.switch_to("kars-dev");
  repo.commit("hotfix: another", "src/health.js", "healthy\n");
  repo.git({"push", "-q", "origin", "kars-dev"});
  CHECK_FALSE(
      is_settled(facts_of(repo, subject, Need::containment).containment->development.state));
  repo.git({"checkout", "-q", squash, "--", "src/login.js"});
  repo.commit("hotfix: the same file\n\nHotfix-Landed: " + squash);
  repo.git({"push", "-q", "origin", "kars-dev"});
  CHECK(is_settled(facts_of(repo, subject, Need::containment).containment->development.state));
}

TEST_CASE("debts are told when a branch is new, and not again", "[gate]") {
  const Owing repo;
  CHECK(facts_of(repo, "hotfix/y", Need::debts).debts->size() == 1);
  Subject again;
  again.stage = Stage::push;
  again.head = repo.id("hotfix/y");
  again.old_head = repo.id("kars-prod");
  CHECK(facts_of(repo, again, Need::debts).debts->empty());
}

TEST_CASE("that nothing is owed is remembered of the same two tips alone", "[gate]") {
  TestRepo repo;
  kars(repo);
  repo.switch_new("hotfix/y");
  repo.commit("hotfix: another", "src/health.js", "healthy\n");
  const std::string file = repo.path() + "/.git/hotfix/debts-v1";
  CHECK(facts_of(repo, "hotfix/y", Need::debts).debts->empty());
  REQUIRE(std::filesystem::exists(file));
  CHECK(facts_of(repo, "hotfix/y", Need::debts).debts->empty());
  repo.switch_to("kars-prod");
  repo.commit("hotfix: mend", "src/login.js", "mended\n");
  repo.git({"push", "-q", "origin", "kars-prod"});
  CHECK(facts_of(repo, "hotfix/y", Need::debts).debts->size() == 1);
  repo.switch_to("kars-dev");
  repo.git({"cherry-pick", "kars-prod"});
  repo.git({"push", "-q", "origin", "kars-dev"});
  CHECK(facts_of(repo, "hotfix/y", Need::debts).debts->empty());
  repo.git({"revert", "--no-edit", "HEAD"});
  repo.git({"push", "-q", "origin", "kars-dev"});
  CHECK(facts_of(repo, "hotfix/y", Need::debts).debts->size() == 1);
}

TEST_CASE("a debt is looked at anew each time", "[gate]") {
  const Owing repo;
  CHECK(facts_of(repo, "hotfix/y", Need::debts).debts->size() == 1);
  CHECK_FALSE(std::filesystem::exists(repo.path() + "/.git/hotfix/debts-v1"));
}

TEST_CASE("what is owed under another policy is asked anew", "[gate]") {
  const Owing repo;
  Request request;
  request.repository = repo.path();
  const auto debts_by = [&](const std::string& policy) {
    request.policy_file = repo.root() + "/policy";
    repo.write("../policy", policy);
    const Context context = open_context(request, true);
    Graph graph(context.repository);
    LandingIndex index(graph, context.policy);
    const RefUpdate update{"refs/heads/hotfix/y", repo.id("hotfix/y"), "refs/heads/hotfix/y", {}};
    const Subject subject = subject_of_push(update, "origin", context.policy);
    return gather(context, index, {subject, context.refs}, Need::debts).debts->size();
  };
  CHECK(debts_by("[backport]\nhotfixes = [\"trailer\"]\n") == 0);
  CHECK(debts_by("[backport]\nhotfixes = [\"trailer\"]\n") == 0);
  CHECK(debts_by("") == 1);
}

TEST_CASE("the forecast tries the branch's change on development", "[gate]") {
  const Owing repo;
  const Facts facts = facts_of(repo, "hotfix/y", Need::forecast);
  CHECK(facts.forecast->outcome == Forecast::Outcome::clean);
}

TEST_CASE("a forecast without development is unknown, and names the fetch", "[gate]") {
  const Owing repo;
  repo.git({"update-ref", "-d", "refs/remotes/origin/kars-dev"});
  repo.git({"branch", "-q", "-D", "kars-dev"});
  const Facts facts = facts_of(repo, "hotfix/y", Need::forecast);
  REQUIRE(facts.unknown.size() == 1);
  CHECK(facts.unknown[0].need == Need::forecast);
  CHECK_THAT(facts.unknown[0].fix, contains("git fetch origin"));
}

TEST_CASE("promoting a development that lacks a hotfix would undo it", "[gate]") {
  const Owing repo;
  Subject subject;
  subject.kind = SubjectKind::promotion;
  subject.branch = "kars-dev";
  subject.head = repo.id("kars-dev");
  const Promotion promotion = *facts_of(repo, subject, Need::promotion).promotion;
  REQUIRE(promotion.undone.size() == 1);
  CHECK(promotion.undone[0].by == std::vector<Promotion::Kind>{Promotion::Kind::reset});
}

TEST_CASE("a production that is set to development loses the hotfix", "[gate]") {
  const Owing repo;
  const Subject subject = moved(repo, SubjectKind::production, "kars-prod", "kars-dev");
  const Promotion promotion = *facts_of(repo, subject, Need::promotion).promotion;
  REQUIRE(promotion.undone.size() == 1);
  CHECK(promotion.undone[0].by == std::vector<Promotion::Kind>{Promotion::Kind::push});
}

TEST_CASE("what a release branch has of its own is known, plain merges are not that", "[gate]") {
  TestRepo repo;
  kars(repo);
  repo.switch_new("release/2", "kars-dev");
  const std::string late = repo.commit("fix: late", "src/late.js", "late\n");
  repo.switch_to("kars-prod");
  repo.commit("hotfix: own", "src/own.js", "own\n");
  repo.git({"push", "-q", "origin", "kars-prod"});
  repo.switch_to("release/2");
  repo.git({"merge", "-q", "--no-edit", "kars-prod"});
  Subject subject;
  subject.stage = Stage::pull_request;
  subject.kind = SubjectKind::promotion;
  subject.branch = "release/2";
  subject.head = repo.id("HEAD");
  CHECK(facts_of(repo, subject, Need::promotion).promotion->beside ==
        std::vector<std::string>{late.substr(0, 12) + " fix: late"});
  subject.branch = "kars-dev";
  CHECK(facts_of(repo, subject, Need::promotion).promotion->beside.empty());
}
