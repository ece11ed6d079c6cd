// SPDX-License-Identifier: MIT
// What rules/model/needs.def says of each need.
#pragma once

#include <string_view>

#include "rules/model/facts.h"

namespace hotfix {

// What the catalogue says of one need.
std::string_view words_of(Need need);

// What has to be known before one need can be gathered, on whatever subject.
Need stands_on(Need need);

// Those of `needs` that can be asked of the subject. A message is all there is before a commit
// exists, only a pull request has a description, and a branch that moved is not compared with
// production.
Need askable(Need needs, const Subject& subject);

// Do the facts hold what one need asks for? Whether an Unknown stands beside it is not looked at.
bool is_met(const Facts& facts, Need need);

}  // namespace hotfix
