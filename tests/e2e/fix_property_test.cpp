// SPDX-License-Identifier: MIT
// Every fix that a rule prints, pasted in every state of a clone: either the finding is gone and
// nothing else changed, or the first line failed and nothing at all changed.
#include <algorithm>
#include <functional>
#include <set>

#include "rules/model/registry.h"
#include "rules/support/text.h"
#include "tests/e2e/fix_scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

constexpr auto kBranch = "hotfix/missing-user";

struct Row {
  std::string name, rule;
  std::function<void(Scene&)> make;  // what is to be pushed, checked out
  std::string branch = kBranch;      // the local one
  Arguments push = {};               // after "origin"; empty: the branch
  std::string gives = {};            // the branch of the remote that the fix makes or moves; empty:
                                     // that of `branch`
  std::string subjects = {};         // of what it then has and production does not, newest first
  std::vector<std::string> also_moves = {};  // other references, as everything_in calls them
  bool advice = false;                       // there is no fix: a person has to say something first
};

std::string release(Scene& scene) {
  scene.good_hotfix();
  scene.switch_to("kars-prod");
  scene.git({"merge", "-q", "--squash", kBranch});
  const std::string made = scene.commit("hotfix: refuse a missing user (#12)");
  scene.push_unseen({"origin", "kars-prod"});
  scene.git({"fetch", "-q", "origin"});
  return made;
}

// The id that a release has in every scene: their dates repeat.
std::string released_id() {
  static const std::string id = [] {
    Scene scene;
    scene.switch_new("elsewhere", "origin/kars-prod");
    scene.commit("feat: elsewhere", "src/elsewhere.js", lines(3));
    scene.switch_to("kars-prod");
    return release(scene);
  }();
  return id;
}

// Production gets a commit that this clone has not fetched, and the branch merges it.
void merge_unknown_production(Scene& scene, const std::string& file) {
  const std::string known = scene.id("origin/kars-prod");
  scene.good_hotfix();
  scene.switch_to("kars-prod");
  scene.commit("ci: by hand", file, "on: push\n");
  scene.push_unseen({"origin", "kars-prod"});
  scene.switch_to(kBranch);
  scene.git({"merge", "-q", "--no-edit", "kars-prod"});
  scene.git({"update-ref", "refs/remotes/origin/kars-prod", known});
  scene.git({"branch", "-q", "-f", "kars-prod", known});
}

