// SPDX-License-Identifier: MIT
#include "gate/git/objects/pack_index.h"

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string_view>

#include "gate/base/error.h"
#include "gate/git/objects/file_bytes.h"

namespace hotfix {

namespace {

namespace fs = std::filesystem;

constexpr int kDeepest = 5;                 // folders that borrow from each other, as git has it
constexpr std::uint64_t kFanOut = 256 * 4;  // bytes
constexpr std::uint64_t kId = 20, kTrailer = 2 * kId;
constexpr std::uint64_t kTableEntry = 4 + 8;  // a chunk's name, and where it begins

// The last entry of a fan-out says how many objects there are.
std::uint64_t count_after(const FileBytes& file, std::uint64_t fan_out) {
  return file.number(fan_out + kFanOut - 4, 4);
}

// True when all that an index of one pack speaks of fits into it.
bool is_pack_index_whole(const std::string& path) {
  const FileBytes file(path);
  const bool has_version = file.number(0, 4) == 0xff744f63;
  const std::uint64_t fan_out = has_version ? 8 : 0;
  const std::uint64_t each = has_version ? kId + 4 + 4 : kId + 4;
  const std::uint64_t room = file.size() - fan_out - kFanOut - kTrailer;
  return file.size() < fan_out + kFanOut + kTrailer || count_after(file, fan_out) <= room / each;
}

// The same of a multi-pack-index: a table of chunks behind its header, whose sixth byte says how
// many there are. A chunk ends where the next begins.
bool are_chunks_whole(const std::string& path) {
  constexpr std::uint64_t header = 12;
  const FileBytes file(path);
  const std::uint64_t chunks = file.number(6, 1);
  std::uint64_t count = 0;
  for (std::uint64_t i = 0; i < chunks; ++i) {
    const std::uint64_t entry = header + i * kTableEntry;
    std::string name(4, '\0');
    if (!file.read(entry, name.data(), name.size())) continue;
    const std::uint64_t begin = file.number(entry + 4, 8);
    const std::uint64_t end = file.number(entry + kTableEntry + 4, 8);
    const std::uint64_t room = end < begin ? 0 : end - begin;
    if (name == "OIDF") count = count_after(file, begin);
    const std::uint64_t each = name == "OIDL" ? kId : name == "OOFF" ? 8 : 0;
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
  require(are_chunks_whole(packs), packs);
  std::ifstream borrowed(objects / "info/alternates");
  for (std::string line; depth < kDeepest && std::getline(borrowed, line);) {
    if (!line.empty() && line.front() != '#') check(objects / line, depth + 1);
  }
}

}  // namespace

void check_pack_indexes(const std::string& objects) { check(objects, 0); }

}  // namespace hotfix
