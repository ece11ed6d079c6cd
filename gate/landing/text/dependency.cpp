// SPDX-License-Identifier: MIT
#include "gate/landing/text/dependency.h"

#include <algorithm>

#include "gate/landing/text/characters.h"

namespace hotfix {

namespace {

constexpr auto npos = std::string_view::npos;
constexpr int kMostDigits = 9;  // of one number; more is no version

bool is_part_of_name(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '.';
}

// Where numbers with dots between them begin and end; empty when there are none.
std::string_view find_version(std::string_view line) {
  for (std::size_t begin = 0; begin < line.size(); ++begin) {
    const bool is_inside = begin > 0 && is_part_of_name(line[begin - 1]) && line[begin - 1] != 'v';
    if (!is_digit(line[begin]) || is_inside) continue;
    std::size_t end = line.find_first_not_of("0123456789.", begin);
    end = end == npos ? line.size() : end;
    while (end > begin && line[end - 1] == '.') --end;
    const std::string_view version = line.substr(begin, end - begin);
    if (version.find('.') != npos) return version;
    begin = end;
  }
  return {};
}

std::vector<std::uint32_t> numbers_of(std::string_view version) {
  std::vector<std::uint32_t> numbers = {0};
  int digits = 0;
  for (char c : version) {
    if (c == '.') {
      numbers.push_back(0);
      digits = 0;
    } else if (++digits <= kMostDigits) {
      numbers.back() = numbers.back() * 10 + static_cast<std::uint32_t>(c - '0');
    }
  }
  return numbers;
}

void append(std::string& name, std::string_view text) {
  for (char c : text) {
    if (!is_blank(c) && c != ',') name += c;
  }
}

}  // namespace

Dependency dependency_of(std::string_view line) {
  const std::string_view version = find_version(line);
  if (version.empty()) return {};
  const auto begin = static_cast<std::size_t>(version.begin() - line.begin());
  std::string_view before = line.substr(0, begin);
  while (!before.empty() && std::string_view("^~=<>!v ").find(before.back()) != npos) {
    if (before.back() == '<' || before.back() == '!') return {};
    before.remove_suffix(1);
  }
  Dependency result;
  append(result.name, before);
  result.name += '\n';  // where the version stood
  append(result.name, line.substr(begin + version.size()));
  result.version = numbers_of(version);
  return result;
}

bool is_as_new(const std::vector<std::uint32_t>& has, const std::vector<std::uint32_t>& wanted) {
  if (has.empty() || wanted.empty() || has.front() != wanted.front()) return false;
  const bool is_before_one = has.front() == 0;
  if (is_before_one && (has.size() < 2 || wanted.size() < 2 || has[1] != wanted[1])) return false;
  return !std::lexicographical_compare(has.begin(), has.end(), wanted.begin(), wanted.end());
}

Dependencies dependencies_of(std::string_view text) {
  Dependencies all;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    Dependency one = dependency_of(text.substr(0, end));
    if (!one.version.empty()) all[std::move(one.name)] = std::move(one.version);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return all;
}

}  // namespace hotfix