const std::vector<Row>& rows() {
  constexpr auto kGood = "hotfix: refuse a missing user";
  static const std::vector<Row> all = {
      {"a bad name",
       "branch-name",
       [](Scene& scene) { scene.good_hotfix("hotfix/Fix_Login"); },
       "hotfix/Fix_Login",
       {},
       "hotfix/fix-login",
       kGood,
       {"refs/heads/hotfix/Fix_Login", "refs/heads/hotfix/fix-login"}},
      {"cut from development",
       "production-base",
       [](Scene& scene) {
         scene.switch_new(kBranch, "kars-dev");
         scene.fix_login();
         scene.test_login();
       },
       kBranch,
       {},
       {},
       "hotfix: test the missing user\nhotfix: refuse a missing user"},
      {"finished on development first",
       "production-base",
       [](Scene& scene) {
         scene.good_hotfix();
         scene.switch_to("kars-dev");
         scene.git({"merge", "-q", "--no-ff", "--no-edit", kBranch});
         scene.commit("feat: more", "src/more.js", lines(3));
         scene.push_unseen({"origin", "kars-dev"});
         scene.git({"fetch", "-q", "origin"});
         scene.switch_to(kBranch);
         scene.git({"merge", "-q", "--ff-only", "kars-dev"});
         scene.commit("hotfix: say so", "src/say.js", lines(3));
       },
       kBranch,
       {},
       {},
       {},
       {},
       true},
      {"no shared history",
       "production-base",
       [](Scene& scene) {
         scene.git({"switch", "-q", "--orphan", kBranch});
         scene.commit("hotfix: from nothing", "src/nothing.js", lines(3));
       },
       kBranch,
       {},
       "hotfix/missing-user-2",
       {},
       {"refs/heads/hotfix/missing-user-2"},
       true},
      {"a bad subject of two lines",
       "commit-message",
       [](Scene& scene) {
         scene.good_hotfix();
         scene.git({"commit", "-q", "--amend", "--no-verify", "-m",
                    "refuse a missing user\nand say so\n\nwhy it was so\n\nSeverity: P0 outage"});
       },
       kBranch,
       {},
       {},
       "hotfix: refuse a missing user and say so"},
      {"a subject with characters that nobody sees",
       "commit-message",
       [](Scene& scene) {
         scene.good_hotfix();
         scene.git({"commit", "-q", "--amend", "--no-verify", "-m",
                    "the \xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb menu\xe2\x80\x8c!"});
       },
       kBranch,
       {},
       {},
       "hotfix: the \xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb menu\xe2\x80\x8c!"},
      {"several bad subjects",
       "commit-message",
       [](Scene& scene) {
         scene.switch_new(kBranch, "origin/kars-prod");
         scene.fix_login("refuse a missing user");
         scene.test_login("and its test");
       },
       kBranch,
       {},
       {},
       kGood},
      {"a fixup",
       "commit-message",
       [](Scene& scene) {
         scene.switch_new(kBranch, "origin/kars-prod");
         scene.fix_login();
         scene.test_login("fixup! hotfix: refuse a missing user");
       },
       kBranch,
       {},
       {},
       kGood},
      {"a merge of production",
       "commit-message",
       [](Scene& scene) {
         scene.good_hotfix();
         scene.commit_on("kars-prod", "hotfix: other (#9)", "src/other.js", lines(3));
         scene.push_unseen({"origin", "kars-prod"});
         scene.git({"fetch", "-q", "origin"});
         scene.git({"merge", "-q", "--no-edit", "origin/kars-prod"});
       },
       kBranch,
       {},
       {},
       kGood},
      {"a merge of a production that was not fetched",
       "commit-message",
       [](Scene& scene) { merge_unknown_production(scene, "docs/by-hand.md"); },
       kBranch,
       {},
       {},
       kGood},
      {"production's own workflow, not fetched",
       "protected-paths",
       [](Scene& scene) { merge_unknown_production(scene, ".github/workflows/deploy.yml"); },
       kBranch,
       {},
       {},
       kGood},
      {"two features",
       "single-purpose",
       [](Scene& scene) {
         scene.switch_new(kBranch, "origin/kars-prod");
         scene.commit("feat: a page", "src/page.js", lines(3));
         scene.write("tests/page.test.js", "test('it is there', () => {});\n");
         scene.fix_login();
         scene.test_login();
         scene.commit("refactor: tidy", "src/tidy.js", lines(3));
       },
       kBranch,
       {},
       {},
       "hotfix: test the missing user\nhotfix: refuse a missing user"},
      {"a moved pair of files",
       "single-purpose",
       [](Scene& scene) {
         scene.good_hotfix();
         scene.sh("mkdir src/api && git mv src/health.js src/api/health.js");
         scene.sh(
             "git mv src/login.js src/api/login.js && git checkout -q origin/kars-prod -- "
             "src/login.js && mv src/login.js src/api/login.js && git rm -q --cached src/login.js");
         scene.commit("hotfix: move");
       },
       kBranch,
       {},
       {},
       {}},
      {"an edited policy",
       "protected-paths",
       [](Scene& scene) {
         scene.good_hotfix();
         scene.commit("hotfix: allow more", ".hotfix.toml", "production = \"kars-prod\"\n");
       },
       kBranch,
       {},
       {},
       {}},
      {"a protected file with a name of other bytes",
       "protected-paths",
       [](Scene& scene) {
         scene.good_hotfix();
         scene.commit("hotfix: hooks", ".husky/caf\xe9 \xe2\x80\x8d\x82\xa0 it's", "x\n");
       },
       kBranch,
       {},
       {},
       {}},
      {"a deleted test",
       "tests-present",
       [](Scene& scene) {
         scene.good_hotfix();
         scene.write("tests/other.test.js", "test('it works', () => expect(1).toBe(1));\n");
         scene.remove("tests/login.test.js");
         scene.commit("hotfix: tests");
       },
       kBranch,
       {},
       {},
       {}},
      {"a false revert",
       "exact-revert",
       [](Scene& scene) {
         const std::string wrong = release(scene);
         scene.git({"branch", "-q", "-D", kBranch});
         scene.switch_new(kBranch, "origin/kars-prod");
         scene.git({"revert", "--no-commit", wrong});
         scene.write("src/more.js", lines(3));
         scene.commit(
             "hotfix: Revert \"hotfix: refuse a missing user (#12)\"\n\nThis reverts commit " +
             wrong + ".");
       },
       kBranch,
       {},
       {},
       "hotfix: Revert \"hotfix: refuse a missing user (#12)\""},
      {"a false revert on production",
       "exact-revert",
       [](Scene& scene) {
         const std::string wrong = release(scene);
         scene.git({"branch", "-q", "-D", kBranch});
         scene.switch_to("kars-prod");
         scene.git({"revert", "--no-commit", wrong});
         scene.write("src/more.js", lines(3));
         scene.commit("Revert \"hotfix: refuse a missing user (#12)\"\n\nThis reverts commit " +
                      wrong + ".");
       },
       "kars-prod",
       {},
       "hotfix/take-back-" + short_id(released_id()),
       "hotfix: Revert \"hotfix: refuse a missing user (#12)\"",
       {"refs/heads/hotfix/take-back-" + short_id(released_id())}},
      {"a push to production",
       "direct-push",
       [](Scene& scene) {
         scene.fix_login();
         scene.test_login();
       },
       "kars-prod",
       {},
       "hotfix/refuse-a-missing-user",
       "hotfix: test the missing user\nhotfix: refuse a missing user"},
      {"a rewritten development",
       "direct-push",
       [](Scene& scene) {
         scene.switch_to("kars-dev");
         scene.git({"reset", "-q", "--hard", "HEAD~1"});
         scene.commit("feat: another", "src/another.js", lines(3));
       },
       "kars-dev",
       {"--force", "kars-dev"},
       {},
       "feat: another\nfeat: export orders\nfeat: search the catalogue"},
      {"a branch that development lacks, deleted",
       "branch-cleanup",
       [](Scene& scene) {
         release(scene);
         scene.push_unseen({"origin", kBranch});
         scene.switch_to(kBranch);
       },
       kBranch,
       {"--delete", kBranch},
       "kars-dev",
       {},
       {"origin refs/heads/hotfix/missing-user", "fork refs/heads/hotfix/missing-user"}},
      {"an abandoned branch, deleted",
       "branch-cleanup",
       [](Scene& scene) {
         scene.good_hotfix();
         scene.push_unseen({"origin", kBranch});
       },
       kBranch,
       {"--delete", kBranch},
       kBranch,
       {},
       {},
       true},
      {"an overdue hotfix",
       "backport",
       [](Scene& scene) {
         release(scene);
         scene.switch_new("hotfix/health", "origin/kars-prod");
         scene.write("src/health.js", "module.exports = () => 'ok';\n");
         scene.commit("hotfix: health says ok", "tests/health.test.js",
                      "test('it is ok', () => expect(require('../src/health')()).toBe('ok'));\n");
       },
       "hotfix/health",
       {},
       "kars-dev",
       {},
       {"origin refs/heads/hotfix/health"}},
      {"a promotion that undoes a hotfix",
       "promotion",
       [](Scene& scene) {
         release(scene);
         scene.switch_to("kars-dev");
         scene.git({"merge", "-q", "-s", "ours", "--no-edit", "kars-prod"});
         scene.push_unseen({"origin", "kars-dev"});
         scene.git({"fetch", "-q", "origin"});
       },
       "kars-dev",
       {"kars-dev:kars-prod"},
       "kars-dev",
       {},
       {}},
      {"too much",
       "minimal-diff",
       [](Scene& scene) {
         scene.good_hotfix();
         scene.commit("hotfix: the long way", "src/long.js", lines(400));
       },
       kBranch,
       {},
       {},
       {},
       {},
       true},
  };
  return all;
}

