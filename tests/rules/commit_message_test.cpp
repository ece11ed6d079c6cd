// SPDX-License-Identifier: MIT
#include <utility>

#include "tests/support/catch.h"
#include "tests/support/judge.h"

using namespace hotfix;

namespace {

const std::string kPush = "git push origin refs/heads/hotfix/fix-login\n";
const std::string kSwitch = "git update-ref refs/heads/hotfix/fix-login " + short_id_of('a') + " " +
                            short_id_of('a') + "\ngit switch hotfix/fix-login\n";

std::string as_one_commit(const std::string& subject) {
  return "git reset --soft \"$(git commit-tree -p " + short_id_of('0') + " -m '" + subject +
         "' 'HEAD^{tree}')\"\n";
}

Facts with(std::vector<Commit> commits) {
  Facts facts = pushed_hotfix();
  facts.history->commits = std::move(commits);
  return facts;
}

Findings judge_commits(std::vector<Commit> commits) {
  return judge(rules::commit_message, with(std::move(commits)));
}

Findings judge_message(const std::string& message) {
  Facts facts;
  facts.subject.stage = Stage::commit_msg;
  facts.subject.kind = SubjectKind::message;
  facts.message = message;
  return judge(rules::commit_message, facts);
}

}  // namespace

TEST_CASE("subjects that say what they fix pass", "[rules]") {
  for (const char* subject : {"hotfix: x", "hotfix(api): sign-in", "hotfix!: drop a table",
                              "hotfix: revert \"hotfix: x\"\n\nThis reverts commit abc."}) {
    INFO(subject);
    REQUIRE(judge_commits({commit('a', subject)}).empty());
    REQUIRE(judge_message(subject).empty());
  }
}

TEST_CASE("the tip is reworded to what it says already", "[rules]") {
  const std::pair<const char*, const char*> cases[] = {
      {"fix login", "'hotfix: fix login'"},
      {"fix: login", "'hotfix: login'"},
      {"fix(api)!: login", "'hotfix(api)!: login'"},
      {"Hotfix: x", "'hotfix: x'"},
      {"hotfix x", "'hotfix: x'"},
      {"hotfix:x", "'hotfix: x'"},
      {"[hotfix] x", "'hotfix: x'"},
      {"HOTFIX - x", "'hotfix: x'"},
      {"hotfixes are late", "'hotfix: hotfixes are late'"},
      {"Login: it fails", "'hotfix: Login: it fails'"},
      {"Revert \"x\"", "'hotfix: revert \"x\"'"},
      {"it's $(id); `id`", "'hotfix: it'\\''s $(id); `id`'"},
      {"fixup! gone", "'hotfix: gone'"}};
  for (const auto& [subject, wanted] : cases) {
    INFO(subject);
    const Findings findings = judge_commits({commit('a', subject)});
    REQUIRE(findings.size() == 1);
    REQUIRE(findings[0].commit == id('a'));
    REQUIRE(script(findings[0]) ==
            kSwitch + "git commit --amend --only -m " + wanted + "\n" + kPush);
  }
}

TEST_CASE("rewording keeps all of the message below its first line", "[rules]") {
  for (const char* message : {"fix 5% of logins\n\nbody\n", "fix 5% of logins\nand logouts\n"}) {
    REQUIRE(script(judge_commits({commit('a', message)})[0]) ==
            kSwitch +
                "(printf '%s\\n' 'hotfix: fix 5% of logins' && git log --no-show-signature -1 "
                "--format=%B | sed 1d) | git commit --amend --only -F -\n" +
                kPush);
  }
}

TEST_CASE("subjects that only a person can write are reworded one by one", "[rules]") {
  const Findings findings = judge_commits({commit('1', "wip"), commit('a', "wip", "1")});
  REQUIRE(findings[0].fix.empty());
  REQUIRE_THAT(advice_of(findings[0]), contains("git rebase -i --keep-base " + short_id_of('0') +
                                                " hotfix/fix-login && git push"));
}

TEST_CASE("a subject in another encoding is reworded in an editor, which knows it", "[rules]") {
  const Findings findings = judge_commits({commit('a', "fix caf\xe9")});
  REQUIRE(findings[0].fix.empty());
  REQUIRE_THAT(advice_of(findings[0]), contains("git commit --amend --only"));
}

