// SPDX-License-Identifier: MIT
// Proof that bytes were written by this user's own programs: a keyed hash (SipHash-2-4) whose key
// lies in the user's home, where nothing that comes with a repository can read it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace hotfix {

class Seal {
 public:
  using Key = std::array<unsigned char, 16>;
  explicit Seal(const Key& key) : key_(key) {}

  // With the key in ~/.local/state/hotfix/seal, made when it is missing. nullopt: there is no home,
  // or the key is not this user's own and nobody else's.
  static std::optional<Seal> of_this_user();

  std::uint64_t of(std::string_view bytes) const;

 private:
  Key key_;
};

}  // namespace hotfix
