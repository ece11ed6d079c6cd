// SPDX-License-Identifier: MIT
// Packs as git writes them, and as they are when they are damaged.
#include "gate/git/objects/packs.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <sstream>

#include "gate/base/error.h"
#include "gate/git/repository.h"
#include "tests/support/catch.h"
#include "tests/support/repo.h"

using namespace hotfix;
namespace fs = std::filesystem;

namespace {

// Files that grow, so that git packs them as deltas on each other.
void write_history(TestRepo& repo, int commits) {
  std::string text;
  for (int i = 0; i < commits; ++i) {
    for (int line = 0; line < 20; ++line) text += "line " + std::to_string(i * line) + "\n";
    repo.commit("step " + std::to_string(i), "a/" + std::to_string(i % 3) + ".js", text);
  }
  repo.git({"tag", "-a", "-m", "a tag", "v1"});
}

std::string objects_of(const TestRepo& repo) { return repo.path() + "/.git/objects"; }

// All objects, with their type and size, as git tells them.
std::map<std::string, std::pair<std::string, std::string>> all_by_git(const TestRepo& repo) {
  std::map<std::string, std::pair<std::string, std::string>> all;
  std::istringstream lines(repo.git({"cat-file", "--batch-all-objects", "--batch-check"}));
  for (std::string id, type, size; lines >> id >> type >> size;) all[id] = {type, size};
  return all;
}

std::string content_by_git(const TestRepo& repo, const std::string& id, const std::string& type) {
  return repo.run({"cat-file", type, id}).out;
}

// Versions of a file that differ in a few lines each, the newest last, which git packs as deltas on
// deltas. Their ids.
std::vector<Oid> write_versions(const TestRepo& repo, int count) {
  std::mt19937 random(7);
  std::vector<std::string> text(400);
  std::string stream = "reset refs/heads/versions\n";
  for (int i = 0; i < count; ++i) {
    for (std::size_t n = i == 0 ? text.size() : 3; n > 0; --n) {
      text[i == 0 ? n - 1 : random() % text.size()] = std::to_string(random()) + "\n";
    }
    std::string all;
    for (const std::string& line : text) all += line;
    stream += "commit refs/heads/versions\ncommitter A <a@b> " + std::to_string(i + 1) +
              " +0000\ndata 0\nM 644 inline a.js\ndata " + std::to_string(all.size()) + "\n" + all +
              "\n";
  }
  REQUIRE(repo.run({"fast-import", "--quiet"}, stream).status == 0);
  repo.git({"-c", "pack.threads=1", "repack", "-adfq", "--depth=50", "--window=10"});
  std::vector<Oid> ids;
  std::istringstream commits(repo.git({"rev-list", "--reverse", "versions"}));
  for (std::string commit; commits >> commit;) ids.push_back(parse_oid(repo.id(commit + ":a.js")));
  return ids;
}

// Deltas on one object, at most: the last of "chain length = 3: 2 objects".
int longest_chain(const TestRepo& repo) {
  std::istringstream lines(repo.sh("git verify-pack -v .git/objects/pack/*.idx").out);
  constexpr std::string_view kMark = "chain length = ";
  int longest = 0;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with(kMark)) longest = std::max(longest, std::stoi(line.substr(kMark.size())));
  }
  return longest;
}

// Compares every object with git's.
void check_all(const TestRepo& repo) {
  Packs packs(objects_of(repo));
  for (const auto& [id, told] : all_by_git(repo)) {
    INFO(id);
    const auto object = packs.read(parse_oid(id));
    REQUIRE(object.has_value());
    CHECK(object->type() == object_type(told.first));
    CHECK(object->data() == content_by_git(repo, id, told.first));
    CHECK(packs.size_of(parse_oid(id)) == std::stoul(told.second));
    CHECK(packs.contains(parse_oid(id)));
    CHECK(packs.type_of(parse_oid(id)).value_or(object->type()) == object->type());
  }
}

std::string only_pack(const TestRepo& repo, const std::string& extension) {
  for (const auto& file : fs::directory_iterator(objects_of(repo) + "/pack")) {
    if (file.path().extension() == extension) return file.path().string();
  }
  return {};
}

std::string bytes_of(const std::string& path) {
  std::ostringstream bytes;
  bytes << std::ifstream(path, std::ios::binary).rdbuf();
  return bytes.str();
}

