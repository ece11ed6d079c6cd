// SPDX-License-Identifier: MIT
// Tree changes as the files a person would name: renames paired, lines counted.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "gate/git/tree.h"
#include "rules/model/facts.h"

namespace hotfix {

// Files may count as renamed only within one group. Asked once for each file that is added or
// deleted.
using PathGroup = std::function<int(const std::string& path)>;

// One change of a file. Of a rename `path` and `after` are the new file's, `before` the old one's.
struct FileMove {
  TreeChange change;
  std::string old_path;  // empty: it was not renamed
};

// Above so many pairs of added and deleted files, which neither id nor name has paired, no content
// is compared: they stay added and deleted. git's default for diff.renameLimit is the same, 1000
// files on both sides.
inline constexpr std::size_t kMostPairs = 1000 * 1000;

// Every change once, by path; deleted files paired with added ones, as git does it: by equal
// content, then with `by_likeness` files of the same name that are much alike, then those that
// are most alike, half of it at least.
std::vector<FileMove> pair_renames(const Repository& repository,
                                   const std::vector<TreeChange>& changes, bool by_likeness,
                                   const PathGroup& group);

// What a person sees of one of them; with `lines` its line facts are filled in, too. PathClass and
// all that depends on it are left to the caller.
ChangedFile changed_file(const Repository& repository, const FileMove& move, bool lines);

// The same with what a person sees of each file. With `lines` renames are paired by likeness too
// and line facts are filled in. PathClass and `manifest` are left to the caller.
std::vector<ChangedFile> changed_files(const Repository& repository,
                                       const std::vector<TreeChange>& changes, bool lines,
                                       const PathGroup& group);

}  // namespace hotfix
