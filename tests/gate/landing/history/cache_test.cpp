// SPDX-License-Identifier: MIT
#include "gate/landing/history/cache.h"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "gate/landing/history/window.h"
#include "gate/memory/seal.h"
#include "tests/gate/landing/history.h"
#include "tests/support/catch.h"

namespace fs = std::filesystem;
using namespace hotfix;

namespace {

// A history long enough for a cache, and one question about it.
struct Cached : TestRepo {
  static constexpr std::size_t kCommits = 300;
  std::vector<Oid> ids;

  Cached() : ids(import(*this, row_of(kCommits))) {}

  fs::path folder() const { return path() + "/.git/hotfix"; }
  fs::path file() const { return folder() / "landing-v1"; }
  fs::path key() const { return root() + "/.local/state/hotfix/seal"; }

  // The commits that touch src/3.txt, asked in a run of its own.
  std::vector<Oid> ask(const std::string& where = {}) const {
    const Repository repository = Repository::open(where.empty() ? path() : where);
    const Graph graph(repository);
    Windows windows(graph);
    std::vector<Oid> commits;
    for (const auto& found : windows.touching(ids.front(), ids.back(), {"src/3.txt"})) {
      commits.push_back(found.commit);
    }
    return commits;
  }
  // Would a run here believe the cache?
  bool is_believed(const std::string& where = {}) const {
    const Repository repository = Repository::open(where.empty() ? path() : where);
    CommitTable table(repository);
    ChangeColumns columns(repository, table);
    return load_cache(repository, table, columns);
  }
  std::vector<Oid> truth() const {
    std::vector<Oid> commits;
    for (std::size_t i = 3; i < kCommits; i += 7) commits.push_back(ids[i]);
    return commits;
  }

  // Asks with the cache as it is now: the truth comes out, without the cache's help; and the next
  // run has its help again.
  void require_ignored() const {
    CHECK_FALSE(is_believed());
    CHECK(ask() == truth());
    CHECK(is_believed());
  }
};

std::string contents(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void write(const fs::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

}  // namespace

TEST_CASE("the second run is helped by the first and says the same", "[landing]") {
  const Cached repo;
  CHECK_FALSE(repo.is_believed());
  CHECK(repo.ask() == repo.truth());
  CHECK(repo.is_believed());
  const auto second = repo.ask();
  CHECK(second == repo.truth());
}

TEST_CASE("a small question leaves no cache behind", "[landing]") {
  TestRepo repo;
  const Oid base = parse_oid(repo.commit("one"));
  const Oid tip = parse_oid(repo.commit("two", "a.txt", "1\n"));
  {
    const Repository repository = Repository::open(repo.path());
    const Graph graph(repository);
    Windows windows(graph);
    CHECK(windows.touching(base, tip, {"a.txt"}).size() == 1);
  }
  CHECK_FALSE(fs::exists(repo.path() + "/.git/hotfix"));
}

TEST_CASE("commits that are newer than the cache are read", "[landing]") {
  const Cached repo;
  repo.ask();
  repo.switch_new("more", "step-299");
  repo.write("src/3.txt", "new\n");
  repo.git({"commit", "-q", "-a", "-m", "more"});
  const Repository repository = Repository::open(repo.path());
  const Graph graph(repository);
  Windows windows(graph);
  const Oid tip = parse_oid(repo.id("more"));
  const auto found = windows.touching(repo.ids[290], tip, {"src/3.txt"});
  REQUIRE(repo.is_believed());
  REQUIRE(found.size() == 2);
  CHECK(found[0].commit == repo.ids[297]);
  CHECK(found[1].commit == tip);
}

TEST_CASE("another path than the cache was made for is found", "[landing]") {
  const Cached repo;
  repo.ask();
  const Repository repository = Repository::open(repo.path());
  const Graph graph(repository);
  Windows windows(graph);
  CHECK(windows.touching(repo.ids[289], repo.ids[299], {"src/4.txt"}).size() == 2);
  CHECK(repo.is_believed());
}

TEST_CASE("a cache that was cut short is made anew", "[landing]") {
  const Cached repo;
  repo.ask();
  const std::string whole = contents(repo.file());
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{5}, std::size_t{8}, whole.size() / 2, whole.size() - 1}) {
    write(repo.file(), whole.substr(0, size));
    repo.require_ignored();
  }
}

TEST_CASE("a cache with one bit changed is made anew", "[landing]") {
  const Cached repo;
  repo.ask();
  const std::string whole = contents(repo.file());
  for (std::size_t at = 0; at < whole.size(); at += whole.size() / 9) {
    std::string damaged = whole;
    damaged[at] ^= 1;
    write(repo.file(), damaged);
    repo.require_ignored();
  }
}

TEST_CASE("a cache with something behind it is made anew", "[landing]") {
  const Cached repo;
  repo.ask();
  write(repo.file(), contents(repo.file()) + std::string(8, '\0'));
  repo.require_ignored();
}

