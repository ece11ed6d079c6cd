// SPDX-License-Identifier: MIT
#include "gate/landing/text/tokens.h"

#include <algorithm>

#include "gate/base/hash.h"

namespace hotfix {

namespace {

enum class Sort { blank, word, bracket, sign };

Sort sort_of(char c) {
  const bool is_word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '_' || c == '$' || static_cast<unsigned char>(c) >= 0x80;
  if (is_word) return Sort::word;
  if (c == ' ' || (c >= '\t' && c <= '\r')) return Sort::blank;
  return std::string_view("(){}[],;\"'`").find(c) != std::string_view::npos ? Sort::bracket
                                                                            : Sort::sign;
}

int count_of(const TokenCounts& counts, std::uint64_t token) {
  const auto found = counts.find(token);
  return found == counts.end() ? 0 : found->second;
}

}  // namespace

void add_tokens(TokenCounts& counts, std::string_view line) {
  for (std::size_t begin = 0; begin < line.size();) {
    const Sort sort = sort_of(line[begin]);
    std::size_t end = begin + 1;
    while (end < line.size() && sort_of(line[end]) == sort) ++end;
    const bool tells = sort == Sort::word || sort == Sort::sign;
    if (tells) ++counts[fnv1a(line.substr(begin, end - begin))];
    begin = end;
  }
}

std::optional<double> share_gained(const TokenCounts& from, const TokenCounts& to,
                                   const TokenCounts& there) {
  double wanted = 0, gained = 0;
  for (const auto& [token, count] : to) {
    const int before = count_of(from, token);
    if (count <= before) continue;
    ++wanted;
    if (count_of(there, token) > before) ++gained;
  }
  return wanted == 0 ? std::nullopt : std::optional(gained / wanted);
}

}  // namespace hotfix
