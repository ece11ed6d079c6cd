// SPDX-License-Identifier: MIT
#include "tests/support/catch.h"
#include "tests/support/judge.h"

using namespace hotfix;

namespace {

using State = LandingState;

Landing landing(State state, std::vector<std::string> evidence = {}) {
  Landing result;
  result.state = state;
  result.evidence = std::move(evidence);
  return result;
}

// Commit 'b' of the branch says that it brings '1'.
Claim claim(State production, State head) {
  Claim result;
  result.commit = id('1');
  result.subject = "hotfix: refuse a missing user";
  result.said_by = id('b');
  result.production = landing(production);
  result.head = landing(head);
  return result;
}

Facts brings(std::vector<Claim> claims, std::vector<Commit> others = {}) {
  Facts facts = pull_request_of_hotfix();
  facts.subject.kind = SubjectKind::backport;
  facts.subject.branch = facts.subject.local_branch = "backport/user";
  facts.subject.target = "kars-dev";
  facts.subject.remote = "origin";
  facts.subject.old_head = facts.subject.head;
  facts.backport = Backport{std::move(claims), std::move(others)};
  return facts;
}

// The hotfix branch itself, on its way to development.
Facts whole_branch(State production) {
  Claim whole = claim(production, State::landed);
  whole.commit = id('a');
  whole.subject.clear();
  whole.said_by.clear();
  whole.sign = ClaimSign::branch;
  Facts facts = brings({whole});
  facts.subject.branch = facts.subject.local_branch = "hotfix/user";
  return facts;
}

Findings judge_claims(const Facts& facts) { return judge(rules::backport_claims, facts); }

Finding only(const Facts& facts) { return only(judge_claims(facts)); }

// `head` has one place of two.
Claim half(State head) {
  Claim result = claim(State::landed, head);
  result.head.parts = {{"src/a.js", 4, 4, PartState::absent},
                       {"src/login.js", 12, 14, PartState::in_effect}};
  return result;
}

Forecast conflicting_in(const std::string& path) {
  return {Forecast::Outcome::conflicts, {{path, "1 place was changed by both", 1, {}}}};
}

const std::string kClaim = "commit " + std::string(12, 'b') + " says that it brings " +
                           std::string(12, '1') + " \"hotfix: refuse a missing user\"";

}  // namespace

TEST_CASE("a backport that brings what it says passes", "[rules]") {
  for (State state : {State::landed, State::equivalent, State::adapted}) {
    REQUIRE(judge_claims(brings({claim(State::landed, state)})).empty());
    REQUIRE(judge_claims(brings({claim(state, State::equivalent)})).empty());
  }
}

TEST_CASE("a hotfix whose backport is waived is owed to nobody", "[rules]") {
  REQUIRE(judge_claims(brings({claim(State::landed, State::waived)})).empty());
}

TEST_CASE("a branch that brings nothing at all is met with silence", "[rules]") {
  REQUIRE(judge_claims(brings({})).empty());
}

TEST_CASE("a claim whose change is missing is picked again", "[rules]") {
  const Finding finding = only(brings({claim(State::landed, State::missing)}));
  REQUIRE(finding.level == Level::error);
  REQUIRE(finding.commit == id('b'));
  REQUIRE(finding.message == kClaim + ", but its change is not there");
  REQUIRE(script(finding) ==
          "git diff --stat --exit-code HEAD\ngit switch backport/user\n"
          "git pull --ff-only origin refs/heads/backport/user\n"
          "git cherry-pick -x -m 1 " +
              short_id_of('1') + "\ngit push origin refs/heads/backport/user\n");
}

TEST_CASE("a change that the branch undid again is told with what undid it", "[rules]") {
  Claim lost = claim(State::landed, State::lost);
  lost.head.evidence = {id('e')};
  const Finding finding = only(brings({lost}));
  REQUIRE(finding.level == Level::error);
  REQUIRE(finding.message == kClaim + ", but the branch undid it");
  REQUIRE(finding.details == std::vector<std::string>{"see " + short_id_of('e')});
}

TEST_CASE("something like the hotfix is for a person to compare", "[rules]") {
  Claim uncertain = claim(State::landed, State::uncertain);
  uncertain.head.evidence = {id('e')};
  uncertain.head.reason = "half of its lines are there";
  const Finding finding = only(brings({uncertain}));
  REQUIRE(finding.level == Level::warning);
  REQUIRE(finding.fix.empty());
  REQUIRE(finding.message == kClaim + ", but has only something like it");
  REQUIRE(finding.details.front() == "backport/user: half of its lines are there");
  const std::string one = short_id_of('1'), other = short_id_of('e');
  REQUIRE(advice_of(finding) == "Compare them: git range-diff --creation-factor=99 " + one + "~.." +
                                    one + " " + other + "~.." + other);
}

