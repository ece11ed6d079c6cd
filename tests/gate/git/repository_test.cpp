// SPDX-License-Identifier: MIT
// The odd repositories of git's world: each gives an answer or an honest error, never a wrong one.
#include "gate/git/repository.h"

#include <filesystem>
#include <fstream>

#include "gate/base/error.h"
#include "gate/git/tree.h"
#include "tests/support/catch.h"
#include "tests/support/context.h"
#include "tests/support/variable.h"

using namespace hotfix;

TEST_CASE("a folder that is no repository is the person's mistake", "[git]") {
  TestRepo repo;
  std::filesystem::create_directory(repo.root() + "/plain");
  CHECK_THROWS_AS(Repository::open(repo.root() + "/plain"), UsageError);
  CHECK_THROWS_AS(Repository::open(repo.root() + "/nowhere"), UsageError);
}

TEST_CASE("a reference that is not there is told apart from one that cannot be read", "[git]") {
  TestRepo repo;
  repo.commit("one");
  repo.git({"branch", "kars-prod"});
  repo.git({"pack-refs", "--all"});
  const Repository opened = Repository::open(repo.path());
  CHECK_FALSE(opened.commit_of_ref("refs/heads/nowhere").has_value());
  const std::string packed = repo.path() + "/.git/packed-refs";
  std::ofstream(packed, std::ios::app) << "garbage\n";
  const Repository broken = Repository::open(repo.path());
  CHECK_THROWS_AS(broken.commit_of_ref("refs/heads/zzz"), Undecidable);
}

TEST_CASE("references that cannot be read are not taken for none", "[git]") {
  TestRepo repo;
  repo.commit("one");
  repo.git({"branch", "backport/x"});
  repo.git({"pack-refs", "--all"});
  CHECK(Repository::open(repo.path()).refs_below("refs/heads/backport/").size() == 1);
  const Repository opened = Repository::open(repo.path());
  std::ofstream(repo.path() + "/.git/packed-refs", std::ios::trunc) << "garbage\n";
  CHECK_THROWS_AS(opened.refs_below("refs/heads/backport/"), Undecidable);
}

TEST_CASE("symbolic references are not listed among those with an id", "[git]") {
  TestRepo repo;
  repo.commit("one");
  repo.git({"symbolic-ref", "refs/heads/alias", "refs/heads/main"});
  const auto refs = Repository::open(repo.path()).refs_below("refs/heads/");
  REQUIRE(refs.size() == 1);
  CHECK(refs.front().first == "refs/heads/main");
}

TEST_CASE("where a history ends must be known", "[git]") {
  TestRepo repo;
  repo.commit("one");
  std::filesystem::create_symlink("nowhere", repo.path() + "/.git/shallow");
  CHECK_THROWS_AS(Repository::open(repo.path()), Undecidable);
}

TEST_CASE("an abbreviated id is expanded when one object has it", "[git]") {
  TestRepo repo;
  const std::string id = repo.commit("one");
  const Repository opened = Repository::open(repo.path());
  CHECK(opened.expand(id.substr(0, 8))->hex() == id);
  CHECK_FALSE(opened.expand(id.substr(0, 3)).has_value());
  CHECK_FALSE(opened.expand("zzzz").has_value());
  CHECK_FALSE(opened.expand(std::string(40, 'a')).has_value());
}

TEST_CASE("a tag of the same name does not stand in for a branch", "[git]") {
  TestRepo repo;
  repo.commit("one");
  const std::string two = repo.commit("two");
  repo.git({"branch", "kars-prod"});
  repo.git({"tag", "kars-prod", "HEAD~1"});
  CHECK(context_of(repo).refs.production_id == two);
}

TEST_CASE("a SHA-256 repository is refused in plain words", "[git]") {
  TestRepo repo;
  const std::string path = repo.root() + "/sha256";
  repo.git({"init", "-q", "--object-format=sha256", path});
  CHECK_THROWS_WITH(Repository::open(path), contains("sha256"));
}

TEST_CASE("references that lie in no files are not said to be nowhere", "[git]") {
  TestRepo repo;
  repo.commit("one");
  repo.git({"config", "core.repositoryFormatVersion", "1"});
  repo.git({"config", "extensions.refStorage", "reftable"});
  // As a git would have it that knows the extension.
  const std::string git_dir = repo.path() + "/.git";
  const Location by_git = {git_dir, git_dir, {}, std::nullopt, std::nullopt};
  const auto find = [&] {
    Repository::open(by_git, repo.path()).commit_of_ref("refs/remotes/origin/main");
  };
  CHECK_THROWS_AS(find(), Undecidable);
}

