// SPDX-License-Identifier: MIT
// Which branches a subject is compared with, in the shapes that clones and forks have.
#include "gate/request/context.h"

#include "gate/base/error.h"
#include "gate/memory/memory.h"
#include "tests/support/catch.h"
#include "tests/support/context.h"

using namespace hotfix;

namespace {

// The owner's repository, with what a test does to its remotes.
struct Clone : TestRepo {
  Clone() { kars(*this); }

  // A commit on top of `start` with that policy, known as a branch of a remote.
  void tracked(const std::string& name, const std::string& policy, const std::string& start) {
    git({"checkout", "-q", "--detach", start});
    commit("chore: policy", ".hotfix.toml", policy);
    git({"update-ref", "refs/remotes/" + name, "HEAD"});
  }
  void add_remote(const std::string& name) const {
    git({"remote", "add", name, root() + "/" + name + ".git"});
  }
  // The default branch of origin, with a policy that names production.
  void default_branch(const std::string& policy) {
    tracked("origin/main", policy, "kars-prod");
    git({"symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main"});
  }
  Context context(const std::string& remote = {}) const {
    Request request;
    request.repository = path();
    request.remote = remote;
    return open_context(request, false);
  }
};

constexpr auto kRelease = "production = \"release\"\n";

}  // namespace

TEST_CASE("the branch that the default branch names is production", "[git]") {
  Clone repo;
  repo.default_branch(kRelease);
  repo.tracked("origin/release", kRelease, "kars-prod");
  repo.git({"update-ref", "-d", "refs/remotes/origin/kars-prod"});
  CHECK(repo.context().refs.production_ref == "origin/release");
}

TEST_CASE("a branch with the usual name does not win over the one that is agreed on", "[git]") {
  Clone repo;
  repo.default_branch(kRelease);
  repo.tracked("origin/release", kRelease, "kars-prod");
  CHECK_THROWS_WITH(repo.context(), contains("git config hotfix.production release"));
  repo.git({"config", "hotfix.production", "release"});
  CHECK(repo.context().refs.production_ref == "origin/release");
}

TEST_CASE("a hint at a branch that is not here leaves the usual one", "[git]") {
  Clone repo;
  repo.default_branch(kRelease);
  CHECK(repo.context().refs.production_ref == "origin/kars-prod");
}

TEST_CASE("a hint at a branch that is not here is what must be fetched", "[git]") {
  Clone repo;
  repo.default_branch(kRelease);
  repo.git({"update-ref", "-d", "refs/remotes/origin/kars-prod"});
  const Context context = repo.context();
  CHECK(context.refs.production == "release");
  CHECK(context.refs.production_id.empty());
}

TEST_CASE("a local branch with the usual name is no second production", "[git]") {
  Clone repo;
  repo.default_branch(kRelease);
  repo.tracked("origin/release", kRelease, "kars-prod");
  repo.git({"update-ref", "-d", "refs/remotes/origin/kars-prod"});
  CHECK(context_of(repo).refs.production_ref == "origin/release");
}

TEST_CASE("the policy must name the branch that it is found on", "[git]") {
  Clone repo;
  repo.tracked("origin/kars-prod", kRelease, "kars-prod");
  CHECK_THROWS_WITH(repo.context(), contains("was found on 'kars-prod'"));
}

TEST_CASE("a default branch that is broken stops nobody when production is here", "[git]") {
  Clone repo;
  repo.default_branch("nonsense = 1\n");
  const Context context = repo.context();
  CHECK(context.refs.production_ref == "origin/kars-prod");
  REQUIRE(context.notes.size() == 1);
  CHECK_THAT(context.notes[0], contains("nonsense"));
  repo.git({"update-ref", "-d", "refs/remotes/origin/kars-prod"});
  CHECK_THROWS_AS(repo.context(), UsageError);
}

TEST_CASE("a push to a fork is compared with the home of production", "[git]") {
  const Clone repo;
  repo.add_remote("fork");
  const Context context = repo.context("fork");
  CHECK(context.remote == "fork");
  CHECK(context.home == "origin");
  CHECK(context.refs.production_id == repo.id("origin/kars-prod"));
  CHECK(context.refs.development_ref == "origin/kars-dev");
  CHECK(context.fetched_at > 0);
  REQUIRE(context.notes.size() == 2);
  CHECK(context.notes[0] == "fork/kars-prod is not known here; compared with origin/kars-prod");
}

