// SPDX-License-Identifier: MIT
// What messages say. They can be forged and they survive a revert, so they only point at commits
// worth a closer look.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gate/landing/history/window.h"
#include "rules/model/rule.h"

namespace hotfix {

// The ids, hex of 7 to 40 digits, that a message says its change was taken from: "(cherry picked
// from commit X)" of git cherry-pick -x, "Backport-of: X", and the "commit X upstream" and
// "[ Upstream commit X ]" of stable kernels.
std::vector<std::string> sources_named(std::string_view message);

// What a trailer on the branch says of a hotfix.
struct Testimony {
  enum class Kind { landed, waived };
  Kind kind = Kind::landed;
  Oid commit;  // that says it
  std::string reason;
};
// `Hotfix-Landed: <id>` or `Hotfix-Waive: <rule> <id> <reason>` for `hotfix` in the message of one
// of `commits`; the newest of them. Ids have at least 7 digits; a waiver without a reason
// counts for nothing.
std::optional<Testimony> testimony_about(Graph& graph, const std::vector<Oid>& commits,
                                         const Oid& hotfix, const Rule& rule);

}  // namespace hotfix
