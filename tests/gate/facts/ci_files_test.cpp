// SPDX-License-Identifier: MIT
#include "gate/facts/ci_files.h"

#include "tests/support/catch.h"
#include "tests/support/context.h"
#include "tests/support/repo.h"

using namespace hotfix;

TEST_CASE("an include of GitLab's CI is read in every way that people write it", "[gate]") {
  CHECK(local_includes("include: '/ci/a.yml'\n") == Words{"/ci/a.yml"});
  CHECK(local_includes("include: ci/a.yml # ours\n") == Words{"/ci/a.yml"});
  CHECK(local_includes("include:\n  local: \"ci/a.yml\"\n") == Words{"/ci/a.yml"});
  CHECK(local_includes(
            "include:\n- local: ci/a.yml\n  rules:\n  - exists:\n    - x.txt\n- b.yml\n") ==
        Words{"/ci/a.yml", "/b.yml"});
  CHECK(local_includes("include: [a.yml, {local: b.yml}]\n") == Words{"/a.yml", "/b.yml"});
  CHECK(local_includes("include:\n  - {local: b.yml}\n  - ci/**.yml\n") ==
        Words{"/b.yml", "/ci/**.yml"});
}

TEST_CASE("what comes from elsewhere is no file of the repository", "[gate]") {
  CHECK(local_includes("include:\n"
                       "  - remote: 'https://x.example/a.yml'\n"
                       "  - 'https://x.example/b.yml'\n"
                       "  - template: Auto-DevOps.gitlab-ci.yml\n"
                       "  - project: kars/ci\n"
                       "    file:\n"
                       "      - '/c.yml'\n"
                       "  - component: $CI_SERVER_FQDN/x@1\n"
                       "build:\n  script:\n    - local: d.yml\n")
            .empty());
}

TEST_CASE("an action of the repository is the folder that a workflow uses", "[gate]") {
  CHECK(local_actions("steps:\n"
                      "  - uses: ./ci/gate\n"
                      "  - name: x\n"
                      "    uses: \"./build/\"\n"
                      "  - uses: actions/checkout@v4\n"
                      "  - uses: ./\n"
                      "  - uses: ./ci/reusable.yml\n") ==
        Words{"/ci/gate/**", "/build/**", "/action.yml", "/action.yaml", "/ci/reusable.yml"});
}

TEST_CASE("what production's CI includes is known of each changed file", "[gate]") {
  TestRepo repo;
  kars(repo);
  repo.write(".gitlab-ci.yml", "include:\n  - local: /ci/a.yml\n  - /[broken\n");
  repo.write("ci/a.yml", "include: /deep/b.yml\n");
  repo.write(".github/workflows/gate.yml", "jobs:\n  x:\n    steps:\n      - uses: ./tools\n");
  repo.commit("ci: ours");
  repo.git({"push", "-q", "origin", "HEAD:kars-prod"});
  repo.git({"fetch", "-q", "origin"});
  repo.switch_new("hotfix/x");
  repo.write("ci/a.yml", "x\n");
  repo.write("ci/other.yml", "x\n");
  repo.write("deep/b.yml", "x\n");
  repo.write("tools/run.sh", "x\n");
  repo.commit("hotfix: x");
  const Facts facts = facts_of(repo, "hotfix/x", Need::history | Need::changes);
  Words of_ci;
  for (const ChangedFile& file : *facts.changes) {
    if (file.is_of_ci) of_ci.push_back(file.path);
  }
  CHECK(of_ci == Words{"ci/a.yml", "deep/b.yml", "tools/run.sh"});
}
