// SPDX-License-Identifier: MIT
#include "tests/support/catch.h"
#include "tests/support/judge.h"

using namespace hotfix;

namespace {

Facts with(std::vector<ChangedFile> changes) {
  Facts facts = pushed_hotfix();
  facts.changes = std::move(changes);
  return facts;
}

Findings judge_diff(std::vector<ChangedFile> changes) {
  return judge(rules::minimal_diff, with(std::move(changes)));
}

ChangedFile holding(ChangedFile::Content content, const std::string& path = "src/x.bin") {
  ChangedFile file = changed(path, 0, 0);
  file.content = content;
  return file;
}

std::vector<ChangedFile> files(std::size_t n) {
  return std::vector<ChangedFile>(n, changed("src/x.js", 1, 0));
}

}  // namespace

TEST_CASE("a change within the budget passes", "[rules]") {
  REQUIRE(judge_diff({}).empty());
  REQUIRE(judge_diff(files(5)).empty());
  REQUIRE(judge_diff({changed("src/x.js", 60, 40)}).empty());
}

TEST_CASE("one line or one file over the budget is refused", "[rules]") {
  REQUIRE_THAT(only(judge_diff({changed("src/x.js", 61, 40)})).message,
               contains("1 file and 101 lines"));
  REQUIRE_THAT(only(judge_diff(files(6))).message, contains("6 files and 6 lines"));
}

TEST_CASE("the finding weighs the files, the biggest first, and names what does not count",
          "[rules]") {
  const Findings findings =
      judge_diff({changed("src/small.js", 2, 0), changed("src/big.js", 100, 20),
                  changed("tests/a.test.js", 40, 3, PathClass::test),
                  changed("tests/b.test.js", 40, 0, PathClass::test),
                  changed("package-lock.json", 900, 1, PathClass::lock)});
  REQUIRE(findings.size() == 1);
  REQUIRE(findings[0].message ==
          "2 files and 122 lines of production code changed (budget: 5 files, 100 lines)");
  REQUIRE(findings[0].details ==
          std::vector<std::string>{"  120 +100 -20 src/big.js", "    2 +2 -0 src/small.js",
                                   "not counted: 2 test files +80 -3, 1 lock file +900 -1"});
  REQUIRE_THAT(advice_of(findings[0]), contains("Hotfix-Waive: minimal-diff <reason>"));
}

TEST_CASE("tests, docs, lock, generated and vendored files do not count", "[rules]") {
  for (PathClass path_class : {PathClass::test, PathClass::docs, PathClass::lock,
                               PathClass::generated, PathClass::vendored}) {
    REQUIRE(judge_diff({changed("x", 2000, 1000, path_class)}).empty());
  }
}

TEST_CASE("what does not count has an end, too", "[rules]") {
  for (PathClass path_class :
       {PathClass::test, PathClass::docs, PathClass::generated, PathClass::vendored}) {
    REQUIRE(only(judge_diff({changed("x", 2000, 1001, path_class)})).message ==
            "3001 lines (most: 3000) changed in files that do not count as production code");
  }
  REQUIRE(judge_diff({changed("yarn.lock", 20000, 9000, PathClass::lock)}).empty());
  REQUIRE_THAT(only(judge_diff({changed("yarn.lock", 20000, 10001, PathClass::lock)})).message,
               contains("30001 lines of lock files (most: 30000)"));
  const Facts facts = with({changed("tests/a.test.js", 30, 0, PathClass::test)});
  REQUIRE_THAT(only(judge(rules::minimal_diff, facts, "max_uncounted_lines = 20")).message,
               contains("30 lines (most: 20)"));
}

TEST_CASE("files without lines that do not count are weighed by their bytes", "[rules]") {
  using Content = ChangedFile::Content;
  for (Content content : {Content::binary, Content::too_large, Content::lfs_pointer}) {
    ChangedFile file = holding(content, "tests/image.bin");
    file.path_class = PathClass::test;
    file.bytes = 1'000'000;
    REQUIRE(judge_diff({file}).empty());
    file.bytes = 4'100'000;
    const Finding finding = only(judge_diff({file}));
    CHECK_THAT(finding.message, contains("4.1 MB of files without lines (most: 1.0 MB)"));
    CHECK_THAT(finding.details.at(0), contains("tests/image.bin (4.1 MB)"));
  }
}

