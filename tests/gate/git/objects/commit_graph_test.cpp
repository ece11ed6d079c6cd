// SPDX-License-Identifier: MIT
#include "gate/git/objects/commit_graph.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <sstream>

#include "gate/base/error.h"
#include "gate/git/history.h"
#include "tests/support/catch.h"
#include "tests/support/repo.h"

using namespace hotfix;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kTable = 8, kEntry = 12, kRow = 36;
constexpr std::size_t kFirstParent = 20, kSecondParent = 24, kLevel = 28, kDate = 32;
constexpr unsigned kNone = 0x70000000;

std::string objects_of(const TestRepo& repo) { return repo.path() + "/.git/objects"; }

// The bytes of a commit-graph, to be changed and put back.
class File {
 public:
  explicit File(std::string path) : path_(std::move(path)) {
    std::ifstream file(path_, std::ios::binary);
    bytes.assign(std::istreambuf_iterator<char>(file), {});
    REQUIRE(bytes.substr(0, 4) == "CGPH");
  }

  std::size_t number(std::size_t at) const {
    std::size_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
      value = value << 8 | static_cast<unsigned char>(bytes.at(at + i));
    return value;
  }
  void set(std::size_t at, std::size_t value) {
    for (std::size_t i = 4; i-- > 0; value >>= 8) bytes.at(at + i) = static_cast<char>(value);
  }

  std::size_t chunks() const { return static_cast<unsigned char>(bytes.at(6)); }
  std::size_t begin_of(std::size_t chunk) const { return number(kTable + chunk * kEntry + 8); }
  std::size_t begin_of(const std::string& name) const {
    for (std::size_t i = 0; i < chunks(); ++i) {
      if (bytes.compare(kTable + i * kEntry, 4, name) == 0) return begin_of(i);
    }
    FAIL("there is no chunk " << name);
    return 0;
  }

  std::size_t place(const std::string& id) const {
    const std::size_t ids = begin_of("OIDL"), end = begin_of("CDAT");
    for (std::size_t at = ids; at < end; at += 20) {
      Oid one;
      std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(at), 20, one.bytes.begin());
      if (one.hex() == id) return (at - ids) / 20;
    }
    FAIL("the file has no " << id);
    return 0;
  }
  std::size_t row(const std::string& id) const { return begin_of("CDAT") + place(id) * kRow; }

  void put() const {
    fs::permissions(path_, fs::perms::owner_all);
    std::ofstream(path_, std::ios::binary) << bytes;
    fs::permissions(path_, fs::perms::owner_read);
  }

  std::string bytes;

 private:
  std::string path_;
};

// Three commits on production, two on a branch from the first, all in the commit-graph.
struct Forked : TestRepo {
  std::string first = commit("first", "a.txt", "1\n");
  std::string second = commit("second", "a.txt", "2\n");
  std::string third = commit("third", "a.txt", "3\n");
  std::string fix, more;

  Forked() {
    switch_new("fix", first);
    fix = commit("fix", "b.txt", "1\n");
    more = commit("more", "b.txt", "2\n");
    git({"commit-graph", "write", "--reachable"});
  }

  std::string path_of_graph() const { return objects_of(*this) + "/info/commit-graph"; }
  File graph() const { return File(path_of_graph()); }
};

Repository believing(const TestRepo& repo) {
  Repository opened = Repository::open(repo.path());
  opened.trust_clone();
  return opened;
}

Divergence parted(const Repository& repository, const std::string& base, const std::string& head) {
  Graph graph(repository);
  return diverge(graph, parse_oid(base), parse_oid(head));
}

// What is said of how `fix` parted from production, by walks that may go by the commit-graph.
void check_parting(const Forked& repo) {
  const Divergence found = parted(believing(repo), repo.third, repo.more);
  CHECK(found.ahead == std::vector<Oid>{parse_oid(repo.fix), parse_oid(repo.more)});
  CHECK(found.behind == 2);
  CHECK(found.merge_bases == std::vector<Oid>{parse_oid(repo.first)});
}

bool is_read(const TestRepo& repo) { return CommitGraph::open(objects_of(repo)).size() > 0; }

// A file that lies about the tip of the branch: whoever goes by it notices.
void forge_tip(const Forked& repo) {
  File file = repo.graph();
  file.set(file.row(repo.more) + kFirstParent, file.place(repo.first));
  file.put();
}

std::string why_undecided(const Forked& repo) {
  try {
    parted(believing(repo), repo.third, repo.more);
  } catch (const WrongCommitGraph& error) {
    return error.what();
  }
  return {};
}

