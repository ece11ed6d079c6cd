// SPDX-License-Identifier: MIT
// The last paragraph of a commit message, where it is made of "Key: value": by the rules of
// find_trailer_block_start() in git's trailer.c, as `git log --format='%(trailers)'` has it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hotfix {

struct Trailer {
  std::string key;    // lower case: keys are compared without regard to case
  std::string value;  // trimmed; one that was folded over several lines is one line again
};

// In order; none of a message without that paragraph.
std::vector<Trailer> trailers_of(std::string_view message);

// The values of lines that look like a trailer of that key (lower case) and stand before the last
// paragraph, so that they are none.
std::vector<std::string> misplaced_trailers(std::string_view message, std::string_view key);

}  // namespace hotfix
