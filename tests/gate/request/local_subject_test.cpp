// SPDX-License-Identifier: MIT
#include "gate/request/local_subject.h"

#include "gate/base/error.h"
#include "tests/support/catch.h"
#include "tests/support/context.h"

using namespace hotfix;

namespace {

struct Clone : TestRepo {
  Clone() {
    kars(*this);
    switch_new("hotfix/x");
    commit("hotfix: mend", "src/login.js", "mended\n");
  }
  Subject named(const std::string& revision) const {
    Request request;
    request.repository = path();
    request.revision = revision;
    return subject_of_revision(context_of(*this), request);
  }
  Subject pushed(const std::string& local_ref, const std::string& local_id) const {
    Request request;
    request.repository = path();
    request.remote = "https://ann:secret@example.com/kars.git";
    return pushed_subject(context_of(*this), request,
                          {local_ref, local_id, "refs/heads/hotfix/x", {}});
  }
};

}  // namespace

TEST_CASE("without a revision the current branch is meant", "[gate]") {
  const Clone repo;
  for (const char* name : {"", "HEAD", "hotfix/x", "refs/heads/hotfix/x"}) {
    INFO(name);
    const Subject subject = repo.named(name);
    CHECK(subject.branch == "hotfix/x");
    CHECK(subject.local_branch == "hotfix/x");
    CHECK(subject.head == repo.id("hotfix/x"));
  }
}

TEST_CASE("a branch that only the remote has is found there", "[gate]") {
  const Clone repo;
  repo.git({"push", "-q", "origin", "hotfix/x:hotfix/theirs"});
  repo.git({"fetch", "-q", "origin"});
  for (const char* name : {"hotfix/theirs", "origin/hotfix/theirs"}) {
    INFO(name);
    CHECK(repo.named(name).branch == "hotfix/theirs");
    CHECK(repo.named(name).local_branch.empty());
  }
}

TEST_CASE("a commit has no name, and is judged as a hotfix", "[gate]") {
  const Clone repo;
  const Subject subject = repo.named("kars-dev~1");
  CHECK(subject.kind == SubjectKind::hotfix);
  CHECK(subject.branch.empty());
  CHECK(subject.head == repo.id("kars-dev~1"));
}

TEST_CASE("development is linted as a promotion to be, production not at all", "[gate]") {
  const Clone repo;
  CHECK(repo.named("kars-dev").kind == SubjectKind::promotion);
  CHECK_THROWS_AS(repo.named("kars-prod"), UsageError);
}

TEST_CASE("a branch of another name is linted as a hotfix that is badly named", "[gate]") {
  const Clone repo;
  repo.branch("fix/x");
  const Subject subject = repo.named("fix/x");
  CHECK(subject.kind == SubjectKind::hotfix);
  CHECK_FALSE(subject.well_named);
}

TEST_CASE("pushing HEAD pushes the branch that is checked out", "[gate]") {
  const Clone repo;
  CHECK(repo.pushed("HEAD", repo.id("hotfix/x")).local_branch == "hotfix/x");
  CHECK(repo.pushed("HEAD", repo.id("kars-prod")).local_branch.empty());
  CHECK(repo.pushed("refs/heads/other", repo.id("hotfix/x")).local_branch == "other");
}

TEST_CASE("the password of the URL that is pushed to is not kept", "[gate]") {
  const Clone repo;
  CHECK(repo.pushed("refs/heads/hotfix/x", repo.id("hotfix/x")).remote ==
        "https://***@example.com/kars.git");
}
