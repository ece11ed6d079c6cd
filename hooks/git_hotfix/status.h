// SPDX-License-Identifier: MIT
// `git hotfix status`: where each hotfix is in the workflow, and what to type next.
#pragma once

#include <iosfwd>
#include <string>

#include "gate/request/request.h"
#include "gate/workflow/status/render_status.h"

namespace hotfix {

struct StatusOptions {
  std::string named;         // a branch or a commit; empty: what is checked out
  bool is_all = false;       // every hotfix that is under way, owed, or was released lately
  std::string pull_request;  // a file with what the forge says, "-": standard input; empty: none
  std::string html;          // a file to leave it in as a page; empty: none
  const StatusFormat* format = &status_formats().front();
  PageStyle style;
  std::ostream* progress = nullptr;  // where a person watches; null: nowhere
};

// On `out`; nothing is changed. Where no hotfix is checked out and none is named: the only one that
// is under way, else all. The exit status: 3 something could not be found out, else 0.
int status(const Request& request, const StatusOptions& options, std::ostream& out);

}  // namespace hotfix
