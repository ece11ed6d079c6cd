// SPDX-License-Identifier: MIT
// Addresses of the pages that a forge has of a repository. Each is made of characters that mean
// nothing in Markdown or HTML, whatever the names in it are.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "rules/model/forge.h"

namespace hotfix {

struct Pages {
  Forge forge = Forge::none;
  std::string repository = {};  // "https://host/owner/name"; empty: not known, nothing is linked
  std::string rules = {};       // the page that explains the rules; empty: not known
  std::string run = {};         // the page of the run that reports; empty: not known
};

// `url`: of the repository's own page, as a CI names it. No pages for what is not a plain address,
// or when the forge is not known.
Pages pages_of(Forge forge, std::string_view url);
// The same of a remote, "git@host:owner/name.git" or "https://host/owner/name.git"; without a
// forge, the one that the host plainly names. Who is named in the URL is left out.
Pages pages_of_remote(Forge forge, std::string_view url);

// `url` when it is plain enough to be linked to as it is; else empty.
std::string plain_address(std::string_view url);

// "owner/name" of a remote's URL; of a path its last part. No ".git" at the end.
std::string repository_name(std::string_view url);

// Each is empty when there is no such page: nothing is known of the repository, the id is not a
// full one, the path leads out of the repository, the number is 0.
std::string commit_page(const Pages& pages, std::string_view id);
// `line`: from 1; 0: the whole file. `commit`: as of which the file is shown.
std::string file_page(const Pages& pages, std::string_view commit, std::string_view path,
                      std::size_t line);
std::string pull_request_page(const Pages& pages, std::size_t number);
std::string branch_page(const Pages& pages, std::string_view branch);
std::string rule_page(const Pages& pages, std::string_view rule);

}  // namespace hotfix
