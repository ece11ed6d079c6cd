// SPDX-License-Identifier: MIT
// ci/github/examples/organization-ledger.yml: the script that makes one page, as the runner would
// start it.
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/ci/workflow_file.h"
#include "tests/support/catch.h"
#include "tests/support/repo.h"

namespace hotfix {

namespace {

namespace fs = std::filesystem;

constexpr auto kWorkflow = "examples/organization-ledger.yml";

std::string text_of(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

// The step that merges, with a hotfix-lint that prints its arguments and ends with `status`.
struct Page : TestRepo {
  explicit Page(int status) {
    fs::create_directories(root() + "/ledgers");
    for (const char* name : {"kars--api.json", "kars--web.json"}) {
      std::ofstream(root() + "/ledgers/" + name) << "{}\n";
    }
    std::ofstream(root() + "/hotfix-lint") << "#!/bin/bash\necho \"$*\"\nexit " << status << "\n";
    fs::permissions(root() + "/hotfix-lint", fs::perms::owner_all);
    std::ofstream(root() + "/script") << test::script_of(kWorkflow);
    run = run_program(
        {"bash", "--noprofile", "--norc", "-eo", "pipefail", root() + "/script"}, root(),
        {"PROGRAMS=" + root(), "RUNNER_TEMP=" + root(), "GITHUB_STEP_SUMMARY=" + root() + "/md"});
  }
  ProgramResult run;
};

}  // namespace

TEST_CASE("the ledgers of all repositories become a page and a summary, whatever is owed",
          "[scripts]") {
  const int status = GENERATE(0, 1);
  const Page page(status);
  CHECK(page.run.status == status);
  const std::string merge = "audit --merge ./kars--api.json ./kars--web.json --format ";
  CHECK(text_of(page.root() + "/hotfixes.html") == merge + "html\n");
  CHECK(text_of(page.root() + "/md") == merge + "markdown\n");
}

TEST_CASE("no name of a repository reaches a script of the ledgers as code", "[scripts]") {
  const std::string text = test::workflow(kWorkflow);
  const auto first = text.find("run: |");
  CHECK(text.find("REPOSITORY: ${{ matrix.repository }}") < first);
  CHECK_THAT(text.substr(first, text.find("      - uses:", first) - first), !contains("${{"));
  CHECK_THAT(test::script_of(kWorkflow), !contains("${{"));
}

}  // namespace hotfix
