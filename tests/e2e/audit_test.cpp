// SPDX-License-Identifier: MIT
// hotfix-lint audit: the ledger as a person and as CI would start it.
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "gate/base/time_text.h"
#include "tests/e2e/scene.h"
#include "tests/support/catch.h"
#include "tests/support/markup.h"
#include "tests/support/repo.h"

using namespace hotfix;

namespace {

using Json = nlohmann::json;

constexpr auto kSoon = "2025-06-15T16:00:00Z", kLater = "2025-06-20";

// kars() with one hotfix on production, pushed.
struct Released : TestRepo {
  Released() {
    kars(*this);
    fix = commit("hotfix: refuse", "src/refuse.js", "throw new Error('refused for good');\n");
    push();
  }
  void push() const { git({"push", "-q", "origin", "kars-prod", "kars-dev"}); }

  ProgramResult audit(const Arguments& arguments, const std::string& repository = ".") const {
    Arguments argv = {program("hotfix-lint"), "audit", "--repo", repository};
    argv.insert(argv.end(), arguments.begin(), arguments.end());
    return exec(argv);
  }
  Json json(const std::string& now = kSoon) const {
    const ProgramResult result = audit({"--format", "json", "--now", now});
    INFO(result.out << result.err);
    return Json::parse(result.out);
  }
  void backport() {
    switch_to("kars-dev");
    git({"cherry-pick", "-x", fix});
    switch_to("kars-prod");
    push();
  }

  std::string fix;
};

}  // namespace

TEST_CASE("a debt within its deadline is told and passes", "[e2e][audit]") {
  Released repo = made_once<Released>();
  const ProgramResult result = repo.audit({"--now", kSoon});
  INFO(result.out << result.err);
  CHECK(result.status == 0);
  CHECK_THAT(result.out, contains("DUE  1 hotfix is not on kars-dev yet"));
  CHECK(repo.audit({"--now", kSoon, "--fail-on", "missing"}).status == 1);
}

TEST_CASE("a debt past its deadline fails", "[e2e][audit]") {
  Released repo = made_once<Released>();
  const ProgramResult result = repo.audit({"--now", kLater});
  INFO(result.out << result.err);
  CHECK(result.status == 1);
  CHECK_THAT(result.out, contains("OVERDUE  1 hotfix"));
  CHECK_THAT(result.out, contains(" late  " + repo.fix.substr(0, 12) + "  hotfix: refuse"));
}

TEST_CASE("the commands of a debt work when they are pasted, and settle it", "[e2e][audit]") {
  Released repo = made_once<Released>();
  const std::string commands = first_fix(repo.audit({"--now", kLater}).out);
  INFO(commands);
  CHECK_THAT(commands, contains("git push origin HEAD:refs/heads/kars-dev"));
  REQUIRE(repo.sh(commands).status == 0);
  const ProgramResult after = repo.audit({"--now", kLater, "--fail-on", "missing"});
  INFO(after.out << after.err);
  CHECK(after.status == 0);
  CHECK_THAT(after.out, contains("nothing is owed"));
}

TEST_CASE("the commands work for a hotfix that came as a merge", "[e2e][audit]") {
  Released repo = made_once<Released>();
  repo.backport();
  repo.switch_new("hotfix/two");
  repo.commit("work", "src/two.js", "const two = 'the second one';\n");
  repo.commit("more work", "src/three.js", "const three = 'the third one';\n");
  repo.switch_to("kars-prod");
  repo.git(
      {"merge", "-q", "--no-ff", "-m", "Merge pull request #3 from o/hotfix/two", "hotfix/two"});
  repo.push();
  const std::string commands = first_fix(repo.audit({"--now", kLater}).out);
  INFO(commands);
  REQUIRE(repo.sh(commands).status == 0);
  CHECK(repo.audit({"--now", kLater, "--fail-on", "missing"}).status == 0);
}

