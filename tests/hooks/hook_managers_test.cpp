// SPDX-License-Identifier: MIT
#include "hooks/hook_managers.h"

#include <sstream>

#include "tests/support/catch.h"
#include "tests/support/repo.h"

using namespace hotfix;

namespace {

std::string advice(const TestRepo& repo) {
  std::ostringstream out;
  advise_managers(repo.path(), out);
  return out.str();
}

}  // namespace

TEST_CASE("a repository without a hook manager gets no advice", "[hooks]") {
  CHECK(advice(TestRepo()).empty());
}

TEST_CASE("the advice names the file of lefthook that is there", "[hooks]") {
  const TestRepo repo;
  repo.write(".lefthook.toml", "");
  CHECK_THAT(advice(repo), contains("Add to .lefthook.toml:"));
  CHECK_THAT(advice(repo), contains("run: hotfix-pre-push"));
}

TEST_CASE("pre-commit is told apart from lefthook", "[hooks]") {
  const TestRepo repo;
  repo.write(".pre-commit-config.yaml", "");
  CHECK_THAT(advice(repo), contains("id: hotfix-commit-msg"));
  CHECK(advice(repo).find("lefthook") == std::string::npos);
}

TEST_CASE("the lines to add start both programs and hand the input on", "[hooks]") {
  std::ostringstream out;
  print_lines_to_add("/hooks", out);
  CHECK_THAT(out.str(), contains("Add to /hooks/pre-push"));
  CHECK_THAT(out.str(), contains("Add to /hooks/commit-msg"));
  CHECK_THAT(out.str(), contains("HOTFIX_NEXT_HOOK=<file> hotfix-pre-push"));
}
