// SPDX-License-Identifier: MIT
// Loose objects, read without libgit2, which never comes back from one that was cut short.
// Format: "Loose Objects" in gitformat-loose(5), and loose-object.c of git.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "gate/git/objects/inflater.h"
#include "gate/git/objects/object.h"
#include "gate/git/objects/oid.h"
#include "gate/git/objects/recent.h"

namespace hotfix {

// Those of one repository, without its alternates.
class LooseObjects {
 public:
  // "<git directory>/objects".
  explicit LooseObjects(std::string folder = {}) : folder_(std::move(folder)) {}

  // nullopt: there is no such object here, or its file cannot be opened, or it is larger than
  // 1 GiB: libgit2 is left to read it. Throws Undecidable for a damaged one.
  std::optional<Object> read(const Oid& id);
  // Bytes of the content, by what the object says itself.
  std::optional<std::uint64_t> size_of(const Oid& id);

  bool contains(const Oid& id) const;

 private:
  struct File {
    std::string bytes;   // all of it, or its first ones
    std::uint64_t size;  // of all
  };
  std::optional<File> open(const Oid& id, std::uint64_t most);

  std::string folder_;
  Inflater inflater_;
  // What small files hold, packed: who asks for a size may ask for the content next.
  Recent<std::string> recent_;
};

}  // namespace hotfix
