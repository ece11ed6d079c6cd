// SPDX-License-Identifier: MIT
#include "gate/landing/history/memory.h"

#include <fstream>

#include "tests/support/catch.h"
#include "tests/support/repo.h"

using namespace hotfix;

namespace {

std::string contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void write(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

}  // namespace

TEST_CASE("what one run found out the next one remembers", "[landing]") {
  const TestRepo repo;
  const Repository repository = Repository::open(repo.path());
  Memory(repository).keep("is a on b", "yes");
  Memory again(repository);
  REQUIRE(again.find("is a on b") != nullptr);
  CHECK(*again.find("is a on b") == "yes");
  CHECK(again.find("is a on c") == nullptr);
}

TEST_CASE("a changed answer replaces the old one, and is remembered once", "[landing]") {
  const TestRepo repo;
  const Repository repository = Repository::open(repo.path());
  Memory(repository).keep("q", "one");
  Memory(repository).keep("q", "two");
  CHECK(*Memory(repository).find("q") == "two");
}

TEST_CASE("a memory that somebody touched is no memory", "[landing]") {
  const TestRepo repo;
  const Repository repository = Repository::open(repo.path());
  Memory(repository).keep("is a on b", "yes");
  const std::string file = repo.path() + "/.git/hotfix/answers-v1";
  const std::string whole = contents(file);
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string forged = whole;
    forged[at] ^= 1;
    write(file, forged);
    CHECK(Memory(repository).find("is a on b") == nullptr);
    write(file, whole.substr(0, at));
    CHECK(Memory(repository).find("is a on b") == nullptr);
  }
}

TEST_CASE("the oldest answers are forgotten when there are too many", "[landing]") {
  const TestRepo repo;
  const Repository repository = Repository::open(repo.path());
  Memory memory(repository);
  for (int i = 0; i <= 20'000; ++i) memory.keep(std::to_string(i), "x");
  CHECK(memory.find("0") == nullptr);
  CHECK(memory.find("1") != nullptr);
  CHECK(memory.find("20000") != nullptr);
}

TEST_CASE("two runs at once keep the answers of both", "[landing]") {
  const TestRepo repo;
  const Repository repository = Repository::open(repo.path());
  Memory(repository).keep("old", "0");
  {
    Memory first(repository), second(repository);
    CHECK(first.find("old") != nullptr);
    CHECK(second.find("old") != nullptr);
    first.keep("a", "1");
    second.keep("b", "2");
  }
  Memory after(repository);
  REQUIRE(after.find("a") != nullptr);
  REQUIRE(after.find("b") != nullptr);
  CHECK(*after.find("a") + *after.find("b") == "12");
  CHECK(after.find("old") != nullptr);
}

TEST_CASE("a memory is read with the first question", "[landing]") {
  const TestRepo repo;
  const Repository repository = Repository::open(repo.path());
  Memory early(repository);
  Memory(repository).keep("a", "1");
  CHECK(early.find("a") != nullptr);
}
