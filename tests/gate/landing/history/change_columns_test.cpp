// SPDX-License-Identifier: MIT
#include "gate/landing/history/change_columns.h"

#include <algorithm>
#include <filesystem>

#include "gate/base/error.h"
#include "tests/gate/landing/history.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

HistoryStep step(std::vector<std::size_t> parents, std::map<std::string, std::string> files) {
  HistoryStep made;
  made.parents = std::move(parents);
  made.files = std::move(files);
  return made;
}

// The changes of `path` between the first and the last of `ids`, by their commits' order.
std::vector<FileChange> changes_of_path(ChangeColumns& columns, CommitTable& table,
                                        const std::vector<Oid>& ids, std::string_view path) {
  std::vector<FileChange> found = columns.of(path, *table.window(ids.front(), ids.back()));
  std::sort(found.begin(), found.end(),
            [](const FileChange& a, const FileChange& b) { return a.commit < b.commit; });
  return found;
}

}  // namespace

TEST_CASE("a path has the changes of every commit that touched it", "[landing]") {
  const TestRepo repo;
  const auto ids =
      import(repo, {step({}, {{"a.txt", "1"}, {"b.txt", "1"}}),
                    step({0}, {{"a.txt", "2"}, {"b.txt", "1"}}),
                    step({1}, {{"a.txt", "2"}, {"b.txt", "2"}}), step({2}, {{"b.txt", "2"}})});
  const Repository repository = Repository::open(repo.path());
  CommitTable table(repository);
  ChangeColumns columns(repository, table);
  const auto found = changes_of_path(columns, table, ids, "a.txt");
  REQUIRE(found.size() == 2);
  CHECK(table[found[0].commit].id == ids[1]);
  CHECK(table[found[1].commit].id == ids[3]);
  CHECK(found[1].after.mode == 0);
  CHECK(found[1].before == found[0].after);
}

TEST_CASE("a path that nobody touched has no changes", "[landing]") {
  const TestRepo repo;
  const auto ids = import(repo, row_of(3));
  const Repository repository = Repository::open(repo.path());
  CommitTable table(repository);
  ChangeColumns columns(repository, table);
  CHECK(changes_of_path(columns, table, ids, "src/none.txt").empty());
  CHECK(changes_of_path(columns, table, ids, "none/0.txt").empty());
}

TEST_CASE("a merge changed only what differs from each of its parents", "[landing]") {
  const TestRepo repo;
  const auto ids = import(repo, {step({}, {{"a.txt", "1"}, {"b.txt", "1"}}),
                                 step({0}, {{"a.txt", "2"}, {"b.txt", "1"}}),
                                 step({0}, {{"a.txt", "1"}, {"b.txt", "2"}}),
                                 step({1, 2}, {{"a.txt", "2"}, {"b.txt", "both"}})});
  const Repository repository = Repository::open(repo.path());
  CommitTable table(repository);
  ChangeColumns columns(repository, table);
  CHECK(changes_of_path(columns, table, ids, "a.txt").size() == 1);
  CHECK(changes_of_path(columns, table, ids, "b.txt").size() == 2);
}

TEST_CASE("a folder is compared once, whatever is asked below it", "[landing]") {
  const TestRepo repo;
  const auto ids = import(repo, row_of(10));
  const Repository repository = Repository::open(repo.path());
  CommitTable table(repository);
  ChangeColumns columns(repository, table);
  changes_of_path(columns, table, ids, "src/1.txt");
  const std::size_t compared = columns.compared();
  CHECK(compared > 0);
  CHECK(changes_of_path(columns, table, ids, "src/2.txt").size() == 2);
  CHECK(columns.compared() == compared);
}

// Half of it was read when the damage showed: none of that may be kept.
TEST_CASE("a change that was met in a damaged folder is filed once when it is sound again",
          "[landing]") {
  const TestRepo repo;
  const auto ids = import(repo, {step({}, {{"a.txt", "1"}, {"b.txt", "1"}}),
                                 step({0}, {{"a.txt", "2"}, {"b.txt", "2"}})});
  const Oid tree = parse_oid(repo.id(ids.back().hex() + "^{tree}"));
  RecordWriter kept;
  {
    const Repository repository = Repository::open(repo.path());
    CommitTable table(repository);
    ChangeColumns columns(repository, table);
    table.number(ids.back());
    // The same tree, cut short in its second entry.
    const ProgramResult cut = repo.sh("hex=" + tree.hex() + R"(
            file=.git/objects/$(echo $hex | cut -c1-2)/$(echo $hex | cut -c3-)
            cp $file ../whole
            git cat-file tree $hex | head -c 40 > ../short
            other=$(git hash-object -t tree -w --literally ../short)
            mv -f .git/objects/$(echo $other | cut -c1-2)/$(echo $other | cut -c3-) $file)");
    REQUIRE(cut.status == 0);
    CHECK_THROWS_AS(changes_of_path(columns, table, ids, "a.txt"), Undecidable);
    table.save(kept);
    columns.save(kept);
    repo.sh("mv -f ../whole .git/objects/" + tree.hex().substr(0, 2) + "/" + tree.hex().substr(2));
  }
  const Repository repository = Repository::open(repo.path());
  CommitTable table(repository);
  ChangeColumns columns(repository, table);
  RecordReader reader(kept.bytes());
  REQUIRE(table.load(reader));
  REQUIRE(columns.load(reader));
  CHECK(changes_of_path(columns, table, ids, "a.txt").size() == 1);
}
