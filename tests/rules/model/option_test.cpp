// SPDX-License-Identifier: MIT
#include "rules/model/option.h"

#include <stdexcept>

#include "tests/support/catch.h"

using namespace hotfix;

namespace {

constexpr std::string_view kTable[] = {"a", "b"};
constexpr OptionSpec kWords{"list", OptionKind::words, "", kTable};
constexpr OptionSpec kNumber{"most", OptionKind::number, "", std::int64_t{5}};
constexpr OptionSpec kGlobs{"paths", OptionKind::globs, "", kTable};

}  // namespace

TEST_CASE("an option that nothing sets has its default", "[rules]") {
  Options options;
  options.add(kWords, {}, {});
  options.add(kNumber, {}, {});
  CHECK(options.words("list") == Words{"a", "b"});
  CHECK(options.number("most") == 5);
}

TEST_CASE("an option that is set has that value, and be it empty", "[rules]") {
  Options options;
  options.add(kWords, Words{}, {});
  options.add(kNumber, std::int64_t{7}, {});
  CHECK(options.words("list").empty());
  CHECK(options.number("most") == 7);
}

TEST_CASE("what a rule did not declare cannot be asked for", "[rules]") {
  Options options;
  options.add(kWords, {}, {});
  CHECK_THROWS_AS(options.number("most"), std::out_of_range);
  CHECK_THROWS_AS(options.matches("list", "a"), std::out_of_range);
}

TEST_CASE("a list of globs is asked by its name", "[rules]") {
  Options options;
  options.add(kGlobs, {}, [](std::string_view path) { return path == "a"; });
  CHECK(options.matches("paths", "a"));
  CHECK_FALSE(options.matches("paths", "b"));
}
