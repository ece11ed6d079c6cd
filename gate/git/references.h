// SPDX-License-Identifier: MIT
#pragma once

#include <sys/stat.h>

#include <string>
#include <string_view>

#include "gate/git/objects/oid.h"

namespace hotfix {

// The references of one repository that lie in files: loose ones and packed-refs
// (gitrepository-layout(5), git-pack-refs(1)).
class References {
 public:
  // "<git directory>" that the worktrees share.
  explicit References(std::string common_dir = {}) : common_dir_(std::move(common_dir)) {}

  // What is known of one reference. `nowhere`: no file holds it, and none is damaged. `unclear`:
  // libgit2 or git has to tell, such as of a file that holds no id.
  struct State {
    enum class Kind { found, nowhere, unclear } kind;
    Oid id = {};  // what a found one holds: an annotated tag is not peeled
  };

  // By its full name ("refs/heads/main"); what a symbolic one stands for.
  State find(const std::string& name) const;

 private:
  // packed-refs, as it was read last.
  struct Packed {
    std::string text;
    struct stat status = {};  // st_ino 0: there is no such file
    bool is_sorted = false;
    enum class Whole { unknown, yes, no } is_whole = Whole::unknown;
  };

  State find(const std::string& name, int depth) const;
  State find_packed(const std::string& name) const;
  // Only when it has changed, or was not read before.
  void read_packed() const;
  bool is_packed_whole() const;

  std::string common_dir_;
  mutable Packed packed_;
  mutable bool is_read_ = false;
};

}  // namespace hotfix
