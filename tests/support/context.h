// SPDX-License-Identifier: MIT
// The gathering side of a test: facts about a branch of a test repository.
#pragma once

#include "gate/facts/gather.h"
#include "tests/support/repo.h"

namespace hotfix {

// `repo` judged from its own folder, with origin's branches where they exist and local ones
// otherwise.
Context context_of(const TestRepo& repo);

// The facts `needs` about the local branch, as a push of it would ask.
Facts facts_of(const TestRepo& repo, const std::string& branch, Need needs);

}  // namespace hotfix
