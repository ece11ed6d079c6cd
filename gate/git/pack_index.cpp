// SPDX-License-Identifier: MIT
#include "gate/git/pack_index.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string_view>

#include "gate/base/error.h"
#include "gate/base/file.h"

namespace hotfix {

namespace {

namespace fs = std::filesystem;

constexpr int kDeepest = 5;                 // folders that borrow from each other, as git has it
constexpr std::uint64_t kFanOut = 256 * 4;  // bytes
constexpr std::uint64_t kId = 20, kTrailer = 2 * kId;
constexpr std::uint64_t kTableEntry = 4 + 8;  // a chunk's name, and where it begins

// One file, of which a few bytes are read.
class Bytes {
 public:
  explicit Bytes(const std::string& path) : file_(open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
    struct stat status = {};
    if (file_ && fstat(file_.get(), &status) == 0 && S_ISREG(status.st_mode)) {
      size_ = static_cast<std::uint64_t>(status.st_size);
    }
  }

  std::uint64_t size() const { return size_; }  // 0: there is no such file

  // Empty when they are not there.
  std::string at(std::uint64_t offset, std::size_t count) const {
    std::string bytes(count, '\0');
    if (offset > size_ || count > size_ - offset) return {};
    const ssize_t got = pread(file_.get(), bytes.data(), count, static_cast<off_t>(offset));
    return got == static_cast<ssize_t>(count) ? bytes : std::string();
  }

  // A number in network order; 0 when it is not there.
  std::uint64_t number(std::uint64_t offset, std::size_t width) const {
    std::uint64_t value = 0;
    for (const char byte : at(offset, width)) {
      value = value << 8 | static_cast<unsigned char>(byte);
    }
    return value;
  }

 private:
  Descriptor file_;
  std::uint64_t size_ = 0;
};

// The last entry of a fan-out says how many objects there are.
std::uint64_t count_after(const Bytes& file, std::uint64_t fan_out) {
  return file.number(fan_out + kFanOut - 4, 4);
}

// True when all that an index of one pack speaks of fits into it.
bool is_pack_index_whole(const std::string& path) {
  const Bytes file(path);
  const bool has_version = file.at(0, 4) == "\377tOc";
  const std::uint64_t fan_out = has_version ? 8 : 0;
  const std::uint64_t each = has_version ? kId + 4 + 4 : kId + 4;
  const std::uint64_t room = file.size() - fan_out - kFanOut - kTrailer;
  return file.size() < fan_out + kFanOut + kTrailer || count_after(file, fan_out) <= room / each;
}

// The same of a multi-pack-index or a commit-graph: a table of chunks behind `header` bytes, whose
// sixth byte says how many there are. A chunk ends where the next begins.
bool are_chunks_whole(const std::string& path, std::uint64_t header) {
  const Bytes file(path);
  const std::uint64_t chunks = file.number(6, 1);
  std::uint64_t count = 0;
  for (std::uint64_t i = 0; i < chunks; ++i) {
    const std::uint64_t entry = header + i * kTableEntry;
    const std::string name = file.at(entry, 4);
    const std::uint64_t begin = file.number(entry + 4, 8);
    const std::uint64_t end = file.number(entry + kTableEntry + 4, 8);
    const std::uint64_t room = end < begin ? 0 : end - begin;
    if (name == "OIDF") count = count_after(file, begin);
    const std::uint64_t each = name == "OIDL" ? kId : name == "OOFF" ? 8 : name == "CDAT" ? 36 : 0;
    if (each != 0 && count > room / each) return false;
  }
  return true;
}

void require(bool is_whole, const std::string& path) {
  if (is_whole) return;
  throw Undecidable(path + " is damaged: it speaks of more objects than it has room for",
                    "git fsck");
}

void check(const fs::path& objects, int depth) {
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(objects / "pack", none)) {
    const std::string path = entry.path().string();
    if (path.ends_with(".idx")) require(is_pack_index_whole(path), path);
  }
  const std::string packs = (objects / "pack/multi-pack-index").string();
  const std::string graph = (objects / "info/commit-graph").string();
  require(are_chunks_whole(packs, 12), packs);
  require(are_chunks_whole(graph, 8), graph);
  std::ifstream borrowed(objects / "info/alternates");
  for (std::string line; depth < kDeepest && std::getline(borrowed, line);) {
    if (!line.empty() && line.front() != '#') check(objects / line, depth + 1);
  }
}

}  // namespace

void check_pack_indexes(const std::string& objects) { check(objects, 0); }

}  // namespace hotfix
