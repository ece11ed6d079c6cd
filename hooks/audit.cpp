// SPDX-License-Identifier: MIT
#include "hooks/audit.h"

#include <cerrno>
#include <cstring>
#include <map>
#include <ostream>

#include "gate/base/error.h"
#include "gate/base/file.h"
#include "gate/base/time_text.h"
#include "gate/request/context.h"
#include "gate/request/revision.h"
#include "gate/run.h"

namespace hotfix {

namespace {

constexpr std::size_t kLargest = std::size_t{64} << 20;  // bytes of one ledger's JSON

std::int64_t time_of(const Request& request, const std::string& text) {
  return text.empty() ? request.now : time_of_option("--now", text);
}

// A date stays one; a revision becomes the commit it names now.
std::string start_of(const Request& request, const std::string& since) {
  return parse_date(since) ? since : resolve_revision(request, since).hex();
}

LedgerReport ledger_of(const Request& request, const AuditOptions& options) {
  Request settled = request;
  settled.now = time_of(request, options.now);
  if (!options.since.empty()) settled.since = start_of(request, options.since);
  const Context context = open_context(settled, true);
  Graph graph(context.repository);
  LandingIndex index(graph, context.policy);
  return ledger_report(context, index, options.progress);
}

void refuse_what_is_of_one(const Request& request, const AuditOptions& options) {
  for (const std::string* given :
       {&options.now, &options.since, &request.repository, &request.production,
        &request.development, &request.policy_file}) {
    if (given->empty()) continue;
    throw UsageError(
        "--merge reads ledgers that are written already: only --format, --html, --fail-on and "
        "--color go with it");
  }
}

Ledgers read_ledgers(const std::vector<std::string>& files) {
  Ledgers ledgers;
  for (const std::string& file : files) {
    const auto text = read_file(file, kLargest);
    if (!text) {
      throw Undecidable(file + ": cannot be read: " + std::strerror(errno),
                        "give a file that hotfix-lint audit --format json wrote");
    }
    ledgers.push_back(read_ledger_json(*text, file));
  }
  return ledgers;
}

// Clones without a remote may be called alike: each then bears its file too.
void tell_apart(Ledgers& ledgers, const std::vector<std::string>& files) {
  std::map<std::string, int> bearers;
  for (const LedgerReport& ledger : ledgers) ++bearers[ledger.repository];
  for (std::size_t i = 0; i < ledgers.size(); ++i) {
    std::string& name = ledgers[i].repository;
    if (bearers[name] > 1) name += " (" + files[i] + ")";
  }
}

int merged(const AuditOptions& options, std::ostream& out) {
  Ledgers ledgers = read_ledgers(options.merge);
  tell_apart(ledgers, options.merge);
  if (!options.html.empty()) leave_page(options.html, render_ledgers_html(ledgers));
  out << options.format->render_all(ledgers, options.color);
  return static_cast<int>(exit_status(ledgers, options.fail_on));
}

}  // namespace

int audit(const Request& request, const AuditOptions& options, std::ostream& out) {
  if (!options.merge.empty()) {
    refuse_what_is_of_one(request, options);
    return merged(options, out);
  }
  const LedgerReport report = ledger_of(request, options);
  if (!options.html.empty()) leave_page(options.html, render_ledger_html(report));
  out << options.format->render(report, options.color);
  return static_cast<int>(exit_status(report, options.fail_on));
}

}  // namespace hotfix
