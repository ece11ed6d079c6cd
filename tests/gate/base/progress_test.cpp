// SPDX-License-Identifier: MIT
#include "gate/base/progress.h"

#include <sstream>

#include "tests/support/catch.h"

using namespace hotfix;

TEST_CASE("progress is shown on one line, which is blank at the end", "[gate]") {
  std::ostringstream out;
  {
    Progress progress(&out, "hotfixes");
    progress.show(1, 10);
    progress.show(2, 10);
  }
  const std::string blank(std::string("1/10 hotfixes").size(), ' ');
  CHECK(out.str() == "\r1/10 hotfixes\r2/10 hotfixes\r" + blank + "\r");
}

TEST_CASE("a shorter line of progress covers a longer one", "[gate]") {
  std::ostringstream out;
  Progress progress(&out, "x");
  progress.show(10, 10);
  progress.show(1, 1);
  CHECK_THAT(out.str(), contains("\r1/1 x  "));
}

TEST_CASE("progress that nobody watches writes nothing", "[gate]") {
  std::ostringstream out;
  { Progress progress(&out, "hotfixes"); }
  CHECK(out.str().empty());
  Progress(nullptr, "hotfixes").show(1, 2);
}
