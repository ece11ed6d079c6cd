// SPDX-License-Identifier: MIT
#include "gate/memory/memory.h"

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

constexpr int kMostAnswers = 500;

Memory memory_in(const Repository& repository) {
  return Memory(repository, "answers-v1", kMostAnswers);
}

}  // namespace

TEST_CASE("what one run found out the next one remembers", "[gate]") {
  const TestRepo repo;
  const Repository repository = Repository::open(repo.path());
  memory_in(repository).keep("is a on b", "yes");
  Memory again = memory_in(repository);
  REQUIRE(again.find("is a on b") != nullptr);
  CHECK(*again.find("is a on b") == "yes");
  CHECK(again.find("is a on c") == nullptr);
}

TEST_CASE("a changed answer replaces the old one, and is remembered once", "[gate]") {
  const TestRepo repo;
  const Repository repository = Repository::open(repo.path());
  memory_in(repository).keep("q", "one");
  memory_in(repository).keep("q", "two");
  CHECK(*memory_in(repository).find("q") == "two");
}

TEST_CASE("a memory that somebody touched is no memory", "[gate]") {
  const TestRepo repo;
  const Repository repository = Repository::open(repo.path());
  memory_in(repository).keep("is a on b", "yes");
  const std::string file = repo.path() + "/.git/hotfix/answers-v1";
  const std::string whole = contents(file);
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string forged = whole;
    forged[at] ^= 1;
    write(file, forged);
    CHECK(memory_in(repository).find("is a on b") == nullptr);
    write(file, whole.substr(0, at));
    CHECK(memory_in(repository).find("is a on b") == nullptr);
  }
}

TEST_CASE("the oldest answers are forgotten when there are too many", "[gate]") {
  const TestRepo repo;
  const Repository repository = Repository::open(repo.path());
  Memory memory = memory_in(repository);
  for (int i = 0; i <= kMostAnswers; ++i) memory.keep(std::to_string(i), "x");
  CHECK(memory.find("0") == nullptr);
  CHECK(memory.find("1") != nullptr);
  CHECK(memory.find(std::to_string(kMostAnswers)) != nullptr);
}

TEST_CASE("two runs at once keep the answers of both", "[gate]") {
  const TestRepo repo;
  const Repository repository = Repository::open(repo.path());
  memory_in(repository).keep("old", "0");
  {
    Memory first = memory_in(repository), second = memory_in(repository);
    CHECK(first.find("old") != nullptr);
    CHECK(second.find("old") != nullptr);
    first.keep("a", "1");
    second.keep("b", "2");
  }
  Memory after = memory_in(repository);
  REQUIRE(after.find("a") != nullptr);
  REQUIRE(after.find("b") != nullptr);
  CHECK(*after.find("a") + *after.find("b") == "12");
  CHECK(after.find("old") != nullptr);
}

TEST_CASE("a memory is read with the first question", "[gate]") {
  const TestRepo repo;
  const Repository repository = Repository::open(repo.path());
  Memory early = memory_in(repository);
  memory_in(repository).keep("a", "1");
  CHECK(early.find("a") != nullptr);
}
