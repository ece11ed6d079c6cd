// SPDX-License-Identifier: MIT
#pragma once

namespace hotfix {

// Why something could not be found out, as far as anything is done about it.
enum class Cause {
  other,
  not_fetched,     // a branch, a commit or older history that a fetch of everything brings
  left_on_server,  // the content of a file, which a partial clone asks for when it is needed
};

}  // namespace hotfix