void check_lie(const Forked& repo, const std::string& about) {
  CHECK(why_undecided(repo) == "the commit-graph is wrong about commit " + about.substr(0, 12));
}

// Merges of two and of three, several roots, and dates that lie where `skewed`; every commit keeps
// a ref c<i>.
void random_history(TestRepo& repo, unsigned seed, unsigned count, bool skewed) {
  std::mt19937 random(seed);
  std::ostringstream stream;
  for (unsigned i = 1; i <= count; ++i) {
    const auto earlier = [&] { return 1 + random() % (i - 1); };
    const auto date = skewed ? static_cast<unsigned>(random() % 100) : i;
    stream << "commit refs/heads/c" << i << "\nmark :" << i << "\ncommitter a <a@b> "
           << TestRepo::kEpoch + date * 60 << " +0000\ndata 1\nx\n";
    if (i > 1 && random() % 15 != 0) {
      stream << "from :" << earlier() << "\n";
      for (auto merges = i < 4 || random() % 3 != 0 ? 0 : 1 + random() % 2; merges > 0; --merges) {
        stream << "merge :" << earlier() << "\n";
      }
    }
    stream << "\n";
  }
  REQUIRE(repo.run({"fast-import", "--quiet"}, stream.str()).status == 0);
}

std::string ref(std::size_t number) { return "refs/heads/c" + std::to_string(number); }

// The file of all, of the first half, or a chain of layers.
void write_graph(const TestRepo& repo, unsigned kind, unsigned count) {
  const auto write = [&](unsigned commits, Arguments options) {
    std::string refs;
    for (unsigned i = 1; i <= commits; ++i) refs += repo.id(ref(i)) + "\n";
    options.insert(options.begin(), {"commit-graph", "write", "--stdin-commits"});
    REQUIRE(repo.run(options, refs).status == 0);
  };
  if (kind == 0) write(count, {});
  if (kind == 1) write(count / 2, {});
  for (unsigned part = 1; kind == 2 && part < 4; ++part) {
    write(count * part / 4, {"--split=no-merge"});
  }
}

std::vector<std::string> sorted_words(const std::string& text) {
  std::istringstream words(text);
  std::vector<std::string> sorted(std::istream_iterator<std::string>(words), {});
  std::sort(sorted.begin(), sorted.end());
  return sorted;
}

std::vector<std::string> sorted_hex(const std::vector<Oid>& ids) {
  std::vector<std::string> sorted;
  for (const Oid& id : ids) sorted.push_back(id.hex());
  std::sort(sorted.begin(), sorted.end());
  return sorted;
}

bool is_same(const Divergence& one, const Divergence& other) {
  return one.ahead == other.ahead && one.behind == other.behind &&
         one.merge_bases == other.merge_bases;
}

void agrees_with_objects(const TestRepo& repo, unsigned count) {
  const Repository plain = Repository::open(repo.path()), opened = believing(repo);
  Graph objects(plain), graph(opened);
  std::vector<Oid> tips;
  for (unsigned i = 1; i <= count; ++i) tips.push_back(*plain.commit_of_ref(ref(i)));
  for (const Oid& a : tips) {
    for (const Oid& b : tips) {
      Graph fresh(opened);  // has not read what the walks before came by
      CHECK(is_same(diverge(fresh, a, b), diverge(objects, a, b)));
      CHECK(is_ancestor(graph, a, b) == is_ancestor(objects, a, b));
      CHECK(first_parents(graph, a, b) == first_parents(objects, a, b));
      CHECK(is_on_first_parents(fresh, a, b) == is_on_first_parents(objects, a, b));
      const std::vector<Oid> news = diverge(objects, a, b).ahead;
      CHECK(arrivals(graph, a, b, news).entry == arrivals(objects, a, b, news).entry);
    }
  }
}

void agrees_with_git(const TestRepo& repo, unsigned seed, unsigned count) {
  const Repository opened = believing(repo);
  std::mt19937 random(seed);
  for (int i = 0; i < 3; ++i) {
    const std::string a = ref(1 + random() % count), b = ref(1 + random() % count);
    Graph graph(opened);
    const Divergence found = diverge(graph, *opened.commit_of_ref(a), *opened.commit_of_ref(b));
    INFO(a << " " << b);
    CHECK(sorted_hex(found.ahead) == sorted_words(repo.git({"rev-list", a + ".." + b})));
    CHECK(sorted_hex(found.merge_bases) ==
          sorted_words(repo.run({"merge-base", "--all", a, b}).out));
    CHECK(std::to_string(found.behind) == repo.git({"rev-list", "--count", b + ".." + a}));
  }
}

}  // namespace

