// SPDX-License-Identifier: MIT
#include "gate/git/revert.h"

#include "gate/base/error.h"
#include "tests/support/catch.h"
#include "tests/support/context.h"

using namespace hotfix;

namespace {

std::string numbered(int n) {
  std::string text;
  for (int i = 0; i < n; ++i) text += "line " + std::to_string(i) + "\n";
  return text;
}

Revert check_head(const TestRepo& repo) {
  const Repository opened = Repository::open(repo.path());
  Graph graph(opened);
  const Oid head = parse_oid(repo.id("HEAD"));
  const auto claims = revert_claims(graph.commit(head).message);
  REQUIRE(claims.size() == 1);
  return check_revert(graph, head, claims.front());
}

// HEAD as a commit of a branch that is judged against `production`.
std::optional<Revert> revert_at_head(const TestRepo& repo, const std::string& production,
                                     std::size_t request = 0) {
  const Repository opened = Repository::open(repo.path());
  Graph graph(opened);
  const Oid tip = parse_oid(repo.id(production));
  std::vector<Revert> reverts = reverts_of(graph, parse_oid(repo.id("HEAD")), {tip, request});
  place_reverts(graph, tip, reverts);
  REQUIRE(reverts.size() < 2);
  return reverts.empty() ? std::nullopt : std::optional(reverts.front());
}

// The commits of main..HEAD, as reverts of what main has.
std::vector<Revert> reverts_on_branch(const TestRepo& repo) {
  const Repository opened = Repository::open(repo.path());
  Graph graph(opened);
  const Oid production = parse_oid(repo.id("main"));
  std::vector<Revert> all;
  for (const Oid& id : diverge(graph, production, parse_oid(repo.id("HEAD"))).ahead) {
    for (const Revert& revert : reverts_of(graph, id, {production})) all.push_back(revert);
  }
  place_reverts(graph, production, all);
  return all;
}

// A release on main: a hotfix of its own, then a merge of the sides, each with a file.
std::string merge_release(TestRepo& repo, const Arguments& sides) {
  repo.commit("one", "a.js", "1\n");
  for (const std::string& side : sides) {
    repo.switch_new(side, "main");
    repo.commit("feat: " + side, side + ".js", "f\n");
  }
  repo.switch_to("main");
  repo.commit("hotfix: mend", "a.js", "mended\n");
  Arguments merge = {"merge", "-q", "--no-ff", "--no-edit"};
  merge.insert(merge.end(), sides.begin(), sides.end());
  repo.git(merge);
  return repo.id("HEAD");
}

// Pull request 12 on main, merged or squashed.
std::string merge_request(TestRepo& repo) {
  repo.commit("one", "a.js", "1\n");
  repo.switch_new("side");
  repo.commit("two", "a.js", "2\n");
  repo.commit("three", "b.js", "3\n");
  repo.switch_to("main");
  repo.git(
      {"merge", "-q", "--no-ff", "-m", "Merge pull request #12 from kars/side\n\nTwo", "side"});
  return repo.id("HEAD");
}

// A commit with the tree of `revision`, on a new branch.
void restore(TestRepo& repo, const std::string& revision, const std::string& message) {
  repo.switch_new("back");
  repo.git({"read-tree", "-u", "--reset", revision});
  repo.commit(message);
}

bool tip_is_reverted(const TestRepo& repo, const std::string& tip) {
  const Repository opened = Repository::open(repo.path());
  Graph graph(opened);
  const Oid old_tip = parse_oid(repo.id(tip));
  return reverts_tip(graph, old_tip, diverge(graph, old_tip, parse_oid(repo.id("HEAD"))).ahead);
}

}  // namespace

TEST_CASE("git revert makes an exact revert", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", numbered(9));
  const std::string bad = repo.commit("two", "a.js", numbered(12));
  repo.git({"revert", "--no-edit", "HEAD"});
  const Revert revert = check_head(repo);
  CHECK(revert.state == Revert::State::exact);
  CHECK(revert.reverted == bad);
}

TEST_CASE("a revert of an older commit is exact although the file moved on", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", numbered(20));
  const std::string bad = repo.commit("two", "a.js", "bad\n" + numbered(20));
  repo.commit("three", "a.js", "bad\n" + numbered(20) + "later\n");
  repo.git({"revert", "--no-edit", bad});
  CHECK(check_head(repo).state == Revert::State::exact);
}

