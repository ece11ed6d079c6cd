// SPDX-License-Identifier: MIT
// The words and signs of lines: what tells two forms of one line apart.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>

namespace hotfix {

// How often each word, number and run of signs stands in the lines that were added; by hash.
using TokenCounts = std::unordered_map<std::uint64_t, int>;
void add_tokens(TokenCounts& counts, std::string_view line);

// Of what `to` has more of than `from` does, the share that `there` has more of than `from`, too;
// each token counts once. Nullopt: `to` has no more of anything.
std::optional<double> share_gained(const TokenCounts& from, const TokenCounts& to,
                                   const TokenCounts& there);

}  // namespace hotfix
