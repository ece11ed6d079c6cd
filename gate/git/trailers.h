// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

namespace hotfix {

struct Trailer {
  std::string key;  // lower case: keys are compared without regard to case
  std::string value;
};

// What git-interpret-trailers(1) would find at the end of a commit message, in order.
std::vector<Trailer> trailers_of(const std::string& message);

}  // namespace hotfix
