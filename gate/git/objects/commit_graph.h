// SPDX-License-Identifier: MIT
// git's commit-graph: who is whose parent, and when, of all commits that were there when git last
// wrote it. Format: gitformat-commit-graph(5), gitformat-chunk(5).
//
// What it says may be wrong: it may be damaged, or made by somebody. So
// - it is read only where the program says so (Repository::trust_clone). The programs that a person
//   starts do; those of a CI do not, whose clone an earlier step may have left;
// - it is read only where the file, and the folders it lies in up to `objects`, are the user's own,
//   no symbolic links, and nobody else may write them (Writers::own_group). Who can write there can
//   write hooks, too;
// - it is believed only about commits that a walk passes by. What is looked at is read as an object
//   (the tips, the merge bases, the commits of the judged branch), and when that has other parents,
//   another tree or another date, nothing that rests on the file is kept (WrongCommitGraph).
// What is newer than the file, or in an alternate, is read as objects.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gate/git/objects/file_bytes.h"
#include "gate/git/objects/id_table.h"
#include "gate/git/objects/oid.h"

namespace hotfix {

class CommitGraph {
 public:
  // A commit by its place in all layers of a chain together; below size().
  using Position = std::uint32_t;
  // A row that cannot be read.
  struct Damaged {};

  // Parents as they are stored: for parents() alone.
  struct Edges {
    std::uint32_t first = 0, second = 0;
  };
  struct Row {
    Oid tree;
    Edges edges;
    std::uint32_t level = 0;  // higher than that of any parent
    std::int64_t time = 0;    // the committer's, its lowest 34 bits
  };

  // The commit-graph in "<git directory>/objects", or those layers of a chain that are whole, from
  // the oldest up. Empty when there is none, or none that may be believed. Never throws.
  static CommitGraph open(const std::string& objects);

  std::size_t size() const { return size_; }
  std::optional<Position> find(const Oid& id) const;
  // These throw Damaged.
  Oid id(Position commit) const;
  Row row(Position commit);
  // Puts the parents in the place of what `parents` has.
  void parents(Position commit, const Edges& edges, std::vector<Position>& parents) const;
  // After a long walk: what is mapped of the file counts as this program's memory.
  void unmap();

 private:
  // One file, and where what it has begins; all of that was found to be there.
  struct Layer {
    FileBytes file;
    std::string hash;               // of the file, hexadecimal
    Position below = 0, count = 0;  // commits of the layers below it, and its own
    IdTable table;
    std::uint64_t ids = 0, rows = 0, edges = 0;
    std::size_t edge_count = 0;
    MappedFile mapped;  // the first of its rows; nothing before many were read
  };

  bool add(FileBytes file, std::string_view expected_hash);
  bool names_layers(std::string_view bases) const;
  std::size_t layer_of(Position commit) const;

  std::vector<Layer> layers_;  // the oldest first
  Position size_ = 0;
  std::size_t rows_read_ = 0;
};

}  // namespace hotfix
