// SPDX-License-Identifier: MIT
#include "gate/workflow/backport.h"

#include "tests/support/catch.h"
#include "tests/support/judge.h"

using namespace hotfix;

namespace {

Course course_named(const std::string& branch) {
  Course course;
  course.branch = branch;
  course.brought = {id('b')};
  return course;
}

std::string branch_for(const std::string& hotfix, const std::string& policy = {}) {
  return backport_branch_of(course_named(hotfix), parse_policy(policy, "test"));
}

const BackportPlace kPlace{"backport/login", "/home/kim/kars-backport-login", "kars-dev", id('d')};

BackportTarget target(const std::string& remote, BackportWay way = BackportWay::push) {
  BackportTarget target;
  target.way = way;
  target.remote = target.push_remote = remote;
  return target;
}

Commands commands(const BackportDelivery& delivery) { return commands_of(delivery.step); }

}  // namespace

TEST_CASE("a backport is called as its hotfix is", "[workflow]") {
  CHECK(branch_for("hotfix/login") == "backport/login");
  CHECK(branch_for("hotfix/a/b") == "backport/a/b");
  CHECK(branch_for("hotfix/it's") == "backport/it's");
  CHECK(branch_for("") == "backport/" + short_id_of('b'));
}

TEST_CASE("a backport has a name that the policy takes", "[workflow]") {
  CHECK(branch_for("hotfix/login", "[branches]\nbackport = [\"bp-*\"]\n") == "bp-login");
  CHECK(branch_for("hotfix/a/b", "[branches]\nbackport = [\"bp-*\"]\n") == "bp-a-b");
  CHECK(branch_for("hotfix/login", "[branches]\nbackport = [\"back/[0-9]*\"]\n") ==
        "back/" + short_id_of('b'));
}

TEST_CASE("a merge is made in a folder of its own, which goes again", "[workflow]") {
  BackportPlan plan;
  plan.method = BackportMethod::merge;
  plan.work = {"git merge --no-ff -m 'x' abc"};
  const Step step = bring(plan, course_named("hotfix/login"), kPlace);
  CHECK(step.what == "merge hotfix/login into kars-dev, as backport/login");
  CHECK(commands_of(step) ==
        Commands{
            "mkdir /home/kim/kars-backport-login",
            "git worktree add -b backport/login /home/kim/kars-backport-login " + short_id_of('d'),
            "git -C /home/kim/kars-backport-login merge --no-ff -m 'x' abc",
            "git worktree remove /home/kim/kars-backport-login"});
}

TEST_CASE("a backport is merged into a newer development, and nothing of it is lost until then",
          "[workflow]") {
  const Step step = bring_up_to_date(kPlace, id('b'));
  const std::string b = short_id_of('b');
  CHECK(commands_of(step) ==
        Commands{"git update-ref refs/heads/backport/login " + b + " " + b,
                 "git branch -q -f backport/login " + b, "mkdir /home/kim/kars-backport-login",
                 "git worktree add -b backport/login-update /home/kim/kars-backport-login " +
                     short_id_of('d'),
                 "git -C /home/kim/kars-backport-login merge --no-ff -m 'Merge branch '\\''"
                 "backport/login'\\'' into kars-dev' " +
                     b,
                 "git worktree remove /home/kim/kars-backport-login",
                 "git update-ref refs/heads/backport/login refs/heads/backport/login-update " + b,
                 "git branch -q -D backport/login-update"});
  const auto id_of = [](const std::string&) { return short_id_of('c'); };
  CHECK(undo_of(step, 8, id_of) == move_branch_back("backport/login", id('c'), id('b')));
  CHECK(updated_by("backport/login-update") == "backport/login");
  CHECK(updated_by("backport/login").empty());
}

TEST_CASE("a finished backport is pushed to development, and a revert takes it back",
          "[workflow]") {
  const BackportDelivery delivery = deliver(kPlace, target("origin"), {id('a'), {id('a')}});
  CHECK(commands(delivery) ==
        Commands{"git push origin refs/heads/backport/login:refs/heads/kars-dev"});
  CHECK(delivery.step.acts[0].undo ==
        Commands{"git diff --stat --exit-code HEAD", "git fetch origin refs/heads/kars-dev",
                 "git switch --detach FETCH_HEAD", "git revert --no-edit -m 1 " + short_id_of('a'),
                 "git push origin HEAD:refs/heads/kars-dev", "git checkout -"});
}

TEST_CASE("a team may want a pull request", "[workflow]") {
  BackportTarget forge = target("origin", BackportWay::pull_request);
  forge.forge = Forge::github;
  CHECK(commands(deliver(kPlace, forge, {id('a'), {id('a')}})) ==
        Commands{"git push origin refs/heads/backport/login:refs/heads/backport/login",
                 "gh pr create --base kars-dev --head backport/login --fill"});
  CHECK(deliver(kPlace, forge, {id('a'), {id('a')}}).step.acts[0].undo ==
        Commands{delete_on_remote("backport/login", id('a'), "origin")});
  forge.forge = Forge::none;
  const BackportDelivery words = deliver(kPlace, forge, {});
  CHECK(commands(words).size() == 1);
  CHECK(words.words == "Then open a pull request from backport/login into kars-dev");
}

TEST_CASE("without a remote, development is moved on where nothing has it checked out",
          "[workflow]") {
  BackportTarget here = target("");
  const BackportDelivery moved = deliver(kPlace, here, {id('a'), {id('a')}});
  CHECK(commands(moved) == move_branch("kars-dev", "backport/login", id('d')));
  CHECK(undo_of(moved.step, 3) == move_branch_back("kars-dev", id('a'), id('d')));
  here.worktree = "/home/kim/kars";
  const BackportDelivery words = deliver(kPlace, here, {id('a'), {id('a')}});
  CHECK(words.step.acts.empty());
  CHECK(words.words ==
        "kars-dev is checked out in /home/kim/kars: git -C /home/kim/kars merge --ff-only "
        "refs/heads/backport/login");
}

TEST_CASE("a hotfix that is there in part is told with what is absent", "[workflow]") {
  Hotfix hotfix;
  hotfix.commit = id('b');
  hotfix.subject = "hotfix: once";
  hotfix.landing.state = LandingState::uncertain;
  hotfix.landing.reason = "a part of it is not there: src/a.js:3";
  hotfix.landing.parts = {{"src/a.js", 3, 3, PartState::absent},
                          {"src/b.js", 1, 2, PartState::in_effect}};
  CHECK(owed_text({hotfix}, "kars-dev") ==
        short_id_of('b') +
            " hotfix: once\n    uncertain on kars-dev: a part of it is not there: src/a.js:3\n"
            "    absent  src/a.js:3\n");
  hotfix.landing.state = LandingState::equivalent;
  CHECK(owed_text({hotfix}, "kars-dev").empty());
}

TEST_CASE("a conflict is told with whose commits are in the way", "[workflow]") {
  CHECK(
      conflicts_text(
          {{"src/a.js", "1 place was changed by both", 1, {{id('c'), "Bob\x1b", "feat: more"}}}}) ==
      "    src/a.js: 1 place was changed by both\n        " + short_id_of('c') +
          " feat: more (Bob\\x1b)\n");
}
