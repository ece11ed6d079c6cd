// SPDX-License-Identifier: MIT
// A backport that waits for a person.
#pragma once

#include "hooks/git_hotfix/backport_session.h"

namespace hotfix {

// Commits what a person resolved, and ends as a backport that was clean. Throws Refused while
// something is unresolved, and where what was made lacks a part.
int continue_backport(BackportSession session);

// Removes its work tree and its branch. Throws Refused where somebody's work would be lost.
int abort_backport(const BackportSession& session);

}  // namespace hotfix
