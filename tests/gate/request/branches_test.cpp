// SPDX-License-Identifier: MIT
#include "gate/request/branches.h"

#include "gate/base/error.h"
#include "tests/support/catch.h"
#include "tests/support/repo.h"

using namespace hotfix;

namespace {

struct Clone : TestRepo {
  Clone() {
    kars(*this);
    request.repository = path();
  }
  Branches branches(bool local_too = false) const {
    const Repository repository = Repository::open(path());
    const auto always = [](const Policy&) { return true; };
    return *find_branches(repository, request, settings_at(repository.location()), local_too,
                          always);
  }
  void release_policy(const std::string& text) {
    commit("chore: policy", ".hotfix.toml", text);
    git({"push", "-q", "origin", "kars-prod"});
  }

  Request request;
};

}  // namespace

TEST_CASE("the branches of the remote are compared with, not those of this clone", "[gate]") {
  Clone repo;
  repo.commit("chore: not pushed");
  const Branches found = repo.branches(true);
  CHECK(found.refs.production_ref == "origin/kars-prod");
  CHECK(found.refs.production_id == repo.id("kars-prod~1"));
  CHECK(found.refs.development_ref == "origin/kars-dev");
  CHECK(found.policy_source == "embedded defaults");
}

TEST_CASE("a local branch stands in for a missing one only when a person asks", "[gate]") {
  const Clone repo;
  repo.git({"update-ref", "-d", "refs/remotes/origin/kars-dev"});
  CHECK(repo.branches(false).development.id.empty());
  CHECK(repo.branches(true).refs.development_ref == "kars-dev");
}

TEST_CASE("the policy names development, the configuration counts more, the request most",
          "[gate]") {
  Clone repo;
  repo.release_policy("development = \"next\"\n");
  CHECK(repo.branches().policy.development == "next");
  CHECK(repo.branches().policy_source == "origin/kars-prod:.hotfix.toml");
  repo.git({"config", "hotfix.development", "configured"});
  CHECK(repo.branches().policy.development == "configured");
  repo.request.development = "kars-dev";
  CHECK(repo.branches().refs.development_id == repo.id("kars-dev"));
}

TEST_CASE("a person may name any commit as production", "[gate]") {
  Clone repo;
  repo.request.production = "kars-dev~1";
  const Branches found = repo.branches(true);
  CHECK(found.production.id == repo.id("kars-dev~1"));
  CHECK(found.production.remote.empty());
  CHECK(found.refs.production == "kars-dev~1");
  CHECK(repo.branches(false).production.id.empty());
}

