// SPDX-License-Identifier: MIT
// Three versions of a text merged line by line, in memory, as git merge does it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace hotfix {

enum class Favor { neither, ours, theirs };  // whose lines a conflict takes

struct MergeOptions {
  std::size_t marker_size = 7;  // of "<<<<<<<"; 65535 at the most
  // Aligns by lines that are in each text once, which is near git's histogram; not in long texts,
  // which can be made to uncover such lines one at a time.
  bool patience = false;
};

struct MergedText {
  bool is_clean = false;  // no conflict; always true with a favor
  std::string text;       // with conflict markers when it is not clean
};

// nullopt for texts that are too large to be compared (is_comparable in gate/git/lines.h). Throws
// Undecidable when libgit2 cannot do it.
std::optional<MergedText> merge_text(std::string_view base, std::string_view ours,
                                     std::string_view theirs, Favor favor,
                                     const MergeOptions& options = {});

}  // namespace hotfix
