// SPDX-License-Identifier: MIT
#include "gate/base/time_text.h"

#include "tests/support/catch.h"

using namespace hotfix;

TEST_CASE("a duration is a number and a unit", "[gate][time]") {
  CHECK(parse_duration("90m") == 90 * 60);
  CHECK(parse_duration("24h") == 86'400);
  CHECK(parse_duration("3d") == 3 * 86'400);
  CHECK(parse_duration("2w") == 14 * 86'400);
  CHECK(parse_duration("0h") == 0);
}

TEST_CASE("what is not exactly a duration is none", "[gate][time]") {
  const char* text = GENERATE("", "h", "24", "24 h", " 24h", "24h ", "-1h", "+1h", "1.5h", "1h30m",
                              "24H", "24hours", "0x1h", "3y", "99999999999999999999h", "1000000d");
  INFO(text);
  CHECK_FALSE(parse_duration(text));
}

TEST_CASE("the longest duration is ten years", "[gate][time]") {
  CHECK(parse_duration("3650d"));
  CHECK_FALSE(parse_duration("3651d"));
}

TEST_CASE("a date is its first second", "[gate][time]") {
  CHECK(parse_date("1970-01-01") == 0);
  CHECK(parse_date("2024-02-29") == 1'709'164'800);
}

TEST_CASE("a time of day is in UTC, with or without seconds", "[gate][time]") {
  CHECK(parse_date("2025-06-15T15:06:40Z") == 1'750'000'000);
  CHECK(parse_date("2025-06-15T15:06Z") == 1'749'999'960);
}

TEST_CASE("what is not exactly a date is none", "[gate][time]") {
  const char* text = GENERATE("", "2025", "2025-6-15", "2025-13-01", "2025-02-29", "2025-06-00",
                              "2025-06-15T", "2025-06-15T24:00Z", "2025-06-15T10:60Z",
                              "2025-06-15T10:00:60Z", "2025-06-15T10:00", "2025-06-15T10:00+02:00",
                              "2025-06-15 10:00Z", "tomorrow", "2025-06-15\n", "+025-06-15");
  INFO(text);
  CHECK_FALSE(parse_date(text));
}

TEST_CASE("a time may be seconds since the epoch, where a date may not", "[gate][time]") {
  CHECK(parse_time("1750000000") == 1'750'000'000);
  CHECK(parse_time("2025-06-15T15:06:40Z") == 1'750'000'000);
  CHECK_FALSE(parse_time("-1"));
  CHECK_FALSE(parse_time("999999999999"));
  CHECK_FALSE(parse_date("1750000000"));
}

TEST_CASE("a time that is written can be read again", "[gate][time]") {
  CHECK(iso_time(1'750'000'000) == "2025-06-15T15:06:40Z");
  CHECK(parse_time(iso_time(1'709'164'799)) == 1'709'164'799);
}

TEST_CASE("a time before the epoch is written too", "[gate][time]") {
  CHECK(iso_time(-1) == "1969-12-31T23:59:59Z");
}

TEST_CASE("people read the two largest units of a duration", "[gate][time]") {
  CHECK(shown_duration(3 * 86'400 + 4 * 3600 + 59) == "3 d 4 h");
  CHECK(shown_duration(3 * 86'400) == "3 d");
  CHECK(shown_duration(2 * 3600 + 600) == "2 h 10 min");
  CHECK(shown_duration(119) == "1 min");
  CHECK(shown_duration(0) == "less than a minute");
  CHECK(shown_time(1'750'000'000) == "2025-06-15 15:06 UTC");
}
