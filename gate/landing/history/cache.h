// SPDX-License-Identifier: MIT
// What is known of commits, kept from one run to the next in <common git dir>/hotfix/landing-v1.
// Only what can never change is kept: what commit and tree objects say.
#pragma once

#include "gate/landing/history/change_columns.h"
#include "gate/landing/history/commit_table.h"

namespace hotfix {

// Fills an empty table and empty columns. False, and they stay empty, when there is no cache that
// can be believed (gate/memory/sealed_file.h).
bool load_cache(const Repository& repository, CommitTable& table, ChangeColumns& columns);

// Replaces the cache, where it can be written.
void save_cache(const Repository& repository, const CommitTable& table,
                const ChangeColumns& columns);

}  // namespace hotfix
