// SPDX-License-Identifier: MIT
// What a byte of a text is, whatever the locale.
#pragma once

namespace hotfix {

inline bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
// A letter, a digit, an underscore, or a byte of a character beyond ASCII.
inline bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace hotfix
