// SPDX-License-Identifier: MIT
#include "gate/landing/history/signature.h"

#include <string>

#include "tests/support/catch.h"

using namespace hotfix;

namespace {

std::string object(const std::string& message, const std::string& author = "A <a@x> 1 +0000") {
  return "tree " + std::string(40, '0') + "\nauthor " + author + "\ncommitter C <c@x> 2 +0000\n\n" +
         message;
}

std::uint64_t subject(const std::string& message) { return signature_of(object(message)).subject; }

}  // namespace

TEST_CASE("subjects are alike but for case, blanks and pull request numbers", "[landing]") {
  CHECK(subject("Hotfix: charge once (#12)\n\nbody") == subject("hotfix:  Charge once (#99) (#3)"));
  CHECK(subject("hotfix: charge once") != subject("hotfix: charge twice"));
  CHECK(subject("") == 0);
}

TEST_CASE("an author's mail and date are one half, the name is not", "[landing]") {
  const auto by = [](const std::string& author) {
    return signature_of(object("x", author)).author_date;
  };
  CHECK(by("A <a@x> 1 +0000") == by("Another Name <a@x> 1 +0000"));
  CHECK(by("A <a@x> 1 +0000") != by("A <a@x> 2 +0000"));
  CHECK(by("nobody") == 0);
}

TEST_CASE("a line that begins with Hotfix- is seen in any case, in the message alone",
          "[landing]") {
  CHECK(has_hotfix_trailer(object("x\n\nhotfix-Landed: 1234567\n")));
  CHECK_FALSE(has_hotfix_trailer(object("x\n\nno Hotfix-Landed here\n")));
  CHECK_FALSE(has_hotfix_trailer(object("x", "Hotfix-A <a@x> 1 +0000")));
}
