// SPDX-License-Identifier: MIT
// Where a repository is, whether it may be read, and what git's configuration says there. git has
// the last word on all three; starting it takes longer than judging a hotfix, so the plain case is
// decided here, by git's own rules (setup.c).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "gate/git/discovery/config_text.h"

namespace hotfix {

struct Location {
  std::string git_dir;              // absolute; of a linked worktree its own
  std::string common_dir;           // absolute; shared by worktrees
  std::vector<ConfigEntry> config;  // the keys of is_wanted(), in git's order: the last one counts
  std::optional<std::string> top;   // of the work tree, absolute; nullopt: ask git
  std::optional<std::string> head;  // the full name that HEAD stands for, empty when it is
                                    // detached; nullopt: ask git
};

// The location that `path` is in, or below (empty: the folder that we are in, under git's own
// environment). Throws UsageError when there is none, Undecidable when git cannot read it (foreign
// owner, SHA-256, unknown extension, damage).
Location find_location(const std::string& path);

// The full name that HEAD stands for, born or not, at the location that find_location(path) gave;
// empty when it is detached. Throws Undecidable when git cannot read it.
std::string head_of(const Location& location, const std::string& path);

// The two ways in which find_location() does it: in this process, where nothing is unusual
// (nullopt: something is), and by git. Where the first one answers, both say the same, but for
// `top` and `head`, which git is not asked.
std::optional<Location> plain_location(const std::string& path);
Location location_by_git(const std::string& path);

}  // namespace hotfix
