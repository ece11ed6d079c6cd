// SPDX-License-Identifier: MIT
#include "gate/memory/sealed_file.h"

#include <cstdlib>
#include <filesystem>

#include "tests/support/catch.h"
#include "tests/support/repo.h"

namespace fs = std::filesystem;
using namespace hotfix;

TEST_CASE("what was written is read again, whole", "[gate]") {
  const TestRepo repo;
  const Repository repository = Repository::open(repo.path());
  const SealedFile file(repository, "one", 1);
  CHECK(file.read() == std::nullopt);
  file.write("first");
  file.write(std::string("second\0", 7));
  CHECK(file.read() == std::string("second\0", 7));
}

TEST_CASE("one sealed file does not pass for another", "[gate]") {
  const TestRepo repo;
  const Repository repository = Repository::open(repo.path());
  SealedFile(repository, "one", 1).write("text");
  fs::copy_file(repo.path() + "/.git/hotfix/one", repo.path() + "/.git/hotfix/two");
  CHECK(SealedFile(repository, "one", 1).read() == "text");
  CHECK(SealedFile(repository, "two", 1).read() == std::nullopt);
  CHECK(SealedFile(repository, "one", 2).read() == std::nullopt);
}

TEST_CASE("with HOTFIX_NO_CACHE nothing is written and nothing read", "[gate]") {
  const TestRepo repo;
  const Repository repository = Repository::open(repo.path());
  SealedFile(repository, "one", 1).write("text");
  setenv("HOTFIX_NO_CACHE", "1", 1);
  const SealedFile off(repository, "one", 1);
  SealedFile(repository, "two", 1).write("text");
  unsetenv("HOTFIX_NO_CACHE");
  CHECK(off.read() == std::nullopt);
  CHECK_FALSE(fs::exists(repo.path() + "/.git/hotfix/two"));
}