TEST_CASE("a subject with a character that nobody sees keeps it", "[rules]") {
  REQUIRE_THAT(script(judge_commits({commit('a', "fix the \xe2\x80\x8c menu")})[0]),
               contains("-m \"$(printf 'hotfix: fix the \\342\\200\\214 menu')\"\n"));
}

TEST_CASE("what may be the releases of others is never made one commit", "[rules]") {
  Commit other = commit('1', "fix x");
  other.author = "Sam Roe";
  const Commit released = commit('1', "fix x (#12)");
  for (const Commit& below : {other, released}) {
    const Findings findings = judge_commits({below, commit('a', "fix y", "1")});
    REQUIRE(findings[0].fix.empty());
    REQUIRE_THAT(advice_of(findings[0]), contains("git rebase -i --keep-base"));
  }
}

TEST_CASE("nobody is told to write a character that cannot be shown", "[rules]") {
  REQUIRE(judge_message("fix the menu")[0].hint == "Write it as: hotfix: fix the menu");
  REQUIRE_THAT(judge_message("fix the \xe2\x80\x8c menu")[0].hint,
               contains("Write hotfix: <what is fixed>"));
}

TEST_CASE("a feature is never hidden in the one commit", "[rules]") {
  const Findings findings = judge_commits({commit('1', "feat: x"), commit('a', "hotfix: y", "1")});
  REQUIRE(findings[0].fix.empty());
}

TEST_CASE("nothing that came from development is made a part of the one commit", "[rules]") {
  Facts facts =
      with({commit('d', "feat: x"), commit('1', "fix y", "d"), commit('a', "fix z", "1")});
  facts.origin->from_development = {commit('d', "feat: x")};
  REQUIRE(judge(rules::commit_message, facts)[0].fix.empty());
  facts.origin.reset();
  REQUIRE(judge(rules::commit_message, facts)[0].fix.empty());
}

TEST_CASE("a subject that says nothing is left to a person", "[rules]") {
  for (const char* subject : {"WIP", "wip: wip", "", "hotfix:", "hotfix: WIP", "hotfix", "fix",
                              "feat: a page", "\x1b[31mred"}) {
    INFO(subject);
    const Findings findings = judge_commits({commit('a', subject)});
    REQUIRE(findings.size() == 1);
    REQUIRE(findings[0].level == Level::error);
    REQUIRE(findings[0].fix.empty());
    REQUIRE_THAT(advice_of(findings[0]), contains("git commit --amend --only && git push"));
  }
}

TEST_CASE("several bad subjects make one finding and one commit", "[rules]") {
  const Findings findings = judge_commits({commit('1', "fix login"), commit('a', "typo", "1")});
  REQUIRE(findings.size() == 1);
  REQUIRE_THAT(findings[0].message, contains("2 commits do not say"));
  REQUIRE(findings[0].details.size() == 2);
  REQUIRE_THAT(findings[0].details[1], contains(short_id_of('a') + " does not begin with"));
  REQUIRE(script(findings[0]) == kSwitch + as_one_commit("hotfix: fix login") + kPush);
  REQUIRE_THAT(advice_of(findings[0]), contains("Squash & Merge"));
}

TEST_CASE("the branch as one commit takes a subject that is good already", "[rules]") {
  REQUIRE_THAT(script(judge_commits({commit('1', "typo"), commit('a', "hotfix: x", "1")})[0]),
               contains(as_one_commit("hotfix: x")));
}

TEST_CASE("a fixup is folded into its commit", "[rules]") {
  const Findings findings =
      judge_commits({commit('1', "hotfix: x"), commit('a', "fixup! hotfix: x", "1")});
  REQUIRE(script(findings[0]) == "git -c sequence.editor=true rebase -i --autosquash --keep-base " +
                                     short_id_of('0') + " hotfix/fix-login\n" + kPush);
}