void put(const std::string& path, const std::string& bytes) {
  fs::permissions(path, fs::perms::owner_write, fs::perm_options::add);
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

std::string number(std::uint64_t value, int width) {
  std::string bytes;
  for (int i = width - 1; i >= 0; --i) bytes += static_cast<char>(value >> (8 * i));
  return bytes;
}

}  // namespace

TEST_CASE("every object of a pack is read as git reads it", "[git]") {
  TestRepo repo;
  write_history(repo, 12);
  repo.git({"repack", "-adfq", "--depth=50"});
  check_all(repo);
  repo.git({"-c", "repack.useDeltaBaseOffset=false", "repack", "-adfq"});
  check_all(repo);
}

TEST_CASE("a long line of deltas is read from either end, and in any order", "[git]") {
  const TestRepo repo;
  std::vector<Oid> ids = write_versions(repo, 40);
  REQUIRE(longest_chain(repo) > 8);
  std::map<std::string, std::string> expected;
  for (const Oid& id : ids) expected[id.hex()] = content_by_git(repo, id.hex(), "blob");
  const auto check = [&] {
    Packs packs(objects_of(repo));
    for (const Oid& id : ids) {
      const auto object = packs.read(id);
      REQUIRE(object.has_value());
      CHECK(object->data() == expected[id.hex()]);
    }
  };
  check();
  std::reverse(ids.begin(), ids.end());
  check();
  std::shuffle(ids.begin(), ids.end(), std::mt19937(8));
  check();
}

TEST_CASE("of several packs each is looked into, and one that comes later is libgit2's", "[git]") {
  TestRepo repo;
  write_history(repo, 4);
  repo.git({"repack", "-dq"});
  const std::string more = repo.commit("more", "b.js", "b\n");
  repo.git({"repack", "-dq"});
  check_all(repo);
  Packs packs(objects_of(repo));
  const Repository opened = Repository::open(repo.path());
  REQUIRE(packs.contains(parse_oid(more)));
  REQUIRE(opened.contains(parse_oid(more)));
  const std::string last = repo.commit("last", "c.js", "c\n");
  repo.git({"repack", "-dq"});
  CHECK_FALSE(packs.read(parse_oid(last)).has_value());
  CHECK(opened.read(parse_oid(last), ObjectType::commit).type() == ObjectType::commit);
}

TEST_CASE("what is not in a pack is not found there", "[git]") {
  TestRepo repo;
  const std::string loose = repo.commit("one");
  Packs none(objects_of(repo));
  CHECK_FALSE(none.read(parse_oid(loose)).has_value());
  repo.git({"repack", "-adq"});
  Packs packs(objects_of(repo));
  for (const char* id : {"0", "f", "8"}) {
    CHECK_FALSE(packs.contains(parse_oid(std::string(40, *id))));
    CHECK_FALSE(packs.size_of(parse_oid(std::string(40, *id))).has_value());
  }
  CHECK_FALSE(Packs(repo.root() + "/nowhere").contains(parse_oid(loose)));
}

TEST_CASE("thousands of objects in one pack are all found", "[git]") {
  TestRepo repo;
  std::string stream = "commit refs/heads/many\ncommitter A <a@b> 1 +0000\ndata 0\n";
  for (int i = 0; i < 5000; ++i) {
    const std::string text = std::to_string(i);
    stream +=
        "M 644 inline f" + text + "\ndata " + std::to_string(text.size()) + "\n" + text + "\n";
  }
  REQUIRE(repo.run({"-c", "fastimport.unpackLimit=0", "fast-import", "--quiet"}, stream).status ==
          0);
  Packs packs(objects_of(repo));
  std::size_t found = 0;
  for (const auto& [id, told] : all_by_git(repo)) found += packs.contains(parse_oid(id)) ? 1 : 0;
  CHECK(found == 5002);
}

TEST_CASE("a large pack's offsets of eight bytes are followed", "[git]") {
  TestRepo repo;
  write_history(repo, 3);
  repo.git({"repack", "-adq"});
  const std::string pack = only_pack(repo, ".pack"), index = only_pack(repo, ".idx");
  fs::permissions(index, fs::perms::owner_write, fs::perm_options::add);
  repo.git({"index-pack", "--index-version=2,0x1", "-o", index, pack});
  check_all(repo);
}

