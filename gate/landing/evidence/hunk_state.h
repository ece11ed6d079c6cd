// SPDX-License-Identifier: MIT
// How the hunks of a file stand in another text of it.
#pragma once

#include <string_view>
#include <vector>

#include "gate/landing/evidence/hunks.h"
#include "rules/model/landing.h"

namespace hotfix {

struct HunkState {
  PartState state = PartState::absent;  // never unclear or undone
  bool is_alone = false;                // nobody else changed the lines
  bool is_old = false;                  // what stands there is as it was before the change
  bool is_related = false;              // at least half of its new lines stand there
  std::uint64_t form = 0;               // of the lines that stand in its place
};

// For each hunk of `file` that weighs anything, in their order; parts.h says what a state means.
std::vector<HunkState> hunk_states(const Contents& contents, const FileHunks& file,
                                   std::string_view text);

// What became of a hunk between two texts.
enum class Since {
  gone,      // or nothing happened to it
  replaced,  // other lines stand in its place, and none of its old ones
  moved,     // its own lines stand elsewhere, and its old ones did not come back
};
std::vector<Since> hunks_since(const FileHunks& file, std::string_view then, std::string_view now);

}  // namespace hotfix
