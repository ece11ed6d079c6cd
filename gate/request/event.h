// SPDX-License-Identifier: MIT
// What a CI says has happened, whichever CI it is. Text is untrusted bytes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/model/forge.h"
#include "rules/model/pull_request.h"

namespace hotfix {

// One of the open pull requests into production, as the forge lists them.
struct OpenPullRequest {
  std::size_t number = 0;
  std::string head;  // full id, in lower case
};

struct Event {
  enum class Kind {
    pull_request,  // `branch` at `head` asks to go to `target`
    merge_group,   // a merge queue made `head` on top of `before`, to become `target`
    push,          // `branch` moved from `before` to `head`
    ledger,        // nothing moved: a schedule, or a person who asks
    other,         // nothing that is judged
  };

  Kind kind = Kind::other;
  Forge forge = Forge::none;  // in whose words it is spoken of
  std::string name;           // as the CI calls it: "pull_request_target"; empty: it did not say
  std::string nothing;  // why there is nothing to judge, whatever the policy says; empty: look
  std::string branch;   // short name
  std::string target;   // short name
  std::string fork;     // "owner/name" of the repository that `branch` is in; empty: this one
  bool closed = false;  // a pull request that was closed and not merged
  bool fork_is_gone = false;  // it came from a repository that is no more
  std::string head;    // a full id, or what a person wrote for one; empty: `branch` was deleted
  std::string before;  // the same; empty: the branch was not there
  int attempt = 1;     // which run of this event it is; from the second on the payload is old
  std::optional<PullRequest> pull_request;  // nullopt: not given
  std::vector<OpenPullRequest> open;        // those into production; empty: none, or not asked
};

}  // namespace hotfix
