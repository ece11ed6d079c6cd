// SPDX-License-Identifier: MIT
#include "gate/git/objects/inflater.h"

#include <random>

#include "tests/support/catch.h"

using namespace hotfix;

namespace {

// Letters of which zlib finds something to pack.
std::string text_of(std::size_t size) {
  std::mt19937 random(static_cast<unsigned>(size));
  std::string text;
  while (text.size() < size) text += std::string(1 + random() % 9, "abcdefgh"[random() % 8]);
  text.resize(size);
  return text;
}

std::string packed(const std::string& text, int level = 6) {
  uLongf size = compressBound(text.size());
  std::string bytes(size, '\0');
  REQUIRE(compress2(reinterpret_cast<Bytef*>(bytes.data()), &size,
                    reinterpret_cast<const Bytef*>(text.data()), text.size(), level) == Z_OK);
  bytes.resize(size);
  return bytes;
}

// Hands them out `most` at a time.
Inflater::Source in_pieces(const std::string& bytes, std::size_t most) {
  return [&bytes, most](std::size_t used) { return std::string_view(bytes).substr(used, most); };
}

constexpr std::size_t kSizes[] = {0, 1, 31, 32, 33, 257, 258, 259, 290, 5000, 70000};
constexpr std::size_t kWhole = 1 << 20, kHeader = 32;

}  // namespace

TEST_CASE("a stream of any size is unpacked, in pieces of any size", "[git]") {
  Inflater inflater;
  for (const std::size_t size : kSizes) {
    for (const int level : {0, 1, 9}) {
      for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, kWhole}) {
        const std::string text = text_of(size), bytes = packed(text, level) + "what comes next";
        INFO(size << " at level " << level << ", by " << piece);
        CHECK(inflater.unpack(size, in_pieces(bytes, piece)) == text);
      }
    }
  }
}

TEST_CASE("a stream that is begun by its first bytes is finished from there", "[git]") {
  Inflater inflater;
  for (const std::size_t size : kSizes) {
    const std::string text = text_of(size), bytes = packed(text);
    INFO(size);
    const std::string begun = inflater.start(kHeader, in_pieces(bytes, 5));
    CHECK(begun == text.substr(0, kHeader));
    CHECK(inflater.finish(begun, size, in_pieces(bytes, 5)) == text);
  }
}

TEST_CASE("a stream of another size than it is said to have is damaged", "[git]") {
  Inflater inflater;
  for (const std::size_t size : kSizes) {
    const std::string text = text_of(size), bytes = packed(text);
    INFO(size);
    for (const std::size_t more : {1, 257, 258, 300}) {
      CHECK_FALSE(inflater.unpack(size + more, in_pieces(bytes, kWhole)).has_value());
      if (size >= more) {
        CHECK_FALSE(inflater.unpack(size - more, in_pieces(bytes, kWhole)).has_value());
      }
    }
  }
}

TEST_CASE("a stream that is cut short or overwritten is damaged, and the next one is not",
          "[git]") {
  Inflater inflater;
  const std::string text = text_of(600), bytes = packed(text);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const std::string cut = bytes.substr(0, i);
    std::string other = bytes;
    other[i] = static_cast<char>(~other[i]);
    INFO(i);
    CHECK_FALSE(inflater.unpack(text.size(), in_pieces(cut, kWhole)).has_value());
    CHECK_FALSE(inflater.unpack(text.size(), in_pieces(other, kWhole)).has_value());
    CHECK(inflater.unpack(text.size(), in_pieces(bytes, kWhole)) == text);
  }
}
