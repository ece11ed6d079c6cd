// SPDX-License-Identifier: MIT
// Which of a folder's documents is about which hotfix.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "gate/documents/hotfix_names.h"

namespace hotfix {

// The text of one of the documents, by its number; empty when it is not to be had.
using ReadDocument = std::function<const std::string&(std::size_t)>;

// For each hotfix the number of the document that is about it. By what is surest:
//   1. its name is that of `expected`, or of a day beside that: people go by their own time zone
//   2. its text has the id of the commit, of at least 12 digits
//   3. its text names the branch
//   4. its text names the pull request
// A document that is one hotfix's by its name, branch or pull request is no other one's; only one
// that has the ids of several is about all of them. Texts are read only where names do not do.
std::vector<std::optional<std::size_t>> documents_about(const std::vector<HotfixNames>& hotfixes,
                                                        const std::vector<std::string>& expected,
                                                        const std::vector<std::string>& documents,
                                                        const ReadDocument& text_of);

}  // namespace hotfix
