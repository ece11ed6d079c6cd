// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace hotfix {

// Does the line say which version the project itself is of (`"version": "1.2.3"`,
// `<version>1.2.3</version>`, `s.version = '1.2.3'`, `__version__ = "1.2.3"`), or nothing else than
// a version?
bool is_version_line(std::string_view line);

}  // namespace hotfix
