// SPDX-License-Identifier: MIT
// What a CI says has happened, whichever CI it is. Text is untrusted bytes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "rules/model/forge.h"
#include "rules/model/pull_request.h"

namespace hotfix {

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
  std::string head;     // a full id, or what a person wrote for one; empty: `branch` was deleted
  std::string before;   // the same; empty: the branch was not there
  int attempt = 1;      // which run of this event it is; from the second on the payload is old
  std::optional<PullRequest> pull_request;  // nullopt: not given
};

}  // namespace hotfix
