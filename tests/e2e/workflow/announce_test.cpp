// SPDX-License-Identifier: MIT
// `git hotfix announce`: messages that are true.
#include "tests/e2e/workflow/walk_scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

// A hotfix as it was squashed to production.
void release(WalkScene& scene) {
  scene.start({"--issue", "nobody can log in"});
  scene.fix_login();
  scene.test_login();
  scene.switch_to("kars-prod");
  scene.git({"merge", "-q", "--squash", "hotfix/login"});
  scene.commit("hotfix: refuse a missing user (#12)");
  scene.push_unseen({"origin", "kars-prod"});
  scene.git({"fetch", "-q", "origin"});
}

std::string recorded(const Scene& scene, const std::string& name) {
  return trimmed(scene.run({"config", "hotfix.hotfix/login." + name}).out);
}

}  // namespace

TEST_CASE("what is announced as deployed is on production, and the time is recorded",
          "[e2e][workflow]") {
  WalkScene scene;
  release(scene);
  const ProgramResult said = scene.hotfix({"announce", "deployed", "login"});
  CHECK(said.status == 0);
  CHECK(said.out ==
        "✅ HOTFIX DEPLOYED\n\n"
        "Issue: nobody can log in\n"
        "Fix: refuse a missing user (" +
            scene.id("kars-prod").substr(0, 12) +
            ")\n"
            "Deployed: 2025-06-15 17:06 UTC\n"
            "Status: Monitoring\n\n"
            "Please report any issues in #kars-support\n");
  CHECK(recorded(scene, "deployed") == std::to_string(TestRepo::kEpoch + 7200));
  CHECK(scene.hotfix({"announce", "deployed", "login"}).err.empty());  // once
}

TEST_CASE("what could not be printed is not recorded", "[e2e][workflow]") {
  WalkScene scene;
  release(scene);
  const ProgramResult said =
      scene.sh("exec >&-; " + program("git-hotfix") + " announce deployed login");
  CHECK(said.status == 3);
  CHECK_THAT(said.err, contains("what was to be printed could not be written"));
  CHECK(recorded(scene, "deployed").empty());
}

TEST_CASE("nothing is announced as deployed that production does not have", "[e2e][workflow]") {
  WalkScene scene;
  scene.start();
  scene.fix_login();
  const ProgramResult said = scene.hotfix({"announce", "deployed"});
  CHECK(said.status == 1);
  CHECK(said.out.empty());
  CHECK_THAT(said.err, contains("hotfix/login is not on kars-prod yet"));
}

TEST_CASE("nothing is announced as complete that development does not have", "[e2e][workflow]") {
  WalkScene scene;
  release(scene);
  const ProgramResult said = scene.hotfix({"announce", "complete", "login"});
  CHECK(said.status == 1);
  CHECK(said.out.empty());
  CHECK_THAT(said.err, contains("kars-dev does not have it") &&
                           contains("fix  git hotfix backport hotfix/login"));
}

TEST_CASE("nothing is announced that production took back", "[e2e][workflow]") {
  WalkScene scene;
  release(scene);
  scene.git({"revert", "--no-edit", "HEAD"});
  scene.push_unseen({"origin", "kars-prod"});
  scene.git({"fetch", "-q", "origin"});
  const ProgramResult said = scene.hotfix({"announce", "deployed", "login"});
  CHECK(said.status == 1);
  CHECK_THAT(said.err, contains("kars-prod took hotfix/login back again"));
}

TEST_CASE("what is given goes before what is recorded", "[e2e][workflow]") {
  WalkScene scene;
  scene.start({"--issue", "recorded"});
  const std::string text =
      scene.walk({"announce", "initiated", "--issue", "given", "--next-update", "at noon"});
  CHECK_THAT(text, contains("Issue: given\n") && contains("Next Update: at noon\n"));
}

TEST_CASE("what is not a hotfix is not announced", "[e2e][workflow]") {
  WalkScene scene;
  CHECK(scene.hotfix({"announce", "initiated"}).status == 2);
  CHECK_THAT(scene.hotfix({"announce", "initiated", "nothing-like-it"}).err,
             contains("there is no hotfix 'nothing-like-it'"));
}
