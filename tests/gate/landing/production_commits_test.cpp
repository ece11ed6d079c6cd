// SPDX-License-Identifier: MIT
#include "gate/landing/production_commits.h"

#include "gate/base/error.h"
#include "tests/gate/landing/lines.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

ProductionCommits commits_of(const Lines& repo, std::int64_t now = Lines::kNow,
                             const std::string& policy = "") {
  return repo.asked(
      [](LandingIndex& index, const Policy& rules, const LedgerQuestion& question) {
        return production_commits(index.graph, rules, question);
      },
      policy, now);
}

Subjects subjects_of(const std::vector<Hotfix>& commits) {
  Subjects subjects;
  for (const Hotfix& commit : commits) subjects.push_back(commit.subject);
  return subjects;
}

// An empty commit of that committer's date.
void dated(const Lines& repo, const std::string& date, const std::string& message) {
  repo.sh("GIT_COMMITTER_DATE=" + date + " git commit -q --allow-empty -m '" + message + "'");
}

// Development has production's hotfix from a merge, and production was moved to it.
struct FastForwarded : Lines {
  explicit FastForwarded(const std::string& merge_message = "Merge branch 'kars-prod'") {
    add("hotfix: one");
    add("hotfix: two");
    switch_to("kars-dev");
    merge("kars-prod", merge_message);
    switch_to("kars-prod");
    git({"merge", "-q", "--ff-only", "kars-dev"});
  }
};

}  // namespace

TEST_CASE("after a fast-forward promotion production's old line is still looked at",
          "[landing][ledger]") {
  const FastForwarded repo;
  const ProductionCommits commits = commits_of(repo);
  CHECK(subjects_of(commits.hotfixes) == Subjects{"hotfix: one", "hotfix: two"});
  CHECK(commits.shared.empty());
  CHECK(commits.without_sign.empty());
}

TEST_CASE("also once the two lines have parted again", "[landing][ledger]") {
  FastForwarded repo;
  repo.add("hotfix: three");
  repo.switch_to("kars-dev");
  repo.add("feat: more");
  CHECK(subjects_of(commits_of(repo).hotfixes) ==
        Subjects{"hotfix: one", "hotfix: two", "hotfix: three"});
}

TEST_CASE("the side of another merge of development is not production's line",
          "[landing][ledger]") {
  const FastForwarded repo("Bring it all");
  const ProductionCommits commits = commits_of(repo);
  CHECK(commits.hotfixes.empty());
  CHECK(commits.shared.empty());
}

TEST_CASE("where the policy says where the ledger begins, nothing before that is looked at",
          "[landing][ledger]") {
  const FastForwarded repo;
  const ProductionCommits commits =
      commits_of(repo, Lines::kNow, "[backport]\nsince = \"2030-01-01\"\n");
  CHECK(commits.hotfixes.empty());
  CHECK(commits.shared.empty());
}

TEST_CASE("a commit from the future came no later than the one after it", "[landing][ledger]") {
  Lines repo;
  dated(repo, "@1950000000", "hotfix: tomorrow");
  repo.add("feat: after it");
  const std::int64_t after = std::stoll(repo.git({"log", "-1", "--format=%ct"}));
  const Hotfix hotfix = commits_of(repo).hotfixes.front();
  CHECK(hotfix.released_at == after);
  CHECK(hotfix.deadline == after + 86'400);
  CHECK(hotfix.false_date == 1'950'000'000);
}

TEST_CASE("the newest commit came no later than now", "[landing][ledger]") {
  Lines repo;
  dated(repo, "@1950000000", "hotfix: tomorrow");
  const Hotfix hotfix = commits_of(repo).hotfixes.front();
  CHECK(hotfix.released_at == Lines::kNow);
  CHECK(hotfix.false_date);
}

TEST_CASE("of two commits from the future in a row both came no later than now",
          "[landing][ledger]") {
  Lines repo;
  dated(repo, "@1950000000", "hotfix: tomorrow");
  dated(repo, "@1960000000", "hotfix: the day after");
  for (const Hotfix& hotfix : commits_of(repo).hotfixes) {
    CHECK(hotfix.released_at == Lines::kNow);
    CHECK(hotfix.false_date);
  }
}

TEST_CASE("a clock that ran ahead by less than the age of the commit is told too",
          "[landing][ledger]") {
  Lines repo;
  dated(repo, "2025-06-20T00:00:00Z", "hotfix: five days ahead");
  repo.add("feat: after it");
  const Hotfix hotfix = commits_of(repo, 1'760'000'000).hotfixes.front();
  CHECK(hotfix.false_date);
  CHECK(hotfix.released_at < 1'750'001'000);
}

TEST_CASE("a commit whose clock ran behind does not date the one before it", "[landing][ledger]") {
  Lines repo;
  repo.add("hotfix: one");
  const std::int64_t own = std::stoll(repo.git({"log", "-1", "--format=%ct"}));
  dated(repo, "2001-01-01T00:00:00Z", "chore: old clock");
  repo.add("feat: after it");
  const Hotfix hotfix = commits_of(repo).hotfixes.front();
  CHECK(hotfix.released_at == own);
  CHECK_FALSE(hotfix.false_date);
}

TEST_CASE("reverts are found, also below the merge of one", "[landing][ledger]") {
  Lines repo;
  const std::string feature = repo.add("feat: too much");
  repo.git({"revert", "--no-edit", feature});
  const std::string more = repo.add("feat: much more");
  repo.switch_new("revert-4-x");
  repo.git({"revert", "--no-edit", more});
  repo.switch_to("kars-prod");
  repo.merge("revert-4-x", "Merge pull request #5 from owner/revert-4-x");
  CHECK(subjects_of(commits_of(repo).reverts) ==
        Subjects{"Revert \"feat: too much\"", "Revert \"feat: much more\""});
}

TEST_CASE("what has no sign is neither a hotfix, nor a revert, nor a promotion",
          "[landing][ledger]") {
  Lines repo;
  const std::string direct = repo.add("Fix the sign-in");
  repo.add("hotfix: one");
  repo.git({"revert", "--no-edit", direct});
  repo.merge("kars-dev", "Merge branch 'kars-dev' into kars-prod");
  repo.side("topic", "work");
  repo.merge("topic", "Bring the topic");
  repo.side("quick", "hotfix: aside");
  repo.merge("quick", "Bring the fix");
  CHECK(subjects_of(commits_of(repo).without_sign) ==
        Subjects{"Fix the sign-in", "Bring the topic"});
}

TEST_CASE("what development has since is not without a sign", "[landing][ledger]") {
  Lines repo;
  repo.add("Fix the sign-in");
  repo.switch_to("kars-dev");
  repo.merge("kars-prod", "Merge branch 'kars-prod' into kars-dev");
  CHECK(commits_of(repo).without_sign.empty());
}
