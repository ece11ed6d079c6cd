// SPDX-License-Identifier: MIT
#include "gate/workflow/status/next_step.h"

#include "tests/gate/workflow/status/status_facts.h"
#include "tests/support/catch.h"
#include "tests/support/judge.h"

using namespace hotfix;
using namespace hotfix::test;

namespace {

// The last command that is typed; else the words.
std::string typed(const StatusFacts& facts) {
  const NextStep next = next_step(facts, default_policy());
  return next.commands.empty() ? next.words : next.commands.back();
}
std::string words(const StatusFacts& facts) { return next_step(facts, default_policy()).words; }
std::string phase(const StatusFacts& facts) { return std::string(phase_name(phase_of(facts))); }

template <class Change>
StatusFacts with(StatusFacts facts, Change change) {
  change(facts);
  return facts;
}

StatusFacts deployed(std::int64_t ago) {
  return with(released_facts(3 * kStatusHour),
              [&](StatusFacts& facts) { facts.course.incident.deployed = kStatusNow - ago; });
}

}  // namespace

TEST_CASE("at every moment of a hotfix there is one thing to type", "[workflow]") {
  struct Row {
    std::string phase, typed;
    StatusFacts facts;
  };
  const std::vector<Row> rows = {
      {"begun",
       "git commit -m 'hotfix: <what is fixed>' --trailer 'Severity: P0 Authentication system "
       "failure'",
       begun_facts()},
      {"development", "git push -u origin refs/heads/hotfix/login", committed_facts()},
      {"review", "gh pr create --base kars-prod --head hotfix/login", pushed_facts()},
      {"review", "gh pr merge 12 --squash", reviewed_facts()},
      {"production", "git hotfix announce deployed hotfix/login",
       released_facts(10 * kStatusMinute)},
      {"production", "git hotfix backport hotfix/login --push", deployed(kStatusHour)},
      {"production", "git hotfix backport hotfix/login --push", released_facts(3 * kStatusHour)},
      {"production", "git hotfix backport hotfix/login --push", released_facts(30 * kStatusHour)},
      {"production", "git hotfix backport hotfix/login --push",
       released_facts(3 * kStatusHour, LandingState::lost)},
      {"landed", "git hotfix finish hotfix/login",
       released_facts(5 * kStatusHour, LandingState::adapted)},
      {"landed", "git hotfix finish hotfix/login",
       released_facts(5 * kStatusHour, LandingState::waived)},
      {"complete", "git hotfix post-mortem hotfix/login --write", finished_facts()},
      {"rolled-back", "git hotfix rollback hotfix/login --option 3", rolled_back_facts()},
  };
  for (const Row& row : rows) {
    INFO(row.phase << ": " << row.typed);
    CHECK(phase(row.facts) == row.phase);
    CHECK(typed(row.facts) == row.typed);
  }
}

TEST_CASE("where the branch is not checked out, that comes first", "[workflow]") {
  const NextStep next =
      next_step(with(begun_facts(), [](auto& f) { f.is_checked_out = false; }), default_policy());
  CHECK(next.first.empty());
  REQUIRE(next.commands.size() == 3);
  CHECK(next.commands[0] == "git checkout hotfix/login");
  CHECK(next.commands[1] == "npm test");
}

TEST_CASE("what is checked out elsewhere is tested and committed there", "[workflow]") {
  const auto facts = with(begun_facts(), [](auto& f) {
    f.is_checked_out = false;
    f.folder = "/home/ann/my kars-login";
  });
  const Policy policy = parse_policy("[workflow]\ntest = [\"npm ci; npm test\"]", "p");
  const NextStep next = next_step(facts, policy);
  CHECK(next.first.empty());
  REQUIRE(next.commands.size() == 3);
  CHECK(next.commands[0] == "cd '/home/ann/my kars-login'");
  CHECK(next.commands[1] == "(\nnpm ci; npm test\n)");
  CHECK_THAT(next.commands[2], contains("git commit -m"));
}

TEST_CASE("a backport that came early skips neither the deployment nor its verification",
          "[workflow]") {
  auto facts = released_facts(10 * kStatusMinute, LandingState::equivalent);
  CHECK(typed(facts) == "git hotfix announce deployed hotfix/login");
  facts.course.incident.deployed = kStatusNow - 5 * kStatusMinute;
  CHECK_THAT(words(facts), contains("see that the issue is resolved in production; then delete"));
  facts.course.incident.verified = kStatusNow;
  CHECK_THAT(words(facts), !contains("resolved"));
}

