// SPDX-License-Identifier: MIT
#include "gate/base/visible.h"

#include "gate/base/hex.h"

namespace hotfix {

namespace {

struct Decoded {
  char32_t code = 0;
  std::size_t length = 0;  // bytes; 0 when the first byte starts no valid sequence
};

// One scalar value, by the table of well-formed sequences in the Unicode Standard (table 3-7).
Decoded decode(std::string_view text) {
  const auto byte = [&](std::size_t i) -> unsigned {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
  };
  const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0u) == 0x80u; };
  const unsigned first = byte(0);
  if (first < 0x80) return {first, 1};
  if (first >= 0xC2 && first <= 0xDF && follows(1)) {
    return {((first & 0x1Fu) << 6) | (byte(1) & 0x3Fu), 2};
  }
  if (first >= 0xE0 && first <= 0xEF && follows(1) && follows(2)) {
    const char32_t code = ((first & 0x0Fu) << 12) | ((byte(1) & 0x3Fu) << 6) | (byte(2) & 0x3Fu);
    if (code >= 0x800 && (code < 0xD800 || code > 0xDFFF)) return {code, 3};
  }
  if (first >= 0xF0 && first <= 0xF4 && follows(1) && follows(2) && follows(3)) {
    const char32_t code = ((first & 0x07u) << 18) | ((byte(1) & 0x3Fu) << 12) |
                          ((byte(2) & 0x3Fu) << 6) | (byte(3) & 0x3Fu);
    if (code >= 0x10000 && code <= 0x10FFFF) return {code, 4};
  }
  return {};
}

// Characters that move, hide or reorder what a reader sees: controls, and the format characters of
// Unicode's bidirectional algorithm (UAX 9), zero-width ones and tags among them.
bool deceives(char32_t code) {
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0xAD || code == 0x61C ||
         (code >= 0x200B && code <= 0x200F) || (code >= 0x2028 && code <= 0x202E) ||
         (code >= 0x2060 && code <= 0x206F) || code == 0xFEFF ||
         (code >= 0xE0000 && code <= 0xE007F);
}

std::string escape(char32_t code) {
  if (code < 0x100) return "\\x" + hex_of(code, 2);
  return code < 0x10000 ? "\\u" + hex_of(code, 4) : "\\U" + hex_of(code, 8);
}

std::string invalid_byte(char c) { return "\\x" + hex_of(static_cast<unsigned char>(c), 2); }

}  // namespace

std::string visible(std::string_view bytes) {
  std::string shown;
  while (!bytes.empty()) {
    const Decoded next = decode(bytes);
    if (next.length == 0) {
      shown += invalid_byte(bytes.front());
    } else if (deceives(next.code)) {
      shown += escape(next.code);
    } else {
      shown += bytes.substr(0, next.length);
    }
    bytes.remove_prefix(next.length == 0 ? 1 : next.length);
  }
  return shown;
}

std::string valid_utf8(std::string_view bytes) {
  std::string text;
  while (!bytes.empty()) {
    const std::size_t length = decode(bytes).length;
    if (length == 0) {
      text += invalid_byte(bytes.front());
    } else {
      text += bytes.substr(0, length);
    }
    bytes.remove_prefix(length == 0 ? 1 : length);
  }
  return text;
}

std::string brief(std::string text, std::size_t limit) {
  if (text.size() <= limit) return text;
  std::size_t end = limit;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0u) == 0x80u) --end;
  text.resize(end);
  return text + "...";
}

}  // namespace hotfix
