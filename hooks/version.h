// SPDX-License-Identifier: MIT
// What a hook program answers when it is asked about itself.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hotfix {

// Holds, while `hotfix-lint doctor` runs a hook, the path of an empty file of its own.
inline constexpr const char* kDoctorVariable = "HOTFIX_DOCTOR";

// Every hook program calls this first. The exit status when it was asked about itself, else
// nothing:
// - `<program> --version` (or -V), `--help` (or -h): the answer on standard output, and 0.
// - by doctor: its version as a line of the file that kDoctorVariable names, whatever started it
//   and swallows its output; and 1, which doctor expects to see again as the hook's refusal.
//   Without that file the variable means nothing.
std::optional<int> answer_about_itself(int argc, char** argv, std::string_view program);

// What `program` answers, without the line end: "hotfix-pre-push 0.1.0".
std::string version_line(std::string_view program);

}  // namespace hotfix
