// SPDX-License-Identifier: MIT
// What a changed file is: by its path, and where that may be chance, by what is in it and where it
// lies.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "gate/git/attributes.h"
#include "gate/git/tree.h"
#include "gate/policy/policy.h"

namespace hotfix {

// Is there a test in the text: a test case, and something that it checks?
bool holds_tests(const Policy& policy, std::string_view path, std::string_view text);

// The classes of paths, each found out once.
class PathClasses {
 public:
  // What `production` says of paths is believed, never what the judged branch says.
  PathClasses(const Repository& repository, const Policy& policy, const Oid& production);

  // `entry` is what to look into: the file as it was, or as it is when it is new.
  PathClass of(const std::string& path, const TreeEntry& entry);

  // A file of production that has all lines of the new test `entry` but for titles and imports;
  // empty: none is found. Looked for beside it; equal content in the whole folder of tests.
  std::string original_of(const std::string& path, const TreeEntry& entry) const;

 private:
  PathClass find_out(const std::string& path, const TreeEntry& entry);
  PathClass declared(const std::string& path, PathClass otherwise) const;
  bool is_test(const std::string& path, const TreeEntry& entry);
  bool is_program(const std::string& path, const TreeEntry& entry) const;
  bool is_among_tests(const std::string& path) const;
  bool has_tests(const std::string& folder);
  bool look_for_tests(const std::string& folder) const;
  std::string likely_folder(const std::string& path) const;
  bool is_here(const TreeEntry& entry) const;
  std::string read(const TreeEntry& entry) const;

  const Repository& repository_;
  const Policy& policy_;
  Attributes attributes_;
  Oid tree_;  // production's
  std::unordered_map<std::string, PathClass> known_;
  std::unordered_map<std::string, bool> has_tests_;  // by folder
};

// What was taken for third-party code, or for the cache of a package manager, though neither a
// manifest nor a lock file changed with it, was changed by hand: it is code.
void find_changes_by_hand(std::vector<ChangedFile>& files, const Policy& policy);

}  // namespace hotfix
