// SPDX-License-Identifier: MIT
#include "gate/policy/policy.h"
#include "tests/support/catch.h"
#include "tests/support/judge.h"

using namespace hotfix;

namespace {

using SquashTitle = MergeSettings::SquashTitle;

Facts titled(const std::string& title) {
  Facts facts = pull_request_of_hotfix();
  facts.pull_request->title = title;
  return facts;
}

// A pull request whose only commit has that subject, under that title.
Facts single(const std::string& subject, const std::string& title) {
  Facts facts = titled(title);
  facts.history->commits = {commit('a', subject + "\n")};
  return facts;
}

Facts got(std::vector<Commit> commits, Stage stage = Stage::released) {
  Facts facts = pushed_hotfix();
  facts.forge = Forge::github;
  facts.subject.stage = stage;
  facts.subject.kind = SubjectKind::production;
  facts.subject.branch = facts.subject.local_branch = "kars-prod";
  facts.arrivals = std::vector<Arrival>{};
  for (Commit& commit : commits) facts.arrivals->push_back({std::move(commit), false});
  return facts;
}

Revert reverting(char digit, Revert::State state = Revert::State::exact) {
  Revert revert;
  revert.commit = id(digit);
  revert.reverted = id('f');
  revert.state = state;
  return revert;
}

// The same, where each commit is proven to take back what it says.
Facts got_reverts(std::vector<Commit> commits) {
  Facts facts = got(commits);
  for (const Commit& commit : commits) facts.reverts->push_back(reverting(commit.id[0]));
  return facts;
}

// Auto-merge squashes, under that subject.
Facts given(const std::string& subject) {
  Facts facts = titled("Update index.js");
  facts.pull_request->merging.chosen = MergeMethod::squash;
  facts.pull_request->merging.subject = subject;
  return facts;
}

Findings judge_merge(const Facts& facts) { return judge(rules::squash_merge, facts); }

Finding only(const Facts& facts) { return only(judge_merge(facts)); }

const std::string kGood = "hotfix: sign-in fails without a password";

}  // namespace

TEST_CASE("a good title and a good commit pass, drafts too", "[rules]") {
  Facts facts = single(kGood, kGood);
  REQUIRE(judge_merge(facts).empty());
  facts.pull_request->draft = true;
  REQUIRE(judge_merge(facts).empty());
}

TEST_CASE("a title that is no subject of a hotfix is corrected", "[rules]") {
  const Finding finding = only(titled("Fix: sign-in"));
  REQUIRE(finding.level == Level::error);
  REQUIRE(finding.message ==
          "the title of the pull request has the type \"Fix\", not \"hotfix\": Fix: sign-in");
  REQUIRE(script(finding) == "gh pr edit 12 --title 'hotfix: sign-in'\n");
}

TEST_CASE("a title that only a person can write is asked for", "[rules]") {
  for (const char* title : {"", "  ", "wip", "feat: new menu", "hotfix"}) {
    INFO(title);
    const Finding finding = only(titled(title));
    REQUIRE(finding.fix.empty());
    REQUIRE_THAT(advice_of(finding), contains("Set the title to: hotfix: <what is fixed>"));
  }
}

TEST_CASE("a hostile title is quoted, and one with control bytes is not pasted", "[rules]") {
  REQUIRE(script(only(titled("sign-in $(id) 'x'"))) ==
          "gh pr edit 12 --title 'hotfix: sign-in $(id) '\\''x'\\'''\n");
  REQUIRE(only(titled("sign-in\n::error::x")).fix.empty());
}

TEST_CASE("without its number the title is set by hand", "[rules]") {
  Facts facts = titled("sign-in fails");
  facts.pull_request->number = 0;
  const Finding finding = only(facts);
  REQUIRE(finding.fix.empty());
  REQUIRE(advice_of(finding) == "Set the title to: hotfix: sign-in fails");
}

TEST_CASE("the subject of an only commit is what a squash may take", "[rules]") {
  const Finding finding = only(single("sign-in fails", kGood));
  REQUIRE(finding.commit == id('a'));
  REQUIRE_THAT(finding.message, contains("the subject of the only commit, not the title"));
  REQUIRE_THAT(finding.message, contains("sign-in fails"));
  REQUIRE_THAT(advice_of(finding), contains("git commit --amend --only"));
  REQUIRE_THAT(advice_of(finding), contains(kGood));
}