TEST_CASE("a repository with worktree configuration opens", "[git]") {
  TestRepo repo;
  const std::string id = repo.commit("one");
  repo.git({"config", "core.repositoryFormatVersion", "1"});
  repo.git({"config", "extensions.worktreeConfig", "true"});
  CHECK(Repository::open(repo.path()).commit_of_ref("refs/heads/main")->hex() == id);
}

TEST_CASE("an unknown extension is refused by name", "[git]") {
  TestRepo repo;
  repo.commit("one");
  repo.git({"config", "core.repositoryFormatVersion", "1"});
  repo.git({"config", "extensions.fromTheFuture", "true"});
  CHECK_THROWS_WITH(Repository::open(repo.path()), contains("extension"));
}

TEST_CASE("a linked worktree shares the references of its repository", "[git]") {
  TestRepo repo;
  const std::string id = repo.commit("one");
  repo.git({"worktree", "add", "-q", "-b", "side", repo.root() + "/linked"});
  const Repository opened = Repository::open(repo.root() + "/linked");
  CHECK(opened.commit_of_ref("refs/heads/main")->hex() == id);
  CHECK(opened.git_dir() != opened.common_dir());
}

TEST_CASE("a subfolder finds its repository", "[git]") {
  TestRepo repo;
  const std::string id = repo.commit("one", "a/b/c.js", "x\n");
  CHECK(Repository::open(repo.path() + "/a/b").commit_of_ref("refs/heads/main")->hex() == id);
}

TEST_CASE("a missing object of a partial clone is undecidable and says so", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", "1\n");
  repo.git({"config", "uploadpack.allowFilter", "true"});
  const std::string clone = repo.root() + "/partial";
  repo.git({"clone", "-q", "--no-checkout", "--filter=blob:none", "file://" + repo.path(), clone});
  const Repository opened = Repository::open(clone);
  const Oid blob = parse_oid(repo.id("HEAD:a.js"));
  CHECK_THROWS_WITH(opened.read(blob, ObjectType::blob), contains("partial clone"));
}

TEST_CASE("an object that is damaged is undecidable", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", "1\n");
  const std::string blob = repo.id("HEAD:a.js");
  const std::string file =
      repo.path() + "/.git/objects/" + blob.substr(0, 2) + "/" + blob.substr(2);
  std::filesystem::permissions(file, std::filesystem::perms::owner_all);
  std::ofstream(file, std::ios::trunc).close();
  const Repository opened = Repository::open(repo.path());
  CHECK_THROWS_AS(opened.read(parse_oid(blob), ObjectType::blob), Undecidable);
}

