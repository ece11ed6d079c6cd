// SPDX-License-Identifier: MIT
// The open pull requests into production, as `gh pr list --json number,headRefOid` prints them.
#pragma once

#include <string_view>

#include "gate/request/event.h"

namespace hotfix {

// Puts them into the event of a pull request; another event stays as it is, whatever the text.
// Throws Undecidable for text that is not such a list, or too large.
void apply_open_pull_requests(Event& event, std::string_view json);

}  // namespace hotfix
