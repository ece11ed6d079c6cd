// SPDX-License-Identifier: MIT
// Subjects that only this clone can tell: what a person means by a revision, and which branch it is
// that is pushed as HEAD.
#pragma once

#include "gate/request/context.h"

namespace hotfix {

// One line of a push, as subject_of_push has it; its local branch is named when HEAD was pushed.
Subject pushed_subject(const Context& context, const Request& request, const RefUpdate& update);

// Request::revision as a hotfix, a revert or a promotion to be: a branch of this clone, else of the
// remote, else any commit, which has no name. Throws UsageError for production itself and for what
// names nothing.
Subject subject_of_revision(const Context& context, const Request& request);

}  // namespace hotfix