TEST_CASE("a revert that makes a file executable on the way is not exact", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", numbered(20));
  const std::string bad = repo.commit("two", "a.js", "bad\n" + numbered(20));
  repo.commit("three", "a.js", "bad\n" + numbered(20) + "later\n");
  repo.git({"revert", "--no-edit", bad});
  repo.git({"update-index", "--chmod=+x", "a.js"});
  repo.git({"commit", "-q", "--amend", "--no-edit"});
  CHECK(check_head(repo).state == Revert::State::differs);
}

TEST_CASE("a revert that changes another file too differs there", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", "1\n");
  const std::string bad = repo.commit("two", "a.js", "2\n");
  repo.write("evil.js", "e\n");
  repo.commit("Revert \"two\"\n\nThis reverts commit " + bad + ".", "a.js", "1\n");
  const Revert revert = check_head(repo);
  CHECK(revert.state == Revert::State::differs);
  CHECK(revert.paths == std::vector<std::string>{"evil.js"});
}

TEST_CASE("a revert that restores something else differs", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", "1\n");
  const std::string bad = repo.commit("two", "a.js", "2\n");
  repo.commit("Revert \"two\"\n\nThis reverts commit " + bad + ".", "a.js", "3\n");
  CHECK(check_head(repo).state == Revert::State::differs);
}

TEST_CASE("a revert that leaves a file out differs", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", "1\n");
  repo.write("b.js", "2\n");
  const std::string bad = repo.commit("two", "a.js", "2\n");
  repo.commit("Revert \"two\"\n\nThis reverts commit " + bad + ".", "a.js", "1\n");
  const Revert revert = check_head(repo);
  CHECK(revert.state == Revert::State::differs);
  CHECK(revert.paths == std::vector<std::string>{"b.js"});
}

TEST_CASE("a revert whose conflict was resolved by hand is neither exact nor false", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", "1\n");
  const std::string bad = repo.commit("two", "a.js", "2\n");
  repo.commit("three", "a.js", "3\n");
  repo.commit("Revert \"two\"\n\nThis reverts commit " + bad + ".", "a.js", "1 and 3\n");
  CHECK(check_head(repo).state == Revert::State::conflicts);
}

TEST_CASE("a reverted merge is compared with the parent that its message names", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", "1\n");
  repo.switch_new("side");
  repo.commit("side", "b.js", "b\n");
  repo.switch_to("main");
  repo.commit("two", "a.js", "2\n");
  repo.git({"merge", "-q", "--no-edit", "side"});
  repo.git({"revert", "--no-edit", "-m", "1", "HEAD"});
  CHECK(check_head(repo).state == Revert::State::exact);
}

TEST_CASE("a revert of a commit that is not here cannot be judged", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", "1\n");
  repo.commit("Revert \"x\"\n\nThis reverts commit " + std::string(40, 'a') + ".", "a.js", "2\n");
  CHECK_THROWS_AS(check_head(repo), Undecidable);
}

TEST_CASE("an abbreviated id is enough", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", "1\n");
  const std::string bad = repo.commit("two", "a.js", "2\n");
  repo.commit("Revert \"two\"\n\nThis reverts commit " + bad.substr(0, 10) + " (two).", "a.js",
              "1\n");
  CHECK(check_head(repo).state == Revert::State::exact);
}

TEST_CASE("reverting the tip, and the commit below it, is seen", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", "1\n");
  repo.commit("two", "a.js", "2\n");
  const std::string tip = repo.commit("three", "a.js", "3\n");
  repo.git({"revert", "--no-edit", "HEAD"});
  CHECK(tip_is_reverted(repo, tip));
  repo.git({"revert", "--no-edit", "HEAD~2"});
  CHECK(tip_is_reverted(repo, tip));
}

TEST_CASE("a commit on top of the revert of the tip is not let through with it", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", "1\n");
  const std::string tip = repo.commit("two", "a.js", "2\n");
  repo.git({"revert", "--no-edit", "HEAD"});
  repo.commit("and more", "b.js", "b\n");
  CHECK_FALSE(tip_is_reverted(repo, tip));
}

TEST_CASE("a revert of something below the tip is no revert of the tip", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", "1\n");
  const std::string below = repo.commit("two", "b.js", "2\n");
  const std::string tip = repo.commit("three", "c.js", "3\n");
  repo.git({"revert", "--no-edit", below});
  CHECK_FALSE(tip_is_reverted(repo, tip));
}

