// SPDX-License-Identifier: MIT
// The texts of the workflow, as its owner wrote them. What a person or a program fills in stands in
// square brackets, or as YYYY-MM-DD, HH:MM, X hours and P0/P1.
#pragma once

#include <string>

namespace hotfix::default_texts {

std::string post_mortem();

// The messages, with the fields of gate/policy/message.h.
std::string initiated();
std::string deployed();
std::string complete();

}  // namespace hotfix::default_texts
