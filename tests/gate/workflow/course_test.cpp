// SPDX-License-Identifier: MIT
#include "gate/workflow/course.h"

#include "gate/base/error.h"
#include "gate/workflow/hotfix_branches.h"
#include "tests/gate/landing/scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

// A hotfix branch with a fix and its test, checked out; nothing is pushed.
struct Begun : LandingScene {
  Begun() { switch_new("hotfix/charge", "kars-prod"); }

  std::string fix(const std::string& message = "hotfix: charge an order once") {
    return commit(message, kFile, with_guard(kCharge));
  }
  std::string test() { return commit("hotfix: test it", "test/charge.test.js", "test('once');\n"); }

  Context context(const std::string& development = {}) const {
    Request request;
    request.repository = path();
    request.development = development;
    request.now = kEpoch + 86'400;
    return open_context(request, true);
  }
  Course course(const std::string& named = {}, const std::string& development = {}) const {
    const Context here = context(development);
    Graph graph(here.repository);
    LandingIndex index(graph, here.policy);
    return course_of(here, index, named);
  }
  std::string released(const std::string& named = {}) const {
    const Course found = course(named);
    return found.released ? found.released->commit : "";
  }
  LandingState landing(const std::string& named = {}) const {
    return course(named).released.value().landing.state;
  }
  // Production is moved to it.
  void forward() {
    switch_to("kars-prod");
    git({"merge", "-q", "--ff-only", "hotfix/charge"});
  }
  // As in a clone of somebody else.
  void forget_moves() { git({"reflog", "expire", "--expire=now", "--all"}); }
  // What a person has who clones `bare` now.
  void clone() {
    switch_to("kars-prod");
    git({"branch", "-D", "hotfix/charge"});
  }
};

// The same with its two commits.
struct Written : Begun {
  Written() {
    fix();
    test();
  }
};

template <class Scene>
Scene made() {
  return made_once<Scene>();
}

using Ids = std::vector<std::string>;

Ids ids(const std::vector<Commit>& commits) {
  Ids all;
  for (const Commit& commit : commits) all.push_back(commit.id);
  return all;
}

}  // namespace

TEST_CASE("a hotfix that was just begun has nothing of its own", "[workflow]") {
  const auto scene = made<Begun>();
  const Course course = scene.course();
  CHECK(course.branch == "hotfix/charge");
  CHECK(course.tip() == scene.id("kars-prod"));
  CHECK(course.commits.empty());
  CHECK_FALSE(course.released);
  CHECK(course.production.signal == LandingSignal::unasked);
}

TEST_CASE("one that was just begun stays so when production goes on", "[workflow]") {
  auto scene = made<Begun>();
  scene.change("kars-prod", "hotfix: another", "src/other.js", "other();\n");
  CHECK_FALSE(scene.course("charge").released);
  CHECK(scene.course("charge").commits.empty());
}

TEST_CASE("a hotfix has its commits, oldest first, and their times", "[workflow]") {
  auto scene = made<Begun>();
  const std::string fix = scene.fix(), test = scene.test();
  const Course course = scene.course();
  CHECK(ids(course.commits) == Ids{fix, test});
  REQUIRE(course.begun_at);
  CHECK(*course.finished_at - *course.begun_at == 60);
  CHECK(course.production.state == LandingState::missing);
  CHECK_FALSE(course.released);
}

TEST_CASE("a pushed hotfix has two tips", "[workflow]") {
  auto scene = made<Written>();
  scene.bare();
  scene.git({"push", "-q", "origin", "hotfix/charge"});
  const std::string pushed = scene.id("HEAD");
  const std::string local = scene.commit("hotfix: words");
  const Course course = scene.course();
  CHECK(course.remote_tip == pushed);
  CHECK(course.tip() == local);
  CHECK_FALSE(course.is_behind);
}

