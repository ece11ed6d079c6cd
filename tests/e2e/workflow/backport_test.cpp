// SPDX-License-Identifier: MIT
// `git hotfix backport`, on real git: what it makes, and what it leaves alone when that goes wrong.
#include <filesystem>
#include <fstream>

#include "tests/e2e/fix_scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

namespace fs = std::filesystem;

constexpr auto kBranch = "hotfix/missing-user";
constexpr auto kMade = "backport/missing-user";
constexpr auto kBothLogin = R"(const sessions = require('./sessions');

async function login(user, password) {
  if (!user || (await user.password()) !== password) {
    return null;
  }
  return sessions.open(user);
}

function logout(session) {
  sessions.close(session.id);
}

module.exports = { login, logout };
)";

// A hotfix that production has as a squash, and development does not have. kars-prod is checked
// out.
struct Released : Scene {
  explicit Released(const std::string& branch = kBranch) {
    good_hotfix(branch);
    git({"switch", "-q", "kars-prod"});
    git({"merge", "-q", "--squash", branch});
    commit("hotfix: refuse a missing user (#12)");
    publish("kars-prod");
  }

  void publish(const std::string& branch) const {
    push_unseen({"origin", branch});
    git({"fetch", "-q", "origin"});
  }

  // Development changes the line that the hotfix changes.
  std::string in_the_way() {
    switch_to("kars-dev");
    sh("sed -i 's/^function login/async function login/; "
       "s/(user.password !== password)/((await user.password()) !== password)/' src/login.js");
    const std::string made = commit("feat: passwords take a while");
    publish("kars-dev");
    switch_to("kars-prod");
    return made;
  }

  ProgramResult backport(const Arguments& arguments = {}) const {
    Arguments argv = {program("git-hotfix"), "backport"};
    argv.insert(argv.end(), arguments.begin(), arguments.end());
    return exec(argv);
  }

  std::string folder(const std::string& name = "work-backport-missing-user") const {
    return root() + "/" + name;
  }
  bool has_folder() const { return fs::exists(folder()); }
  bool has_branch(const std::string& name = kMade) const {
    return run({"rev-parse", "-q", "--verify", "refs/heads/" + name}).status == 0;
  }
  std::string message(const std::string& revision) const {
    return git({"log", "-1", "--format=%B", revision});
  }
  std::string subject(const std::string& revision) const {
    return git({"log", "-1", "--format=%s", revision});
  }
  // A file of the backport's own work tree.
  void resolve(const std::string& file, const std::string& bytes) const {
    std::ofstream(folder() + "/" + file) << bytes;
    git({"-C", folder(), "add", file});
  }
  std::string landed() const { return lint({"landed", "kars-prod"}).out; }
};

Released released() { return made_once<Released>(); }

struct Conflicting : Released {
  Conflicting() { in_the_way(); }
};

Conflicting conflicting() { return made_once<Conflicting>(); }

using Keys = std::vector<std::string>;

}  // namespace

TEST_CASE("a hotfix that production does not have is not brought back", "[e2e][backport]") {
  Scene scene;
  scene.good_hotfix();
  const Everything before = everything_in(scene);
  const ProgramResult result = scene.exec({program("git-hotfix"), "backport"});
  CHECK(result.status == 1);
  CHECK_THAT(result.err, contains("hotfix/missing-user is not on kars-prod yet"));
  CHECK(differences(before, everything_in(scene)).empty());
}

TEST_CASE("a backport is the merge of the workflow, and nothing here changes", "[e2e][backport]") {
  const Released scene = released();
  scene.sh("echo edited >> README.md && echo new > new.txt");
  const Everything before = everything_in(scene);
  const ProgramResult result = scene.backport({"missing-user"});
  INFO(result.out << result.err);
  CHECK(result.status == 0);
  CHECK(differences(before, everything_in(scene)) == Keys{"refs/heads/backport/missing-user"});
  CHECK(scene.message(kMade) == "Merge branch 'hotfix/missing-user' into kars-dev");
  CHECK(scene.id(std::string(kMade) + "^1") == scene.id("origin/kars-dev"));
  CHECK(scene.id(std::string(kMade) + "^2") == scene.id(kBranch));
  CHECK_FALSE(scene.has_folder());
  CHECK_THAT(result.out,
             contains("git push origin refs/heads/backport/missing-user:refs/heads/kars-dev"));
  const std::string undo = lines_below(result.out, "done; to take it back:");
  scene.git({"worktree", "add", "-q", "../mine", kMade});
  CHECK(scene.sh(undo).status != 0);
  CHECK(scene.has_branch());
  scene.git({"worktree", "remove", "../mine"});
  CHECK(scene.sh(undo).status == 0);
  CHECK(differences(before, everything_in(scene)).empty());
}

