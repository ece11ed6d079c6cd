// SPDX-License-Identifier: MIT
#include "gate/landing/forecast.h"

#include "gate/base/error.h"
#include "rules/support/text.h"
#include "tests/support/catch.h"
#include "tests/support/repo.h"

using namespace hotfix;

namespace {

using Outcome = Forecast::Outcome;

std::string numbered(int n) {
  std::string text;
  for (int i = 0; i < n; ++i) text += "line " + std::to_string(i) + "\n";
  return text;
}

std::string changed(std::string text, const std::string& from, const std::string& to) {
  text.replace(text.find(from), from.size(), to);
  return text;
}

// kars-prod and kars-dev at one commit with src/a.js; each test moves hotfix/x and kars-dev on.
struct Fork : TestRepo {
  Fork() {
    git({"symbolic-ref", "HEAD", "refs/heads/kars-prod"});
    commit("feat: start", "src/a.js", kText);
    branch("kars-dev");
    branch("hotfix/x");
  }

  void hotfix(const std::string& file, const std::string& bytes) {
    switch_to("hotfix/x");
    commit("hotfix: x", file, bytes);
  }
  // The id of the commit.
  std::string develop(const std::string& message, const std::string& file,
                      const std::string& bytes) {
    switch_to("kars-dev");
    return commit(message, file, bytes);
  }
  std::string develop(const std::string& message, const Arguments& git_arguments) {
    switch_to("kars-dev");
    git(git_arguments);
    return commit(message);
  }

  Forecast forecast_now() const {
    const Repository opened = Repository::open(path());
    Graph graph(opened);
    const Oid base = parse_oid(id("kars-prod")), head = parse_oid(id("hotfix/x"));
    LandingIndex index(graph, default_policy());
    return forecast(index, {diff_trees(opened, graph.header(base).tree, graph.header(head).tree),
                            base, parse_oid(id("kars-dev")), "kars-dev"});
  }

  const std::string kText = numbered(20);
  const std::string kFixed = changed(kText, "line 10\n", "fixed\n");
};

Forecast::Conflict only_conflict(const Forecast& found) {
  REQUIRE(found.outcome == Outcome::conflicts);
  REQUIRE(found.conflicts.size() == 1);
  return found.conflicts[0];
}

}  // namespace

TEST_CASE("a hotfix applies where development changed something else", "[landing]") {
  Fork repo;
  repo.hotfix("src/a.js", repo.kFixed);
  repo.develop("feat: more", "src/a.js", changed(repo.kText, "line 1\n", "one\n"));
  REQUIRE(repo.forecast_now().outcome == Outcome::clean);
}

TEST_CASE("a hotfix that development has is present, also with later work around it", "[landing]") {
  Fork repo;
  repo.hotfix("src/a.js", repo.kFixed);
  repo.develop("hotfix: x", "src/a.js", repo.kFixed);
  REQUIRE(repo.forecast_now().outcome == Outcome::present);
  repo.develop("feat: more", "src/a.js", changed(repo.kFixed, "line 1\n", "one\n"));
  REQUIRE(repo.forecast_now().outcome == Outcome::present);
}

TEST_CASE("a branch that changes nothing is present", "[landing]") {
  REQUIRE(Fork().forecast_now().outcome == Outcome::present);
}

TEST_CASE("a conflict counts its places and names development's commits, newest first",
          "[landing]") {
  Fork repo;
  repo.hotfix("src/a.js", changed(repo.kFixed, "line 2\n", "fixed\n"));
  const std::string first =
      repo.develop("refactor: once", "src/a.js", changed(repo.kText, "line 10\n", "once\n"));
  repo.develop("feat: elsewhere", "src/b.js", "b\n");
  const std::string second =
      repo.develop("refactor: twice", "src/a.js",
                   changed(changed(repo.kText, "line 10\n", "twice\n"), "line 2\n", "twice\n"));
  const Forecast::Conflict conflict = only_conflict(repo.forecast_now());
  REQUIRE(conflict.path == "src/a.js");
  REQUIRE(conflict.places == 2);
  REQUIRE(conflict.what == "2 places were changed by both");
  REQUIRE(conflict.others.size() == 2);
  REQUIRE(conflict.others[0].commit == second);
  REQUIRE(conflict.others[0].subject == "refactor: twice");
  REQUIRE(conflict.others[0].author == "Kim Doe");
  REQUIRE(conflict.others[1].commit == first);
}

