// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "gate/git/repository.h"

namespace hotfix {

// A file in <common git dir>/hotfix that is believed only when this user's own programs wrote it,
// for this repository: it is private (gate/base/private_file.h) and bears the user's seal
// (gate/memory/seal.h), which also binds its name, its version and the folder. A repository from
// elsewhere brings nothing that is believed. Nothing throws. With HOTFIX_NO_CACHE in the
// environment it is neither read nor written, and neither in a shallow repository, whose history
// still changes.
class SealedFile {
 public:
  // Another version is another layout, or another meaning of the same bytes.
  SealedFile(const Repository& repository, std::string name, std::uint64_t version);

  // nullopt: missing, too large, not private, damaged, or not sealed by this user.
  std::optional<std::string> read() const;

  // Puts a complete new file in the place of the old one, or does nothing.
  void write(std::string_view bytes) const;

  static constexpr std::size_t kLargest = std::size_t{96} << 20;  // bytes

 private:
  std::string folder_, name_;
  std::uint64_t version_;
  bool is_off_;
};

}  // namespace hotfix
