// SPDX-License-Identifier: MIT
#include "gate/workflow/announcement.h"

#include "tests/support/catch.h"
#include "tests/support/golden.h"

using namespace hotfix;

namespace {

constexpr std::int64_t kStart = 1'750'000'000;  // 2025-06-15 15:06:40 UTC

Course released() {
  Course course;
  course.branch = "hotfix/login";
  course.incident.severity = "P0";
  course.incident.issue = "nobody can log in";
  course.incident.impact = "all users";
  course.incident.estimate = "1 hour";
  course.incident.assigned = "Kim";
  course.incident.started = kStart;
  course.released.emplace();
  course.released->commit = std::string(40, 'b');
  course.released->subject = "hotfix: refuse a missing user (#12)";
  course.released->released_at = kStart + 4'000;
  return course;
}

std::string all_messages(const Course& course, std::int64_t now) {
  const Policy policy = default_policy();
  const MessageValues values = message_values(course, policy, now);
  std::string text;
  for (const Announcement one :
       {Announcement::initiated, Announcement::deployed, Announcement::complete}) {
    text += message_text(one, values, policy) + "---\n";
  }
  return text;
}

}  // namespace

TEST_CASE("the messages say all that is known", "[gate][workflow]") {
  test::check_golden("tests/golden/announcements.txt", all_messages(released(), kStart + 9'000));
}

TEST_CASE("the messages leave in brackets what is not known", "[gate][workflow]") {
  test::check_golden("tests/golden/announcements_unknown.txt", all_messages({}, kStart));
}

TEST_CASE("what was done is the subject without its type and number", "[gate][workflow]") {
  Course course = released();
  CHECK(what_was_done(course) == "refuse a missing user");
  course.released->subject = "hotfix(api)!: do it";
  CHECK(what_was_done(course) == "do it");
  course.released->subject = "Merge branch 'hotfix/login'";
  course.change = "Refuse it";
  CHECK(what_was_done(course) == "Refuse it");
}

TEST_CASE("a duration begins when the incident was noticed", "[gate][workflow]") {
  Course course = released();
  course.incident.detected = kStart - 600;
  course.incident.verified = kStart + 6'600;
  CHECK(message_values(course, default_policy(), kStart + 90'000).at("duration") == "2 h");
}

TEST_CASE("what nobody verified was over when development had it", "[gate][workflow]") {
  Course course = released();
  const std::int64_t deployed = course.released->released_at;
  course.incident.deployed = deployed;
  course.released->landed_at = deployed + 600;
  CHECK(over_at(course, deployed + 90'000) == deployed + 600);
  course.released->landed_at = deployed - 600;
  CHECK(over_at(course, deployed + 90'000) == deployed + 90'000);
  course.incident.verified = deployed + 60;
  CHECK(over_at(course, deployed + 90'000) == deployed + 60);
}

TEST_CASE("an issue of two lines is one line of the message", "[gate][workflow]") {
  Course course = released();
  course.incident.issue = "login crashes\nfor everybody\n";
  CHECK(message_values(course, default_policy(), kStart).at("issue") ==
        "login crashes for everybody");
}

TEST_CASE("clocks that disagree give no duration", "[gate][workflow]") {
  CHECK(message_values(released(), default_policy(), kStart - 1).at("duration").empty());
}

TEST_CASE("a message of the policy ends with a line break", "[gate][workflow]") {
  const Policy policy = parse_policy("[workflow]\ncomplete = \"{branch} is over\"", "p");
  CHECK(message_text(Announcement::complete, message_values(released(), policy, kStart), policy) ==
        "hotfix/login is over\n");
}
