// SPDX-License-Identifier: MIT
#include "ci/verdict/event_page.h"

#include <set>

#include "ci/event/github_event.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"

using namespace hotfix;

TEST_CASE("the page of the events shows them as they are", "[ci]") {
  test::check_golden("ci/verdict/README.md", event_page());
}

TEST_CASE("the events of the table are those that are read, and what is not judged", "[ci]") {
  std::set<Event::Kind> read = {Event::Kind::other}, told;
  for (const std::string& name : event_names()) read.insert(kind_of_event(name));
  for (const JudgedEvent& event : judged_events()) told.insert(event.kind);
  CHECK(told == read);
}