TEST_CASE("a push to a fork that has production is compared with that", "[git]") {
  const Clone repo;
  repo.add_remote("fork");
  repo.git({"update-ref", "refs/remotes/fork/kars-prod", "kars-prod"});
  const Context context = repo.context("fork");
  CHECK(context.refs.production_ref == "fork/kars-prod");
  CHECK(context.refs.development_ref == "origin/kars-dev");
}

TEST_CASE("hotfix.remote is the home of production", "[git]") {
  const Clone repo;
  repo.add_remote("fork");
  repo.git({"remote", "rename", "origin", "upstream"});
  repo.git({"config", "hotfix.remote", "upstream"});
  CHECK(repo.context("fork").refs.production_ref == "upstream/kars-prod");
  CHECK(repo.context().remote == "upstream");
}

TEST_CASE("the policy names the home of production", "[git]") {
  Clone repo;
  repo.add_remote("upstream");
  repo.tracked("origin/kars-prod", "remote = \"upstream\"\n", "kars-prod");
  repo.tracked("upstream/kars-prod", "remote = \"upstream\"\n", "origin/kars-prod");
  const Context context = repo.context();
  CHECK(context.remote == "upstream");
  CHECK(context.refs.production_ref == "upstream/kars-prod");
  CHECK(context.policy_source == "upstream/kars-prod:.hotfix.toml");
  // Also where a fork is pushed to: its production may be stale.
  CHECK(repo.context("origin").refs.production_ref == "upstream/kars-prod");
}

TEST_CASE("an upstream that is ahead, or alone, is the home of a fork", "[git]") {
  const Clone repo;
  repo.add_remote("upstream");
  repo.git({"update-ref", "refs/remotes/upstream/kars-prod", "kars-dev"});
  const Context ahead = repo.context("origin");
  CHECK(ahead.refs.production_ref == "upstream/kars-prod");
  REQUIRE_FALSE(ahead.notes.empty());
  CHECK_THAT(ahead.notes.back(), contains("git config hotfix.remote"));
  repo.git({"update-ref", "refs/remotes/upstream/kars-prod", "kars-prod"});
  CHECK(repo.context("origin").refs.production_ref == "origin/kars-prod");
  repo.git({"update-ref", "-d", "refs/remotes/origin/kars-prod"});
  CHECK(repo.context("origin").refs.production_ref == "upstream/kars-prod");
}

TEST_CASE("what gh repo fork marked is the home of production", "[git]") {
  const Clone repo;
  repo.add_remote("fork");
  repo.git({"update-ref", "refs/remotes/fork/kars-prod", "kars-dev"});
  repo.git({"config", "remote.origin.gh-resolved", "base"});
  const Context context = repo.context("fork");
  CHECK(context.refs.production_ref == "origin/kars-prod");
  CHECK(context.notes.empty());
}

TEST_CASE("a home that was never fetched leaves production unknown", "[git]") {
  Clone repo;
  repo.add_remote("upstream");
  repo.tracked("origin/kars-prod", "remote = \"upstream\"\n", "kars-prod");
  const Context context = repo.context();
  CHECK(context.refs.production == "kars-prod");
  CHECK(context.refs.production_id.empty());
}

TEST_CASE("production that is nowhere has no id", "[git]") {
  const Clone repo;
  repo.add_remote("fork");
  repo.git({"update-ref", "-d", "refs/remotes/origin/kars-prod"});
  const Context context = repo.context("fork");
  CHECK(context.refs.production_id.empty());
  CHECK(context.fetched_at < 0);
}

TEST_CASE("a push to an unknown URL is compared with the home of production", "[git]") {
  const Clone repo;
  const Context context = repo.context("https://example.com/other.git");
  CHECK(context.refs.production_ref == "origin/kars-prod");
  REQUIRE(context.notes.size() == 1);
  CHECK_THAT(context.notes[0], contains("no remote has the URL"));
}

