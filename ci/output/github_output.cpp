// SPDX-License-Identifier: MIT
#include "ci/output/github_output.h"

#include <string_view>

#include "ci/output/outcome.h"
#include "gate/base/error.h"
#include "gate/base/hex.h"
#include "gate/base/random.h"
#include "gate/base/visible.h"

namespace hotfix {

namespace {

// One line, so that no value can end its own heredoc.
std::string output(std::string_view name, std::string_view value, const std::string& delimiter) {
  return std::string(name) + "<<" + delimiter + "\n" + visible(value) + "\n" + delimiter + "\n";
}

std::string_view kind_of(const GateReport& report) {
  if (!report.reports.empty()) return kind_name(report.reports.front().subject.kind);
  return report.ledger ? "ledger" : "";
}

Refs refs_of(const GateReport& report) {
  if (!report.reports.empty()) return report.reports.front().refs;
  return report.ledger ? report.ledger->refs : Refs{};
}

// What git made of it before what the event said.
std::string head_of(const GateReport& report) {
  return report.reports.empty() ? report.event.head : report.reports.front().subject.head;
}

}  // namespace

std::string github_output(const GateReport& report, const std::string& delimiter) {
  const auto line = [&](std::string_view name, std::string_view value) {
    return output(name, value, delimiter);
  };
  const auto number = [&](std::string_view name, std::size_t value) {
    return line(name, std::to_string(value));
  };
  const ExitStatus status = exit_status(report);
  const GateTally tally = tally_of(report);
  const Refs refs = refs_of(report);
  return line("verdict", verdict_name(report)) +
         line("applicable", report.not_applicable.empty() ? "true" : "false") +
         number("exit-status", static_cast<std::size_t>(status)) + line("kind", kind_of(report)) +
         line("branch", report.event.branch) + line("head", head_of(report)) +
         line("production", refs.production_id) + line("development", refs.development_id) +
         number("errors", tally.errors) + number("warnings", tally.warnings) +
         number("waived", tally.waived) + number("undecided", tally.undecided) +
         number("overdue", tally.overdue) + line("headline", headline(report));
}

std::string random_delimiter() {
  const std::string random = random_bytes(16);
  if (random.empty()) {
    throw Undecidable("the system has no random numbers to guard the outputs with",
                      "leave out --output and GITHUB_OUTPUT, or run it on another machine");
  }
  return "hotfix_" + hex_of_bytes(random);
}

}  // namespace hotfix
