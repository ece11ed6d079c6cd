// SPDX-License-Identifier: MIT
// What a person is told when other programs own or write the hooks of a repository.
#pragma once

#include <filesystem>
#include <ostream>

namespace hotfix {

// The lines that start our programs from the hooks in `folder`, for a person to add by hand.
void print_lines_to_add(const std::filesystem::path& folder, std::ostream& out);

// When lefthook or pre-commit is configured in `root`: how our hooks stay when it installs its own.
void advise_managers(const std::filesystem::path& root, std::ostream& out);

}  // namespace hotfix
