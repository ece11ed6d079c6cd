// SPDX-License-Identifier: MIT
// Values written as TOML.
#pragma once

#include <string>
#include <string_view>

#include "rules/model/option.h"

namespace hotfix {

// A value on one line: "error" with its quotes, 5, ["a", "b"].
std::string toml_value(const OptionValue& value);

// "name = value". A list that does not fit in 80 columns is spread over lines, and text of several
// lines is written as them. Each line begins with `prefix` ("# " to comment it out); there is no
// final newline.
std::string toml_assignment(std::string_view name, const OptionValue& value,
                            std::string_view prefix = {});

}  // namespace hotfix
