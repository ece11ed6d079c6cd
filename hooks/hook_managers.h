// SPDX-License-Identifier: MIT
// What a person is told when other programs own or write the hooks of a repository.
#pragma once

#include <filesystem>
#include <ostream>
#include <string_view>
#include <vector>

namespace hotfix {

// Whether a line of the file that is not a comment (#) names the program of `hook`.
bool names_program(const std::filesystem::path& file, std::string_view hook);

// The lines that start our programs from the hooks in `folder`, for a person to add by hand to
// those that do not name them. `root` is the work tree that those files are of, so that each branch
// has its own; empty: they serve other repositories too.
void print_lines_to_add(const std::filesystem::path& folder, const std::filesystem::path& root,
                        std::ostream& out);

// For each manager that is configured in `root` and may remove our hooks: what it does, and the
// lines by which it starts them itself. Nothing for one whose file has them already.
void advise_managers(const std::filesystem::path& root, std::ostream& out);

// The files of managers, below `root`, by which these will put hooks of their own in the place of
// ours that do not start our programs.
std::vector<std::filesystem::path> files_that_replace(const std::filesystem::path& root);

// The files in which the program of `hook` is named: those of the managers, and the hook in
// `folder` when it is not ours. Paths below `root` are relative to it.
std::vector<std::filesystem::path> files_that_start(std::string_view hook,
                                                    const std::filesystem::path& root,
                                                    const std::filesystem::path& folder);

}  // namespace hotfix