TEST_CASE("a pick that will stop is printed so far, with the files and what comes then",
          "[e2e][audit]") {
  Released repo = made_once<Released>();
  repo.switch_to("kars-dev");
  repo.commit("feat: guard", "src/refuse.js", "module.exports = 'refuses nobody';\n");
  repo.switch_to("kars-prod");
  repo.push();
  const std::string out = repo.audit({"--now", kLater}).out;
  INFO(out);
  CHECK_THAT(out,
             contains("It will stop at conflicts in src/refuse.js (added by both, with different "
                      "content). Resolve the conflicts, add these files, and then:\n"));
  const ProgramResult pasted = repo.sh(first_fix(out));
  CHECK(pasted.status != 0);
  CHECK(repo.git({"diff", "--name-only", "--diff-filter=U"}) == "src/refuse.js");
  repo.git({"checkout", "--theirs", "--", "src/refuse.js"});
  const std::string then = commands_after(out, "and then:");
  CHECK(repo.sh(then).status != 0);  // nothing is added yet
  repo.git({"add", "src/refuse.js"});
  CHECK(repo.sh(then).status == 0);
  const ProgramResult after = repo.audit({"--now", kLater, "--fail-on", "missing"});
  INFO(after.out << after.err);
  CHECK(after.status == 0);
}

TEST_CASE("two hotfixes on the same lines are picked in their order", "[e2e][audit]") {
  Released repo = made_once<Released>();
  repo.commit("hotfix: say why", "src/refuse.js", "throw new Error('refused: no such user');\n");
  repo.push();
  for (int debts = 2; debts > 0; --debts) {
    const std::string out = repo.audit({"--now", kLater}).out;
    INFO(out);
    CHECK(out.find("conflicts") == std::string::npos);
    REQUIRE(repo.sh(first_fix(out)).status == 0);
  }
  CHECK(repo.audit({"--now", kLater, "--fail-on", "missing"}).status == 0);
}

TEST_CASE("of a hotfix that is half there the rest is brought, around a conflict as well",
          "[e2e][audit]") {
  Released repo = made_once<Released>();
  const bool conflicts = GENERATE(false, true);
  repo.sh("mkdir -p data && printf 'a\\000b' > data/model.bin");
  repo.write("src/left.js", "module.exports = () => 'left is mended now';\n");
  const std::string fix = repo.commit("hotfix: mend both sides", "src/right.js",
                                      "module.exports = () => 'right is mended now';\n");
  repo.backport();
  repo.switch_to("kars-dev");
  repo.git({"checkout", fix, "--", "src/right.js"});
  if (conflicts) repo.sh("echo '// and more' >> src/right.js");
  repo.commit("hotfix: mend both sides");
  repo.switch_to("kars-prod");
  repo.push();
  const std::string out = repo.audit({"--now", kLater}).out;
  INFO(out);
  CHECK((out.find("git diff-tree") != std::string::npos) == conflicts);
  const std::string no = commands_after(out, "    no ");
  REQUIRE_FALSE(no.empty());
  REQUIRE(repo.sh("cd src\n" + no).status == 0);
  CHECK(repo.git({"diff", "--name-only", fix, "origin/kars-dev", "--", "data", "src/left.js"})
            .empty());
  const ProgramResult after = repo.audit({"--now", kLater, "--fail-on", "missing"});
  INFO(after.out << after.err);
  CHECK(after.status == 0);
}

TEST_CASE("json keeps its promises", "[e2e][audit]") {
  Released repo = made_once<Released>();
  repo.backport();
  const Json ledger = repo.json();
  CHECK(ledger.at("version") == 1);
  CHECK(ledger.at("production") == repo.id("kars-prod"));
  CHECK(ledger.at("development") == repo.id("kars-dev"));
  REQUIRE(ledger.at("hotfixes").size() == 1);
  const Json& hotfix = ledger.at("hotfixes")[0];
  CHECK(hotfix.at("commit") == repo.fix);
  CHECK(hotfix.at("subject") == "hotfix: refuse");
  CHECK(hotfix.at("state") == "equivalent");
  CHECK(hotfix.at("evidence") == Json::array({repo.id("kars-dev")}));
  CHECK(hotfix.at("landed_at").is_string());
  CHECK(hotfix.at("released_at") == "2025-06-15T15:10:40Z");
  CHECK(hotfix.at("deadline") == "2025-06-16T15:10:40Z");
  CHECK(hotfix.at("overdue") == false);
  CHECK(hotfix.at("post_mortem").at("state") == "missing");
  CHECK_FALSE(hotfix.at("author").get<std::string>().empty());
}

TEST_CASE("two clones give one answer, byte for byte", "[e2e][audit]") {
  Released repo = made_once<Released>();
  const std::string other = repo.root() + "/other";
  repo.git({"clone", "-q", repo.bare(), other});
  repo.git({"-C", other, "config", "core.abbrev", "5"});
  repo.git({"-C", other, "config", "user.name", "Somebody Else"});
  for (const char* format : {"text", "json", "markdown", "html"}) {
    INFO(format);
    const Arguments arguments = {"--format", format, "--now", kLater};
    CHECK(repo.audit(arguments).out == repo.audit(arguments, other).out);
  }
}

