// SPDX-License-Identifier: MIT
#include "ci/event/open_pull_requests.h"

#include "gate/base/error.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

Event applied(const std::string& text, Event::Kind kind = Event::Kind::pull_request) {
  Event event;
  event.kind = kind;
  apply_open_pull_requests(event, text);
  return event;
}

std::string reason(const std::string& text) {
  try {
    applied(text);
  } catch (const Undecidable& error) {
    CHECK_THAT(error.fix, contains("gh pr list"));
    return error.what();
  }
  return "it was decided";
}

const std::string kList = R"([{"number": 43, "headRefOid": ")" + std::string(40, 'A') +
                          R"("}, {"number": 7, "headRefOid": ")" + std::string(40, 'b') + "\"}]";

}  // namespace

TEST_CASE("the open pull requests are known by number and head", "[ci]") {
  const Event event = applied(kList);
  REQUIRE(event.open.size() == 2);
  CHECK(event.open[0].number == 43);
  CHECK(event.open[0].head == std::string(40, 'a'));
  CHECK(event.open[1].number == 7);
  CHECK(applied("[]").open.empty());
}

TEST_CASE("an event of no pull request takes no list of them", "[ci]") {
  CHECK(applied(kList, Event::Kind::push).open.empty());
  CHECK_NOTHROW(applied("no list", Event::Kind::ledger));
}

TEST_CASE("text that is no list of pull requests is undecided", "[ci]") {
  CHECK(reason("") == "--open-json is empty");
  CHECK(reason("{}") != "it was decided");
  CHECK(reason(R"([{"number": 43}])") != "it was decided");
  CHECK(reason(R"([{"number": 43, "headRefOid": "main"}])") != "it was decided");
}
