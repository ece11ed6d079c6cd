// SPDX-License-Identifier: MIT
#include "gate/landing/text/tokens.h"

#include <algorithm>

#include "gate/base/hash.h"
#include "gate/landing/text/characters.h"

namespace hotfix {

namespace {

enum class Sort { blank, word, bracket, sign };

Sort sort_of(char c) {
  if (is_word(c) || c == '$') return Sort::word;
  if (is_blank(c)) return Sort::blank;
  return std::string_view("(){}[],;\"'`").find(c) != std::string_view::npos ? Sort::bracket
                                                                            : Sort::sign;
}

}  // namespace

int count_of(const Counts& counts, std::uint64_t hash) {
  const auto found = counts.find(hash);
  return found == counts.end() ? 0 : found->second;
}

void add_tokens(Counts& counts, std::string_view line) {
  for (std::size_t begin = 0; begin < line.size();) {
    const Sort sort = sort_of(line[begin]);
    std::size_t end = begin + 1;
    while (end < line.size() && sort_of(line[end]) == sort) ++end;
    const bool tells = sort == Sort::word || sort == Sort::sign;
    if (tells) ++counts[fnv1a(line.substr(begin, end - begin))];
    begin = end;
  }
}

std::optional<double> share_gained(const Counts& from, const Counts& to, const Counts& there) {
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
