// SPDX-License-Identifier: MIT
// What `git hotfix backport --dry-run` prints, pasted in every state of a clone: either it is done
// and nothing else changed, or the first line failed and nothing at all changed.
#include <fstream>
#include <functional>
#include <sstream>

#include "tests/e2e/fix_scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

constexpr auto kBranch = "hotfix/missing-user";

struct BackportRow {
  std::string name;
  Arguments arguments;
  std::vector<std::string> changes;  // what may change, as everything_in calls it
  bool conflicts = false;            // development changed the same line
  bool waits = false;                // and a backport stopped there, which a person has resolved
  bool is_old = false;               // a backport was made before development got a commit
};

const std::vector<BackportRow>& rows() {
  static const std::vector<BackportRow> all = {
      {"a merge, pushed",
       {"missing-user", "--push"},
       {"refs/heads/backport/missing-user", "origin refs/heads/kars-dev"}},
      {"a pick", {"missing-user", "--pick"}, {"refs/heads/backport/missing-user"}},
      {"one that development overtook",
       {"missing-user", "--push"},
       {"refs/heads/backport/missing-user", "origin refs/heads/kars-dev"},
       false,
       false,
       true},
      {"one that goes on",
       {"--continue"},
       {"refs/heads/backport/missing-user", "HEAD of FOLDER", "uncommitted in FOLDER"},
       true,
       true},
      {"one that is given up",
       {"--abort"},
       {"refs/heads/backport/missing-user", "HEAD of FOLDER", "uncommitted in FOLDER"},
       true,
       true}};
  return all;
}

ProgramResult backport(const Scene& scene, const Arguments& arguments) {
  Arguments argv = {program("git-hotfix"), "backport"};
  argv.insert(argv.end(), arguments.begin(), arguments.end());
  return scene.exec(argv);
}

Scene made(const BackportRow& row) {
  Scene scene;
  scene.switch_new("elsewhere", "origin/kars-prod");
  scene.commit("feat: elsewhere", "src/elsewhere.js", lines(3));
  scene.commit("feat: further", "src/further.js", lines(3));
  scene.good_hotfix();
  scene.switch_to("kars-prod");
  scene.git({"merge", "-q", "--squash", kBranch});
  scene.commit("hotfix: refuse a missing user (#12)");
  scene.push_unseen({"origin", "kars-prod"});
  if (row.conflicts) {
    scene.commit_on("kars-dev", "feat: another login", "src/login.js", lines(3));
    scene.push_unseen({"origin", "kars-dev"});
  }
  scene.git({"fetch", "-q", "origin"});
  if (row.is_old) {
    REQUIRE(backport(scene, {"missing-user"}).status == 0);
    scene.commit_on("kars-dev", "feat: another page", "src/page.js", lines(3));
    scene.push_unseen({"origin", "kars-dev"});
    scene.git({"fetch", "-q", "origin"});
  }
  scene.switch_to(kBranch);
  if (!row.waits) return scene;
  REQUIRE(backport(scene, {"missing-user"}).status == 1);
  const std::string folder = scene.root() + "/work-backport-missing-user";
  scene.sh("git show " + std::string(kBranch) + ":src/login.js > " + folder + "/src/login.js");
  scene.git({"-C", folder, "add", "-A"});
  return scene;
}

// The lines of each step that would be taken.
std::string printed_lines(const std::string& output) {
  std::istringstream text(output);
  std::string all;
  bool is_step = false;
  for (std::string line; std::getline(text, line);) {
    if (line.starts_with("This would ")) is_step = true;
    if (is_step && line.starts_with("    ")) all += line.substr(4) + "\n";
    if (line.empty() || (!line.starts_with("    ") && !line.starts_with("This"))) is_step = false;
  }
  return all;
}

std::vector<std::string> harm(const Scene& scene, const BackportRow& row, const Everything& before,
                              const Everything& after) {
  std::vector<std::string> keys = differences(before, after);
  std::erase_if(keys, [&](std::string key) {
    const std::string folder = scene.root() + "/work-backport-missing-user";
    if (const auto at = key.find(folder); at != std::string::npos) {
      key.replace(at, folder.size(), "FOLDER");
    }
    return std::find(row.changes.begin(), row.changes.end(), key) != row.changes.end();
  });
  return keys;
}

bool is_usual(const std::string& state) {
  return state == "on the branch" || state == "on another branch" || state == "detached" ||
         state == "stashed" || state.starts_with("dirty");
}

}  // namespace

TEST_CASE("a pasted backport is done, or changes nothing, in any state and shell", "[e2e][fix]") {
  for (const BackportRow& row : rows()) {
    const Scene original = made(row);
    for (const std::string& state : states_after_push()) {
      // What is checked out here matters little to what is done elsewhere.
      if (row.waits && state != "on the branch" && state != "dirty" && state != "rebasing")
        continue;
      Scene scene(original);
      Arguments arguments = row.arguments;
      arguments.push_back("--dry-run");
      const ProgramResult shown = backport(scene, arguments);
      const std::string lines = printed_lines(shown.out);
      INFO(row.name << ", " << state << "\n" << shown.out << shown.err);
      REQUIRE(shown.status == 0);
      REQUIRE_FALSE(lines.empty());
      bring_into(scene, state, kBranch);
      const Everything before = everything_in(scene);
      const ProgramResult done = paste(scene, lines, state == "on the branch" ? "sh" : "bash");
      const Everything after = everything_in(scene);
      INFO(done.status << "\n" << done.out << done.err);
      CHECK((done.status == 0 || !is_usual(state)));
      if (done.status == 0) {
        CHECK(harm(scene, row, before, after) == std::vector<std::string>{});
        CHECK_FALSE(differences(before, after).empty());
      } else {
        CHECK(differences(before, after) == std::vector<std::string>{});
        CHECK_FALSE((done.out + done.err).empty());
      }
    }
  }
}

TEST_CASE("a pasted backport that finds its folder or its branch taken changes nothing",
          "[e2e][fix]") {
  const Scene original = made(rows()[0]);
  const std::string lines =
      printed_lines(backport(original, {"missing-user", "--pick", "--dry-run"}).out);
  for (const char* taken : {"mkdir ../work-backport-missing-user",
                            "git branch --no-track backport/missing-user origin/kars-prod"}) {
    // The lines name the folder of the scene that printed them.
    Scene scene(original);
    std::string mine = lines;
    for (auto at = mine.find(original.root()); at != std::string::npos;
         at = mine.find(original.root(), at)) {
      mine.replace(at, original.root().size(), scene.root());
    }
    REQUIRE(scene.sh(taken).status == 0);
    const Everything before = everything_in(scene);
    const ProgramResult done = paste(scene, mine);
    INFO(taken << "\n" << mine << done.out << done.err);
    CHECK(done.status != 0);
    CHECK(differences(before, everything_in(scene)).empty());
    CHECK_FALSE((done.out + done.err).empty());
  }
}
