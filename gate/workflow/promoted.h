// SPDX-License-Identifier: MIT
// Whether a commit of production is development's work.
#pragma once

#include "gate/git/history.h"
#include "gate/request/context.h"
#include "rules/model/facts.h"

namespace hotfix {

enum class Promoted {
  no,
  part,   // a commit of development's own line, that production was moved to
  whole,  // a promotion as one commit: a merge or a squash of development
};

// What is called a hotfix is never promoted. Throws Undecidable where history is cut off.
Promoted promoted(const Context& context, Graph& graph, const Commit& commit);

// Does it say that it takes back a promotion, as a whole? Taking that back on development, too,
// would delete its work.
bool takes_back_promotion(const Context& context, Graph& graph, const Commit& commit);

}  // namespace hotfix