TEST_CASE("where the title is always taken, the only commit does not matter", "[rules]") {
  Facts facts = single("sign-in fails", kGood);
  facts.pull_request->merging.squash_title = SquashTitle::pull_request;
  REQUIRE(judge_merge(facts).empty());
  facts.pull_request->merging.squash_title = SquashTitle::commit_or_pull_request;
  REQUIRE_THAT(only(facts).message, contains("the subject of the only commit, not the title"));
}

TEST_CASE("of several commits a squash takes no subject", "[rules]") {
  Facts facts = titled(kGood);
  facts.history->commits = {commit('b', "one\n"), commit('a', "two\n", "b")};
  REQUIRE(judge_merge(facts).empty());
}

TEST_CASE("a bad title and a bad commit are one finding", "[rules]") {
  const Finding finding = only(single("sign-in fails", "sign-in fails"));
  REQUIRE_THAT(finding.message, contains("the title of the pull request does not begin"));
  REQUIRE(finding.details.size() == 1);
  REQUIRE(script(finding) == "gh pr edit 12 --title 'hotfix: sign-in fails'\n");
  REQUIRE_THAT(advice_of(finding), contains("the first line \"hotfix: sign-in fails\""));
}

TEST_CASE("a revert keeps git's own text, a hotfix does not", "[rules]") {
  const std::string revert = "Revert \"hotfix: x\"";
  Facts facts = single(revert, revert);
  REQUIRE_THAT(only(facts).message, contains("the title of the pull request"));
  facts.subject.kind = SubjectKind::revert;
  REQUIRE(judge_merge(facts).empty());
  facts.pull_request->title = "undo it";
  REQUIRE_THAT(only(facts).message, contains("undo it"));
}

TEST_CASE("a title that is too long is a warning, as a commit's subject is", "[rules]") {
  const std::string title = kGood + " " + std::string(40, 'x');
  const Finding finding = only(titled(title));
  REQUIRE(finding.level == Level::warning);
  REQUIRE(finding.message ==
          "the title of the pull request has 81 characters (limit: 72): " + title);
  REQUIRE_FALSE(advice_of(finding).empty());
  REQUIRE(judge_merge(titled(title.substr(0, 72))).empty());
}

TEST_CASE("characters of a title are counted, not bytes", "[rules]") {
  std::string title = "hotfix: ";
  for (int i = 0; i < 60; ++i) title += "\xc3\xa9";
  REQUIRE(judge_merge(titled(title)).empty());
}

TEST_CASE("a long title of git's own for a revert is nobody's fault", "[rules]") {
  Facts facts = titled("Revert \"" + kGood + std::string(40, 'x') + "\"");
  facts.subject.kind = SubjectKind::revert;
  REQUIRE(judge_merge(facts).empty());
}

TEST_CASE("a subject that auto-merge was given is judged in place of the title", "[rules]") {
  REQUIRE(judge_merge(given(kGood)).empty());
  const Finding finding = only(given("fix: sign-in"));
  REQUIRE(finding.level == Level::error);
  REQUIRE(finding.message ==
          "the subject that auto-merge was given has the type \"fix\", not \"hotfix\": "
          "fix: sign-in");
  REQUIRE(script(finding) ==
          "gh pr merge 12 --disable-auto\n"
          "gh pr merge 12 --auto --squash --subject 'hotfix: sign-in'\n");
}

TEST_CASE("where auto-merge has a subject, the only commit has no say", "[rules]") {
  Facts facts = given(kGood);
  facts.history->commits = {commit('a', "wip\n")};
  REQUIRE(judge_merge(facts).empty());
}

TEST_CASE("the number that GitHub puts behind a given subject stays there", "[rules]") {
  REQUIRE(judge_merge(given(kGood + " (#12)")).empty());
  REQUIRE_THAT(only(given("hotfix: wip (#12)")).message, contains("does not say"));
  REQUIRE_THAT(script(only(given("sign-in (#12)"))),
               contains("--subject 'hotfix: sign-in (#12)'\n"));
}

TEST_CASE("a given subject that is blank is none", "[rules]") {
  REQUIRE_THAT(only(given(" ")).message, contains("the title of the pull request"));
}

