// SPDX-License-Identifier: MIT
// Payloads that are not what GitHub sends.
#include "ci/event/github_event.h"
#include "gate/base/error.h"
#include "tests/ci/event/fixture.h"
#include "tests/support/catch.h"

using namespace hotfix;
using hotfix::test::ci_fixture;
using hotfix::test::with;

namespace {

const std::string kHead(40, '1'), kZeros(40, '0');

std::string payload(const std::string& name) { return ci_fixture("events/" + name + ".json"); }

// Why it could not be decided; the fix must never be missing.
std::string reason(const std::string& name, const std::string& text) {
  try {
    read_github_event(name, text);
  } catch (const Undecidable& error) {
    REQUIRE_FALSE(error.fix.empty());
    return error.what();
  }
  return "it was decided";
}

std::string refused(const std::string& from, const std::string& to) {
  return reason("pull_request", with(payload("pull_request_opened"), from, to));
}

std::string nested(std::size_t depth, const std::string& open) {
  std::string text;
  text.reserve(depth * open.size());
  for (std::size_t i = 0; i < depth; ++i) text += open;
  return text;
}

}  // namespace

TEST_CASE("a payload with nothing in it is undecided", "[ci]") {
  CHECK(reason("pull_request", "") == "the payload is empty");
  CHECK(reason("push", " \n\t") == "the payload is empty");
}

TEST_CASE("the fix for a payload names the options that stand for it", "[ci]") {
  try {
    read_github_event("pull_request", "");
    FAIL("it was decided");
  } catch (const Undecidable& error) {
    CHECK_THAT(error.fix, contains("hotfix-gate --event pull_request --base"));
  }
}

TEST_CASE("a payload over 25 MiB is undecided", "[ci]") {
  const std::string text = payload("push");
  CHECK(reason("push", text + std::string(kPayloadLimit, ' ')) ==
        "the payload is larger than 25 MiB");
  CHECK_NOTHROW(read_github_event("push", text + std::string(kPayloadLimit - text.size(), ' ')));
}

TEST_CASE("a malformed payload is named by the place, not by its text", "[ci]") {
  CHECK(reason("push", "{\"ref\": ::error::x}") == "the payload is not JSON: it breaks at byte 9");
  CHECK_THAT(reason("push", payload("push") + "}"), contains("is not JSON"));
}

TEST_CASE("bytes that are not UTF-8 are undecided", "[ci]") {
  CHECK_THAT(refused("hotfix/login", "hotfix/\xff"), contains("is not JSON"));
  CHECK_THAT(refused("hotfix/login", "hotfix/\\ud800"), contains("is not JSON"));
}

TEST_CASE("deep nesting is refused before it costs memory", "[ci]") {
  for (const char* open : {"[", "{\"a\":", "[{\"a\":"}) {
    CHECK(reason("push", nested(2'000'000, open)) == "the payload is nested too deeply");
  }
}

TEST_CASE("nesting is counted outside of words only", "[ci]") {
  const std::string brackets = nested(200, "[{") + "\\\"" + nested(200, "[{");
  const std::string text =
      with(payload("push"), "\"ref\":", "\"note\": \"" + brackets + "\", \"ref\":");
  CHECK(read_github_event("push", text).branch == "kars-prod");
}

TEST_CASE("a long list of small objects costs no more than its length", "[ci]") {
  const std::string list = nested(1'000'000, "{},");
  CHECK(reason("push", "[" + list + "1]") == "the payload is not an object");
}

TEST_CASE("a number that no machine can hold is undecided", "[ci]") {
  CHECK(refused("\"number\": 42", "\"number\": 1e400") ==
        "the payload holds a number that is out of range");
}

TEST_CASE("the number of a pull request is a whole number above zero", "[ci]") {
  for (const char* bad : {"18446744073709551616", "-42", "0", "4.2", "true", "null", "\"42\""}) {
    INFO(bad);
    CHECK(refused("\"number\": 42,", "\"number\": " + std::string(bad) + ",") ==
          "pull_request.number is not a whole number above zero in the payload");
  }
}

