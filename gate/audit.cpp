// SPDX-License-Identifier: MIT
#include "gate/audit.h"

#include <algorithm>
#include <ostream>

#include "gate/context.h"
#include "gate/error.h"
#include "gate/landing/ledger.h"
#include "gate/progress.h"
#include "gate/time_text.h"

namespace hotfix {

namespace {

std::int64_t time_of(const Request& request, const std::string& text) {
  if (text.empty()) return request.now;
  if (const auto time = parse_time(text)) return *time;
  throw UsageError("--now '" + text +
                   "' is no time: write 2025-06-15T12:30:00Z or seconds since the epoch");
}

// A date stays one; a revision becomes the commit it names now.
std::string start_of(const Request& request, const std::string& since) {
  return parse_date(since) ? since : resolve_revision(request, since).hex();
}

Oid require(const Context& context, const std::string& id, const std::string& name,
            const std::string& role) {
  if (!id.empty()) return parse_oid(id);
  throw Undecidable("the " + role + " branch " + name + " is not here",
                    fetch_command(context.home, name) + "   # or, if it has another name: " +
                        "git config hotfix." + role + " <name>");
}

std::string rendered(const LedgerReport& report, const AuditOptions& options) {
  if (options.format == "json") return render_ledger_json(report);
  if (options.format == "markdown") return render_ledger_markdown(report);
  return render_ledger_text(report, options.color);
}

}  // namespace

LedgerReport ledger_report(const Context& context, std::ostream* watcher) {
  const Refs& refs = context.refs;
  const LedgerQuestion question{
      require(context, refs.production_id, refs.production, "production"),
      require(context, refs.development_id, refs.development, "development"), context.now};
  Graph graph(context.repository);
  Lander lander(graph, question.production);
  Progress progress(watcher, "hotfixes");
  LedgerReport report;
  report.refs = refs;
  report.now = context.now;
  report.notes = context.notes;
  report.hotfixes = ledger(graph, lander, context.policy, question,
                           [&](std::size_t done, std::size_t all) { progress.show(done, all); });
  return report;
}

ExitStatus status_of(const LedgerReport& report, const std::string& fail_on) {
  const auto any = [&](const auto& test) {
    return std::any_of(report.hotfixes.begin(), report.hotfixes.end(), test);
  };
  const bool fails = any([&](const Hotfix& hotfix) {
    return is_debt(hotfix) && (hotfix.overdue || fail_on == "missing");
  });
  if (fails) return ExitStatus::blocked;
  return any([](const Hotfix& one) { return one.landing.state == LandingState::undecided; })
             ? ExitStatus::undecided
             : ExitStatus::pass;
}

int audit(const Request& request, const AuditOptions& options, std::ostream& out) {
  Request settled = request;
  settled.now = time_of(request, options.now);
  Context context = open_context(settled, true);
  if (!options.since.empty()) context.policy.backport.since = start_of(request, options.since);
  const LedgerReport report = ledger_report(context, options.progress);
  out << rendered(report, options);
  return static_cast<int>(status_of(report, options.fail_on));
}

}  // namespace hotfix