TEST_CASE("a subject given to another kind of auto-merge is no subject of a squash", "[rules]") {
  Facts facts = given("Merge it");
  facts.pull_request->title = kGood;
  facts.pull_request->merging.chosen = MergeMethod::merge;
  REQUIRE_THAT(only(facts).message, contains("auto-merge is set to a merge commit"));
}

TEST_CASE("a given subject that only a person can write is asked for", "[rules]") {
  const Finding finding = only(given("feat: menu"));
  REQUIRE(finding.fix.empty());
  REQUIRE(advice_of(finding) ==
          "Turn auto-merge off, and on again with this subject: hotfix: <what is fixed>");
  REQUIRE(only(given("sign-in\n::error::x")).fix.empty());
}

TEST_CASE("a given subject that is too long is a warning", "[rules]") {
  const Finding finding = only(given(kGood + std::string(50, 'x') + " (#12)"));
  REQUIRE(finding.level == Level::warning);
  REQUIRE_THAT(finding.message, contains("the subject that auto-merge was given has 90"));
}

TEST_CASE("auto-merge that does not squash is set again", "[rules]") {
  Facts facts = titled(kGood);
  facts.pull_request->merging.chosen = MergeMethod::squash;
  REQUIRE(judge_merge(facts).empty());
  facts.pull_request->merging.chosen = MergeMethod::rebase;
  REQUIRE_THAT(only(facts).message, contains("auto-merge is set to a rebase"));
  facts.pull_request->merging.chosen = MergeMethod::merge;
  const Finding finding = only(facts);
  REQUIRE(finding.message == "auto-merge is set to a merge commit, not to Squash & Merge");
  REQUIRE(script(finding) ==
          "gh pr merge 12 --disable-auto\n"
          "gh pr merge 12 --auto --squash\n");
  facts.pull_request->number = 0;
  REQUIRE(only(facts).fix.empty());
  REQUIRE_FALSE(advice_of(only(facts)).empty());
}

TEST_CASE("a repository that cannot squash is one finding, auto-merge included", "[rules]") {
  Facts facts = titled(kGood);
  facts.pull_request->merging.allows_squash = true;
  REQUIRE(judge_merge(facts).empty());
  facts.pull_request->merging.allows_squash = false;
  REQUIRE(script(only(facts)) == "gh repo edit --enable-squash-merge\n");
  facts.pull_request->merging.chosen = MergeMethod::merge;
  REQUIRE(script(only(facts)) ==
          "gh repo edit --enable-squash-merge\n"
          "gh pr merge 12 --disable-auto\n"
          "gh pr merge 12 --auto --squash\n");
}

TEST_CASE("the types of commit-message are the ones that count", "[rules]") {
  const Policy policy = parse_policy("[rules.commit-message]\ntypes = ['urgent']\n", "test");
  const Options& options = policy.setting("squash-merge").options;
  Facts facts = single("urgent: sign-in", "urgent: sign-in");
  REQUIRE(rules::squash_merge.check(facts, options).empty());
  facts.pull_request->title = kGood;
  REQUIRE_THAT(only(rules::squash_merge.check(facts, options)).message,
               contains("the title of the pull request"));
}

TEST_CASE("a squashed hotfix has reached production well, with GitHub's number too", "[rules]") {
  REQUIRE(judge_merge(got({commit('a', kGood)})).empty());
  REQUIRE(judge_merge(got({commit('a', kGood + " (#12)\n\nbody\n")})).empty());
}

TEST_CASE("the number that GitHub adds says nothing by itself", "[rules]") {
  REQUIRE_THAT(only(got({commit('a', "hotfix: (#12)")})).message, contains("has no description"));
  REQUIRE_THAT(only(got({commit('a', "hotfix: wip (#12)")})).message, contains("does not say"));
}

TEST_CASE("a merge is no squashed commit", "[rules]") {
  const Finding finding = only(got({commit('a', "Merge branch 'hotfix/x'", "0b")}));
  REQUIRE(finding.level == Level::error);
  REQUIRE(finding.commit == id('a'));
  REQUIRE(finding.message == "commit " + short_id_of('a') +
                                 " comes to kars-prod as a merge, not as one squashed commit: "
                                 "Merge branch 'hotfix/x'");
  REQUIRE_THAT(advice_of(finding), contains("stays as it is"));
  REQUIRE_THAT(advice_of(finding), contains("unless kars-dev is promoted by a merge: gh repo edit "
                                            "--enable-squash-merge --enable-merge-commit=false"));
}

