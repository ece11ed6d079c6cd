// SPDX-License-Identifier: MIT
#include "gate/landing/ledger.h"

#include "gate/base/error.h"
#include "tests/gate/landing/lines.h"
#include "tests/support/catch.h"

using namespace hotfix;

TEST_CASE("a commit that calls itself a hotfix is one", "[landing][ledger]") {
  Lines repo;
  repo.add("hotfix: one");
  repo.add("fix: another thing");
  repo.add("hotfix(login)!: two");
  repo.add("Hotfix: three");
  CHECK(repo.subjects() == Subjects{"hotfix: one", "hotfix(login)!: two", "Hotfix: three"});
  CHECK(repo.released().front().found_by == HotfixSign::subject);
}

TEST_CASE("a subject that only speaks of hotfixes is none", "[landing][ledger]") {
  Lines repo;
  repo.add("hotfixes: a page about them");
  repo.add("docs: hotfix: how to");
  repo.add("hotfix without a colon");
  repo.add("");
  CHECK(repo.subjects().empty());
}

TEST_CASE("the policy's own types of commits are hotfixes", "[landing][ledger]") {
  Lines repo;
  repo.add("hotfix: one");
  repo.add("urgent: two");
  CHECK(repo.subjects("[rules.commit-message]\ntypes = [\"urgent\"]\n") == Subjects{"urgent: two"});
}

TEST_CASE("a merged hotfix branch is one hotfix, whatever its commits are called",
          "[landing][ledger]") {
  Lines repo;
  repo.side("hotfix/x", "hotfix: one");
  repo.merge("hotfix/x", "Merge branch 'hotfix/x' into kars-prod");
  CHECK(repo.subjects() == Subjects{"Merge branch 'hotfix/x' into kars-prod"});
  CHECK(repo.released().front().found_by == HotfixSign::merge);
  CHECK(repo.released().front().commit == repo.id("HEAD"));
}

TEST_CASE("a merged pull request is found by its branch", "[landing][ledger]") {
  Lines repo;
  repo.side("hotfix/x", "work");
  repo.merge("hotfix/x", "Merge pull request #12 from owner/hotfix/x");
  repo.side("hotfix/y", "work");
  repo.merge("hotfix/y", "Merged in hotfix/y (pull request #13)");
  const auto released = repo.released();
  REQUIRE(released.size() == 2);
  CHECK(released[0].found_by == HotfixSign::pull_request);
  CHECK(released[1].found_by == HotfixSign::pull_request);
}

TEST_CASE("a pull request that was squashed under its branch's name is a hotfix",
          "[landing][ledger]") {
  Lines repo;
  repo.add("Hotfix/missing user (#12)");
  repo.add("Hotfix/no number");
  const auto released = repo.released();
  REQUIRE(released.size() == 1);
  CHECK(released[0].found_by == HotfixSign::pull_request);
}

TEST_CASE("a trailer makes a hotfix of any commit", "[landing][ledger]") {
  Lines repo;
  repo.add("Refuse a missing user (#9)\n\nHotfix: INC-12");
  repo.add("Refuse a missing name (#10)\n\nhotfix-branch: hotfix/name");
  CHECK(repo.released().size() == 2);
  CHECK(repo.released().front().found_by == HotfixSign::trailer);
}

TEST_CASE("other trailers and other branches make none", "[landing][ledger]") {
  Lines repo;
  repo.add("one\n\nHotfix-Branch: feature/name");
  repo.add("two\n\nHotfix-Waive: backport nobody wants it");
  repo.add("three\n\nHotfix:");
  repo.add("four\n\nHotfix: in the text\n\nand more text");
  CHECK(repo.subjects().empty());
}

TEST_CASE("the policy says which signs count", "[landing][ledger]") {
  Lines repo;
  repo.add("hotfix: one");
  repo.add("two\n\nHotfix: INC-12");
  CHECK(repo.subjects("[backport]\nhotfixes = [\"trailer\"]\n") == Subjects{"two"});
  CHECK(repo.subjects("[backport]\nhotfixes = [\"merge\"]\n").empty());
}

