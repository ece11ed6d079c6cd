// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "gate/base/file.h"

namespace hotfix {

// Who may have written a file beside the user. Where each user has a group of the same number, as
// with many distributions, that group may write what the user makes (umask 002), and has nobody
// else in it.
enum class Writers { nobody_else, own_group };

// The folder itself is no symbolic link, is the user's own, and only those may write there.
bool is_private_folder(const std::string& path, Writers writers = Writers::nobody_else);

// A file that only this user may have written: neither it nor its folder is a symbolic link, both
// are owned by the user, and only those may write them. Nothing throws: a file that cannot be used
// is as good as none.
class PrivateFile {
 public:
  PrivateFile(std::string folder, std::string name, Writers writers = Writers::nobody_else)
      : folder_(std::move(folder)), name_(std::move(name)), writers_(writers) {}

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
  Writers writers_;
};

}  // namespace hotfix