TEST_CASE("a merged pull request is reverted at the tip with its mainline", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", "1\n");
  repo.switch_new("side");
  repo.commit("side", "b.js", "b\n");
  repo.switch_to("main");
  repo.git({"merge", "-q", "--no-ff", "--no-edit", "side"});
  const std::string tip = repo.id("HEAD");
  repo.git({"revert", "--no-edit", "-m", "1", "HEAD"});
  CHECK(tip_is_reverted(repo, tip));
}

TEST_CASE("reverting a revert that the branch does not have brings a feature, and differs",
          "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", "1\n");
  repo.switch_new("dev");
  repo.commit("feat: large", "feature.js", "f\n");
  repo.git({"revert", "--no-edit", "HEAD"});
  const std::string revert = repo.id("HEAD");
  repo.switch_to("main");
  repo.commit("hotfix: revert the revert\n\nThis reverts commit " + revert + ".", "feature.js",
              "f\n");
  CHECK(check_head(repo).state == Revert::State::differs);
}

TEST_CASE("a revert of an unknown commit leaves the other facts alone", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", "1\n");
  repo.branch("kars-prod");
  repo.branch("kars-dev");
  repo.switch_new("hotfix/x");
  repo.commit("hotfix: revert x\n\nThis reverts commit " + std::string(40, 'a') + ".", "a.js",
              "2\n");
  const Facts facts = facts_of(repo, "hotfix/x", Need::history | Need::lines | Need::reverts);
  CHECK(facts.changes.has_value());
  REQUIRE(facts.unknown.size() == 1);
  CHECK(facts.unknown.front().need == Need::reverts);
  CHECK_FALSE(only_exact_reverts(facts));
}

TEST_CASE("a merged pull request is taken back by its number alone", "[git]") {
  TestRepo repo;
  const std::string merge = merge_request(repo);
  restore(repo, "main^", "Revert \"Two\"");
  const auto revert = revert_at_head(repo, "main", 12);
  REQUIRE(revert.has_value());
  CHECK(revert->reverted == merge);
  CHECK(revert->state == Revert::State::exact);
  CHECK(revert->of_merge);
  CHECK(revert->depth == 0U);
  CHECK_FALSE(revert->of_revert);
}

TEST_CASE("the number in the message wins over that of the branch", "[git]") {
  TestRepo repo;
  const std::string merge = merge_request(repo);
  restore(repo, "main^", "Revert \"Two\" (#13)\n\nReverts kars/kars#12\n\nIt was slow.");
  const auto revert = revert_at_head(repo, "main", 7);
  REQUIRE(revert.has_value());
  CHECK(revert->reverted == merge);
}

TEST_CASE("a squashed pull request is found by the number behind its subject", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", "1\n");
  repo.commit("two (#112)", "a.js", "2\n");
  const std::string squash = repo.commit("three (#12)", "a.js", "3\n");
  repo.commit("four, after (#12) was seen", "b.js", "4\n");
  repo.switch_new("back");
  repo.commit("Revert \"three\"", "a.js", "2\n");
  const auto revert = revert_at_head(repo, "main", 12);
  REQUIRE(revert.has_value());
  CHECK(revert->reverted == squash);
  CHECK(revert->state == Revert::State::exact);
  CHECK(revert->depth == 1U);
}

TEST_CASE("a revert by number that does more differs", "[git]") {
  TestRepo repo;
  merge_request(repo);
  repo.switch_new("back");
  repo.git({"read-tree", "-u", "--reset", "main^"});
  repo.commit("Revert \"Two\"", "evil.js", "e\n");
  const auto revert = revert_at_head(repo, "main", 12);
  REQUIRE(revert.has_value());
  CHECK(revert->state == Revert::State::differs);
  CHECK(revert->paths == std::vector<std::string>{"evil.js"});
}

TEST_CASE("a number that production does not have is no claim", "[git]") {
  TestRepo repo;
  merge_request(repo);
  restore(repo, "main^", "Revert \"Two\"");
  CHECK_FALSE(revert_at_head(repo, "main", 13).has_value());
  CHECK_FALSE(revert_at_head(repo, "main").has_value());
}

TEST_CASE("a subject that is no revert's does not speak for the branch", "[git]") {
  TestRepo repo;
  merge_request(repo);
  restore(repo, "main^", "hotfix: revert what was slow");
  CHECK_FALSE(revert_at_head(repo, "main", 12).has_value());
}