TEST_CASE("a backport that was made is pushed by the same command, and then nothing is owed",
          "[e2e][backport]") {
  const Released scene = released();
  REQUIRE(scene.backport({"missing-user"}).status == 0);
  const std::string made = scene.id(kMade);
  const ProgramResult pushed = scene.backport({"missing-user", "--push"});
  INFO(pushed.out << pushed.err);
  CHECK(pushed.status == 0);
  CHECK_THAT(pushed.out, contains("backport/missing-user has all of hotfix/missing-user already"));
  CHECK(scene.id("origin/kars-dev") == made);
  CHECK_FALSE(scene.has_branch());
  const ProgramResult again = scene.backport({"missing-user", "--push"});
  CHECK(again.status == 0);
  CHECK_THAT(again.out, contains("Nothing is owed to kars-dev for hotfix/missing-user."));
  CHECK(scene.id("origin/kars-dev") == made);
}

TEST_CASE("a dry run shows what would be done, and does nothing", "[e2e][backport]") {
  const Conflicting scene = conflicting();
  const Everything before = everything_in(scene);
  const ProgramResult result = scene.backport({"missing-user", "--push", "--dry-run"});
  CHECK(result.status == 0);
  CHECK(differences(before, everything_in(scene)).empty());
  CHECK_THAT(result.out, contains("It will stop, for you to resolve:\n"
                                  "    src/login.js: 1 place was changed by both\n"));
  CHECK_THAT(result.out, contains(" feat: passwords take a while (Kim Doe)\n"));
  CHECK_THAT(result.out, contains("git worktree add -b backport/missing-user "));
  CHECK_THAT(result.out, contains("refs/heads/backport/missing-user:refs/heads/kars-dev"));
}

TEST_CASE("a squash whose branch is gone is picked", "[e2e][backport]") {
  const Released scene = released();
  const std::string squash = scene.id("kars-prod");
  scene.git({"branch", "-q", "-D", kBranch});
  const ProgramResult result = scene.backport({squash.substr(0, 10), "--push"});
  INFO(result.out << result.err);
  CHECK(result.status == 0);
  CHECK(scene.message("origin/kars-dev") ==
        "hotfix: refuse a missing user (#12)\n\n(cherry picked from commit " + squash + ")");
}

TEST_CASE("what would ride along with a merge is left behind by a pick", "[e2e][backport]") {
  Released scene = released();
  scene.good_hotfix("hotfix/health");
  scene.git({"reset", "-q", "--hard", "origin/kars-prod"});
  scene.commit("hotfix: say more", "src/health.js", "module.exports = () => 'well';\n");
  scene.switch_to("kars-prod");
  scene.git({"merge", "-q", "--no-ff", "-m", "Merge branch 'hotfix/health' into kars-prod",
             "hotfix/health"});
  scene.publish("kars-prod");
  const std::string merge = scene.id("kars-prod");
  const ProgramResult result = scene.backport({"health"});
  INFO(result.out << result.err);
  CHECK(result.status == 0);
  CHECK_THAT(result.out, contains("It is picked, not merged: a merge of hotfix/health would also "
                                  "bring 1 commit of kars-prod: "));
  CHECK_THAT(scene.message("backport/health"),
             contains("(cherry picked from commit " + merge + ")"));
  CHECK(scene.git({"diff", "--name-only", "origin/kars-dev", "backport/health"}) ==
        "src/health.js");
  const ProgramResult merged = scene.backport({"health", "--merge", "--dry-run"});
  CHECK_THAT(merged.out + merged.err, contains("backport/health has all of hotfix/health already"));
  scene.git({"branch", "-q", "-D", "backport/health"});
  CHECK_THAT(scene.backport({"health", "--merge", "--dry-run"}).out,
             contains("The merge also brings 1 commit of kars-prod:"));
}

TEST_CASE("a hotfix that was rebased onto production comes back as a whole", "[e2e][backport]") {
  Scene base;
  Released scene = released();
  scene.switch_new("hotfix/two", "origin/kars-prod");
  scene.commit("hotfix: one of two", "src/one.js", "one();\nmore();\n");
  scene.commit("hotfix: two of two", "src/two.js", "two();\nmore();\n");
  scene.switch_to("kars-prod");
  scene.commit("hotfix: between", "src/between.js", "between();\n");
  scene.git({"cherry-pick", "hotfix/two~2..hotfix/two"});
  scene.publish("kars-prod");
  const ProgramResult result = scene.backport({"two"});
  INFO(result.out << result.err);
  CHECK(result.status == 0);
  CHECK(scene.git({"log", "--format=%s", "origin/kars-dev..backport/two"}) ==
        "hotfix: two of two\nhotfix: one of two");
}

