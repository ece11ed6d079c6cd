// SPDX-License-Identifier: MIT
#include "gate/request/subject.h"

#include "tests/support/catch.h"

using namespace hotfix;

namespace {

using Kind = SubjectKind;

Kind kind(const std::string& branch) { return kind_of_branch(branch, default_policy()); }

Subject pushed(const std::string& branch, const std::string& local_id,
               const std::string& remote_id) {
  return subject_of_push({"refs/heads/" + branch, local_id, "refs/heads/" + branch, remote_id},
                         "origin", default_policy());
}

Kind asked(const std::string& branch, const std::string& target, const std::string& fork = {}) {
  Event event;
  event.branch = branch;
  event.target = target;
  event.fork = fork;
  return subject_of_pull_request(event, default_policy()).kind;
}

const std::string kOld(40, 'a'), kNew(40, 'b');

}  // namespace

TEST_CASE("a branch is what its name says under the policy", "[gate]") {
  CHECK(kind("kars-prod") == Kind::production);
  CHECK(kind("kars-dev") == Kind::development);
  CHECK(kind("hotfix/login") == Kind::hotfix);
  CHECK(kind("revert-12-hotfix/login") == Kind::revert);
  CHECK(kind("feature/hotfix") == Kind::other);
}

TEST_CASE("a name that means to be a hotfix branch is a lookalike", "[gate]") {
  for (const char* name : {"Hotfix/x", "hot-fix/x", "hotfixes/x", "hotfix-x", "hot\u200bfix/x"}) {
    INFO(name);
    CHECK(kind(name) == Kind::lookalike);
  }
  CHECK(kind("hotfixture") == Kind::other);
}

TEST_CASE("a pushed branch is judged at its new tip, a deleted hotfix at its old one", "[gate]") {
  const Subject moved = pushed("hotfix/x", kNew, kOld);
  CHECK(moved.kind == Kind::hotfix);
  CHECK(moved.head == kNew);
  CHECK(moved.old_head == kOld);
  CHECK(moved.local_branch == "hotfix/x");
  const Subject removed = pushed("hotfix/x", "", kOld);
  CHECK(removed.kind == Kind::removal);
  CHECK(removed.head == kOld);
}

TEST_CASE("the deletion of anything but a hotfix, production or development is not judged",
          "[gate]") {
  CHECK(pushed("hot-fix/x", "", kOld).kind == Kind::other);
  CHECK(pushed("revert-1-x", "", kOld).kind == Kind::other);
  CHECK(pushed("kars-prod", "", kOld).kind == Kind::production);
}

TEST_CASE("tags and other references are not judged", "[gate]") {
  const RefUpdate tag{"refs/tags/v1", kNew, "refs/tags/hotfix/v1", {}};
  CHECK(subject_of_push(tag, "origin", default_policy()).kind == Kind::other);
}

TEST_CASE("production takes hotfixes, reverts and promotions", "[gate]") {
  CHECK(asked("hotfix/x", "kars-prod") == Kind::hotfix);
  CHECK(asked("revert-1-x", "kars-prod") == Kind::revert);
  CHECK(asked("kars-dev", "kars-prod") == Kind::promotion);
  CHECK(asked("feature/x", "kars-prod") == Kind::stray);
}

TEST_CASE("a fork's branch of development's name is no promotion", "[gate]") {
  CHECK(asked("kars-dev", "kars-prod", "eve/kars") == Kind::stray);
  CHECK(asked("hotfix/x", "kars-prod", "eve/kars") == Kind::hotfix);
}

TEST_CASE("a pull request into development is judged only when it is a backport", "[gate]") {
  CHECK(asked("hotfix/x", "kars-dev") == Kind::backport);
  CHECK(asked("feature/x", "kars-dev") == Kind::other);
}

TEST_CASE("a hotfix that goes to neither branch is astray", "[gate]") {
  CHECK(asked("hotfix/x", "main") == Kind::stray);
  CHECK(asked("feature/x", "main") == Kind::other);
}