TEST_CASE("the policy's deadline and start count, and --since counts more", "[e2e][audit]") {
  Released repo = made_once<Released>();
  repo.commit("chore: policy", ".hotfix.toml", "[backport]\ndeadline = \"10m\"\n");
  repo.push();
  CHECK(repo.audit({"--now", kSoon}).status == 1);
  const ProgramResult later = repo.audit({"--now", kSoon, "--since", repo.fix});
  INFO(later.out << later.err);
  CHECK(later.status == 0);
  CHECK_THAT(later.out, contains("has no hotfix"));
  CHECK(repo.audit({"--now", kSoon, "--since", "2025-06-16"}).status == 0);
  CHECK(repo.audit({"--now", kSoon, "--since", "2025-06-15"}).status == 1);
}

TEST_CASE("options that make no sense are usage errors", "[e2e][audit]") {
  Released repo = made_once<Released>();
  for (const Arguments& arguments :
       {Arguments{"--now", "tomorrow"}, Arguments{"--now", "2025-02-30"},
        Arguments{"--now", "2025-06-15T10:00:00+02:00"}, Arguments{"--since", "nothing"},
        Arguments{"--format", "xml"}, Arguments{"--fail-on", "never"}, Arguments{"extra"}}) {
    const ProgramResult result = repo.audit(arguments);
    INFO(arguments.back() << result.out << result.err);
    CHECK(result.status == 2);
  }
}

TEST_CASE("now may be seconds since the epoch", "[e2e][audit]") {
  Released repo = made_once<Released>();
  CHECK(repo.audit({"--now", "1750000000"}).status == 0);
  CHECK(repo.audit({"--now", "1760000000"}).status == 1);
}

TEST_CASE("a broken policy is a usage error with its place", "[e2e][audit]") {
  Released repo = made_once<Released>();
  repo.commit("chore: policy", ".hotfix.toml", "[backport]\ndeadline = \"soon\"\n");
  repo.push();
  const ProgramResult result = repo.audit({});
  CHECK(result.status == 2);
  CHECK_THAT(result.err, contains(".hotfix.toml:2:12: 'soon' is not a duration"));
}

TEST_CASE("no ledger without a development branch", "[e2e][audit]") {
  Released repo = made_once<Released>();
  const ProgramResult result = repo.audit({"--development", "elsewhere"});
  INFO(result.out << result.err);
  CHECK(result.status > 0);
  TestRepo bare;
  bare.git({"symbolic-ref", "HEAD", "refs/heads/kars-prod"});
  bare.commit("hotfix: alone", "a", "1\n");
  const ProgramResult alone = bare.exec({program("hotfix-lint"), "audit"});
  INFO(alone.out << alone.err);
  CHECK(alone.status == 3);
  CHECK(alone.out.empty());
  CHECK_THAT(alone.err, contains("git fetch origin"));
}

TEST_CASE("no ledger in a shallow clone, and the command that deepens it helps", "[e2e][audit]") {
  Released repo = made_once<Released>();
  const std::string shallow = repo.root() + "/shallow";
  repo.git({"clone", "-q", "--depth=1", "--no-single-branch", "file://" + repo.bare(), shallow});
  const ProgramResult result = repo.audit({"--now", kSoon}, shallow);
  INFO(result.out << result.err);
  CHECK(result.status == 3);
  CHECK_THAT(result.err, contains("git fetch --unshallow"));
  repo.git({"-C", shallow, "fetch", "-q", "--unshallow"});
  CHECK(repo.audit({"--now", kSoon}, shallow).status == 0);
}

TEST_CASE("no ledger of branches that share no history", "[e2e][audit]") {
  Released repo = made_once<Released>();
  repo.git({"switch", "-q", "--orphan", "island"});
  repo.commit("feat: island", "b", "1\n");
  repo.git({"push", "-q", "-f", "origin", "island:kars-dev"});
  const ProgramResult result = repo.audit({});
  INFO(result.out << result.err);
  CHECK(result.status == 3);
  CHECK_THAT(result.err, contains("share no history"));
}

