// SPDX-License-Identifier: MIT
#include "gate/git/objects/loose.h"

#include <sys/stat.h>

#include <charconv>
#include <utility>

#include "gate/base/error.h"
#include "gate/git/objects/file_bytes.h"
#include "gate/git/objects/unpacked_size.h"

namespace hotfix {

namespace {

std::string file_of(const Oid& id) {
  const std::string hex = id.hex();
  return "/" + hex.substr(0, 2) + "/" + hex.substr(2);
}

constexpr std::size_t kSmall = 4096;        // bytes of a file that is kept
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

// The whole object, of which the inflater has begun to unpack the header; nullopt when it is
// damaged.
std::optional<Object> finish(const std::string& packed, std::string begun, const Header& header,
                             Inflater& inflater) {
  if (!can_unpack_to(header.size, packed.size())) return std::nullopt;
  auto text = inflater.finish(std::move(begun), header.length + header.size, source_of(packed));
  if (!text) return std::nullopt;
  text->erase(0, header.length);
  return Object(header.type, std::move(*text));
}

[[noreturn]] void refuse_damaged(const Oid& id) {
  throw Undecidable("object " + id.hex() + " is damaged: its file is cut short or overwritten",
                    "git fsck");
}

}  // namespace

bool LooseObjects::contains(const Oid& id) const {
  struct stat status = {};
  return stat((folder_ + file_of(id)).c_str(), &status) == 0;
}

// All of a file of at most so many bytes, or the start of a larger one. nullopt: it cannot be
// opened.
std::optional<LooseObjects::File> LooseObjects::open(const Oid& id, std::uint64_t most) {
  if (const std::string* known = recent_.find(id)) return File{*known, known->size()};
  const FileBytes file(folder_ + file_of(id));
  if (!file) return std::nullopt;
  constexpr std::size_t kEnough = 256;  // for a header
  std::string bytes(file.size() <= most ? file.size() : kEnough, '\0');
  bytes.resize(file.read_some(0, bytes.data(), bytes.size()));
  const bool is_small = bytes.size() == file.size() && bytes.size() <= kSmall;
  if (is_small) recent_.add(id, bytes);
  return File{std::move(bytes), file.size()};
}

std::optional<Object> LooseObjects::read(const Oid& id) {
  const auto file = open(id, kMostUnpacked);
  if (!file || file->size > kMostUnpacked) return std::nullopt;
  if (file->bytes.size() != file->size) refuse_damaged(id);
  std::string begun = inflater_.start(kLongestHeader, source_of(file->bytes));
  const auto header = header_of(begun);
  if (header && header->size > kMostUnpacked) return std::nullopt;
  auto object = header ? finish(file->bytes, std::move(begun), *header, inflater_) : std::nullopt;
  if (!object) refuse_damaged(id);
  return object;
}

std::optional<std::uint64_t> LooseObjects::size_of(const Oid& id) {
  const auto file = open(id, kSmall);
  if (!file) return std::nullopt;
  const auto header = header_of(inflater_.start(kLongestHeader, source_of(file->bytes)));
  if (!header) refuse_damaged(id);
  return header->size;
}

}  // namespace hotfix
