// SPDX-License-Identifier: MIT
// The hook that was there before ours.
#pragma once

#include <string>

namespace hotfix {

// Runs the file that HOTFIX_NEXT_HOOK names (our shim sets it) with the arguments we were given,
// and with `input` as its standard input; null: it inherits ours. Its outputs are ours. Returns its
// exit status: 128 + signal when it was killed, 1 when it cannot be started (git refuses then too),
// and 0 when there is none or it is not executable (git leaves that one out too). Never throws.
int run_next_hook(int argc, char** argv, const std::string* input);

}  // namespace hotfix