TEST_CASE("a loose object that was cut short is damaged, and nobody waits for its end", "[git]") {
  TestRepo repo;
  std::string noise;  // that does not shrink, so that the cut is in the middle
  for (unsigned i = 1; noise.size() < 40'000; i = i * 1103515245u + 12345u) noise += char(i >> 16);
  repo.commit("one", "a.bin", noise);
  const std::string blob = repo.id("HEAD:a.bin");
  const std::string file = ".git/objects/" + blob.substr(0, 2) + "/" + blob.substr(2);
  const Oid id = parse_oid(blob);
  REQUIRE(Repository::open(repo.path()).read(id, ObjectType::blob).data() == noise);
  for (const char* size : {"0", "1", "20", "20000"}) {
    repo.sh("chmod u+w " + file + " && truncate -s " + size + " " + file);
    CHECK_THROWS_AS(Repository::open(repo.path()).read(id, ObjectType::blob), Undecidable);
    repo.sh("rm -f " + file + " && git hash-object -w a.bin");
  }
  repo.sh("chmod u+w " + file + " && truncate -s -1 " + file);
  CHECK_THROWS_AS(Repository::open(repo.path()).read(id, ObjectType::blob), Undecidable);
}

TEST_CASE("trees differ exactly where git says", "[git]") {
  TestRepo repo;
  repo.write("a.js", "1\n");
  repo.write("a/x.js", "1\n");
  repo.write("a-b/x.js", "1\n");
  repo.write("b", "file\n");
  repo.commit("one");
  repo.remove("b");
  repo.write("b/now/a/folder.js", "2\n");
  repo.write("a/x.js", "2\n");
  repo.write("a.d/new.js", "2\n");
  repo.commit("two");
  const Repository opened = Repository::open(repo.path());
  Graph graph(opened);
  std::string seen;
  for (const TreeChange& change :
       diff_trees(opened, graph.header(parse_oid(repo.id("HEAD~1"))).tree,
                  graph.header(parse_oid(repo.id("HEAD"))).tree)) {
    seen += change.path + "\n";
  }
  CHECK(trimmed(seen) ==
        repo.git({"diff-tree", "-r", "--no-renames", "--name-only", "HEAD~1", "HEAD"}));
}

TEST_CASE("a partial clone is told to fetch all that is missing at once", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.js", "1\n");
  repo.branch("kars-prod");
  repo.branch("kars-dev");
  repo.switch_new("hotfix/x");
  repo.commit("hotfix: mend", "a.js", "2\n");
  repo.git({"config", "uploadpack.allowFilter", "true"});
  const std::string clone = repo.root() + "/partial";
  repo.git({"clone", "-q", "--no-checkout", "--filter=blob:none", "file://" + repo.path(), clone});
  Request request;
  request.repository = clone;
  const Context context = open_context(request, true);
  Subject subject;
  subject.branch = "hotfix/x";
  subject.head = repo.id("hotfix/x");
  Graph graph(context.repository);
  LandingIndex index(graph, default_policy());
  const Facts facts = gather(context, index, {subject, context.refs}, Need::history | Need::lines);
  REQUIRE(facts.unknown.size() == 1);
  CHECK(facts.unknown.front().fix ==
        "git diff --numstat " + repo.id("kars-prod") + " " + repo.id("hotfix/x"));
}

TEST_CASE("reading ends when its time is over, until it is given more", "[git]") {
  TestRepo repo;
  const Oid id = parse_oid(repo.commit("one"));
  const Repository opened = Repository::open(repo.path());
  opened.read_until(std::chrono::steady_clock::now());
  CHECK_THROWS_AS(opened.read(id, ObjectType::commit), OutOfTime);
  opened.read_until(std::nullopt);
  CHECK_NOTHROW(opened.read(id, ObjectType::commit));
}

namespace {

// What a clone with that filter says about an object that it has left out, and what brings it.
Undecidable said_without(const std::string& filter, const std::string& revision, ObjectType type) {
  TestRepo repo;
  repo.commit("one", "folder/a.js", "1\n");
  repo.git({"config", "uploadpack.allowFilter", "true"});
  const std::string clone = repo.root() + "/partial";
  repo.git({"clone", "-q", "--no-checkout", "--filter=" + filter, "file://" + repo.path(), clone});
  try {
    Repository::open(clone).read(parse_oid(repo.id(revision)), type);
  } catch (const Undecidable& missing) {
    return missing;
  }
  return {"it was there", "nothing"};
}

}  // namespace

TEST_CASE("a treeless clone is called by its name, and one command brings all trees", "[git]") {
  const Undecidable missing = said_without("tree:0", "HEAD^{tree}", ObjectType::tree);
  CHECK_THAT(missing.what(), contains("treeless clone") && contains("--filter=tree:0"));
  CHECK(missing.fix == "git fetch --refetch --filter=blob:none");
}

TEST_CASE("a clone without contents is called by its name", "[git]") {
  const Undecidable missing = said_without("blob:none", "HEAD:folder/a.js", ObjectType::blob);
  CHECK_THAT(missing.what(), contains("--filter=blob:none") && contains("the content of a file"));
}

TEST_CASE("a repository of another user is named, with the command by which it is trusted",
          "[git]") {
  TestRepo repo;
  repo.commit("one");
  const Variable other("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1");
  try {
    Repository::open(repo.path());
    FAIL("it was opened");
  } catch (const Undecidable& error) {
    CHECK_THAT(error.what(), contains("does not trust the repository at '" + repo.path() + "'"));
    CHECK(error.fix == "git config --global --add safe.directory " + repo.path());
  }
}

TEST_CASE("the small objects that were read last are known, and no others", "[git]") {
  RecentObjects recent;
  const auto id = [](int number) {
    Oid made;
    made.bytes[0] = static_cast<unsigned char>(number);
    return made;
  };
  const auto text = [](int number) { return std::string(static_cast<std::size_t>(number), 'x'); };
  for (int i = 1; i <= 40; ++i) recent.add(id(i), Object(ObjectType::blob, text(i)));
  int known = 0;
  for (int i = 1; i <= 40; ++i) {
    const Object* blob = recent.find(id(i));
    if (blob == nullptr) continue;
    ++known;
    CHECK(i > 20);
    CHECK(blob->data() == text(i));
  }
  CHECK(known == 16);
  recent.add(id(99), Object(ObjectType::blob, text(100'000)));
  CHECK(recent.find(id(99)) == nullptr);
}
