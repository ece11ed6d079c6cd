// SPDX-License-Identifier: MIT
// git's configuration without starting git, where that is a few plain files.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gate/git/discovery/config_text.h"

namespace hotfix {

// The keys that these programs go by: hotfix.*, remote.*.url, remote.*.gh-resolved, what local
// branches follow, and what git cleans a message by. kConfigPattern says the same to
// `git config --get-regexp`.
bool is_wanted(std::string_view key);
inline constexpr const char* kConfigPattern =
    R"(^(hotfix\.|remote\..*\.(url|gh-resolved)$|branch\..*\.(remote|merge)$|core\.comment(char|string)$|commit\.cleanup$))";

// The wanted entries of the machine, of the user and of the repository whose folder of git's is
// `common_dir`, in the order in which git reads them. nullopt: git has to be asked, because of
// where git was installed, of the environment, of a file that is not a plain one, of an included
// file that says something about a wanted key, or because the repository is of an unusual kind (a
// format or an extension that not every git knows, a work tree elsewhere).
std::optional<std::vector<ConfigEntry>> read_config_files(const std::string& common_dir);

}  // namespace hotfix