TEST_CASE("what could not be found out is never called missing", "[rules]") {
  Claim undecided = claim(State::landed, State::undecided);
  undecided.head.fix = "git fetch --unshallow";
  const Finding finding = only(brings({undecided}));
  REQUIRE(finding.level == Level::warning);
  REQUIRE(finding.message == kClaim + ", but whether it does is not known");
  REQUIRE(advice_of(finding) == "To find out: git fetch --unshallow");
}

TEST_CASE("without evidence there is still something to look at", "[rules]") {
  REQUIRE(advice_of(only(brings({claim(State::landed, State::uncertain)}))) ==
          "Compare them: git show " + short_id_of('1'));
}

TEST_CASE("a backport of what production never had is refused", "[rules]") {
  const Finding finding = only(brings({claim(State::missing, State::landed)}));
  REQUIRE(finding.level == Level::error);
  REQUIRE(finding.message == kClaim + ", which is not on kars-prod");
  REQUIRE_THAT(advice_of(finding), contains("git log --oneline --first-parent origin/kars-prod"));
}

TEST_CASE("a claim of a commit that nobody has is refused in one line", "[rules]") {
  Claim made_up = claim(State::missing, State::missing);
  made_up.commit = "$(id)\n::error::x";
  made_up.subject.clear();
  const Finding finding = only(brings({made_up}));
  REQUIRE(finding.level == Level::error);
  REQUIRE_THAT(finding.message, contains(", but no such commit is here"));
  REQUIRE(finding.fix.empty());
  REQUIRE(advice_of(finding).find("$(id)") == std::string::npos);
}

TEST_CASE("whether production has the hotfix is not always known", "[rules]") {
  REQUIRE(only(brings({claim(State::undecided, State::landed)})).level == Level::warning);
  const Finding finding = only(brings({claim(State::uncertain, State::missing)}));
  REQUIRE(finding.level == Level::warning);
  REQUIRE_THAT(finding.message, contains("is perhaps on kars-prod"));
}

TEST_CASE("what production took back may still come to development, with a warning", "[rules]") {
  for (State state : {State::lost, State::withdrawn}) {
    const Finding finding = only(brings({claim(state, State::equivalent)}));
    REQUIRE(finding.level == Level::warning);
    REQUIRE_THAT(finding.message, contains("kars-prod has taken back " + short_id_of('1')));
  }
  REQUIRE(only(whole_branch(State::withdrawn)).message ==
          "kars-prod has taken back branch hotfix/user");
}

TEST_CASE("a hotfix branch goes to production before it goes to development", "[rules]") {
  REQUIRE(judge_claims(whole_branch(State::equivalent)).empty());
  const Finding finding = only(whole_branch(State::missing));
  REQUIRE(finding.level == Level::error);
  REQUIRE(finding.message ==
          "hotfix/user is not on kars-prod yet: a hotfix goes to production first");
  REQUIRE(script(finding) == "gh pr edit 12 --base kars-prod\n");
}

TEST_CASE("without its number the base of the backport is set by hand", "[rules]") {
  Facts facts = whole_branch(State::missing);
  facts.pull_request.reset();
  const Finding finding = only(facts);
  REQUIRE(finding.fix.empty());
  REQUIRE(advice_of(finding) == "Set the base of the pull request to kars-prod");
}

TEST_CASE("a hotfix that two commits claim is told once, every other one too", "[rules]") {
  Claim other = claim(State::landed, State::missing);
  other.commit = id('2');
  const Claim first = claim(State::landed, State::missing);
  const Findings findings = judge_claims(brings({first, first, other}));
  REQUIRE(findings.size() == 2);
  REQUIRE_THAT(findings[0].message, contains("brings " + short_id_of('1')));
  REQUIRE_THAT(findings[1].message, contains("brings " + short_id_of('2')));
}

TEST_CASE("a backport that names no hotfix is asked which one it is", "[rules]") {
  const Finding finding = only(brings({}, {commit('c', "fix login")}));
  REQUIRE(finding.level == Level::warning);
  REQUIRE(finding.message == "no commit here says which hotfix it brings back");
  REQUIRE(finding.details == std::vector<std::string>{short_id_of('c') + " fix login"});
  REQUIRE_THAT(advice_of(finding), contains("Hotfix-Landed: <id>"));
}

