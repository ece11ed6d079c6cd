// SPDX-License-Identifier: MIT
#include "rules/support/fix.h"

#include "rules/support/text.h"
#include "tests/support/catch.h"
#include "tests/support/judge.h"

using namespace hotfix;

namespace {

const std::string kHead = short_id_of('a');
constexpr auto kSwitch = "git switch hotfix/fix-login";
constexpr auto kClean = "git diff --stat --exit-code HEAD";
constexpr auto kPush = "git push origin refs/heads/hotfix/fix-login";
const std::string kAtHead = "git update-ref refs/heads/hotfix/fix-login " + kHead + " " + kHead;

Subject pushed() { return pushed_hotfix().subject; }

Subject linted() {
  Subject subject = pushed();
  subject.stage = Stage::lint;
  subject.remote.clear();
  return subject;
}

// `git push origin HEAD~1:refs/heads/hotfix/fix-login`, or from a branch of another name.
Subject pushed_from(const std::string& local) {
  Subject subject = pushed();
  subject.local_branch = local;
  return subject;
}

Subject of_pull_request() {
  Subject subject = pushed();
  subject.stage = Stage::pull_request;
  subject.old_head = subject.head;
  return subject;
}

Facts with(const Subject& subject) {
  Facts facts = pushed_hotfix();
  facts.subject = subject;
  return facts;
}

Plan amending() {
  Plan plan{{"git commit --amend"}};
  plan.keeps_uncommitted = plan.for_head_only = true;
  return plan;
}

std::string lease(char digit) {
  return "git push --force-with-lease=hotfix/fix-login:" + id(digit) +
         " origin refs/heads/hotfix/fix-login";
}

}  // namespace

TEST_CASE("a fix begins with what must hold, and ends with the push", "[rules]") {
  REQUIRE(commands_of({{"git x"}}, pushed()) == Commands{kClean, kSwitch, "git x", kPush});
  REQUIRE(commands_of(amending(), pushed()) ==
          Commands{kAtHead, kSwitch, "git commit --amend", kPush});
}

TEST_CASE("the fix of something that is not pushed ends without a push", "[rules]") {
  REQUIRE(commands_of({{"git x"}}, linted()) == Commands{kClean, kSwitch, "git x"});
  REQUIRE(rebased({"rebase y"}, linted()) == Commands{"git rebase y hotfix/fix-login"});
}

TEST_CASE("a branch the remote has is forced with a lease, and only when it was rewritten",
          "[rules]") {
  Subject subject = pushed();
  subject.old_head = id('b');
  REQUIRE(commands_of({{"git x"}}, subject).back() == lease('b'));
  REQUIRE(commands_of({{"git x"}, Rewrites::no}, subject).back() == kPush);
}

TEST_CASE("what is pushed from another branch, or from none, is fixed as a commit", "[rules]") {
  for (const char* local : {"", "work", "kars-dev", "--exec=id"}) {
    INFO(local);
    const Subject subject = pushed_from(local);
    REQUIRE(commands_of({{"git x"}}, subject) ==
            Commands{kClean, "git switch --detach " + kHead, "git x",
                     "git push origin HEAD:refs/heads/hotfix/fix-login", "git checkout -"});
    REQUIRE(rebased({"rebase y"}, subject)[2] == "git rebase y");
    REQUIRE(git_for(subject) == "git");
  }
}

TEST_CASE("a commit that is not pushed stays checked out where it is fixed", "[rules]") {
  Subject subject = linted();
  subject.branch.clear();
  subject.local_branch.clear();
  REQUIRE(commands_of(amending(), subject) ==
          Commands{"git switch --detach " + kHead, "git commit --amend"});
}

TEST_CASE("a branch in another work tree is fixed there", "[rules]") {
  Subject subject = pushed();
  subject.worktree = "/work/other tree";
  const std::string git = "git -C '/work/other tree'";
  REQUIRE(git_for(subject) == git);
  REQUIRE(rebased({"rebase y"}, subject) ==
          Commands{git + " rebase y hotfix/fix-login",
                   git + " push origin refs/heads/hotfix/fix-login"});
  for (const std::string& command : commands_of({{git + " x"}}, subject)) {
    REQUIRE(command.starts_with(git + " "));
  }
}

TEST_CASE("what a merge queue made, or production has, is not fixed in a clone", "[rules]") {
  Subject queued = linted(), group = pushed(), released = pushed();
  queued.queued = true;
  group.stage = Stage::merge_group;
  released.stage = Stage::released;
  ChangedFile file = changed("a.js", 1, 1);
  for (const Subject& subject : {queued, group, released}) {
    REQUIRE(commands_of(amending(), subject).empty());
    REQUIRE(rebased({"rebase y"}, subject).empty());
    REQUIRE(begun_again(id('b'), {"git x"}, subject).empty());
    REQUIRE(put_back({&file}, "abc", "x", with(subject)).empty());
  }
}