Scene made(const Row& row) {
  Scene scene;
  scene.switch_new("elsewhere", "origin/kars-prod");
  scene.commit("feat: elsewhere", "src/elsewhere.js", lines(3));
  scene.switch_to("kars-prod");
  row.make(scene);
  return scene;
}

// The arguments of the push, in that state; empty: it says nothing about the row.
Arguments pushed(const Scene& scene, const Row& row, const std::string& state) {
  const std::string ref = "refs/heads/" + row.branch;
  const bool by_id = state == "by its id", renamed = state == "from a branch of another name";
  if (!by_id && !renamed) return row.push.empty() ? Arguments{ref} : row.push;
  if (!row.push.empty() || row.branch == "kars-prod") return {};
  return {(by_id ? scene.id(ref) : std::string("work")) + ":" + ref};
}

// What is printed; the push may pass with a warning, too.
Printed told(const Scene& scene, const Row& row, const std::string& state = {}) {
  Arguments arguments = pushed(scene, row, state);
  if (arguments.empty()) return {};
  arguments.insert(arguments.begin(), "origin");
  return printed_by(row.rule, scene.push(arguments).err);
}

std::string given(const Row& row) { return row.gives.empty() ? row.branch : row.gives; }

// The remote's branch moves, and the local one of its name when that is what was pushed.
bool may_change(const Row& row, const std::string& key, bool own) {
  const std::string ref = "refs/heads/" + given(row);
  const bool is_local = key == ref && given(row) == row.branch;
  return key.ends_with(" " + ref) || (own && is_local) ||
         (row.rule == "branch-name" && key.starts_with("HEAD of ")) ||
         std::find(row.also_moves.begin(), row.also_moves.end(), key) != row.also_moves.end();
}

