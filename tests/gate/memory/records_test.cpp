// SPDX-License-Identifier: MIT
#include "gate/memory/records.h"

#include "tests/support/catch.h"

using namespace hotfix;

TEST_CASE("what was put is taken in the same order", "[gate]") {
  RecordWriter writer;
  writer.put(std::uint16_t{7});
  writer.put_all(std::vector<std::uint32_t>{1, 2, 3});
  writer.put_text("text");
  RecordReader reader(writer.bytes());
  CHECK(reader.take<std::uint16_t>() == 7);
  CHECK(reader.take_all<std::uint32_t>() == std::vector<std::uint32_t>{1, 2, 3});
  CHECK(reader.take_text() == "text");
  CHECK(reader.ok());
  CHECK(reader.done());
}

TEST_CASE("a list that claims more than there is is refused, and all that follows", "[gate]") {
  RecordWriter writer;
  writer.put(std::uint32_t{1'000'000'000});
  writer.put(std::uint32_t{1});
  RecordReader reader(writer.bytes());
  CHECK(reader.take_all<std::uint64_t>().empty());
  CHECK_FALSE(reader.ok());
  CHECK(reader.take<std::uint32_t>() == 0);
  CHECK(reader.take_text().empty());
}
