// SPDX-License-Identifier: MIT
// What a hotfix is told about its way back to kars-dev, and that the commands bring it there.
#include <algorithm>

#include "rules/support/text.h"
#include "tests/e2e/scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

// Development has rewritten the line that the hotfix fixes.
struct Conflicting : Scene {
  Conflicting() {
    switch_to("kars-dev");
    sh("sed -i 's/user.password !== password/!matches(user.password, password)/' src/login.js");
    in_the_way = commit("feat: hashed passwords");
    push_unseen({"origin", "kars-dev"});
    git({"fetch", "-q", "origin"});
    good_hotfix();
  }
  std::string in_the_way;
};

// The one finding of the rule.
nlohmann::json finding_of(const nlohmann::json& report) {
  std::vector<nlohmann::json> found;
  for (const auto& finding : report.at("findings")) {
    if (finding.at("rule") == "backport") found.push_back(finding);
  }
  REQUIRE(found.size() == 1);
  return found[0];
}

// Squashes the checked-out hotfix onto production. The id of the squash.
std::string release(Scene& scene, const std::string& message) {
  const std::string branch = scene.git({"branch", "--show-current"});
  scene.switch_to("kars-prod");
  scene.git({"merge", "-q", "--squash", branch});
  const std::string squash = scene.commit(message);
  scene.push_unseen({"origin", "kars-prod"});
  scene.git({"fetch", "-q", "origin"});
  return squash;
}

void next_hotfix(Scene& scene) {
  scene.switch_new("hotfix/health", "origin/kars-prod");
  scene.write("src/health.js", "module.exports = () => 'ok';\n");
  scene.commit("hotfix: health says ok", "tests/health.test.js",
               "test('it is ok', () => {\n  expect(require('../src/health')()).toBe('ok');\n});\n");
}

void paste(const Scene& scene, const std::string& commands, bool succeeds = true) {
  const ProgramResult done = scene.sh(commands);
  INFO(commands << "\n" << done.out << done.err);
  REQUIRE((done.status == 0) == succeeds);
}

}  // namespace

TEST_CASE("a hotfix that applies to development says nothing about it", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  REQUIRE(blamed(scene.lint_json()).empty());
  REQUIRE(scene.push({"origin", "HEAD"}).status == 0);
}

TEST_CASE("a hotfix that conflicts with development is warned of at lint and push, and passes",
          "[e2e]") {
  Conflicting scene = made_once<Conflicting>();
  const nlohmann::json finding = finding_of(scene.lint_json());
  REQUIRE(finding.at("level") == "warning");
  REQUIRE(finding.at("message") ==
          "the backport to kars-dev will conflict in src/login.js (1 place)");
  const ProgramResult pushed = scene.push({"origin", "HEAD"});
  INFO(pushed.err);
  REQUIRE(pushed.status == 0);
  REQUIRE(blames(pushed.err, "backport"));
  REQUIRE_THAT(pushed.err,
               contains(short_id(scene.in_the_way) + " feat: hashed passwords (Kim Doe)"));
}

TEST_CASE("pasted, the commands of a conflicting backport bring the hotfix to development",
          "[e2e]") {
  Conflicting scene = made_once<Conflicting>();
  const auto advice = finding_of(scene.lint_json()).at("advice");
  paste(scene, pasted(advice.at(0).at("commands")), false);
  REQUIRE_THAT(scene.run({"status", "--porcelain"}).out, contains("UU src/login.js"));

  scene.sh(
      "git show HEAD:src/login.js | sed 's/if (!matches/if (!user || !matches/' > fixed &&"
      "mv fixed src/login.js");
  const std::string rest = pasted(advice.at(1).at("commands"));
  paste(scene, rest, false);  // nothing is added yet
  scene.git({"add", "src/login.js"});
  paste(scene, rest);
  REQUIRE(scene.remote_id("kars-dev") == scene.id("origin/kars-dev"));
  REQUIRE_THAT(scene.run({"show", "origin/kars-dev:src/login.js"}).out,
               contains("!user || !matches"));
}

TEST_CASE("an earlier hotfix that is overdue is shown on the next one, and its commands settle it",
          "[e2e]") {
  Scene scene;  // its commits are from 2025: every deadline is over
  scene.good_hotfix();
  const std::string squash = release(scene, "hotfix: refuse a missing user (#12)");
  next_hotfix(scene);
  const nlohmann::json report = scene.lint_json();
  const nlohmann::json finding = finding_of(report);
  REQUIRE(report.at("verdict") == "pass");
  REQUIRE(finding.at("message") ==
          "1 earlier hotfix of kars-prod is past the deadline for coming back to kars-dev");
  paste(scene, first_fix(scene.lint().out));
  scene.switch_to("hotfix/health");
  REQUIRE(blamed(scene.lint_json()).empty());
}

TEST_CASE("a hotfix within the deadline is not shown on the next one", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  release(scene, "hotfix: refuse a missing user (#12)");
  scene.sh("GIT_COMMITTER_DATE=\"$(date +%s) +0000\" git commit -q --amend --no-edit");
  scene.push_unseen({"--force", "origin", "kars-prod"});
  scene.git({"fetch", "-q", "origin"});
  next_hotfix(scene);
  REQUIRE(blamed(scene.lint_json()).empty());
}

TEST_CASE("a policy may let overdue backports block the next hotfix", "[e2e]") {
  Scene scene;
  scene.write(".hotfix.toml", "[rules.backport]\noverdue_blocks = true\n");
  scene.commit("chore: backport first");
  scene.push_unseen({"origin", "kars-prod"});
  scene.git({"fetch", "-q", "origin"});
  scene.good_hotfix();
  release(scene, "hotfix: refuse a missing user (#12)");
  next_hotfix(scene);
  const ProgramResult pushed = scene.push({"origin", "HEAD"});
  INFO(pushed.err);
  REQUIRE(pushed.status == 1);
  REQUIRE(blames(pushed.err, "backport"));
}

