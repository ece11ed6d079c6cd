// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace hotfix {

// Answers `<program> --version` (or -V) on standard output; false when that was not asked. `hotfix-lint
// doctor` asks this through git to prove that git starts the hook, so every hook program calls it
// first.
bool answer_version(int argc, char** argv, std::string_view program);

// What `program` answers, without the line end: "hotfix-pre-push 0.1.0".
std::string version_line(std::string_view program);

}  // namespace hotfix
