// SPDX-License-Identifier: MIT
// The job hotfix-gate-again of ci/github/gate.yml: its script as the runner would start it, with a
// gh that knows runs by the lists it is given, one for each time it is asked.
#include <filesystem>
#include <fstream>
#include <sstream>

#include "rules/support/text.h"
#include "tests/support/catch.h"
#include "tests/support/places.h"
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
  run-rerun) [ ! -e "$GH/refuse" ] || { echo 'HTTP 403: not accessible' >&2; exit 1; } ;;
  *) exit 2 ;;
esac
)sh";

std::string text_of(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

// The last block `run: |` of the workflow, which only this job has.
std::string script_of_the_job() {
  const std::string indent(10, ' ');
  std::ifstream lines(test::source_folder() + "/ci/github/gate.yml");
  std::string script;
  bool inside = false;
  for (std::string line; std::getline(lines, line);) {
    if (inside && !line.empty() && !line.starts_with(indent)) break;
    if (inside) script += (line.empty() ? line : line.substr(indent.size())) + "\n";
    inside = inside || trim(line) == "run: |";
  }
  return script;
}

struct Runs : TestRepo {
  Runs() {
    fs::create_directories(root() + "/gh");
    program("gh", kGh);
    program("sleep", "#!/bin/bash\necho sleep >>\"$GH/log\"\n");
    std::ofstream(root() + "/script") << script_of_the_job();
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

  ProgramResult judge_again() const {
    const std::string base = root();
    return run_program(
        {"bash", "--noprofile", "--norc", "-eo", "pipefail", base + "/script"}, base,
        {"PATH=" + base + "/bin:" + std::getenv("PATH"), "GH=" + base + "/gh", "NUMBER=42",
         "HEAD=" + std::string(40, '1'), "GITHUB_SERVER_URL=https://github.com",
         "GITHUB_REPOSITORY=kars/kars",
         "GITHUB_WORKFLOW_REF=kars/kars/.github/workflows/gate.yml@refs/pull/42/merge",
         "GITHUB_STEP_SUMMARY=" + base + "/summary"});
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

TEST_CASE("where the token may only read, a member is asked to repeat the check", "[scripts]") {
  const Runs runs;
  runs.list(1, run_of("9", "completed"));
  std::ofstream(runs.root() + "/gh/refuse") << "";
  const ProgramResult done = runs.judge_again();
  CHECK(done.status == 0);
  CHECK_THAT(done.out, contains("::warning title=hotfix-gate::A member has to repeat the check"));
  CHECK_THAT(done.out, !contains("Judged again"));
  CHECK_THAT(runs.summary(), contains("https://github.com/kars/kars/actions/runs/9"));
}

TEST_CASE("where there is no run to repeat, that is said", "[scripts]") {
  const Runs runs;
  runs.list(1, "");
  CHECK(runs.judge_again().status == 0);
  CHECK_THAT(runs.summary(), contains("close the pull request and reopen it"));
  CHECK_THAT(runs.log(), !contains("run rerun"));
}

TEST_CASE("the job that repeats the check can do nothing else", "[scripts]") {
  const std::string text = text_of(test::source_folder() + "/ci/github/gate.yml");
  const std::string job = text.substr(text.find("  hotfix-gate-again:"));
  CHECK_THAT(job, contains("permissions:\n      actions: write\n    steps:"));
  CHECK_THAT(job, !contains("uses:"));
  CHECK_THAT(text, contains("'pull request {0}', github.event.pull_request.number"));
  CHECK(how_often(script_of_the_job(), "${{") == 0);
}

}  // namespace hotfix
