// SPDX-License-Identifier: MIT
#include "hooks/pre_push.h"

#include "tests/support/catch.h"
#include "tests/support/repo.h"

namespace hotfix {

namespace {

// The owner's repository, and the hook program run as git runs it.
struct Pushing : TestRepo {
  Pushing() { kars(*this); }

  void break_policy() {
    commit("chore: policy", ".hotfix.toml", "nonsense = 1\n");
    git({"push", "-q", "origin", "kars-prod"});
  }
  std::string line(const std::string& branch, const std::string& local,
                   const std::string& remote = {}) const {
    const std::string zero(40, '0');
    return "refs/heads/" + branch + " " + (local.empty() ? zero : id(local)) + " refs/heads/" +
           branch + " " + (remote.empty() ? zero : id(remote)) + "\n";
  }
  ProgramResult judge(const std::string& lines) const {
    return exec({program("hotfix-pre-push"), "origin", "url"}, lines);
  }
};

std::size_t occurrences(const std::string& text, const std::string& word) {
  std::size_t n = 0;
  for (auto at = text.find(word); at != text.npos; at = text.find(word, at + 1)) ++n;
  return n;
}

}  // namespace

TEST_CASE("a broken policy refuses a hotfix, and says how to get out", "[hooks]") {
  Pushing repo;
  repo.break_policy();
  const ProgramResult result = repo.judge(repo.line("hotfix/x", "kars-prod"));
  CHECK(result.status == 2);
  CHECK_THAT(result.err, contains("nonsense"));
  CHECK_THAT(result.err, contains("correct .hotfix.toml on a branch that is not named hotfix/*"));
  CHECK_THAT(result.err, contains("git push --no-verify"));
}

TEST_CASE("a broken policy lets development go forward, with a warning", "[hooks]") {
  Pushing repo;
  repo.break_policy();
  const ProgramResult result = repo.judge(repo.line("kars-dev", "kars-dev", "kars-dev~1"));
  CHECK(result.status == 0);
  CHECK_THAT(result.err, contains("warning"));
}

TEST_CASE("a broken policy lets nobody rewrite or delete development", "[hooks]") {
  Pushing repo;
  repo.break_policy();
  CHECK(repo.judge(repo.line("kars-dev", "kars-dev~1", "kars-dev")).status == 2);
  CHECK(repo.judge(repo.line("kars-dev", {}, "kars-dev")).status == 2);
}

TEST_CASE("a broken policy refuses a push of which one branch is a hotfix", "[hooks]") {
  Pushing repo;
  repo.break_policy();
  const std::string lines =
      repo.line("kars-dev", "kars-dev", "kars-dev~1") + repo.line("hotfix/x", "kars-prod");
  CHECK(repo.judge(lines).status == 2);
}

TEST_CASE("two branches that may be production are no fault of the policy", "[hooks]") {
  Pushing repo;
  repo.commit("chore: policy", ".hotfix.toml", "production = \"release\"\n");
  repo.git({"update-ref", "refs/remotes/origin/release", "HEAD"});
  repo.git({"symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/release"});
  const ProgramResult result = repo.judge(repo.line("hotfix/x", "kars-prod"));
  CHECK(result.status == 2);
  CHECK_THAT(result.err, contains("git config hotfix.production release"));
  CHECK_THAT(result.err, !contains("correct .hotfix.toml"));
}

TEST_CASE("what cannot be decided for one reason is told once", "[hooks]") {
  const Pushing repo;
  repo.git({"update-ref", "-d", "refs/remotes/origin/kars-prod"});
  const ProgramResult result =
      repo.judge(repo.line("hotfix/x", "kars-prod") + repo.line("hotfix/y", "kars-prod"));
  INFO(result.err);
  CHECK(result.status == 0);
  CHECK(occurrences(result.err, "origin/kars-prod is not here") == 1);
  CHECK_THAT(result.err, contains("UNDECIDED  hotfix/y for the same reason"));
}

}  // namespace hotfix