TEST_CASE("a conflict waits in a folder of its own, and goes on from anywhere", "[e2e][backport]") {
  const Conflicting scene = conflicting();
  Everything before = everything_in(scene);
  const ProgramResult stopped = scene.backport({"missing-user"});
  INFO(stopped.out << stopped.err);
  CHECK(stopped.status == 1);
  CHECK_THAT(stopped.out, contains("1 file is in conflict in " + scene.folder()));
  CHECK_THAT(stopped.out, contains("src/login.js: both changed it"));
  CHECK_THAT(stopped.out, contains(" feat: passwords take a while (Kim Doe)"));
  CHECK_THAT(stopped.out, contains("git hotfix backport --continue backport/missing-user"));

  const ProgramResult again = scene.backport({"missing-user"});
  CHECK(again.status == 1);
  CHECK_THAT(again.err, contains("backport/missing-user is under way in " + scene.folder()));
  const ProgramResult open = scene.backport({"--continue"});
  CHECK(open.status == 1);
  CHECK_THAT(open.err, contains("waits for you: 1 file is in conflict"));
  CHECK_THAT(open.out,
             contains("    when it is edited so that both changes hold:\n        git -C "));

  std::ofstream(scene.folder() + "/src/login.js") << kBothLogin;
  const ProgramResult edited = scene.backport({"--continue"});
  CHECK_THAT(edited.out, contains("    as you left it, without a marker:\n        git -C "));
  CHECK_THAT(edited.out, !contains("checkout"));
  scene.git({"-C", scene.folder(), "checkout", "-m", "src/login.js"});

  scene.git({"-C", scene.folder(), "add", "-A"});
  const ProgramResult marked = scene.backport({"--continue"});
  CHECK(marked.status == 1);
  CHECK_THAT(marked.err, contains("a conflict marker is left in src/login.js:"));

  scene.resolve("src/login.js", kBothLogin);
  std::ofstream(scene.folder() + "/README.md") << "by the way\n";
  const ProgramResult more = scene.backport({"--continue"});
  CHECK(more.status == 1);
  CHECK_THAT(more.err, contains("is not added: README.md"));
  scene.git({"-C", scene.folder(), "checkout", "-q", "README.md"});

  const ProgramResult done =
      scene.sh("cd src && " + program("git-hotfix") + " backport --continue --push");
  INFO(done.out << done.err);
  CHECK(done.status == 0);
  CHECK(scene.message("origin/kars-dev") == "Merge branch 'hotfix/missing-user' into kars-dev");
  CHECK(scene.git({"show", "origin/kars-dev:src/login.js"}) + "\n" == kBothLogin);
  CHECK(differences(before, everything_in(scene)) == Keys{"origin refs/heads/kars-dev"});
  CHECK_THAT(scene.landed(), contains("landed") || contains("equivalent") || contains("adapted"));
}

TEST_CASE("a resolution that leaves a part out never reaches development by itself",
          "[e2e][backport]") {
  Conflicting scene = conflicting();
  const std::string development = scene.remote_id("kars-dev");
  REQUIRE(scene.backport({"missing-user"}).status == 1);
  scene.sh("cd ../work-backport-missing-user && git checkout -q --ours src/login.js && git add -A");
  const ProgramResult half = scene.backport({"--continue", "--push"});
  INFO(half.out << half.err);
  CHECK(half.status == 1);
  CHECK_THAT(half.err, contains("backport/missing-user does not have all of hotfix/missing-user"));
  CHECK_THAT(half.out, contains("a part of it is not there:\n    src/login.js:4\n"));
  CHECK(scene.remote_id("kars-dev") == development);
  CHECK(scene.has_folder());
  const auto at = half.out.find("git -C", half.out.find("in another form"));
  REQUIRE(at != std::string::npos);
  REQUIRE(scene.sh(half.out.substr(at, half.out.find('\n', at) - at)).status == 0);
  const ProgramResult said = scene.backport({"--continue", "--push"});
  INFO(said.out << said.err);
  CHECK(said.status == 0);
  CHECK_THAT(scene.message("origin/kars-dev"), contains("Hotfix-Landed: "));
}

TEST_CASE("a pick that is resolved to nothing is not committed", "[e2e][backport]") {
  const Conflicting scene = conflicting();
  scene.git({"branch", "-q", "-D", kBranch});
  REQUIRE(scene.backport({scene.id("kars-prod")}).status == 1);
  const std::string name = "backport/" + scene.id("kars-prod").substr(0, 12);
  const std::string folder = scene.folder("work-backport-" + scene.id("kars-prod").substr(0, 12));
  scene.git({"-C", folder, "checkout", "-q", "HEAD", "--", "."});
  scene.git({"-C", folder, "add", "-A"});
  const ProgramResult nothing = scene.backport({"--continue", name});
  INFO(nothing.out << nothing.err);
  CHECK(nothing.status == 1);
  CHECK_THAT(nothing.err, contains("nothing is left of "));
  CHECK_THAT(nothing.err, contains("Hotfix-Waive: backport "));
  CHECK(scene.backport({"--abort", name}).status == 0);
  CHECK_FALSE(fs::exists(folder));
}

