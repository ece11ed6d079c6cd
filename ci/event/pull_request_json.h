// SPDX-License-Identifier: MIT
// A pull request as `gh pr view --json` prints it, asked for kLiveFields: as it is now.
#pragma once

#include <string_view>

#include "gate/request/event.h"

namespace hotfix {

// Puts what is there now in the place of what the event says. Only "number" must be there: another
// key that is missing changes nothing, and no "reviews" means that nobody asked for them. A head or
// target that the event lacks is taken from here. Throws Undecidable for text that is no such JSON
// or too large, or when the pull request has moved to another head or target than the event's;
// UsageError when it is another pull request; the event is then as it was. When the pull request is
// open no more, there is nothing to judge, wherever it has moved. An event that is no open pull
// request stays as it is, whatever the text.
void apply_live_pull_request(Event& event, std::string_view json);

}  // namespace hotfix