TEST_CASE("the post-mortem of what was taken back is asked for once its branch is gone",
          "[workflow]") {
  auto facts = rolled_back_facts();
  facts.course.local_tip.clear();
  facts.course.remote_tip.clear();
  facts.post_mortem = KnownPostMortem{};
  CHECK(typed(facts) == "git hotfix post-mortem hotfix/login --write");
  facts.post_mortem->is_complete = true;
  CHECK(typed(facts) == "git hotfix rollback hotfix/login --option 3");
}

TEST_CASE("what the rules want comes before the push", "[workflow]") {
  CHECK(phase(refused_facts()) == "development");
  CHECK_THAT(words(refused_facts()), contains("test"));
  const NextStep next = next_step(refused_facts(), default_policy());
  for (const std::string& command : next.commands) CHECK_THAT(command, !contains("git push -u"));
}

TEST_CASE("what the rules could not decide is told with what decides it", "[workflow]") {
  const auto facts = with(committed_facts(), [](StatusFacts& f) {
    f.report->verdict = Verdict::undecided;
    f.report->undecided = {
        {&rules::minimal_diff, "the clone is shallow", "git fetch --unshallow", Cause::other}};
  });
  CHECK(words(facts) == "the clone is shallow");
  CHECK(typed(facts) == "git fetch --unshallow");
}

TEST_CASE("branches that went apart are looked at, not pushed", "[workflow]") {
  const auto facts = with(committed_facts(), [](StatusFacts& f) {
    f.course.remote_tip = id('c');
    f.behind = 2;
  });
  CHECK(typed(facts) ==
        "git log --oneline --left-right "
        "refs/heads/hotfix/login...refs/remotes/origin/hotfix/login");
  CHECK_THAT(words(facts), contains("origin has 2 commits of it that are not here"));
}

TEST_CASE("without a remote nothing can be pushed", "[workflow]") {
  CHECK(typed(with(committed_facts(), [](auto& f) { f.remote.clear(); })) ==
        "git remote add origin '<URL>'");
}

TEST_CASE("on a forge that is not known, words stand for its command", "[workflow]") {
  const auto facts = with(pushed_facts(), [](auto& f) { f.forge = Forge::none; });
  CHECK_THAT(typed(facts), contains("open a pull request from hotfix/login into kars-prod"));
}

TEST_CASE("a missing review is waited for", "[workflow]") {
  CHECK(phase(requested_facts()) == "review");
  CHECK_THAT(words(requested_facts()), contains("approv"));
}

TEST_CASE("what became of the pull request is known", "[workflow]") {
  const auto state = [](KnownRequest::State state) {
    return with(reviewed_facts(), [&](StatusFacts& f) { f.request->state = state; });
  };
  CHECK_THAT(typed(state(KnownRequest::State::merged)), contains("git fetch origin"));
  CHECK_THAT(words(state(KnownRequest::State::closed)), contains("closed and not merged"));
  const auto old = with(reviewed_facts(), [](StatusFacts& f) {
    f.request->is_judged = false;
    f.request->head = id('9');
  });
  CHECK_THAT(words(old), contains("is of commit 999999999999") && contains("gh pr view"));
  const auto elsewhere =
      with(reviewed_facts(), [](StatusFacts& f) { f.request->target = "kars-dev"; });
  CHECK(typed(elsewhere) == "gh pr edit 12 --base kars-prod");
}

TEST_CASE("the team's own commands come before the message", "[workflow]") {
  const NextStep next = next_step(released_facts(10 * kStatusMinute), default_policy());
  CHECK(next.first.size() >= 2);
  CHECK_THAT(next.first.front(), contains("railway logs"));
}

TEST_CASE("the backport waits until the fix is verified", "[workflow]") {
  const NextStep next = next_step(deployed(20 * kStatusMinute), default_policy());
  CHECK_THAT(next.words, contains("see that the issue is resolved"));
  REQUIRE(next.first.size() == 1);  // pasted alone
  CHECK_THAT(next.first.front(), contains("git config hotfix.hotfix/login.verified"));
  CHECK(words(deployed(2 * kStatusHour)) == "bring it to kars-dev");
}

TEST_CASE("a backport that was made is pushed and merged, not made again", "[workflow]") {
  const auto made = [](bool pushed) {
    return with(released_facts(3 * kStatusHour), [&](StatusFacts& f) {
      f.backport = BackportBranch{"backport/login", pushed};
    });
  };
  CHECK(typed(made(false)) == "git hotfix backport hotfix/login --push");
  CHECK(words(made(false)) == "its backport is made: push it");
  CHECK(typed(made(true)) == "gh pr create --base kars-dev --head backport/login");
}

