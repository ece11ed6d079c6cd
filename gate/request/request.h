// SPDX-License-Identifier: MIT
// Text from the outside (arguments, hook stdin) as values. No git, no I/O: this file is fuzzed.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/model/forge.h"

namespace hotfix {

// One line of pre-push stdin, see githooks(5). Ids are 40 or 64 hex digits; empty for git's zero id
// (a branch that is not there).
struct RefUpdate {
  std::string local_ref;   // what the person wrote: may be "HEAD", "HEAD~1", an id, "(delete)"
  std::string local_id;    // empty: deletion
  std::string remote_ref;  // full refname on the remote
  std::string remote_id;   // empty: creation
};

// All lines, in order; an empty input gives none. Throws UsageError with the line number.
std::vector<RefUpdate> parse_pre_push(std::string_view input);

// "A..B" as its two ends (an empty end means HEAD); nullopt when `text` is a single revision.
// "A...B" is taken as A..B: a hotfix is always judged from the merge base.
struct Range {
  std::string from, to;
};
std::optional<Range> parse_range(std::string_view text);

// A remote's URL or name, with what may be secret in a URL (user and password, query, fragment)
// replaced by "***".
std::string redact_url(std::string_view url);

// What a run is asked to do. Empty strings mean "not given".
struct Request {
  std::string repository;  // a path; empty: where git finds one from here and its environment
  std::string production;  // branch name or revision, over policy and configuration
  std::string development;
  std::string target;         // where an event goes: production, if that branch itself says so
  std::string policy_file;    // read this file in place of the production tip's policy
  std::string remote;         // the remote that is compared with; pre-push: git's first argument
  std::string revision;       // lint: branch, commit or range; empty: the current branch
  std::string since;          // audit: a date or full id, over the policy's backport.since
  std::int64_t now = 0;       // seconds since the epoch
  Forge forge = Forge::none;  // whose CI this runs in; none: as the URL of the remote says
  // Whether the clone is the user's own, and no CI's. Then walks may take what git keeps there for
  // true (Repository::trust_clone), and a tip's policy may come from what an earlier run remembered
  // (CommittedPolicies).
  bool trusts_clone = false;
  // How long may be spent on what CI looks at anyway; nullopt: as long as it takes.
  std::optional<std::chrono::milliseconds> patience;
};

// Whether a CI runs this, as its makers have agreed to say it: by the variable CI.
bool is_in_ci();

}  // namespace hotfix
