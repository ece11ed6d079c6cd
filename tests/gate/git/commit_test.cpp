// SPDX-License-Identifier: MIT
#include "gate/git/commit.h"

#include "tests/support/catch.h"

using namespace hotfix;

namespace {

const std::string kTree(40, 'a'), kParent(40, 'b'), kOther(40, 'c');

std::string object(const std::string& message) {
  return "tree " + kTree + "\nparent " + kParent + "\nparent " + kOther +
         "\nauthor Kim Doe <kim@example.com> 1700000000 +0100\n"
         "committer Kim <kim@example.com> 1700000060 +0100\n\n" +
         message;
}

}  // namespace

TEST_CASE("the header of a commit has its tree, its parents and the committer's time", "[git]") {
  const CommitHeader header = parse_commit_header(object("x"));
  CHECK(header.tree.hex() == kTree);
  REQUIRE(header.parents.size() == 2);
  CHECK(header.parents[1].hex() == kOther);
  CHECK(header.time == 1700000060);
}

TEST_CASE("a commit with a damaged committer has no time and keeps the rest", "[git]") {
  const CommitHeader header = parse_commit_header("tree " + kTree + "\ncommitter nobody\n\nx");
  CHECK(header.tree.hex() == kTree);
  CHECK(header.time == 0);
}

TEST_CASE("a line of the message is not taken for a header", "[git]") {
  const Commit commit = parse_commit(Oid{}, object("parent " + kTree + "\n"));
  CHECK(commit.parents == std::vector<std::string>{kParent, kOther});
  CHECK(commit.author == "Kim Doe");
  CHECK(commit.message == "parent " + kTree + "\n");
}

TEST_CASE("a message names the commits that it reverts", "[git]") {
  const auto claims = revert_lines("x\n\nThis reverts commit abcdef1, reversing\nchanges made to " +
                                   kOther + ".\n\nThis reverts commit 1234567.\n");
  REQUIRE(claims.size() == 2);
  CHECK(claims[0].reverted == "abcdef1");
  CHECK(claims[0].base == kOther);
  CHECK(claims[1].reverted == "1234567");
  CHECK(claims[1].base.empty());
}

TEST_CASE("prose that begins like a revert names no commit", "[git]") {
  CHECK(revert_lines("This reverts commit added yesterday").empty());
  CHECK(revert_lines("This reverts commit abc123").empty());
  CHECK(revert_claims("hotfix: x\n\nThis reverts commit abcdef1.").empty());
  CHECK(revert_claims("Revert \"x\"\n\nThis reverts commit abcdef1.").size() == 1);
}

TEST_CASE("a merge says which branch it merged", "[git]") {
  CHECK(merged_branch("Merge branch 'hotfix/x' into kars-prod") == "hotfix/x");
  CHECK(merged_branch("Merge remote-tracking branch 'origin/hotfix/x'") == "hotfix/x");
  CHECK(merged_branch("Merge pull request #7 from owner/hotfix/x") == "hotfix/x");
  CHECK(merged_branch("Merged in hotfix/x (pull request #7)") == "hotfix/x");
  CHECK(merged_branch("Merge the two lists").empty());
  CHECK(merged_branch("Merge pull request #7").empty());
}

TEST_CASE("a waiver has its rule, its reason and its commit", "[git]") {
  Commit commit;
  commit.id = kTree;
  commit.message = "hotfix: x\n\nHotfix-Waive: tests-present  it is 2 am\nHotfix-Waive: severity\n";
  const auto waivers = waivers_of(commit);
  REQUIRE(waivers.size() == 2);
  CHECK(waivers[0].rule == "tests-present");
  CHECK(waivers[0].reason == "it is 2 am");
  CHECK(waivers[0].commit == kTree);
  CHECK(waivers[1].reason.empty());
}

TEST_CASE("a commit is known with its author's and its committer's address", "[git]") {
  const Commit commit = parse_commit(Oid{}, object("x"));
  CHECK(commit.author_email == "kim@example.com");
  CHECK(commit.committer == "Kim");
  CHECK(commit.committer_email == "kim@example.com");
  const Commit damaged = parse_commit(Oid{}, "author Kim\ncommitter <k\n\nx");
  CHECK(damaged.author == "Kim");
  CHECK(damaged.author_email.empty());
  CHECK(damaged.committer_email.empty());
}
