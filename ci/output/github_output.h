// SPDX-License-Identifier: MIT
// The outputs of a step, for the steps after it.
// Format: "Setting an output parameter" and "Multiline strings", docs.github.com.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ci/verdict/gate_report.h"

namespace hotfix {

struct StepOutput {
  std::string_view name;
  std::string_view words;  // what the value is: in ci/action.yml and on the page output_page()
  std::string (*value)(const GateReport& report);
};
// Every output, in the order in which it is written. The rows live as long as the program.
const std::vector<StepOutput>& step_outputs();

// What is appended to the file at GITHUB_OUTPUT. `delimiter` must not be guessable by whoever wrote
// the pull request, nor occur in a value; random_delimiter() makes one.
std::string github_output(const GateReport& report, const std::string& delimiter);

// 128 random bits of the system, as "hotfix_<hex>". Throws Undecidable where there are none.
std::string random_delimiter();

}  // namespace hotfix
