// SPDX-License-Identifier: MIT
#include "gate/landing/unsigned_commits.h"

#include "tests/gate/landing/lines.h"
#include "tests/gate/landing/scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

const std::string kPackage = "{\n  \"name\": \"kars\",\n  \"version\": \"1.0.0\"\n}\n";

struct Service : Lines {
  Service() {
    write("package.json", kPackage);
    commit("feat: the service", LandingScene::kFile, kCharge);
    switch_to("kars-dev");
    merge("kars-prod", "Merge branch 'kars-prod' into kars-dev");
    switch_to("kars-prod");
  }
  std::string fix() {
    return commit("Charge an order once", LandingScene::kFile, with_guard(kCharge));
  }
  Subjects unsigned_ones(const std::string& policy = "") const {
    Subjects subjects;
    const auto ask = [](LandingIndex& index, const Policy& rules, const LedgerQuestion& question) {
      return unsigned_commits(index, rules, question);
    };
    for (const Hotfix& commit : asked(ask, policy)) subjects.push_back(commit.subject);
    return subjects;
  }
};

}  // namespace

TEST_CASE("a direct fix that nothing calls a hotfix is listed", "[landing][ledger]") {
  Service repo = made_once<Service>();
  repo.fix();
  CHECK(repo.unsigned_ones() == Subjects{"Charge an order once"});
  CHECK(repo.subjects().empty());
}

TEST_CASE("one that development has, in whatever way, is not", "[landing][ledger]") {
  Service repo = made_once<Service>();
  const std::string fix = repo.fix();
  repo.switch_to("kars-dev");
  SECTION("picked") { repo.git({"cherry-pick", fix}); }
  SECTION("picked, and worked on since") {
    repo.git({"cherry-pick", fix});
    repo.commit("feat: retry", LandingScene::kFile, with_retry(with_guard(kCharge)));
  }
  SECTION("made by hand among other work") {
    repo.commit("feat: retry", LandingScene::kFile, with_retry(with_guard(kCharge)));
  }
  SECTION("merged") { repo.merge("kars-prod", "Bring it"); }
  SECTION("waived") {
    repo.commit("chore: say so\n\nHotfix-Waive: backport " + fix + " only production needs it");
  }
  CHECK(repo.unsigned_ones().empty());
}

TEST_CASE("one that production itself no longer has is not", "[landing][ledger]") {
  Service repo = made_once<Service>();
  const std::string fix = repo.fix();
  SECTION("it was reverted") { repo.git({"revert", "--no-edit", fix}); }
  SECTION("a release took it out") { repo.squash("kars-dev", "Release 12"); }
  CHECK(repo.unsigned_ones().empty());
}

TEST_CASE("what cannot break anything is not listed", "[landing][ledger]") {
  Service repo = made_once<Service>();
  SECTION("a version") {
    repo.commit("1.0.1", "package.json", replaced(kPackage, "1.0.0", "1.0.1"));
  }
  SECTION("documents") { repo.commit("docs: more", "docs/guide.md", "Read this.\n"); }
  SECTION("tests") { repo.commit("test: more", "tests/charge.test.js", "test('x', () => {});\n"); }
  SECTION("the policy of the gate itself") { repo.commit("chore: policy", ".hotfix.toml", ""); }
  SECTION("nothing at all") { repo.commit("chore: start the build again"); }
  CHECK(repo.unsigned_ones().empty());
}

TEST_CASE("a promotion is not listed, whatever it is called", "[landing][ledger]") {
  Service repo = made_once<Service>();
  repo.switch_to("kars-dev");
  repo.add("feat: one");
  repo.commit("feat: retry", LandingScene::kFile, with_retry(kCharge));
  repo.switch_to("kars-prod");
  SECTION("a merge") { repo.merge("kars-dev", "Release 12"); }
  SECTION("a merge of a release branch with a commit of its own") {
    repo.switch_new("release/12", "kars-dev");
    repo.add("chore: release notes");
    repo.switch_to("kars-prod");
    repo.merge("release/12", "Merge branch 'release/12'");
  }
  SECTION("a squash") {
    repo.git({"merge", "-q", "--squash", "kars-dev"});
    repo.commit("Release 12 (#40)");
  }
  SECTION("a squash that development has worked on since") {
    repo.git({"merge", "-q", "--squash", "kars-dev"});
    repo.commit("Release 12 (#40)");
    repo.switch_to("kars-dev");
    repo.commit("refactor: again", LandingScene::kFile, "module.exports = require('./new');\n");
  }
  CHECK(repo.unsigned_ones().empty());
}

TEST_CASE("a big squash that keeps production's own fix is a promotion", "[landing][ledger]") {
  Service repo = made_once<Service>();
  repo.switch_to("kars-dev");
  for (int i = 0; i < 8; ++i) repo.add("feat: number " + std::to_string(i));
  repo.commit("feat: retry", LandingScene::kFile, with_retry(kCharge));
  repo.switch_to("kars-prod");
  repo.commit("hotfix: charge an order once", LandingScene::kFile, with_guard(kCharge));
  repo.git({"merge", "-q", "--squash", "kars-dev"});
  repo.commit("Release 12 (#40)");
  CHECK(repo.unsigned_ones().empty());
}

TEST_CASE("of a small commit every file must be development's", "[landing][ledger]") {
  Service repo = made_once<Service>();
  repo.switch_to("kars-dev");
  for (int i = 0; i < 4; ++i) {
    repo.commit("feat: " + std::to_string(i), "src/n" + std::to_string(i) + ".js",
                "const n = require('./" + std::to_string(i) + "');\n");
  }
  repo.switch_to("kars-prod");
  repo.git({"checkout", "kars-dev", "--", "src/n0.js", "src/n1.js", "src/n2.js", "src/n3.js"});
  repo.fix();
  CHECK(repo.unsigned_ones() == Subjects{"Charge an order once"});
}

TEST_CASE("a topic that was merged to production is listed as its merge", "[landing][ledger]") {
  Service repo = made_once<Service>();
  repo.switch_new("topic");
  repo.fix();
  repo.switch_to("kars-prod");
  repo.merge("topic", "Merge pull request #7 from owner/topic");
  CHECK(repo.unsigned_ones() == Subjects{"Merge pull request #7 from owner/topic"});
}

TEST_CASE("where the policy owes all, they are hotfixes instead", "[landing][ledger]") {
  Service repo = made_once<Service>();
  repo.fix();
  repo.commit("1.0.1", "package.json", replaced(kPackage, "1.0.0", "1.0.1"));
  const std::string all = "[backport]\nhotfixes = \"all\"\n";
  CHECK(repo.unsigned_ones(all).empty());
  const auto owed = repo.ask(Lines::kNow, all);
  REQUIRE(owed.size() == 1);
  CHECK(owed[0].subject == "Charge an order once");
  CHECK(owed[0].found_by == HotfixSign::all);
  CHECK(is_debt(owed[0]));
  CHECK(repo.ask(Lines::kNow + 100'000, all)[0].overdue);
}