TEST_CASE("a program for a machine is refused wherever it lies", "[rules]") {
  ChangedFile file = holding(ChangedFile::Content::executable, "tests/run");
  for (PathClass path_class : {PathClass::code, PathClass::test, PathClass::docs, PathClass::lock,
                               PathClass::generated, PathClass::vendored}) {
    file.path_class = path_class;
    REQUIRE_THAT(only(judge_diff({file})).message, contains("tests/run is a program"));
  }
}

TEST_CASE("what is kept in Git LFS is refused like a binary, but for what may be one", "[rules]") {
  REQUIRE_THAT(
      only(judge_diff({holding(ChangedFile::Content::lfs_pointer, "src/model.bin")})).message,
      contains("src/model.bin is kept in Git LFS"));
  REQUIRE(judge_diff({holding(ChangedFile::Content::lfs_pointer, "web/logo.png")}).empty());
}

TEST_CASE("a long line counts once per 120 bytes", "[rules]") {
  ChangedFile file = changed("dist/app.js", 1, 1);
  file.overlong = 8000;
  const Finding finding = only(judge_diff({file}));
  CHECK_THAT(finding.message, contains("1 file and 8002 lines"));
  CHECK(finding.details.at(0) == " 8002 +1 -1 dist/app.js (a long line counts once per 120 bytes)");
}

TEST_CASE("new spacing that nothing forces counts", "[rules]") {
  ChangedFile file = changed("src/x.js", 60, 60);
  file.spacing = 118;
  REQUIRE(judge_diff({file}).empty());
  file.reformatted = 118;
  REQUIRE_THAT(only(judge_diff({file})).message, contains("1 file and 120 lines"));
}

TEST_CASE("configuration counts as code does", "[rules]") {
  REQUIRE_THAT(only(judge_diff({changed("app.yml", 101, 0, PathClass::config)})).message,
               contains("1 file and 101 lines"));
}

TEST_CASE("the budget is the policy's", "[rules]") {
  const Facts facts = with({changed("src/x.js", 3, 0)});
  REQUIRE_THAT(only(judge(rules::minimal_diff, facts, "max_lines = 2")).message,
               contains("(budget: 5 files, 2 lines)"));
  REQUIRE_THAT(only(judge(rules::minimal_diff, facts, "max_files = 0")).message,
               contains("(budget: 0 files, 100 lines)"));
}

TEST_CASE("content that has no lines is refused, never counted as nothing", "[rules]") {
  using Content = ChangedFile::Content;
  for (Content content : {Content::binary, Content::too_large, Content::submodule}) {
    const Findings findings = judge_diff({holding(content)});
    REQUIRE(findings.size() == 1);
    REQUIRE(findings[0].level == Level::error);
    REQUIRE(findings[0].path == "src/x.bin");
    REQUIRE_THAT(findings[0].message, contains("cannot be counted"));
    REQUIRE_FALSE(advice_of(findings[0]).empty());
  }
}

TEST_CASE("a binary of tests, documentation or a package manager is not judged, any other one is",
          "[rules]") {
  ChangedFile file = holding(ChangedFile::Content::binary);
  for (PathClass path_class : {PathClass::test, PathClass::docs, PathClass::lock}) {
    file.path_class = path_class;
    REQUIRE(judge_diff({file}).empty());
  }
  for (PathClass path_class : {PathClass::vendored, PathClass::generated}) {
    file.path_class = path_class;
    REQUIRE_THAT(only(judge_diff({file})).message, contains("src/x.bin is binary"));
  }
}

TEST_CASE("a submodule, a link and a new mode are named in files of every class", "[rules]") {
  for (PathClass path_class : {PathClass::test, PathClass::docs, PathClass::lock,
                               PathClass::generated, PathClass::vendored}) {
    ChangedFile module = holding(ChangedFile::Content::submodule);
    ChangedFile link = holding(ChangedFile::Content::symlink), mode = changed("run", 0, 0);
    mode.new_mode = 0100755;
    module.path_class = link.path_class = mode.path_class = path_class;
    const Findings findings = judge_diff({module, link, mode});
    REQUIRE(findings.size() == 3);
    REQUIRE(findings[0].level == Level::error);
    REQUIRE(findings[1].level == Level::warning);
    REQUIRE(findings[2].level == Level::warning);
  }
}

TEST_CASE("a lock file too large to read is what a program writes", "[rules]") {
  ChangedFile file = holding(ChangedFile::Content::too_large);
  file.path_class = PathClass::lock;
  REQUIRE(judge_diff({file}).empty());
}

