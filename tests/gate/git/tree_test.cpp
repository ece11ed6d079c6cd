// SPDX-License-Identifier: MIT
#include "gate/git/tree.h"

#include "gate/base/error.h"
#include "tests/support/catch.h"
#include "tests/support/repo.h"

using namespace hotfix;

namespace {

std::string entry(const std::string& mode, const std::string& name, char id) {
  return mode + " " + name + std::string(1, '\0') + std::string(20, id);
}

// "name old-mode new-mode" of every difference.
std::vector<std::string> differences(const std::string& before, const std::string& after) {
  std::vector<std::string> seen;
  compare_entries(before, after,
                  [&](std::string_view name, const TreeEntry& a, const TreeEntry& b) {
                    seen.push_back(std::string(name) + " " + std::to_string(a.mode) + " " +
                                   std::to_string(b.mode));
                  });
  return seen;
}

const std::string kFile = std::to_string(kModeFile), kFolder = std::to_string(kModeTree);

}  // namespace

TEST_CASE("entries that are equal are passed over", "[git]") {
  const std::string both = entry("100644", "a", 'x') + entry("40000", "b", 'x');
  CHECK(differences(both, both).empty());
  CHECK(differences(both + entry("100644", "c", 'x'), both + entry("100644", "c", 'y')) ==
        std::vector<std::string>{"c " + kFile + " " + kFile});
}

TEST_CASE("a folder is never paired with a file of its name", "[git]") {
  CHECK(differences(entry("100644", "a", 'x'), entry("40000", "a", 'x')) ==
        std::vector<std::string>{"a " + kFile + " 0", "a 0 " + kFolder});
}

TEST_CASE("a tree object that is cut short is undecidable", "[git]") {
  const std::string whole = entry("100644", "a", 'x');
  for (const std::size_t size : {std::size_t{3}, std::size_t{8}, whole.size() - 1}) {
    CHECK_THROWS_AS(differences(whole.substr(0, size), ""), Undecidable);
  }
}

TEST_CASE("a path is found through its folders", "[git]") {
  TestRepo repo;
  repo.commit("one", "a/b/c.js", "x\n");
  const Repository opened = Repository::open(repo.path());
  const Oid tree = parse_oid(repo.id("HEAD^{tree}"));
  CHECK(find_path(opened, tree, "a/b/c.js").id.hex() == repo.id("HEAD:a/b/c.js"));
  CHECK(find_path(opened, tree, "a/b").mode == kModeTree);
  CHECK(find_path(opened, tree, "a/c.js").mode == 0);
  CHECK(find_path(opened, tree, "a/b/c.js/d").mode == 0);
}

TEST_CASE("an entry is found by its name and its kind", "[git]") {
  const std::string tree = entry("100644", "a", 'x') + entry("40000", "b", 'y');
  CHECK(find_entry(tree, "a", false).mode == kModeFile);
  CHECK(find_entry(tree, "a", true).mode == 0);
  CHECK(find_entry(tree, "b", true).mode == kModeTree);
}
