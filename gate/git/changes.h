// SPDX-License-Identifier: MIT
// Tree changes as the files a person would name: renames paired, lines counted.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "gate/git/tree.h"
#include "rules/model/facts.h"

namespace hotfix {

// Whether a file may count as renamed from the old path to the new one.
using MayPair = std::function<bool(const std::string& old_path, const std::string& new_path)>;

// Pairs deleted with added files where `may_pair` agrees: by equal content, and with `lines` also
// by likeness (half of it, as git does). Line facts are filled in only with `lines`. PathClass and
// `manifest` are left to the caller.
std::vector<ChangedFile> changed_files(const Repository& repository,
                                       const std::vector<TreeChange>& changes, bool lines,
                                       const MayPair& may_pair);

}  // namespace hotfix
