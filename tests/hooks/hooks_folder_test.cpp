// SPDX-License-Identifier: MIT
#include "hooks/hooks_folder.h"

#include <filesystem>

#include "gate/base/error.h"
#include "tests/support/catch.h"
#include "tests/support/repo.h"
#include "tests/support/variable.h"

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

TEST_CASE("husky's folder is known in both of its forms, also below the top", "[hooks]") {
  for (const char* folder : {".husky", ".husky/_", "web/.husky/_", "config/_"}) {
    INFO(folder);
    const TestRepo repo;
    repo.git({"config", "core.hooksPath", folder});
    const HooksFolder hooks = find_hooks(repo.path());
    CHECK(hooks.is_husky());
    const fs::path set = fs::path(repo.path()) / folder;
    CHECK(hooks.written() == (set.filename() == "_" ? set.parent_path() : set));
  }
}

TEST_CASE("a repository of another user is not read, and git's way out is told", "[hooks]") {
  const TestRepo repo;
  const Variable other("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1");
  try {
    find_hooks(repo.path());
    FAIL("it was read");
  } catch (const Undecidable& error) {
    CHECK(error.fix == "git config --global --add safe.directory " + repo.path());
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
