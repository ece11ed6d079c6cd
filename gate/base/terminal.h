// SPDX-License-Identifier: MIT
#pragma once

namespace hotfix {

// True when the open file is a terminal that shows colors and its owner wants them: NO_COLOR
// (no-color.org) is not set, and TERM is neither missing nor "dumb".
bool wants_color(int file);

}  // namespace hotfix
