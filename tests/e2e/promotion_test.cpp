// SPDX-License-Identifier: MIT
// Releases of kars-dev that would undo a hotfix, by the real hook. Such pushes are refused by
// direct-push too; these tests look at promotion alone.
#include "tests/e2e/scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

// A hotfix that was squashed onto production, as the workflow has it; kars-dev goes on without it.
struct Released : Scene {
  Released() {
    good_hotfix();
    switch_to("kars-prod");
    git({"merge", "-q", "--squash", "hotfix/missing-user"});
    hotfix = commit("hotfix: refuse a missing user (#12)");
    push_unseen({"origin", "kars-prod"});
    git({"fetch", "-q", "origin"});
    switch_to("kars-dev");
  }

  // Development rewrites what the hotfix fixes.
  void develop_beside() {
    git({"checkout", "-q", "kars-dev"});
    sh("sed -i 's/user.password !== password/!matches(user.password, password)/' src/login.js");
    commit("feat: hashed passwords");
    publish();
  }
  void publish() {
    push_unseen({"origin", "kars-dev"});
    git({"fetch", "-q", "origin"});
  }
  void backport() {
    switch_to("kars-dev");
    git({"merge", "-q", "--no-edit", "hotfix/missing-user"});
    publish();
  }

  void promote(const std::string& kind) {
    switch_to("kars-prod");
    if (kind == "merge") git({"merge", "-q", "--no-edit", "-X", "theirs", "kars-dev"});
    if (kind == "reset") git({"reset", "-q", "--hard", "kars-dev"});
    if (kind == "squash") {
      git({"merge", "-q", "--squash", "-X", "theirs", "kars-dev"});
      commit("release 1.5");
    }
  }
  ProgramResult push_promotion(const std::string& kind) {
    promote(kind);
    if (kind == "reset") return push({"--force", "origin", "kars-prod"});
    return push({"origin", "kars-prod"});
  }

  std::string hotfix;
};

void require_caught(const Released& scene, const ProgramResult& pushed) {
  INFO(pushed.err);
  REQUIRE(pushed.status == 1);
  REQUIRE(blames(pushed.err, "promotion"));
  REQUIRE_THAT(pushed.err, contains("would undo hotfix " + scene.hotfix.substr(0, 12) +
                                    " \"hotfix: refuse a missing user (#12)\" by Kim Doe"));
}

void require_silent(const ProgramResult& pushed) {
  INFO(pushed.err);
  REQUIRE_FALSE(blames(pushed.err, "promotion"));
  REQUIRE(pushed.err.find("could not be judged") == std::string::npos);
}

std::vector<nlohmann::json> promotion_findings(const nlohmann::json& report) {
  std::vector<nlohmann::json> found;
  for (const auto& finding : report.at("findings")) {
    if (finding.at("rule") == "promotion") found.push_back(finding);
  }
  return found;
}

}  // namespace

TEST_CASE("a merge, a squash and a reset of development that lose a hotfix are refused", "[e2e]") {
  Released scene = made_once<Released>();
  scene.develop_beside();
  const std::string kind = GENERATE("merge", "squash", "reset");
  INFO(kind);
  require_caught(scene, scene.push_promotion(kind));
}

TEST_CASE("development pushed straight onto production loses a hotfix and is refused", "[e2e]") {
  Released scene = made_once<Released>();
  require_caught(scene, scene.push({"--force", "origin", "kars-dev:kars-prod"}));
}

TEST_CASE("a fast-forward to a development that merged production with -s ours is refused",
          "[e2e]") {
  Released scene = made_once<Released>();
  scene.git({"merge", "-q", "--no-edit", "-s", "ours", "kars-prod"});
  scene.publish();
  require_caught(scene, scene.push({"origin", "kars-dev:kars-prod"}));
}

TEST_CASE("the same promotions lose nothing once the hotfix is back", "[e2e]") {
  Released scene = made_once<Released>();
  scene.backport();
  const std::string kind = GENERATE("merge", "squash", "reset");
  INFO(kind);
  require_silent(scene.push_promotion(kind));
}

TEST_CASE("development with the hotfix may be put in the place of production", "[e2e]") {
  Released scene = made_once<Released>();
  scene.backport();
  require_silent(scene.push({"--force", "origin", "kars-dev:kars-prod"}));
}

