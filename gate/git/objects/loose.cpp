// SPDX-License-Identifier: MIT
#include "gate/git/objects/loose.h"

#include <charconv>
#include <filesystem>

#include "gate/base/error.h"
#include "gate/git/objects/file_bytes.h"
#include "gate/git/objects/unpacked_size.h"

namespace hotfix {

namespace {

namespace fs = std::filesystem;

std::string file_of(const Oid& id) {
  const std::string hex = id.hex();
  return "/" + hex.substr(0, 2) + "/" + hex.substr(2);
}

constexpr std::size_t kLongestHeader = 32;  // bytes, as git has it

struct Header {
  ObjectType type;
  std::uint64_t size;  // bytes of the content
  std::size_t length;  // bytes of the header
};

// "<type> <size>\0<content>".
std::optional<Header> header_of(std::string_view text) {
  const auto blank = text.find(' '), end = text.find('\0');
  if (end == std::string_view::npos || blank > end) return std::nullopt;
  const auto type = object_type(text.substr(0, blank));
  std::uint64_t size = 0;
  const char* const last = text.data() + end;
  const auto [stop, error] = std::from_chars(text.data() + blank + 1, last, size);
  if (!type || error != std::errc() || stop != last) return std::nullopt;
  return Header{*type, size, end + 1};
}

Inflater::Source source_of(const std::string& packed) {
  return [&packed](std::size_t used) { return std::string_view(packed).substr(used); };
}

// The whole object; nullopt when it is damaged.
std::optional<Object> unpacked(const std::string& packed, const Header& header,
                               Inflater& inflater) {
  if (!can_unpack_to(header.size, packed.size())) return std::nullopt;
  std::string text(header.length + header.size, '\0');
  if (!inflater.fill(text, source_of(packed))) return std::nullopt;
  return Object(header.type, text.substr(header.length));
}

[[noreturn]] void refuse_damaged(const Oid& id) {
  throw Undecidable("object " + id.hex() + " is damaged: its file is cut short or overwritten",
                    "git fsck");
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

std::optional<Object> LooseObjects::read(const Oid& id) {
  if (!contains(id)) return std::nullopt;
  const FileBytes file(folder_ + file_of(id));
  // Packed in the meantime; or unreadable, as others say.
  if (!file || file.size() > kMostUnpacked) return std::nullopt;
  std::string packed(file.size(), '\0');
  if (!file.read(0, packed.data(), packed.size())) refuse_damaged(id);
  const auto header = header_of(inflater_.start(kLongestHeader, source_of(packed)));
  if (header && header->size > kMostUnpacked) return std::nullopt;
  auto object = header ? unpacked(packed, *header, inflater_) : std::nullopt;
  if (!object) refuse_damaged(id);
  return object;
}

std::optional<std::uint64_t> LooseObjects::size_of(const Oid& id) {
  if (!contains(id)) return std::nullopt;
  const FileBytes file(folder_ + file_of(id));
  if (!file) return std::nullopt;
  constexpr std::size_t kEnough = 256;  // packed bytes, for a header
  std::string packed(kEnough, '\0');
  packed.resize(file.read_some(0, packed.data(), packed.size()));
  const auto header = header_of(inflater_.start(kLongestHeader, source_of(packed)));
  if (!header) refuse_damaged(id);
  return header->size;
}

}  // namespace hotfix
