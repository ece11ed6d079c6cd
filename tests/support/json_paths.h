// SPDX-License-Identifier: MIT
// The keys of a JSON object, written as the tables of keys have them.
#pragma once

#include <set>
#include <string>

#include "gate/report/json_page.h"

namespace hotfix::test {

// Every key that occurs: "verdict", "subject.branch", "findings[]", "findings[].rule".
std::set<std::string> json_paths(const std::string& json);

// Every key of the table, below `prefix`. Fails the running test when one is there twice.
std::set<std::string> json_paths(const JsonKeys& keys, const std::string& prefix = {});

// Fails the running test for each value that is of another type than the table says.
void check_types(const std::string& json, const JsonKeys& keys, const std::string& prefix = {});

}  // namespace hotfix::test
