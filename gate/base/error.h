// SPDX-License-Identifier: MIT
#pragma once

#include <stdexcept>
#include <string>

namespace hotfix {

// The input is wrong and the person can fix it: exit status 2.
struct UsageError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Something could not be read, so nothing may be concluded from it: exit status 3. `what()` is the
// reason; `fix` is a command or a sentence, never empty.
struct Undecidable : std::runtime_error {
  Undecidable(const std::string& reason, std::string fix_)
      : std::runtime_error(reason), fix(std::move(fix_)) {}
  std::string fix;
};

// Exit statuses that scripts rely on.
enum class ExitStatus { pass = 0, blocked = 1, usage = 2, undecided = 3 };

}  // namespace hotfix