TEST_CASE("a waived debt passes and is told", "[e2e][audit]") {
  Released repo = made_once<Released>();
  repo.backport();
  repo.commit("hotfix: two\n\nHotfix-Waive: backport dev has no such module", "src/two.js",
              "const two = 'only here';\n");
  repo.push();
  const ProgramResult result = repo.audit({"--now", kLater, "--fail-on", "missing"});
  INFO(result.out << result.err);
  CHECK(result.status == 0);
  CHECK_THAT(result.out, contains("waived"));
  CHECK_THAT(result.out, contains("1 waived"));
}

TEST_CASE("a hotfix that was taken back owes nothing", "[e2e][audit]") {
  Released repo = made_once<Released>();
  repo.git({"revert", "--no-edit", repo.fix});
  repo.push();
  const ProgramResult result = repo.audit({"--now", kLater, "--fail-on", "missing"});
  INFO(result.out << result.err);
  CHECK(result.status == 0);
}

TEST_CASE("a release that takes a fix out of production fails, and its commands bring it back",
          "[e2e][audit]") {
  Released repo = made_once<Released>();
  repo.switch_to("kars-dev");
  repo.commit("feat: more", "src/more.js", "module.exports = require('./less');\n");
  repo.switch_to("kars-prod");
  repo.git({"read-tree", "-u", "--reset", "kars-dev"});
  const std::string release = repo.commit("Release 12");
  repo.push();
  const ProgramResult result = repo.audit({"--now", kSoon});
  INFO(result.out << result.err);
  CHECK(result.status == 1);
  CHECK_THAT(result.out, contains("LOST  1 hotfix was lost on kars-prod"));
  CHECK_THAT(result.out, contains("lost on production by " + release.substr(0, 12)));
  const std::string commands = first_fix(result.out);
  CHECK_THAT(commands, contains("git switch -c hotfix/again-" + repo.fix.substr(0, 12)));
  CHECK_THAT(commands, contains("git push -u origin refs/heads/hotfix/again-"));
  REQUIRE(repo.sh(commands).status == 0);
  repo.git({"push", "-q", "origin", "HEAD:kars-prod"});
  const ProgramResult after = repo.audit({"--now", kSoon});
  INFO(after.out << after.err);
  CHECK(after.status == 0);
  CHECK_THAT(after.out, !contains("lost on"));
}

TEST_CASE("a rollback that development does not have is owed, and its commands settle it",
          "[e2e][audit]") {
  Released repo = made_once<Released>();
  repo.backport();
  repo.switch_to("kars-dev");
  const std::string bad =
      repo.commit("feat: bad", "src/bad.js", "module.exports = () => risky();\n");
  repo.switch_to("kars-prod");
  repo.git({"merge", "-q", "--no-ff", "-m", "Merge branch 'kars-dev' into kars-prod", "kars-dev"});
  repo.git({"revert", "--no-edit", bad});
  repo.push();
  const ProgramResult result = repo.audit({"--now", kSoon});
  INFO(result.out << result.err);
  CHECK(result.status == 0);
  CHECK_THAT(result.out, contains("kars-dev still has " + bad.substr(0, 12) + " \"feat: bad\""));
  CHECK(repo.audit({"--now", kSoon, "--fail-on", "missing"}).status == 1);
  CHECK(repo.audit({"--now", kLater}).status == 1);
  CHECK(repo.json().at("hotfixes").back().at("found_by") == "rollback");
  const std::string commands = first_fix(result.out);
  REQUIRE(repo.sh(commands).status == 0);
  repo.git({"push", "-q", "origin", "HEAD:kars-dev"});
  const ProgramResult after = repo.audit({"--now", kLater, "--fail-on", "missing"});
  INFO(after.out << after.err);
  CHECK(after.status == 0);
}

