// SPDX-License-Identifier: MIT
#include "gate/git/objects/file_bytes.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <utility>

namespace hotfix {

FileBytes::FileBytes(const std::string& path)
    : FileBytes(Descriptor(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK))) {}

FileBytes::FileBytes(Descriptor file) : file_(std::move(file)) {
  struct stat status = {};
  if (file_ && fstat(file_.get(), &status) == 0 && S_ISREG(status.st_mode)) {
    size_ = static_cast<std::uint64_t>(status.st_size);
  }
}

std::size_t FileBytes::read_some(std::uint64_t offset, void* to, std::size_t most) const {
  if (offset >= size_) return 0;
  const ssize_t got = pread(file_.get(), to, most, static_cast<off_t>(offset));
  return got < 0 ? 0 : static_cast<std::size_t>(got);
}

bool FileBytes::read(std::uint64_t offset, void* to, std::size_t count) const {
  return offset <= size_ && count <= size_ - offset && read_some(offset, to, count) == count;
}

std::uint64_t FileBytes::number(std::uint64_t offset, std::size_t width) const {
  std::array<unsigned char, 8> bytes{};
  return read(offset, bytes.data(), width) ? big_endian(bytes.data(), width) : 0;
}

}  // namespace hotfix