TEST_CASE("a backport that is given up leaves nothing", "[e2e][backport]") {
  const Conflicting scene = conflicting();
  const Everything before = everything_in(scene);
  REQUIRE(scene.backport({"missing-user"}).status == 1);
  const ProgramResult given_up = scene.backport({"--abort"});
  INFO(given_up.out << given_up.err);
  CHECK(given_up.status == 0);
  CHECK(differences(before, everything_in(scene)).empty());
  CHECK_FALSE(scene.has_folder());
  const ProgramResult none = scene.backport({"--abort"});
  CHECK(none.status == 2);
  CHECK_THAT(none.err, contains("no backport is under way"));
  CHECK(scene.backport({"missing-user"}).status == 1);
}

TEST_CASE("a backport goes on, or is given up, from its own folder", "[e2e][backport]") {
  const Conflicting scene = conflicting();
  const std::string here = "cd ../work-backport-missing-user/src && ";
  REQUIRE(scene.backport({"missing-user"}).status == 1);
  const ProgramResult given_up = scene.sh(here + program("git-hotfix") + " backport --abort");
  INFO(given_up.out << given_up.err);
  CHECK(given_up.status == 0);
  CHECK_THAT(given_up.out, contains("You are in a folder that is gone:\n    cd " + scene.path()));
  CHECK_FALSE(scene.has_branch());
  CHECK_FALSE(scene.has_folder());

  REQUIRE(scene.backport({"missing-user"}).status == 1);
  scene.resolve("src/login.js", kBothLogin);
  const ProgramResult done = scene.sh(here + program("git-hotfix") + " backport --continue --push");
  INFO(done.out << done.err);
  CHECK(done.status == 0);
  CHECK_THAT(done.out, contains("    cd " + scene.path() + " &&\n    git worktree remove "));
  CHECK(scene.subject("origin/kars-dev") == "Merge branch 'hotfix/missing-user' into kars-dev");
  CHECK_FALSE(scene.has_folder());
}

TEST_CASE("a command that is printed means what the first one meant", "[e2e][backport]") {
  const Conflicting scene = conflicting();
  const std::string given = " --production kars-prod --development kars-dev";
  const Arguments all = {"missing-user", "--pick",    "--folder",      "../else where",
                         "--production", "kars-prod", "--development", "kars-dev"};
  Arguments dry = all;
  dry.push_back("--dry-run");
  CHECK_THAT(scene.backport(dry).out,
             contains("or, the same: git hotfix backport hotfix/missing-user --pick --folder '") &&
                 contains("/else where'" + given + " --push\n"));
  const ProgramResult stopped = scene.backport(all);
  CHECK(stopped.status == 1);
  CHECK_THAT(stopped.out, contains("--continue backport/missing-user" + given + "\n") &&
                              contains("--abort backport/missing-user" + given + "\n"));
}

TEST_CASE("an older hotfix that development lacks is to be brought first", "[e2e][backport]") {
  Released scene = released();
  const std::string older = scene.id("kars-prod").substr(0, 12);
  scene.switch_new("hotfix/log", "origin/kars-prod");
  scene.sh("sed -i 's/  if (!user .*/  if (!user) return null; \\/\\/ logged/' src/login.js");
  scene.commit("hotfix: say who it was");
  scene.switch_to("kars-prod");
  scene.git({"merge", "-q", "--squash", "hotfix/log"});
  scene.commit("hotfix: say who it was (#13)");
  scene.publish("kars-prod");
  const ProgramResult result = scene.backport({"log", "--dry-run"});
  INFO(result.out << result.err);
  CHECK_THAT(result.out,
             contains("    src/login.js: it builds on a hotfix that kars-dev does not have\n"
                      "        " +
                      older + " hotfix: refuse a missing user (#12) (Kim Doe)\n"));
  CHECK_THAT(result.out, contains("Bring that first:\n    git hotfix backport " + older + "\n"));
}

TEST_CASE("what a person committed in the folder is not given up", "[e2e][backport]") {
  const Conflicting scene = conflicting();
  REQUIRE(scene.backport({"missing-user"}).status == 1);
  scene.resolve("src/login.js", kBothLogin);
  std::ofstream(scene.folder() + "/notes.orig") << "mine\n";
  CHECK_THAT(scene.backport({"--abort"}).err, contains("that git does not know, as notes.orig"));
  scene.git({"-C", scene.folder(), "commit", "-q", "--no-edit"});
  const ProgramResult kept = scene.backport({"--abort"});
  CHECK(kept.status == 1);
  CHECK_THAT(kept.err, contains("that would be lost"));
  const ProgramResult done = scene.backport({"--continue"});
  INFO(done.out << done.err);
  CHECK(done.status == 0);
  CHECK_THAT(done.out, contains("stays: there are files that git does not know, as notes.orig"));
  CHECK(scene.has_folder());
}

