// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "rules/model/page.h"

namespace hotfix {

// Whether a description says why something is taken back: more than what git and the forges write
// by themselves.
bool gives_reason(const Page& description);

// The same of a commit's message, which is no Markdown.
bool gives_reason(const std::string& message);

}  // namespace hotfix
