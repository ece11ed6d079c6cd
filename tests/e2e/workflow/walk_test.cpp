// SPDX-License-Identifier: MIT
// The whole workflow on real git, twice, from "HOTFIX INITIATED" to the closed incident: what
// `git hotfix` prints at every step is in a golden file.
#include "tests/e2e/workflow/walk_scene.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"

using namespace hotfix;

namespace {

// What a person types and reads.
class Walk : public WalkScene {
 public:
  // A moment of the workflow begins, so many minutes after the one before.
  void moment(const std::string& title, std::int64_t after) {
    minutes += after;
    set_clock(kEpoch + minutes * 60);
    transcript_ += "=== " + title + " (+" + std::to_string(after) + " min)\n\n";
  }

  // `git hotfix <arguments>`, which ends with `status`.
  void type(const Arguments& arguments, int status = 0) {
    const ProgramResult done = hotfix(arguments);
    transcript_ += "$ git hotfix";
    for (const std::string& word : arguments) {
      transcript_ += " " + (word.find(' ') == std::string::npos ? word : "'" + word + "'");
    }
    transcript_ += "\n" + without_root(*this, done.out + done.err);
    if (done.status != 0) transcript_ += "[exit status " + std::to_string(done.status) + "]\n";
    transcript_ += "\n";
    INFO(transcript_);
    REQUIRE(done.status == status);
  }

  // What the forge does with the pull request: one commit of the branch, or a merge of it.
  void squash(const std::string& branch, const std::string& subject) {
    on_production({"merge", "-q", "--squash", "origin/" + branch});
    commit(subject);
    publish();
  }
  void merge(const std::string& branch) {
    on_production({"merge", "-q", "--no-ff", "-m", "Merge pull request #14 from kars/" + branch,
                   "origin/" + branch});
    publish();
  }

  // A colleague changes development.
  void develop(const std::string& message, const std::string& file, const std::string& bytes) {
    switch_to("kars-dev");
    git({"reset", "-q", "--hard", "origin/kars-dev"});
    commit(message, file, bytes);
    push_unseen({"origin", "kars-dev"});
    git({"switch", "-q", "-"});
  }

  void fetch() const { git({"fetch", "-q", "--prune", "origin"}); }

  const std::string& transcript() const { return transcript_; }

 private:
  void on_production(const Arguments& merge) {
    fetch();
    switch_to("kars-prod");
    git({"reset", "-q", "--hard", "origin/kars-prod"});
    git(merge);
  }
  void publish() {
    push_unseen({"origin", "kars-prod"});
    git({"switch", "-q", "-"});
    fetch();
  }

  std::string transcript_;
};

constexpr auto kTheirLogin = R"(const sessions = require('./sessions');

function login(user, password, device) {
  if (user.password !== password || !device) {
    return null;
  }
  return sessions.open(user, device);
}

function logout(session) {
  sessions.close(session.id);
}

module.exports = { login, logout };
)";

constexpr auto kBoth = R"(const sessions = require('./sessions');

function login(user, password, device) {
  if (!user || user.password !== password || !device) {
    return null;
  }
  return sessions.open(user, device);
}

function logout(session) {
  sessions.close(session.id);
}

module.exports = { login, logout };
)";

}  // namespace

TEST_CASE("the workflow, squash-merged, with a conflict in the backport", "[e2e][workflow]") {
  Walk walk;
  walk.develop("feat: sessions know their device", "src/login.js", kTheirLogin);
  walk.fetch();

  walk.moment("Initiated", 0);
  walk.type({"start", "login", "--severity", "P0", "--criterion", "Authentication system failure",
             "--issue", "login crashes for unknown users", "--impact", "all users", "--eta",
             "1 hour", "--assigned", "@kim", "--detected",
             std::to_string(TestRepo::kEpoch + 110 * 60), "--no-fetch"});
  walk.type({"status"});
  walk.moment("The fix without its test", 20);
  walk.fix_login("hotfix: refuse a missing user\n\nSeverity: P0 Authentication system failure");
  walk.type({"status"});
  walk.moment("The test", 10);
  walk.test_login();
  walk.type({"status"});
  walk.moment("Pushed", 2);
  walk.push({"-u", "origin", "hotfix/login"});
  walk.type({"status"});
  walk.moment("Merged", 15);
  walk.squash("hotfix/login", "hotfix: refuse a missing user (#12)");
  walk.type({"status"});
  walk.type({"finish"}, 1);
  walk.moment("Deployed", 8);
  walk.type({"announce", "deployed"});
  walk.type({"status"});
  walk.moment("Verified, and brought back", 30);
  walk.type({"backport", "--pick", "--push", "--no-fetch"}, 1);
  walk.type({"status"});
  walk.moment("The conflict is resolved", 5);
  const std::string folder = trimmed(walk.exec({"sh", "-c",
                                                "git worktree list --porcelain | "
                                                "sed -n 's/^worktree //p' | tail -n 1"})
                                         .out);
  walk.type({"backport", "--continue"}, 1);
  walk.sh("cat >'" + folder + "/src/login.js' <<'EOF'\n" + kBoth + "EOF\ngit -C '" + folder +
          "' add src/login.js");
  walk.type({"backport", "--continue", "--push"});
  walk.fetch();
  walk.type({"status"});
  walk.moment("Complete", 5);
  walk.type({"finish"});
  walk.type({"status", "login"});
  walk.moment("The post-mortem", 60 * 20);
  walk.type({"post-mortem", "login", "--write"});
  test::check_golden("tests/golden/walk_squashed.txt", walk.transcript());
}

TEST_CASE("the workflow, merged, with a rollback and a forward fix", "[e2e][workflow]") {
  Walk walk;
  walk.moment("Initiated", 0);
  walk.type({"start", "login", "--severity", "P1", "--issue", "login crashes", "--no-fetch",
             "--worktree"});
  const std::string folder = walk.path() + "-login";
  walk.moment("Fixed, pushed and merged", 40);
  walk.git({"worktree", "remove", folder});
  walk.switch_to("hotfix/login");
  walk.fix_login();
  walk.test_login();
  walk.push({"-u", "origin", "hotfix/login"});
  walk.merge("hotfix/login");
  walk.type({"status"});
  walk.type({"announce", "deployed"});
  walk.moment("It made things worse", 6);
  walk.type({"rollback"});
  walk.type({"rollback", "--option", "1"});
  walk.type({"rollback", "--option", "2", "--push", "--no-fetch"});
  walk.fetch();
  walk.type({"status"});
  walk.type({"announce", "complete"}, 1);
  walk.moment("The forward fix", 10);
  walk.type({"rollback", "--option", "3", "--no-fetch"});
  walk.type({"status"});
  walk.fix_login();
  walk.test_login();
  walk.push({"-u", "origin", "hotfix/fix-login"});
  walk.merge("hotfix/fix-login");
  walk.type({"announce", "deployed"});
  walk.moment("Brought back", 35);
  walk.type({"backport", "--push", "--no-fetch"});
  walk.fetch();
  walk.type({"status", "--all"});
  walk.type({"finish"});
  test::check_golden("tests/golden/walk_merged.txt", walk.transcript());
}
