// SPDX-License-Identifier: MIT
// Where the action gets its programs from.
#include <filesystem>
#include <fstream>

#include "tests/ci/action_source.h"
#include "tests/support/catch.h"
#include "tests/support/places.h"

using namespace hotfix;
using namespace hotfix::test;

namespace fs = std::filesystem;

TEST_CASE("what the cache lacks is built, put where the cache saves it, and run",
          "[scripts][action]") {
  ActionSource source(kGoodBuild);
  const ActionRun run = source.run();
  INFO(run.log());
  CHECK(run.status == 0);
  CHECK(source.built());
  const std::string folder = run.result["cache"]["save"]["path"].get<std::string>();
  CHECK(folder == source.scene.temp + "/hotfix-gate");
  CHECK(run.result["cache"]["save"] == run.result["cache"]["restore"]);
  CHECK(fs::exists(folder + "/hotfix-gate"));
  CHECK(fs::exists(folder + "/hotfix-lint"));
  CHECK(fs::exists(folder + "/hotfix-backport"));
  CHECK(run.output("programs") == folder);
}

TEST_CASE("what was built is saved even when the verdict fails the job", "[scripts][action]") {
  ActionSource source(kGoodBuild);
  const ActionRun run = source.scene.run("pull_request_target", "pull_request_opened.json");
  CHECK(run.status == 3);
  CHECK(run.ran("Save the programs"));
}

TEST_CASE("what the cache has is not built again", "[scripts][action]") {
  ActionSource source(kGoodBuild);
  const std::string folder = source.scene.temp + "/hotfix-gate";
  fs::create_directory(folder);
  fs::copy(build_folder() + "/hotfix-gate", folder);
  source.scene.options["cacheHit"] = true;
  const ActionRun run = source.run();
  CHECK(run.status == 0);
  CHECK_FALSE(source.built());
  CHECK_FALSE(run.ran("Save the programs"));
}

TEST_CASE("nothing is run that a pull request could have put into a cache", "[scripts][action]") {
  struct Row {
    const char *event, *payload;
  };
  const Row row = GENERATE(Row{"pull_request", "pull_request_opened.json"},
                           Row{"pull_request_review", "review_approved.json"},
                           Row{"merge_group", "merge_group_one.json"}, Row{"push", "push.json"});
  ActionSource source(kGoodBuild);
  ActionScene& scene = source.scene;
  const std::string folder = scene.temp + "/hotfix-gate";
  fs::create_directory(folder);
  std::ofstream(folder + "/hotfix-gate") << "#!/bin/sh\ntouch " << scene.repo.root() << "/ran\n";
  fs::permissions(folder + "/hotfix-gate", fs::perms::owner_all);
  scene.options["cacheHit"] = true;
  const ActionRun run = scene.run(row.event, row.payload);
  INFO(row.event << '\n' << run.log());
  CHECK_FALSE(run.ran("Restore the programs"));
  CHECK_FALSE(run.ran("Save the programs"));
  CHECK(source.built());
  CHECK(run.ran("Judge"));
  CHECK_FALSE(fs::exists(scene.repo.root() + "/ran"));
}

TEST_CASE("a cache that fails costs a build and no more", "[scripts][action]") {
  ActionSource source(kGoodBuild);
  source.scene.options["cacheFails"] = true;
  CHECK(source.run().status == 0);
  CHECK(source.built());
}

TEST_CASE("what users build takes no warning for an error", "[scripts][action]") {
  ActionSource source(kGoodBuild);
  source.run();
  std::ifstream log(source.scene.repo.root() + "/builds");
  std::string arguments;
  std::getline(log, arguments);
  CHECK_THAT(arguments, contains("-DBUILD_TESTING=OFF") && !contains("WERROR"));
  std::ifstream lists(test::source_folder() + "/CMakeLists.txt");
  const std::string text{std::istreambuf_iterator<char>(lists), {}};
  CHECK_THAT(text, contains("option(HOTFIX_WERROR \"Take warnings for errors\" OFF)"));
}

