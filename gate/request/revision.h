// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "gate/git/objects/oid.h"
#include "gate/request/request.h"

namespace hotfix {

// The commit that a revision written by a person names, as `git rev-parse` has it. Throws
// UnknownRevision when it names none, Undecidable when the references cannot be read.
Oid resolve_revision(const Request& request, const std::string& revision);

}  // namespace hotfix
