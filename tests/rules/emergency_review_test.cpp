// SPDX-License-Identifier: MIT
#include "rules/support/text.h"
#include "tests/support/catch.h"
#include "tests/support/judge.h"

using namespace hotfix;

namespace {

using State = Review::State;

// Reviews of a pull request by "oncall" whose head is 'a'.
Facts reviewed(std::vector<Review> reviews) {
  Facts facts = pull_request_of_hotfix();
  facts.pull_request->reviews = std::move(reviews);
  return facts;
}

Review by(const std::string& login, State state, char commit = 'a') {
  return {login, true, state, id(commit)};
}

Review approval(const std::string& login, char commit = 'a') {
  return by(login, State::approved, commit);
}

Review by_stranger(const std::string& login, State state) { return {login, false, state, id('a')}; }

const std::string kList = "reviewers = ['@Senior', 'lead']";

Findings judge_review(const Facts& facts, const std::string& settings = {}) {
  return judge(rules::emergency_review, facts, settings);
}

Finding only(const Facts& facts, const std::string& settings = {}) {
  Finding finding = only(judge_review(facts, settings));
  REQUIRE(finding.level == Level::error);
  return finding;
}

Facts of_revert() {
  Facts facts = reviewed({});
  facts.subject.kind = SubjectKind::revert;
  facts.reverts = std::vector<Revert>{{id('a'), id('9'), Revert::State::exact, {}, 0}};
  return facts;
}

}  // namespace

TEST_CASE("an approval of the head by a member passes", "[rules]") {
  REQUIRE(judge_review(reviewed({approval("senior")})).empty());
}

TEST_CASE("a hotfix that nobody has approved waits for review", "[rules]") {
  const Finding finding = only(reviewed({}));
  REQUIRE(finding.message == "waiting for review: nobody has approved yet");
  REQUIRE(finding.fix.empty());
  REQUIRE_THAT(advice_of(finding), contains("owner, member or collaborator"));
  REQUIRE_THAT(advice_of(finding), contains(short_id_of('a')));
}

TEST_CASE("the list of reviewers is asked, without the author", "[rules]") {
  const Finding finding = only(reviewed({}), "reviewers = ['senior', '@lead', 'OnCall']");
  REQUIRE(script(finding) == "gh pr edit 12 --add-reviewer senior,lead\n");
  REQUIRE_THAT(advice_of(finding), contains("senior, lead"));
}

TEST_CASE("a comment approves nothing and takes nothing back", "[rules]") {
  REQUIRE_THAT(only(reviewed({by("senior", State::commented)})).message, contains("nobody has"));
  REQUIRE(judge_review(reviewed({approval("senior"), by("senior", State::commented)})).empty());
}

TEST_CASE("an approval of an earlier commit has to be given again", "[rules]") {
  const Finding finding = only(reviewed({approval("senior", '9')}));
  REQUIRE(finding.message == "waiting for review again: senior approved " + short_id_of('9') +
                                 ", but the branch has moved to " + short_id_of('a'));
  REQUIRE(script(finding) == "gh pr edit 12 --add-reviewer senior\n");
}

TEST_CASE("an id that only begins like the head is not the head", "[rules]") {
  Facts facts = reviewed({approval("senior")});
  facts.pull_request->reviews->front().commit = short_id(id('a'));
  REQUIRE_THAT(only(facts).message, contains("waiting for review again"));
}

TEST_CASE("an approval of nobody knows what does not count", "[rules]") {
  Facts facts = reviewed({approval("senior")});
  facts.pull_request->reviews->front().commit.clear();
  REQUIRE(only(facts).message ==
          "waiting for review again: senior approved a commit that is not known");
}

TEST_CASE("authors cannot approve their own fix, in whatever case they write their name",
          "[rules]") {
  REQUIRE(only(reviewed({approval("OnCall")})).message ==
          "waiting for review: approved only by OnCall (the author)");
  REQUIRE_THAT(only(reviewed({approval("oncall")}), "reviewers = ['oncall', 'lead']").message,
               contains("(the author)"));
}

TEST_CASE("an author who is the only reviewer is told so", "[rules]") {
  const Finding finding = only(reviewed({}), "reviewers = ['oncall']");
  REQUIRE(finding.fix.empty());
  REQUIRE_THAT(advice_of(finding), contains("add another person to reviewers"));
}

