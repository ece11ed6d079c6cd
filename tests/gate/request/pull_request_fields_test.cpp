// SPDX-License-Identifier: MIT
#include "gate/request/pull_request_fields.h"

#include "gate/base/error.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

StrictJson parse(std::string_view text) {
  return StrictJson::parse(text, {"the answer", "ask again", 1000});
}

}  // namespace

TEST_CASE("a merge method is read in either case", "[gate]") {
  MergeSettings settings;
  read_auto_merge(settings, parse("\"SQUASH\""), parse("\"hotfix: x\""));
  CHECK(settings.chosen == MergeMethod::squash);
  CHECK(settings.subject == "hotfix: x");
  read_auto_merge(settings, parse("\"rebase\""), std::nullopt);
  CHECK(settings.chosen == MergeMethod::rebase);
  CHECK(settings.subject.empty());
}

TEST_CASE("a merge method that is not known is not guessed", "[gate]") {
  MergeSettings settings;
  CHECK_THROWS_AS(read_auto_merge(settings, parse("\"octopus\""), std::nullopt), Undecidable);
}

TEST_CASE("labels are their names, in order", "[gate]") {
  CHECK(read_labels(parse(R"([{"name": "P0", "id": 1}, {"name": "b"}])")) ==
        std::vector<std::string>{"P0", "b"});
  CHECK_THROWS_AS(read_labels(parse(R"([{"id": 1}])")), Undecidable);
}