TEST_CASE("each hotfix commit of a rebased branch is one", "[landing][ledger]") {
  Lines repo;
  repo.switch_new("hotfix/x");
  repo.add("hotfix: one");
  repo.add("test: of one");
  repo.add("hotfix: two");
  repo.switch_to("kars-prod");
  repo.git({"merge", "-q", "--ff-only", "hotfix/x"});
  CHECK(repo.subjects() == Subjects{"hotfix: one", "hotfix: two"});
}

TEST_CASE("a promotion is not a hotfix, nor is what development wrote", "[landing][ledger]") {
  Lines repo;
  repo.switch_to("kars-dev");
  repo.add("hotfix: a backport of old");
  repo.switch_to("kars-prod");
  repo.merge("kars-dev", "Merge pull request #5 from owner/kars-dev");
  CHECK(repo.subjects().empty());
}

TEST_CASE("a hotfix that a merge brings under a promotion's name is one", "[landing][ledger]") {
  Lines repo;
  repo.side("topic", "hotfix: under another name");
  repo.merge("topic", "Merge branch 'kars-dev' into kars-prod");
  CHECK(repo.subjects() == Subjects{"hotfix: under another name"});
}

TEST_CASE("a promotion with another subject does not make hotfixes of development's commits",
          "[landing][ledger]") {
  Lines repo;
  repo.switch_to("kars-dev");
  repo.add("hotfix: a backport of old");
  repo.switch_to("kars-prod");
  repo.merge("kars-dev", "Release 12");
  CHECK(repo.subjects().empty());
}

TEST_CASE("a hotfix from before a promotion is still owed", "[landing][ledger]") {
  Lines repo;
  repo.add("hotfix: before");
  repo.merge("kars-dev", "Merge branch 'kars-dev' into kars-prod");
  repo.add("hotfix: after");
  CHECK(repo.subjects() == Subjects{"hotfix: before", "hotfix: after"});
  CHECK(is_debt(repo.ask(TestRepo::kEpoch).front()));
}

TEST_CASE("a hotfix that development merged back stays in the ledger, as settled",
          "[landing][ledger]") {
  Lines repo;
  repo.add("hotfix: one");
  repo.switch_to("kars-dev");
  repo.merge("kars-prod", "Merge branch 'kars-prod' into kars-dev");
  const auto hotfixes = repo.ask(TestRepo::kEpoch * 2);
  REQUIRE(hotfixes.size() == 1);
  CHECK(is_there(hotfixes[0].landing.state));
  CHECK_FALSE(hotfixes[0].overdue);
  CHECK(hotfixes[0].landed_at);
}

TEST_CASE("development that was made from production again owes nothing", "[landing][ledger]") {
  Lines repo;
  repo.add("hotfix: one");
  repo.git({"branch", "-q", "-f", "kars-dev", "kars-prod"});
  CHECK(repo.subjects().empty());
}

TEST_CASE("a hotfix that development had by a fast-forward and then undid is owed",
          "[landing][ledger]") {
  Lines repo;
  repo.git({"merge", "-q", "--no-edit", "kars-dev"});
  const std::string fix = repo.add("hotfix: refuse");
  repo.add("hotfix: kept");
  repo.switch_to("kars-dev");
  repo.git({"merge", "-q", "--ff-only", "kars-prod"});
  CHECK(repo.ask(TestRepo::kEpoch).empty());
  repo.git({"revert", "--no-edit", fix});
  const std::vector<Hotfix> hotfixes = repo.ask(TestRepo::kEpoch);
  REQUIRE(hotfixes.size() == 1);
  CHECK(hotfixes.front().commit == fix);
  CHECK(hotfixes.front().landing.state == LandingState::lost);
}