TEST_CASE("a fixup among other bad subjects goes the way of the others", "[rules]") {
  const Findings findings = judge_commits(
      {commit('1', "fix x"), commit('2', "hotfix: y", "1"), commit('a', "fixup! hotfix: y", "2")});
  REQUIRE_THAT(script(findings[0]), contains(as_one_commit("hotfix: y")));
}

TEST_CASE("a merge is flattened onto production", "[rules]") {
  const Findings findings =
      judge_commits({commit('1', "hotfix: x"), commit('a', "Merge branch 'kars-prod'", "10")});
  REQUIRE(findings.size() == 1);
  REQUIRE_THAT(findings[0].message, contains("is a merge"));
  REQUIRE(script(findings[0]) == "git rebase " + short_id_of('0') + " hotfix/fix-login\n" + kPush);
}

TEST_CASE("a merge beside a bad subject ends as one commit", "[rules]") {
  const Findings findings =
      judge_commits({commit('1', "fix x"), commit('a', "Merge branch 'y'", "10")});
  REQUIRE(findings.size() == 1);
  REQUIRE(script(findings[0]) == kSwitch + as_one_commit("hotfix: fix x") + kPush);
}

TEST_CASE("a merged production that is newer than the one here is fetched, and nothing is folded",
          "[rules]") {
  for (const char* subject : {"Merge branch 'kars-prod' into hotfix/fix-login",
                              "Merge remote-tracking branch "
                              "'origin/kars-prod'",
                              "Merge pull request #3 from kars/kars-prod"}) {
    INFO(subject);
    const Findings findings = judge_commits(
        {commit('1', "fix x"), commit('2', "another release"), commit('a', subject, "12")});
    REQUIRE(findings.size() == 1);
    REQUIRE(findings[0].commit == id('a'));
    REQUIRE_THAT(findings[0].message, contains("merges a kars-prod that is newer than origin/"));
    REQUIRE(script(findings[0]) ==
            "git diff --stat --exit-code HEAD\ngit switch hotfix/fix-login\n"
            "git fetch origin refs/heads/kars-prod\ngit rebase FETCH_HEAD\n" +
                kPush);
  }
}

TEST_CASE("newer production is fetched from where it was compared, and named where it cannot be",
          "[rules]") {
  Facts facts = with({commit('1', "hotfix: x"), commit('2', "another release"),
                      commit('a', "Merge branch 'kars-prod'", "12")});
  facts.subject.remote.clear();
  REQUIRE_THAT(script(judge(rules::commit_message, facts)[0]),
               contains("git fetch origin refs/heads/kars-prod\n"));
  facts.refs.production_ref = "kars-prod";
  const Findings findings = judge(rules::commit_message, facts);
  REQUIRE(findings[0].fix.empty());
  REQUIRE_THAT(advice_of(findings[0]), contains("Bring kars-prod up to date"));
}

TEST_CASE("a merge of another branch says nothing about production", "[rules]") {
  for (const char* subject :
       {"Merge branch 'kars-prod-old'", "Merge branch 'y' into kars-prod-2"}) {
    const Findings findings = judge_commits(
        {commit('1', "hotfix: x"), commit('2', "hotfix: y"), commit('a', subject, "12")});
    REQUIRE_THAT(findings[0].message, contains("is a merge"));
  }
}

TEST_CASE("a branch that was pushed before is forced with a lease after rewording", "[rules]") {
  Facts facts = with({commit('a', "fix x")});
  facts.subject.old_head = id('b');
  REQUIRE(judge(rules::commit_message, facts)[0].fix.back() ==
          "git push --force-with-lease=hotfix/fix-login:" + id('b') +
              " origin refs/heads/hotfix/fix-login");
}

TEST_CASE("subjects that came from development are left to production-base", "[rules]") {
  Facts facts = with({commit('d', "feat: x"), commit('a', "hotfix: y", "d")});
  facts.origin->from_development = {commit('d', "feat: x")};
  REQUIRE(judge(rules::commit_message, facts).empty());
}

