// SPDX-License-Identifier: MIT
// `hotfix-lint install` as the prepare script of a package: it runs at every installation, and must
// never be why one fails.
#include <filesystem>

#include "tests/npm/npm_scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace fs = std::filesystem;

TEST_CASE(
    "everybody who installs the packages has the hooks by the prepare script, which fails no "
    "installation",
    "[npm]") {
  NpmProject project;
  const auto installs_hooks = [&](const std::string& commands) {
    project.shell("rm -rf node_modules .git/hooks\n" + commands);
    return fs::exists(project.path() + "/.git/hooks/pre-push");
  };
  CHECK(installs_hooks(fenced("npm.md", "In every clone")));
  project.land();
  CHECK_FALSE(installs_hooks("CI=true npm ci"));
  CHECK_FALSE(installs_hooks("npm ci --omit=dev"));
  CHECK_FALSE(installs_hooks("mv .git away && npm ci && mv away .git"));
  CHECK_FALSE(installs_hooks("git config core.hooksPath .husky/_ && npm ci"));
  project.git({"config", "--unset", "core.hooksPath"});
  CHECK(installs_hooks("npm ci"));
  project.require_guarded();
}