TEST_CASE("a policy that is not an ordinary file of at most 64 KiB is a mistake of the policy",
          "[gate]") {
  Clone large;
  large.release_policy(std::string(70'000, '#'));
  CHECK_THROWS_AS(large.branches(), PolicyError);
  Clone folder;
  folder.release_policy("");
  folder.remove(".hotfix.toml");
  folder.commit("chore: a folder", ".hotfix.toml/x", "x\n");
  folder.git({"push", "-q", "origin", "kars-prod"});
  CHECK_THROWS_AS(folder.branches(), PolicyError);
}

TEST_CASE("two branches that may be production are not a mistake of the policy", "[gate]") {
  Clone repo;
  repo.commit("chore: policy", ".hotfix.toml", "production = \"release\"\n");
  repo.git({"update-ref", "refs/remotes/origin/release", "HEAD"});
  repo.git({"symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/release"});
  try {
    repo.branches();
    FAIL("nothing was thrown");
  } catch (const PolicyError&) {
    FAIL("a mistake of the policy");
  } catch (const UsageError& error) {
    CHECK_THAT(error.what(), contains("git config hotfix.production release"));
  }
}

TEST_CASE("where an event goes is production only if its own policy says so", "[gate]") {
  Clone repo;
  const auto make = [&](const std::string& branch, const std::string& policy) {
    repo.switch_new(branch, "kars-prod");
    repo.commit("chore: policy", ".hotfix.toml", policy);
    repo.git({"push", "-q", "origin", branch});
  };
  make("main", "production = \"main\"\n");
  make("next", "production = \"main\"\n");
  make("broken", "production = 1\n");
  const auto into = [&](const std::string& target) {
    repo.request.target = target;
    return repo.branches().refs.production;
  };
  CHECK(into("main") == "main");
  CHECK(into("next") == "kars-prod");
  CHECK(into("broken") == "kars-prod");
  CHECK(into("nowhere") == "kars-prod");
  CHECK(into("") == "kars-prod");
  repo.git({"config", "hotfix.production", "kars-prod"});
  CHECK(into("main") == "kars-prod");
}

TEST_CASE("a file in place of production's policy must be there", "[gate]") {
  Clone repo;
  repo.request.policy_file = repo.path() + "/own.toml";
  CHECK_THROWS_WITH(repo.branches(), contains("own.toml: cannot be read"));
  repo.write("own.toml", "development = \"next\"\n");
  CHECK(repo.branches().policy.development == "next");
  CHECK(repo.branches().policy_source == repo.request.policy_file);
}

TEST_CASE("a file that is tried names the branches, before there is a policy", "[gate]") {
  Clone repo;
  repo.git({"update-ref", "refs/remotes/origin/main", "HEAD"});
  repo.git({"update-ref", "-d", "refs/remotes/origin/kars-prod"});
  repo.write("own.toml", "production = \"main\"\n");
  repo.request.policy_file = repo.path() + "/own.toml";
  CHECK(repo.branches().refs.production_ref == "origin/main");
  repo.git({"config", "hotfix.production", "release"});
  CHECK(repo.branches().refs.production == "release");
}

TEST_CASE("a file that is tried and names no branch leaves the names as they are", "[gate]") {
  Clone repo;
  repo.commit("chore: policy", ".hotfix.toml",
              "production = \"main\"\ndevelopment = \"develop\"\n");
  repo.git({"update-ref", "refs/remotes/origin/main", "HEAD"});
  repo.git({"symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main"});
  repo.git({"update-ref", "-d", "refs/remotes/origin/kars-prod"});
  repo.write("own.toml", "hooks.undecided = \"block\"\n");
  repo.request.policy_file = repo.path() + "/own.toml";
  const Branches found = repo.branches();
  CHECK(found.refs.production_ref == "origin/main");
  CHECK(found.refs.development == "develop");
  CHECK(found.policy.origin("development") == "origin/main:.hotfix.toml:2");
  CHECK(found.policy.undecided_blocks);
}

TEST_CASE("a file can be tried in place of a policy that is broken", "[gate]") {
  Clone repo;
  repo.release_policy("development = 1\n");
  repo.write("own.toml", "development = \"next\"\n");
  repo.request.policy_file = repo.path() + "/own.toml";
  CHECK(repo.branches().policy.development == "next");
}

TEST_CASE("where the ledger begins is the request's word before the policy's", "[gate]") {
  Clone repo;
  repo.release_policy("[backport]\nsince = \"2025-06-01\"\n");
  CHECK(repo.branches().policy.backport.since == "2025-06-01");
  repo.request.since = "2025-07-01";
  CHECK(repo.branches().policy.backport.since == "2025-07-01");
}

TEST_CASE("what is of no concern has no development looked for", "[gate]") {
  const Clone repo;
  const Repository repository = Repository::open(repo.path());
  repo.write(".git/refs/remotes/origin/kars-dev", "damaged\n");
  std::string production;
  const auto never = [&](const Policy& policy) {
    production = policy.production;
    return false;
  };
  const Settings settings = settings_at(repository.location());
  CHECK_FALSE(find_branches(repository, repo.request, settings, false, never).has_value());
  CHECK(production == "kars-prod");
}