TEST_CASE("markers that a person committed are found all the same", "[e2e][backport]") {
  const Conflicting scene = conflicting();
  REQUIRE(scene.backport({"missing-user"}).status == 1);
  scene.git({"-C", scene.folder(), "commit", "-q", "-a", "--no-verify", "--no-edit"});
  const ProgramResult result = scene.backport({"--continue", "--push"});
  CHECK(result.status == 1);
  CHECK_THAT(result.err, contains("a conflict marker is left in src/login.js:"));
}

TEST_CASE("a backport that was killed is given up, or goes on", "[e2e][backport]") {
  const Released scene = released();
  const Everything before = everything_in(scene);
  const std::string folder = scene.folder();
  SECTION("before it was picked") {
    scene.git({"worktree", "add", "-q", "-b", kMade, folder, scene.id("origin/kars-dev")});
    CHECK_THAT(scene.backport({"missing-user"}).err, contains("is under way in "));
    CHECK_THAT(scene.backport({"--continue"}).err, contains("nothing was committed on"));
    CHECK(scene.backport({"--abort"}).status == 0);
  }
  SECTION("while git made the folder") {
    scene.git({"worktree", "add", "-q", "-b", kMade, folder, scene.id("origin/kars-dev")});
    scene.sh("printf initializing > .git/worktrees/work-backport-missing-user/locked && rm -rf " +
             folder + "/src");
    const ProgramResult result = scene.backport({"--abort"});
    INFO(result.out << result.err);
    CHECK(result.status == 0);
  }
  SECTION("and somebody removed the folder") {
    scene.git({"worktree", "add", "-q", "-b", kMade, folder, scene.id("origin/kars-dev")});
    fs::remove_all(folder);
    CHECK_THAT(scene.backport({"missing-user"}).err, contains("is under way in "));
    CHECK(scene.backport({"--abort"}).status == 0);
  }
  SECTION("and only the branch is left") {
    scene.git({"branch", "-q", "--no-track", kMade, "origin/kars-dev"});
    CHECK(scene.backport({"missing-user"}).status == 0);
    scene.git({"branch", "-q", "-D", kMade});
  }
  CHECK(differences(before, everything_in(scene)).empty());
  SECTION("after it was picked") {
    scene.git({"worktree", "add", "-q", "-b", kMade, folder, scene.id("origin/kars-dev")});
    scene.git({"-C", folder, "cherry-pick", "-x", "kars-prod"});
    const ProgramResult result = scene.backport({"--continue", "--push"});
    INFO(result.out << result.err);
    CHECK(result.status == 0);
    CHECK(scene.subject("origin/kars-dev") == "hotfix: refuse a missing user (#12)");
  }
}

TEST_CASE("what stops git without a conflict is told, and it goes on once that is fixed",
          "[e2e][backport]") {
  const std::pair<const char*, const char*> reasons[] = {
      {"--pick",
       "printf '#!/bin/sh\\necho no >&2\\nexit 1\\n' > .git/hooks/prepare-commit-msg && "
       "chmod +x .git/hooks/prepare-commit-msg"},
      {"--merge", "git config commit.gpgSign true && git config gpg.program false"},
      {"--pick", "git config commit.gpgSign true && git config gpg.program false"},
      {"--pick",
       "git config --global --unset user.name && git config --global --unset user.email && "
       "git config user.useConfigOnly true"}};
  for (const auto& [how, reason] : reasons) {
    const Released scene = released();
    REQUIRE(scene.sh(reason).status == 0);
    const ProgramResult stopped = scene.backport({"missing-user", how});
    INFO(how << " " << reason << "\n" << stopped.out << stopped.err);
    CHECK(stopped.status == 1);
    CHECK_THAT(stopped.out, contains("Nothing is in conflict: git says above why it stopped."));
    const ProgramResult again = scene.backport({"--continue"});
    CHECK(again.status == 1);
    CHECK_THAT(again.out, contains("Nothing is in conflict"));
    scene.sh(
        "rm -f .git/hooks/prepare-commit-msg; git config commit.gpgSign false; "
        "git config user.name Kim; git config user.email kim@example.com");
    const ProgramResult done = scene.backport({"--continue"});
    INFO(done.out << done.err);
    CHECK(done.status == 0);
    CHECK_FALSE(scene.has_folder());
  }
}

TEST_CASE("where git did nothing at all, it begins again", "[e2e][backport]") {
  const Released scene = released();
  const Everything before = everything_in(scene);
  scene.sh(
      "git config --global --unset user.name && git config --global --unset user.email && "
      "git config user.useConfigOnly true");
  const ProgramResult stopped = scene.backport({"missing-user", "--merge"});
  INFO(stopped.out << stopped.err);
  CHECK(stopped.status == 1);
  CHECK_THAT(stopped.out, contains("Once that is fixed, begin again after\n"));
  CHECK(scene.backport({"--abort"}).status == 0);
  CHECK(differences(before, everything_in(scene)).empty());
}

