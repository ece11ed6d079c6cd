// SPDX-License-Identifier: MIT
// Who wrote what is judged, and whether a reviewer is a person at all.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/model/facts.h"

namespace hotfix {

bool same_login(std::string_view a, std::string_view b);  // in whatever case

// Is it an app, a bot or an account of a project: by what the forge says, and by its login?
bool is_program(const Review& review);

// The logins that may stand behind an address by which a forge hides the real one, as in
// "12+anna@users.noreply.example.com"; empty for any other address.
std::vector<std::string> logins_of(std::string_view email);

// What the reviewer has to do with the newest commit that changes anything, as in "wrote commit
// 0123456789ab"; empty for nothing that is known. Merges that only bring production, and empty
// commits, are looked through. Those whom its message names as co-authors count as well if
// `co_authors` says so. Known are people by the forge's own list of authors, by the addresses of
// logins_of(), and by the same name. `facts` must have history.
std::string written_by(const Review& review, const Facts& facts, bool co_authors);

}  // namespace hotfix
