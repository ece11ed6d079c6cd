// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "gate/policy/policy.h"
#include "gate/report/report.h"

namespace hotfix {

// Judges `message`, cleaned as git will record it, for the hotfix branch of that short name. Pure.
Report judge_message(const std::string& branch, const std::string& message, const Policy& policy);

// The commit-msg hook, see githooks(5): argv[1] is the file of the message. Runs the next hook
// first, as that may rewrite the message. 0 lets the commit go; 1 refuses it, and keeps the
// message; the status of the next hook when that refuses. A fault of our own is told on standard
// error and blocks nothing.
int commit_msg(int argc, char** argv);

}  // namespace hotfix