TEST_CASE("of many commits in the way the newest five are named", "[landing]") {
  Fork repo;
  repo.hotfix("src/a.js", repo.kFixed);
  std::string newest;
  for (int i = 0; i < 7; ++i) {
    newest = repo.develop("feat: " + std::to_string(i), "src/a.js",
                          changed(repo.kText, "line 10\n", std::to_string(i) + "\n"));
  }
  const Forecast::Conflict conflict = only_conflict(repo.forecast_now());
  REQUIRE(conflict.others.size() == 5);
  REQUIRE(conflict.others[0].commit == newest);
}

TEST_CASE("several commits of a hotfix are tried as the one that their squash will be",
          "[landing]") {
  Fork repo;
  repo.hotfix("src/a.js", changed(repo.kText, "line 10\n", "first try\n"));
  repo.hotfix("src/a.js", repo.kFixed);
  repo.develop("hotfix: x", "src/a.js", repo.kFixed);
  REQUIRE(repo.forecast_now().outcome == Outcome::present);
}

TEST_CASE("a file that development deleted names the commit that did", "[landing]") {
  Fork repo;
  repo.hotfix("src/a.js", repo.kFixed);
  const std::string removal = repo.develop("refactor: drop a", {"rm", "-q", "src/a.js"});
  repo.develop("feat: later", "src/b.js", "b\n");
  const Forecast::Conflict conflict = only_conflict(repo.forecast_now());
  REQUIRE(conflict.what == "deleted on kars-dev by " + short_id(removal));
  REQUIRE(conflict.others.size() == 1);
  REQUIRE(conflict.others[0].commit == removal);
}

TEST_CASE("a file that development renamed is followed, as git follows it", "[landing]") {
  Fork repo;
  repo.hotfix("src/a.js", repo.kFixed);
  repo.develop("refactor: move a", {"mv", "src/a.js", "src/moved.js"});
  repo.develop("refactor: again", {"mv", "src/moved.js", "src/final.js"});
  REQUIRE(repo.forecast_now().outcome == Outcome::clean);
  repo.develop("hotfix: x", "src/final.js", repo.kFixed);
  REQUIRE(repo.forecast_now().outcome == Outcome::present);
}

TEST_CASE("a conflict in a renamed file says what it is called now", "[landing]") {
  Fork repo;
  repo.hotfix("src/a.js", repo.kFixed);
  const std::string move = repo.develop("refactor: move a", {"mv", "src/a.js", "src/b.js"});
  const std::string edit =
      repo.develop("refactor: edit b", "src/b.js", changed(repo.kText, "line 10\n", "other\n"));
  const Forecast::Conflict conflict = only_conflict(repo.forecast_now());
  REQUIRE(conflict.path == "src/a.js");
  REQUIRE(conflict.what ==
          "1 place was changed by both; renamed to src/b.js on kars-dev by " + short_id(move));
  REQUIRE(conflict.others[0].commit == edit);
}

TEST_CASE("a file that was moved and written anew is not taken for the same", "[landing]") {
  Fork repo;
  repo.hotfix("src/a.js", repo.kFixed);
  repo.develop("refactor: move a", {"mv", "src/a.js", "src/b.js"});
  repo.develop("refactor: write b anew", "src/b.js", "nothing of the old file is left\n");
  const Forecast::Conflict conflict = only_conflict(repo.forecast_now());
  REQUIRE_THAT(conflict.what, contains("deleted on kars-dev by "));
  REQUIRE_THAT(conflict.what, contains("perhaps src/b.js took its place"));
}

