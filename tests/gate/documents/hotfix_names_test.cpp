// SPDX-License-Identifier: MIT
#include "gate/documents/hotfix_names.h"

#include "tests/support/catch.h"

using namespace hotfix;

namespace {

constexpr std::int64_t kMorning = 1'767'337'200;  // 2026-01-02 07:00 UTC

HotfixNames names(const std::string& message, const Policy& policy = default_policy()) {
  Commit commit;
  commit.id = std::string(40, 'a');
  commit.message = message;
  return names_of(commit, kMorning, policy);
}

std::string path_of(const HotfixNames& one) {
  return document_paths({one}, default_policy().post_mortem).front();
}

}  // namespace

TEST_CASE("a hotfix is called by its branch where the commit says it", "[gate]") {
  for (const char* message : {"Merge branch 'hotfix/null-user' into kars-prod",
                              "Merge pull request #12 from kars/hotfix/null-user",
                              "refuse it (#12)\n\nHotfix-Branch: hotfix/null-user"}) {
    INFO(message);
    CHECK(names(message).branch == "hotfix/null-user");
    CHECK(names(message).slug == "null-user");
  }
}

TEST_CASE("a hotfix is called by its subject where it does not", "[gate]") {
  CHECK(names("hotfix: refuse a null user (#12)").slug == "refuse-a-null-user");
  CHECK(names("hotfix(login)!: refuse it").slug == "refuse-it");
  CHECK(names("Hotfix/null user (#12)").slug == "null-user");
  CHECK(names("hotfix: refuse a null user").branch.empty());
  CHECK(names("hotfix: \xE4\xBF\xAE\xE6\xAD\xA3").slug == "aaaaaaaaaaaa");
  CHECK(names("hotfix: ../../etc/passwd\x1b[31m").slug == "etc-passwd-31m");
}

TEST_CASE("the pull request is known by its mark", "[gate]") {
  CHECK(names("hotfix: x y (#12)").reference == "#12");
  CHECK(names("hotfix: x y (!7)").reference == "!7");
  CHECK(names("Merge pull request #12 from kars/hotfix/x").reference == "#12");
  CHECK(names("hotfix: x y").reference.empty());
}

TEST_CASE("a document is called by the day in UTC and the hotfix", "[gate]") {
  CHECK(path_of(names("hotfix: refuse a null user (#12)")) ==
        "docs/post-mortems/2026-01-02-refuse-a-null-user.md");
  const Policy other = parse_policy("post_mortem.folder = 'notes'", "p");
  CHECK(document_paths({names("hotfix: x y")}, other.post_mortem).front() ==
        "notes/2026-01-02-x-y.md");
}

TEST_CASE("two hotfixes of one name on one day have two documents", "[gate]") {
  const HotfixNames one = names("hotfix: x y");
  CHECK(document_paths({one, one}, default_policy().post_mortem) ==
        std::vector<std::string>{"docs/post-mortems/2026-01-02-x-y.md",
                                 "docs/post-mortems/2026-01-02-x-y-2.md"});
}
