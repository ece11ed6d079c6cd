// SPDX-License-Identifier: MIT
// What several subcommands want of the clone they run in.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "gate/request/context.h"
#include "gate/request/request.h"
#include "hooks/git_hotfix/take_step.h"

namespace hotfix {

// The first line that git prints; empty: it failed.
std::string line_of_git(const std::vector<std::string>& arguments);

// What of the clone a person told, for a command that is printed to mean the same:
// " --production main --development develop"; empty: nothing. A file by its absolute path.
std::string given_options(const Request& request);

// "/home/ann/kars-login" beside "/home/ann/kars", for a work tree; of a bare repository beside its
// own folder.
std::string folder_beside(const Context& context, const std::string& name);

// Production was fetched lately.
bool is_fresh(const Context& context);

// Production lives in this clone alone: there is nothing to fetch.
bool is_local(const Context& context);

// "Production was last fetched 3 h ago".
std::string age_words(const Context& context);

// Says how old production is here, and how it is fetched; empty: it was fetched lately.
std::string age_note(const Context& context);

// Whether production is fetched before it is built on.
struct Fetching {
  bool always = false;  // without asking
  bool never = false;
};
enum class Fresh { as_it_was, fetched, failed };

// Fetches production where that was not done lately, and a person or `fetching` wants it; the
// context has to be opened again then. Throws Refused, "... : <why>", where nobody can be asked.
Fresh freshen(const Context& context, const Fetching& fetching, const std::string& why,
              const StepOptions& steps, std::ostream& out);

}  // namespace hotfix
