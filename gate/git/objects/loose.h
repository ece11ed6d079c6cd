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
#include "gate/git/objects/unpacked_size.h"

namespace hotfix {

// Those of one repository, without its alternates.
class LooseObjects {
 public:
  // "<git directory>/objects".
  explicit LooseObjects(std::string folder = {}) : folder_(std::move(folder)) {}

  // nullopt: there is no such object here, or its file cannot be opened, or one of both is larger
  // than `most` bytes. Throws Undecidable for a damaged one.
  std::optional<Object> read(const Oid& id, std::uint64_t most = kMostUnpacked);
  // Bytes of the content, by what the object says itself.
  std::optional<std::uint64_t> size_of(const Oid& id);

  bool contains(const Oid& id) const;

 private:
  std::string folder_;
  Inflater inflater_;
};

}  // namespace hotfix
