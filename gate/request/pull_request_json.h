// SPDX-License-Identifier: MIT
// A pull request as `gh pr view --json` prints it, asked for kLiveFields: as it is now.
#pragma once

#include <string_view>

#include "gate/request/event.h"
#include "rules/model/forge.h"

namespace hotfix {

// Puts what is there now in the place of what the event says. Only "number" must be there: another
// key that is missing changes nothing, and without "reviews" they stay unknown. A head or target
// that the event lacks is taken from here. `forge` is who is asked again after an answer that
// cannot be read.
//
// Throws Undecidable for text that is not such JSON or too large, or when the pull request has
// moved to another head or target than the event's; UsageError when it is another pull request; the
// event is then as it was. A pull request that is merged leaves nothing to judge, wherever it has
// moved. An event that is not of a pull request, or of a merged one, stays as it is, whatever the
// text.
void apply_live_pull_request(Event& event, std::string_view json, Forge forge = Forge::none);

}  // namespace hotfix
