// SPDX-License-Identifier: MIT
// The owner's repository with a hotfix that was released.
#pragma once

#include <string>

#include "tests/e2e/workflow/walk_scene.h"

namespace hotfix {

constexpr auto kLogin = "hotfix/missing-user";

struct ReleaseScene : WalkScene {
  // The lines to paste of an output.
  static std::string commands_in(const std::string& output);

  bool is_here(const std::string& branch) const;  // a local branch

  // hotfix/missing-user, pushed and squashed onto kars-prod, which is fetched and checked out. The
  // id of the squash.
  std::string release();
  // The same, as a merge.
  std::string release_merged();
  // kars-dev merges the hotfix, here and on origin.
  void bring_back();
  // Another commit on top of kars-prod, on origin too. Its id.
  std::string move_on(const std::string& file, const std::string& bytes);
};

}  // namespace hotfix
