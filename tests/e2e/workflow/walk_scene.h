// SPDX-License-Identifier: MIT
// `git hotfix` in the owner's repository, as git finds it: on PATH, under a fixed clock.
#pragma once

#include <string>

#include "tests/e2e/scene.h"

namespace hotfix {

struct WalkScene : Scene {
  // The moment that the next commands take for now: seconds after kEpoch.
  std::int64_t minutes = 120;

  // `git hotfix <arguments>` at that moment; production was fetched by then, unless `--fetch` or
  // the like says otherwise.
  ProgramResult hotfix(const Arguments& arguments) const;
  // The same, which REQUIREs success; what it printed.
  std::string walk(const Arguments& arguments) const;
  // Begins hotfix/login, P0, without a question.
  std::string start(const Arguments& more = {}) const;
};

// The output without what differs between machines: the folder of the scene.
std::string without_root(const TestRepo& repo, std::string text);

}  // namespace hotfix