TEST_CASE("commits that ride along with a backport are listed", "[rules]") {
  const Claim good = claim(State::landed, State::equivalent);
  const Finding one = only(brings({good}, {commit('c', "feat: menu")}));
  REQUIRE(one.level == Level::warning);
  REQUIRE(one.message == "1 commit rides along with the backport, and brings no hotfix");
  const Finding two =
      only(brings({good}, {commit('c', "feat: menu"), commit('d', "feat: more", "c")}));
  REQUIRE(two.message == "2 commits ride along with the backport, and bring no hotfix");
  REQUIRE(two.details.size() == 2);
}

TEST_CASE("a false claim and a stowaway are two findings", "[rules]") {
  const Findings findings =
      judge_claims(brings({claim(State::landed, State::missing)}, {commit('c', "feat: menu")}));
  REQUIRE(findings.size() == 2);
  REQUIRE_THAT(findings[0].message, contains(kClaim));
  REQUIRE_THAT(findings[1].message, contains("1 commit rides along"));
}

TEST_CASE("a merge that leaves the hotfix out is refused by its own name", "[rules]") {
  Claim merged = claim(State::landed, State::lost);
  merged.sign = ClaimSign::merge;
  const Finding finding = only(brings({merged}));
  REQUIRE(finding.level == Level::error);
  REQUIRE(finding.message == "merge " + short_id_of('b') + " takes in " + short_id_of('1') +
                                 " \"hotfix: refuse a missing user\", but the branch undid it");
}

TEST_CASE("a commit that has the hotfix's subject is told so", "[rules]") {
  Claim same = claim(State::landed, State::missing);
  same.sign = ClaimSign::subject;
  REQUIRE_THAT(only(brings({same})).message,
               contains("commit " + short_id_of('b') + " has the subject of " + short_id_of('1')));
}

TEST_CASE("half a backport is an error with its places, and the command brings just those",
          "[rules]") {
  const State state = GENERATE(State::uncertain, State::lost);
  const Finding finding = only(brings({half(state)}));
  REQUIRE(finding.level == Level::error);
  REQUIRE_THAT(finding.message, contains(state == State::lost ? "but the branch undid a part of it"
                                                              : "but a part of it is not there"));
  REQUIRE(finding.details == std::vector<std::string>{"not there: src/a.js:4"});
  const std::string hotfix = short_id_of('1');
  REQUIRE(script(finding) ==
          "git diff --stat --exit-code HEAD\ngit switch backport/user\n"
          "git pull --ff-only origin refs/heads/backport/user\n"
          "git diff-tree -p --binary --no-ext-diff " +
              hotfix + "~ " + hotfix +
              " -- :/src/a.js | git -C \"./$(git rev-parse --show-cdup)\" apply --3way\n"
              "git commit -m 'fix: bring the rest of " +
              hotfix + "' -m '(cherry picked from commit " + id('1') +
              ")'\n"
              "git push origin refs/heads/backport/user\n");
}

TEST_CASE("a backport that brings the test alone is an error, and the hotfix is picked",
          "[rules]") {
  Claim test_only = half(State::missing);
  test_only.head.parts.pop_back();
  const Finding finding = only(brings({test_only}));
  REQUIRE(finding.level == Level::error);
  REQUIRE_THAT(script(finding), contains("git cherry-pick -x -m 1 " + short_id_of('1')));
}

TEST_CASE("a pick that will conflict is printed as far as it goes, with what comes then",
          "[rules]") {
  Claim missing = claim(State::landed, State::missing);
  missing.pick = conflicting_in("src/login.js");
  const Finding finding = only(brings({missing}));
  REQUIRE(finding.fix.empty());
  REQUIRE(advice_of(finding) ==
          "It will stop at conflicts in src/login.js (1 place was changed by both): "
          "git diff --stat --exit-code HEAD && git switch backport/user && "
          "git pull --ff-only origin refs/heads/backport/user && git cherry-pick -x -m 1 " +
              short_id_of('1') +
              ". Resolve the conflicts, add these files, and then: git -c core.editor=true "
              "cherry-pick --continue && git push origin refs/heads/backport/user");
}

TEST_CASE("a pick that would change nothing is not printed", "[rules]") {
  Claim there = claim(State::landed, State::missing);
  there.pick = Forecast{Forecast::Outcome::present, {}};
  const Finding finding = only(brings({there}));
  REQUIRE(finding.fix.empty());
  REQUIRE(advice_of(finding) == "Compare them: git show " + short_id_of('1'));
}

TEST_CASE("a branch that grew from a hotfix and undid it is refused", "[rules]") {
  Claim held = claim(State::landed, State::lost);
  held.sign = ClaimSign::history;
  held.said_by.clear();
  const Finding finding = only(brings({held}));
  REQUIRE(finding.level == Level::error);
  REQUIRE(finding.message == "branch backport/user grew from " + short_id_of('1') +
                                 " \"hotfix: refuse a missing user\", but the branch undid it");
}
