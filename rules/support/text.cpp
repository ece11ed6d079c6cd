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

}  // namespace

std::string shell_quote(std::string_view text) {
  bool plain = !text.empty();
  for (char c : text) plain = plain && is_plain(c);
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
