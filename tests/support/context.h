// SPDX-License-Identifier: MIT
// The gathering side of a test: facts about a branch of a test repository.
#pragma once

#include "gate/facts/gather.h"
#include "tests/support/repo.h"

namespace hotfix {

// `repo` judged from its own folder, with origin's branches where they exist and local ones
// otherwise.
Context context_of(const TestRepo& repo);

// The facts `needs` about a subject of that repository.
Facts facts_of(const TestRepo& repo, const Subject& subject, Need needs,
               const PullRequest* pull_request = nullptr);

// A production or development that moved from one revision to another; empty: it was or is gone.
Subject moved(const TestRepo& repo, SubjectKind kind, const std::string& from,
              const std::string& to);

// The facts `needs` about the local branch, as a push of it would ask.
Facts facts_of(const TestRepo& repo, const std::string& branch, Need needs);

}  // namespace hotfix