TEST_CASE("commits without a sign are listed as a warning, and owed where the policy says so",
          "[e2e][audit]") {
  TestRepo start;
  kars(start);
  start.commit("Check the session", "src/check.js", "module.exports = s => s.open && s.user;\n");
  start.commit("Check the token", "src/token.js", "module.exports = t => t.age < 900;\n");
  start.git({"push", "-q", "origin", "kars-prod"});
  const auto audit = [&](const Arguments& more) {
    Arguments argv = {program("hotfix-lint"), "audit"};
    argv.insert(argv.end(), more.begin(), more.end());
    return start.exec(argv);
  };
  const ProgramResult result = audit({"--now", kLater});
  INFO(result.out << result.err);
  CHECK(result.status == 0);
  CHECK_THAT(result.out, !contains("has no hotfix"));
  CHECK_THAT(result.out, contains("2 production commits bear no sign of a hotfix and are not on "
                                  "kars-dev"));
  CHECK_THAT(result.out, contains("Check the token"));
  const Json ledger = Json::parse(audit({"--format", "json", "--now", kLater}).out);
  CHECK(ledger.at("hotfixes").empty());
  CHECK(ledger.at("unsigned_commits").size() == 2);

  start.commit("chore: policy", ".hotfix.toml", "[backport]\nhotfixes = \"all\"\n");
  start.git({"push", "-q", "origin", "kars-prod"});
  const ProgramResult owed = audit({"--now", kLater});
  INFO(owed.out << owed.err);
  CHECK(owed.status == 1);
  CHECK_THAT(owed.out, contains("OVERDUE  2 hotfixes"));
}

TEST_CASE("the command of what has no sign settles it", "[e2e][audit]") {
  TestRepo repo;
  kars(repo);
  repo.commit("Check the session", "src/check.js", "module.exports = s => s.open && s.user;\n");
  repo.commit("Check the token", "src/token.js", "module.exports = t => t.age < 900;\n");
  repo.git({"push", "-q", "origin", "kars-prod"});
  const Arguments audit = {program("hotfix-lint"), "audit", "--now", kLater};
  REQUIRE(repo.sh(first_fix(repo.exec(audit).out)).status == 0);
  CHECK_THAT(repo.exec(audit).out, contains("PASSED  kars-prod has no hotfix"));
}

TEST_CASE("a clock that runs ahead does not push the deadline out", "[e2e][audit]") {
  Released repo = made_once<Released>();
  repo.backport();
  repo.write("src/late.js", "module.exports = 'very late';\n");
  repo.git({"add", "-A"});
  repo.sh("GIT_COMMITTER_DATE=@1950000000 git commit -q -m 'hotfix: tomorrow'");
  repo.commit("docs: more", "docs/more.md", "More.\n");
  repo.push();
  const ProgramResult result = repo.audit({"--now", kLater});
  INFO(result.out << result.err);
  CHECK(result.status == 1);
  CHECK_THAT(result.out, contains("its own date, 2031-10-17 10:40 UTC, cannot be"));
  CHECK(repo.json(kLater).at("hotfixes").back().at("false_date") == "2031-10-17T10:40:00Z");
}

TEST_CASE("a hotfix stays in the ledger when production is moved on by a fast-forward",
          "[e2e][audit]") {
  Released repo = made_once<Released>();
  repo.switch_to("kars-dev");
  repo.git({"merge", "-q", "--no-ff", "-m", "Merge branch 'kars-prod' into kars-dev", "kars-prod"});
  repo.switch_to("kars-prod");
  repo.git({"merge", "-q", "--ff-only", "kars-dev"});
  repo.push();
  CHECK(repo.json().at("hotfixes").front().at("commit") == repo.fix);
  CHECK(repo.json().at("hotfixes").front().at("state") == "landed");
  repo.switch_to("kars-dev");
  repo.git({"revert", "--no-edit", repo.fix});
  repo.push();
  const ProgramResult result = repo.audit({"--now", kLater});
  INFO(result.out << result.err);
  CHECK(result.status == 1);
  CHECK(repo.json().at("hotfixes").front().at("state") == "lost");
}

TEST_CASE("a closed output is no pass for the ledger either", "[e2e][audit]") {
  Released repo = made_once<Released>();
  repo.backport();
  const ProgramResult result = repo.exec({"sh", "-c", "\"$0\" audit >&-", program("hotfix-lint")});
  CHECK(result.status == 3);
}

TEST_CASE("no progress is written where no terminal is", "[e2e][audit]") {
  Released repo = made_once<Released>();
  CHECK(repo.audit({"--now", kSoon}).err.empty());
}

