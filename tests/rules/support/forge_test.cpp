// SPDX-License-Identifier: MIT
#include "rules/support/forge.h"

#include <set>

#include "gate/report/evaluate.h"
#include "rules/model/registry.h"
#include "tests/support/catch.h"
#include "tests/support/judge.h"

using namespace hotfix;

namespace {

Facts on(Forge forge) {
  Facts facts = pull_request_of_hotfix();
  facts.forge = forge;
  return facts;
}

Facts without_number(Forge forge) {
  Facts facts = on(forge);
  facts.pull_request->number = 0;
  return facts;
}

// A pull request that breaks whatever a hotfix's can.
Facts all_wrong() {
  Facts facts = on(Forge::gitlab);
  facts.subject.branch = "Hotfix/fix login";
  facts.subject.well_named = false;
  PullRequest& request = *facts.pull_request;
  request.title = "Update index.js";
  request.body.clear();
  facts.description = Page{};
  request.reviews->clear();
  request.merging.allows_squash = false;
  request.merging.chosen = MergeMethod::merge;
  return facts;
}

Facts merged_otherwise(MergeMethod method) {
  Facts facts = on(Forge::gitlab);
  facts.pull_request->merging.chosen = method;
  facts.pull_request->merging.subject = "Update index.js (#12)";
  return facts;
}

Facts labelled(const std::vector<std::string>& labels) {
  Facts facts = on(Forge::gitlab);
  facts.pull_request->labels = labels;
  return facts;
}

Facts stray(const std::string& branch, const std::string& target, const std::string& fork = {}) {
  Facts facts = on(Forge::gitlab);
  facts.subject.kind = SubjectKind::stray;
  facts.subject.branch = branch;
  facts.subject.target = target;
  facts.subject.fork = fork;
  return facts;
}

Facts early_backport() {
  Facts facts = stray("hotfix/fix-login", "kars-dev");
  facts.subject.kind = SubjectKind::backport;
  Claim whole;
  whole.commit = facts.subject.head;
  whole.production.state = LandingState::missing;
  facts.backport = Backport{{whole}, {}};
  return facts;
}

Facts arrived(Stage stage, const std::string& parents) {
  Facts facts = on(Forge::gitlab);
  facts.subject.kind = SubjectKind::production;
  facts.subject.stage = stage;
  facts.update = Update{};
  facts.promotion = Promotion{};
  facts.arrivals = {{commit('a', "one", parents)}, {commit('b', "two", parents)}};
  return facts;
}

Facts approved_by_author_only() {
  Facts facts = on(Forge::gitlab);
  facts.pull_request->reviews = {{"oncall", true, Review::State::approved, facts.subject.head}};
  return facts;
}

Facts unanswered() {
  Facts facts = on(Forge::gitlab);
  facts.pull_request->reviews.reset();
  facts.unknown.push_back({Need::reviews, "not known", give_pull_request(facts.forge)});
  return facts;
}

std::vector<Facts> on_gitlab() {
  return {all_wrong(),
          merged_otherwise(MergeMethod::merge),
          merged_otherwise(MergeMethod::squash),
          merged_otherwise(MergeMethod::rebase),
          labelled({"P2"}),
          labelled({"P0", "P1"}),
          stray("feature/cart", "kars-prod"),
          stray("fix-cart", "kars-prod"),
          stray("kars-dev", "kars-prod", "eve/kars"),
          stray("hotfix/fix-login", "main"),
          early_backport(),
          arrived(Stage::merge_group, "0"),
          arrived(Stage::released, "0"),
          arrived(Stage::released, "0c"),
          approved_by_author_only(),
          unanswered()};
}

std::string text_of(const Finding& finding) {
  std::string text = finding.message + "\n" + advice_of(finding) + "\n" + script(finding);
  for (const std::string& detail : finding.details) text += detail + "\n";
  return text;
}

std::string text_of(const Report& report) {
  std::string text;
  for (const RuleFinding& found : report.findings) text += text_of(found.finding);
  for (const Undecided& one : report.undecided) text += one.reason + "\n" + one.fix + "\n";
  return text;
}

void check_no_github_in(const std::string& text) {
  INFO(text);
  for (const char* word : {"gh pr", "gh repo", "GitHub", "actions/checkout", ".github/"}) {
    CHECK(text.find(word) == std::string::npos);
  }
}

}  // namespace

