// SPDX-License-Identifier: MIT
#include "tests/support/places.h"

namespace hotfix::test {

std::string source_folder() { return HOTFIX_SOURCE_DIR; }
std::string build_folder() { return HOTFIX_BINARY_DIR; }

}  // namespace hotfix::test
