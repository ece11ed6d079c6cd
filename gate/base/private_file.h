// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "gate/base/file.h"

namespace hotfix {

// The folder itself is no symbolic link, is the user's own, and nobody else may write there.
bool is_private_folder(const std::string& path);

// A file that only this user may have written: neither it nor its folder is a symbolic link, both
// are owned by the user, and nobody else may write them. Nothing throws: a file that cannot be used
// is as good as none.
class PrivateFile {
 public:
  PrivateFile(std::string folder, std::string name)
      : folder_(std::move(folder)), name_(std::move(name)) {}

  // nullopt: missing, not private, larger than `limit`, or unreadable.
  std::optional<std::string> read(std::size_t limit) const;

  // The file itself, of any size; a negative one when it is missing or not private.
  Descriptor open() const;

  // Puts a complete new file in the place of the old one, or changes nothing. Makes the folder,
  // not the folders above it. False when that was not possible.
  bool write(std::string_view bytes) const { return put(bytes, AtomicFile::Existing::replace); }
  // The same, but a file that is there stays: of several that try at once, one succeeds.
  bool create(std::string_view bytes) const { return put(bytes, AtomicFile::Existing::keep); }

 private:
  bool put(std::string_view bytes, AtomicFile::Existing existing) const;

  std::string folder_, name_;
};

}  // namespace hotfix
