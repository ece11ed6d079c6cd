// SPDX-License-Identifier: MIT
#include "gate/base/own_stack.h"

#include <array>
#include <cstddef>

#include "tests/support/catch.h"

using namespace hotfix;

namespace {

// Takes a kilobyte and more a call.
int deep(int calls) {
  std::array<char, 1024> frame{};
  volatile char* const used = frame.data();
  *used = 1;
  return calls == 0 ? 0 : *used + deep(calls - 1);
}

}  // namespace

TEST_CASE("the status of the body is the status of the program", "[gate]") {
  CHECK(on_own_stack([] { return 3; }) == 3);
}

TEST_CASE("a body has megabytes of stack", "[gate]") {
  CHECK(on_own_stack([] { return deep(4000); }) == 4000);
}