TEST_CASE("an exact revert counts under any subject", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", "1\n");
  const std::string bad = repo.commit("two", "a.js", "2\n");
  repo.switch_new("back");
  repo.commit("hotfix: take back two\n\nThis reverts commit " + bad + ".", "a.js", "1\n");
  const auto revert = revert_at_head(repo, "main");
  REQUIRE(revert.has_value());
  CHECK(revert->state == Revert::State::exact);
}

TEST_CASE("a quoted revert is no claim, whether it is here or not", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", "1\n");
  const std::string bad = repo.commit("two", "a.js", "2\n");
  repo.switch_new("fix");
  const std::string quoted = GENERATE(std::string("here"), std::string(40, 'a'));
  repo.commit("hotfix: a fix (#9)\n\n* Revert \"two\"\n\nThis reverts commit " +
                  (quoted == "here" ? bad : quoted) + ".\n",
              "a.js", "3\n");
  CHECK_FALSE(revert_at_head(repo, "main").has_value());
}

TEST_CASE("a revert of what is not on production's own line has no depth", "[git]") {
  TestRepo repo;
  merge_request(repo);
  repo.switch_new("back");
  repo.git({"revert", "--no-edit", "side"});
  const auto revert = revert_at_head(repo, "main");
  REQUIRE(revert.has_value());
  CHECK(revert->state == Revert::State::exact);
  CHECK_FALSE(revert->depth.has_value());
}

TEST_CASE("a revert of a revert is known as one, whatever the reverted one is called", "[git]") {
  const std::string subject = GENERATE("Revert \"two\" (#9)", "hotfix: take back two (#9)");
  TestRepo repo;
  repo.commit("one", "a.js", "1\n");
  const std::string bad = repo.commit("two", "a.js", "2\n");
  repo.commit(subject + "\n\nThis reverts commit " + bad + ".", "a.js", "1\n");
  repo.switch_new("back");
  repo.git({"revert", "--no-edit", "main"});
  const auto revert = revert_at_head(repo, "main");
  REQUIRE(revert.has_value());
  CHECK(revert->depth == 0U);
  CHECK(revert->of_revert);
}

TEST_CASE("a revert of the merge of a revert is a revert of a revert", "[git]") {
  TestRepo repo;
  merge_request(repo);
  restore(repo, "main^", "Revert \"Two\"");
  repo.switch_to("main");
  repo.git({"merge", "-q", "--no-ff", "-m", "Merge branch 'back'", "back"});
  repo.switch_new("again");
  repo.git({"revert", "--no-edit", "-m", "1", "main"});
  const auto revert = revert_at_head(repo, "main");
  REQUIRE(revert.has_value());
  CHECK(revert->of_revert);
}

TEST_CASE("the number of a reverted pull request stands on a line of its own", "[git]") {
  CHECK(reverted_request("Reverts kars/kars#12") == 12);
  CHECK(reverted_request("Slow.\r\n\r\nReverts #12.\r\n") == 12);
  for (const char* text : {"", "Reverts", "Reverts #", "Reverts #x", "Reverts #12 in part",
                           "Reverts 12", "This Reverts #12", "Reverts #-12", "Reverts what #12",
                           "Reverts #99999999999999999999999"}) {
    CAPTURE(text);
    CHECK(reverted_request(text) == 0);
  }
}

TEST_CASE("the forge's button leaves the number in the branch's name", "[git]") {
  CHECK(reverted_request_of_branch("revert-12-hotfix/login") == 12);
  for (const char* name :
       {"", "revert-", "revert-12", "revert-x-1", "hotfix/revert-12-x", "revert--1-x"}) {
    CAPTURE(name);
    CHECK(reverted_request_of_branch(name) == 0);
  }
}

TEST_CASE("a branch named by the revert button is judged by its number", "[git]") {
  TestRepo repo;
  const std::string merge = merge_request(repo);
  repo.branch("kars-prod");
  repo.branch("kars-dev");
  restore(repo, "main^", "Revert \"Two\"");
  repo.branch("revert-12-side");
  const Facts facts = facts_of(repo, "revert-12-side", Need::history | Need::reverts);
  REQUIRE(facts.reverts.has_value());
  REQUIRE(facts.reverts->size() == 1);
  CHECK(facts.reverts->front().reverted == merge);
  CHECK(is_rollback(facts));
}