TEST_CASE("the squash of a next hotfix, and its revert, are no promotion", "[e2e]") {
  Released scene = made_once<Released>();
  scene.switch_to("kars-prod");
  scene.commit("hotfix: health says ok", "src/health.js", "module.exports = () => 'ok';\n");
  require_silent(scene.push({"origin", "kars-prod"}));
  scene.push_unseen({"origin", "kars-prod"});
  scene.git({"revert", "--no-edit", "HEAD"});
  const ProgramResult reverted = scene.push({"origin", "kars-prod"});
  require_silent(reverted);
  REQUIRE(reverted.status == 0);
}

TEST_CASE("a rollback of the hotfix is let through though development lacks it", "[e2e]") {
  Released scene = made_once<Released>();
  scene.switch_to("kars-prod");
  scene.git({"revert", "--no-edit", "HEAD"});
  const ProgramResult pushed = scene.push({"origin", "kars-prod"});
  INFO(pushed.err);
  REQUIRE(pushed.status == 0);
}

TEST_CASE("a first push of production needs no development", "[e2e]") {
  Scene scene;
  const std::string fresh = scene.root() + "/fresh.git";
  scene.git({"init", "-q", "--bare", fresh});
  scene.git({"remote", "add", "fresh", fresh});
  const ProgramResult pushed = scene.push({"fresh", "kars-prod"});
  INFO(pushed.err);
  REQUIRE(pushed.status == 0);
}

TEST_CASE("hotfix-lint judges development as going to production", "[e2e]") {
  Released scene = made_once<Released>();
  const auto found = promotion_findings(scene.lint_json({"kars-dev"}));
  REQUIRE(found.size() == 1);
  REQUIRE(found[0].at("level") == "warning");
  REQUIRE_THAT(found[0].at("message").get<std::string>(),
               contains("promoting kars-dev by reset would undo hotfix"));
  scene.backport();
  REQUIRE(promotion_findings(scene.lint_json({"kars-dev"})).empty());
}

TEST_CASE("on development, hotfix-lint without a name judges it too", "[e2e]") {
  Released scene = made_once<Released>();
  REQUIRE(promotion_findings(scene.lint_json()).size() == 1);
}

TEST_CASE("hotfix-lint on production still asks for a hotfix branch", "[e2e]") {
  Released scene = made_once<Released>();
  const ProgramResult lint = scene.lint({"kars-prod"});
  REQUIRE(lint.status == 2);
  REQUIRE_THAT(lint.err, contains("kars-prod is not a hotfix branch"));
}

TEST_CASE("pasted, the fix of a promotion makes it safe", "[e2e]") {
  Released scene = made_once<Released>();
  const std::string commands = first_fix(scene.lint({"kars-dev"}).out);
  REQUIRE_FALSE(commands.empty());
  const ProgramResult done = scene.sh(commands);
  INFO(commands << done.out << done.err);
  REQUIRE(done.status == 0);
  REQUIRE(scene.remote_id("kars-dev") == scene.id("kars-dev"));
  REQUIRE(promotion_findings(scene.lint_json({"kars-dev"})).empty());
  require_silent(scene.push_promotion("reset"));
}

TEST_CASE("a hotfix released by a merge is picked back by the same commands", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  scene.commit("hotfix: and the health check", "src/health.js", "module.exports = () => 'ok';\n");
  scene.switch_to("kars-prod");
  scene.git({"merge", "-q", "--no-ff", "--no-edit", "hotfix/missing-user"});
  scene.push_unseen({"origin", "kars-prod"});
  scene.git({"fetch", "-q", "origin"});
  const std::string commands = first_fix(scene.lint({"kars-dev"}).out);
  REQUIRE_FALSE(commands.empty());
  const ProgramResult done = scene.sh(commands);
  INFO(commands << done.out << done.err);
  REQUIRE(done.status == 0);
  REQUIRE(scene.lint({"kars-dev"}).status == 0);
}

namespace {

// One of the ways in which development merges production and leaves the fix out.
void merge_without_fix(Released& scene, const std::string& way) {
  if (way == "ours") scene.git({"merge", "-q", "--no-edit", "-s", "ours", "kars-prod"});
  if (way == "checkout") {
    scene.git({"merge", "-q", "--no-ff", "--no-commit", "kars-prod"});
    scene.git({"checkout", "-q", "kars-dev", "--", "src"});
    scene.commit("Merge branch 'kars-prod' into kars-dev");
  }
  if (way == "octopus") {
    scene.git({"branch", "side", "kars-dev"});
    scene.commit_on("side", "feat: search", "src/search.js", "module.exports = () => [];\n");
    scene.git({"merge", "-q", "--no-commit", "kars-prod", "side"});
    scene.git({"checkout", "-q", "kars-dev", "--", "src/login.js"});
    scene.commit("Merge branches 'kars-prod' and 'side' into kars-dev");
  }
  if (way == "revert") {
    scene.git({"merge", "-q", "--no-edit", "kars-prod"});
    scene.git({"revert", "--no-edit", scene.hotfix});
  }
  scene.publish();
}

}  // namespace