TEST_CASE("where nothing can be installed the annotation says what is missing, and the way round",
          "[scripts][action]") {
  ActionSource source(kGoodBuild);
  source.script("ci/setup",
                "echo 'ci/setup: not root and no sudo here; as root, run: apt-get install cmake' "
                ">&2; exit 1\n");
  const ActionRun run = source.run();
  CHECK(run.status == 3);
  CHECK_THAT(run.log(), contains("could not be built: ci/setup: not root and no sudo here; as "
                                 "root, run: apt-get install cmake%0A"));
  CHECK_THAT(run.log(), contains("the input `programs`"));
}

TEST_CASE("a cached program that does not run here is built again", "[scripts][action]") {
  ActionSource source(kGoodBuild);
  const std::string folder = source.scene.temp + "/hotfix-gate";
  fs::create_directory(folder);
  std::ofstream(folder + "/hotfix-gate") << "no program";
  CHECK(source.run().status == 0);
  CHECK(source.built());
}

TEST_CASE("a build that fails ends the run undecided", "[scripts][action]") {
  const std::string build =
      GENERATE("echo broken >&2; exit 1\n", "mkdir -p \"$1\"; touch \"$1\"/hotfix-{gate,lint}\n");
  ActionSource source(build);
  const ActionRun run = source.run();
  CHECK(run.status == 3);
  CHECK_FALSE(run.ran("Judge"));
  CHECK_THAT(run.log(), contains("::error title=hotfix-gate::"));
}

TEST_CASE("the cache's key follows the source, not its documents", "[scripts][action]") {
  ActionSource source(kGoodBuild);
  const std::string key = source.key();
  CHECK_THAT(key, contains("hotfix-gate-Linux-X64-"));
  source.write("rules/README.md", "words\n");
  CHECK(source.key() == key);
  source.write("rules/text.cpp", "int x;\n");
  const std::string changed = source.key();
  CHECK(changed != key);
  fs::rename(source.root + "/rules/text.cpp", source.root + "/rules/word.cpp");
  CHECK(source.key() != changed);
}

TEST_CASE("programs that came with the checkout are not run", "[scripts][action]") {
  const std::string how = GENERATE("whole", "linked", "library", "another user's");
  ActionScene scene;
  const std::string program = "#!/bin/sh\ntouch " + scene.repo.root() + "/ran\n";
  const std::string path = how == "library" ? "bin/lib/libgit2.so" : "bin/hotfix-gate";
  scene.repo.commit("hotfix: bring a judge along", path, program);
  if (how == "linked") scene.repo.sh("ln -s bin linked && git add linked && git commit -qm link");
  scene.publish("hotfix/login");
  scene.checkout_all();
  if (how == "library") {
    std::ofstream(scene.workspace + "/bin/hotfix-gate") << program;
  } else if (how == "another user's") {
    scene.options["env"]["GIT_TEST_ASSUME_DIFFERENT_OWNER"] = "1";
  }
  scene.repo.sh("chmod +x " + scene.workspace + "/bin/hotfix-gate");
  scene.options["inputs"]["programs"] = how == "linked" ? "linked" : "./bin";
  const ActionRun run = scene.run("pull_request", "pull_request_opened.json");
  INFO(how << '\n' << run.log());
  CHECK(run.status == 2);
  CHECK_THAT(run.log(), contains("has files of the repository, which a pull request can change"));
  CHECK_FALSE(fs::exists(scene.repo.root() + "/ran"));
}

TEST_CASE("a folder of programs that does not hold them is a wrong setting", "[scripts][action]") {
  ActionScene scene;
  scene.checkout_all();
  scene.options["inputs"]["programs"] = GENERATE("nowhere", "src", "-x");
  const ActionRun run = scene.run("schedule", "schedule.json");
  CHECK(run.status == 2);
  CHECK_FALSE(run.ran("Judge"));
}