TEST_CASE("a fresh clone was brought up to date when it was made", "[git]") {
  for (const char* branch : {"kars-dev", "missing"}) {
    INFO("default branch " << branch);
    Clone repo;
    const std::string head = std::string("refs/heads/") + branch;
    repo.git({"-C", repo.bare(), "symbolic-ref", "HEAD", head});
    repo.git({"clone", "-q", repo.bare(), repo.root() + "/clone"});
    Request request;
    request.repository = repo.root() + "/clone";
    CHECK(open_context(request, false).fetched_at > TestRepo::kEpoch);
  }
}

TEST_CASE("the URL of the remote tells the forge, where it is plain", "[git]") {
  Clone repo;
  CHECK(repo.context().forge == Forge::none);
  repo.git({"remote", "set-url", "origin", "git@gitlab.example.com:kars/kars.git"});
  CHECK(repo.context().forge == Forge::gitlab);
}

TEST_CASE("a push to a URL that no remote has is to the forge of that URL", "[git]") {
  Clone repo;
  CHECK(repo.context("https://github.com/kars/fork.git").forge == Forge::github);
}

TEST_CASE("the CI knows its forge better than a URL", "[git]") {
  Clone repo;
  repo.git({"remote", "set-url", "origin", "https://github.com/kars/mirror.git"});
  Request request;
  request.repository = repo.path();
  request.forge = Forge::gitlab;
  CHECK(open_context(request, false).forge == Forge::gitlab);
}

// In an interactive zsh, `#` begins no comment.
TEST_CASE("a branch that is missing is fetched by a command and nothing else", "[git]") {
  const Clone repo;
  repo.git({"update-ref", "-d", "refs/remotes/origin/kars-prod"});
  const Context context = repo.context();
  for (const auto& tip : {production_tip, development_tip}) {
    try {
      tip(context, Refs{});
      FAIL("it was there");
    } catch (const Undecidable& missing) {
      CHECK_THAT(missing.what(), contains("if it has another name, set hotfix."));
      CHECK_THAT(missing.fix, Catch::Matchers::StartsWith("git fetch origin "));
      CHECK_THAT(missing.fix, !contains("#") && !contains("<"));
    }
  }
}

TEST_CASE("a remembered policy never judges, and in a CI not even says what is of no concern",
          "[git]") {
  const Clone repo;
  {
    const Repository repository = Repository::open(repo.path());
    Memory(repository, "policies-v1", 4)
        .keep(repo.id("origin/kars-prod"), "+[branches]\nhotfix = [\"other/*\"]\n");
  }
  const auto concerns = [](const Policy& policy) { return policy.hotfix_branch("hotfix/a"); };
  Request request;
  request.repository = repo.path();
  const auto opened = [&] {
    return open_context_if(concerns, request, false, find_location(repo.path()));
  };
  CHECK(opened() != nullptr);
  request.trusts_clone = true;
  CHECK(opened() == nullptr);
  CHECK(open_context(request, false).policy.hotfix_branch("hotfix/a"));
}

TEST_CASE("what is damaged at production's tip is seen, also when its policy is remembered",
          "[git]") {
  Clone repo;
  repo.git({"checkout", "-q", "kars-prod"});
  repo.commit("chore: policy", ".hotfix.toml", "development = \"next\"\n");
  repo.git({"update-ref", "refs/remotes/origin/kars-prod", "HEAD"});
  Request request;
  request.repository = repo.path();
  request.trusts_clone = true;
  CHECK(open_context(request, false).policy.development == "next");
  const auto file_of = [&](const std::string& object) {
    const std::string id = repo.id(object);
    return ".git/objects/" + id.substr(0, 2) + "/" + id.substr(2);
  };
  for (const std::string object : {"HEAD:.hotfix.toml", "HEAD^{tree}", "HEAD"}) {
    INFO(object);
    const std::string file = file_of(object);
    // Another object of its kind in its place.
    const std::string other = object == "HEAD"          ? "HEAD~1"
                              : object == "HEAD^{tree}" ? "HEAD~1^{tree}"
                                                        : "HEAD:package.json";
    repo.sh("cp " + file + " kept && cp -f " + file_of(other) + " " + file);
    CHECK_THROWS_AS(open_context(request, false), Undecidable);
    repo.sh("rm -f " + file);
    CHECK_THROWS_AS(open_context(request, false), Undecidable);
    repo.sh("mv kept " + file);
  }
  CHECK(open_context(request, false).policy.development == "next");
}
