// SPDX-License-Identifier: MIT
#include "gate/landing/evidence/material_paths.h"

#include "gate/policy/keys.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

bool is_material(const std::string& path, const std::string& policy = "") {
  return material_paths(parse_policy(policy, "test"))(path);
}

std::uint64_t digest(const std::string& policy) {
  return path_classes_digest(parse_policy(policy, "test"));
}

}  // namespace

TEST_CASE("code and configuration must be there, vendored and generated code too", "[landing]") {
  CHECK(is_material("src/login.js"));
  CHECK(is_material("config/login.yml"));
  CHECK(is_material("Dockerfile"));
  CHECK(is_material("package.json"));
  CHECK(is_material("vendor/login/login.go"));
  CHECK(is_material("src/generated/login.pb.go"));
}

TEST_CASE("tests, documents, lock files and release notes need not be there", "[landing]") {
  CHECK_FALSE(is_material("tests/login.test.js"));
  CHECK_FALSE(is_material("docs/login.md"));
  CHECK_FALSE(is_material("package-lock.json"));
  CHECK_FALSE(is_material("CHANGELOG.md"));
  CHECK_FALSE(is_material("releasenotes/notes/a.yaml"));
}

TEST_CASE("a program that is called like release notes must be there", "[landing]") {
  CHECK(is_material("src/ChangesView.vue"));
  CHECK(is_material("src/changes.py"));
  CHECK_FALSE(is_material("src/version.py"));
}

TEST_CASE("a team's own classes say what must be there", "[landing]") {
  const std::string policy = "[paths]\ntests = [\"checks/**\"]\ndocs = [\"hand/**\"]\n";
  CHECK_FALSE(is_material("checks/login.js", policy));
  CHECK_FALSE(is_material("hand/login.js", policy));
  CHECK(is_material("tests/login.test.js", policy));
  CHECK_FALSE(is_material("deps.frozen", "[paths]\nlock = [\"*.frozen\"]\n"));
}

TEST_CASE("the policy need not outlive what it says of paths", "[landing]") {
  Matcher matcher;
  {
    const Policy policy = parse_policy("[paths]\ntests = [\"checks/**\"]\n", "test");
    matcher = material_paths(policy);
  }
  CHECK_FALSE(matcher("checks/a.js"));
  CHECK(matcher("src/a.js"));
}

TEST_CASE("policies that class paths in another way have another digest", "[landing]") {
  const std::uint64_t usual = digest("");
  CHECK(digest("[paths]\ntests = [\"checks/**\"]\n") != usual);
  CHECK(digest("[paths]\ndocs = [\"checks/**\"]\n") !=
        digest("[paths]\ntests = [\"checks/**\"]\n"));
  CHECK(digest("[paths]\ntests = [\"a\", \"b\"]\n") != digest("[paths]\ntests = [\"a\"]\n"));
}

TEST_CASE("the digest of a policy knows every key of [paths]", "[landing]") {
  for (const PolicyKey& key : policy_keys()) {
    if (!key.path.starts_with("paths.")) continue;
    INFO(key.path);
    CHECK(digest(key.path + " = [\"checks/**\"]\n") != digest(""));
  }
}

TEST_CASE("policies that differ elsewhere have one digest", "[landing]") {
  CHECK(digest("[branches]\nhotfix = [\"urgent/*\"]\n") == digest(""));
  CHECK(digest("[backport]\ndeadline = \"2h\"\n") == digest(""));
}
