// SPDX-License-Identifier: MIT
#include "gate/workflow/start.h"

#include "gate/base/error.h"
#include "tests/support/catch.h"

using namespace hotfix;
using Catch::Matchers::Equals;

namespace {

const std::string kId(40, 'a');

Start login() {
  Start start{"hotfix/login", "origin/kars-prod", kId, {}, {}};
  start.incident.severity = "P0";
  return start;
}

}  // namespace

TEST_CASE("a hotfix begins at the id of production's tip, in a clean work tree",
          "[gate][workflow]") {
  const Step step = step_of(login());
  CHECK(step.what == "make hotfix/login at origin/kars-prod (aaaaaaaaaaaa) and check it out");
  CHECK(commands_of(step) == Commands{"git diff --stat --exit-code HEAD",
                                      "git switch -c hotfix/login aaaaaaaaaaaa",
                                      "git config hotfix.hotfix/login.severity P0"});
}

TEST_CASE("a beginning is taken back only while nothing was committed", "[gate][workflow]") {
  const Step step = step_of(login());
  CHECK(undo_of(step, step.acts.size()) ==
        Commands{"git config --remove-section hotfix.hotfix/login", "git checkout -",
                 "git update-ref -d refs/heads/hotfix/login aaaaaaaaaaaa"});
}

TEST_CASE("in a work tree of its own nothing has to be clean here", "[gate][workflow]") {
  Start start = login();
  start.folder = "/home/kim/my kars-login";
  const Step step = step_of(start);
  CHECK(commands_of(step) ==
        Commands{"mkdir '/home/kim/my kars-login'",
                 "git worktree add -b hotfix/login '/home/kim/my kars-login' aaaaaaaaaaaa",
                 "git config hotfix.hotfix/login.severity P0"});
  CHECK(undo_of(step, 2) == Commands{"git worktree remove '/home/kim/my kars-login'",
                                     "git update-ref -d refs/heads/hotfix/login aaaaaaaaaaaa"});
}

TEST_CASE("a branch is called by its slug, with or without the prefix", "[gate][workflow]") {
  const Policy policy = default_policy();
  CHECK(branch_called("fix-login", policy) == "hotfix/fix-login");
  CHECK(branch_called("hotfix/fix-login", policy) == "hotfix/fix-login");
  CHECK(branch_called("login", parse_policy("branches.hotfix = [\"emergency-*\"]", "p")) ==
        "emergency-login");
}

TEST_CASE("words that do not make a good name are refused with the one that does",
          "[gate][workflow]") {
  const Policy policy = default_policy();
  CHECK_THROWS_WITH(branch_called("Fix Login!", policy),
                    Equals("'Fix Login!' is not a good name: use fix-login"));
  CHECK_THROWS_AS(branch_called("!!", policy), UsageError);
  CHECK_THROWS_AS(branch_called("", policy), UsageError);
}

TEST_CASE("P0 and P1 are hotfixes, however they are written", "[gate][workflow]") {
  const Policy policy = default_policy();
  CHECK(severity_of("p0", "", policy).level == "P0");
  CHECK(severity_of("P1", " database down ", policy).criterion == "database down");
}

TEST_CASE("P2 and P3 are for the regular release", "[gate][workflow]") {
  const Policy policy = default_policy();
  for (const char* level : {"P2", "P3"}) {
    CHECK_THROWS_AS(severity_of(level, "", policy), Refused);
    CHECK_THROWS_WITH(severity_of(level, "", policy),
                      contains("schedule it for the regular release"));
  }
  CHECK_THROWS_AS(severity_of("urgent", "", policy), UsageError);
}

TEST_CASE("a criterion of the other severity is refused", "[gate][workflow]") {
  const Policy policy = default_policy();
  CHECK_THROWS_WITH(severity_of("P0", "severe performance degradation", policy),
                    Equals("'severe performance degradation' is a criterion of P1, not of P0"));
  CHECK_NOTHROW(severity_of("P0", "Security breach: keys leaked", policy));
}

TEST_CASE("what to prepare has the commands of the policy", "[gate][workflow]") {
  Incident incident;
  incident.severity = "P1";
  const std::string text = preparation_text(
      parse_policy("[workflow]\nbackup = [\"pg_dump app\"]\nlogs = []", "p"), incident);
  CHECK_THAT(text, contains("  [ ] Back up the production database\n"
                            "          pg_dump app\n"));
  CHECK_THAT(text, !contains("railway"));
  CHECK_THAT(text, contains("Core functionality unavailable"));
}

TEST_CASE("a criterion that is given is not asked for", "[gate][workflow]") {
  Incident incident;
  incident.severity = "P1";
  incident.criterion = "Core functionality unavailable";
  const std::string text = preparation_text(default_policy(), incident);
  CHECK_THAT(text, !contains("criterion"));
  CHECK_THAT(text, contains("--trailer 'Severity: P1 Core functionality unavailable'"));
}

TEST_CASE("a criterion that nobody knows is told with those that count", "[gate][workflow]") {
  Incident incident;
  incident.severity = "P1";
  incident.criterion = "zzz";
  const std::string text = preparation_text(default_policy(), incident);
  CHECK_THAT(text, contains("'zzz' is not a criterion of P1; these are:\n"
                            "          Core functionality unavailable\n"));
}

TEST_CASE("what is begun in its own work tree is committed there", "[gate][workflow]") {
  const std::string text = preparation_text(default_policy(), {}, "/home/ann/kars-login");
  CHECK_THAT(text, contains("\n    cd /home/ann/kars-login\n"));
  CHECK_THAT(text, contains("\n    git -C /home/ann/kars-login commit -m"));
}

TEST_CASE("the commit that is proposed says all that is known of the incident",
          "[gate][workflow]") {
  const Policy policy = parse_policy("[rules.commit-message]\ntypes = [\"it's hot\"]", "p");
  Incident incident;
  incident.fixes = kId;
  CHECK(commit_command(policy, incident) ==
        R"(git commit -m 'it'\''s hot: <what is fixed>' --trailer 'Fixes-Hotfix: )" + kId + "'");
  incident = {};
  CHECK(commit_command(default_policy(), incident) == "git commit -m 'hotfix: <what is fixed>'");
}
