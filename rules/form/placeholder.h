// SPDX-License-Identifier: MIT
// Whether somebody answered, or left what a form has in its place.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hotfix {

// `text` without the marks of bold type, code, quotation and tables around it.
std::string_view without_emphasis(std::string_view text);

// False for TBD, "TODO: write", ..., <file>, [Brief description], a single letter, "unknown",
// "asdf" and the like; true for any short answer: 0, no, #345, a link.
bool is_content(std::string_view text);

// "None", "N/A", "not needed": an answer that gives no reason. Bytes that are not ASCII may be one.
bool is_bare_no(const std::vector<std::string>& lines);

// "Done", "yes, taken": there is a backup, and nobody can find it.
bool is_bare_yes(const std::vector<std::string>& lines);

}  // namespace hotfix
