// SPDX-License-Identifier: MIT
// What `git hotfix` prints with --dry-run, pasted in every state of a clone: either it is done and
// nothing else changed, or a line failed before anything changed.
#include <algorithm>
#include <functional>

#include "tests/e2e/fix_scene.h"
#include "tests/e2e/workflow/release_scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

struct Row {
  std::string name;
  std::function<void(ReleaseScene&)> make;
  Arguments arguments;
  std::vector<std::string> moves;   // what is to change, as everything_in calls it
  std::vector<std::string> states;  // of a clone
  bool may_switch = false;          // another branch may be checked out then
};

void complete(ReleaseScene& scene) {
  scene.release();
  scene.bring_back();
}

const std::string kRef = "refs/heads/" + std::string(kLogin);
const std::string kRevertRef = "refs/heads/revert-" + std::string(kLogin);

const std::vector<Row>& rows() {
  static const std::vector<std::string> some = {"on another branch", "staged",
                                                "rebasing the branch"};
  static const std::vector<Row> all = {
      {"a revert for production",
       [](ReleaseScene& scene) { scene.release(); },
       {"rollback", kLogin, "--option", "2", "--push"},
       {"origin refs/heads/kars-prod"},
       some},
      {"a revert for a pull request",
       [](ReleaseScene& scene) {
         scene.release();
         scene.move_on("src/health.js", "module.exports = () => 'well';\n");
       },
       {"rollback", kLogin, "--option", "2", "--push", "--reason", "it's worse"},
       {kRevertRef, "origin " + kRevertRef},
       some},
      {"an end, from elsewhere",
       complete,
       {"finish", kLogin},
       {kRef, "origin " + kRef},
       states_after_push()},
      {"an end, on the branch",
       [](ReleaseScene& scene) {
         complete(scene);
         scene.switch_to(kLogin);
       },
       {"finish"},
       {kRef, "origin " + kRef},
       states_after_push(),
       true},
  };
  return all;
}

ReleaseScene made(const Row& row) {
  ReleaseScene scene;
  scene.switch_new("elsewhere", "origin/kars-prod");
  scene.commit("feat: elsewhere", "src/elsewhere.js", lines(3));
  row.make(scene);
  return scene;
}

std::vector<std::string> harm(const Row& row, const Everything& before, const Everything& after) {
  std::vector<std::string> keys = differences(before, after);
  std::erase_if(keys, [&](const std::string& key) {
    return std::find(row.moves.begin(), row.moves.end(), key) != row.moves.end() ||
           (row.may_switch && key == "HEAD");
  });
  return keys;
}

}  // namespace

TEST_CASE("a pasted step of git hotfix is done, or changes nothing, in any state", "[e2e][fix]") {
  for (const Row& row : rows()) {
    const ReleaseScene original = made(row);
    for (const std::string& state : row.states) {
      INFO(row.name << ", " << state);
      ReleaseScene scene(original);
      Arguments arguments = row.arguments;
      arguments.push_back("--dry-run");
      const std::string commands = ReleaseScene::commands_in(scene.walk(arguments));
      if (state == "on the branch") scene.switch_to(kLogin);
      bring_into(scene, state, kLogin);
      const Everything before = everything_in(scene);
      const ProgramResult done = paste(scene, commands);
      const Everything after = everything_in(scene);
      INFO(commands << "-> " << done.status << "\n" << done.out << done.err);
      if (done.status == 0) {
        CHECK(harm(row, before, after) == std::vector<std::string>{});
        for (const std::string& key : row.moves)
          CHECK((before.contains(key) != after.contains(key) || before.at(key) != after.at(key)));
      } else {
        CHECK(differences(before, after) == std::vector<std::string>{});
        CHECK_FALSE((done.out + done.err).empty());  // a failure is never silent
      }
      const bool is_usual = state == "on another branch" || state == "detached";
      CHECK((done.status == 0 || !is_usual));
    }
  }
}
