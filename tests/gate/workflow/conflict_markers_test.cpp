// SPDX-License-Identifier: MIT
#include "gate/workflow/conflict_markers.h"

#include "tests/support/catch.h"

using namespace hotfix;

using Lines = std::vector<std::size_t>;

TEST_CASE("the markers of a conflict are found, also one that is left alone", "[workflow]") {
  const std::string text =
      "a\n<<<<<<< HEAD\nours\n||||||| 1a2b\nbase\n=======\ntheirs\n>>>>>>> hotfix: x\nb\n";
  CHECK(marker_lines(text, {}) == Lines{2, 4, 6, 8});
  CHECK(marker_lines("a\n=======\nb\n", {}) == Lines{2});
  CHECK(marker_lines("a\n>>>>>>> hotfix: x", {}) == Lines{2});
  CHECK(marker_lines("a\r\n=======\r\n", {}) == Lines{2});
}

TEST_CASE("what only looks like a marker is none", "[workflow]") {
  CHECK(marker_lines("<<<<<< HEAD\n<<<<<<<< HEAD\n<<<<<<<HEAD\n ======= \n", {}).empty());
  CHECK(marker_lines("Heading\n========\n\n=====\n", {}).empty());
  CHECK(marker_lines("", {}).empty());
}

TEST_CASE("a line that one of the sides has is no marker", "[workflow]") {
  const std::string page = "Heading\n=======\ntext\n";
  CHECK(marker_lines(page, {"text\n", "Heading\n=======\n"}).empty());
  CHECK(marker_lines(page, {"text\n", "=======x\n"}) == Lines{2});
}

TEST_CASE("markers are as long as the attributes of the file say", "[workflow]") {
  const std::string text = "Heading\n=======\n<<<<<<<<< HEAD\na\n=========\nb\n>>>>>>>>> x\n";
  CHECK(marker_lines(text, {}, 9) == Lines{3, 5, 7});
}