// The keys that changed and must not.
std::vector<std::string> harm(const Row& row, const Everything& before, const Everything& after,
                              bool own) {
  std::vector<std::string> keys = differences(before, after);
  std::erase_if(keys, [&](const std::string& key) {
    const bool is_checked_out = key == "HEAD" && own &&
                                (after.at(key) == "branch refs/heads/" + row.branch ||
                                 after.at(key) == "branch refs/heads/" + given(row));
    return is_checked_out || may_change(row, key, own);
  });
  return keys;
}

// The tip of the branch that the fix gave, on the remote that it went to; empty: it went to none.
std::string fixed_id(const Row& row, const Everything& before, const Everything& after) {
  for (const std::string& key : differences(before, after)) {
    const auto found = after.find(key);
    if (key.ends_with(" refs/heads/" + given(row)) && found != after.end()) return found->second;
  }
  return {};
}

void check_gone(Scene& scene, const Row& row, const std::string& id) {
  CHECK_FALSE(id.empty());
  if (id.empty()) return;
  scene.sh("git fetch -q --all");
  if (!row.subjects.empty()) {
    CHECK(scene.git({"log", "--format=%s", scene.remote_id("kars-prod") + ".." + id}) ==
          row.subjects);
  }
  const bool is_judged_at_push = row.rule == "branch-cleanup" || row.rule == "direct-push";
  // What is owed is asked of where production lives, which a fork's push does not say.
  const bool is_fork = scene.git({"remote"}).find("upstream") != std::string::npos;
  if (is_judged_at_push || (is_fork && given(row) == "kars-dev")) return;
  auto report = scene.lint_json({row.rule == "promotion"  ? "origin/kars-dev"
                                 : row.rule == "backport" ? row.branch
                                                          : id});
  // A true revert of a hotfix still says that it is one.
  if (row.rule == "exact-revert") {
    auto& found = report.at("findings");
    for (auto one = found.begin(); one != found.end();) {
      one = one->at("level") == "warning" ? found.erase(one) : std::next(one);
    }
  }
  INFO(report.dump(2));
  const std::vector<std::string> rules = blamed(report);
  CHECK(std::find(rules.begin(), rules.end(), row.rule) == rules.end());
}

