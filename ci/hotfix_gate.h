// SPDX-License-Identifier: MIT
#pragma once

namespace hotfix {

// The program hotfix-gate. Returns its exit status (gate/base/error.h); lets no exception out.
int hotfix_gate(int argc, char** argv);

}  // namespace hotfix
