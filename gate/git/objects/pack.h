// SPDX-License-Identifier: MIT
// One pack, read without libgit2: that maps its files, which counts as this program's memory, and
// sets up zlib anew for each object. Format: gitformat-pack(5); of the index version 2, which git
// has written since 1.6.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "gate/git/objects/file_bytes.h"
#include "gate/git/objects/id_table.h"
#include "gate/git/objects/inflater.h"
#include "gate/git/objects/object.h"
#include "gate/git/objects/oid.h"

namespace hotfix {

// What a pack holds for one object. Nothing throws, and nothing is believed: a size may be wrong, a
// base not there.
struct PackEntry {
  std::optional<ObjectType> type;  // nullopt: a delta
  std::uint64_t size = 0;          // bytes of the content, or of the delta
  std::uint64_t base = 0;          // of a delta: where its base is in the pack; 0: elsewhere
  std::uint64_t begin = 0;         // of its zlib stream
};

class Pack {
 public:
  // "<folder>/pack-<hash>", without ".idx" and ".pack".
  explicit Pack(const std::string& stem);

  // Where the object's entry begins; nullopt: it is not in this pack, or the index cannot be read.
  std::optional<std::uint64_t> find(const Oid& id) const;

  // Whether the pack of that index is there, by its first bytes. Ask it before what follows.
  bool is_there();

  std::optional<PackEntry> entry(std::uint64_t offset);
  // The content of an entry, or its delta; nullopt when it is damaged, or too large to be read
  // here.
  std::optional<std::string> unpack(const PackEntry& entry, Inflater& inflater);
  // Its first bytes, `most` or fewer.
  std::string start_of(const PackEntry& entry, std::size_t most, Inflater& inflater);

 private:
  bool is_index_usable() const;
  std::optional<std::uint64_t> offset_at(std::uint64_t position) const;
  // What the file has from there, some bytes at least; empty at its end. Valid until the next call.
  std::string_view bytes_at(std::uint64_t offset);

  std::string stem_;
  FileBytes index_;
  std::optional<FileBytes> data_;  // opened when it is first asked for
  bool is_sound_ = false;          // of data_
  IdTable ids_;                    // empty: there is nothing that can be read
  std::string window_;
  std::uint64_t window_at_ = 0;
};

// Puts what a delta makes of its base in the place of what `result` has. False when it is damaged
// or not one of this base.
bool apply_delta(std::string_view base, std::string_view delta, std::string& result);

// The size of what a delta makes, by its first bytes.
std::optional<std::uint64_t> size_after_delta(std::string_view start);

}  // namespace hotfix