// The promise: fixed and nothing else changed, or nothing at all. Advice fixes nothing by itself.
// Whether all of the lines succeeded.
bool check_promise(Scene& scene, const Row& row, const std::string& lines, bool is_fix, bool own,
                   const std::string& shell = "bash") {
  const Everything before = everything_in(scene);
  const ProgramResult done = paste(scene, lines, shell);
  const Everything after = everything_in(scene);
  INFO(lines << "-> " << done.status << "\n" << done.out << done.err);
  if (done.status == 0) {
    CHECK(harm(row, before, after, own) == std::vector<std::string>{});
    if (is_fix) check_gone(scene, row, fixed_id(row, before, after));
  } else if (is_fix) {
    CHECK(differences(before, after) == std::vector<std::string>{});
    CHECK_FALSE((done.out + done.err).empty());  // a failure is never silent
  } else {
    CHECK(harm(row, before, after, own) == std::vector<std::string>{});
  }
  return done.status == 0;
}

// Where a person may well be when the fix is pasted: it has to work there.
bool is_usual(const std::string& state) {
  return state == "on the branch" || state == "on another branch" || state == "detached" ||
         state == "stashed";
}

}  // namespace

TEST_CASE("every rule is in the table of fixes, or known to print none for a clone", "[e2e][fix]") {
  // The last one judges the ledger, which prints its fix: tests/e2e/workflow/post_mortem_test.cpp.
  static const std::set<std::string_view> elsewhere = {
      "pr-target",    "severity",        "incident-record", "emergency-review",
      "squash-merge", "backport-claims", "post-mortem"};
  for (const Rule* rule : all_rules()) {
    INFO(rule->id);
    const bool is_in_table = std::any_of(rows().begin(), rows().end(),
                                         [&](const Row& row) { return row.rule == rule->id; });
    CHECK(is_in_table != elsewhere.contains(rule->id));
  }
}

TEST_CASE("a pasted fix does away with the finding, or changes nothing, in any state and shell",
          "[e2e][fix]") {
  for (const Row& row : rows()) {
    const Scene original = made(row);
    const Printed printed = told(original, row);
    INFO(row.name);
    CHECK(printed.fix.empty() == row.advice);
    CHECK((printed.fix.empty() && printed.advice.empty()) == false);
    CHECK_THAT(printed.words, !contains(" git "));  // a command stands alone
    if (printed.fix.empty()) continue;
    for (const std::string& state : states_after_push()) {
      INFO(state);
      Scene scene(original);
      bring_into(scene, state, row.branch);
      const std::string shell = state == "on the branch" ? "sh" : "bash";
      const bool is_done = check_promise(scene, row, printed.fix, true, true, shell);
      CHECK((is_done || !is_usual(state)));
    }
  }
}

TEST_CASE("a fix that is printed in any other state is right for it", "[e2e][fix]") {
  for (const Row& row : rows()) {
    for (const std::string& state : states_before_push()) {
      INFO(row.name << ", " << state);
      Scene scene = made(row);
      bring_into(scene, state, row.branch);
      const bool own = state != "by its id" && state != "from a branch of another name";
      const Printed printed = told(scene, row, state);
      if (!printed.fix.empty()) CHECK(check_promise(scene, row, printed.fix, true, own));
    }
  }
}

TEST_CASE("advice that is pasted unread harms nothing, in any state", "[e2e][fix]") {
  for (const Row& row : rows()) {
    const Scene original = made(row);
    for (const std::string& advice : told(original, row).advice) {
      for (const std::string& state : states_after_push()) {
        INFO(row.name << ", " << state);
        Scene scene(original);
        bring_into(scene, state, row.branch);
        check_promise(scene, row, advice, false, true);
      }
    }
  }
}