TEST_CASE("a rename of the hotfix takes development's edits along", "[landing]") {
  Fork repo;
  repo.switch_to("hotfix/x");
  repo.git({"mv", "src/a.js", "src/b.js"});
  repo.hotfix("src/b.js", repo.kFixed);
  repo.develop("feat: more", "src/a.js", changed(repo.kText, "line 1\n", "one\n"));
  REQUIRE(repo.forecast_now().outcome == Outcome::clean);
  repo.develop("feat: more", "src/a.js", changed(repo.kText, "line 10\n", "ten\n"));
  REQUIRE(only_conflict(repo.forecast_now()).places == 1);
}

TEST_CASE("a rename that both made is there already", "[landing]") {
  Fork repo;
  repo.switch_to("hotfix/x");
  repo.git({"mv", "src/a.js", "src/b.js"});
  repo.commit("hotfix: x");
  repo.develop("hotfix: x", {"mv", "src/a.js", "src/b.js"});
  REQUIRE(repo.forecast_now().outcome == Outcome::present);
}

TEST_CASE("a rename alone is still to be made where development has the old name", "[landing]") {
  Fork repo;
  repo.switch_to("hotfix/x");
  repo.git({"mv", "src/a.js", "src/b.js"});
  repo.commit("hotfix: x");
  repo.develop("feat: more", "src/a.js", changed(repo.kText, "line 1\n", "one\n"));
  REQUIRE(repo.forecast_now().outcome == Outcome::clean);
}

TEST_CASE("a file that both added conflicts", "[landing]") {
  Fork repo;
  repo.hotfix("src/new.js", "one\n");
  repo.develop("feat: new", "src/new.js", "two\n");
  const Forecast::Conflict conflict = only_conflict(repo.forecast_now());
  REQUIRE(conflict.what == "added by both, with different content");
  REQUIRE(conflict.others.size() == 1);
}

TEST_CASE("a file that the hotfix deletes and development changed conflicts", "[landing]") {
  Fork repo;
  repo.switch_to("hotfix/x");
  repo.remove("src/a.js");
  repo.commit("hotfix: x");
  repo.develop("feat: more", "src/a.js", changed(repo.kText, "line 1\n", "one\n"));
  REQUIRE(only_conflict(repo.forecast_now()).what == "deleted by the hotfix, changed on kars-dev");
}

TEST_CASE("the forecast agrees with git cherry-pick", "[landing]") {
  const int place = GENERATE(0, 3, 7, 8, 9, 10, 11, 12, 13, 19);
  const std::string what = GENERATE("edit", "insert", "remove", "same");
  INFO(what << " at line " << place);
  Fork repo;
  repo.hotfix("src/a.js", repo.kFixed);
  const std::string line = "line " + std::to_string(place) + "\n";
  const std::string other = what == "edit"     ? "other\n"
                            : what == "insert" ? line + "other\n"
                            : what == "remove" ? ""
                                               : "fixed\n";
  repo.develop("feat: more", "src/a.js", changed(repo.kText, line, other));
  const Forecast found = repo.forecast_now();
  const ProgramResult pick = repo.run({"cherry-pick", "hotfix/x"});
  const bool is_empty = pick.err.find("is now empty") != std::string::npos;
  REQUIRE((found.outcome == Outcome::present) == is_empty);
  REQUIRE((found.outcome == Outcome::conflicts) == (pick.status != 0 && !is_empty));
}

TEST_CASE("history that is cut off is no forecast", "[landing]") {
  Fork repo;
  repo.hotfix("src/a.js", repo.kFixed);
  repo.develop("refactor: more", "src/a.js", changed(repo.kText, "line 10\n", "ten\n"));
  repo.develop("refactor: again", "src/a.js", changed(repo.kText, "line 10\n", "zehn\n"));
  repo.write(".git/shallow", repo.id("kars-dev~1") + "\n");
  REQUIRE_THROWS_AS(repo.forecast_now(), Undecidable);
}