TEST_CASE("walks by a commit-graph find what walks on objects and git find", "[git]") {
  constexpr unsigned kCommits = 30;
  for (unsigned seed = 1; seed <= 6; ++seed) {
    TestRepo repo;
    random_history(repo, seed, kCommits, seed % 2 == 0);
    write_graph(repo, seed % 3, kCommits);
    INFO("seed " << seed);
    REQUIRE(is_read(repo));
    agrees_with_objects(repo, kCommits);
    agrees_with_git(repo, seed, kCommits);
  }
}

TEST_CASE("a commit-graph has what git wrote into it", "[git]") {
  const Forked repo;
  CommitGraph graph = CommitGraph::open(objects_of(repo));
  CHECK(graph.size() == 5);
  const auto place = graph.find(parse_oid(repo.second));
  REQUIRE(place);
  CHECK(graph.id(*place).hex() == repo.second);
  CHECK(graph.row(*place).tree.hex() == repo.id(repo.second + "^{tree}"));
  CHECK(std::to_string(graph.row(*place).time) ==
        repo.git({"log", "-1", "--format=%ct", repo.second}));
  CHECK_FALSE(graph.find(Oid{}));
}

TEST_CASE("a commit-graph is not read where nobody said so", "[git]") {
  const Forked repo;
  forge_tip(repo);
  const Divergence found = parted(Repository::open(repo.path()), repo.third, repo.more);
  CHECK(found.ahead.size() == 2);
  check_lie(repo, repo.more);
}

TEST_CASE("a parent that a commit-graph hides is noticed, and the fix repairs that", "[git]") {
  const Forked repo;
  forge_tip(repo);
  std::string fix;
  try {
    parted(believing(repo), repo.third, repo.more);
  } catch (const WrongCommitGraph& error) {
    fix = error.kFix;
  }
  REQUIRE(repo.sh(fix).status == 0);
  CHECK(is_read(repo));
  check_parting(repo);
}

TEST_CASE("so does a parent that it adds", "[git]") {
  const Forked repo;
  File file = repo.graph();
  file.set(file.row(repo.more) + kSecondParent, file.place(repo.second));
  file.set(file.row(repo.more) + kLevel, std::size_t{9} << 2);
  file.put();
  check_lie(repo, repo.more);
}

TEST_CASE("so does another tree", "[git]") {
  const Forked repo;
  File file = repo.graph();
  file.bytes[file.row(repo.third)] ^= 1;
  file.put();
  check_lie(repo, repo.third);
}

TEST_CASE("so does another date", "[git]") {
  const Forked repo;
  File file = repo.graph();
  file.set(file.row(repo.first) + kDate, 1);
  file.put();
  check_lie(repo, repo.first);
}

TEST_CASE("so does a lie about a commit that was read before the walk", "[git]") {
  const Forked repo;
  forge_tip(repo);
  const Repository opened = believing(repo);
  Graph graph(opened);
  graph.header(parse_oid(repo.more));
  CHECK_THROWS_AS(is_ancestor(graph, parse_oid(repo.first), parse_oid(repo.third)),
                  WrongCommitGraph);
}

TEST_CASE("such a lie is noticed by every walk, not only by the first", "[git]") {
  const Forked repo;
  forge_tip(repo);
  const Repository opened = believing(repo);
  Graph graph(opened);
  graph.header(parse_oid(repo.more));
  for (int walk = 0; walk < 2; ++walk) {
    CHECK_THROWS_AS(diverge(graph, parse_oid(repo.third), parse_oid(repo.more)), WrongCommitGraph);
  }
}

TEST_CASE("so does a lie about a commit that is read after it", "[git]") {
  const Forked repo;
  File file = repo.graph();
  file.set(file.row(repo.fix) + kDate, 1);
  file.put();
  const Repository opened = believing(repo);
  Graph graph(opened);
  diverge(graph, parse_oid(repo.third), parse_oid(repo.more));
  CHECK_THROWS_AS(graph.commit(parse_oid(repo.fix)), WrongCommitGraph);
}

TEST_CASE("a date that is none says nothing against a commit-graph", "[git]") {
  TestRepo repo;
  const std::string tree = repo.git({"write-tree"});
  const auto forged =
      repo.run({"hash-object", "-t", "commit", "-w", "--literally", "--stdin"},
               "tree " + tree + "\nauthor a <a@b> 1 +0000\ncommitter a <a@b> soon\n\nx\n");
  const std::string id = trimmed(forged.out);
  repo.git({"update-ref", "refs/heads/odd", id});
  repo.git({"commit-graph", "write", "--reachable"});
  REQUIRE(is_read(repo));
  CHECK(parted(believing(repo), id, id).merge_bases.size() == 1);
}

