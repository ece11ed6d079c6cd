// SPDX-License-Identifier: MIT
// What a hotfix is called by, and the document about it after that.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "gate/policy/policy.h"
#include "rules/model/facts.h"

namespace hotfix {

struct HotfixNames {
  std::string commit;     // full id, on production
  std::string branch;     // "hotfix/login", as far as the commit says it; else empty
  std::string reference;  // of its pull request, "#12" or "!12"; empty: the commit does not say
  std::string slug;       // of the branch without its prefix, else of the commit's subject
  std::int64_t released_at = 0;
};

HotfixNames names_of(const Commit& commit, std::int64_t released_at, const Policy& policy);

// "2026-01-02", in UTC.
std::string day_of(std::int64_t time);

// Where a new document about each of them is written: "<folder>/<date>-<slug>.md", and the later of
// two that would be one gets "-2". Oldest first, as the ledger has them.
std::vector<std::string> document_paths(const std::vector<HotfixNames>& hotfixes,
                                        const PostMortemPolicy& policy);

}  // namespace hotfix
