// SPDX-License-Identifier: MIT
// The outputs of a step, for the steps after it.
// Format: "Setting an output parameter" and "Multiline strings", docs.github.com.
#pragma once

#include <string>

#include "ci/verdict/gate_report.h"

namespace hotfix {

// What is appended to the file at GITHUB_OUTPUT. `delimiter` must not be guessable by whoever wrote
// the pull request, nor occur in a value; random_delimiter() makes one.
std::string github_output(const GateReport& report, const std::string& delimiter);

// 128 random bits of the system, as "hotfix_<hex>". Throws Undecidable where there are none.
std::string random_delimiter();

}  // namespace hotfix
