// SPDX-License-Identifier: MIT
// Changes that are no lines of text, or whose text fools a patch-id.
#include "tests/gate/landing/scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

// Both lines begin with `setup`; then each has its own change. All are scripts of sh -e.
struct Change {
  std::string setup, production, development;
};

std::string state_of(const Change& change) {
  LandingScene scene;
  scene.change_by("kars-prod", "chore: before", change.setup);
  scene.git({"branch", "-f", "kars-dev", "kars-prod"});
  const std::string fix = scene.change_by("kars-prod", "hotfix: production's", change.production);
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  scene.change_by("kars-dev", "fix: development's", change.development);
  return scene.state(fix);
}

// Gitlinks need no repository behind them.
std::string submodule_at(char digit) {
  return "git update-index --add --cacheinfo 160000," + std::string(40, digit) +
         ",vendor/lib; "
         "mkdir -p vendor/lib";
}

}  // namespace

TEST_CASE("the same binary change is equivalent", "[landing]") {
  CHECK(state_of({"printf 'a\\0one' >logo.png", "printf 'a\\0two' >logo.png",
                  "printf 'a\\0two' >logo.png"}) == "equivalent");
}

TEST_CASE("another binary change of the same path is not the hotfix", "[landing]") {
  const std::string state = state_of(
      {"printf 'a\\0one' >logo.png", "printf 'a\\0two' >logo.png", "printf 'a\\0six' >logo.png"});
  CHECK((state == "missing" || state == "uncertain"));
}

TEST_CASE("a binary change that ends at other bytes is equivalent only to itself", "[landing]") {
  CHECK(state_of({"printf 'a\\0one' >logo.png", "printf 'a\\0two' >logo.png",
                  "printf 'a\\0two' >icon.png"}) != "equivalent");
}

TEST_CASE("text whose blanks differ is another change", "[landing]") {
  CHECK(state_of({"echo 7 >limit", "echo '5 5' >limit", "echo 55 >limit"}) != "equivalent");
}

TEST_CASE("the same mode change is equivalent", "[landing]") {
  CHECK(state_of({"echo run >run.sh", "chmod +x run.sh", "chmod +x run.sh"}) == "equivalent");
}

TEST_CASE("a mode change of another file is not the hotfix", "[landing]") {
  CHECK(state_of({"echo run >run.sh; echo stop >stop.sh", "chmod +x run.sh", "chmod +x stop.sh"}) ==
        "missing");
}

TEST_CASE("an edit without the mode change is not the hotfix", "[landing]") {
  CHECK(state_of({"echo run >run.sh", "chmod +x run.sh", "echo walk >run.sh"}) == "missing");
}

TEST_CASE("the same submodule bump is equivalent", "[landing]") {
  CHECK(state_of({submodule_at('1'), submodule_at('2'), submodule_at('2')}) == "equivalent");
}

TEST_CASE("a submodule bump to another commit is not the hotfix", "[landing]") {
  const std::string state = state_of({submodule_at('1'), submodule_at('2'), submodule_at('3')});
  CHECK((state == "missing" || state == "uncertain"));
}

TEST_CASE("the same new target of a symlink is equivalent", "[landing]") {
  CHECK(state_of({"ln -s v1 current", "ln -sfn v2 current", "ln -sfn v2 current"}) == "equivalent");
}

TEST_CASE("another target of a symlink is not the hotfix", "[landing]") {
  const std::string state =
      state_of({"ln -s v1 current", "ln -sfn v2 current", "ln -sfn v3 current"});
  CHECK((state == "missing" || state == "uncertain"));
}

TEST_CASE("a file with the text of a symlink's target is not the symlink", "[landing]") {
  CHECK(state_of({"true", "ln -s v2 current", "printf v2 >current"}) != "equivalent");
}

TEST_CASE("a line without an end is not the line with one", "[landing]") {
  CHECK(state_of({"echo one >list", "printf 'one\\ntwo' >list", "printf 'one\\nthree' >list"}) !=
        "equivalent");
}

TEST_CASE("a file whose name needs quotes lands like any other", "[landing]") {
  const std::string set = "printf 'limit = 20\\n' >\"$(printf 'a \\t\"\\303\\244.conf')\"";
  CHECK(state_of({"true", set, set}) == "equivalent");
}

TEST_CASE("the same lines in another order are not an equal change", "[landing]") {
  CHECK(state_of({"echo start >steps", "printf 'start\\nlock\\nwrite\\n' >steps",
                  "printf 'start\\nwrite\\nlock\\n' >steps"}) != "equivalent");
}

TEST_CASE("the same line added to another function is not an equal change", "[landing]") {
  CHECK(state_of({"printf 'read:\\n  open\\n\\n\\n\\n\\nwrite:\\n  open\\n' >steps",
                  "printf 'read:\\n  check\\n  open\\n\\n\\n\\n\\nwrite:\\n  open\\n' >steps",
                  "printf 'read:\\n  open\\n\\n\\n\\n\\nwrite:\\n  check\\n  open\\n' >steps"}) !=
        "equivalent");
}