TEST_CASE("a folder that is taken stops it before anything changes", "[e2e][backport]") {
  const Released scene = released();
  fs::create_directory(scene.folder());
  std::ofstream(scene.folder() + "/mine") << "mine\n";
  const Everything before = everything_in(scene);
  const ProgramResult taken = scene.backport({"missing-user"});
  CHECK(taken.status == 1);
  CHECK_THAT(taken.err, contains("is there already"));
  CHECK(differences(before, everything_in(scene)).empty());
  const ProgramResult elsewhere = scene.backport({"missing-user", "--folder", "../else where"});
  INFO(elsewhere.out << elsewhere.err);
  CHECK(elsewhere.status == 0);
  CHECK(scene.has_branch());
}

TEST_CASE("a push that development overtook is refused, and brought up to date by the next run",
          "[e2e][backport]") {
  Released scene = released();
  const std::string known = scene.id("origin/kars-dev");
  scene.switch_to("kars-dev");
  const std::string newer = scene.commit("feat: more", "src/more.js", "more();\n");
  scene.push_unseen({"origin", "kars-dev"});
  scene.git({"update-ref", "refs/remotes/origin/kars-dev", known});
  scene.git({"reset", "-q", "--hard", known});
  const ProgramResult refused = scene.backport({"missing-user", "--push"});
  INFO(refused.out << refused.err);
  CHECK(refused.status == 1);
  CHECK_THAT(refused.out, contains("git hotfix backport hotfix/missing-user --push --fetch"));
  CHECK(scene.remote_id("kars-dev") == newer);
  CHECK_THAT(refused.out, contains("If kars-dev takes no push, bring it by a pull request:\n"
                                   "    git push origin refs/heads/backport/missing-user:"
                                   "refs/heads/backport/missing-user\n"));
  const std::string made = scene.id(kMade);
  const ProgramResult again = scene.backport({"missing-user", "--push", "--fetch"});
  INFO(again.out << again.err);
  CHECK(again.status == 0);
  CHECK_THAT(again.out, contains("backport/missing-user was made on an older kars-dev."));
  CHECK(scene.subject("origin/kars-dev") == "Merge branch 'backport/missing-user' into kars-dev");
  CHECK(scene.git({"rev-parse", "origin/kars-dev^1", "origin/kars-dev^2"}) == newer + "\n" + made);
  CHECK_FALSE(scene.has_branch());
  CHECK_FALSE(scene.has_branch("backport/missing-user-update"));
  const std::string undo = lines_below(again.out, "done; to take it back:\n    git diff");
  REQUIRE(scene.sh(undo.substr(0, undo.find("git checkout -") + 14)).status == 0);
  scene.git({"fetch", "-q", "origin"});
  CHECK(scene.git({"diff", "--name-only", newer, "origin/kars-dev"}).empty());
}

TEST_CASE("what a person merged of development into a backport is not taken back with it",
          "[e2e][backport]") {
  Released scene = released();
  REQUIRE(scene.backport({"missing-user"}).status == 0);
  const std::string made = scene.id(kMade).substr(0, 12);
  scene.commit_on("kars-dev", "feat: more", "src/more.js", "more();\n");
  scene.publish("kars-dev");
  scene.switch_to(kMade);
  scene.git({"merge", "-q", "--no-edit", "origin/kars-dev"});
  scene.switch_to("kars-prod");
  const ProgramResult pushed = scene.backport({"missing-user", "--push"});
  INFO(pushed.out << pushed.err);
  CHECK(pushed.status == 0);
  CHECK_THAT(pushed.out, contains("    git revert --no-edit -m 1 " + made + " &&\n"));
}

TEST_CASE("a backport that is brought up to date is safe, whatever becomes of that",
          "[e2e][backport]") {
  Released scene = released();
  REQUIRE(scene.backport({"missing-user"}).status == 0);
  const std::string made = scene.id(kMade);
  const std::string newer = scene.in_the_way();
  const auto stop = [&] {
    const ProgramResult stopped = scene.backport({"missing-user"});
    INFO(stopped.out << stopped.err);
    CHECK(stopped.status == 1);
    CHECK_THAT(stopped.out, contains("1 file is in conflict in " + scene.folder()));
    CHECK(scene.id(kMade) == made);
  };
  stop();
  CHECK_THAT(scene.backport({"missing-user"}).err,
             contains("backport/missing-user-update is under way in " + scene.folder()));
  CHECK(scene.backport({"--abort", "missing-user"}).status == 0);
  CHECK(scene.id(kMade) == made);
  CHECK_FALSE(scene.has_branch("backport/missing-user-update"));
  CHECK_FALSE(scene.has_folder());
  stop();
  scene.resolve("src/login.js", kBothLogin);
  const ProgramResult done = scene.backport({"--continue"});
  INFO(done.out << done.err);
  CHECK(done.status == 0);
  CHECK_FALSE(scene.has_folder());
  CHECK_FALSE(scene.has_branch("backport/missing-user-update"));
  CHECK(scene.git({"rev-parse", std::string(kMade) + "^1", std::string(kMade) + "^2"}) ==
        newer + "\n" + made);
  CHECK_THAT(done.out, contains("refs/heads/backport/missing-user:refs/heads/kars-dev"));
  const std::string undo = lines_below(done.out, "done; to take it back:");
  REQUIRE(scene.sh(undo).status == 0);
  CHECK(scene.id(kMade) == made);
}

