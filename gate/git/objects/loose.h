// SPDX-License-Identifier: MIT
// Loose objects, read without libgit2, which never comes back from one that was cut short.
// Format: "Loose Objects" in gitformat-loose(5), and loose-object.c of git.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "gate/git/objects/inflater.h"
#include "gate/git/objects/object.h"
#include "gate/git/objects/oid.h"

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
  // The small files that were read last, packed: who asks for a size may ask for the content next.
  class RecentFiles {
   public:
    static constexpr std::size_t kLargest = 4096;  // bytes

    const std::string* find(const Oid& id) const;  // null: it is not among them
    void add(const Oid& id, std::string packed);

   private:
    std::array<std::pair<Oid, std::string>, 8> files_;
    std::size_t next_ = 0;  // the place of the oldest
  };

  struct File {
    std::string bytes;   // all of it, or its first ones
    std::uint64_t size;  // of all
  };
  std::optional<File> open(const Oid& id, std::uint64_t most);

  std::string folder_;
  Inflater inflater_;
  RecentFiles recent_;
};

}  // namespace hotfix