TEST_CASE("only those on the list may approve, in any case and with or without @", "[rules]") {
  REQUIRE(judge_review(reviewed({approval("sEnior")}), kList).empty());
  REQUIRE(judge_review(reviewed({by_stranger("lead", State::approved)}), kList).empty());
  const Finding finding = only(reviewed({approval("colleague")}), kList);
  REQUIRE(finding.message ==
          "waiting for review: approved only by colleague (not on the list of reviewers)");
  REQUIRE(script(finding) == "gh pr edit 12 --add-reviewer Senior,lead\n");
}

TEST_CASE("a stranger's approval does not count", "[rules]") {
  REQUIRE_THAT(only(reviewed({by_stranger("mallory", State::approved)})).message,
               contains("mallory (not seen as a member of the repository)"));
}

TEST_CASE("a program approves nothing, on the list or not", "[rules]") {
  for (const char* login :
       {"helper[bot]", "Helper[BOT]", "app/helper", "github-actions", "project_1_bot",
        "project_12_bot_0123abcd", "group_1_bot_x", "service_account_group_7_x", "dependabot"}) {
    INFO(login);
    const Facts facts = reviewed({approval(login)});
    REQUIRE_THAT(only(facts).message, contains(std::string(login) + " (a bot)"));
    REQUIRE_THAT(only(facts, "reviewers = ['" + std::string(login) + "']").message,
                 contains("(a bot)"));
  }
  Facts marked = reviewed({approval("helper")});
  marked.pull_request->reviews->front().is_bot = true;
  REQUIRE_THAT(only(marked).message, contains("helper (a bot)"));
  for (const char* login : {"project_manager", "group_12", "botond", "abbot", "project_x_bot"}) {
    INFO(login);
    REQUIRE(judge_review(reviewed({approval(login)})).empty());
  }
}

TEST_CASE("an account that is gone vouches for nothing", "[rules]") {
  REQUIRE_THAT(only(reviewed({approval("")})).message, contains("nobody has approved yet"));
}

TEST_CASE("a reviewer who requests changes blocks, beside an approval too", "[rules]") {
  const Finding finding =
      only(reviewed({approval("senior"), by("lead", State::changes_requested, '9')}), kList);
  REQUIRE(finding.message == "changes are requested by lead");
  REQUIRE(script(finding) == "gh pr edit 12 --add-reviewer lead\n");
  REQUIRE_THAT(advice_of(finding), contains("Make the changes"));
}

TEST_CASE("whoever requests changes holds a hotfix back, whatever the forge calls them",
          "[rules]") {
  const Finding finding =
      only(reviewed({approval("senior"), by_stranger("mallory", State::changes_requested)}));
  REQUIRE(finding.message == "changes are requested by mallory");
  REQUIRE_THAT(advice_of(finding), contains("If mallory has no say here, dismiss that review"));
  REQUIRE_THAT(advice_of(finding), contains("may not see a private membership"));
  REQUIRE_THAT(advice_of(finding), contains("reviewers under [rules.emergency-review]"));
  REQUIRE(script(finding) == "gh pr edit 12 --add-reviewer mallory\n");
  REQUIRE(judge_review(reviewed({by_stranger("x", State::changes_requested),
                                 by_stranger("x", State::dismissed), approval("senior")}))
              .empty());
}

TEST_CASE("with a list only those on it hold a hotfix back, and no program ever does", "[rules]") {
  REQUIRE(
      judge_review(reviewed({approval("senior"), by("colleague", State::changes_requested)}), kList)
          .empty());
  REQUIRE(judge_review(reviewed({approval("senior"), by("lint[bot]", State::changes_requested)}))
              .empty());
}

TEST_CASE("who is not seen as a member is told why, and what to do about it", "[rules]") {
  const std::string advice = advice_of(only(reviewed({by_stranger("lead", State::approved)})));
  REQUIRE_THAT(advice, contains("may not see a private membership"));
  REQUIRE_THAT(advice, contains("a member is not always somebody who may write"));
  REQUIRE_THAT(advice_of(only(reviewed({}))), !contains("membership"));
}

TEST_CASE("whoever wrote the head does not review it", "[rules]") {
  Facts facts = reviewed({approval("senior")});
  Commit& head = facts.history->commits.front();
  head.author_email = "12+Senior@users.noreply.github.com";
  REQUIRE_THAT(only(facts).message,
               contains("approved only by senior (wrote commit " + short_id_of('a') + ")"));
  REQUIRE_THAT(only(facts, kList).message, contains("(wrote commit"));
  REQUIRE(script(only(facts, kList)) == "gh pr edit 12 --add-reviewer lead\n");
  facts.pull_request->reviews->push_back(approval("lead"));
  REQUIRE(judge_review(facts).empty());
}