TEST_CASE("a branch begins again only when all of the work succeeded", "[rules]") {
  REQUIRE(begun_again(id('b'), {"git cherry-pick x"}, linted()) ==
          Commands{kAtHead, kClean, kSwitch, "git switch --detach " + short_id_of('b'),
                   "git cherry-pick x", "git switch -C hotfix/fix-login"});
  REQUIRE(begun_again(id('b'), {"git cherry-pick x"}, pushed_from("work"))[1] ==
          "git switch --detach " + short_id_of('b'));
}

TEST_CASE("several rebases are one fix, with one push", "[rules]") {
  REQUIRE(rebased({"rebase a", "rebase b"}, pushed()) ==
          Commands{"git rebase a hotfix/fix-login", "git rebase b hotfix/fix-login", kPush});
}

TEST_CASE("a hostile branch name is one word of every command", "[rules]") {
  Subject subject = pushed();
  subject.branch = subject.local_branch = "hotfix/x;$(id)'\"&|`";
  const std::string quoted = "'hotfix/x;$(id)'\\''\"&|`'";
  REQUIRE(commands_of({{"git x"}}, subject) ==
          Commands{kClean, "git switch " + quoted, "git x",
                   "git push origin 'refs/heads/hotfix/x;$(id)'\\''\"&|`'"});
  REQUIRE(rebased({"rebase x"}, subject).front() == "git rebase x " + quoted);
}

TEST_CASE("files are put back from the top of the work tree, wildcards taken as they are",
          "[rules]") {
  ChangedFile odd = changed("pages/[id].js", 1, 1), plain = changed("src/it's.js", 1, 1);
  const std::string paths = " -- ':(top,literal)pages/[id].js' ':/src/it'\\''s.js'";
  REQUIRE(put_back({&odd, &plain}, "abc", "hotfix: x", with(linted())) ==
          Commands{kClean, kSwitch, "git checkout abc" + paths,
                   "git commit --only -m 'hotfix: x'" + paths});
}

TEST_CASE("putting back a new file removes it, and a renamed one gets its old name", "[rules]") {
  ChangedFile added = changed("new.js", 1, 0), renamed = changed("b.js", 0, 0);
  added.status = ChangedFile::Status::added;
  renamed.status = ChangedFile::Status::renamed;
  renamed.old_path = "a.js";
  REQUIRE(put_back({&added, &renamed}, "abc", "x", with(linted())) ==
          Commands{kClean, kSwitch, "git rm -q -- :/new.js :/b.js", "git checkout abc -- :/a.js",
                   "git commit --only -m x -- :/new.js :/b.js :/a.js"});
}

TEST_CASE("a path that cannot be pasted, or no base, gives no command at all", "[rules]") {
  ChangedFile odd = changed("a.js\n", 1, 1), plain = changed("c.js", 1, 1);
  REQUIRE(put_back({&odd, &plain}, "abc", "x", with(linted())).empty());
  REQUIRE(put_back({&plain}, "", "x", with(linted())).empty());
}

TEST_CASE("a path that cannot be shown is put back all the same", "[rules]") {
  ChangedFile file = changed("caf\xe9\xe2\x80\x8d.js", 1, 1);
  REQUIRE_THAT(put_back({&file}, "abc", "x", with(linted()))[2],
               contains("git checkout abc -- \"$(printf ':/caf\\351\\342\\200\\215.js')\""));
}

TEST_CASE("files are put back and pushed even where an earlier fix gave the commits new ids",
          "[rules]") {
  Subject subject = pushed();
  subject.old_head = id('b');
  ChangedFile file = changed("a.js", 1, 1);
  REQUIRE_THAT(put_back({&file}, "abc", "x", with(subject)).back(),
               contains("--force-with-lease="));
}

TEST_CASE("no file of a production that is newer than known here is taken away: it is fetched",
          "[rules]") {
  Facts facts = with(pushed());
  facts.refs.production_ref = "origin/kars-prod";
  facts.history->commits = {commit('c', "ci: deploy by hand"), commit('b', "hotfix: x"),
                            commit('a', "Merge branch 'kars-prod' into hotfix/fix-login", "bc")};
  ChangedFile file = changed(".github/workflows/deploy.yml", 1, 0);
  file.status = ChangedFile::Status::added;
  REQUIRE(put_back({&file}, "abc", "x", facts) == Commands{kClean, kSwitch,
                                                           "git fetch origin refs/heads/kars-prod",
                                                           "git rebase FETCH_HEAD", kPush});
}

TEST_CASE("work on development moves no local branch", "[rules]") {
  Facts facts = with(pushed());
  facts.refs.development_ref = "origin/kars-dev";
  REQUIRE(on_development(facts, {"git x"}) ==
          Commands{kClean, "git fetch origin refs/heads/kars-dev", "git switch --detach FETCH_HEAD",
                   "git x", "git push origin HEAD:refs/heads/kars-dev", "git checkout -"});
  facts.subject.remote.clear();
  facts.refs.development_ref = "kars-dev";
  REQUIRE(on_development(facts, {"git x"}) == Commands{kClean, "git switch kars-dev", "git x"});
}

