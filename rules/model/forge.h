// SPDX-License-Identifier: MIT
#pragma once

namespace hotfix {

// Who hosts the repository. none: it is not known, or another one; then nothing that is told to a
// person may name a forge's program or settings.
enum class Forge { none, github, gitlab };

}  // namespace hotfix
