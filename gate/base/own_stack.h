// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

namespace hotfix {

// Runs a program's body on a stack of at least 8 MiB, and lets every later thread have as much: the
// limit that the process was started with may be too small for libgit2 and for deep folders. Then
// it runs in a thread of its own; where none can be had, on the stack that there is. `body` lets no
// exception out.
int on_own_stack(const std::function<int()>& body);

}  // namespace hotfix