TEST_CASE("pasted line by line, nothing runs after the first command that fails", "[rules]") {
  REQUIRE(paste_lines({}).empty());
  REQUIRE(paste_lines({"git a"}) == Commands{"git a"});
  REQUIRE(paste_lines({"git a", "git b", "git c"}) == Commands{"git a &&", "git b &&", "git c"});
}

TEST_CASE("production is fetched from where it was compared, else from where the push goes",
          "[rules]") {
  Facts facts = pushed_hotfix();
  facts.refs.production_ref = "upstream/kars-prod";
  REQUIRE(production_remote(facts) == "upstream");
  facts.refs.production_ref = "kars-prod";
  REQUIRE(production_remote(facts) == "origin");
  facts.subject.remote.clear();
  REQUIRE(production_remote(facts).empty());
}

TEST_CASE("commits that came from development are not the branch's own", "[rules]") {
  Facts facts = pushed_hotfix();
  facts.history->commits = {commit('d', "feat: x"), commit('a', "hotfix: y", "d")};
  REQUIRE(own_commits(facts).size() == 2);
  facts.origin->from_development = {commit('d', "feat: x")};
  REQUIRE(own_commits(facts).size() == 1);
  REQUIRE(own_commits(facts).front().id == id('a'));
  facts.origin.reset();
  REQUIRE(own_commits(facts).size() == 2);
}

TEST_CASE("the fix of a pull request begins at the newest tip of its branch", "[rules]") {
  const std::string pull = "git pull --ff-only origin refs/heads/hotfix/fix-login";
  REQUIRE(rebased({"rebase x"}, of_pull_request()) ==
          Commands{kClean, kSwitch, pull, "git rebase x", lease('a')});
  REQUIRE(commands_of(amending(), of_pull_request()) ==
          Commands{kSwitch, pull, kAtHead, "git commit --amend", lease('a')});
}

TEST_CASE("a branch is deleted only where it is as it was looked at", "[rules]") {
  CHECK(require_branch_at("hotfix/x", id('a')) ==
        "git update-ref refs/heads/hotfix/x aaaaaaaaaaaa aaaaaaaaaaaa");
  CHECK(delete_on_remote("hotfix/x", id('a'), "origin") ==
        "git push --force-with-lease=refs/heads/hotfix/x:aaaaaaaaaaaa origin --delete "
        "refs/heads/hotfix/x");
  CHECK(forget_tracking("hotfix/x", id('a'), "origin") ==
        "git update-ref -d refs/remotes/origin/hotfix/x aaaaaaaaaaaa");
}

TEST_CASE("names and words of any kind are quoted in what is done in a work tree", "[rules]") {
  CHECK(add_worktree("/it's", {}, id('a')) ==
        "git worktree add -q --detach '/it'\\''s' aaaaaaaaaaaa");
  CHECK(add_worktree("/w", "revert-hotfix/x", id('a')) == "git worktree add -q /w revert-hotfix/x");
  CHECK(revert_in("/a b", {id('b'), id('a')}, true) ==
        "git -C '/a b' revert --no-edit -m 1 bbbbbbbbbbbb aaaaaaaaaaaa");
  CHECK(add_to_message_in("/w", "it's $HOME") ==
        "git -C /w commit -q --amend -m \"$(git -C /w log --no-show-signature -1 --format=%B)\" "
        "-m 'it'\\''s $HOME'");
  CHECK(push_head_in("/w", "kars-prod", "origin") ==
        "git -C /w push origin HEAD:refs/heads/kars-prod");
}

TEST_CASE("a command is run in a folder, a pipe of several too", "[rules]") {
  CHECK(in_folder("/tmp/a b", "git add x") == "git -C '/tmp/a b' add x");
  CHECK(in_folder("/tmp/a b", "git diff | git apply") == "(cd '/tmp/a b' && git diff | git apply)");
}

TEST_CASE("work trees and branches are named in full, and quoted", "[rules]") {
  CHECK(drop_worktree("/tmp/a b") == "git worktree remove '/tmp/a b'");
  CHECK(push_branch_as("backport/a&b", "dev", "origin") ==
        "git push origin 'refs/heads/backport/a&b:refs/heads/dev'");
  const std::string a = short_id_of('a'), b = short_id_of('b');
  CHECK(move_branch("dev", "backport/x", id('a')) ==
        Commands{"git update-ref refs/heads/dev " + a + " " + a, "git branch -q -f dev " + a,
                 "git update-ref refs/heads/dev refs/heads/backport/x " + a});
  CHECK(move_branch_back("dev", id('b'), id('a')) ==
        Commands{"git update-ref refs/heads/dev " + b + " " + b, "git branch -q -f dev " + a});
}

TEST_CASE("several commits are picked at once, and a merge is always a commit", "[rules]") {
  CHECK(pick_from_production({id('a'), id('b')}) ==
        "git cherry-pick -x -m 1 " + short_id_of('a') + " " + short_id_of('b'));
  CHECK(merge_commit(id('a'), "Merge x") == "git merge --no-ff -m 'Merge x' " + short_id_of('a'));
}