TEST_CASE("without development the backport is undecided with everything else that needs it, once",
          "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  scene.git({"update-ref", "-d", "refs/remotes/origin/kars-dev"});
  const ProgramResult pushed = scene.push({"origin", "HEAD"});
  INFO(pushed.err);
  REQUIRE(pushed.status == 0);
  const std::string reason = "the development branch origin/kars-dev is not here";
  const auto first = pushed.err.find(reason);
  REQUIRE(first != std::string::npos);
  REQUIRE(pushed.err.find(reason, first + 1) == std::string::npos);
}

TEST_CASE("a branch whose hotfix development lost is not deleted until it is back", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  scene.push_unseen({"origin", "hotfix/missing-user"});
  release(scene, "hotfix: refuse a missing user (#12)");
  scene.switch_to("kars-dev");
  scene.git({"merge", "-q", "--no-edit", "hotfix/missing-user"});
  scene.git({"revert", "--no-edit", "-m", "1", "HEAD"});
  const std::string undoing = scene.id("HEAD");
  scene.push_unseen({"origin", "kars-dev"});
  const ProgramResult refused = scene.push({"origin", "--delete", "hotfix/missing-user"});
  INFO(refused.err);
  REQUIRE(refused.status == 1);
  REQUIRE_THAT(refused.err, contains(short_id(undoing) + " undid it there"));
  paste(scene, first_fix(refused.err));
  REQUIRE(scene.remote_id("hotfix/missing-user").empty());
}

TEST_CASE("overdue backports are shown with the first push of a branch, not with every one",
          "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  release(scene, "hotfix: refuse a missing user (#12)");
  next_hotfix(scene);
  REQUIRE(blames(scene.push({"origin", "HEAD"}).err, "backport"));
  scene.commit("hotfix: say so twice", "src/health.js", "module.exports = () => 'ok, ok';\n");
  const ProgramResult again = scene.push({"origin", "HEAD"});
  INFO(again.err);
  REQUIRE(again.status == 0);
  REQUIRE_FALSE(blames(again.err, "backport"));
}

namespace {

bool speaks_of_backport(const nlohmann::json& report) {
  const auto rules = blamed(report);
  return std::find(rules.begin(), rules.end(), "backport") != rules.end();
}

// Development works on the very lines of the hotfix after it got it.
void rework_on_development(Scene& scene) {
  scene.sh("sed -i 's/!user || user.password !== password/isWrong(user, password)/' src/login.js");
  scene.commit("feat: one place for wrong passwords");
  scene.push_unseen({"origin", "kars-dev"});
  scene.git({"fetch", "-q", "origin"});
}

}  // namespace

TEST_CASE("a hotfix that was merged into development early does not conflict with itself",
          "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  scene.switch_to("kars-dev");
  scene.git({"merge", "-q", "--no-edit", "hotfix/missing-user"});
  rework_on_development(scene);
  const auto report = scene.lint_json({"hotfix/missing-user"});
  INFO(report.dump(1));
  REQUIRE_FALSE(speaks_of_backport(report));
}

TEST_CASE("what the branch did after that is all that is left to bring", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  scene.switch_to("kars-dev");
  scene.git({"merge", "-q", "--no-edit", "hotfix/missing-user"});
  rework_on_development(scene);
  scene.switch_to("hotfix/missing-user");
  scene.commit("hotfix: and health", "src/health.js", "module.exports = () => 'ok';\n");
  REQUIRE_FALSE(speaks_of_backport(scene.lint_json()));
  scene.sh("sed -i 's/return null/return undefined/' src/login.js");
  scene.commit("hotfix: nothing is not null");
  scene.switch_to("kars-dev");
  scene.sh("sed -i 's/return null/return false/' src/login.js");
  scene.commit("feat: false");
  scene.push_unseen({"origin", "kars-dev"});
  scene.git({"fetch", "-q", "origin"});
  REQUIRE(speaks_of_backport(scene.lint_json({"hotfix/missing-user"})));
}

TEST_CASE("nor does one that was picked early", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  scene.switch_to("kars-dev");
  scene.git({"cherry-pick", "kars-prod..hotfix/missing-user"});
  rework_on_development(scene);
  const auto report = scene.lint_json({"hotfix/missing-user"});
  INFO(report.dump(1));
  REQUIRE_FALSE(speaks_of_backport(report));
}

TEST_CASE("a file that development never had is not called deleted there", "[e2e]") {
  Scene scene;
  scene.switch_to("kars-prod");
  scene.commit("hotfix: a guard", "src/guard.js", lines(5));
  scene.push_unseen({"origin", "kars-prod"});
  scene.git({"fetch", "-q", "origin"});
  scene.switch_new("hotfix/guard", "origin/kars-prod");
  scene.write("src/guard.js", lines(6));
  scene.test_login("hotfix: guard the rest");
  const std::string text = scene.lint().out;
  INFO(text);
  REQUIRE(text.find("deleted on kars-dev") == std::string::npos);
  REQUIRE_THAT(text, contains("kars-dev does not have it"));
}

TEST_CASE("a revert branch is not told to bring back what it reverts", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  const std::string squash = release(scene, "hotfix: refuse a missing user (#7)");
  scene.switch_new("revert-7-hotfix/missing-user", "origin/kars-prod");
  scene.git({"revert", "--no-edit", "HEAD"});
  const auto report = scene.lint_json();
  INFO(report.dump(1));
  REQUIRE_FALSE(speaks_of_backport(report));
  // Another one is still owed.
  next_hotfix(scene);
  REQUIRE(speaks_of_backport(scene.lint_json()));
}
