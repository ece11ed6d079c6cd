// SPDX-License-Identifier: MIT
#include "gate/workflow/step.h"

#include "tests/support/catch.h"

namespace hotfix {

TEST_CASE("a step is taken back from its end, as far as it came", "[gate][workflow]") {
  const Step step{"do", {{"one", {"undo one"}}, {"look"}, {"two", {"undo two"}}}};
  CHECK(undo_of(step, 3) == Commands{"undo two", "undo one"});
  CHECK(undo_of(step, 2) == Commands{"undo one"});
  CHECK(undo_of(step, 0).empty());
}

TEST_CASE("what a later act took back itself is not taken back twice", "[gate][workflow]") {
  const Step step{"do", {{"add", {"remove"}}, {"work", {"undo work"}}, {"remove"}}};
  CHECK(undo_of(step, 2) == Commands{"undo work", "remove"});
  CHECK(undo_of(step, 3) == Commands{"undo work"});
}

TEST_CASE("a line that takes something back names the id that a reference has then",
          "[gate][workflow]") {
  const Step step{"do", {{"make", {std::string("drop refs/heads/x ") + kIdNow}, "refs/heads/x"}}};
  CHECK(undo_of(step, 1, [](const std::string& ref) { return ref + "!"; }) ==
        Commands{"drop refs/heads/x refs/heads/x!"});
  CHECK(undo_of(step, 1, [](const std::string&) { return std::string(); }).empty());
  CHECK(undo_of(step, 1).empty());
}

}  // namespace hotfix
