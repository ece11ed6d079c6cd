// SPDX-License-Identifier: MIT
#include "gate/base/terminal.h"

#include <unistd.h>

#include <cstdlib>
#include <string_view>

namespace hotfix {

bool wants_color(int file) {
  const char* terminal = std::getenv("TERM");
  return isatty(file) == 1 && !std::getenv("NO_COLOR") && terminal &&
         std::string_view(terminal) != "dumb";
}

}  // namespace hotfix