TEST_CASE("a back-merge that leaves the fix out is named before and at the promotion", "[e2e]") {
  Released scene = made_once<Released>();
  const std::string way = GENERATE("ours", "checkout", "octopus", "revert");
  INFO(way);
  merge_without_fix(scene, way);
  const auto found = promotion_findings(scene.lint_json({"kars-dev"}));
  REQUIRE(found.size() == 1);
  REQUIRE(found[0].at("level") == "error");
  REQUIRE_THAT(found[0].at("message").get<std::string>(),
               contains("by merge, squash or reset would undo hotfix"));
  require_caught(scene, scene.push({"origin", "kars-dev:kars-prod"}));
}

TEST_CASE("pasted, the commands for several hotfixes bring all of them back", "[e2e]") {
  Released scene = made_once<Released>();
  scene.switch_to("kars-prod");
  scene.commit("hotfix: health says ok", "src/health.js", "module.exports = () => 'ok';\n");
  scene.push_unseen({"origin", "kars-prod"});
  scene.git({"fetch", "-q", "origin"});
  scene.switch_to("kars-dev");
  merge_without_fix(scene, "ours");
  const ProgramResult lint = scene.lint({"kars-dev"});
  REQUIRE_THAT(lint.out, contains("by merge, squash or reset would undo 2 hotfixes"));
  const ProgramResult done = scene.sh(first_fix(lint.out));
  INFO(done.out << done.err);
  REQUIRE(done.status == 0);
  REQUIRE(promotion_findings(scene.lint_json({"kars-dev"})).empty());
}

TEST_CASE("a fix that a merge carries into a renamed file is not lost", "[e2e]") {
  Released scene = made_once<Released>();
  scene.sh("mkdir lib && git mv src/login.js lib/login.js");
  scene.commit("refactor: lib");
  scene.publish();
  for (const auto& finding : promotion_findings(scene.lint_json({"kars-dev"}))) {
    REQUIRE(finding.at("level") == "warning");
  }
  scene.switch_to("kars-prod");
  scene.git({"merge", "-q", "--no-edit", "kars-dev"});
  require_silent(scene.push({"origin", "kars-prod"}));
}

TEST_CASE("a person's word lets a promotion through, and every output says whose it is", "[e2e]") {
  Released scene = made_once<Released>();
  merge_without_fix(scene, "revert");
  scene.git({"commit", "-q", "--no-verify", "--allow-empty", "-m", "chore: say why", "--trailer",
             "Hotfix-Waive: promotion " + scene.hotfix + " the gateway checks it"});
  scene.publish();
  const ProgramResult lint = scene.lint({"kars-dev"});
  INFO(lint.out << lint.err);
  REQUIRE(lint.status == 0);
  REQUIRE_THAT(lint.out, contains("waived  promotion: the gateway checks it (says Kim Doe) (" +
                                  scene.id("kars-dev").substr(0, 12) + ")"));
  REQUIRE(scene.lint_json({"kars-dev"}).at("waived").size() == 1);
}

TEST_CASE("a shallow clone decides nothing about a promotion", "[e2e]") {
  Released scene = made_once<Released>();
  scene.git({"clone", "-q", "--depth", "1", "--no-single-branch", "file://" + scene.bare(),
             scene.root() + "/shallow"});
  const ProgramResult lint = scene.lint({"--repo", scene.root() + "/shallow", "origin/kars-dev"});
  INFO(lint.out << lint.err);
  REQUIRE(lint.status == 3);
  REQUIRE_THAT(lint.out, contains("--unshallow"));
}

TEST_CASE("a person's word about one hotfix waives nothing else of a promotion", "[e2e]") {
  Released scene = made_once<Released>();
  merge_without_fix(scene, "revert");
  scene.write(".hotfix.toml", "[rules.minimal-diff]\nlevel = \"off\"\n");
  scene.commit("chore: say why\n\nHotfix-Waive: promotion " + scene.hotfix +
               " the gateway checks it");
  scene.publish();
  const auto found = promotion_findings(scene.lint_json({"kars-dev"}));
  REQUIRE(found.size() == 1);
  REQUIRE(found[0].at("message") == "promoting kars-dev switches off minimal-diff");
}