TEST_CASE("what a colleague added to the branch counts", "[workflow]") {
  auto scene = made<Written>();
  scene.bare();
  scene.git({"push", "-q", "origin", "hotfix/charge"});
  scene.git({"reset", "-q", "--hard", "HEAD~1"});
  const Course course = scene.course();
  CHECK(course.is_behind);
  CHECK(course.tip() == course.remote_tip);
  CHECK(course.commits.size() == 2);
}

TEST_CASE("a branch that only the remote has is a hotfix too", "[workflow]") {
  auto scene = made<Written>();
  scene.bare();
  scene.git({"push", "-q", "origin", "hotfix/charge"});
  scene.clone();
  for (const char* name : {"charge", "hotfix/charge", "origin/hotfix/charge",
                           "refs/remotes/origin/hotfix/charge", "refs/heads/hotfix/charge"}) {
    INFO(name);
    const Course course = scene.course(name);
    CHECK(course.branch == "hotfix/charge");
    CHECK(course.local_tip.empty());
    CHECK(course.commits.size() == 2);
  }
}

TEST_CASE("a squash brings a hotfix to production", "[workflow]") {
  auto scene = made<Written>();
  const std::string squash = scene.squash("kars-prod", "hotfix/charge", "hotfix: once (#12)");
  CHECK(scene.released("charge") == squash);
  CHECK(scene.landing("charge") == LandingState::missing);
  CHECK(scene.course("charge").commits.size() == 2);
}

TEST_CASE("a merge brings a hotfix to production", "[workflow]") {
  auto scene = made<Written>();
  const std::string merge = scene.merge("kars-prod", "hotfix/charge");
  CHECK(scene.released("charge") == merge);
}

TEST_CASE("a rebase brings a hotfix to production with its last commit", "[workflow]") {
  auto scene = made<Begun>();
  const std::string fix = scene.fix();
  const std::string retry =
      scene.commit("hotfix: retry", Begun::kFile, with_retry(with_guard(kCharge)));
  scene.change("kars-prod", "hotfix: another", "src/other.js", "other();\n");
  scene.git({"cherry-pick", fix, retry});
  CHECK(scene.released("charge") == scene.id("kars-prod"));
}

TEST_CASE("a fast-forward brings a hotfix to production", "[workflow]") {
  auto scene = made<Written>();
  scene.switch_to("kars-prod");
  scene.git({"merge", "-q", "--ff-only", "hotfix/charge"});
  const Course course = scene.course("charge");
  CHECK(course.commits.size() == 2);
  REQUIRE(course.released);
  CHECK(course.released->commit == scene.id("kars-prod"));
}

TEST_CASE("a fast-forward brings each commit of a hotfix", "[workflow]") {
  auto scene = made<Written>();
  scene.forward();
  CHECK(scene.course("charge").brought == Ids{scene.id("kars-prod~1"), scene.id("kars-prod")});
  CHECK_FALSE(scene.course("charge").is_by_signs);
  CHECK(scene.landing("charge") == LandingState::missing);
}

TEST_CASE("a fast-forward is owed as long as one of its commits is", "[workflow]") {
  auto scene = made<Written>();
  scene.forward();
  scene.pick(scene.id("kars-prod"));
  CHECK(scene.landing("charge") == LandingState::missing);
  scene.pick(scene.id("kars-prod~1"));
  CHECK(is_there(scene.landing("charge")));
}

TEST_CASE("a fast-forward is taken back when each of its commits is", "[workflow]") {
  auto scene = made<Written>();
  scene.forward();
  const std::string second = scene.revert("kars-prod", scene.id("hotfix/charge"));
  CHECK(scene.course("charge").took_back.empty());
  const std::string first = scene.revert("kars-prod", scene.id("hotfix/charge~1"));
  CHECK(scene.course("charge").took_back == Ids{second, first});
}

TEST_CASE("what a rebase or a pull put below a hotfix is not its own", "[workflow]") {
  auto scene = made<Written>();
  scene.change("kars-prod", "hotfix: another", "src/other.js", "other();\n");
  scene.git({"rebase", "-q", "kars-prod", "hotfix/charge"});
  scene.forward();
  CHECK(ids(scene.course("charge").commits) == Ids{scene.id("HEAD~1"), scene.id("HEAD")});
}

