// SPDX-License-Identifier: MIT
#include "gate/memory/seal.h"

#include <bit>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "gate/base/private_file.h"
#include "gate/base/random.h"

namespace hotfix {

namespace {

std::uint64_t word_at(const void* bytes, std::size_t size = 8) {
  std::uint64_t word = 0;
  if (size > 0) std::memcpy(&word, bytes, size);
  return word;
}

// J.-P. Aumasson, D. J. Bernstein: SipHash, a fast short-input PRF (2012).
struct SipState {
  std::uint64_t a, b, c, d;

  SipState(std::uint64_t low, std::uint64_t high)
      : a(low ^ 0x736f6d6570736575u),
        b(high ^ 0x646f72616e646f6du),
        c(low ^ 0x6c7967656e657261u),
        d(high ^ 0x7465646279746573u) {}

  void mix(int rounds) {
    for (; rounds > 0; --rounds) {
      a += b, b = std::rotl(b, 13) ^ a, a = std::rotl(a, 32);
      c += d, d = std::rotl(d, 16) ^ c;
      a += d, d = std::rotl(d, 21) ^ a;
      c += b, b = std::rotl(b, 17) ^ c, c = std::rotl(c, 32);
    }
  }
  void take(std::uint64_t word) {
    d ^= word;
    mix(2);
    a ^= word;
  }
  std::uint64_t finish() {
    c ^= 0xff;
    mix(4);
    return a ^ b ^ c ^ d;
  }
};

}  // namespace

std::uint64_t Seal::of(std::string_view bytes) const {
  SipState state(word_at(&key_[0]), word_at(&key_[8]));
  const std::uint64_t size = bytes.size();
  for (; bytes.size() >= 8; bytes.remove_prefix(8)) state.take(word_at(bytes.data()));
  state.take(word_at(bytes.data(), bytes.size()) | size << 56);
  return state.finish();
}

std::optional<Seal> Seal::of_this_user() {
  const char* home = std::getenv("HOME");
  if (home == nullptr || home[0] != '/') return std::nullopt;
  const std::string folder = std::string(home) + "/.local/state/hotfix";
  const PrivateFile file(folder, "seal");
  std::string bytes = file.read(sizeof(Key)).value_or("");
  if (bytes.empty()) {
    std::error_code ignored;
    if (!std::filesystem::is_directory(home, ignored)) return std::nullopt;
    std::filesystem::create_directories(folder, ignored);
    const std::string key = random_bytes(sizeof(Key));
    if (!key.empty()) file.create(key);
    bytes = file.read(sizeof(Key)).value_or("");
  }
  Key key;
  if (bytes.size() != key.size()) return std::nullopt;
  std::memcpy(key.data(), bytes.data(), key.size());
  return Seal(key);
}

}  // namespace hotfix