TEST_CASE("an index of version 1 is libgit2's", "[git]") {
  TestRepo repo;
  const std::string id = repo.commit("one");
  repo.git({"-c", "pack.indexVersion=1", "repack", "-adq"});
  CHECK_FALSE(Packs(objects_of(repo)).contains(parse_oid(id)));
  CHECK(Repository::open(repo.path()).read(parse_oid(id), ObjectType::commit).data().size() > 0);
}

TEST_CASE("an index that speaks of more than it has room for is not believed", "[git]") {
  TestRepo repo;
  const std::string id = repo.commit("one");
  repo.git({"repack", "-adq"});
  const std::string index = only_pack(repo, ".idx"), whole = bytes_of(index);
  std::string many = whole;
  many.replace(8 + 255 * 4, 4, number(0x7fffffff, 4));
  put(index, many);
  CHECK_FALSE(Packs(objects_of(repo)).contains(parse_oid(id)));
  CHECK_THROWS_AS(Repository::open(repo.path()).read(parse_oid(id), ObjectType::commit),
                  Undecidable);
  put(index, whole.substr(0, 1000));
  CHECK_FALSE(Packs(objects_of(repo)).contains(parse_oid(id)));
  put(index, "");
  CHECK_FALSE(Packs(objects_of(repo)).contains(parse_oid(id)));
}

TEST_CASE("an index without its pack, or with another one, has nothing", "[git]") {
  TestRepo repo;
  const std::string id = repo.commit("one");
  repo.git({"repack", "-adq"});
  const std::string pack = only_pack(repo, ".pack"), whole = bytes_of(pack);
  for (const std::string& other : {"JUNK" + whole.substr(4), whole.substr(0, 8), std::string()}) {
    put(pack, other);
    CHECK_FALSE(Packs(objects_of(repo)).contains(parse_oid(id)));
  }
  fs::remove(pack);
  CHECK_FALSE(Packs(objects_of(repo)).contains(parse_oid(id)));
  CHECK_THROWS_WITH(Repository::open(repo.path()).read(parse_oid(id), ObjectType::commit),
                    contains("is missing"));
}

TEST_CASE("whatever is overwritten in a pack, no object is read as another one", "[git]") {
  TestRepo repo;
  write_history(repo, 6);
  repo.git({"repack", "-adfq"});
  const auto all = all_by_git(repo);
  std::mt19937 random(7);
  for (const char* extension : {".pack", ".idx"}) {
    const std::string file = only_pack(repo, extension), whole = bytes_of(file);
    for (int i = 0; i < 60; ++i) {
      std::string damaged = whole;
      if (i % 4 == 0) damaged.resize(random() % damaged.size());
      for (int n = 0; n < 8 && !damaged.empty(); ++n) {
        damaged[random() % damaged.size()] = static_cast<char>(random());
      }
      put(file, damaged);
      const Repository opened = Repository::open(repo.path());
      for (const auto& [id, told] : all) {
        try {
          const Object object = opened.read(parse_oid(id), *object_type(told.first));
          CHECK(object.data().size() == std::stoul(told.second));
        } catch (const Undecidable&) {
        }
      }
    }
    put(file, whole);
  }
}

TEST_CASE("a delta that is damaged makes nothing", "[git]") {
  using namespace std::string_literals;
  const std::string base = "0123456789";
  std::string made;
  CHECK(apply_delta(base, "\x0a\x05\x91\x02\x03\x02xy"s, made));
  CHECK(made == "234xy");
  CHECK(apply_delta(base, "\x0a\x00"s, made));
  CHECK(made.empty());
  for (const std::string& damaged : {
           ""s, "\x0a"s,                                         // no sizes
           "\x09\x03\x03xyz"s,                                   // of another base
           "\x0a\x03\x00xyz"s,                                   // a step that git keeps for later
           "\x0a\x03\x04xyz"s,                                   // bytes that are not there
           "\x0a\x03\x91\x09\x03"s,                              // a copy beyond the base
           "\x0a\x03\x91\x02"s,                                  // half a copy
           "\x0a\x02\x03xyz"s,                                   // more than it says
           "\x0a\x04\x03xyz"s,                                   // less
           "\x0a\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"s,  // a size beyond all numbers
       }) {
    INFO(damaged);
    CHECK_FALSE(apply_delta(base, damaged, made));
  }
}
