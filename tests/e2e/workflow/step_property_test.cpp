// SPDX-License-Identifier: MIT
// What `git hotfix --dry-run` prints, pasted in every state of a clone: either it is done and
// nothing else changed, or a line failed and nothing at all changed.
#include <algorithm>
#include <functional>

#include "tests/e2e/fix_scene.h"
#include "tests/e2e/workflow/walk_scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

constexpr auto kMine = "feature/mine";  // what is checked out, and the states are about

struct Row {
  std::string name;
  std::function<void(WalkScene&)> make;  // what the clone has when the step is shown
  Arguments step;                        // of `git hotfix`
  std::vector<std::string> changes;      // all that it may change, as everything_in calls it
};

const std::vector<Row>& rows() {
  static const std::vector<Row> all = {
      {"start",
       [](WalkScene&) {},
       {"start", "login", "--severity", "P0", "--no-fetch"},
       {"refs/heads/hotfix/login", "HEAD"}},
      {"start in a work tree of its own",
       [](WalkScene&) {},
       {"start", "login", "--severity", "P0", "--no-fetch", "--worktree"},
       {"refs/heads/hotfix/login", "HEAD of {root}/work-login",
        "uncommitted in {root}/work-login"}},
  };
  return all;
}

WalkScene made(const Row& row) {
  WalkScene scene;
  scene.git({"branch", "-q", "elsewhere", "origin/kars-dev"});
  scene.switch_new(kMine, "origin/kars-dev");
  row.make(scene);
  return scene;
}

// The lines that are shown.
std::string shown(const WalkScene& scene, const Row& row) {
  Arguments arguments = row.step;
  arguments.push_back("--dry-run");
  return lines_below("\n" + scene.walk(arguments), "This would ");
}

std::vector<std::string> beyond(const Row& row, const Scene& scene,
                                std::vector<std::string> changed) {
  std::erase_if(changed, [&](const std::string& key) {
    return std::any_of(row.changes.begin(), row.changes.end(), [&](std::string allowed) {
      const auto at = allowed.find("{root}");
      if (at != std::string::npos) allowed.replace(at, 6, scene.root());
      return allowed == key;
    });
  });
  return changed;
}

void check_promise(WalkScene& scene, const Row& row, const std::string& lines) {
  const std::string settings = scene.git({"config", "--list"});
  const Everything before = everything_in(scene);
  const ProgramResult done = paste(scene, lines);
  const Everything after = everything_in(scene);
  INFO(lines << "-> " << done.status << "\n" << done.out << done.err);
  const std::vector<std::string> changed = differences(before, after);
  if (done.status == 0) {
    CHECK_FALSE(changed.empty());
    CHECK(beyond(row, scene, changed) == std::vector<std::string>{});
  } else {
    CHECK(changed == std::vector<std::string>{});
    CHECK(scene.git({"config", "--list"}) == settings);
    CHECK_FALSE((done.out + done.err).empty());
  }
}

}  // namespace

TEST_CASE("a step that is pasted is done and changes nothing else, or nothing at all, in any state",
          "[e2e][fix]") {
  for (const Row& row : rows()) {
    const WalkScene original = made(row);
    for (const std::string& state : states_after_push()) {
      INFO(row.name << ", " << state);
      WalkScene scene(original);
      const std::string lines = shown(scene, row);
      bring_into(scene, state, kMine);
      check_promise(scene, row, lines);
    }
  }
}

TEST_CASE("a step that is shown in any other state is right for it", "[e2e][fix]") {
  for (const Row& row : rows()) {
    for (const std::string state :
         {"in a second work tree", "in a fork", "with a tag of its name"}) {
      INFO(row.name << ", " << state);
      WalkScene scene = made(row);
      bring_into(scene, state, kMine);
      check_promise(scene, row, shown(scene, row));
    }
  }
}
