// SPDX-License-Identifier: MIT
#include "rules/code/default_paths.h"

#include <set>

#include "gate/match/pattern.h"
#include "tests/support/catch.h"

using namespace hotfix;

TEST_CASE("no default glob stands twice in its list", "[gate]") {
  namespace paths = default_paths;
  for (const WordTable list :
       {WordTable(paths::kTests), WordTable(paths::kDocs), WordTable(paths::kLock),
        WordTable(paths::kGenerated), WordTable(paths::kVendored), WordTable(paths::kConfig),
        WordTable(paths::kManifests)}) {
    CHECK_FALSE(list.empty());
    CHECK(std::set<std::string>(list.begin(), list.end()).size() == list.size());
  }
}

TEST_CASE("a lock file is not a manifest", "[gate]") {
  const Matcher manifest = glob_matcher(WordTable(default_paths::kManifests));
  CHECK(manifest("backend/package.json"));
  CHECK_FALSE(manifest("backend/package-lock.json"));
  CHECK(glob_matcher(WordTable(default_paths::kLock))("backend/package-lock.json"));
}
