// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

#include "gate/base/file.h"

namespace hotfix {

// A file of which some bytes are read, each where it stands. Not mapped: pages that are only looked
// at once would count as this program's memory, and a file that is cut short would end it.
class FileBytes {
 public:
  // Links are followed. What cannot be opened, and what is not a file, has no bytes.
  explicit FileBytes(const std::string& path);
  explicit FileBytes(Descriptor file);

  explicit operator bool() const { return static_cast<bool>(file_); }  // it could be opened
  std::uint64_t size() const { return size_; }
  int descriptor() const { return file_.get(); }

  // That many bytes from there; false when the file does not have them.
  bool read(std::uint64_t offset, void* to, std::size_t count) const;
  // As many as there are, up to `most`; less than one only at the end or when it cannot be read.
  std::size_t read_some(std::uint64_t offset, void* to, std::size_t most) const;
  // A number of `width` bytes (up to 8) in network order; 0 when it is not there.
  std::uint64_t number(std::uint64_t offset, std::size_t width) const;

 private:
  Descriptor file_;
  std::uint64_t size_ = 0;
};

// A number of `width` bytes in network order.
inline std::uint64_t big_endian(const unsigned char* bytes, std::size_t width) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < width; ++i) value = value << 8 | bytes[i];
  return value;
}

}  // namespace hotfix
