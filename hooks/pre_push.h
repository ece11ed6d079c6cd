// SPDX-License-Identifier: MIT
#pragma once

namespace hotfix {

// The pre-push hook, see githooks(5): argv holds the remote's name and URL, standard input a line a
// reference. Judges every line that the workflow speaks of, then runs the next hook. 0 lets the
// push go, 1 refuses it, 2 says that the input or the policy is broken; 3 (could not decide) only
// when the policy makes an undecided push a refused one: otherwise that is a loud line and 0.
// Writes to standard error only.
int pre_push(int argc, char** argv);

}  // namespace hotfix
