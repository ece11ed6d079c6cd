// SPDX-License-Identifier: MIT
// What teams copy from ci/github, and the scripts in it.
#pragma once

#include <string>

namespace hotfix::test {

// ci/github/`name`.
std::string workflow(const std::string& name);

// Its last block `run: |`, as bash is given it.
std::string script_of(const std::string& name);

}  // namespace hotfix::test