TEST_CASE("several merges are one finding that lists them", "[rules]") {
  const Finding finding =
      only(got({commit('a', "Merge one", "0b"), commit('c', "Merge two", "ad")}));
  REQUIRE_THAT(finding.message, contains("2 commits come to kars-prod as merges"));
  REQUIRE(finding.details.size() == 2);
}

TEST_CASE("a promotion is none of it, whatever its shape", "[rules]") {
  Facts facts = got({commit('a', "Merge kars-dev", "0d"), commit('b', "feat: menu", "a"),
                     commit('c', "fix typo", "b")});
  for (Arrival& arrival : *facts.arrivals) arrival.from_development = true;
  REQUIRE(judge_merge(facts).empty());
}

TEST_CASE("a row of small commits is one finding, their subjects included", "[rules]") {
  const Finding finding =
      only(got({commit('a', "wip"), commit('b', "hotfix: one", "a"), commit('c', "tests", "b")}));
  REQUIRE(finding.message ==
          "3 commits come to kars-prod where one squashed commit per hotfix is expected");
  REQUIRE(finding.details.size() == 3);
  REQUIRE_THAT(advice_of(finding), contains("--enable-rebase-merge=false"));
}

TEST_CASE("a number that two commits share makes them no pull requests of their own", "[rules]") {
  REQUIRE_THAT(
      only(got({commit('a', "hotfix: one (#12)"), commit('b', "hotfix: two (#12)", "a")})).message,
      contains("2 commits come to kars-prod"));
}

TEST_CASE("a group of squashed pull requests passes, one of another forge beside it", "[rules]") {
  REQUIRE(judge_merge(got({commit('a', "hotfix: one (#12)"), commit('b', "hotfix: two (#13)", "a"),
                           commit('c', "hotfix: three", "b")}))
              .empty());
}

TEST_CASE("reverts may come by themselves and beside a hotfix", "[rules]") {
  REQUIRE(judge_merge(got_reverts({commit('a', "Revert \"hotfix: x\""),
                                   commit('b', "Reapply \"hotfix: x\" (#14)", "a")}))
              .empty());
  Facts facts = got({commit('a', "Revert \"hotfix: x\""), commit('b', kGood, "a")});
  facts.reverts->push_back(reverting('a'));
  REQUIRE(judge_merge(facts).empty());
}

TEST_CASE("a revert on production that nothing proves is a commit like any other", "[rules]") {
  const std::string subject = "Revert \"hotfix: x\" (#14)";
  Facts facts = got({commit('a', subject)});
  REQUIRE(only(facts).message ==
          "commit " + short_id_of('a') +
              " comes to kars-prod with a subject that says that it is a revert, which cannot be "
              "proven: " +
              subject);
  for (const auto state :
       {Revert::State::differs, Revert::State::conflicts, Revert::State::several}) {
    facts.reverts = std::vector<Revert>{reverting('a', state)};
    REQUIRE_THAT(only(facts).message, contains("says that it is a revert"));
  }
  facts.reverts = std::vector<Revert>{reverting('b')};
  REQUIRE_THAT(only(facts).message, contains("says that it is a revert"));
}

TEST_CASE("an exact revert under a subject of its own has to be a good one", "[rules]") {
  REQUIRE(judge_merge(got_reverts({commit('a', kGood)})).empty());
  REQUIRE_THAT(only(got_reverts({commit('a', "undo it")})).message, contains("undo it"));
}

TEST_CASE("without knowing the reverts the rule is not asked", "[rules]") {
  REQUIRE(has(rules::squash_merge.needs, Need::reverts));
}

