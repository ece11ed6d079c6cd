// SPDX-License-Identifier: MIT
#include "gate/git/loose.h"

#include <zlib.h>

#include <array>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "gate/base/error.h"

namespace hotfix {

namespace {

namespace fs = std::filesystem;

std::string file_of(const Oid& id) {
  const std::string hex = id.hex();
  return "/" + hex.substr(0, 2) + "/" + hex.substr(2);
}

// Frees what inflateInit made.
struct Inflater {
  z_stream stream = {};
  bool is_ready = inflateInit(&stream) == Z_OK;
  Inflater() = default;
  ~Inflater() { inflateEnd(&stream); }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
};

// The whole of a zlib stream; nullopt when it is damaged or ends too early.
std::optional<std::string> inflated(const std::string& packed) {
  Inflater inflater;
  if (!inflater.is_ready) return std::nullopt;
  z_stream& stream = inflater.stream;
  // zlib takes it as writable, and does not write.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  std::string text;
  std::array<char, 16 * 1024> part{};
  int state = Z_OK;
  while (state == Z_OK) {
    stream.next_out = reinterpret_cast<Bytef*>(part.data());
    stream.avail_out = static_cast<uInt>(part.size());
    state = inflate(&stream, Z_NO_FLUSH);  // no progress is an error: Z_BUF_ERROR
    text.append(part.data(), part.size() - stream.avail_out);
  }
  if (state != Z_STREAM_END) return std::nullopt;
  return text;
}

bool is_type(const std::string& word) {
  return word == "commit" || word == "tree" || word == "blob" || word == "tag";
}

// "<type> <size>\0<content>".
std::optional<LooseObject> parsed(const std::string& text) {
  const auto blank = text.find(' '), end = text.find('\0');
  if (end == std::string::npos || blank > end || !is_type(text.substr(0, blank))) {
    return std::nullopt;
  }
  std::size_t size = 0;
  const char* const last = text.data() + end;
  const auto [stop, error] = std::from_chars(text.data() + blank + 1, last, size);
  if (error != std::errc() || stop != last || size != text.size() - end - 1) return std::nullopt;
  return LooseObject{text.substr(0, blank), text.substr(end + 1)};
}

}  // namespace

bool LooseObjects::contains(const Oid& id) {
  const std::size_t first = id.bytes[0];
  if (!is_listed_[first]) {
    is_listed_[first] = true;
    const std::string hex = id.hex().substr(0, 2);
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(folder_ + "/" + hex, none)) {
      ids_.insert(parse_oid(hex + entry.path().filename().string()));
    }
  }
  return ids_.contains(id);
}

std::optional<LooseObject> LooseObjects::read(const Oid& id) {
  if (!contains(id)) return std::nullopt;
  std::ifstream file(folder_ + file_of(id), std::ios::binary);
  if (!file.is_open()) return std::nullopt;  // packed in the meantime; or unreadable, as others say
  std::stringstream packed;
  packed << file.rdbuf();
  const auto text = inflated(packed.str());
  auto object = text ? parsed(*text) : std::nullopt;
  if (!object) {
    throw Undecidable("object " + id.hex() + " is damaged: its file is cut short or overwritten",
                      "git fsck");
  }
  return object;
}

}  // namespace hotfix
