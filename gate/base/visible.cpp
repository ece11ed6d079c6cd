// SPDX-License-Identifier: MIT
#include "gate/base/visible.h"

#include "gate/base/hex.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

std::string escape(char32_t code) {
  if (code < 0x100) return "\\x" + hex_of(code, 2);
  return code < 0x10000 ? "\\u" + hex_of(code, 4) : "\\U" + hex_of(code, 8);
}

std::string invalid_byte(char c) { return "\\x" + hex_of(static_cast<unsigned char>(c), 2); }

}  // namespace

std::string visible(std::string_view bytes) {
  std::string shown;
  while (!bytes.empty()) {
    const Character next = first_character(bytes);
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
    const std::size_t length = first_character(bytes).length;
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