TEST_CASE("what is missing is named by its path", "[ci]") {
  CHECK(reason("pull_request", "{}") == "pull_request is missing in the payload");
  CHECK(refused("\"sha\":", "\"oid\":") == "pull_request.head.sha is missing in the payload");
  CHECK(refused("\"labels\":", "\"marks\":") == "pull_request.labels is missing in the payload");
  CHECK(reason("push", "{\"ref\": \"refs/heads/x\"}") == "after is missing in the payload");
  CHECK(reason("merge_group", "{\"merge_group\": {}}") == "action is missing in the payload");
}

TEST_CASE("of two equal keys the last one counts", "[ci]") {
  const std::string text =
      with(payload("pull_request_opened"), "\"number\": 42,", "\"number\": [], \"number\": 42,");
  CHECK(read_github_event("pull_request", text).pull_request->number == 42);
}

TEST_CASE("a repository that is not told is not taken for this one", "[ci]") {
  CHECK(refused("\"repo\":", "\"repository\":") ==
        "pull_request.head.repo is missing in the payload");
}

TEST_CASE("what is of another type is named by its path", "[ci]") {
  CHECK(reason("push", "[]") == "the payload is not an object");
  CHECK(reason("pull_request", "{\"pull_request\": 7}") ==
        "pull_request is not an object in the payload");
  CHECK(refused("\"name\": \"P0\"", "\"name\": null") ==
        "pull_request.labels[0].name is not a string in the payload");
  CHECK(refused("\"draft\": false", "\"draft\": \"false\"") ==
        "pull_request.draft is neither true nor false in the payload");
  CHECK(refused("\"title\": \"hotfix", "\"title\": [], \"x\": \"hotfix") ==
        "pull_request.title is not a string in the payload");
}

TEST_CASE("an id that is not whole is undecided", "[ci]") {
  for (const std::string& bad : {std::string(39, '1'), std::string(41, '1'), std::string(40, 'g'),
                                 std::string("HEAD"), std::string("--upload-pack=x")}) {
    CHECK(refused(kHead + "\",\n      \"user\"", bad + "\",\n      \"user\"") ==
          "pull_request.head.sha is not a full commit id in the payload");
  }
}

TEST_CASE("ids of either hash are read, in lower case", "[ci]") {
  const std::string id(64, 'A');
  const Event event = read_github_event("push", with(payload("push"), kHead, id));
  CHECK(event.head == std::string(64, 'a'));
}

TEST_CASE("a zero of the longer hash is no commit either", "[ci]") {
  const std::string text = with(payload("push_created"), kZeros, kZeros + std::string(24, '0'));
  CHECK(read_github_event("push", text).before.empty());
}

TEST_CASE("the name of a branch holds no control byte", "[ci]") {
  CHECK(refused("\"ref\": \"hotfix/login\"", "\"ref\": \"hotfix/login\\u0000\"") ==
        "pull_request.head.ref holds control characters in the payload");
  CHECK(refused("\"ref\": \"kars-prod\"", "\"ref\": \"kars-prod\\n\"") ==
        "pull_request.base.ref holds control characters in the payload");
  CHECK(refused("\"ref\": \"kars-prod\"", "\"ref\": \"\"") ==
        "pull_request.base.ref is empty in the payload");
}

TEST_CASE("words of a pull request are kept as they are, however hostile", "[ci]") {
  using namespace std::string_literals;
  const std::string text =
      with(payload("pull_request_opened"), "hotfix: trim the session cookie before comparing it",
           "\\n::error::x\\u0000\\u001b[2J | `@kars/team` \\u202e");
  CHECK(read_github_event("pull_request", text).pull_request->title ==
        "\n::error::x\0\x1b[2J | `@kars/team` \xe2\x80\xae"s);
}