// Three hotfixes of one file; development wrote the last one by hand, with more around it. Its own
// two versions of the file are compared for each of them.
TEST_CASE("what a missing object hid is told right once the object is back", "[e2e][audit]") {
  Released repo;
  const std::string file = "README.md", top = "# KARS\n\nThe service behind the index.\n";
  const std::string last = top + "\nNever charge an order that is not open.\n";
  repo.commit("hotfix: tell when to charge", file, top + "\nCharge an order when it ships.\n");
  repo.commit("hotfix: tell when it is late", file, top + "\nAn order that ships is charged.\n");
  repo.commit("hotfix: tell when not to", file, last);
  repo.switch_to("kars-dev");
  const std::string gone = repo.commit("docs: charge", file, last + "Ask billing when in doubt.\n");
  repo.commit("docs: title", file, "KARS\n====\n" + last + "Ask billing when in doubt.\n");
  repo.switch_to("kars-prod");
  repo.push();
  const auto states = [&] {
    std::vector<std::string> all;
    const Json audit = repo.json();
    for (const Json& hotfix : audit.at("hotfixes")) all.push_back(hotfix.at("state"));
    return all;
  };
  const std::vector<std::string> whole = states();
  std::filesystem::remove_all(repo.path() + "/.git/hotfix");
  const std::string blob = repo.id(gone + ":" + file);
  const std::string object =
      repo.path() + "/.git/objects/" + blob.substr(0, 2) + "/" + blob.substr(2);
  std::filesystem::rename(object, repo.root() + "/aside");
  const std::vector<std::string> damaged = states();
  CHECK(damaged == std::vector<std::string>{"missing", "undecided", "undecided", "undecided"});
  std::filesystem::rename(repo.root() + "/aside", object);
  CHECK(states() == whole);
  CHECK(whole.back() == "adapted");
}

