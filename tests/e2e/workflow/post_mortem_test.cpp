// SPDX-License-Identifier: MIT
// `git hotfix post-mortem`: a document that audit finds, and that does no harm.
#include <filesystem>
#include <fstream>

#include "tests/e2e/workflow/walk_scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

constexpr auto kPath = "docs/post-mortems/2025-06-15-login.md";

// A hotfix that was squashed to production.
struct Squashed : WalkScene {
  Squashed() {
    start({"--issue", "nobody can log in", "--impact", "all users"});
    fix_login();
    test_login();
    switch_to("kars-prod");
    git({"merge", "-q", "--squash", "hotfix/login"});
    commit("hotfix: refuse a missing user (#12)");
    push_unseen({"origin", "kars-prod"});
    git({"fetch", "-q", "origin"});
  }
  ProgramResult audit() const {
    return exec({program("hotfix-lint"), "audit", "--now", std::to_string(kEpoch + 9 * 86'400)});
  }
  std::string read(const std::string& file) const {
    std::ifstream text(path() + "/" + file);
    return {std::istreambuf_iterator<char>(text), {}};
  }
};

// The lines to paste below the one that begins with `words`.
std::string commands_below(const std::string& out, const std::string& words) {
  std::istringstream lines(out);
  std::string script;
  bool is_below = false;
  for (std::string line; std::getline(lines, line);) {
    if (is_below && !line.starts_with("    ")) break;
    if (is_below) script += line.substr(4) + "\n";
    is_below = is_below || line.find(words) != std::string::npos;
  }
  return script;
}

}  // namespace

TEST_CASE("the document is printed and nothing else is, nor done", "[e2e][workflow]") {
  const Squashed scene;
  const std::string text = scene.walk({"post-mortem", "login", "--detected=2025-06-15T14:50Z"});
  CHECK(text.starts_with("# Hotfix Post-Mortem: nobody can log in\n\n## Incident Summary\n"));
  CHECK_THAT(text, contains("**Detection:** 14:50 UTC - [How discovered]\n"));
  CHECK_THAT(text, contains(scene.id("kars-prod").substr(0, 12)));
  CHECK(scene.git({"status", "--porcelain"}).empty());
  CHECK(scene.walk({"post-mortem", scene.id("kars-prod").substr(0, 12)}) ==
        scene.walk({"post-mortem", "login"}));
}

TEST_CASE("a document that is written, finished and brought settles the audit", "[e2e][workflow]") {
  Squashed scene;
  CHECK_THAT(scene.audit().out,
             contains("git hotfix post-mortem --write " + scene.id("kars-prod").substr(0, 12)));
  const std::string said =
      scene.walk({"post-mortem", "login", "--write", "--yes", "--detected=2025-06-15T14:50Z"});
  INFO(said);
  CHECK_THAT(said, contains("This will write " + std::string(kPath) + "\n"));
  CHECK_THAT(said, contains("to be filled in: Incident Summary (Duration), Timeline (Detection, "));
  CHECK(scene.git({"status", "--porcelain", "-uall"}) == "?? " + std::string(kPath));
  scene.sh(
      "sed -i -e 's/HH:MM/15:50/' -e 's/X hours/1 hour/' -e 's/ \\[ \\]/ [x]/' -e "
      "'s/\\[[A-Z].*\\]/told/' " +
      std::string(kPath));
  const ProgramResult pasted = scene.sh(commands_below(said, "to bring it to kars-dev"));
  INFO(pasted.out << pasted.err << scene.audit().out);
  REQUIRE(pasted.status == 0);
  CHECK(scene.git({"status", "--porcelain"}).empty());
  CHECK(scene.audit().out.find("post-mortem") == std::string::npos);
  const ProgramResult again = scene.hotfix({"post-mortem", "login", "--write", "--yes"});
  CHECK(again.status == 1);
  CHECK_THAT(again.err, contains("kars-dev has it already: " + std::string(kPath)));
}

TEST_CASE("what is written is taken back by the printed command", "[e2e][workflow]") {
  const Squashed scene;
  const std::string said = scene.walk({"post-mortem", "login", "--write", "--yes"});
  REQUIRE(scene.sh(commands_below(said, "to take it back")).status == 0);
  CHECK(scene.git({"status", "--porcelain"}).empty());
}

TEST_CASE("a dry run shows the document and its place, and writes nothing", "[e2e][workflow]") {
  const Squashed scene;
  const std::string said = scene.walk({"post-mortem", "login", "--write", "--dry-run"});
  CHECK(said ==
        "This would write " + std::string(kPath) + "\n\n" + scene.walk({"post-mortem", "login"}));
  CHECK(scene.git({"status", "--porcelain"}).empty());
}

TEST_CASE("a file of that name is not written over", "[e2e][workflow]") {
  const Squashed scene;
  scene.write(kPath, "mine\n");
  const ProgramResult said = scene.hotfix({"post-mortem", "login", "--write", "--yes"});
  CHECK(said.status == 1);
  CHECK_THAT(said.err, contains(std::string(kPath) + " is there already, and stays as it is"));
  CHECK(scene.read(kPath) == "mine\n");
}

TEST_CASE("nothing is written through a symbolic link", "[e2e][workflow]") {
  const Squashed scene;
  SECTION("a folder") { scene.sh("mkdir ../elsewhere && ln -s ../elsewhere docs"); }
  SECTION("the file") {
    scene.sh("mkdir -p docs/post-mortems ../elsewhere && ln -s ../../../elsewhere/x " +
             std::string(kPath));
  }
  CHECK(scene.hotfix({"post-mortem", "login", "--write", "--yes"}).status == 1);
  CHECK(std::filesystem::is_empty(scene.root() + "/elsewhere"));
}

TEST_CASE("it is written at the top, from a folder and on any branch", "[e2e][workflow]") {
  const Squashed scene;
  scene.switch_to("kars-dev");
  const ProgramResult said =
      scene.sh("cd src && '" + program("git-hotfix") + "' post-mortem login --write --yes");
  INFO(said.err);
  CHECK(said.status == 0);
  CHECK_FALSE(scene.read(kPath).empty());
}

TEST_CASE("a hotfix that is not released has no post-mortem yet", "[e2e][workflow]") {
  WalkScene scene;
  scene.start();
  scene.fix_login();
  const ProgramResult said = scene.hotfix({"post-mortem"});
  CHECK(said.status == 1);
  CHECK(said.out.empty());
  CHECK_THAT(said.err, contains("hotfix/login is not on kars-prod yet"));
  CHECK(scene.hotfix({"post-mortem", "login", "--verified", "soon"}).status == 1);
}
