// SPDX-License-Identifier: MIT
// `git hotfix backport` that stopped and waits for a person: how it goes on, how it is given up,
// and what is not lost.
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/e2e/workflow/backport_scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace fs = std::filesystem;

TEST_CASE("a conflict waits in a folder of its own, and goes on from anywhere", "[e2e][backport]") {
  const BackportScene scene = conflicting();
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
  BackportScene scene = conflicting();
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
  const BackportScene scene = conflicting();
  scene.git({"branch", "-q", "-D", kHotfix});
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
  const BackportScene scene = conflicting();
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
  const BackportScene scene = conflicting();
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

TEST_CASE("what a person committed in the folder is not given up", "[e2e][backport]") {
  const BackportScene scene = conflicting();
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
  const BackportScene scene = conflicting();
  REQUIRE(scene.backport({"missing-user"}).status == 1);
  scene.git({"-C", scene.folder(), "commit", "-q", "-a", "--no-verify", "--no-edit"});
  const ProgramResult result = scene.backport({"--continue", "--push"});
  CHECK(result.status == 1);
  CHECK_THAT(result.err, contains("a conflict marker is left in src/login.js:"));
}

TEST_CASE("a backport that was killed is given up, or goes on", "[e2e][backport]") {
  const BackportScene scene = released();
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
    const BackportScene scene = released();
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
  const BackportScene scene = released();
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

TEST_CASE("several that wait are told apart by name", "[e2e][backport]") {
  const BackportScene scene = conflicting();
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

TEST_CASE("a file that has no lines is settled by one of the commands", "[e2e][backport]") {
  BackportScene scene = released();
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
  BackportScene scene = released();
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
