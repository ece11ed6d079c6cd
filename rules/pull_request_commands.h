// SPDX-License-Identifier: MIT
// Commands that change a pull request on its forge.
#pragma once

#include <string>

#include "rules/facts.h"

namespace hotfix {

// `gh pr <verb> <number> <arguments>`; empty while the number is not known. The arguments are
// quoted already.
inline std::string gh_pr(const Facts& facts, const std::string& verb,
                         const std::string& arguments) {
  const std::size_t number = facts.pull_request ? facts.pull_request->number : 0;
  return number == 0 ? std::string()
                     : "gh pr " + verb + " " + std::to_string(number) + " " + arguments;
}

}  // namespace hotfix
