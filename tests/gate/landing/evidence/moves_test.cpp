// SPDX-License-Identifier: MIT
#include "gate/landing/evidence/moves.h"

#include "tests/gate/landing/scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

// The name on kars-dev of the file that `fix` changes; empty: it did not move, or was not found.
std::string name_on_dev(const LandingScene& scene, const std::string& fix) {
  const Repository repository = Repository::open(scene.path());
  Graph graph(repository);
  Windows windows(graph);
  Contents contents(repository);
  const Change change = read_change(graph, contents, parse_oid(fix));
  const Places places =
      follow_moves(graph, windows, contents, change, parse_oid(scene.id("kars-dev")));
  const auto found = places.now.find(LandingScene::kFile);
  return found == places.now.end() ? "" : found->second;
}

// Lines 0 to `kept` of 100, then others.
std::string hundred(int kept) {
  std::string text;
  for (int i = 0; i < 100; ++i) {
    text += (i < kept ? "statement number " : "another thing number ") + std::to_string(i) + "\n";
  }
  return text;
}

// A hundred lines that were moved on kars-dev while `kept` of them stayed as they were; with `twin`
// a file of another name that has 90 of them was added as well.
std::string name_after_move(int kept, bool twin = false, const std::string& to = "src/pay.js") {
  LandingScene scene;
  scene.change("kars-prod", "feat: a hundred", LandingScene::kFile, hundred(100));
  scene.merge("kars-dev", "kars-prod");
  const std::string fix =
      scene.change("kars-prod", "hotfix: one more", LandingScene::kFile, hundred(100) + "more\n");
  scene.switch_to("kars-dev");
  scene.remove(LandingScene::kFile);
  if (twin) scene.write("src/a.js", hundred(90));
  scene.change("kars-dev", "feat: move", to, hundred(kept));
  return name_on_dev(scene, fix);
}

}  // namespace

TEST_CASE("a file that stayed has not moved", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  CHECK(name_on_dev(scene, fix).empty());
}

TEST_CASE("a file is followed through several moves, and eight at most", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change_by("kars-dev", "feat: move 0", "git mv src/charge.js m0.js");
  for (int i = 1; i < 8; ++i) {
    const std::string move =
        "git mv m" + std::to_string(i - 1) + ".js m" + std::to_string(i) + ".js";
    scene.change_by("kars-dev", "feat: move on", move);
  }
  CHECK(name_on_dev(scene, fix) == "m7.js");
  scene.change_by("kars-dev", "feat: once more", "git mv m7.js m8.js");
  CHECK(name_on_dev(scene, fix) == "m7.js");
}

TEST_CASE("a file is the same while more than half of its lines are", "[landing]") {
  CHECK(name_after_move(55) == "src/pay.js");
  CHECK(name_after_move(45).empty());
}

TEST_CASE("a file of the same name with three quarters of the lines is the same", "[landing]") {
  CHECK(name_after_move(80, true, "src/pay/charge.js") == "src/pay/charge.js");
  CHECK(name_after_move(70, true, "src/pay/charge.js") == "src/a.js");
  CHECK(name_after_move(80, true) == "src/a.js");
}

TEST_CASE("a removal and a creation under the new name are one change", "[landing]") {
  const TreeEntry old_entry{kModeFile, parse_oid(std::string(40, '1'))};
  const TreeEntry new_entry{kModeFile, parse_oid(std::string(40, '2'))};
  std::vector<TreeChange> changes = {{"new.js", {}, new_entry}, {"old.js", old_entry, {}}};
  join_moves(changes, {{"new.js", "old.js"}});
  REQUIRE(changes.size() == 1);
  CHECK(changes.front() == TreeChange{"new.js", old_entry, new_entry});
}
