// SPDX-License-Identifier: MIT
#pragma once

#include <ostream>

#include "gate/request/request.h"

namespace hotfix {

// Proves that git would start our hooks in this repository and that they have something to compare
// with. Prints one line a check, "ok" or "BAD" and then the command that fixes it. 0 when all is
// well, 1 otherwise.
int doctor(const Request& request, std::ostream& out);

}  // namespace hotfix