TEST_CASE("what is said of a branch, its target and its merge is in GitLab's words", "[rules]") {
  std::set<std::string_view> heard;
  for (const Facts& facts : on_gitlab()) {
    const Report report = evaluate(facts, default_policy());
    for (const RuleFinding& found : report.findings) {
      const std::string_view id = found.rule->id;
      if (id != "branch-name" && id != "pr-target" && id != "squash-merge" &&
          id != "backport-claims") {
        continue;
      }
      heard.insert(id);
      const std::string text = text_of(found.finding);
      INFO(text);
      if (facts.subject.stage == Stage::merge_group) continue;  // GitLab has none
      CHECK(text.find("pull request") == std::string::npos);
      CHECK(text.find("Squash & Merge") == std::string::npos);
    }
  }
  CHECK(heard.size() == 4);
}

TEST_CASE("each forge has its own name for what it merges", "[rules]") {
  CHECK(request_name(Forge::gitlab) == "merge request");
  CHECK(squash_name(Forge::gitlab) == "Squash commits");
  for (const Forge forge : {Forge::github, Forge::none}) {
    CHECK(request_name(forge) == "pull request");
    CHECK(squash_name(forge) == "Squash & Merge");
  }
}

TEST_CASE("no rule tells a user of GitLab about GitHub", "[rules]") {
  std::set<std::string_view> heard;
  for (const Facts& facts : on_gitlab()) {
    const Report report = evaluate(facts, default_policy());
    for (const RuleFinding& found : report.findings) heard.insert(found.rule->id);
    check_no_github_in(text_of(report));
  }
  for (const char* rule : {"branch-name", "pr-target", "severity", "incident-record",
                           "emergency-review", "squash-merge", "backport-claims"}) {
    INFO(rule);
    CHECK(heard.count(rule) == 1);
  }
}

TEST_CASE("what a rule says of itself names no forge", "[rules]") {
  for (const Rule* rule : all_rules()) {
    check_no_github_in(std::string(rule->summary) + std::string(rule->why) +
                       std::string(rule->fix));
  }
}

// The commands as one line; without commands the words.
std::string said(const ForgeFix& fix) {
  return fix.commands.empty() ? fix.words : chain(fix.commands);
}

TEST_CASE("each forge has its own command for the same change", "[rules]") {
  const Facts github = on(Forge::github), gitlab = on(Forge::gitlab);
  CHECK(said(set_target(github, "kars-prod")) == "gh pr edit 12 --base kars-prod");
  CHECK(said(set_target(gitlab, "kars-prod")) == "glab mr update 12 --target-branch kars-prod");
  CHECK(said(set_title(gitlab, "hotfix: x")) == "glab mr update 12 --title 'hotfix: x'");
  CHECK(said(add_label(gitlab, "P0")) == "glab mr update 12 --label P0");
  CHECK(said(remove_label(gitlab, "P2")) == "glab mr update 12 --unlabel P2");
  CHECK(said(edit_description(gitlab)) == "glab mr update 12 --description -");
  CHECK_THAT(said(edit_description(github)), contains("gh pr edit 12 --body-file"));
}

TEST_CASE("on GitLab a reviewer is added to those who are asked already", "[rules]") {
  CHECK(said(ask_for_review(on(Forge::gitlab), {"ann", "bob"})) ==
        "glab mr update 12 --reviewer +ann,+bob");
}

