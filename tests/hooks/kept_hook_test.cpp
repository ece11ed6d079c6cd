// SPDX-License-Identifier: MIT
#include "hooks/kept_hook.h"

#include "hooks/shim.h"
#include "tests/support/catch.h"
#include "tests/support/repo.h"

namespace hotfix {

namespace fs = std::filesystem;

namespace {

const std::string kShim = shim_text("pre-push", "/bin/hotfix");
const std::string kPreCommit = "#!/bin/sh\n: pre-commit hook-impl --hook-dir x\n";

struct Hooks : TestRepo {
  fs::path folder = path() + "/hooks";
  fs::path file = folder / "pre-push";
  fs::path kept = path() + "/hooks.before-hotfix/pre-push";
};

}  // namespace

TEST_CASE("a hook is kept beside the folder, or where a shim of version 1 kept it", "[hooks]") {
  const Hooks hooks;
  CHECK(kept_of(hooks.file) == hooks.kept);
  hooks.write("hooks/pre-push.before-hotfix", "#!/bin/sh\n");
  CHECK(kept_of(hooks.file) == hooks.folder / "pre-push.before-hotfix");
}

TEST_CASE("two files are one hook when their bytes are the same, and there are some", "[hooks]") {
  const Hooks hooks;
  CHECK_FALSE(same_hook(hooks.file, hooks.kept));
  hooks.write("hooks/pre-push", "#!/bin/sh\n");
  hooks.write("hooks.before-hotfix/pre-push", "#!/bin/sh\n");
  CHECK(same_hook(hooks.file, hooks.kept));
  hooks.write("hooks.before-hotfix/pre-push", "#!/bin/sh\ntrue\n");
  CHECK_FALSE(same_hook(hooks.file, hooks.kept));
}

TEST_CASE("only shims of ours count as moved", "[hooks]") {
  const Hooks hooks;
  hooks.write("hooks/pre-push.legacy", "#!/bin/sh\n");
  CHECK(moved_shims(hooks.file).empty());
  hooks.write("hooks/pre-push.legacy", kShim);
  CHECK(moved_shims(hooks.file) == std::vector<fs::path>{hooks.folder / "pre-push.legacy"});
}

TEST_CASE("our shim stays behind pre-commit only when another hook is kept", "[hooks]") {
  const Hooks hooks;
  CHECK(place_of_shim(hooks.file) == hooks.file);
  hooks.write("hooks/pre-push", kPreCommit);
  hooks.write("hooks/pre-push.legacy", kShim);
  CHECK(place_of_shim(hooks.file) == hooks.file);
  hooks.write("hooks.before-hotfix/pre-push", kPreCommit);
  CHECK(place_of_shim(hooks.file) == hooks.file);
  hooks.write("hooks.before-hotfix/pre-push", "#!/bin/sh\n# mine\n");
  CHECK(place_of_shim(hooks.file) == hooks.folder / "pre-push.legacy");
  hooks.write("hooks/pre-push", "#!/bin/sh\n# nobody's\n");
  CHECK(place_of_shim(hooks.file) == hooks.file);
}

TEST_CASE("what stands beside a hook stands beside it where it is kept, while it is", "[hooks]") {
  const Hooks hooks;
  hooks.write("hooks/helper.sh", "word\n");
  hooks.write("hooks/pre-commit.sample", "");
  link_neighbors(hooks.folder);
  CHECK_FALSE(fs::exists(hooks.kept.parent_path()));
  hooks.write("hooks.before-hotfix/pre-push", "#!/bin/sh\n");
  link_neighbors(hooks.folder);
  link_neighbors(hooks.folder);
  CHECK(hook_text(hooks.kept.parent_path() / "helper.sh") == "word\n");
  CHECK_FALSE(is_there(hooks.kept.parent_path() / "pre-commit.sample"));
  unlink_neighbors(hooks.folder);
  CHECK(is_there(hooks.kept.parent_path() / "helper.sh"));
  fs::remove(hooks.kept);
  unlink_neighbors(hooks.folder);
  CHECK_FALSE(is_there(hooks.kept.parent_path()));
  CHECK(hook_text(hooks.folder / "helper.sh") == "word\n");
}

}  // namespace hotfix
