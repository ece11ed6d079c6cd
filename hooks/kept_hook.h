// SPDX-License-Identifier: MIT
// The hook that was there before ours, and how it and our shim are found again when a hook manager
// has moved things.
#pragma once

#include <filesystem>
#include <vector>

namespace hotfix {

// Where the hook that was in the place of `hook_file` is kept, if there was one: next_of, or where
// a shim of version 1 kept it.
std::filesystem::path kept_of(const std::filesystem::path& hook_file);

// Whether two files are one hook, as when a manager has written its own again.
bool same_hook(const std::filesystem::path& one, const std::filesystem::path& other);

// Our shims that a manager has moved away from `hook_file` to put its own there: pre-commit runs
// pre-push.legacy, lefthook does not run pre-push.old.
std::vector<std::filesystem::path> moved_shims(const std::filesystem::path& hook_file);

// Where our shim belongs: `hook_file`, or where pre-commit or prek runs it, when theirs is in front
// and another hook is kept already.
std::filesystem::path place_of_shim(const std::filesystem::path& hook_file);

// Puts a link for each other file of `folder` beside the kept hooks, which may look for it where
// they are ($0). Nothing when none is kept. Throws filesystem_error.
void link_neighbors(const std::filesystem::path& folder);

// Takes the links away, and the folder with them, when no hook is kept any more.
void unlink_neighbors(const std::filesystem::path& folder);

}  // namespace hotfix