TEST_CASE("a team may want a pull request for a backport", "[e2e][backport]") {
  Released scene = released();
  scene.switch_to("kars-prod");
  scene.commit("ci: the policy", ".hotfix.toml", "[backport]\nway = \"pull-request\"\n");
  scene.publish("kars-prod");
  scene.git({"config", "remote.origin.pushurl", scene.bare()});
  scene.git({"config", "remote.origin.url", "https://github.com/kars/kars.git"});
  scene.write("../bin/gh", "#!/bin/sh\necho gh \"$@\"\n");
  scene.sh("chmod +x ../bin/gh");
  const std::string development = scene.remote_id("kars-dev");
  const ProgramResult result = scene.sh("PATH=\"$PWD/../bin:$PATH\" " + program("git-hotfix") +
                                        " backport missing-user --push");
  INFO(result.out << result.err);
  CHECK(result.status == 0);
  CHECK_THAT(result.out,
             contains("\ngh pr create --base kars-dev --head backport/missing-user --fill\n"));
  CHECK(scene.remote_id(kMade) == scene.id(kMade));
  CHECK(scene.remote_id("kars-dev") == development);
}

TEST_CASE("without a remote, a local development is moved on", "[e2e][backport]") {
  const Released scene = released();
  scene.git({"remote", "remove", "origin"});
  const std::string old = scene.id("kars-dev");
  const ProgramResult moved = scene.backport({"missing-user", "--push"});
  INFO(moved.out << moved.err);
  CHECK(moved.status == 0);
  CHECK(scene.subject("kars-dev") == "Merge branch 'hotfix/missing-user' into kars-dev");
  CHECK_FALSE(scene.has_branch());
  scene.git({"branch", "-q", "-f", "kars-dev", old});
  scene.git({"worktree", "add", "-q", "../dev", "kars-dev"});
  const ProgramResult words = scene.backport({"missing-user", "--push"});
  INFO(words.out << words.err);
  CHECK(words.status == 0);
  CHECK(scene.id("kars-dev") == old);
  CHECK_THAT(words.out, contains("kars-dev is checked out in "));
  CHECK(scene.has_branch());
}

TEST_CASE("development may be checked out here, or anywhere", "[e2e][backport]") {
  const Released scene = released();
  scene.switch_to("kars-dev");
  scene.sh("echo edited >> src/login.js");
  const Everything before = everything_in(scene);
  CHECK(scene.backport({"missing-user", "--push"}).status == 0);
  CHECK(differences(before, everything_in(scene)) == Keys{"origin refs/heads/kars-dev"});
}

TEST_CASE("several that wait are told apart by name", "[e2e][backport]") {
  const Conflicting scene = conflicting();
  REQUIRE(scene.backport({"missing-user"}).status == 1);
  scene.git({"worktree", "add", "-q", "-b", "backport/other", "../other", "origin/kars-dev"});
  CHECK_THAT(scene.backport({"--continue"}).err, contains("waits for you"));
  scene.run({"-C", "../other", "cherry-pick", "-x", "kars-prod"});
  const ProgramResult several = scene.backport({"--continue"});
  CHECK(several.status == 2);
  CHECK_THAT(several.err, contains("name one of backport/missing-user, backport/other"));
  CHECK(scene.backport({"--abort", "other"}).status == 0);
  CHECK(scene.backport({"--abort", "hotfix/missing-user"}).status == 0);
  CHECK_FALSE(scene.has_folder());
}

TEST_CASE("a name is a word, whatever it holds", "[e2e][backport]") {
  const std::string name = "it's-\"$(echo>pwned)\"";
  const Released scene("hotfix/" + name);
  const ProgramResult result = scene.backport({name, "--push"});
  INFO(result.out << result.err);
  CHECK(result.status == 0);
  CHECK_FALSE(fs::exists(scene.path() + "/pwned"));
  CHECK(scene.subject("origin/kars-dev") == "Merge branch 'hotfix/" + name + "' into kars-dev");
}

