// SPDX-License-Identifier: MIT
// Files that CI runs without their name telling it.
#pragma once

#include <string_view>

#include "gate/git/tree.h"
#include "rules/model/option.h"

namespace hotfix {

// Matches the paths that the CI of a tree says it runs as well: what .gitlab-ci.yml includes from
// the repository, and what these files include, and the folders of the actions that workflows of
// GitHub use from it. A file that is not here, or cannot be read, adds nothing.
Matcher ci_files(const Repository& repository, const Oid& tree);

// Globs of what one file of GitLab's CI includes from its own repository. Of its YAML the ways that
// people write it are known: a path, a list, `local:`, and lists in brackets.
Words local_includes(std::string_view yaml);

// Globs of what a workflow of GitHub `uses:` from its own repository.
Words local_actions(std::string_view yaml);

}  // namespace hotfix
