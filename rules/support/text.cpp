// SPDX-License-Identifier: MIT
#include "rules/support/text.h"

#include <algorithm>

namespace hotfix {

namespace {

constexpr std::string_view kBlank = " \t\r\n\v\f";

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("_-./:@%+=,").find(c) != std::string_view::npos;
}

bool is_slug(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

// Without the '-' and '.' at both ends, which git or a reader would trip over.
std::string trim_slug(const std::string& text) {
  const auto first = text.find_first_not_of("-.");
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of("-.") - first + 1);
}

// The word as printf writes it: what nobody can see, or paste, is in octal. $'...' would be
// shorter, but not every shell knows it. '!' and '\'' are in octal too: an interactive shell looks
// for them between the double quotes.
std::string printed_word(std::string_view text) {
  std::string format;
  const auto octal = [&](char c) {
    const auto byte = static_cast<unsigned char>(c);
    format += '\\';
    for (int shift : {6, 3, 0}) format += static_cast<char>('0' + ((byte >> shift) & 7));
  };
  while (!text.empty()) {
    const Character next = first_character(text);
    const std::string_view bytes = text.substr(0, std::max<std::size_t>(next.length, 1));
    const bool is_hidden = next.length == 0 || deceives(next.code);
    const bool is_special = std::string_view("'!\\%").find(bytes) != std::string_view::npos ||
                            (format.empty() && bytes == "-");
    if (is_hidden || is_special) {
      std::for_each(bytes.begin(), bytes.end(), octal);
    } else {
      format += bytes;
    }
    text.remove_prefix(bytes.size());
  }
  return "\"$(printf '" + format + "')\"";
}

}  // namespace

// By the table of well-formed sequences in the Unicode Standard (table 3-7).
Character first_character(std::string_view text) {
  const auto byte = [&](std::size_t i) -> unsigned {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
  };
  const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0u) == 0x80u; };
  if (text.empty()) return {};
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

bool deceives(char32_t code) {
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0xAD || code == 0x61C ||
         (code >= 0x200B && code <= 0x200F) || (code >= 0x2028 && code <= 0x202E) ||
         (code >= 0x2060 && code <= 0x206F) || code == 0xFEFF ||
         (code >= 0xE0000 && code <= 0xE007F);
}

namespace {

// True when `text` is UTF-8 and every character of it `is_good`.
bool every_character(std::string_view text, bool (*is_good)(char32_t)) {
  while (!text.empty()) {
    const Character next = first_character(text);
    if (next.length == 0 || !is_good(next.code)) return false;
    text.remove_prefix(next.length);
  }
  return true;
}

}  // namespace

bool is_utf8(std::string_view text) {
  return every_character(text, [](char32_t) { return true; });
}

bool is_showable(std::string_view text) {
  return every_character(text, [](char32_t code) { return !deceives(code); });
}

std::string shell_quote(std::string_view text) {
  if (!is_showable(text)) return printed_word(text);
  const bool plain =
      !text.empty() && text.front() != '=' && std::all_of(text.begin(), text.end(), is_plain);
  if (plain) return std::string(text);
  std::string quoted = "'";
  for (char c : text) {
    if (c == '\'') {
      quoted += "'\\''";
    } else {
      quoted += c;
    }
  }
  return quoted + "'";
}

bool can_be_quoted(std::string_view text) {
  return !text.ends_with('\n') && text.find('\0') == std::string_view::npos;
}

bool is_pasteable(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](unsigned char c) { return c < 32 || c == 127; });
}

std::string short_id(std::string_view id) { return std::string(id.substr(0, 12)); }

std::string count(std::size_t n, std::string_view singular, std::string_view plural) {
  std::string text = std::to_string(n) + " ";
  if (n == 1) return text.append(singular);
  return plural.empty() ? text.append(singular).append("s") : text.append(plural);
}

std::vector<std::string> first_few(std::vector<std::string> lines, std::size_t limit) {
  if (lines.size() <= limit) return lines;
  const std::size_t rest = lines.size() - limit;
  lines.resize(limit);
  lines.push_back("and " + std::to_string(rest) + " more");
  return lines;
}

std::string slug(std::string_view text, std::size_t limit) {
  std::string result;
  for (char c : lower(text)) {
    if (is_slug(c)) {
      result += c;
    } else if (!result.empty() && is_slug(result.back())) {
      result += c == '.' ? '.' : '-';
    }
  }
  result = trim_slug(trim_slug(result).substr(0, limit));
  if (result.ends_with(".lock")) result[result.size() - 5] = '-';
  return result;
}

std::string with_commas(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

bool says_something(std::string_view text) {
  text = trim(text);
  const bool is_placeholder = text.size() > 1 && ((text.front() == '<' && text.back() == '>') ||
                                                  (text.front() == '[' && text.back() == ']'));
  const auto is_letter = [](char c) {
    return (c & 0x80) != 0 || is_slug(c) || (c >= 'A' && c <= 'Z');
  };
  return !is_placeholder && std::count_if(text.begin(), text.end(), is_letter) > 1;
}

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

std::string size_words(std::size_t bytes) {
  if (bytes < 1000) return count(bytes, "byte");
  if (bytes < 1'000'000) return std::to_string(bytes / 1000) + " kB";
  return std::to_string(bytes / 1'000'000) + "." + std::to_string(bytes / 100'000 % 10) + " MB";
}

bool one_of(std::string_view text, const std::vector<std::string>& words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

}  // namespace hotfix