TEST_CASE("a pull request is opened from one branch into another", "[rules]") {
  CHECK(said(open_pull_request(Forge::github, "main", "x y")) ==
        "gh pr create --base main --head 'x y'");
  CHECK(said(open_pull_request(Forge::gitlab, "main", "x")) ==
        "glab mr create --target-branch main --source-branch x");
  CHECK(said(open_pull_request(Forge::none, "main", "x")) ==
        "open a pull request from x into main");
}

TEST_CASE("a pull request is merged by a squash", "[rules]") {
  CHECK(said(squash_request(Forge::github, 12)) == "gh pr merge 12 --squash");
  CHECK(said(squash_request(Forge::gitlab, 12)) == "glab mr merge 12 --squash");
  CHECK(said(squash_request(Forge::none, 12)) == "merge the pull request by Squash & Merge");
}

TEST_CASE("the pull request of a branch is asked for by the branch", "[rules]") {
  CHECK(view_pull_request(Forge::github, "hotfix/a b") ==
        "gh pr view 'hotfix/a b' --json " + std::string(kLiveFields));
  CHECK(view_pull_request(Forge::gitlab, "hotfix/a").empty());
}

TEST_CASE("without a known forge or a number there are words and no command", "[rules]") {
  for (const Facts& facts : {on(Forge::none), without_number(Forge::github)}) {
    for (const ForgeFix& fix :
         {set_target(facts, "kars-prod"), set_title(facts, "x"), add_label(facts, "P0"),
          remove_label(facts, "P2"), ask_for_review(facts, {"ann"}), edit_description(facts),
          choose_squash(facts), choose_squash(facts, "hotfix: x")}) {
      CHECK(fix.commands.empty());
      CHECK_FALSE(fix.words.empty());
    }
  }
}

TEST_CASE("a pull request is closed by the forge's own command", "[rules]") {
  CHECK(close_pull_request(Forge::github, 43) == "gh pr close 43");
  CHECK(close_pull_request(Forge::gitlab, 43) == "glab mr close 43");
  CHECK(close_pull_request(Forge::none, 43) == "close pull request 43");
}

TEST_CASE("words that are offered go ahead of the hint, as a sentence", "[rules]") {
  Finding finding;
  finding.hint = "Then look";
  offer(finding, set_target(on(Forge::none), "main"));
  CHECK(finding.hint == "Set the base of the pull request to main. Then look");
  CHECK(finding.fix.empty());
}

TEST_CASE("a command that is offered leaves the hint alone", "[rules]") {
  Finding finding;
  finding.hint = "Then look";
  offer(finding, set_target(on(Forge::gitlab), "main"));
  CHECK(finding.hint == "Then look");
  CHECK(script(finding) == "glab mr update 12 --target-branch main\n");
}

TEST_CASE("the host of a URL tells the forge", "[rules]") {
  for (const char* url : {"https://github.com/kars/kars.git", "git@github.com:kars/kars.git",
                          "ssh://git@GitHub.example.com:22/x", "https://u:p@github.com/gitlab"}) {
    INFO(url);
    CHECK(forge_of_url(url) == Forge::github);
  }
  for (const char* url : {"https://gitlab.com/kars/kars.git", "git@gitlab.example.com:a/github",
                          "https://gitlab.example.com/kars/-/merge_requests/4"}) {
    INFO(url);
    CHECK(forge_of_url(url) == Forge::gitlab);
  }
}

TEST_CASE("a path, or a host that names no forge or two, tells nothing", "[rules]") {
  for (const char* url : {"", "/srv/github.com/kars.git", "./gitlab:x", "file:///srv/gitlab",
                          "https://code.example.com/github", "https://github-to-gitlab.example"}) {
    INFO(url);
    CHECK(forge_of_url(url) == Forge::none);
  }
}

TEST_CASE("each forge's CI has its own setting for a whole clone", "[rules]") {
  CHECK_THAT(std::string(whole_history(Forge::github)), contains("fetch-depth: 0"));
  CHECK_THAT(std::string(whole_history(Forge::gitlab)), contains("GIT_DEPTH: '0'"));
  CHECK(whole_history(Forge::none).find("checkout") == std::string_view::npos);
}
