// SPDX-License-Identifier: MIT
// Damaged payloads through everything that CI reads: nothing but UsageError and Undecidable may
// escape, and what is read is whole. The seeds are fixed, so a failure repeats.
#include <filesystem>
#include <functional>
#include <random>

#include "ci/event/github_event.h"
#include "ci/event/open_pull_requests.h"
#include "gate/base/error.h"
#include "gate/base/visible.h"
#include "gate/git/objects/oid.h"
#include "gate/request/pull_request_json.h"
#include "tests/ci/event/fixture.h"
#include "tests/support/catch.h"
#include "tests/support/places.h"

using namespace hotfix;
using hotfix::test::ci_fixture;

namespace {

constexpr int kRounds = 300;  // a fixture

using Random = std::mt19937;

std::size_t below(std::size_t end, Random& random) { return end == 0 ? 0 : random() % end; }

// A value of another kind in the place of one that stands behind a colon.
void swap_value(std::string& text, Random& random) {
  static const std::vector<std::string> values = {
      "null", "0",    "-1", "1e400",       "18446744073709551616", "\"\"",  "\"\\u0000\"", "[]",
      "{}",   "true", "[[", "\"\\ud800\"", "{\"login\": null}",    "[null]"};
  const auto colon = text.find(": ", below(text.size(), random));
  const auto end = text.find_first_of(",\n", colon == std::string::npos ? 0 : colon);
  if (colon == std::string::npos || end == std::string::npos) return;
  text.replace(colon + 2, end - colon - 2, values[below(values.size(), random)]);
}

void damage_bytes(std::string& text, Random& random) {
  using namespace std::string_literals;
  static const std::string spice = "\0\n\r\t \"'[]{},:\\\x1b\x7f\x80\xc3\xff-0aZ"s;
  const std::size_t at = below(text.size(), random);
  switch (random() % 3) {
    case 0:
      text.erase(at, 1 + random() % 30);
      break;
    case 1:
      text.insert(at, 1, spice[below(spice.size(), random)]);
      break;
    default:
      text.insert(at, text.substr(at, random() % 60));
  }
}

std::string damage(std::string text, Random& random) {
  for (auto edits = 1 + random() % 4; edits > 0; --edits) {
    random() % 3 == 0 ? damage_bytes(text, random) : swap_value(text, random);
  }
  return text;
}

// How many of the rounds were read without a complaint.
int survivors(const std::string& seed, const std::function<void(const std::string&)>& read) {
  Random random(11);
  int read_well = 0;
  for (int round = 0; round < kRounds; ++round) {
    const std::string text = damage(seed, random);
    try {
      read(text);
      ++read_well;
    } catch (const UsageError&) {
    } catch (const Undecidable& error) {
      if (error.fix.empty()) FAIL("no fix for: " << error.what());
    } catch (const std::exception& error) {
      FAIL("round " << round << ": " << error.what() << " for: " << visible(text));
    }
  }
  return read_well;
}

std::vector<std::string> fixtures(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry :
       std::filesystem::directory_iterator(test::source_folder() + "/tests/ci/event/" + folder)) {
    names.push_back(folder + "/" + entry.path().filename().string());
  }
  return names;
}

std::string event_name(const std::string& fixture) {
  for (const char* name : {"pull_request", "merge_group", "push", "schedule"}) {
    if (fixture.find(std::string("/") + name) != std::string::npos) return name;
  }
  return fixture.find("/review") == std::string::npos ? "workflow_dispatch" : "pull_request_review";
}

void check_whole(const Event& event) {
  CHECK((event.head.empty() || is_full_id(event.head)));
  CHECK((event.before.empty() || is_full_id(event.before)));
  if (!event.nothing.empty() || event.kind == Event::Kind::ledger) return;
  CHECK_FALSE(event.branch.empty());
  CHECK(visible(event.branch).find("\\x0") == std::string::npos);
  if (event.kind == Event::Kind::pull_request) {
    CHECK_FALSE(event.target.empty());
    CHECK(event.pull_request->number > 0);
  }
}

}  // namespace

TEST_CASE("no damaged payload crashes the reader or is half read", "[ci]") {
  int read_well = 0;
  for (const std::string& fixture : fixtures("events")) {
    INFO(fixture);
    const std::string name = event_name(fixture);
    read_well += survivors(ci_fixture(fixture), [&](const std::string& text) {
      check_whole(read_github_event(name, text));
    });
  }
  CHECK(read_well > kRounds);  // else the damage is too great to test anything
}

TEST_CASE("no damaged pull request crashes the reader or is half read", "[ci]") {
  int read_well = 0;
  for (const std::string& fixture : fixtures("pull_requests")) {
    INFO(fixture);
    read_well += survivors(ci_fixture(fixture), [](const std::string& text) {
      Event event;
      event.kind = Event::Kind::pull_request;
      apply_live_pull_request(event, text);
      CHECK((event.head.empty() || is_full_id(event.head)));
      CHECK(event.pull_request->number > 0);
      for (const Review& review : event.pull_request->reviews.value_or(std::vector<Review>{})) {
        CHECK((review.commit.empty() || is_full_id(review.commit)));
      }
    });
  }
  CHECK(read_well > kRounds);
}

TEST_CASE("no damaged list of pull requests crashes the reader or is half read", "[ci]") {
  const std::string list = "[{\"number\": 43, \"headRefOid\": \"" + std::string(40, '1') +
                           "\"}, {\"number\": 7, \"headRefOid\": \"" + std::string(40, '2') +
                           "\"}]";
  const int read_well = survivors(list, [](const std::string& text) {
    Event event;
    event.kind = Event::Kind::pull_request;
    apply_open_pull_requests(event, text);
    for (const OpenPullRequest& one : event.open) {
      CHECK(one.number > 0);
      CHECK(is_full_id(one.head));
    }
  });
  CHECK(read_well > 0);
}

TEST_CASE("no name of an event crashes the reader", "[ci]") {
  for (const std::string& name : {std::string("pull_request\0", 13), std::string("::error::x"),
                                  std::string("\xff\n\x1b[2J"), std::string(1 << 20, 'a')}) {
    CHECK(read_github_event(name, "{").kind == Event::Kind::other);
  }
}
