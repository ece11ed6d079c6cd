// SPDX-License-Identifier: MIT
#include "gate/request/strict_json.h"

#include <functional>

#include "gate/base/error.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

const JsonSource kSource{"the answer", "ask again", 200};

StrictJson parse(std::string_view text) { return StrictJson::parse(text, kSource); }

std::string reason_of(const std::function<void()>& work) {
  try {
    work();
  } catch (const Undecidable& error) {
    CHECK(error.fix == "ask again");
    return error.what();
  }
  return {};
}

}  // namespace

TEST_CASE("values come out as they were written", "[gate]") {
  const StrictJson json = parse(R"({"a": {"b": ["x", null]}, "n": 7, "t": true})");
  CHECK(json.at("a").at("b").items().at(0).text() == "x");
  CHECK(json.at("a").at("b").items().at(1).text_or_empty().empty());
  CHECK(json.at("n").positive() == 7);
  CHECK(json.at("t").flag());
}

TEST_CASE("what is missing or null is told apart only where that is asked", "[gate]") {
  const StrictJson json = parse(R"({"a": null})");
  CHECK(json.has("a"));
  CHECK(json.at("a").is_null());
  CHECK_FALSE(json.find("a"));
  CHECK_FALSE(json.find("b"));
  CHECK(reason_of([&] { json.at("b"); }) == "b is missing in the answer");
}

TEST_CASE("a value of the wrong type is named by its path", "[gate]") {
  const StrictJson json = parse(R"({"a": {"b": [1, -1, "", "x\ny"]}})");
  const std::vector<StrictJson> items = json.at("a").at("b").items();
  CHECK(reason_of([&] { items.at(0).text(); }) == "a.b[0] is not a string in the answer");
  CHECK(reason_of([&] { items.at(1).positive(); }) ==
        "a.b[1] is not a whole number above zero in the answer");
  CHECK(reason_of([&] { items.at(2).name(); }) == "a.b[2] is empty in the answer");
  CHECK(reason_of([&] { items.at(3).name(); }) == "a.b[3] holds control characters in the answer");
  CHECK(reason_of([&] { json.at("a").items(); }) == "a is not a list in the answer");
  CHECK(reason_of([&] { json.flag(); }) == "the answer is neither true nor false");
}

TEST_CASE("a share is a number from 0 to 1", "[gate]") {
  const StrictJson json = parse(R"([0, 1, 0.5, 1.5, -0.1, "1", 1e300])");
  const std::vector<StrictJson> items = json.items();
  CHECK(items.at(0).fraction() == 0);
  CHECK(items.at(1).fraction() == 1);
  CHECK(items.at(2).fraction() == 0.5);
  for (std::size_t i = 3; i < items.size(); ++i) {
    CHECK_THAT(reason_of([&] { items.at(i).fraction(); }), contains("is not a number from 0 to 1"));
  }
}

TEST_CASE("a full id comes out in lower case, and nothing else is one", "[gate]") {
  const StrictJson json = parse(R"(["ABCDEF7890123456789012345678901234567890", "abc"])");
  CHECK(json.items().at(0).id() == "abcdef7890123456789012345678901234567890");
  CHECK(reason_of([&] { json.items().at(1).id(); }) == "[1] is not a full commit id in the answer");
}

TEST_CASE("text that is no JSON is refused without quoting it", "[gate]") {
  CHECK(reason_of([] { parse(" \n"); }) == "the answer is empty");
  CHECK(reason_of([] { parse("{\"secret\": }"); }) ==
        "the answer is not JSON: it breaks at byte 12");
  CHECK(reason_of([] { parse(std::string(201, ' ')); }) == "the answer is larger than 0 MiB");
  CHECK(reason_of([] { parse(std::string(101, '[')); }) == "the answer is nested too deeply");
}

TEST_CASE("a part keeps the whole document alive", "[gate]") {
  const StrictJson part = parse(R"({"a": {"b": "x"}})").at("a");
  CHECK(part.at("b").text() == "x");
}
