// SPDX-License-Identifier: MIT
#include "gate/base/similarity.h"

#include <string>

#include "tests/support/catch.h"

using namespace hotfix;

namespace {

std::string numbered(int from, int to) {
  std::string text;
  for (int i = from; i < to; ++i) text += "line " + std::to_string(i) + "\n";
  return text;
}

int alike(const std::string& a, const std::string& b) {
  return percent_alike(spans_of(a), spans_of(b));
}

}  // namespace

TEST_CASE("files are as alike as the share of the larger one that both have", "[gate][base]") {
  CHECK(alike(numbered(10, 60), numbered(10, 60)) == 100);
  CHECK(alike(numbered(10, 60), numbered(10, 35)) == 50);
  CHECK(alike(numbered(10, 60), numbered(35, 85)) == 50);
  CHECK(alike(numbered(10, 60), numbered(60, 99)) == 0);
  CHECK(alike("", "") == 0);
  CHECK(alike("", "a\n") == 0);
}

TEST_CASE("lines that changed places and line ends make no difference", "[gate][base]") {
  CHECK(alike("one\ntwo\nthree\n", "three\none\ntwo\n") == 100);
  CHECK(alike("one\ntwo\nthree\n", "one\r\ntwo\r\nthree\r\n") >= 80);
}

TEST_CASE("a line counts as often as both have it", "[gate][base]") {
  CHECK(alike("a\na\na\na\n", "a\n") == 25);
}

TEST_CASE("a file without lines is compared by its bytes", "[gate][base]") {
  std::string bytes;
  for (int i = 0; i < 6400; ++i) bytes += static_cast<char>('!' + (i * i + i / 64) % 90);
  CHECK(alike(bytes, bytes.substr(0, 3200)) == 50);
}

TEST_CASE("the index nominates the few files that share most", "[gate][base]") {
  SimilarityIndex index;
  for (int file = 0; file < 1000; ++file) {
    index.add(static_cast<std::uint32_t>(file),
              spans_of("}\n" + numbered(file * 20, file * 20 + 20)));
  }
  CHECK(index.nominees(spans_of("}\n" + numbered(505, 520) + numbered(520, 525))) ==
        std::vector<std::uint32_t>{25, 26});
  CHECK(index.nominees(spans_of(numbered(0, 20'000))).size() == SimilarityIndex::kNominees);
}

TEST_CASE("what many files have nominates none of them", "[gate][base]") {
  SimilarityIndex index;
  const auto few = static_cast<std::uint32_t>(SimilarityIndex::kCommon);
  for (std::uint32_t file = 0; file < few; ++file) index.add(file, spans_of("same\n"));
  CHECK(index.nominees(spans_of("same\n")) == std::vector<std::uint32_t>{0, 1, 2, 3});
  index.add(few, spans_of("same\n"));
  CHECK(index.nominees(spans_of("same\n")).empty());
}
