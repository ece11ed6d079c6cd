// SPDX-License-Identifier: MIT
#pragma once

namespace hotfix {

// The program hotfix-lint. Returns its exit status (gate/base/error.h); lets no exception out.
int hotfix_lint(int argc, char** argv);

}  // namespace hotfix
