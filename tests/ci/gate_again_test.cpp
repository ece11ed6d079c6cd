// SPDX-License-Identifier: MIT
// ci/github/gate-again.yml: its script as the runner would start it, with a
// gh that knows runs by the lists it is given, one for each time it is asked.
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/ci/workflow_file.h"
#include "tests/support/catch.h"
#include "tests/support/repo.h"

namespace hotfix {

namespace {

namespace fs = std::filesystem;

constexpr auto kGh = R"sh(#!/bin/bash
echo "$GH_REPO: $*" >>"$GH/log"
case $1-$2 in
  run-list)
    list=$(find "$GH" -name '*.json' | sort | head -n 1)
    cat "$list"
    if [ "$(find "$GH" -name '*.json' | wc -l)" -gt 1 ]; then rm "$list"; fi ;;
  run-rerun)
    if [ -e "$GH/refuse" ]; then
      cat "$GH/refuse" >&2
      [ ! -e "$GH/once" ] || rm "$GH/refuse"
      exit 1
    fi ;;
  *) exit 2 ;;
esac
)sh";

constexpr auto kWorkflow = "gate-again.yml";

std::string text_of(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

struct Runs : TestRepo {
  Runs() {
    fs::create_directories(root() + "/gh");
    program("gh", kGh);
    program("sleep", "#!/bin/bash\necho sleep >>\"$GH/log\"\n");
    std::ofstream(root() + "/script") << test::script_of(kWorkflow);
  }

  void program(const std::string& name, const std::string& text) const {
    fs::create_directories(root() + "/bin");
    std::ofstream(root() + "/bin/" + name) << text;
    fs::permissions(root() + "/bin/" + name, fs::perms::owner_all);
  }

  // What gh says when it is asked for the nth time.
  void list(int n, const std::string& runs) const {
    std::ofstream(root() + "/gh/" + std::to_string(n) + ".json") << "[" + runs + "]";
  }

  ProgramResult judge_again(const std::string& workflow = "gate.yml") const {
    const std::string base = root();
    return run_program({"bash", "--noprofile", "--norc", "-eo", "pipefail", base + "/script"}, base,
                       {"PATH=" + base + "/bin:" + std::getenv("PATH"), "GH=" + base + "/gh",
                        "NUMBER=42", "HEAD=" + std::string(40, '1'), "WORKFLOW=" + workflow,
                        "GITHUB_SERVER_URL=https://github.com", "GITHUB_REPOSITORY=kars/kars",
                        "GITHUB_STEP_SUMMARY=" + base + "/summary"});
  }
  void refuse(const std::string& words) const {
    std::ofstream(root() + "/gh/refuse") << words << "\n";
  }

  std::string log() const { return text_of(root() + "/gh/log"); }
  std::string summary() const { return text_of(root() + "/summary"); }
};

std::string run_of(const std::string& id, const std::string& status,
                   const std::string& name = "pull request 42") {
  return R"({"databaseId":)" + id + R"(,"status":")" + status + R"(","displayTitle":")" + name +
         "\"}";
}

std::size_t how_often(const std::string& text, const std::string& what) {
  std::size_t n = 0;
  for (auto at = text.find(what); at != text.npos; at = text.find(what, at + 1)) ++n;
  return n;
}

}  // namespace

TEST_CASE("after a review the newest run of the pull request is repeated", "[scripts]") {
  const Runs runs;
  runs.list(1, run_of("9", "completed") + "," + run_of("8", "completed"));
  const ProgramResult done = runs.judge_again();
  CHECK(done.status == 0);
  CHECK(runs.log() ==
        "github.com/kars/kars: run list --workflow gate.yml --event pull_request --commit " +
            std::string(40, '1') +
            " --limit 100 --json databaseId,status,displayTitle\n"
            "github.com/kars/kars: run rerun 9\n");
  CHECK_THAT(done.out, contains("https://github.com/kars/kars/actions/runs/9"));
  CHECK(runs.summary().empty());
}

