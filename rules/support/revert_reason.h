// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace hotfix {

// Whether a description or a message says why something is taken back: more than what git and the
// forges write by themselves.
bool gives_reason(const std::string& text);

}  // namespace hotfix