TEST_CASE("a hotfix between two promotions that only one line saw is found", "[landing][ledger]") {
  Lines repo;
  repo.merge("kars-dev", "Merge branch 'kars-dev' into kars-prod");
  repo.add("hotfix: between");
  repo.switch_to("kars-dev");
  repo.add("feat: more");
  repo.switch_to("kars-prod");
  repo.merge("kars-dev", "Merge branch 'kars-dev' into kars-prod");
  CHECK(repo.subjects() == Subjects{"hotfix: between"});
}

TEST_CASE("a merge that does not say what it merged brings the hotfixes on its side",
          "[landing][ledger]") {
  Lines repo;
  repo.side("quick", "hotfix: aside");
  const std::string aside = repo.id("quick");
  repo.add("chore: later");
  const std::string merge = repo.merge("quick", "Bring the fix");
  const auto released = repo.released();
  REQUIRE(released.size() == 1);
  CHECK(released[0].commit == aside);
  CHECK(std::to_string(released[0].released_at) == repo.git({"log", "-1", "--format=%ct", merge}));
}

TEST_CASE("hotfixes below a merge of production with itself are found in order",
          "[landing][ledger]") {
  Lines repo;
  repo.switch_new("pulled");
  repo.add("hotfix: first");
  repo.add("hotfix: second");
  repo.switch_to("kars-prod");
  repo.add("hotfix: local");
  repo.merge("pulled", "Merge branch 'kars-prod' of host:owner/repo into kars-prod");
  CHECK(repo.subjects() == Subjects{"hotfix: local", "hotfix: first", "hotfix: second"});
}

TEST_CASE("a revert of a hotfix is none, whatever its subject says", "[landing][ledger]") {
  Lines repo;
  const std::string one = repo.add("hotfix: one");
  repo.git({"revert", "--no-edit", one});
  const std::string two = repo.add("hotfix: two");
  repo.git({"revert", "-n", two});
  repo.commit("hotfix: revert the second\n\nThis reverts commit " + two + ".");
  CHECK(repo.subjects() == Subjects{"hotfix: one", "hotfix: two"});
}

TEST_CASE("a hotfix that takes back a feature is one", "[landing][ledger]") {
  Lines repo;
  const std::string feature = repo.add("feat: too much");
  repo.git({"revert", "-n", feature});
  repo.commit("hotfix: revert the feature\n\nThis reverts commit " + feature + ".");
  CHECK(repo.subjects() == Subjects{"hotfix: revert the feature"});
}

TEST_CASE("the ledger begins at the policy's date", "[landing][ledger]") {
  Lines repo;
  repo.add("hotfix: old");
  repo.git({"commit", "-q", "--allow-empty", "--date=2026-01-01T00:00:00Z", "-m", "chore: x"});
  repo.sh("GIT_COMMITTER_DATE=2026-01-02T00:00:00Z git commit -q --allow-empty -m 'hotfix: new'");
  CHECK(repo.subjects("[backport]\nsince = \"2026-01-01\"\n") == Subjects{"hotfix: new"});
  CHECK(repo.subjects("[backport]\nsince = \"2026-01-03\"\n").empty());
}

TEST_CASE("one wrong clock does not end the search by date", "[landing][ledger]") {
  Lines repo;
  repo.add("hotfix: one");
  repo.sh("GIT_COMMITTER_DATE=2001-01-01T00:00:00Z git commit -q --allow-empty -m 'chore: x'");
  repo.add("hotfix: two");
  CHECK(repo.subjects("[backport]\nsince = \"2025-01-01\"\n") ==
        Subjects{"hotfix: one", "hotfix: two"});
}

TEST_CASE("the ledger begins after the policy's tag or commit", "[landing][ledger]") {
  Lines repo;
  const std::string old = repo.add("hotfix: old");
  repo.git({"tag", "-a", "-m", "x", "v1"});
  repo.add("hotfix: new");
  for (const std::string& since : {std::string("v1"), old, old.substr(0, 12)}) {
    INFO(since);
    CHECK(repo.subjects("[backport]\nsince = \"" + since + "\"\n") == Subjects{"hotfix: new"});
  }
}

