// SPDX-License-Identifier: MIT
#include "gate/documents/post_mortems.h"

#include "gate/base/error.h"
#include "gate/documents/hotfix_names.h"
#include "gate/page/markdown.h"
#include "tests/gate/landing/lines.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

constexpr std::int64_t kDay = 24 * 60 * 60;
const std::string kForm = "[post_mortem]\ntemplate = \"\"\"\n# [title]\n## Cause\n[why]\n\"\"\"\n";
const std::string kFolder = "docs/post-mortems/";
const std::string kName = kFolder + "2025-06-15-login.md";

// One hotfix on kars-prod; what a test puts on kars-dev.
struct Documented : Lines {
  std::string hotfix = add("hotfix: login");

  void on_dev(const std::string& file, const std::string& text) {
    switch_to("kars-dev");
    commit("docs: a post-mortem", file, text);
    switch_to("kars-prod");
  }
  std::vector<PostMortem> all(const std::string& policy = kForm,
                              std::int64_t now = kEpoch + 9 * kDay) const {
    return asked(
        [](auto& index, const auto& rules, const auto& question) {
          return post_mortems(index, rules, question, read_markdown);
        },
        policy, now);
  }
  PostMortem only_one(const std::string& policy = kForm) const {
    const std::vector<PostMortem> found = all(policy);
    REQUIRE(found.size() == 1);
    return found.front();
  }
  std::string state(const std::string& policy = kForm) const {
    return std::string(state_name(only_one(policy).state));
  }
};

}  // namespace

TEST_CASE("a hotfix without a document is overdue once its time is over", "[gate][ledger]") {
  const Documented repo;
  const PostMortem one = repo.only_one();
  CHECK(one.commit == repo.hotfix);
  CHECK(one.subject == "hotfix: login");
  CHECK(one.path == kName);
  CHECK(one.state == PostMortemState::missing);
  CHECK(one.overdue);
  CHECK(one.deadline - 2 * kDay < Documented::kNow);
  CHECK_FALSE(repo.all(kForm, one.deadline).front().overdue);
  CHECK(repo.all(kForm, one.deadline + 1).front().overdue);
  CHECK_FALSE(repo.only_one(kForm + "deadline = \"30d\"\n").overdue);
}

TEST_CASE("a document is read on development, whatever is in the work tree", "[gate][ledger]") {
  Documented repo;
  repo.write(kName, "## Cause\nA null user.\n");
  CHECK(repo.state() == "missing");
  repo.git({"clean", "-qfd"});
  repo.on_dev(kName, "## Cause\n[why]\n");
  CHECK(repo.state() == "unfinished");
  CHECK(repo.only_one().open == std::vector<std::string>{"Cause"});
  CHECK(repo.only_one().overdue);
  repo.on_dev(kName, "## Cause\nA null user.\n");
  CHECK(repo.state() == "written");
  CHECK_FALSE(repo.only_one().overdue);
}

TEST_CASE("a document that names the commit is found under any name", "[gate][ledger]") {
  Documented repo;
  repo.on_dev(kFolder + "2025/outage.md",
              "## Cause\nA null user, see " + repo.hotfix.substr(0, 12) + "\n");
  CHECK(repo.state() == "written");
  CHECK(repo.only_one().path == kFolder + "2025/outage.md");
}

TEST_CASE("a document came with the first commit of development's line that has it",
          "[gate][ledger]") {
  Documented repo;
  repo.on_dev(kName, "## Cause\n[why]\n");
  const std::string came = repo.git({"log", "-1", "--format=%ct", "kars-dev"});
  repo.on_dev("other", "1\n");
  repo.on_dev(kName, "## Cause\nA null user.\n");
  CHECK(repo.only_one().written_at == std::stoll(came));
}

TEST_CASE("what is no file of Markdown in that folder is no document", "[gate][ledger]") {
  Documented repo;
  repo.switch_to("kars-dev");
  SECTION("a symlink") { repo.sh("mkdir -p docs/post-mortems && ln -s ../../dev " + kName); }
  SECTION("a folder") { repo.write(kName + "/x", "## Cause\nA null user.\n"); }
  SECTION("another type") { repo.write(kFolder + "2025-06-15-login.html", "<h2>Cause</h2>A user"); }
  SECTION("a submodule") {
    repo.git({"update-index", "--add", "--cacheinfo", "160000," + repo.hotfix + "," + kName});
    repo.git({"commit", "-qm", "a submodule"});
  }
  SECTION("the folder is a file") { repo.write("docs/post-mortems", "## Cause\nA null user.\n"); }
  SECTION("another folder") { repo.write("docs/2025-06-15-login.md", "## Cause\nA null user.\n"); }
  repo.commit("docs: what is no document");
  repo.switch_to("kars-prod");
  CHECK(repo.state() == "missing");
  CHECK_FALSE(repo.only_one().written_at);
}