TEST_CASE("a cache that came with the repository is not believed", "[landing]") {
  const Cached repo;
  repo.ask();
  REQUIRE(repo.sh("cp -a . ../copy").status == 0);
  CHECK_FALSE(repo.is_believed(repo.root() + "/copy"));
  const auto answer = repo.ask(repo.root() + "/copy");
  CHECK(answer == repo.truth());
}

TEST_CASE("a cache under another key is not believed", "[landing]") {
  const Cached repo;
  repo.ask();
  write(repo.key(), "sixteen letters.");
  repo.require_ignored();
}

TEST_CASE("a key that others can write seals nothing", "[landing]") {
  const Cached repo;
  repo.ask();
  fs::permissions(repo.key(), fs::perms::group_write, fs::perm_options::add);
  CHECK_FALSE(repo.is_believed());
}

TEST_CASE("a cache that others can write is not believed", "[landing]") {
  const Cached repo;
  repo.ask();
  fs::permissions(repo.file(), fs::perms::others_write, fs::perm_options::add);
  repo.require_ignored();
}

TEST_CASE("a cache of somebody else is not believed", "[landing]") {
  const Cached repo;
  repo.ask();
  // Only root can give a file away; for others the same check is met by a folder of root's.
  if (chown(repo.file().c_str(), 12345, 12345) == 0) return repo.require_ignored();
  fs::remove_all(repo.folder());
  fs::create_directory_symlink("/etc", repo.folder());
  CHECK_FALSE(repo.is_believed());
}

TEST_CASE("a link in the cache's place is not followed", "[landing]") {
  const Cached repo;
  repo.ask();
  const fs::path elsewhere = repo.root() + "/elsewhere";
  fs::rename(repo.file(), elsewhere);
  fs::create_symlink(elsewhere, repo.file());
  const std::string before = contents(elsewhere);
  repo.require_ignored();
  CHECK(contents(elsewhere) == before);
}

TEST_CASE("a link in the folder's place is not followed", "[landing]") {
  const Cached repo;
  fs::create_directory(repo.root() + "/elsewhere");
  fs::create_directory_symlink(repo.root() + "/elsewhere", repo.folder());
  CHECK(repo.ask() == repo.truth());
  CHECK_FALSE(repo.is_believed());
  CHECK(fs::is_empty(repo.root() + "/elsewhere"));
}

TEST_CASE("where no cache can be written the answer is the same", "[landing]") {
  const Cached repo;
  write(repo.folder(), "a file, where the folder would be");
  CHECK(repo.ask() == repo.truth());
  CHECK(repo.ask() == repo.truth());
  CHECK(contents(repo.folder()) == "a file, where the folder would be");
}

TEST_CASE("without a home there is no cache", "[landing]") {
  const Cached repo;
  unsetenv("HOME");
  CHECK(repo.ask() == repo.truth());
  CHECK_FALSE(fs::exists(repo.folder()));
}

TEST_CASE("who wants no cache gets none", "[landing]") {
  const Cached repo;
  setenv("HOTFIX_NO_CACHE", "1", 1);
  CHECK(repo.ask() == repo.truth());
  CHECK_FALSE(fs::exists(repo.folder()));
  unsetenv("HOTFIX_NO_CACHE");
}

TEST_CASE("a shallow repository neither reads nor writes a cache", "[landing]") {
  const Cached repo;
  const std::string clone = repo.root() + "/shallow";
  REQUIRE(repo.sh("git clone -q --depth 299 --branch step-299 file://$PWD ../shallow").status == 0);
  const Repository repository = Repository::open(clone);
  const Graph graph(repository);
  Windows(graph).touching(repo.ids[2], repo.ids[299], {"src/3.txt"});
  CHECK_FALSE(fs::exists(clone + "/.git/hotfix"));
}

TEST_CASE("several runs at once leave a whole cache", "[landing]") {
  const Cached repo;
  std::vector<std::thread> runs;
  for (int i = 0; i < 6; ++i) runs.emplace_back([&] { repo.ask(); });
  for (std::thread& run : runs) run.join();
  CHECK(repo.is_believed());
  CHECK(repo.ask() == repo.truth());
  CHECK(std::distance(fs::directory_iterator(repo.folder()), {}) == 1);
}

TEST_CASE("a cache whose commits come before their parents is refused", "[landing]") {
  CommitRecord first, second;
  second.id.bytes[0] = 1;
  first.parent_count = second.parent_count = 1;
  RecordWriter bytes;
  bytes.put_all(std::vector<CommitRecord>{first, second});
  bytes.put_all(std::vector<CommitNumber>{1});
  const Cached repo;
  const Repository repository = Repository::open(repo.path());
  CommitTable table(repository);
  RecordReader reader(bytes.bytes());
  CHECK_FALSE(table.load(reader));
  CHECK(table.size() == 0);
}
