// SPDX-License-Identifier: MIT
#include "gate/workflow/post_mortem.h"

#include "gate/page/markdown.h"
#include "rules/form/post_mortem_form.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"

using namespace hotfix;

namespace {

constexpr std::int64_t kNoticed = 1'750'000'000;  // 2025-06-15 15:06:40 UTC
const std::string kSubject = "hotfix: refuse a missing user (#12)";

Course released(const std::string& subject = kSubject) {
  Course course;
  course.branch = "hotfix/login";
  course.released.emplace();
  course.released->commit = std::string(40, 'b');
  course.released->subject = subject;
  course.released->released_at = kNoticed + 5'000;
  return course;
}

Course recorded() {
  Course course = released();
  course.incident.severity = "P0";
  course.incident.issue = "nobody can log in";
  course.incident.impact = "all users";
  course.incident.detected = kNoticed;
  course.incident.started = kNoticed + 600;
  course.incident.deployed = kNoticed + 5'100;
  course.incident.verified = kNoticed + 8'000;
  return course;
}

std::string text_of(const Course& course, const std::string& message = kSubject,
                    const std::string& form = default_policy().post_mortem.form) {
  return post_mortem_text(form, post_mortem_values(course, message, Refs{}, read_markdown));
}

// What the document says in place of "[What was fixed]" of a commit with that subject.
std::string resolution(const std::string& subject) {
  return text_of(released(subject), subject, "## Resolution\n[What was fixed]\n");
}

std::vector<std::string> open(const std::string& text) {
  return open_sections(read_markdown(text), read_markdown(default_policy().post_mortem.form));
}

}  // namespace

TEST_CASE("the document has all that is recorded in its places", "[gate][workflow]") {
  const std::string message =
      kSubject +
      "\n\n## Root cause\nThe session outlives the *user*.\n\n## Rollback plan\nRevert\n";
  test::check_golden("tests/golden/post_mortem.md", text_of(recorded(), message));
}

TEST_CASE("the document keeps the template where nothing is known", "[gate][workflow]") {
  test::check_golden("tests/golden/post_mortem_unknown.md", text_of(released()));
}

TEST_CASE("what only people know is open in a document that was just written", "[gate][workflow]") {
  CHECK(open(text_of(recorded())) == std::vector<std::string>{"Timeline (Detection, Verified)",
                                                              "Root Cause", "Prevention",
                                                              "Lessons Learned"});
}

TEST_CASE("a commit says its severity and the beginning of its fix itself", "[gate][workflow]") {
  Course course = released();
  course.released->begun_at = kNoticed;
  course.said = {"P1", "", std::string(40, 'b')};
  const std::string text = text_of(course);
  CHECK_THAT(text, contains("**Severity:** P1\n"));
  CHECK_THAT(text, contains("**Response:** 15:06 UTC - the fix was written\n"));
  CHECK_THAT(text, contains("**Duration:** X hours\n"));
  course.incident.verified = kNoticed + 600;
  CHECK_THAT(text_of(course), contains("**Duration:** 10 min\n"));
}

TEST_CASE("the document names each commit that a rebase brought", "[gate][workflow]") {
  Course course = released();
  course.brought = {std::string(40, 'c'), course.released->commit};
  const std::string text = text_of(course);
  CHECK_THAT(text, contains("<!-- of commit cccccccccccc -->"));
  CHECK_THAT(text, contains("bbbbbbbbbbbb"));
}

TEST_CASE("a time of another day bears its day", "[gate][workflow]") {
  Course course = recorded();
  course.incident.verified = kNoticed + 86'400;
  CHECK_THAT(text_of(course), contains("**Date:** 2025-06-15\n"));
  CHECK_THAT(text_of(course), contains("**Verified:** 2025-06-16 15:06 UTC - [Confirmed"));
}

TEST_CASE("a hotfix that was taken back says so", "[gate][workflow]") {
  Course course = released();
  course.took_back = {std::string(40, 'c')};
  CHECK_THAT(text_of(course), contains("(bbbbbbbbbbbb on kars-prod, taken back by cccccccccccc)"));
}

TEST_CASE("nothing that a commit says becomes markup", "[gate][workflow]") {
  CHECK_THAT(resolution("hotfix: <img src=x onerror=y> & <!-- gone"),
             contains("\n\\<img src=x onerror=y> \\& \\<!-- gone ("));
  CHECK_THAT(resolution("hotfix: # big"), contains("\n\\# big ("));
  CHECK_THAT(resolution("hotfix: - [ ] a [x](http://e.vil) `b` *c* _d_ snake_case ~~e~~ | f"),
             contains("\n\\- \\[ ] a \\[x](http://e.vil) \\`b\\` \\*c\\* \\_d\\_ snake_case "
                      "\\~\\~e\\~\\~ \\| f ("));
  CHECK_THAT(resolution("hotfix: 1. one"), contains("\n1\\. one ("));
  CHECK_THAT(resolution("hotfix: a\x1b[31m\r\xff b"),
             contains("\na\\\\x1b\\[31m\\\\x0d\\\\xff b ("));
}

TEST_CASE("what stands in the template's brackets of a commit is no prompt", "[gate][workflow]") {
  const std::string text = resolution("hotfix: [What was fixed]");
  CHECK(open_sections(read_markdown(text), read_markdown("## Resolution\n[What was fixed]\n")) ==
        std::vector<std::string>{"Resolution"});
}

TEST_CASE("a long message is cut", "[gate][workflow]") {
  std::string message = kSubject + "\n\n## Root cause\n";
  for (int i = 0; i < 100; ++i) message += std::string(300, 'x') + " y\n";
  CHECK(text_of(released(), message).size() < 6'000);
  CHECK_THAT(text_of(released(), message), contains("## Root Cause\nxxx"));
  message += std::string(100'000, 'x');
  CHECK_THAT(text_of(released(), message), contains("## Root Cause\n[Technical"));
}

TEST_CASE("a team's own template is filled by its labels and headings", "[gate][workflow]") {
  const std::string form = "# Outage of YYYY-MM-DD\nSev: P0/P1, issue: [what]\n## Impact\n[who]\n";
  CHECK(text_of(recorded(), kSubject, form) ==
        "# Outage of 2025-06-15\nSev: P0, issue: [what]\n## Impact\nall users\n"
        "\n<!-- of commit bbbbbbbbbbbb -->\n");
}