TEST_CASE("a start that is not here leaves the ledger undecided", "[landing][ledger]") {
  Lines repo;
  repo.add("hotfix: one");
  repo.branch("somewhere");
  for (const char* since : {"v9", "somewhere", "deadbeefdeadbeefdeadbeefdeadbeefdeadbeef"}) {
    INFO(since);
    CHECK_THROWS_AS(repo.subjects("[backport]\nsince = \"" + std::string(since) + "\"\n"),
                    Undecidable);
  }
}

TEST_CASE("branches without a common history leave the ledger undecided", "[landing][ledger]") {
  Lines repo;
  repo.add("hotfix: one");
  repo.git({"switch", "-q", "--orphan", "island"});
  repo.add("feat: island");
  repo.git({"branch", "-f", "kars-dev", "island"});
  CHECK_THROWS_AS(repo.subjects(), Undecidable);
}

TEST_CASE("a shallow clone leaves the ledger undecided", "[landing][ledger]") {
  Lines repo;
  repo.add("hotfix: one");
  repo.add("hotfix: two");
  repo.git({"clone", "-q", "--depth=1", "--no-single-branch", "file://" + repo.path(),
            repo.root() + "/shallow"});
  const Repository opened = Repository::open(repo.root() + "/shallow");
  Graph graph(opened);
  CHECK_THROWS_AS(production_commits(graph, default_policy(), repo.question()), Undecidable);
}

TEST_CASE("a debt is overdue one second after its deadline, not at it", "[landing][ledger]") {
  Lines repo;
  repo.add("hotfix: one");
  const std::int64_t released = repo.released().front().released_at;
  const std::string policy = "[backport]\ndeadline = \"90m\"\n";
  CHECK(repo.ask(released, policy).front().deadline == released + 5400);
  CHECK_FALSE(repo.ask(released + 5400, policy).front().overdue);
  CHECK(repo.ask(released + 5401, policy).front().overdue);
}

TEST_CASE("a backport settles the hotfix, and its date is when", "[landing][ledger]") {
  Lines repo;
  const std::string fix = repo.add("hotfix: one");
  repo.switch_to("kars-dev");
  repo.git({"cherry-pick", "-x", fix});
  repo.add("feat: later");
  const auto hotfixes = repo.ask(TestRepo::kEpoch * 2);
  REQUIRE(hotfixes.size() == 1);
  CHECK(is_there(hotfixes[0].landing.state));
  CHECK_FALSE(hotfixes[0].overdue);
  REQUIRE(hotfixes[0].landed_at);
  CHECK(std::to_string(*hotfixes[0].landed_at) ==
        repo.git({"log", "-1", "--format=%ct", "kars-dev~1"}));
}

TEST_CASE("a pull of development does not make late what came to it before", "[landing][ledger]") {
  Lines repo;
  const std::string fix = repo.add("hotfix: one");
  repo.switch_to("kars-dev");
  repo.git({"switch", "-q", "-c", "mine"});
  repo.add("feat: of a colleague");
  repo.switch_to("kars-dev");
  repo.git({"cherry-pick", "-x", fix});
  const std::string pick = repo.id("HEAD");
  for (int i = 0; i < 3; ++i) repo.add("feat: later " + std::to_string(i));
  repo.git({"switch", "-q", "mine"});
  repo.merge("kars-dev", "Merge branch 'kars-dev' of git@example.com:kars into kars-dev");
  repo.git({"branch", "-f", "kars-dev", "mine"});
  const auto hotfixes = repo.ask(TestRepo::kEpoch * 2);
  REQUIRE(hotfixes.size() == 1);
  REQUIRE(hotfixes[0].landed_at);
  CHECK(std::to_string(*hotfixes[0].landed_at) == repo.git({"log", "-1", "--format=%ct", pick}));
}

