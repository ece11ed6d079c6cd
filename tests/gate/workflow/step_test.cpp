// SPDX-License-Identifier: MIT
#include "gate/workflow/step.h"

#include "tests/support/catch.h"

using namespace hotfix;

TEST_CASE("what was done of a step is taken back from its end", "[gate][workflow]") {
  const Step step{"do it",
                  {{"check"}, {"one", {"un-one"}}, {"two", {"un-two"}}, {"three", {"un-three"}}}};
  CHECK(undo_of(step, 4) == Commands{"un-three", "un-two", "un-one"});
  CHECK(undo_of(step, 2) == Commands{"un-one"});
  CHECK(undo_of(step, 1).empty());
  CHECK(undo_of(step, 0).empty());
}

TEST_CASE("the commands of a step are its acts in order", "[gate][workflow]") {
  CHECK(commands_of({"do it", acts_of({"a", "b"})}) == Commands{"a", "b"});
}