namespace {

std::string text_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("a page is left beside what is printed", "[e2e][audit]") {
  Released repo = made_once<Released>();
  const std::string usual = repo.audit({"--now", kLater}).out;
  const ProgramResult result = repo.audit({"--now", kLater, "--html", "ledger.html"});
  INFO(result.err);
  CHECK(result.status == 1);
  CHECK(result.out == usual);
  const std::string page = text_of(repo.path() + "/ledger.html");
  CHECK(page == repo.audit({"--now", kLater, "--format", "html"}).out);
  CHECK_THAT(page, contains("<!DOCTYPE html>"));
  CHECK_THAT(page, contains("OVERDUE"));
  CHECK_THAT(page, contains("hotfix: refuse"));
}

TEST_CASE("what a stranger commits is text of the page", "[e2e][audit]") {
  Released repo = made_once<Released>();
  for (const std::string& subject :
       {std::string("</title></script><script>alert(1)</script>"),
        std::string("<svg onload=\"alert(1)\"> \x1b[31m \xe2\x80\xae \xff &amp; ]]>"),
        std::string(10'000, '<')}) {
    repo.commit("hotfix: " + subject, "src/" + std::to_string(subject.size()) + ".js", subject);
  }
  repo.push();
  const std::string page = repo.audit({"--now", kLater, "--format", "html"}).out;
  for (const test::MarkupElement& one : test::parse_markup(page)) {
    CHECK(one.name != "script");
    CHECK(one.attributes.count("onload") == 0);
  }
  CHECK_THAT(page, contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
  CHECK(page.size() < 60'000);
}

TEST_CASE("a page that cannot be written is no pass", "[e2e][audit]") {
  Released repo = made_once<Released>();
  const ProgramResult result = repo.audit({"--now", kSoon, "--html", "no/such/folder/a.html"});
  CHECK(result.status == 3);
  CHECK(result.out.empty());
  CHECK_THAT(result.err, contains("no/such/folder/a.html: cannot be written"));
}

TEST_CASE("the ledger says of which repository it is, and never by its secret", "[e2e][audit]") {
  Released repo = made_once<Released>();
  const Json folder = repo.json();
  CHECK(folder.at("repository") == "origin");
  CHECK(folder.at("url").is_null());
  CHECK(folder.at("production_branch") == "kars-prod");
  repo.git({"remote", "set-url", "origin", "https://kim:s3cret@github.com/o/kars.git?k=s3cret"});
  const ProgramResult named = repo.audit({"--now", kSoon, "--format", "json"});
  CHECK(Json::parse(named.out).at("repository") == "o/kars");
  CHECK(Json::parse(named.out).at("url") == "https://github.com/o/kars");
  CHECK(named.out.find("s3cret") == std::string::npos);
  CHECK_THAT(repo.audit({"--now", kLater, "--format", "markdown"}).out,
             contains("](https://github.com/o/kars/commit/" + repo.fix + ")"));
}

TEST_CASE("a hotfix begins with the first commit of its branch", "[e2e][audit]") {
  Released repo = made_once<Released>();
  CHECK(repo.json().at("hotfixes").front().at("begun_at").is_null());  // written as it was released
  repo.switch_new("hotfix/two");
  const std::string first = repo.commit("work", "src/two.js", "const two = 'the second one';\n");
  repo.commit("more work", "src/three.js", "const three = 'the third one';\n");
  const std::string begun = repo.git({"show", "-s", "--format=%at", first});
  repo.switch_to("kars-prod");
  repo.git(
      {"merge", "-q", "--no-ff", "-m", "Merge pull request #3 from o/hotfix/two", "hotfix/two"});
  repo.push();
  const std::string told = repo.json().at("hotfixes").back().at("begun_at");
  CHECK(repo.git({"show", "-s", "--format=%at", first}) == begun);
  CHECK(parse_time(told) == std::stoll(begun));
}

TEST_CASE("a cherry-pick begins when its author wrote it", "[e2e][audit]") {
  Released repo = made_once<Released>();
  repo.write("src/late.js", "const late = 'picked much later';\n");
  repo.git({"add", "-A"});
  repo.git({"-c", "user.name=A", "-c", "user.email=a@b.c", "commit", "-q", "--no-verify", "-m",
            "hotfix: late", "--date", "2025-06-15T10:00:00Z"});
  repo.push();
  CHECK(repo.json().at("hotfixes").back().at("begun_at") == "2025-06-15T10:00:00Z");
}

TEST_CASE("the ledgers of several repositories are told as one", "[e2e][audit]") {
  Released repo = made_once<Released>();
  repo.write("due.json", repo.audit({"--now", kSoon, "--format", "json"}).out);
  repo.write("late.json", repo.audit({"--now", kLater, "--format", "json"}).out);
  const auto merge = [&](Arguments arguments) {
    arguments.insert(arguments.begin(), {program("hotfix-lint"), "audit", "--merge"});
    return repo.exec(arguments);
  };
  const ProgramResult both = merge({"due.json", "late.json"});
  INFO(both.out << both.err);
  CHECK(both.status == 1);
  CHECK_THAT(both.out, contains("2 repositories: 1 hotfix overdue in 1 of them, 1 due"));
  CHECK(merge({"due.json"}).status == 0);
  CHECK(merge({"due.json", "--fail-on", "missing"}).status == 1);
  CHECK(merge({"due.json", "--format", "json"}).out.front() == '{');
  CHECK_THAT(merge({"due.json", "--format", "html"}).out,
             contains("Hotfix ledgers of 1 repository"));
  CHECK(merge({"late.json", "--html", "all.html", "--format", "markdown"}).status == 1);
  CHECK_THAT(text_of(repo.path() + "/all.html"), contains("<!DOCTYPE html>"));
}

TEST_CASE("clones that are called alike are told apart by their files", "[e2e][audit]") {
  Released repo = made_once<Released>();
  repo.write("one.json", repo.audit({"--now", kSoon, "--format", "json"}).out);
  repo.write("two.json", repo.audit({"--now", kLater, "--format", "json"}).out);
  const auto merge = [&](const char* file) {
    return repo.exec({program("hotfix-lint"), "audit", "--merge", "one.json", file}).out;
  };
  CHECK_THAT(merge("two.json"), contains("(one.json)\n"));
  CHECK_THAT(merge("two.json"), contains("(two.json)\n"));
}

TEST_CASE("what cannot be merged is named and no pass", "[e2e][audit]") {
  Released repo = made_once<Released>();
  repo.write("good.json", repo.audit({"--now", kSoon, "--format", "json"}).out);
  repo.write("empty.json", "");
  repo.write("half.json", text_of(repo.path() + "/good.json").substr(0, 100));
  repo.write("deep.json", std::string(100'000, '['));
  repo.write("new.json", R"({"version": 2})");
  for (const char* file : {"empty.json", "half.json", "deep.json", "new.json", "none.json"}) {
    const ProgramResult result =
        repo.exec({program("hotfix-lint"), "audit", "--merge", "good.json", file});
    INFO(file << result.out << result.err);
    CHECK(result.status == 3);
    CHECK(result.out.empty());
    CHECK_THAT(result.err, contains(file));
  }
}

TEST_CASE("what is asked of one repository does not go with merging", "[e2e][audit]") {
  Released repo = made_once<Released>();
  const ProgramResult result = repo.audit({"--merge", "a.json", "--now", kSoon});
  CHECK(result.status == 2);
  CHECK_THAT(result.err, contains("--merge reads ledgers that are written already"));
}