TEST_CASE("the run of another pull request with the same head is left alone", "[scripts]") {
  const Runs runs;
  runs.list(1, run_of("9", "completed", "pull request 421") + "," +
                   run_of("8", "completed", "hotfix: pull request 42") + "," +
                   run_of("7", "completed"));
  CHECK(runs.judge_again().status == 0);
  CHECK_THAT(runs.log(), contains("run rerun 7\n"));
}

TEST_CASE("a run that is still going is waited for, and a newer one taken", "[scripts]") {
  const Runs runs;
  runs.list(1, run_of("8", "queued"));
  runs.list(2, run_of("8", "in_progress"));
  runs.list(3, run_of("9", "completed") + "," + run_of("8", "completed"));
  CHECK(runs.judge_again().status == 0);
  CHECK(how_often(runs.log(), "sleep\n") == 2);
  CHECK(how_often(runs.log(), "run rerun") == 1);
  CHECK_THAT(runs.log(), contains("run rerun 9\n"));
}

TEST_CASE("a refusal is told in GitHub's words, with each way out", "[scripts]") {
  const std::string words =
      GENERATE("HTTP 403: Resource not accessible by integration",
               "run 9 cannot be rerun; it was created over a month ago", "<b>\n::error::100%");
  const Runs runs;
  runs.list(1, run_of("9", "completed"));
  runs.refuse(words);
  const ProgramResult done = runs.judge_again();
  CHECK(done.status == 0);
  CHECK_THAT(done.out, contains("::warning title=hotfix-gate::The check could not be repeated"));
  CHECK_THAT(done.out, contains(words.substr(0, 3)) && !contains("\n::error"));
  CHECK_THAT(done.out, !contains("Judged again"));
  CHECK_THAT(runs.summary(), contains("https://github.com/kars/kars/actions/runs/9"));
  CHECK_THAT(runs.summary(), contains("Re-run all jobs") && contains("close the pull request"));
  CHECK_THAT(runs.summary(), !contains("<b>"));
}

TEST_CASE("a run that somebody else has just repeated is waited for and repeated", "[scripts]") {
  const Runs runs;
  runs.list(1, run_of("9", "completed"));
  runs.list(2, run_of("9", "in_progress"));
  runs.list(3, run_of("9", "queued"));
  runs.list(4, run_of("9", "completed"));
  std::ofstream(runs.root() + "/gh/once") << "";
  runs.refuse("run 9 cannot be rerun; This workflow is already running");
  const ProgramResult done = runs.judge_again();
  CHECK(done.status == 0);
  CHECK(how_often(runs.log(), "run rerun 9") == 2);
  CHECK_THAT(done.out, contains("Judged again"));
  CHECK(runs.summary().empty());
}

TEST_CASE("the runs of a gate that a ruleset keeps elsewhere are found without its file",
          "[scripts]") {
  const Runs runs;
  runs.list(1, run_of("9", "completed"));
  CHECK(runs.judge_again("").status == 0);
  CHECK_THAT(runs.log(), contains("run list --event pull_request") && contains("run rerun 9\n"));
}

TEST_CASE("where there is no run to repeat, that is said", "[scripts]") {
  const Runs runs;
  runs.list(1, "");
  CHECK(runs.judge_again().status == 0);
  CHECK_THAT(runs.summary(), contains("close the pull request and reopen it"));
  CHECK_THAT(runs.log(), !contains("run rerun"));
}

TEST_CASE("the job that repeats the check can do nothing else", "[scripts]") {
  const std::string text = test::workflow(kWorkflow);
  CHECK_THAT(text, contains("permissions:\n      actions: write\n    steps:"));
  CHECK_THAT(text, !contains("uses:"));
  CHECK(how_often(test::script_of(kWorkflow), "${{") == 0);
  for (const char* gate : {"gate.yml", "examples/comment.yml", "examples/code-scanning.yml",
                           "examples/organization-gate.yml"}) {
    CHECK_THAT(test::workflow(gate),
               contains("'pull request {0}', github.event.pull_request.number"));
  }
}

}  // namespace hotfix