TEST_CASE("the description of the pull request is asked last", "[git]") {
  TestRepo repo;
  const std::string merge = merge_request(repo);
  repo.branch("kars-prod");
  repo.branch("kars-dev");
  restore(repo, "main^", "Revert \"Two\"");
  Subject subject;
  subject.stage = Stage::pull_request;
  subject.kind = SubjectKind::revert;
  subject.branch = "revert/side";
  subject.head = repo.id("HEAD");
  PullRequest request;
  request.body = "Reverts kars/kars#12";
  const Context context = context_of(repo);
  Graph graph(context.repository);
  LandingIndex index(graph, default_policy());
  const Facts facts =
      gather(context, index, {subject, context.refs, &request}, Need::history | Need::reverts);
  REQUIRE(facts.reverts.has_value());
  REQUIRE(facts.reverts->size() == 1);
  CHECK(facts.reverts->front().reverted == merge);
}

TEST_CASE("a rollback is told by its words, or by the state that it restored", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", "1\n");
  repo.commit("two", "a.js", "2\n");
  const auto undoes_rollback = [&](std::size_t count) {
    const Repository opened = Repository::open(repo.path());
    Graph graph(opened);
    return has_rollback(graph, parse_oid(repo.id("HEAD")), count);
  };
  CHECK_FALSE(undoes_rollback(2));
  repo.git({"revert", "--no-edit", "HEAD"});
  CHECK(undoes_rollback(1));
  repo.git({"commit", "-q", "--amend", "-m", "back to what worked"});
  CHECK(undoes_rollback(1));
  repo.commit("three", "b.js", "3\n");
  CHECK_FALSE(undoes_rollback(1));
  CHECK(undoes_rollback(2));
  repo.commit("nothing");
  CHECK_FALSE(undoes_rollback(1));
}

TEST_CASE("a revert of a merge that keeps another parent than the first is none", "[git]") {
  const Arguments sides = GENERATE(Arguments{"dev"}, Arguments{"dev", "other"});
  TestRepo repo;
  const std::string release = merge_release(repo, sides);
  repo.switch_new("back");
  const std::string kept = std::to_string(sides.size() + 1);
  repo.git({"revert", "--no-edit", "-m", kept, release});
  const auto revert = revert_at_head(repo, "main");
  REQUIRE(revert.has_value());
  CHECK(revert->state == Revert::State::differs);
  CHECK(std::to_string(revert->kept_parent) == kept);
  CHECK_THAT(revert->paths, Catch::VectorContains(std::string("a.js")));
}

TEST_CASE("an octopus is reverted exactly with its first parent", "[git]") {
  TestRepo repo;
  const std::string release = merge_release(repo, {"dev", "other"});
  repo.switch_new("back");
  repo.git({"revert", "--no-edit", "-m", "1", release});
  const auto revert = revert_at_head(repo, "main");
  REQUIRE(revert.has_value());
  CHECK(revert->state == Revert::State::exact);
  CHECK(revert->kept_parent == 1);
}

TEST_CASE("reverts of commits that change nothing do not make a revert less deep", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", "1\n");
  const std::string old = repo.commit("two", "a.js", "2\n");
  const std::string nothing = repo.commit("nothing");
  repo.commit("three", "b.js", "3\n");
  repo.switch_new("back");
  repo.git({"revert", "--no-edit", old});
  for (int i = 0; i < 3; ++i) {
    repo.commit("Revert \"nothing\"\n\nThis reverts commit " + nothing + ".");
  }
  const std::vector<Revert> reverts = reverts_on_branch(repo);
  REQUIRE(reverts.size() == 4);
  CHECK(reverts[0].depth == 1U);
  CHECK(reverts[3].depth == 1U);
}

TEST_CASE("what production took back itself, and what changes nothing, is not in between",
          "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", "1\n");
  const std::string old = repo.commit("two", "a.js", "2\n");
  repo.commit("nothing");
  repo.commit("three", "b.js", "3\n");
  repo.git({"revert", "--no-edit", "HEAD"});
  repo.switch_new("back");
  repo.git({"revert", "--no-edit", old});
  CHECK(revert_at_head(repo, "main")->depth == 0U);
}

