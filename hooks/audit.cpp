// SPDX-License-Identifier: MIT
#include "hooks/audit.h"

#include <ostream>

#include "gate/base/error.h"
#include "gate/base/time_text.h"
#include "gate/request/context.h"
#include "gate/request/revision.h"
#include "gate/run.h"

namespace hotfix {

namespace {

std::int64_t time_of(const Request& request, const std::string& text) {
  if (text.empty()) return request.now;
  if (const auto time = parse_time(text)) return *time;
  throw UsageError("--now '" + text +
                   "' is not a time: write 2025-06-15T12:30:00Z or seconds since the epoch");
}

// A date stays one; a revision becomes the commit it names now.
std::string start_of(const Request& request, const std::string& since) {
  return parse_date(since) ? since : resolve_revision(request, since).hex();
}

}  // namespace

int audit(const Request& request, const AuditOptions& options, std::ostream& out) {
  Request settled = request;
  settled.now = time_of(request, options.now);
  if (!options.since.empty()) settled.since = start_of(request, options.since);
  const Context context = open_context(settled, true);
  Graph graph(context.repository);
  LandingIndex index(graph, context.policy);
  const LedgerReport report = ledger_report(context, index, options.progress);
  out << options.format->render(report, options.color);
  return static_cast<int>(exit_status(report, options.fail_on));
}

}  // namespace hotfix
