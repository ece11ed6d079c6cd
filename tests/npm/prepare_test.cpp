// SPDX-License-Identifier: MIT
// `hotfix-lint install` as the prepare script of a package: it runs at every installation, and must
// never be why one fails.
#include <filesystem>

#include "tests/npm/npm_scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace fs = std::filesystem;

namespace {

// A project with the script, whose installations leave nothing but what they make.
struct Prepared : NpmProject {
  Prepared() {
    shell(fenced("npm.md", "In every clone"));
    land();
    shell("rm -rf node_modules .git/hooks");
  }
  bool has_hooks() const { return fs::exists(path() + "/.git/hooks/pre-push"); }
};

}  // namespace

TEST_CASE("everybody who installs the packages has the hooks by the prepare script", "[npm]") {
  Prepared project;
  project.shell("npm ci");
  CHECK(project.has_hooks());
  project.require_guarded();
}

TEST_CASE("the prepare script fails no installation", "[npm]") {
  const Prepared project;
  project.shell("CI=true npm ci");
  CHECK_FALSE(project.has_hooks());
  project.shell("npm ci --omit=dev");
  CHECK_FALSE(project.has_hooks());
  project.shell("mv .git away && npm ci && mv away .git");
  CHECK_FALSE(project.has_hooks());
  project.shell("git config core.hooksPath .husky/_ && npm ci");
  CHECK_FALSE(project.has_hooks());
}
