// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>

namespace hotfix {

// `size` bytes (at most 256) that nobody can foresee, from the system; empty when it has none.
std::string random_bytes(std::size_t size);

}  // namespace hotfix
