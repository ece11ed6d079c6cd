// SPDX-License-Identifier: MIT
// References in files, as git finds them; what is odd is left to git.
#include "gate/git/references.h"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/support/catch.h"
#include "tests/support/repo.h"

using namespace hotfix;
namespace fs = std::filesystem;
using Kind = References::State::Kind;

namespace {

std::string git_dir(const TestRepo& repo) { return repo.path() + "/.git"; }

Kind kind_of(const TestRepo& repo, const std::string& name) {
  return References(git_dir(repo)).find(name).kind;
}

void put(const TestRepo& repo, const std::string& file, const std::string& bytes) {
  const std::string path = git_dir(repo) + "/" + file;
  fs::create_directories(fs::path(path).parent_path());
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

// Every reference is found with the id that git gives, and names beside it are not.
void check_all(const TestRepo& repo) {
  const References references(git_dir(repo));
  std::istringstream lines(repo.git({"for-each-ref", "--format=%(objectname) %(refname)"}));
  for (std::string id, name; lines >> id >> name;) {
    INFO(name);
    const auto state = references.find(name);
    CHECK(state.kind == Kind::found);
    CHECK(state.id.hex() == id);
    CHECK(references.find(name + "0").kind == Kind::nowhere);
    CHECK(references.find(name.substr(0, name.size() - 1)).kind != Kind::found);
  }
}

}  // namespace

TEST_CASE("loose and packed references are found as git finds them", "[git]") {
  TestRepo repo;
  repo.commit("one");
  for (int i = 0; i < 40; ++i) repo.branch("hotfix/b" + std::to_string(100 + i * 7));
  for (int i = 0; i < 10; ++i) {
    repo.git({"tag", "-a", "-m", "x", "v" + std::to_string(10 + i)});
  }
  check_all(repo);
  repo.git({"pack-refs", "--all"});
  check_all(repo);
  repo.commit("two");
  repo.git({"branch", "-f", "hotfix/b100"});
  check_all(repo);
}

TEST_CASE("packed references that are not sorted are found", "[git]") {
  TestRepo repo;
  const std::string id = repo.commit("one");
  put(repo, "packed-refs", id + " refs/heads/z\n" + id + " refs/heads/a\n");
  CHECK(kind_of(repo, "refs/heads/a") == Kind::found);
  CHECK(kind_of(repo, "refs/heads/z") == Kind::found);
  CHECK(kind_of(repo, "refs/heads/m") == Kind::nowhere);
  CHECK(kind_of(repo, "refs/heads") != Kind::found);
}

TEST_CASE("a symbolic reference is followed, though not for ever", "[git]") {
  TestRepo repo;
  const std::string id = repo.commit("one");
  repo.git({"symbolic-ref", "refs/remotes/origin/HEAD", "refs/heads/main"});
  CHECK(References(git_dir(repo)).find("refs/remotes/origin/HEAD").id.hex() == id);
  repo.git({"symbolic-ref", "refs/remotes/origin/HEAD", "refs/heads/gone"});
  CHECK(kind_of(repo, "refs/remotes/origin/HEAD") == Kind::nowhere);
  repo.git({"symbolic-ref", "refs/heads/loop", "refs/heads/loop"});
  CHECK(kind_of(repo, "refs/heads/loop") == Kind::unclear);
}

TEST_CASE("a file that holds no id is left to git", "[git]") {
  TestRepo repo;
  const std::string id = repo.commit("one");
  for (const std::string& text :
       {std::string(), id, id + "\r\n", id + " \n", "ref:refs/heads/main\n" + id,
        id.substr(1) + "\n", id + "0\n", std::string("ref: ../x\n")}) {
    INFO(text);
    put(repo, "refs/heads/odd", text);
    CHECK(kind_of(repo, "refs/heads/odd") == Kind::unclear);
  }
  fs::remove(git_dir(repo) + "/refs/heads/odd");
  fs::create_symlink("main", git_dir(repo) + "/refs/heads/odd");
  CHECK(kind_of(repo, "refs/heads/odd") == Kind::unclear);
  CHECK(kind_of(repo, "refs/heads/../heads/main") == Kind::unclear);
  CHECK(kind_of(repo, "HEAD") == Kind::unclear);
}

TEST_CASE("with damaged packed references none is said to be nowhere", "[git]") {
  TestRepo repo;
  const std::string id = repo.commit("one");
  const std::string header = "# pack-refs with: peeled fully-peeled sorted \n";
  for (const std::string& text :
       {header + "garbage\n", id + " refs/heads/b\r\n", id + "\n",
        header + id + " refs/heads/b\n^garbage\n", header + id + " refs/heads/x"}) {
    INFO(text);
    put(repo, "packed-refs", text);
    CHECK(kind_of(repo, "refs/heads/x") == Kind::unclear);
  }
  fs::remove(git_dir(repo) + "/packed-refs");
  CHECK(kind_of(repo, "refs/heads/x") == Kind::nowhere);
  fs::create_directory(git_dir(repo) + "/packed-refs");
  CHECK(kind_of(repo, "refs/heads/x") == Kind::unclear);
}

TEST_CASE("among unsorted packed references a damaged line hides all of them", "[git]") {
  TestRepo repo;
  const std::string id = repo.commit("one");
  put(repo, "packed-refs", "garbage\n" + id + " refs/heads/b\n");
  CHECK(kind_of(repo, "refs/heads/b") == Kind::unclear);
}

TEST_CASE("a reference that was packed in the meantime is found again", "[git]") {
  TestRepo repo;
  const std::string id = repo.commit("one");
  repo.branch("kars-prod");
  const References references(git_dir(repo));
  REQUIRE(references.find("refs/heads/nowhere").kind == Kind::nowhere);
  repo.git({"pack-refs", "--all"});
  CHECK(references.find("refs/heads/kars-prod").id.hex() == id);
}

TEST_CASE("a reference that was moved and packed in the meantime is not taken for what it was",
          "[git]") {
  TestRepo repo;
  const std::string before = repo.commit("one");
  repo.git({"pack-refs", "--all"});
  const References references(git_dir(repo));
  REQUIRE(references.find("refs/heads/main").id.hex() == before);
  const std::string after = repo.commit("two");
  repo.git({"pack-refs", "--all"});
  CHECK(references.find("refs/heads/main").id.hex() == after);
}