TEST_CASE("commits that are taken back together are not in between either", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", "1\n");
  repo.commit("two", "a.js", "2\n");
  repo.commit("three", "b.js", "3\n");
  repo.switch_new("back");
  repo.git({"revert", "--no-edit", "main", "main~1"});
  const std::vector<Revert> reverts = reverts_on_branch(repo);
  REQUIRE(reverts.size() == 2);
  CHECK(reverts[0].depth == 0U);
  CHECK(reverts[1].depth == 0U);
}

TEST_CASE("the revert of a rollback in words of its own brings something back", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", "1\n");
  repo.commit("two", "a.js", "2\n");
  repo.commit("hotfix: take it out (#9)", "a.js", "1\n");
  repo.switch_new("back");
  repo.git({"revert", "--no-edit", "main"});
  CHECK(revert_at_head(repo, "main")->of_revert);
}

namespace {

// main has "two" rebased onto "zero", and side/two as it was before; with `drift`, its file moved
// on.
struct Rebased : TestRepo {
  std::string old_id, new_id;
  explicit Rebased(bool drift) {
    commit("one", "a.js", numbered(20));
    switch_new("side");
    old_id = commit("two", "a.js", "bad\n" + numbered(20));
    switch_to("main");
    commit("zero", drift ? "a.js" : "b.js", numbered(20) + "later\n");
    run({"cherry-pick", old_id});
    new_id = id("HEAD");
    switch_new("back");
    git({"revert", "--no-edit", "main"});
    git({"commit", "-q", "--amend", "-m", "Revert \"two\"\n\nThis reverts commit " + old_id + "."});
  }
};

}  // namespace

TEST_CASE("a commit that a rebase gave another id is told by its change", "[git]") {
  const bool drift = GENERATE(false, true);
  Rebased repo(drift);
  const auto revert = revert_at_head(repo, "main");
  REQUIRE(revert.has_value());
  CHECK(revert->state == Revert::State::exact);
  CHECK(revert->reverted == repo.new_id);
  CHECK(revert->depth == 0U);
}

TEST_CASE("one that is nowhere here is told by its subject", "[git]") {
  Rebased repo(false);
  repo.git({"commit", "-q", "--amend", "-m",
            "Revert \"two\"\n\nThis reverts commit " + std::string(40, 'a') + "."});
  const auto revert = revert_at_head(repo, "main");
  REQUIRE(revert.has_value());
  CHECK(revert->state == Revert::State::exact);
  CHECK(revert->reverted == repo.new_id);
}

TEST_CASE("another change under the id of a rebased commit differs", "[git]") {
  Rebased repo(false);
  repo.write("evil.js", "e\n");
  repo.git({"add", "-A"});
  repo.git({"commit", "-q", "--amend", "--no-edit"});
  const auto revert = revert_at_head(repo, "main");
  REQUIRE(revert.has_value());
  CHECK(revert->state == Revert::State::differs);
  CHECK(revert->reverted == repo.new_id);
  CHECK(revert->paths == std::vector<std::string>{"evil.js"});
}

namespace {

// HEAD takes back "two" and "three" at once.
void revert_both(TestRepo& repo) {
  repo.commit("one", "a.js", "1\n");
  const std::string two = repo.commit("two", "a.js", "2\n");
  const std::string three = repo.commit("three", "a.js", "3\n");
  repo.switch_new("back");
  repo.commit(
      "Revert both (#9)\n\nThis reverts commit " + two + ".\n\nThis reverts commit " + three + ".",
      "a.js", "1\n");
}

}  // namespace

TEST_CASE("a squash of reverts is each of them, where it does just that", "[git]") {
  TestRepo repo;
  revert_both(repo);
  const std::vector<Revert> reverts = reverts_on_branch(repo);
  REQUIRE(reverts.size() == 2);
  CHECK(reverts[0].reverted == repo.id("main"));
  CHECK(reverts[1].reverted == repo.id("main~1"));
  for (const Revert& revert : reverts) {
    CHECK(revert.state == Revert::State::exact);
    CHECK(revert.depth == 0U);
  }
}

TEST_CASE("a squash of reverts that does more is not proven", "[git]") {
  TestRepo repo;
  revert_both(repo);
  repo.write("evil.js", "e\n");
  repo.git({"add", "-A"});
  repo.git({"commit", "-q", "--amend", "--no-edit"});
  const std::vector<Revert> reverts = reverts_on_branch(repo);
  REQUIRE(reverts.size() == 1);
  CHECK(reverts[0].state == Revert::State::several);
}
