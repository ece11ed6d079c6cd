// SPDX-License-Identifier: MIT
#include "hooks/history.h"

#include <ostream>

#include "gate/replay/replay.h"

namespace hotfix {

int history(const Request& request, const HistoryOptions& options, std::ostream& out) {
  const Context context = open_context(request, true);
  Graph graph(context.repository);
  LandingIndex index(graph, context.policy);
  HistoryReport report = replay(context, index, options.last, options.progress);
  if (const std::string note = other_policy_note(context, request); !note.empty()) {
    report.notes.push_back(note);
  }
  out << options.format->render(report, options.style);
  return 0;
}

}  // namespace hotfix
