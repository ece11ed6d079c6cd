// SPDX-License-Identifier: MIT
// ci/github/examples/comment.yml: the script of its second job, as the runner would start it, with
// a gh that knows the comments it is given.
#include <filesystem>
#include <fstream>
#include <sstream>

#include "ci/output/formats.h"
#include "tests/ci/output/gate_reports.h"
#include "tests/ci/workflow_file.h"
#include "tests/support/catch.h"
#include "tests/support/repo.h"

namespace hotfix {

namespace {

namespace fs = std::filesystem;

constexpr auto kWorkflow = "examples/comment.yml";

// A list is asked for with --paginate; what is written is kept, word by word.
constexpr auto kGh = R"sh(#!/bin/bash
case "$*" in
  *--paginate*) cat "$BASE/comments.json" ;;
  *)
    printf '%s\n' "$@" >>"$BASE/written"
    [ ! -e "$BASE/refuse" ] || exit 1 ;;
esac
)sh";

std::string text_of(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

struct Comments : TestRepo {
  Comments() {
    fs::create_directories(root() + "/bin");
    fs::create_directories(root() + "/hotfix-gate");
    std::ofstream(root() + "/bin/gh") << kGh;
    fs::permissions(root() + "/bin/gh", fs::perms::owner_all);
    std::ofstream(root() + "/hotfix-gate/comment.md") << "<!-- hotfix-gate -->\n\n$(touch ran)\n";
    std::ofstream(root() + "/script") << test::script_of(kWorkflow);
    list("");
  }

  void list(const std::string& comments) const {
    std::ofstream(root() + "/comments.json") << "[" + comments + "]";
  }

  ProgramResult comment(const std::string& applicable = "true") const {
    const std::string base = root();
    return run_program(
        {"bash", "--noprofile", "--norc", "-eo", "pipefail", base + "/script"}, base,
        {"PATH=" + base + "/bin:" + std::getenv("PATH"), "BASE=" + base, "NUMBER=42",
         "APPLICABLE=" + applicable, "AUTHOR=github-actions[bot]", "RUNNER_TEMP=" + base,
         "GITHUB_SERVER_URL=https://github.com", "GITHUB_REPOSITORY=kars/kars"});
  }

  std::string written() const { return text_of(root() + "/written"); }
  std::string body() const { return "-F\nbody=@" + root() + "/hotfix-gate/comment.md\n"; }
};

std::string comment_of(const std::string& id, const std::string& author, const std::string& body) {
  return R"({"id":)" + id + R"(,"user":{"login":")" + author + R"("},"body":")" + body + "\"}";
}

const std::string kMarked = "<!-- hotfix-gate -->\\n\\nold";

}  // namespace

TEST_CASE("the first report becomes a comment, and is given as a file", "[scripts]") {
  const Comments comments;
  const ProgramResult done = comments.comment();
  INFO(done.out + done.err);
  CHECK(done.status == 0);
  CHECK(comments.written() ==
        "api\n--silent\n--method\nPOST\nrepos/kars/kars/issues/42/comments\n" + comments.body());
  CHECK_FALSE(fs::exists(comments.root() + "/ran"));
}

TEST_CASE("a later report takes the place of the one before", "[scripts]") {
  const std::string applicable = GENERATE("true", "false");
  const Comments comments;
  comments.list(comment_of("6", "ada", "hello") + "," +
                comment_of("7", "github-actions[bot]", kMarked) + "," +
                comment_of("8", "github-actions[bot]", kMarked));
  CHECK(comments.comment(applicable).status == 0);
  CHECK(comments.written() ==
        "api\n--silent\n--method\nPATCH\nrepos/kars/kars/issues/comments/7\n" + comments.body());
}

TEST_CASE("nobody else's comment is written over, whatever its words", "[scripts]") {
  const Comments comments;
  comments.list(comment_of("6", "mallory", kMarked) + "," +
                comment_of("7", "github-actions[bot]", "> " + kMarked) +
                R"(,{"id":8,"user":null,"body":null})");
  CHECK(comments.comment().status == 0);
  CHECK_THAT(comments.written(), contains("POST\nrepos/kars/kars/issues/42/comments\n"));
}

TEST_CASE("the comment is found by what the report for it begins with", "[scripts]") {
  const std::string marker = "<!-- hotfix-gate -->";
  for (const GateFile& file : gate_files()) {
    if (file.name != "comment") continue;
    CHECK(file.render(test::blocked_report(), {}).starts_with(marker));
    CHECK_THAT(test::script_of(kWorkflow), contains("startswith(\"" + marker + "\")"));
    return;
  }
  FAIL("there is no such report");
}

TEST_CASE("where nothing is judged no comment is begun", "[scripts]") {
  const Comments comments;
  CHECK(comments.comment("false").status == 0);
  CHECK(comments.written().empty());
}

TEST_CASE("without a report no comment is written", "[scripts]") {
  const Comments comments;
  fs::remove(comments.root() + "/hotfix-gate/comment.md");
  CHECK(comments.comment().status == 0);
  CHECK(comments.written().empty());
}

TEST_CASE("a token that may only read is no failure of the comment", "[scripts]") {
  const Comments comments;
  std::ofstream(comments.root() + "/refuse") << "";
  const ProgramResult done = comments.comment();
  CHECK(done.status == 0);
  CHECK_THAT(done.out, contains("::warning title=hotfix-gate::"));
}

TEST_CASE("the job that comments may do nothing else, and runs nothing of the repository",
          "[scripts]") {
  const std::string text = test::workflow(kWorkflow);
  const std::string job = text.substr(text.find("  comment:\n"));
  CHECK_THAT(job, contains("permissions:\n      pull-requests: write\n    steps:"));
  CHECK_THAT(job, !contains("actions/checkout"));
  CHECK_THAT(test::script_of(kWorkflow), !contains("${{"));
  CHECK_THAT(text, !contains("workflow_run"));
}

}  // namespace hotfix
