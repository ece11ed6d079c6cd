// SPDX-License-Identifier: MIT
#include "gate/git/objects/pack_index.h"

#include <filesystem>
#include <fstream>

#include "gate/base/error.h"
#include "tests/support/catch.h"
#include "tests/support/repo.h"

using namespace hotfix;

namespace {

namespace fs = std::filesystem;

std::string objects_of(const TestRepo& repo) { return repo.path() + "/.git/objects"; }

std::string index_in(const TestRepo& repo) {
  for (const auto& entry : fs::directory_iterator(objects_of(repo) + "/pack")) {
    if (entry.path().extension() == ".idx") return entry.path().string();
  }
  return {};
}

void packed(TestRepo& repo) {
  repo.commit("one", "a.txt", "one\n");
  repo.git({"repack", "-adq"});
  repo.git({"multi-pack-index", "write"});
}

std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// The last entry of the fan-out that begins at `fan_out`: how many objects there are. libgit2
// multiplies it in 32 bits, and 2^30 more are then as many as before.
void lie(const std::string& path, std::size_t fan_out) {
  std::string bytes = read(path);
  bytes.at(fan_out + 1020) = static_cast<char>(bytes.at(fan_out + 1020) | 0x40);
  fs::permissions(path, fs::perms::owner_all);
  std::ofstream(path, std::ios::binary) << bytes;
}

std::size_t fan_out_of(const std::string& path) {
  const std::string bytes = read(path);
  const auto name = bytes.find("OIDF");
  std::size_t at = 0;
  for (int i = 4; i < 12; ++i) at = at << 8 | static_cast<unsigned char>(bytes.at(name + i));
  return at;
}

}  // namespace

TEST_CASE("the indexes that git writes are whole", "[git]") {
  TestRepo repo;
  packed(repo);
  CHECK_NOTHROW(check_pack_indexes(objects_of(repo)));
  repo.git({"-c", "pack.indexVersion=1", "repack", "-adfq"});
  CHECK_NOTHROW(check_pack_indexes(objects_of(repo)));
  CHECK_NOTHROW(check_pack_indexes(repo.root() + "/nowhere"));
}

TEST_CASE("an index of a pack that speaks of more objects than it has is damaged", "[git]") {
  TestRepo repo;
  packed(repo);
  lie(index_in(repo), 8);
  CHECK_THROWS_AS(check_pack_indexes(objects_of(repo)), Undecidable);
}

TEST_CASE("so is one of the old format", "[git]") {
  TestRepo repo;
  repo.commit("one", "a.txt", "one\n");
  repo.git({"-c", "pack.indexVersion=1", "repack", "-adq"});
  lie(index_in(repo), 0);
  CHECK_THROWS_AS(check_pack_indexes(objects_of(repo)), Undecidable);
}

TEST_CASE("so is a multi-pack-index", "[git]") {
  TestRepo repo;
  packed(repo);
  const std::string path = objects_of(repo) + "/pack/multi-pack-index";
  lie(path, fan_out_of(path));
  CHECK_THROWS_AS(check_pack_indexes(objects_of(repo)), Undecidable);
}

TEST_CASE("an index that is borrowed is looked at too", "[git]") {
  TestRepo repo, other;
  packed(other);
  lie(index_in(other), 8);
  std::ofstream(objects_of(repo) + "/info/alternates") << objects_of(other) << "\n";
  CHECK_THROWS_AS(check_pack_indexes(objects_of(repo)), Undecidable);
}

TEST_CASE("what is cut short is left to libgit2", "[git]") {
  TestRepo repo;
  packed(repo);
  const std::string path = index_in(repo);
  fs::permissions(path, fs::perms::owner_all);
  for (const std::size_t size : {0u, 7u, 500u}) {
    fs::resize_file(path, size);
    CHECK_NOTHROW(check_pack_indexes(objects_of(repo)));
  }
}
