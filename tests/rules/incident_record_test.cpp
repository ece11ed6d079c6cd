// SPDX-License-Identifier: MIT
#include <fstream>
#include <sstream>

#include "gate/page/markdown.h"
#include "tests/support/catch.h"
#include "tests/support/judge.h"
#include "tests/support/places.h"

using namespace hotfix;
using Lines = std::vector<std::string>;

namespace {

std::string shipped_template() {
  std::ifstream file(test::source_folder() + "/ci/github/hotfix.md", std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

// The template as its comments ask for it: a word at each place, a box ticked.
std::string filled_template() {
  std::string text = shipped_template();
  text = replaced(text, "[ ] P0: Payment", "[x] P0: Payment");
  text = replaced(text, "## Issue\n", "## Issue\n\nCards are refused since 02:10\n");
  text = replaced(text, "Users affected:", "Users affected: all");
  text = replaced(text, "Data at risk:", "Data at risk: none");
  text = replaced(text, "Workarounds:", "Workarounds: none");
  text = replaced(text, "## Root cause\n", "## Root cause\n\nExpired key\n");
  text = replaced(text, "[ ] Forward fix", "[x] Forward fix");
  return text + "\ndump-0214.sql\n";
}

std::string with_crlf(const std::string& text) {
  std::string result;
  for (char c : text) result += c == '\n' ? std::string("\r\n") : std::string(1, c);
  return result;
}

Facts described(const std::string& body) {
  Facts facts = pull_request_of_hotfix();
  facts.pull_request->body = body;
  facts.description = read_markdown(body);
  return facts;
}

Findings judge_body(const std::string& body) {
  return judge(rules::incident_record, described(body));
}

// The good description with one part of it written in another way.
Findings judge_with(const std::string& from, const std::string& to) {
  return judge_body(replaced(good_description(), from, to));
}

const std::string kCause = "The session check calls a field that single sign-on leaves out";
const std::string kRollback = "- [x] Railway rollback: `railway rollback`";
const std::string kBackup = "kars-prod-0214.dump";

Facts revert(const std::string& body, const std::string& message) {
  Facts facts = described(body);
  facts.subject.kind = SubjectKind::revert;
  facts.history->commits = {commit('a', message)};
  return facts;
}

const std::string kGitText =
    "Revert \"hotfix: x\"\n\nThis reverts commit " + std::string(40, 'b') + ".\n";

// A revert that is asked for its reason, and for nothing else.
bool refused(const Facts& facts) {
  const Findings findings = judge(rules::incident_record, facts);
  if (findings.empty()) return false;
  REQUIRE(only(findings).message == "no reason is given for taking this back");
  return true;
}

}  // namespace

TEST_CASE("a filled description passes", "[rules]") {
  REQUIRE(judge(rules::incident_record, pull_request_of_hotfix()).empty());
}

TEST_CASE("the template filled as it asks passes both rules", "[rules]") {
  for (const std::string& body : {filled_template(), with_crlf(filled_template())}) {
    REQUIRE(judge_body(body).empty());
    REQUIRE(judge(rules::severity, described(body)).empty());
  }
}

TEST_CASE("the template as it is gets a finding for each section", "[rules]") {
  const Findings findings = judge_body(with_crlf(shipped_template()));
  REQUIRE(findings.size() == 5);
  std::size_t i = 0;
  for (const char* title : {"Issue", "Impact", "Root cause", "Rollback plan", "Database backup"}) {
    REQUIRE_THAT(findings[i].message, contains("section " + std::string(title)));
    REQUIRE_FALSE(findings[i++].hint.empty());
  }
  REQUIRE_THAT(only(judge(rules::severity, described(shipped_template()))).message,
               contains("it is not stated whether this is P0 or P1"));
}

TEST_CASE("the template names every criterion and every option", "[rules]") {
  for (const OptionSpec& option : rules::severity.options) {
    if (option.name == "labels") continue;
    for (const std::string_view criterion : std::get<WordTable>(option.default_value)) {
      REQUIRE_THAT(shipped_template(), contains(std::string(criterion)));
    }
  }
}

TEST_CASE("the editor is offered once, however much is missing", "[rules]") {
  const Findings findings = judge_body(shipped_template());
  REQUIRE_THAT(script(findings[0]), contains("gh pr edit 12 --body-file"));
  for (std::size_t i = 1; i < findings.size(); ++i) REQUIRE(findings[i].fix.empty());
}

TEST_CASE("an empty description is one finding", "[rules]") {
  for (const char* body : {"", "\r\n \r\n", "<!-- nothing -->"}) {
    const Findings findings = judge_body(body);
    REQUIRE(findings.size() == 1);
    REQUIRE_THAT(findings[0].message, contains("the description is empty"));
    REQUIRE_THAT(advice_of(findings[0]), contains("hotfix.md"));
  }
}

TEST_CASE("a description without any section is one finding", "[rules]") {
  for (const char* body : {"Sign-in was broken by a typo for all users, we can roll back",
                           "## Problema\nroto\n## Causa\nerrata", "## Severity\nP0"}) {
    INFO(body);
    const Findings findings = judge_body(body);
    REQUIRE(findings.size() == 1);
    REQUIRE(findings[0].message ==
            "the description has none of the sections Issue, Impact, Root cause, Rollback plan, "
            "Database backup");
    REQUIRE(findings[0].details.size() == 5);
    REQUIRE_THAT(advice_of(findings[0]), contains("headings = ["));
    REQUIRE(findings[0].fix.size() == 1);
  }
}

TEST_CASE("the policy may name the headings", "[rules]") {
  const Facts facts = described("## Problem\nkaputt\n## Ursache\nTippfehler");
  const std::string sections = "sections = [\"issue\", \"root-cause\"]\n";
  REQUIRE_THAT(only(judge(rules::incident_record, facts, sections)).message,
               contains("section Root cause of the description"));
  REQUIRE(judge(rules::incident_record, facts, sections + "headings = [\"root cause = Ursache\"]")
              .empty());
  const Findings findings =
      judge(rules::incident_record, facts, "sections = []\nheadings = [\"Ursache\"]");
  REQUIRE(findings.size() == 1);
  REQUIRE(findings[0].level == Level::warning);
  REQUIRE_THAT(findings[0].message, contains("a heading that cannot be read: Ursache"));
}

TEST_CASE("an answer typed into the comment of the template is pointed out", "[rules]") {
  const std::string prompt = "Why it broke, as far as it is known.";
  for (const std::string& typed : {std::string("Expired key"), prompt + "\nExpired key\n"}) {
    const std::string body =
        replaced(replaced(filled_template(), "\nExpired key\n", ""), prompt, typed);
    const Findings findings = judge_body(body);
    REQUIRE(findings.size() == 1);
    REQUIRE_THAT(findings[0].message, contains("section Root cause"));
    REQUIRE_THAT(findings[0].message, contains("inside its comment"));
    REQUIRE_THAT(advice_of(findings[0]), contains("move it"));
  }
}

TEST_CASE("the comment of the template is no answer in the wrong place", "[rules]") {
  const Findings findings = judge_body(shipped_template());
  REQUIRE(findings.size() == 5);
  for (const Finding& finding : findings) {
    REQUIRE_THAT(finding.message + advice_of(finding), !contains("comment"));
  }
}

TEST_CASE("a section that holds a placeholder is named", "[rules]") {
  const Findings findings = judge_with(kCause, "TBD");
  REQUIRE(findings.size() == 1);
  REQUIRE(findings[0].message == "section Root cause of the description is not filled in");
  for (const char* text : {"N/A", "x", "TODO: write", "tbd - later", "FIXME"}) {
    INFO(text);
    REQUIRE_THAT(only(judge_with(kCause, text)).message,
                 contains("section Root cause of the description is not filled in"));
  }
  for (const char* text : {"DB", "#311", "TODO: link\r\nthe pool", "https://x.example/1"}) {
    INFO(text);
    REQUIRE(judge_with(kCause, text).empty());
  }
}

TEST_CASE("the missing field of the impact is named", "[rules]") {
  const Findings findings =
      judge_body(replaced(replaced(good_description(), "about 300", "?"), "risk: none", "risk:"));
  REQUIRE(findings.size() == 1);
  REQUIRE(findings[0].message ==
          "section Impact of the description does not say: users affected, data at risk");
}

TEST_CASE("the impact may be told in sentences", "[rules]") {
  REQUIRE(judge_with("- Users affected: about 300\r\n- Data at risk: none\r\n- Workarounds: none",
                     "All customers. No data lost, and no workaround.")
              .empty());
}

TEST_CASE("an impact told of something else than users is told of them", "[rules]") {
  REQUIRE(judge_body(replaced(good_description(),
                              "- Users affected: about 300\r\n- Data at risk: none\r\n"
                              "- Workarounds: none",
                              "All checkouts fail, no data at risk, no workaround"))
              .empty());
  REQUIRE_THAT(only(judge_with("- Users affected: about 300\r\n- Data at risk: none",
                               "- Users affected:\r\n- Data at risk:\r\n  - the orders of today"))
                   .message,
               contains("does not say: users affected"));
}

TEST_CASE("no is an answer to data at risk and workarounds", "[rules]") {
  for (const char* no : {"no", "No", "none", "N/A", "nothing", "0", "\xE2\x9D\x8C"}) {
    INFO(no);
    REQUIRE(judge_with("Workarounds: none", "Workarounds: " + std::string(no)).empty());
  }
}

TEST_CASE("sections may come in any order, with others between them", "[rules]") {
  REQUIRE(judge_body("# Backup\ndump.sql\n# Screenshots\n![x](y)\n**Rollback**\nrevert it\n"
                     "# Cause\ntypo\n# Problem\n#345\n"
                     "Users: all\nData loss: none\nWorkaround: none\n")
              .empty());
}

TEST_CASE("the form may be filled without headings", "[rules]") {
  REQUIRE(judge_body("Issue: sign-in\nImpact:\n- users affected: 3\n- data at risk: no\n"
                     "- workarounds: no\nRoot cause: typo\nRollback plan: git revert\n"
                     "Database backup: none needed, only CSS\n")
              .empty());
}

TEST_CASE("each of the three ways back is a rollback plan, in words too", "[rules]") {
  for (const char* plan :
       {"- [x] Git revert", "We roll back on Railway", "`railway rollback`", "Forward fix",
        "revert", "redeploy the last image", "```\r\ngit revert HEAD\r\n```"}) {
    INFO(plan);
    REQUIRE(judge_with(kRollback, plan).empty());
  }
}

TEST_CASE("a heading in the rollback plan may name the way back", "[rules]") {
  for (const char* heading : {"### Option 2: Git revert", "### Railway rollback"}) {
    INFO(heading);
    REQUIRE(judge_with(kRollback, std::string(heading) + "\r\nas tested").empty());
  }
  REQUIRE_THAT(only(judge_with(kRollback, "### Notes\r\nas tested")).message,
               contains("names none of the three options"));
}

TEST_CASE("a rollback plan without a way back is refused", "[rules]") {
  REQUIRE(judge_with(kRollback, "none").at(0).message ==
          "section Rollback plan of the description names none of the three options");
  REQUIRE_THAT(judge_with(kRollback, "- [ ] Railway rollback").at(0).message,
               contains("is not filled in"));
}

TEST_CASE("that no backup is needed wants a reason", "[rules]") {
  for (const char* no : {"N/A", "none", "no", "not needed", "None needed.", "No backup taken"}) {
    INFO(no);
    const Findings findings = judge_with(kBackup, no);
    REQUIRE(findings.size() == 1);
    REQUIRE(findings[0].level == Level::error);
    REQUIRE_THAT(findings[0].message, contains("not why"));
  }
  for (const char* why : {"none needed: no schema change", "N/A - static page", "Not needed, CSS",
                          "No database change"}) {
    INFO(why);
    REQUIRE(judge_with(kBackup, why).empty());
  }
}

TEST_CASE("a backup that is named nowhere is only warned about", "[rules]") {
  for (const char* yes : {"done", "Yes, taken"}) {
    const Findings findings = judge_with(kBackup, yes);
    REQUIRE(findings.size() == 1);
    REQUIRE(findings[0].level == Level::warning);
  }
}

TEST_CASE("a comment that is never closed is pointed out", "[rules]") {
  const Findings findings = judge_with("## Root cause", "<!--\r\n## Root cause");
  REQUIRE_THAT(findings.at(0).details.at(0), contains("never closed"));
}

TEST_CASE("the policy says which sections are required", "[rules]") {
  const Facts facts = described("## Issue\nit");
  REQUIRE(judge(rules::incident_record, facts, "sections = [\"issue\"]").empty());
  REQUIRE_THAT(only(judge(rules::incident_record, facts, "sections = [\"Root cause\"]")).message,
               contains("section Root cause of the description"));
  REQUIRE(judge(rules::incident_record, described(""), "sections = []").empty());
}

TEST_CASE("a section that the policy misspells is not lost unseen", "[rules]") {
  const Findings findings =
      judge(rules::incident_record, pull_request_of_hotfix(), "sections = [\"isue\"]");
  REQUIRE(findings.size() == 1);
  REQUIRE(findings[0].level == Level::warning);
  REQUIRE_THAT(findings[0].message, contains("isue"));
}

TEST_CASE("without a number nothing is made up", "[rules]") {
  Facts facts = described("");
  facts.pull_request->number = 0;
  facts.pull_request->url.clear();
  const Findings findings = judge(rules::incident_record, facts);
  REQUIRE(findings.at(0).fix.empty());
  REQUIRE_THAT(advice_of(findings.at(0)), contains("the description of the pull request"));
}

TEST_CASE("a revert is asked for a reason and nothing else", "[rules]") {
  REQUIRE_FALSE(refused(revert("Reverts keydata/kars#12\r\n\r\nIt locks admins out", kGitText)));
  REQUIRE_FALSE(refused(revert("Reverts keydata/kars#12", kGitText + "\nIt locks admins out\n")));
  REQUIRE_FALSE(refused(revert("", "hotfix: take back the session check, it locks admins out\n")));
}

TEST_CASE("what git and the forges write themselves is no reason", "[rules]") {
  for (const char* body :
       {"", "Reverts keydata/kars#12", "Reverts #12", "Reverts https://github.com/a/b/pull/12",
        "This reverts merge request !12", "Revert \"hotfix: x\"", "- Revert \"hotfix: x\"",
        "This reverts commit bbbbbbb (hotfix: x, 2025-01-01).", "<!-- why? -->", "TBD",
        "Signed-off-by: A <a@x.example>"}) {
    INFO(body);
    const Findings findings = judge(rules::incident_record, revert(body, kGitText));
    REQUIRE(findings.size() == 1);
    REQUIRE(findings[0].message == "no reason is given for taking this back");
    REQUIRE_THAT(script(findings[0]), contains("gh pr edit 12 --body-file"));
  }
}

TEST_CASE("the revert of a merge gives no reason by its text alone", "[rules]") {
  const std::string ids =
      std::string(40, 'b') + ", reversing\nchanges made to " + std::string(40, 'c') + ".\n";
  REQUIRE(refused(revert("", "Revert \"x\"\n\nThis reverts commit " + ids)));
}

TEST_CASE("a reason on the line of the reference counts", "[rules]") {
  REQUIRE_FALSE(refused(revert("Reverts #12 because it locks admins out", kGitText)));
  REQUIRE_FALSE(refused(revert("", "Revert \"x\"\n\nThis reverts commit bbbbbbb: wrong tenant\n")));
}

TEST_CASE("a hotfix branch of nothing but exact reverts is a revert", "[rules]") {
  Facts facts = described("It locks admins out");
  facts.history->commits = {commit('a', kGitText)};
  facts.reverts = std::vector<Revert>{{id('a'), id('9'), Revert::State::exact, {}}};
  REQUIRE_FALSE(refused(facts));
  facts.reverts->front().state = Revert::State::differs;
  REQUIRE_THAT(only(judge(rules::incident_record, facts)).message,
               contains("the description has none of the sections"));
}

TEST_CASE("a description of very many lines is judged to its end", "[rules]") {
  std::string body = "## Severity\n## Impact\n- Data at risk:\n";
  for (int i = 0; i < 3000; ++i) body += "  - [x] P0: " + std::to_string(i) + "\n";
  REQUIRE_THAT(judge_body(body).at(0).message, contains("section Issue"));
  REQUIRE_THAT(only(judge(rules::severity, described("## Severity\n" + body.substr(22)))).message,
               contains("P0 is given without a criterion"));
}

TEST_CASE("an answer that says nothing does not fill a section", "[rules]") {
  for (const char* text :
       {"unknown", "Not known yet", "asdf", "asdf jkl", "n/a", "none", "tbd", "lorem ipsum",
        "Root cause", "hotfix: sign-in fails without a password",
        "Sign-in fails without a password", "Why it broke, as far as it is known.", "<s>typo</s>",
        "&nbsp;", "<!-- typo -->", "<?typo?>"}) {
    INFO(text);
    REQUIRE_THAT(only(judge_with(kCause, text)).message,
                 contains("section Root cause of the description"));
  }
  for (const char* text :
       {"Unknown: it began with the deploy of 14:02", "typo", "a typo", "DNS",
        "unknown, probably the pool", "expired key", "See [here](https://x.example)"}) {
    INFO(text);
    REQUIRE(judge_with(kCause, text).empty());
  }
}

TEST_CASE("an issue may be told in the words of the title, but not by its line", "[rules]") {
  const std::string issue = "Nobody can sign in without a password since 02:10, see #345";
  REQUIRE(judge_with(issue, "Sign-in fails without a password").empty());
  REQUIRE_THAT(only(judge_with(issue, "hotfix: sign-in fails without a password")).message,
               contains("section Issue of the description is not filled in"));
}

TEST_CASE("a way back that is denied is no rollback plan", "[rules]") {
  for (const char* plan :
       {"will not roll back", "We won't revert this", "cannot be reverted", "no rollback",
        "Rollback is not possible", "rollback: none", "We will not be able to roll back",
        "There is no plan to roll back", "reverting is impossible", "never revert",
        "no rollback plan", "Rollback? No", "unable to revert", "git revert: tbd"}) {
    INFO(plan);
    const Finding finding = only(judge_with(kRollback, plan));
    REQUIRE(finding.message ==
            "section Rollback plan of the description says what will not be "
            "done, and none of the three options");
  }
  for (const char* plan :
       {"revert the commit", "railway rollback", "yes, by redeploying the previous build",
        "Cannot be reverted, so forward fix", "If it does not work, revert",
        "no need to wait: revert", "Git revert; nothing is lost", "We do not wait, we roll back",
        "revert does not touch the data", "Railway rollback - no downtime",
        "Not a revert: redeploy the last image", "rollback, 1 min"}) {
    INFO(plan);
    REQUIRE(judge_with(kRollback, plan).empty());
  }
}

TEST_CASE("ways back in another script are the policy's to name", "[rules]") {
  const Facts facts = described("## Rollback\n\xE5\x9B\x9E\xE6\xBB\x9A\n");
  REQUIRE(judge(rules::incident_record, facts,
                "sections = ['rollback-plan']\nrollback_options = ['\xE5\x9B\x9E\xE6\xBB\x9A']")
              .empty());
}

TEST_CASE("a title in another script is no answer either", "[rules]") {
  Facts facts = described("## Root cause\n\xE5\x9B\x9E\xE6\xBB\x9A\n");
  facts.pull_request->title = "hotfix: \xE5\x9B\x9E\xE6\xBB\x9A";
  REQUIRE_THAT(only(judge(rules::incident_record, facts, "sections = ['root-cause']")).message,
               contains("is not filled in"));
}