TEST_CASE("commits that are newer than a commit-graph are read as objects", "[git]") {
  Forked repo;
  repo.switch_to("main");
  const std::string fourth = repo.commit("fourth", "a.txt", "4\n");
  repo.git({"merge", "-q", "--no-edit", "fix"});
  const Divergence found = parted(believing(repo), fourth, repo.id("HEAD"));
  CHECK(found.ahead.size() == 3);
  CHECK(found.merge_bases == std::vector<Oid>{parse_oid(fourth)});
}

TEST_CASE("a commit-graph that only the user's own group may write is read", "[git]") {
  const Forked repo;
  forge_tip(repo);
  fs::permissions(repo.path_of_graph(), fs::perms::group_write, fs::perm_options::add);
  CHECK(is_read(repo) == (getegid() == geteuid()));
  if (geteuid() != 0) return;  // only root can give a file to another group
  REQUIRE(chown(repo.path_of_graph().c_str(), 0, 12345) == 0);
  CHECK_FALSE(is_read(repo));
}

TEST_CASE("a commit-graph that others may write is not read", "[git]") {
  const Forked repo;
  forge_tip(repo);
  const std::string file = repo.path_of_graph(), info = objects_of(repo) + "/info";
  for (const std::string& path : {file, info, objects_of(repo)}) {
    INFO(path);
    fs::permissions(path, fs::perms::others_write, fs::perm_options::add);
    CHECK_FALSE(is_read(repo));
    check_parting(repo);
    fs::permissions(path, fs::perms::others_write, fs::perm_options::remove);
  }
  CHECK(is_read(repo));
}

TEST_CASE("a commit-graph behind a symbolic link is not read", "[git]") {
  for (const char* const place : {"/info/commit-graph", "/info", ""}) {
    const Forked repo;
    forge_tip(repo);
    const std::string path = objects_of(repo) + place, elsewhere = repo.root() + "/elsewhere";
    fs::rename(path, elsewhere);
    fs::create_symlink(elsewhere, path);
    INFO(path);
    CHECK_FALSE(is_read(repo));
    check_parting(repo);
  }
}

TEST_CASE("a commit-graph is not read beside grafts or in a shallow clone", "[git]") {
  const Forked repo;
  forge_tip(repo);
  std::ofstream(repo.path() + "/.git/info/grafts") << repo.third << "\n";
  check_parting(repo);
  fs::remove(repo.path() + "/.git/info/grafts");
  std::ofstream(repo.path() + "/.git/shallow") << repo.first << "\n";
  check_parting(repo);
}

TEST_CASE("a commit-graph that is cut short is as good as none", "[git]") {
  const Forked repo;
  const File whole = repo.graph();
  for (std::size_t size = 0; size < whole.bytes.size(); size += size < 200 ? 1 : 37) {
    File file = whole;
    file.bytes.resize(size);
    file.put();
    INFO(size << " bytes of " << whole.bytes.size());
    CHECK_FALSE(is_read(repo));
  }
  check_parting(repo);
}

TEST_CASE("so is one that is too long, of another version, or of other ids", "[git]") {
  const Forked repo;
  const File whole = repo.graph();
  const auto check_with = [&](auto change) {
    File file = whole;
    change(file);
    file.put();
    CHECK_FALSE(is_read(repo));
    check_parting(repo);
  };
  check_with([](File& file) { file.bytes += std::string(20, '\0'); });
  check_with([](File& file) { file.bytes[4] = 2; });
  check_with([](File& file) { file.bytes[5] = 2; });
  check_with([](File& file) { file.bytes[6] = 1; });  // chunks
  check_with([](File& file) { file.bytes[7] = 1; });  // layers below
}

TEST_CASE("so is one that counts wrong", "[git]") {
  const Forked repo;
  const File whole = repo.graph();
  const std::size_t fan_out = whole.begin_of("OIDF");
  for (const std::size_t count :
       {std::size_t{0}, std::size_t{4}, std::size_t{6}, std::size_t{0x80000000}}) {
    File file = whole;
    file.set(fan_out + 4 * 255, count);
    file.put();
    INFO(count);
    CHECK_FALSE(is_read(repo));
  }
  File file = whole;
  file.set(fan_out, 6);
  file.put();
  CHECK_FALSE(is_read(repo));
}

