// SPDX-License-Identifier: MIT
// The one place that starts git.
#pragma once

#include <string>
#include <vector>

namespace hotfix {

struct CommandResult {
  int status = 0;   // exit status; 128 + signal when it was killed
  std::string out;  // at most 16 MiB; a longer output is an Undecidable error
  std::string err;
};

// Runs `git <arguments>` without a shell: no hook, alias, pager, prompt, lazy fetch, replace ref or
// fsmonitor; LC_ALL=C. `directory` is where it starts (empty: here). With `clean`, the variables
// that tie git to another repository (git rev-parse --local-env-vars) are removed, as for a path a
// person named; without, they are kept, as in a hook. Throws Undecidable when git cannot be started
// or takes over 30 s.
CommandResult run_git(const std::vector<std::string>& arguments, const std::string& directory = {},
                      bool clean = false);

}  // namespace hotfix
