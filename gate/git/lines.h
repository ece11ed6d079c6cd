// SPDX-License-Identifier: MIT
// Two blobs compared line by line. No attribute, filter or configuration has a say: a branch cannot
// hide its lines by declaring them binary.
#pragma once

#include "gate/base/similarity.h"
#include "gate/git/tree.h"
#include "rules/model/facts.h"

namespace hotfix {

inline constexpr std::size_t kCountableBlob = 4 * 1024 * 1024;  // bytes; a larger one is too_large

// A text of more lines is too large, too: each takes a hundred bytes while it is compared.
inline constexpr std::size_t kMostLines = 500'000;
bool has_too_many_lines(std::string_view text);

// False for such texts, and for those that share tens of thousands of lines in another order:
// looking for the shortest edit between those, as libgit2 does, would take minutes. Blanks make no
// difference.
bool is_comparable(std::string_view a, std::string_view b);

// A NUL byte in the first 8000: git's own test.
bool looks_binary(std::string_view data);

// Fills in the line facts of `file`, or says that its content is binary, or too large to be
// compared.
void count_lines(const Repository& repository, const TreeChange& change, ChangedFile& file);

// What of a blob is compared to find renames; nothing for one that is too large.
Spans read_spans(const Repository& repository, const Oid& id);

}  // namespace hotfix
