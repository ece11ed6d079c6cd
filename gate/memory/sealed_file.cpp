// SPDX-License-Identifier: MIT
#include "gate/memory/sealed_file.h"

#include <cstdlib>

#include "gate/base/private_file.h"
#include "gate/memory/records.h"
#include "gate/memory/seal.h"

namespace hotfix {

namespace {

using Mark = std::uint64_t;  // the first bytes of the file; the rest is what it seals

Mark mark_of(const Seal& seal, const std::string& folder, const std::string& name,
             std::uint64_t version, std::string_view bytes) {
  RecordWriter all;
  all.put(seal.of(folder));
  all.put(seal.of(name));
  all.put(version);
  all.put(seal.of(bytes));
  return seal.of(all.bytes());
}

}  // namespace

SealedFile::SealedFile(const Repository& repository, std::string name, std::uint64_t version)
    : folder_(repository.common_dir() + "/hotfix"),
      name_(std::move(name)),
      version_(version),
      is_off_(!repository.shallow().empty() || std::getenv("HOTFIX_NO_CACHE") != nullptr) {}

std::optional<std::string> SealedFile::read() const {
  auto bytes = is_off_ ? std::nullopt : PrivateFile(folder_, name_).read(kLargest);
  const auto seal = bytes ? Seal::of_this_user() : std::nullopt;
  if (!seal || bytes->size() < sizeof(Mark)) return std::nullopt;
  const auto mark = RecordReader(*bytes).take<Mark>();
  bytes->erase(0, sizeof mark);
  if (mark != mark_of(*seal, folder_, name_, version_, *bytes)) return std::nullopt;
  return bytes;
}

void SealedFile::write(std::string_view bytes) const {
  const auto seal =
      is_off_ || bytes.size() > kLargest - sizeof(Mark) ? std::nullopt : Seal::of_this_user();
  if (!seal) return;
  RecordWriter file;
  file.put(mark_of(*seal, folder_, name_, version_, bytes));
  file.put_bytes(bytes);
  PrivateFile(folder_, name_).write(file.bytes());
}

}  // namespace hotfix
