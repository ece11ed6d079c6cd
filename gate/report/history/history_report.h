// SPDX-License-Identifier: MIT
// What today's policy says of the changes that production got in the past.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "gate/report/history/change_size.h"
#include "gate/report/report.h"

namespace hotfix {

// One change as it was when it came to production.
struct PastChange {
  std::string commit;   // full id of the commit that brought it
  std::string subject;  // the first line of that
  std::string branch;   // that was merged, as the merge says; empty: not known
  std::int64_t released_at = 0;
  Report report;                    // of the rules that are replayed
  bool is_hotfix = false;           // the policy calls it one
  bool brings_development = false;  // commits of development came along
  // nullopt: not known; or no limit would be chosen by it, since development came along, or it is a
  // plain revert.
  std::optional<ChangeSize> size;
};

// A rule of the policy that the past says nothing about, and why.
struct NotReplayed {
  const Rule* rule = nullptr;
  std::string reason;
};

struct HistoryReport {
  Refs refs;
  std::string policy_source;        // "origin/kars-prod:.hotfix.toml"
  ChangeSize limit;                 // of the policy, whether it is an error or not
  std::size_t asked = 0;            // how many changes were asked for
  std::vector<PastChange> changes;  // newest first
  std::size_t promotions = 0;       // of development, that were left out
  std::size_t shared = 0;           // commits that development has on its own line, likewise
  std::size_t others = 0;  // changes that are not called a hotfix, where only these were asked for
  bool has_development = true;            // false: every commit of production's line is a change
  std::vector<const Rule*> rules;         // that are replayed, in their order
  std::vector<NotReplayed> not_replayed;  // of the others that are on, in their order
  std::vector<std::string> notes;
};

}  // namespace hotfix