TEST_CASE("so is one whose chunks lie outside of it or are not there", "[git]") {
  const Forked repo;
  const File whole = repo.graph();
  for (std::size_t chunk = 0; chunk <= whole.chunks(); ++chunk) {
    const std::size_t entry = kTable + chunk * kEntry;
    for (const std::size_t wrong : {std::size_t{0}, whole.bytes.size(), std::size_t{0xffffffff}}) {
      File file = whole;
      file.set(entry + 8, wrong);
      file.put();
      INFO("chunk " << chunk << " at " << wrong);
      CHECK_FALSE(is_read(repo));
    }
  }
  for (const char* const name : {"OIDF", "OIDL", "CDAT"}) {
    File file = whole;
    file.bytes[file.bytes.find(name)] = 'X';
    file.put();
    INFO(name);
    CHECK_FALSE(is_read(repo));
  }
}

TEST_CASE("a parent that cannot be is looked for among the objects", "[git]") {
  const Forked repo;
  const File whole = repo.graph();
  const std::size_t row = whole.row(repo.second);  // a commit that the walk passes by
  const auto check_with = [&](std::size_t at, std::size_t value) {
    File file = whole;
    file.set(row + at, value);
    file.put();
    REQUIRE(is_read(repo));
    check_parting(repo);
  };
  check_with(kFirstParent, 5);                         // no such commit
  check_with(kFirstParent, whole.place(repo.third));   // its own child
  check_with(kFirstParent, whole.place(repo.second));  // itself
  check_with(kSecondParent, kNone + 1);
  check_with(kSecondParent, 0x80000000);  // the first of no edges
  check_with(kLevel, 0);                  // as git wrote it once
}

TEST_CASE("the layers of a chain are read from the oldest up, as far as they are whole", "[git]") {
  TestRepo repo;
  repo.commit("first", "a.txt", "1\n");
  const std::string chain = objects_of(repo) + "/info/commit-graphs";
  for (const char* const text : {"2\n", "3\n", "4\n"}) {
    repo.commit("more", "a.txt", text);
    repo.git({"commit-graph", "write", "--reachable", "--split=no-merge"});
  }
  std::vector<std::string> layers;
  std::ifstream list(chain + "/commit-graph-chain");
  for (std::string hash; std::getline(list, hash);)
    layers.push_back(chain + "/graph-" + hash + ".graph");
  REQUIRE(layers.size() == 3);
  const auto size = [&] { return CommitGraph::open(objects_of(repo)).size(); };
  CHECK(size() == 4);

  const File newest(layers[2]);
  File other = newest;
  other.bytes[other.begin_of("BASE")] ^= 1;  // it stands on another one
  other.put();
  CHECK(size() == 3);
  other = newest;
  other.bytes.back() ^= 1;  // it is not the one that is named
  other.put();
  CHECK(size() == 3);
  newest.put();
  CHECK(size() == 4);

  fs::rename(layers[1], layers[1] + ".gone");
  CHECK(size() == 2);
  fs::rename(layers[1] + ".gone", layers[1]);
  fs::permissions(chain, fs::perms::others_write, fs::perm_options::add);
  CHECK(size() == 0);
  fs::permissions(chain, fs::perms::others_write, fs::perm_options::remove);
  fs::remove(layers[0]);
  CHECK(size() == 0);
}

TEST_CASE("no damage to a commit-graph is more than a wrong or an undecided answer", "[git]") {
  TestRepo repo;
  random_history(repo, 3, 20, false);
  repo.git({"commit-graph", "write", "--reachable"});
  const File whole(objects_of(repo) + "/info/commit-graph");
  const Repository opened = believing(repo);
  const Oid base = *opened.commit_of_ref(ref(19)), head = *opened.commit_of_ref(ref(20));
  std::mt19937 random(5);
  int read = 0;
  for (int round = 0; round < 600; ++round) {
    File file = whole;
    for (auto edits = 1 + random() % 4; edits > 0; --edits) {
      const bool is_header = random() % 8 == 0;
      const std::size_t at = random() % (is_header ? 200 : file.bytes.size());
      file.bytes[at] =
          static_cast<char>(random() % 2 == 0 ? random() : file.bytes[at] ^ 1 << random() % 8);
    }
    file.put();
    read += is_read(repo);
    Graph graph(opened);
    try {
      diverge(graph, base, head);
      for (FirstParentWalk line(graph, head); line.next();) continue;
    } catch (const WrongCommitGraph&) {
      continue;
    } catch (const Undecidable&) {
      continue;
    }
  }
  CHECK(read > 100);
  CHECK(read < 600);
}