TEST_CASE("a conflict that waits goes before everything after the release", "[workflow]") {
  const auto facts = with(released_facts(10 * kStatusMinute),
                          [](StatusFacts& f) { f.conflict = "../kars-backport-login"; });
  CHECK(typed(facts) == "git hotfix backport --continue");
  CHECK_THAT(words(facts), contains("../kars-backport-login"));
}

TEST_CASE("what may be there is looked at first", "[workflow]") {
  auto facts = released_facts(3 * kStatusHour, LandingState::uncertain);
  facts.course.released->landing.evidence = {id('7')};
  const NextStep next = next_step(facts, default_policy());
  CHECK(next.first == Commands{"git show 777777777777"});
  CHECK_THAT(next.words, contains("look whether kars-dev has it"));
}

TEST_CASE("a landing that could not be decided is told with what decides it", "[workflow]") {
  auto facts = released_facts(3 * kStatusHour, LandingState::undecided);
  facts.course.released->landing.fix = "git fetch --unshallow";
  CHECK(phase(facts) == "undecided");
  CHECK(typed(facts) == "git fetch --unshallow");
}

TEST_CASE("what another hotfix sets right goes on there", "[workflow]") {
  for (StatusFacts facts :
       {released_facts(3 * kStatusHour), finished_facts(), rolled_back_facts()}) {
    facts.set_right_by = "hotfix/fix-login";
    CHECK(typed(facts) == "git hotfix status hotfix/fix-login");
    CHECK_THAT(words(facts), contains("set right by hotfix/fix-login"));
  }
}

TEST_CASE("what production lost without saying so is brought back", "[workflow]") {
  auto facts = released_facts(3 * kStatusHour);
  facts.course.released->lost_on_production = id('b');
  facts.course.took_back = {id('b')};
  CHECK(phase(facts) == "rolled-back");
  CHECK_THAT(words(facts), contains("kars-prod lost it by bbbbbbbbbbbb"));
  CHECK_THAT(next_step(facts, default_policy()).commands.front(), contains("git"));
}

TEST_CASE("a post-mortem that is there ends the incident", "[workflow]") {
  auto facts = finished_facts();
  facts.post_mortem = KnownPostMortem{};
  facts.post_mortem->is_complete = true;
  CHECK(words(facts).empty());
  facts.post_mortem->is_complete = false;
  CHECK(typed(facts) == "git hotfix post-mortem hotfix/login --write");
  facts.post_mortem->words = "docs/post-mortems/login.md";
  facts.post_mortem->fault = "Root Cause is empty";
  CHECK(words(facts) ==
        "complete the post-mortem, docs/post-mortems/login.md: Root Cause is empty");
}

TEST_CASE("a hotfix of which only the record is left is looked for", "[workflow]") {
  const auto facts = with(begun_facts(), [](auto& f) { f.course.local_tip.clear(); });
  CHECK(phase(facts) == "unknown");
  CHECK(typed(facts) == "git log --oneline --first-parent -20 origin/kars-prod");
}

TEST_CASE("a branch that changes nothing is said to be one", "[workflow]") {
  const auto facts = with(committed_facts(), [](StatusFacts& f) {
    f.course.production.state = LandingState::landed;
    f.course.production.reason = "it changes nothing";
  });
  CHECK(phase(facts) == "unknown");
  CHECK_THAT(words(facts), contains("it changes nothing"));
}

TEST_CASE("one without a branch is named by production's commit", "[workflow]") {
  auto facts = finished_facts();
  facts.course.branch.clear();
  CHECK(typed(facts) == "git hotfix post-mortem eeeeeeeeeeee --write");
}

TEST_CASE("a name that a shell would take apart is quoted", "[workflow]") {
  const auto facts =
      with(released_facts(3 * kStatusHour), [](auto& f) { f.course.branch = "hotfix/a;id"; });
  CHECK(typed(facts) == "git hotfix backport 'hotfix/a;id' --push");
}

TEST_CASE("a next command is told of the clone what the status was told", "[workflow]") {
  StatusFacts facts = released_facts(5 * kStatusHour, LandingState::missing);
  facts.given = " --production main";
  const NextStep next = next_step(facts, default_policy());
  REQUIRE_FALSE(next.commands.empty());
  CHECK_THAT(next.commands.back(), contains(" --production main"));
}
