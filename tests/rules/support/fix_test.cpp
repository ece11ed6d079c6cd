// SPDX-License-Identifier: MIT
#include "rules/support/fix.h"

#include "tests/support/catch.h"
#include "tests/support/judge.h"

using namespace hotfix;

namespace {

std::string push_of(const Subject& subject, Rewrites rewrites = Rewrites::yes) {
  const Commands commands = then_push({}, subject, rewrites);
  return commands.empty() ? "" : commands.front();
}

Subject linted() {
  Subject subject = pushed_hotfix().subject;
  subject.remote.clear();
  return subject;
}

}  // namespace

TEST_CASE("a repair of something that is not pushed ends without a push", "[rules]") {
  Subject subject = pushed_hotfix().subject;
  subject.remote.clear();
  REQUIRE(push_of(subject).empty());
}

TEST_CASE("a first push is never forced", "[rules]") {
  REQUIRE(push_of(pushed_hotfix().subject) == "git push origin hotfix/fix-login");
}

TEST_CASE("a branch the remote has is forced with a lease, and only when it was rewritten",
          "[rules]") {
  Subject subject = pushed_hotfix().subject;
  subject.old_head = id('b');
  REQUIRE(push_of(subject) ==
          "git push --force-with-lease=hotfix/fix-login:" + id('b') + " origin hotfix/fix-login");
  REQUIRE(push_of(subject, Rewrites::no) == "git push origin hotfix/fix-login");
}

TEST_CASE("a branch pushed under another name is pushed under that name again", "[rules]") {
  Subject subject = pushed_hotfix().subject;
  subject.local_branch = "work";
  REQUIRE(push_of(subject) == "git push origin work:refs/heads/hotfix/fix-login");
  subject.local_branch.clear();
  REQUIRE(push_of(subject) == "git push origin HEAD:refs/heads/hotfix/fix-login");
}

TEST_CASE("a hostile branch name is one word of every command", "[rules]") {
  Subject subject = pushed_hotfix().subject;
  subject.branch = subject.local_branch = "hotfix/x;$(id)'\"&|`";
  const std::string quoted = "'hotfix/x;$(id)'\\''\"&|`'";
  REQUIRE(push_of(subject) == "git push origin " + quoted);
  REQUIRE(on_branch(subject) == Commands{"git switch " + quoted});
  REQUIRE(rebase(subject, "x") == "git rebase x " + quoted);
}

TEST_CASE("a local branch that looks like an option is never given to git by name", "[rules]") {
  Subject subject = pushed_hotfix().subject;
  subject.local_branch = "--exec=id";
  REQUIRE(on_branch(subject).empty());
  REQUIRE(rebase(subject, "x") == "git rebase x " + short_id_of('a'));
  REQUIRE(push_of(subject) == "git push origin HEAD:refs/heads/hotfix/fix-login");
}

TEST_CASE("files are put back from the top of the work tree, wildcards taken as they are",
          "[rules]") {
  ChangedFile odd = changed("pages/[id].js", 1, 1), plain = changed("src/it's.js", 1, 1);
  const std::string paths = " -- ':(top,literal)pages/[id].js' ':/src/it'\\''s.js'";
  REQUIRE(put_back({&odd, &plain}, "abc", "hotfix: x", linted()) ==
          Commands{"git switch hotfix/fix-login", "git checkout abc" + paths,
                   "git commit --only -m 'hotfix: x'" + paths});
}

TEST_CASE("putting back a new file removes it, and a renamed one gets its old name", "[rules]") {
  ChangedFile added = changed("new.js", 1, 0), renamed = changed("b.js", 0, 0);
  added.status = ChangedFile::Status::added;
  renamed.status = ChangedFile::Status::renamed;
  renamed.old_path = "a.js";
  REQUIRE(put_back({&added, &renamed}, "abc", "x", linted()) ==
          Commands{"git switch hotfix/fix-login", "git rm -q -- :/new.js :/b.js",
                   "git checkout abc -- :/a.js",
                   "git commit --only -m x -- :/new.js :/b.js :/a.js"});
}

TEST_CASE("a path that cannot be pasted, or no base, gives no command at all", "[rules]") {
  ChangedFile odd = changed("a\nb.js", 1, 1), plain = changed("c.js", 1, 1);
  REQUIRE(put_back({&odd, &plain}, "abc", "x", linted()).empty());
  REQUIRE(put_back({&plain}, "", "x", linted()).empty());
}

TEST_CASE("files are put back and pushed even where an earlier repair gave the commits new ids",
          "[rules]") {
  Subject subject = pushed_hotfix().subject;
  subject.old_head = id('b');
  ChangedFile file = changed("a.js", 1, 1);
  REQUIRE_THAT(put_back({&file}, "abc", "x", subject).back(), contains("--force-with-lease="));
}

TEST_CASE("a chain of commands is one line", "[rules]") {
  REQUIRE(chain({}).empty());
  REQUIRE(chain({"git a", "git b"}) == "git a && git b");
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

TEST_CASE("the repair of a pull request begins at the newest tip of its branch", "[rules]") {
  Subject subject = pushed_hotfix().subject;
  subject.stage = Stage::pull_request;
  subject.old_head = subject.head;
  const Commands repair = then_push({"git rebase x hotfix/fix-login"}, subject, Rewrites::yes);
  REQUIRE(repair == Commands{"git switch hotfix/fix-login",
                             "git pull --ff-only origin hotfix/fix-login",
                             "git rebase x hotfix/fix-login",
                             "git push --force-with-lease=hotfix/fix-login:" + id('a') +
                                 " origin hotfix/fix-login"});
}

TEST_CASE("the repair of a pull request fetches once", "[rules]") {
  Subject subject = pushed_hotfix().subject;
  subject.stage = Stage::pull_request;
  Commands commands = on_branch(subject);
  commands.push_back("git commit --amend");
  REQUIRE(then_push(commands, subject, Rewrites::no).size() == 4);
}
