// SPDX-License-Identifier: MIT
// The files that say where the objects of packs are, looked at before libgit2 reads them: it takes
// them at their word about how many there are, multiplies that in 32 bits and reads behind the end.
// Formats: gitformat-pack(5), gitformat-chunk(5).
#pragma once

#include <string>

namespace hotfix {

// Of "<git directory>/objects" and what it borrows from. Throws Undecidable for a file that speaks
// of more objects than it has room for; any other damage is libgit2's to find.
void check_pack_indexes(const std::string& objects);

}  // namespace hotfix
