// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <ostream>
#include <string>

namespace hotfix {

struct InstallOptions {
  std::string repository;         // a path; empty: the one we are in
  std::filesystem::path program;  // the `hotfix` that the hooks start; empty: this one
  std::string production;         // kept as hotfix.production of the repository; empty: left alone
  std::string development;        // the same for hotfix.development
};

// Makes git start our hooks: writes a shim for each into the folder where git looks for them. A
// hook that is there is kept (next_of) and runs too. Again is the same as once. 0 when done; 2 when
// a person must do something first, or the repository is bare: then nothing at all was written, and
// `err` has the exact lines. Throws UsageError outside a repository.
int install(const InstallOptions& options, std::ostream& out, std::ostream& err);

// The same for the script of a package, which must not fail an installation: always 0. Nothing is
// done in CI (the variable CI); why nothing could be done elsewhere is said on `err`.
int install_if_possible(const InstallOptions& options, std::ostream& out, std::ostream& err);

// Takes what install put into options.repository out again, and nothing else; a hook that was kept
// is back, byte for byte. Says what it took out, and what else there names our programs. 0 also
// when there was nothing to take out; 2 when something is in the way, named on `err`.
int uninstall(const InstallOptions& options, std::ostream& out, std::ostream& err);

// The command that sets both branches, of a repository whose remote `home` has others in their
// place, as main and develop. Empty when it is not clear which.
std::string command_for_likely_branches(const std::string& repository, const std::string& home);

}  // namespace hotfix
