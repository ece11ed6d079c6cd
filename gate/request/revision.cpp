// SPDX-License-Identifier: MIT
#include "gate/request/revision.h"

#include <sstream>
#include <vector>

#include "gate/base/error.h"
#include "gate/base/text_lines.h"
#include "gate/git/discovery/command.h"
#include "gate/policy/nearest_name.h"

namespace hotfix {

namespace {

CommandResult git(const Request& request, const std::vector<std::string>& arguments) {
  return run_git(arguments, request.repository, !request.repository.empty());
}

// "hotfix/login", "origin/kars-prod".
std::vector<std::string> branch_names(const Request& request) {
  std::istringstream lines(
      git(request, {"for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/remotes"})
          .out);
  std::vector<std::string> names;
  for (std::string line; std::getline(lines, line);) names.push_back(line);
  return names;
}

}  // namespace

Oid resolve_revision(const Request& request, const std::string& revision) {
  const CommandResult parsed =
      git(request, {"rev-parse", "--verify", "--end-of-options", revision + "^{commit}"});
  const Oid id = parse_oid(first_line(parsed.out));
  if (parsed.status == 0 && id != Oid{}) return id;
  // rev-parse fails in the same way for a name that is not there and for references that cannot be
  // read; listing them fails only for the latter.
  const CommandResult listed = git(request, {"for-each-ref", "--count=1"});
  if (listed.status != 0) {
    throw Undecidable("references cannot be read: " + first_line(listed.err), "git fsck");
  }
  throw UnknownRevision("'" + revision + "' is not a branch, commit or range of this repository" +
                            did_you_mean(revision, branch_names(request)),
                        revision);
}

}  // namespace hotfix
