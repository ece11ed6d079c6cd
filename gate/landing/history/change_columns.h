// SPDX-License-Identifier: MIT
// What commits changed, path by path. A folder is compared only when somebody asks for a path below
// it, once for each commit that changed it, and the answer stays: thousands of questions cost what
// one walk does.
#pragma once

#include <map>
#include <string>
#include <unordered_set>
#include <vector>

#include "gate/git/tree.h"
#include "gate/landing/history/commit_table.h"

namespace hotfix {

// A commit's change of one file.
struct FileChange {
  CommitNumber commit = kNoCommit;
  TreeEntry before, after;
};

class ChangeColumns {
 public:
  ChangeColumns(const Repository& repository, const CommitTable& table)
      : repository_(repository), table_(table) {}

  // The changes of the file `path` by members of the window, in no order. Of a merge only what
  // differs from every parent; `before` is the first parent's.
  std::vector<FileChange> of(std::string_view path, const CommitWindow& window);

  // How many changes of folders were compared.
  std::size_t compared() const { return compared_; }

  void save(RecordWriter& to) const;
  // Only into empty columns, after the table. False, and they stay empty, when the bytes make no
  // sense.
  bool load(RecordReader& from);
  void clear();

 private:
  // A commit's change of a folder that was not compared yet. The zero id: it was not there.
  struct FolderChange {
    CommitNumber commit = kNoCommit;
    Oid after, before;
    std::vector<Oid> others;  // at the further parents of a merge
  };
  // All that is known of one path.
  struct Column {
    std::vector<FileChange> files;
    std::vector<FolderChange> folders;
    std::map<std::string, Column, std::less<>> children;
  };

  // One entry of a folder that a commit changed.
  struct EntryChange {
    std::string_view name;
    TreeEntry before, after;
    std::vector<TreeEntry> others;  // at the further parents of a merge
    bool is_folder = false;
  };

  void admit(const CommitWindow& window);
  void compare_folders(Column& column, const CommitWindow& window);
  void compare(Column& column, const FolderChange& change);
  static void file(Column& column, CommitNumber commit, const EntryChange& entry);
  static void save(const Column& column, RecordWriter& to);
  bool load(Column& column, RecordReader& from, int depth);

  const Repository& repository_;
  const CommitTable& table_;
  Column root_;
  std::vector<bool> admitted_;  // by number: the commit's root folder is, or was, in root_.folders
  std::size_t compared_ = 0;
};

}  // namespace hotfix
