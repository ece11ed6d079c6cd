// SPDX-License-Identifier: MIT
// The owner's repository with a hotfix that production has as a squash, and development does not
// have.
#pragma once

#include <string>
#include <vector>

#include "tests/e2e/fix_scene.h"

namespace hotfix {

constexpr auto kHotfix = "hotfix/missing-user";
constexpr auto kMade = "backport/missing-user";
// src/login.js of conflicting() with both changes.
extern const char* const kBothLogin;

using Keys = std::vector<std::string>;  // of Everything

// kars-prod is checked out.
struct BackportScene : Scene {
  explicit BackportScene(const std::string& branch = kHotfix);

  void publish(const std::string& branch) const;  // to origin, fetched again
  // Development changes the line that the hotfix changes. The id of its commit.
  std::string in_the_way();

  ProgramResult backport(const Arguments& arguments = {}) const;

  // The backport's own work tree.
  std::string folder(const std::string& name = "work-backport-missing-user") const;
  bool has_folder() const;
  bool has_branch(const std::string& name = kMade) const;
  std::string message(const std::string& revision) const;
  std::string subject(const std::string& revision) const;
  // A file of folder(), written and added.
  void resolve(const std::string& file, const std::string& bytes) const;
  std::string landed() const;  // what hotfix-lint says of production's tip
};

BackportScene released();
// The same, with what is in the way.
BackportScene conflicting();

}  // namespace hotfix
