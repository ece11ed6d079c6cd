// SPDX-License-Identifier: MIT
#pragma once

#include <ostream>

#include "gate/base/terminal.h"
#include "gate/request/request.h"

namespace hotfix {

// Proves that git starts our hooks in this repository, that what they refuse is refused, and that
// they have something to compare with. Lets git run each hook, whoever wrote it, with nothing to
// push and with a message: our programs know who asks and refuse (hooks/version.h). A few lines
// when all is well; else a line a fault, "BAD", with the command that fixes it. The last line is
// the verdict. 0 when all is well, 1 otherwise.
int doctor(const Request& request, const PageStyle& style, std::ostream& out);

}  // namespace hotfix
