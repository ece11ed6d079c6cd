// SPDX-License-Identifier: MIT
// Trees compared by walking both at once and skipping whatever has the same id: the cost is that of
// the change, not of the repository.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gate/git/repository.h"

namespace hotfix {

inline constexpr unsigned kModeTree = 0040000;
inline constexpr unsigned kModeFile = 0100644;
inline constexpr unsigned kModeSymlink = 0120000;
inline constexpr unsigned kModeSubmodule = 0160000;

// One side of a change; mode 0 and the zero id when the path is not there.
struct TreeEntry {
  unsigned mode = 0;
  Oid id;
  bool operator==(const TreeEntry&) const = default;
};

struct TreeChange {
  std::string path;
  TreeEntry before, after;
  bool operator==(const TreeChange&) const = default;
};

// Every blob, symlink or submodule that differs, by path. The zero id is the empty tree.
std::vector<TreeChange> diff_trees(const Repository& repository, const Oid& before,
                                   const Oid& after);

// The folder `id`; nullptr, without content, for the zero id.
std::shared_ptr<const Object> read_folder(const Repository& repository, const Oid& id);
std::string_view content_of(const std::shared_ptr<const Object>& folder);

// Is given one entry that differs: a folder counts as one entry, and is never paired with a file.
using EntryVisitor =
    std::function<void(std::string_view name, const TreeEntry& before, const TreeEntry& after)>;

// Compares the contents of two tree objects (empty: the folder is not there), one level deep.
void compare_entries(std::string_view before, std::string_view after, const EntryVisitor& visit);

// The entry of that name and kind in the content of a tree object; mode 0 when there is none.
TreeEntry find_entry(std::string_view tree, std::string_view name, bool is_folder);

// What is at `path` ("a/b.c"); mode 0 when nothing is.
TreeEntry find_path(const Repository& repository, const Oid& tree, std::string_view path);

}  // namespace hotfix
