// SPDX-License-Identifier: MIT
#include "gate/memory/seal.h"

#include <filesystem>

#include "tests/support/catch.h"
#include "tests/support/repo.h"
#include "tests/support/variable.h"

namespace fs = std::filesystem;
using namespace hotfix;

TEST_CASE("the seal is SipHash-2-4", "[gate]") {
  Seal::Key key;
  for (std::size_t i = 0; i < key.size(); ++i) key[i] = static_cast<unsigned char>(i);
  std::string bytes;
  for (char i = 0; i < 15; ++i) bytes += i;
  CHECK(Seal(key).of(bytes) == 0xa129ca6149be45e5u);  // the vector of the paper
  CHECK(Seal(key).of({}) == 0x726fdb47dd0e0e31u);
}

TEST_CASE("two seals of one user are alike, and another user's is not", "[gate]") {
  std::uint64_t first = 0, again = 0, other = 0;
  {
    const TestRepo home;
    first = Seal::of_this_user()->of("text");
    again = Seal::of_this_user()->of("text");
  }
  {
    const TestRepo home;
    other = Seal::of_this_user()->of("text");
  }
  CHECK(first == again);
  CHECK(first != other);
}

TEST_CASE("a key that others may write seals nothing", "[gate]") {
  const TestRepo home;
  REQUIRE(Seal::of_this_user());
  fs::permissions(home.root() + "/.local/state/hotfix/seal",
                  fs::perms::owner_all | fs::perms::others_write);
  CHECK_FALSE(Seal::of_this_user());
}

TEST_CASE("no home is made for a user who has none", "[gate]") {
  const TestRepo home;
  const std::string nowhere = home.root() + "/nowhere";
  const Variable moved("HOME", nowhere.c_str());
  CHECK_FALSE(Seal::of_this_user());
  CHECK_FALSE(fs::exists(nowhere));
}