TEST_CASE("co-authors do not review the head where the policy says so", "[rules]") {
  Facts facts = reviewed({approval("senior")});
  facts.history->commits.front().message +=
      "\nCo-authored-by: S <senior@users.noreply.github.com>\n";
  REQUIRE(judge_review(facts).empty());
  REQUIRE_THAT(only(facts, "co_authors = true").message, contains("(is a co-author of commit"));
}

TEST_CASE("the latest word of a reviewer is the one that counts", "[rules]") {
  REQUIRE(
      judge_review(reviewed({by("senior", State::changes_requested), approval("senior")})).empty());
  REQUIRE_THAT(only(reviewed({approval("senior"), by("Senior", State::changes_requested)})).message,
               contains("changes are requested by Senior"));
}

TEST_CASE("an approval that was dismissed is waited for again", "[rules]") {
  const Finding finding = only(reviewed({approval("senior"), by("senior", State::dismissed)}));
  REQUIRE(finding.message == "waiting for review again: the review of senior was dismissed");
  REQUIRE(script(finding) == "gh pr edit 12 --add-reviewer senior\n");
}

TEST_CASE("one good approval is enough beside stale and dismissed ones", "[rules]") {
  REQUIRE(judge_review(
              reviewed({approval("lead", '9'), by("other", State::dismissed), approval("senior")}))
              .empty());
}

TEST_CASE("a rollback goes out without an approval, unless the policy asks for one", "[rules]") {
  REQUIRE(judge_review(of_revert()).empty());
  REQUIRE_THAT(only(of_revert(), "reverts = true").message, contains("nobody has approved yet"));
}

TEST_CASE("reverts of the newest commits in a row are a rollback", "[rules]") {
  Facts facts = of_revert();
  facts.history->commits.push_back(commit('b', "Revert \"two\"", "a"));
  facts.reverts->push_back({id('b'), id('8'), Revert::State::exact, {}, 0});
  REQUIRE(judge_review(facts).empty());
  facts.reverts->back().depth = 2;
  REQUIRE_THAT(advice_of(only(facts)), contains("takes back " + short_id_of('8')));
}

TEST_CASE("an exact revert of something older waits for review and says why", "[rules]") {
  Facts facts = of_revert();
  facts.reverts->front().depth = 3;
  const Finding finding = only(facts);
  REQUIRE(finding.message == "waiting for review: nobody has approved yet");
  REQUIRE_THAT(advice_of(finding), contains("it takes back " + short_id_of('9') +
                                            ", which is 3 commits below the tip of kars-prod"));
  facts.reverts->front().depth.reset();
  REQUIRE_THAT(advice_of(only(facts)), contains("which is not a commit of kars-prod's own line"));
}

TEST_CASE("a revert of a revert brings a change and waits for review", "[rules]") {
  Facts facts = of_revert();
  facts.reverts->front().of_revert = true;
  REQUIRE_THAT(advice_of(only(facts)), contains("a revert itself"));
  facts.pull_request->reviews = std::vector<Review>{approval("senior")};
  REQUIRE(judge_review(facts).empty());
}

TEST_CASE("a rollback whose approval the policy asks for gets no other reason", "[rules]") {
  REQUIRE(advice_of(only(of_revert(), "reverts = true")).find("takes back") == std::string::npos);
}

TEST_CASE("a revert that changes more than it says needs its approval", "[rules]") {
  Facts facts = of_revert();
  facts.reverts->front().state = Revert::State::differs;
  REQUIRE_THAT(only(facts).message, contains("nobody has approved yet"));
}

TEST_CASE("without a number nobody is asked by a command", "[rules]") {
  Facts facts = reviewed({});
  facts.pull_request->number = 0;
  const Finding finding = only(facts, kList);
  REQUIRE(finding.fix.empty());
  REQUIRE_THAT(advice_of(finding), contains("Senior, lead"));
}

TEST_CASE("a hostile login stays inside its quotes", "[rules]") {
  REQUIRE(script(only(reviewed({approval("x;$(id)", '9')}))) ==
          "gh pr edit 12 --add-reviewer 'x;$(id)'\n");
  REQUIRE(only(reviewed({approval("x\ny", '9')})).fix.empty());
}

TEST_CASE("a branch cannot waive its own review", "[rules]") {
  REQUIRE_FALSE(rules::emergency_review.waivable);
}