TEST_CASE("a document of megabytes is not read, and told", "[gate][ledger]") {
  Documented repo;
  repo.on_dev(kName, "## Cause\n" + std::string(3'000'000, 'x') + "\n");
  CHECK(repo.state() == "unreadable");
  repo.on_dev(kName, "## Cause\nA null user.\n" + std::string(70'000, 'x') + "\n");
  CHECK(repo.state() == "unreadable");
  repo.on_dev(kName, std::string(50'000, '>') + "\n");
  CHECK(repo.state() == "unreadable");
}

TEST_CASE("a path of any bytes is a document's", "[gate][ledger]") {
  Documented repo;
  repo.on_dev(kFolder + "a\n\x1b[31m.md", "## Cause\n" + repo.hotfix + " broke it\n");
  CHECK(repo.only_one().path == kFolder + "a\n\x1b[31m.md");
  CHECK(repo.state() == "written");
}

TEST_CASE("a waiver in the hotfix counts, and one on development with its id", "[gate][ledger]") {
  Documented repo;
  repo.add("hotfix: cart\n\nHotfix-Waive: post-mortem a typo in a text");
  CHECK(repo.all()[1].state == PostMortemState::waived);
  CHECK(repo.all()[1].waived_because == "a typo in a text");
  CHECK_FALSE(repo.all()[1].overdue);
  repo.on_dev("x", "1\n");
  CHECK(repo.all()[0].waived_by.empty());
  repo.switch_to("kars-dev");
  const std::string said = repo.commit("docs: no more of these\n\nHotfix-Waive: post-mortem " +
                                       repo.hotfix.substr(0, 12) + " told in the other one");
  repo.switch_to("kars-prod");
  CHECK(repo.all()[0].state == PostMortemState::waived);
  CHECK(repo.all()[0].waived_by == said);
  const std::string strict = kForm + "[rules.post-mortem]\nwaivable = false\n";
  CHECK(repo.all(strict)[0].overdue);
  CHECK(repo.all(strict)[0].waived_by == said);
}

TEST_CASE("a waiver of something else, or without a reason, does not count", "[gate][ledger]") {
  Lines repo;
  repo.add("hotfix: one\n\nHotfix-Waive: backport nobody wants it");
  repo.add("hotfix: two\n\nHotfix-Waive: post-mortem");
  repo.add("hotfix: three\n\nHotfix-Waive: post-mortem <reason>\n\nlast words");
  const auto all = repo.asked([](auto& index, const auto& policy, const auto& question) {
    return post_mortems(index, policy, question, read_markdown);
  });
  REQUIRE(all.size() == 3);
  for (const PostMortem& one : all) CHECK(one.waived_by.empty());
}

TEST_CASE("a hotfix that was taken back was an incident all the same", "[gate][ledger]") {
  Documented repo;
  repo.git({"revert", "--no-edit", "HEAD"});
  CHECK(repo.state() == "missing");
}

TEST_CASE("a hotfix that a promotion brought to both lines still needs its document",
          "[gate][ledger]") {
  Documented repo;
  repo.switch_to("kars-dev");
  repo.merge("kars-prod", "Merge branch 'kars-prod' into kars-dev");
  repo.switch_to("kars-prod");
  repo.git({"merge", "-q", "--ff-only", "kars-dev"});
  CHECK(repo.state() == "missing");
}

TEST_CASE("only hotfixes by a sign need one, and only since the policy says so", "[gate][ledger]") {
  Documented repo;
  repo.add("fix: no hotfix");
  CHECK(repo.all("[backport]\nhotfixes = \"all\"\n").size() == 1);
  const std::string later = repo.add("hotfix: cart");
  const auto since = repo.all("post_mortem.since = \"" + later + "\"");
  CHECK(since.empty());
  CHECK(repo.all("post_mortem.since = \"" + repo.hotfix + "\"").size() == 1);
  CHECK(repo.all("post_mortem.since = \"2025-01-01\"").size() == 2);
  CHECK_THROWS_AS(repo.all("post_mortem.since = \"v9\""), Undecidable);
}