TEST_CASE("a branch that is merged came to development by the merge", "[landing][ledger]") {
  Lines repo;
  const std::string fix = repo.add("hotfix: one");
  repo.git({"switch", "-q", "-c", "backport/one", "kars-dev"});
  repo.git({"cherry-pick", "-x", fix});
  repo.switch_to("kars-dev");
  for (int i = 0; i < 5; ++i) repo.add("feat: before " + std::to_string(i));
  repo.merge("backport/one", "Merge branch 'backport/one'");
  const std::string merge = repo.id("HEAD");
  for (int i = 0; i < 9; ++i) repo.add("feat: later " + std::to_string(i));
  const auto hotfixes = repo.ask(TestRepo::kEpoch * 2);
  REQUIRE(hotfixes.size() == 1);
  REQUIRE(hotfixes[0].landed_at);
  CHECK(std::to_string(*hotfixes[0].landed_at) == repo.git({"log", "-1", "--format=%ct", merge}));
}

TEST_CASE("of two hotfixes with one subject only the one that came back is settled",
          "[landing][ledger]") {
  Lines repo;
  const std::string first = repo.commit("hotfix: sign-in", "src/a.js", "let a = check(user);\n");
  repo.commit("hotfix: sign-in", "src/b.js", "if (!session) throw new Expired();\n");
  repo.switch_to("kars-dev");
  repo.git({"cherry-pick", first});
  const auto hotfixes = repo.ask(TestRepo::kEpoch);
  REQUIRE(hotfixes.size() == 2);
  CHECK(is_settled(hotfixes[0].landing.state));
  CHECK(is_debt(hotfixes[1]));
}

TEST_CASE("a hotfix that production took back is no debt", "[landing][ledger]") {
  Lines repo;
  const std::string fix = repo.add("hotfix: one");
  repo.git({"revert", "--no-edit", fix});
  const auto hotfixes = repo.ask(TestRepo::kEpoch * 2);
  REQUIRE(hotfixes.size() == 1);
  CHECK(state_name(hotfixes[0].landing.state) == "withdrawn");
  CHECK_FALSE(hotfixes[0].landed_at);
}

TEST_CASE("a waived hotfix is no debt, unless the policy refuses the waiver", "[landing][ledger]") {
  Lines repo;
  repo.add("hotfix: one\n\nHotfix-Waive: backport only production has this module");
  CHECK(state_name(repo.ask(0).front().landing.state) == "waived");
  const auto refused =
      repo.ask(TestRepo::kEpoch * 2, "[rules.backport]\nwaivable = false\n").front();
  CHECK(is_debt(refused));
  CHECK(refused.overdue);
}

TEST_CASE("the caller is told how far the ledger has come", "[landing][ledger]") {
  Lines repo;
  repo.add("hotfix: one");
  const Repository opened = Repository::open(repo.path());
  Graph graph(opened);
  LandingIndex index(graph, default_policy());
  std::size_t last = 0, whole = 0;
  ledger(index, default_policy(), repo.question(), [&](std::size_t done, std::size_t all) {
    last = done;
    whole = all;
  });
  CHECK(last == 1);
  CHECK(whole == 1);
}

TEST_CASE("what development undid and production was given by a promotion is not owed",
          "[landing][ledger]") {
  Lines repo;
  const std::string fix = repo.commit("hotfix: one", "src/a.js", "let a = check(user);\n");
  repo.switch_to("kars-dev");
  repo.merge("kars-prod", "Merge branch 'kars-prod' into kars-dev");
  repo.git({"revert", "--no-edit", fix});
  repo.switch_to("kars-prod");
  repo.merge("kars-dev", "Merge branch 'kars-dev' into kars-prod");
  const auto hotfixes = repo.ask(Lines::kNow * 2);
  REQUIRE(hotfixes.size() == 1);
  CHECK_FALSE(is_debt(hotfixes[0]));
}