TEST_CASE("a commit that was reworded is a hotfix's own", "[workflow]") {
  auto scene = made<Written>();
  scene.git({"reset", "-q", "--soft", "HEAD~1"});
  scene.git({"commit", "-q", "-m", "test: other words"});
  scene.git({"commit", "-q", "--amend", "-m", "test: better words"});
  scene.forward();
  CHECK(scene.course("charge").brought == Ids{scene.id("HEAD~1"), scene.id("HEAD")});
}

TEST_CASE("in another clone the signs of a hotfix tell what a fast-forward brought", "[workflow]") {
  auto scene = made<Written>();
  scene.forward();
  scene.forget_moves();
  const Course course = scene.course("charge");
  CHECK(course.brought == Ids{scene.id("kars-prod~1"), scene.id("kars-prod")});
  CHECK(course.is_by_signs);
  CHECK(course.released.value().commit == scene.id("kars-prod"));
}

TEST_CASE("in another clone what others brought is not a branch's own", "[workflow]") {
  auto scene = made<Begun>();
  const auto begun_at = [&](const std::string& message, const std::string& file) {
    scene.change("kars-prod", message, file, "other();\n");
    scene.git({"branch", "-f", "hotfix/charge", "kars-prod"});
    scene.forget_moves();
    return scene.course("charge");
  };
  const Course squashed = begun_at("hotfix: another (#12)", "src/one.js");
  CHECK_FALSE(squashed.released);
  CHECK_FALSE(squashed.is_unsure);
  CHECK_FALSE(begun_at("hotfix: another\n\nHotfix-Branch: hotfix/b", "src/two.js").released);
  CHECK(begun_at("chore: words", "src/three.js").is_unsure);
  scene.git({"config", "hotfix.hotfix/charge.started", std::to_string(TestRepo::kEpoch + 86'000)});
  CHECK_FALSE(begun_at("hotfix: another", "src/four.js").released);
}

TEST_CASE("in another clone what another branch brought is not a branch's own", "[workflow]") {
  auto scene = made<Written>();
  scene.squash("kars-prod", "hotfix/charge", "hotfix: once");
  scene.branch("hotfix/other", "kars-prod");
  scene.forget_moves();
  CHECK_FALSE(scene.course("other").released);
  CHECK_FALSE(scene.course("other").is_unsure);
  CHECK(scene.course("charge").released);
}

TEST_CASE("in another clone two branches at one commit leave open whose it is", "[workflow]") {
  auto scene = made<Begun>();
  scene.fix();
  scene.forward();
  scene.branch("hotfix/other", "kars-prod");
  scene.forget_moves();
  const Course course = scene.course("charge");
  CHECK_FALSE(course.released);
  CHECK(course.is_unsure);
}

TEST_CASE("production took back a hotfix that two squashes brought", "[workflow]") {
  auto scene = made<Begun>();
  scene.fix();
  const std::string first = scene.squash("kars-prod", "hotfix/charge", "hotfix: once (#12)");
  scene.switch_to("hotfix/charge");
  const std::string more =
      scene.commit("hotfix: and retry", Begun::kFile, with_retry(with_guard(kCharge)));
  scene.switch_to("kars-prod");
  scene.git({"cherry-pick", more});
  const std::string second = scene.id("HEAD");
  REQUIRE(scene.course("charge").brought == Ids{first, second});
  const std::string newer = scene.revert("kars-prod", second);
  const std::string older = scene.revert("kars-prod", first);
  const Course course = scene.course("charge");
  CHECK(course.brought == Ids{first, second});
  CHECK(course.took_back == Ids{newer, older});
}

TEST_CASE("a branch that was only brought up to date was not released", "[workflow]") {
  auto scene = made<Begun>();
  scene.change("kars-prod", "hotfix: another", "src/other.js", "other();\n");
  scene.switch_to("hotfix/charge");
  scene.git({"merge", "-q", "--ff-only", "kars-prod"});
  CHECK_FALSE(scene.course().released);
}

TEST_CASE("what a merge says is enough when the branch is gone", "[workflow]") {
  auto scene = made<Written>();
  const std::string merge = scene.merge("kars-prod", "hotfix/charge");
  scene.clone();
  const Course course = scene.course("charge");
  CHECK(course.tip().empty());
  CHECK(course.released.value().commit == merge);
}

TEST_CASE("a trailer is enough when the branch is gone", "[workflow]") {
  auto scene = made<Written>();
  const std::string squash = scene.squash("kars-prod", "hotfix/charge",
                                          "hotfix: once (#12)\n\nHotfix-Branch: hotfix/charge");
  scene.clone();
  CHECK(scene.released("charge") == squash);
}

TEST_CASE("the record is enough when the branch is gone, from either end", "[workflow]") {
  auto scene = made<Written>();
  const std::string squash = scene.squash("kars-prod", "hotfix/charge", "hotfix: once (#12)");
  scene.clone();
  CHECK_THROWS_AS(scene.course("charge"), UsageError);
  scene.git({"config", "hotfix.hotfix/charge.released", squash});
  CHECK(scene.released("charge") == squash);
  CHECK(scene.course(squash).branch == "hotfix/charge");
}

TEST_CASE("without development the branch that is gone is found all the same", "[workflow]") {
  auto scene = made<Written>();
  const std::string merge = scene.merge("kars-prod", "hotfix/charge");
  scene.clone();
  scene.git({"branch", "-D", "kars-dev"});
  CHECK(scene.released("charge") == merge);
}

TEST_CASE("production took a squash back by a revert", "[workflow]") {
  auto scene = made<Written>();
  const std::string squash = scene.squash("kars-prod", "hotfix/charge", "hotfix: once (#12)");
  const std::string revert = scene.revert("kars-prod", squash);
  const Course course = scene.course("charge");
  CHECK(course.took_back == Ids{revert});
  CHECK(course.released.value().commit == squash);
  CHECK(scene.course(squash).took_back == Ids{revert});
}

TEST_CASE("production took a merge back by a revert, and the branch is gone", "[workflow]") {
  auto scene = made<Written>();
  const std::string merge = scene.merge("kars-prod", "hotfix/charge");
  scene.git({"revert", "--no-edit", "-m", "1", merge});
  const std::string revert = scene.id("HEAD");
  CHECK(scene.course("charge").took_back == Ids{revert});
  scene.clone();
  CHECK(scene.course("charge").took_back == Ids{revert});
}

TEST_CASE("production took a hotfix back by another branch, long after it parted", "[workflow]") {
  auto scene = made<Written>();
  const std::string merge = scene.merge("kars-prod", "hotfix/charge");
  scene.merge("kars-dev", "hotfix/charge");
  scene.switch_new("hotfix/back", "kars-dev");
  scene.git({"revert", "--no-edit", scene.id("hotfix/charge~1")});
  scene.git({"revert", "--no-edit", scene.id("hotfix/charge")});
  const std::string undoing = scene.merge("kars-prod", "hotfix/back");
  const Course course = scene.course("charge");
  CHECK(course.released.value().commit == merge);
  CHECK(course.took_back == Ids{undoing});
}

TEST_CASE("what was taken back and brought again is on production", "[workflow]") {
  auto scene = made<Written>();
  const std::string squash = scene.squash("kars-prod", "hotfix/charge", "hotfix: once (#12)");
  const std::string revert = scene.revert("kars-prod", squash);
  scene.revert("kars-prod", revert);
  const Course course = scene.course("charge");
  CHECK(course.took_back.empty());
  CHECK(course.released);
}

TEST_CASE("development has a hotfix by a merge of its branch", "[workflow]") {
  auto scene = made<Written>();
  scene.squash("kars-prod", "hotfix/charge", "hotfix: once (#12)");
  scene.merge("kars-dev", "hotfix/charge");
  CHECK(is_there(scene.landing("charge")));
}

TEST_CASE("development has a hotfix by a pick of the squash", "[workflow]") {
  auto scene = made<Written>();
  const std::string squash = scene.squash("kars-prod", "hotfix/charge", "hotfix: once (#12)");
  scene.pick(squash, {"-x"});
  CHECK(scene.landing("charge") == LandingState::equivalent);
  CHECK(scene.course("charge").released.value().landed_at);
}

TEST_CASE("a commit of production names its hotfix", "[workflow]") {
  auto scene = made<Written>();
  const std::string squash = scene.squash("kars-prod", "hotfix/charge", "hotfix: once (#12)");
  const Course course = scene.course(squash.substr(0, 10));
  CHECK(course.branch == "hotfix/charge");
  CHECK(course.released.value().commit == squash);
}

TEST_CASE("a commit of the branch names its hotfix", "[workflow]") {
  auto scene = made<Begun>();
  const std::string fix = scene.fix();
  scene.test();
  CHECK(scene.course(fix).branch == "hotfix/charge");
  CHECK(scene.course("HEAD").branch == "hotfix/charge");
}

TEST_CASE("a commit of a branch that is gone names what production made of it", "[workflow]") {
  auto scene = made<Written>();
  const std::string tip = scene.id("HEAD");
  const std::string squash = scene.squash("kars-prod", "hotfix/charge", "hotfix: once (#12)");
  scene.clone();
  const Course course = scene.course(tip);
  CHECK(course.branch.empty());
  CHECK(course.released.value().commit == squash);
}

TEST_CASE("a name that is used again is the newer hotfix", "[workflow]") {
  auto scene = made<Written>();
  const std::string merge = scene.merge("kars-prod", "hotfix/charge");
  scene.git({"branch", "-D", "hotfix/charge"});
  scene.git({"config", "hotfix.hotfix/charge.severity", "P1"});
  scene.switch_new("hotfix/charge", "kars-prod");
  scene.commit("hotfix: retry", Begun::kFile, with_retry(with_guard(kCharge)));
  CHECK_FALSE(scene.course("charge").released);
  const Course old = scene.course(merge);
  CHECK(old.released.value().commit == merge);
  CHECK(old.branch == "hotfix/charge");
  CHECK(old.commits.empty());
  CHECK(old.incident.severity.empty());
}

TEST_CASE("a slug that looks like a commit, or is a tag, is the branch", "[workflow]") {
  auto scene = made<Written>();
  const std::string digits = scene.id("kars-dev").substr(0, 8);
  scene.branch("hotfix/" + digits, "hotfix/charge");
  scene.git({"tag", "charge", "kars-prod"});
  CHECK(scene.course(digits).branch == "hotfix/" + digits);
  CHECK(scene.course("charge").commits.size() == 2);
}

TEST_CASE("another clone has no record, and knows the rest", "[workflow]") {
  auto scene = made<Written>();
  scene.git({"config", "hotfix.hotfix/charge.severity", "P0"});
  CHECK(scene.course().incident.severity == "P0");
  scene.git({"config", "--remove-section", "hotfix.hotfix/charge"});
  CHECK(scene.course().incident.severity.empty());
  CHECK(scene.course().commits.size() == 2);
}

TEST_CASE("a record without a branch is a hotfix of which nothing else is known", "[workflow]") {
  auto scene = made<Begun>();
  scene.git({"config", "hotfix.hotfix/v1.2.severity", "P0"});
  const Course course = scene.course("v1.2");
  CHECK(course.branch == "hotfix/v1.2");
  CHECK(course.tip().empty());
  CHECK_FALSE(course.released);
}

TEST_CASE("a work tree of its own knows its branch", "[workflow]") {
  auto scene = made<Begun>();
  scene.switch_to("kars-prod");
  const std::string folder = scene.root() + "/other";
  scene.git({"worktree", "add", "-q", folder, "hotfix/charge"});
  Request request;
  request.repository = folder;
  const Context context = open_context(request, true);
  CHECK(checked_out_hotfix(context) == "hotfix/charge");
}

TEST_CASE("what is checked out and is not a hotfix is said", "[workflow]") {
  auto scene = made<Begun>();
  scene.switch_to("kars-prod");
  CHECK(checked_out_hotfix(scene.context()).empty());
  CHECK_THROWS_WITH(scene.course(), contains("kars-prod is checked out, which is not a hotfix"));
  scene.git({"checkout", "-q", "--detach"});
  CHECK(checked_out_hotfix(scene.context()).empty());
  CHECK_THROWS_WITH(scene.course(), contains("no branch is checked out"));
}

TEST_CASE("what names no hotfix is said, with the nearest one", "[workflow]") {
  const auto scene = made<Begun>();
  CHECK_THROWS_WITH(scene.course("charhe"), contains("did you mean 'hotfix/charge'?"));
  CHECK_THROWS_AS(scene.course("charhe"), UsageError);
}

TEST_CASE("a commit of development alone is not a hotfix", "[workflow]") {
  auto scene = made<Begun>();
  const std::string work = scene.change("kars-dev", "feat: more", "src/more.js", "more();\n");
  CHECK_THROWS_WITH(scene.course(work), contains("neither a hotfix branch nor a commit of"));
}

TEST_CASE("without development the landing alone is undecided", "[workflow]") {
  auto scene = made<Written>();
  const std::string squash = scene.squash("kars-prod", "hotfix/charge", "hotfix: once (#12)");
  scene.git({"branch", "-D", "kars-dev"});
  const Course course = scene.course("charge");
  REQUIRE(course.released);
  CHECK(course.released->commit == squash);
  CHECK(course.released->landing.state == LandingState::undecided);
  CHECK_FALSE(course.released->landing.fix.empty());
}

TEST_CASE("in a shallow clone it is not known what production has", "[workflow]") {
  auto scene = made<Written>();
  scene.change("kars-prod", "hotfix: another", "src/other.js", "other();\n");
  scene.bare();
  scene.git({"push", "-q", "origin", "--all"});
  const std::string folder = scene.root() + "/shallow";
  scene.git({"clone", "-q", "--depth=1", "--no-single-branch", "file://" + scene.bare(), folder});
  Request request;
  request.repository = folder;
  const Context context = open_context(request, true);
  Graph graph(context.repository);
  LandingIndex index(graph, context.policy);
  CHECK_THROWS_AS(course_of(context, index, "charge"), Undecidable);
}

TEST_CASE("the branches that may be hotfixes are listed once each", "[workflow]") {
  auto scene = made<Written>();
  scene.bare();
  scene.git({"push", "-q", "origin", "hotfix/charge"});
  scene.branch("feature/x");
  scene.git({"config", "hotfix.hotfix/login.severity", "P0"});
  scene.git({"config", "hotfix.production", "kars-prod"});
  CHECK(hotfix_branches(scene.context()) == Ids{"hotfix/charge", "hotfix/login"});
}

TEST_CASE("a branch that a forge rebased came by several commits of production, oldest first",
          "[workflow]") {
  auto scene = made<Begun>();
  scene.fix();
  scene.commit("hotfix: and refund it", "src/refund.js", "refund(order);\nclose(order);\n");
  scene.change("kars-prod", "hotfix: another", "src/other.js", "other();\n");
  scene.git({"cherry-pick", "hotfix/charge~2..hotfix/charge"});
  const Course course = scene.course("charge");
  CHECK(course.brought == Ids{scene.id("kars-prod~1"), scene.id("kars-prod")});
  REQUIRE(course.released);
  CHECK(course.released->commit == scene.id("kars-prod"));
}
