// SPDX-License-Identifier: MIT
// `git hotfix post-mortem`: the document about a hotfix, as far as it writes itself.
#pragma once

#include <iosfwd>
#include <string>

#include "gate/request/request.h"
#include "gate/workflow/incident.h"
#include "hooks/git_hotfix/take_step.h"

namespace hotfix {

struct PostMortemOptions {
  std::string branch;              // or a commit of production; empty: what is checked out
  bool write = false;              // into the work tree, else printed
  Incident incident;               // what is given here goes before the record
  std::string detected, verified;  // times, likewise; empty: not given
};

// Printed, the document is all that is on `out`, so that it can be piped. Written, it is a new file
// in the policy's folder of the work tree, and the commands that bring it to development are shown.
// Throws Refused where production does not have the hotfix, development has a document about it,
// or something has the file's name.
int post_mortem(const Request& request, const PostMortemOptions& options, const StepOptions& steps,
                std::ostream& out);

}  // namespace hotfix
