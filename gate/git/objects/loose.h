// SPDX-License-Identifier: MIT
// Loose objects, read without libgit2, which never comes back from one that was cut short.
// Format: "Loose Objects" in gitformat-loose(5), and loose-object.c of git.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_set>

#include "gate/git/objects/inflater.h"
#include "gate/git/objects/object.h"
#include "gate/git/objects/oid.h"

namespace hotfix {

// Those of one repository, without its alternates. A folder is listed when it is first asked for.
class LooseObjects {
 public:
  // "<git directory>/objects".
  explicit LooseObjects(std::string folder = {}) : folder_(std::move(folder)) {}

  // nullopt: there is no such object here, or not any more, or it is larger than 1 GiB, which
  // libgit2 is left to read. Throws Undecidable for a damaged one.
  std::optional<Object> read(const Oid& id);
  // Bytes of the content, by what the object says itself.
  std::optional<std::uint64_t> size_of(const Oid& id);

  bool contains(const Oid& id);

 private:
  std::string folder_;
  std::array<bool, 256> is_listed_{};
  std::unordered_set<Oid> ids_;
  Inflater inflater_;
};

}  // namespace hotfix