TEST_CASE("a long subject is a warning, counted in characters", "[rules]") {
  std::string subject = "hotfix: ";
  for (int i = 0; i < 64; ++i) subject += "\xc3\xa9";
  REQUIRE(judge_commits({commit('a', subject)}).empty());
  const Findings findings = judge_commits({commit('a', subject + "x")});
  REQUIRE(findings.size() == 1);
  REQUIRE(findings[0].level == Level::warning);
  REQUIRE_THAT(findings[0].message, contains("73 characters (limit: 72)"));
  REQUIRE(judge_message(subject + "x")[0].level == Level::warning);
}

TEST_CASE("the types are the policy's, and the first one is suggested", "[rules]") {
  const std::string settings = "types = ['fix', 'hotfix']";
  REQUIRE(judge(rules::commit_message, with({commit('a', "fix: x")}), settings).empty());
  const Findings findings = judge(rules::commit_message, with({commit('a', "login")}), settings);
  REQUIRE_THAT(script(findings[0]), contains("'fix: login'"));
}

TEST_CASE("what git writes itself passes while one works", "[rules]") {
  for (const char* message : {"fixup! x", "squash! x", "amend! x\n\ny", "Merge branch 'x'",
                              "Revert \"x\"", "Reapply \"x\"", "", "\n"}) {
    INFO(message);
    REQUIRE(judge_message(message).empty());
  }
}

TEST_CASE("a bad message is answered with the message it should be", "[rules]") {
  const Findings findings = judge_message("fix(api): login\n\nbody");
  REQUIRE(findings.size() == 1);
  REQUIRE(findings[0].level == Level::error);
  REQUIRE(findings[0].fix.empty());
  REQUIRE_THAT(findings[0].message, contains("has the type \"fix\", not \"hotfix\""));
  REQUIRE(advice_of(findings[0]) == "Write it as: hotfix(api): login");
}

TEST_CASE("a message that says nothing is answered with an example", "[rules]") {
  REQUIRE_THAT(advice_of(judge_message("wip")[0]),
               contains("hotfix: <what is fixed>, for example"));
}

TEST_CASE("the commits of a pull request are not judged where its title is what stays", "[rules]") {
  Facts facts = pushed_hotfix();
  facts.history->commits = {commit('1', "hotfix: y"), commit('a', "address review comments", "1")};
  REQUIRE_THAT(only(judge(rules::commit_message, facts)).message,
               contains("address review comments"));
  facts.subject.stage = Stage::pull_request;
  REQUIRE(judge(rules::commit_message, facts).empty());
}

TEST_CASE("the only commit of a pull request is judged: the forge takes its subject", "[rules]") {
  Facts facts = pushed_hotfix();
  facts.subject.stage = Stage::pull_request;
  facts.history->commits = {commit('a', "address review comments")};
  REQUIRE_THAT(only(judge(rules::commit_message, facts)).message,
               contains("address review comments"));
}

TEST_CASE("a merge of production alone vanishes in a pull request, any other merge does not",
          "[rules]") {
  Facts facts = pushed_hotfix();
  facts.subject.stage = Stage::pull_request;
  facts.history->commits = {commit('1', "hotfix: y"), commit('a', "Merge branch 'x'", "10")};
  REQUIRE_THAT(only(judge(rules::commit_message, facts)).message, contains("is a merge"));
  facts.history->updates = {id('a')};
  REQUIRE(judge(rules::commit_message, facts).empty());
}

TEST_CASE("what a merge queue squashed is mended by the title, without its number", "[rules]") {
  Facts facts = pushed_hotfix();
  facts.subject = {};
  facts.subject.queued = true;
  facts.subject.head = id('a');
  facts.history->commits = {commit('a', "Login stuff (#42)")};
  const Finding finding = only(judge(rules::commit_message, facts));
  CHECK(finding.fix.empty());
  CHECK(advice_of(finding) == "Set the title of the pull request to \"hotfix: Login stuff\"");
}

TEST_CASE("of a branch that a merge queue merged no command is printed", "[rules]") {
  Facts facts = pushed_hotfix();
  facts.subject = {};
  facts.subject.queued = true;
  facts.subject.head = id('a');
  facts.history->commits = {commit('a', "Login stuff")};
  const Finding finding = only(judge(rules::commit_message, facts));
  CHECK(finding.fix.empty());
  CHECK_THAT(advice_of(finding), !contains("amend"));
}
