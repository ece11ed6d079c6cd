// SPDX-License-Identifier: MIT
// Which files of a change must be there for it to be in effect?
#pragma once

#include <cstdint>

#include "gate/policy/policy.h"

namespace hotfix {

// Code and configuration that runs in production, vendored and generated code too: not what the
// policy calls tests, documents or lock files, and not release notes by the names they usually
// have, unless they are programs (`ChangesView.vue`). The policy need not outlive it.
Matcher material_paths(const Policy& policy);

// The same for two policies that class every path alike, for all that is known.
std::uint64_t path_classes_digest(const Policy& policy);

}  // namespace hotfix
