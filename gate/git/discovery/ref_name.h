// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace hotfix {

// Whether git takes it for the full name of a reference ("refs/heads/main"): the rules of
// git-check-ref-format(1). Of another name only git can say what it means.
bool is_ref_name(std::string_view name);

}  // namespace hotfix