TEST_CASE("a shallow clone is not enough to tell", "[e2e][backport]") {
  const Released scene = released();
  scene.sh("git clone -q --depth=1 --no-single-branch file://$PWD/../origin.git ../shallow");
  const ProgramResult result =
      scene.sh("cd ../shallow && " + program("git-hotfix") + " backport " + scene.id("kars-prod"));
  INFO(result.out << result.err);
  CHECK(result.status == 3);
  CHECK_THAT(result.err, contains("git fetch --unshallow"));
}

TEST_CASE("a repository that the environment names is refused", "[e2e][backport]") {
  const Released scene = released();
  const ProgramResult result =
      scene.sh("GIT_DIR=.git " + program("git-hotfix") + " backport missing-user");
  CHECK(result.status == 2);
  CHECK_THAT(result.err, contains("GIT_DIR is set"));
}

TEST_CASE("a bare repository brings a hotfix back too", "[e2e][backport]") {
  const Released scene = released();
  const ProgramResult result = scene.sh(
      "git push -q --no-verify origin " + std::string(kBranch) + " && cd ../origin.git && " +
      program("git-hotfix") + " backport missing-user --push && git log -1 --format=%s kars-dev");
  INFO(result.out << result.err);
  CHECK(result.status == 0);
  CHECK_THAT(result.out, contains("\nMerge branch 'hotfix/missing-user' into kars-dev\n"));
}

TEST_CASE("a file that has no lines is settled by one of the commands", "[e2e][backport]") {
  Released scene = released();
  const std::string zero(1, '\0');
  scene.switch_to("kars-dev");
  scene.commit("feat: a picture", "logo.bin", zero + "dev");
  scene.publish("kars-dev");
  scene.switch_new("hotfix/logo", "origin/kars-prod");
  scene.commit("hotfix: the logo", "logo.bin", zero + "prod");
  scene.switch_to("kars-prod");
  scene.git({"merge", "-q", "--squash", "hotfix/logo"});
  scene.commit("hotfix: the logo (#13)");
  scene.publish("kars-prod");
  const ProgramResult stopped = scene.backport({"logo", "--pick"});
  INFO(stopped.out << stopped.err);
  CHECK(stopped.status == 1);
  CHECK_THAT(stopped.out, contains("logo.bin: both added it"));
  CHECK_THAT(stopped.out, contains("    as kars-dev has it:\n"));
  const std::string theirs = lines_below(stopped.out, "    or as the hotfix has it:");
  REQUIRE(scene.sh(theirs.substr(0, theirs.find('\n'))).status == 0);
  const ProgramResult done = scene.backport({"--continue"});
  INFO(done.out << done.err);
  CHECK(done.status == 0);
  CHECK(scene.run({"show", "backport/logo:logo.bin"}).out == zero + "prod");
}

TEST_CASE("a file that both renamed, and a submodule that both moved, have commands too",
          "[e2e][backport]") {
  Released scene = released();
  const std::string one(40, '1'), two(40, '2'), three(40, '3');
  const auto submodule = [&](const std::string& id) {
    scene.git({"update-index", "--add", "--cacheinfo", "160000," + id + ",lib"});
  };
  const auto commit = [&](const std::string& message) {
    scene.git({"commit", "-q", "--no-verify", "-m", message});
  };
  for (const char* branch : {"kars-prod", "kars-dev"}) {
    scene.switch_to(branch);
    submodule(one);
    commit("chore: a library");
  }
  scene.git({"merge", "-q", "-s", "ours", "--no-edit", "kars-prod~1"});
  submodule(two);
  scene.git({"mv", "src/health.js", "src/dev-health.js"});
  commit("feat: a newer library");
  scene.publish("kars-dev");
  scene.switch_to("kars-prod");
  submodule(three);
  scene.git({"mv", "src/health.js", "src/prod-health.js"});
  commit("hotfix: another library");
  scene.publish("kars-prod");
  const ProgramResult stopped = scene.backport({scene.id("kars-prod")});
  INFO(stopped.out << stopped.err);
  CHECK(stopped.status == 1);
  CHECK_THAT(stopped.out, contains("src/dev-health.js: kars-dev has it under this name"));
  CHECK_THAT(stopped.out, contains("src/prod-health.js: the hotfix has it under this name"));
  CHECK_THAT(stopped.out, contains("160000," + three + ",lib"));
  // The last of the commands for each file.
  std::string last, script;
  std::istringstream text(stopped.out.substr(stopped.out.find("in conflict in")));
  for (std::string line; std::getline(text, line) && !line.starts_with("Settle");) {
    if (line.starts_with("        git -C")) {
      last = line.substr(8) + "\n";
    } else if (!line.starts_with("    ")) {
      script += last;
      last.clear();
    }
  }
  script += last;
  const ProgramResult settled = scene.sh(script);
  INFO(script << settled.err);
  CHECK(settled.status == 0);
  CHECK(scene
            .git({"-C", scene.folder("work-backport-" + scene.id("kars-prod").substr(0, 12)),
                  "ls-files", "-u"})
            .empty());
}