TEST_CASE("a picture is one file", "[rules]") {
  const ChangedFile picture = holding(ChangedFile::Content::binary, "web/logo.png");
  REQUIRE(judge_diff({picture}).empty());
  REQUIRE_THAT(only(judge_diff(std::vector<ChangedFile>(6, picture))).message,
               contains("6 files and 0 lines"));
}

TEST_CASE("a changed mode is named in full and counts as one file", "[rules]") {
  ChangedFile file = changed("bin/run", 0, 0);
  file.new_mode = 0100755;
  file.same_blob = true;
  const Findings findings = judge_diff({file});
  REQUIRE(findings.size() == 1);
  REQUIRE(findings[0].level == Level::warning);
  REQUIRE(findings[0].message == "the mode of bin/run changed from 100644 to 100755");
  REQUIRE(judge_diff(std::vector<ChangedFile>(6, file))[0].level == Level::error);
}

TEST_CASE("a new or deleted file has no other mode to differ from", "[rules]") {
  ChangedFile added = changed("bin/run", 1, 0), gone = changed("bin/old", 0, 1);
  added.old_mode = 0;
  added.new_mode = 0100755;
  gone.new_mode = 0;
  REQUIRE(judge_diff({added, gone}).empty());
}

TEST_CASE("a symbolic link is named", "[rules]") {
  ChangedFile file = changed("src/link", 1, 0);
  file.content = ChangedFile::Content::symlink;
  const Findings findings = judge_diff({file});
  REQUIRE(findings.size() == 1);
  REQUIRE(findings[0].level == Level::warning);
  REQUIRE_THAT(findings[0].message, contains("symbolic link"));
}

TEST_CASE("a pure rename is one file of no lines", "[rules]") {
  ChangedFile file = changed("src/b.js", 0, 0);
  file.status = ChangedFile::Status::renamed;
  file.old_path = "src/a.js";
  file.same_blob = true;
  REQUIRE(judge_diff(std::vector<ChangedFile>(5, file)).empty());
  REQUIRE_THAT(judge_diff(std::vector<ChangedFile>(6, file))[0].message,
               contains("6 files and 0 lines"));
}

TEST_CASE("lines that a new block indents do not count, and are named", "[rules]") {
  ChangedFile file = changed("src/x.js", 100, 100);
  file.spacing = 100;
  REQUIRE(judge_diff({file}).empty());
  file.spacing = 99;
  const Findings findings = judge_diff({file});
  REQUIRE(findings.size() == 1);
  REQUIRE_THAT(findings[0].details[0], contains("99 more change only spacing"));
}

TEST_CASE("a plain revert may be as large as what it takes back", "[rules]") {
  Facts facts = with({changed("src/x.js", 500, 500)});
  facts.reverts = std::vector<Revert>{{id('a'), id('0'), Revert::State::exact, {}}};
  REQUIRE(judge(rules::minimal_diff, facts).empty());
  facts.reverts->clear();
  REQUIRE_THAT(only(judge(rules::minimal_diff, facts)).message, contains("1 file and 1000 lines"));
}

TEST_CASE("a revert branch that does more than revert is weighed as a hotfix is", "[rules]") {
  Facts facts = with({changed("src/x.js", 500, 500)});
  facts.subject.kind = SubjectKind::revert;
  REQUIRE(judges(rules::minimal_diff, SubjectKind::revert));
  REQUIRE_THAT(only(judge(rules::minimal_diff, facts)).message, contains("1 file and 1000 lines"));
}

TEST_CASE("the budget is judged also where reverts are not known", "[rules]") {
  Facts facts = with({changed("src/x.js", 500, 500)});
  facts.reverts.reset();
  REQUIRE_FALSE(has(rules::minimal_diff.needs, Need::reverts));
  REQUIRE_THAT(only(judge(rules::minimal_diff, facts)).message, contains("1 file and 1000 lines"));
}

TEST_CASE("a pull request that changes nothing is refused, a branch that waits for its fix is not",
          "[rules]") {
  Facts facts = pushed_hotfix();
  REQUIRE(judge(rules::minimal_diff, facts).empty());
  facts.subject.stage = Stage::pull_request;
  REQUIRE_THAT(judge(rules::minimal_diff, facts).at(0).message, contains("changes nothing"));
}

TEST_CASE("a branch of development's commits alone is not said to change nothing", "[rules]") {
  Facts facts = pushed_hotfix();
  facts.subject.stage = Stage::pull_request;
  facts.origin->from_development = facts.history->commits;
  REQUIRE(judge(rules::minimal_diff, facts).empty());
}
