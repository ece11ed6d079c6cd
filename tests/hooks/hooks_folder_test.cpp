// SPDX-License-Identifier: MIT
#include "hooks/hooks_folder.h"

#include <filesystem>

#include "gate/base/error.h"
#include "tests/support/catch.h"
#include "tests/support/repo.h"

using namespace hotfix;

namespace fs = std::filesystem;

TEST_CASE("the hooks of a repository are in its git folder", "[hooks]") {
  const TestRepo repo;
  const HooksFolder hooks = find_hooks(repo.path());
  CHECK(hooks.folder == fs::path(repo.path()) / ".git/hooks");
  CHECK(hooks.standard == hooks.folder);
  CHECK(hooks.root == repo.path());
  CHECK(hooks.scope.empty());
  CHECK_FALSE(hooks.is_shared());
}

TEST_CASE("core.hooksPath moves the hooks, and says who set it", "[hooks]") {
  const TestRepo repo;
  repo.git({"config", "core.hooksPath", "tools/hooks"});
  const HooksFolder hooks = find_hooks(repo.path());
  CHECK(hooks.folder == fs::path(repo.path()) / "tools/hooks");
  CHECK(hooks.standard == fs::path(repo.path()) / ".git/hooks");
  CHECK(hooks.hooks_path == "tools/hooks");
  CHECK(hooks.scope == "local");
  CHECK_FALSE(hooks.is_shared());
}

TEST_CASE("hooks that were set for all repositories are shared", "[hooks]") {
  const TestRepo repo;
  repo.git({"config", "--global", "core.hooksPath", repo.root() + "/shared"});
  CHECK(find_hooks(repo.path()).is_shared());
}

TEST_CASE("husky's folder is known in both of its forms", "[hooks]") {
  for (const char* folder : {".husky", ".husky/_"}) {
    const TestRepo repo;
    repo.git({"config", "core.hooksPath", folder});
    const HooksFolder hooks = find_hooks(repo.path());
    CHECK(hooks.is_husky());
    CHECK(hooks.husky() == fs::path(repo.path()) / ".husky");
  }
}

TEST_CASE("a linked worktree has the hooks of its repository", "[hooks]") {
  TestRepo repo;
  repo.commit("one");
  repo.git({"worktree", "add", "-q", "-b", "side", repo.root() + "/linked"});
  const HooksFolder hooks = find_hooks(repo.root() + "/linked");
  CHECK(hooks.folder == fs::path(repo.path()) / ".git/hooks");
  CHECK(hooks.root == repo.root() + "/linked");
}

TEST_CASE("a folder that is not a repository has no hooks", "[hooks]") {
  const TestRepo repo;
  CHECK_THROWS_AS(find_hooks(repo.root()), UsageError);
}