TEST_CASE("what a merge changes by itself blocks, a promotion's too", "[rules]") {
  Facts facts = got({commit('a', "Merge kars-dev", "0d")});
  Arrival& arrival = facts.arrivals->front();
  arrival.from_development = true;
  arrival.own_changes = {"src/login.js", "src/pay.js"};
  const Finding finding = only(facts);
  REQUIRE(finding.level == Level::error);
  REQUIRE(finding.commit == id('a'));
  REQUIRE(finding.message ==
          "merge " + short_id_of('a') + " changes 2 files in a way that neither side has");
  REQUIRE(finding.details == arrival.own_changes);
  REQUIRE_THAT(advice_of(finding), contains("git show --remerge-diff " + short_id_of('a')));
  REQUIRE_THAT(advice_of(finding), contains("it is --cc"));
  arrival.from_development = false;
  const Findings both = judge_merge(facts);
  REQUIRE(both.size() == 2);
  REQUIRE_THAT(both[0].message, contains("as a merge, not as one squashed commit"));
  REQUIRE(both[1].message == finding.message);
}

TEST_CASE("many files that a merge changes by itself are all named", "[rules]") {
  Facts facts = got({commit('a', "Merge kars-dev", "0d")}, Stage::merge_group);
  facts.arrivals->front().from_development = true;
  for (int i = 0; i < 50; ++i) {
    facts.arrivals->front().own_changes.push_back("f" + std::to_string(i));
  }
  REQUIRE(only(facts).details.size() == 50);
}

TEST_CASE("a merge that calls itself a revert is still a merge", "[rules]") {
  REQUIRE_THAT(only(got({commit('a', "Revert \"hotfix: x\"", "0b")})).message,
               contains("as a merge"));
}

TEST_CASE("a bad subject on production is not rewritten, but has to come back", "[rules]") {
  const Finding finding = only(got({commit('a', "Update index.js (#12)")}));
  REQUIRE(finding.message == "commit " + short_id_of('a') +
                                 " comes to kars-prod with a subject that does not begin with "
                                 "\"hotfix: \": Update index.js (#12)");
  REQUIRE(finding.fix.empty());
  REQUIRE_THAT(advice_of(finding), contains("stays as it is"));
  REQUIRE_THAT(advice_of(finding), contains("git cherry-pick -x -m 1 " + short_id_of('a')));
}

TEST_CASE("what development has already in another form is not picked again", "[rules]") {
  Facts facts = got({commit('a', "Update index.js (#12)")});
  facts.arrivals->front().pick = Forecast{Forecast::Outcome::present, {}};
  const Finding finding = only(facts);
  REQUIRE_THAT(advice_of(finding), contains("would change nothing on kars-dev"));
  REQUIRE(advice_of(finding).find("git cherry-pick") == std::string::npos);
}

TEST_CASE("in a merge queue all can still be mended", "[rules]") {
  const auto hint = [](std::vector<Commit> commits) {
    return advice_of(only(got(std::move(commits), Stage::merge_group)));
  };
  REQUIRE(hint({commit('a', "Update index.js (#12)")}) ==
          "Take the pull request out of the queue, set its title to \"hotfix: Update index.js\", "
          "and queue it again");
  REQUIRE_THAT(hint({commit('a', "Merge x", "0b")}), contains("out of the queue"));
  REQUIRE_THAT(hint({commit('a', "one"), commit('b', "two", "a")}), contains("out of the queue"));
}

TEST_CASE("what looks like a number and is none stays in the subject", "[rules]") {
  REQUIRE(judge_merge(got({commit('a', "hotfix: (#x)")})).empty());
  const Finding finding =
      only(got({commit('a', "hotfix: x (#)"), commit('b', "hotfix: y (#)", "a")}));
  REQUIRE_THAT(finding.message, contains("2 commits come to kars-prod where one squashed commit"));
  REQUIRE_THAT(finding.details.at(0), contains("hotfix: x (#)"));
}

TEST_CASE("the number that the forge puts behind a title is not put there by us too", "[rules]") {
  const Finding finding = only(judge(rules::squash_merge, titled("Login fails (#12)")));
  CHECK(script(finding) == "gh pr edit 12 --title 'hotfix: Login fails'\n");
  CHECK_THAT(script(only(judge(rules::squash_merge, titled("Login fails (#7)")))),
             contains("'hotfix: Login fails (#7)'"));
  CHECK_THAT(only(judge(rules::squash_merge, titled("hotfix: wip (#12)"))).message,
             contains("does not say what is fixed"));
}
