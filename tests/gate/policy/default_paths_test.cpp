// SPDX-License-Identifier: MIT
#include "gate/policy/default_paths.h"

#include <set>

#include "gate/policy/pattern.h"
#include "tests/support/catch.h"

using namespace hotfix;

TEST_CASE("no default glob stands twice in its list", "[gate]") {
  namespace paths = default_paths;
  for (const Words& list : {paths::tests(), paths::docs(), paths::lock(), paths::generated(),
                            paths::vendored(), paths::config(), paths::manifests()}) {
    CHECK_FALSE(list.empty());
    CHECK(std::set<std::string>(list.begin(), list.end()).size() == list.size());
  }
}

TEST_CASE("a lock file is not a manifest", "[gate]") {
  const Matcher manifest = glob_matcher(default_paths::manifests());
  CHECK(manifest("backend/package.json"));
  CHECK_FALSE(manifest("backend/package-lock.json"));
  CHECK(glob_matcher(default_paths::lock())("backend/package-lock.json"));
}
