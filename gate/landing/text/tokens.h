// SPDX-License-Identifier: MIT
// The words and signs of lines: what tells two forms of one line apart.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>

namespace hotfix {

// How often each thing stands somewhere, by its hash.
using Counts = std::unordered_map<std::uint64_t, int>;
// 0 for what is not among them.
int count_of(const Counts& counts, std::uint64_t hash);

// Counts each word, number and run of signs of the line.
void add_tokens(Counts& counts, std::string_view line);

// Of what `to` has more of than `from` does, the share that `there` has more of than `from`, too;
// each token counts once. Nullopt: `to` has no more of anything.
std::optional<double> share_gained(const Counts& from, const Counts& to, const Counts& there);

}  // namespace hotfix
