// SPDX-License-Identifier: MIT
// The post-mortems that development has, and those that it lacks. Only its tip is looked at, never
// a work tree.
#pragma once

#include <string_view>
#include <vector>

#include "gate/landing/evidence/landing_index.h"
#include "gate/landing/production_commits.h"
#include "rules/model/page.h"
#include "rules/model/post_mortem.h"

namespace hotfix {

// One a hotfix that the policy asks one of, oldest first: what its signs call a hotfix, since
// post_mortem.since, or as far back as the ledger looks. One that was rolled back was an incident
// all the same; a rollback is none of its own. `read_page` is gate/page/markdown.h. Throws
// Undecidable where history or a document is not here.
std::vector<PostMortem> post_mortems(LandingIndex& index, const Policy& policy,
                                     const LedgerQuestion& question,
                                     Page (*read_page)(std::string_view markdown));

}  // namespace hotfix
