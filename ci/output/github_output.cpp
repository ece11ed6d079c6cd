// SPDX-License-Identifier: MIT
#include "ci/output/github_output.h"

#include "ci/output/outcome.h"
#include "gate/base/error.h"
#include "gate/base/hex.h"
#include "gate/base/random.h"
#include "gate/base/visible.h"

namespace hotfix {

namespace {

std::string kind_of(const GateReport& report) {
  if (!report.reports.empty()) return std::string(kind_name(report.reports.front().subject.kind));
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

const std::vector<StepOutput>& step_outputs() {
  using Gate = const GateReport&;
  static const std::vector<StepOutput> outputs = {
      {"verdict", "pass, blocked, undecided or error",
       [](Gate report) { return std::string(verdict_name(report)); }},
      {"applicable", "Whether the event is judged, as true or false",
       [](Gate report) { return std::string(report.not_applicable.empty() ? "true" : "false"); }},
      {"exit-status", "0 pass, 1 blocked, 2 usage or policy, 3 could not decide",
       [](Gate report) { return std::to_string(static_cast<int>(exit_status(report))); }},
      {"kind", "hotfix, revert, promotion, backport, stray, production, ledger, or empty", kind_of},
      {"branch", "The judged branch", [](Gate report) { return report.event.branch; }},
      {"head", "The id of the judged commit", head_of},
      {"production", "The id of the production tip it was judged against",
       [](Gate report) { return refs_of(report).production_id; }},
      {"development", "The id of the development tip, or empty",
       [](Gate report) { return refs_of(report).development_id; }},
      {"errors", "How many findings block",
       [](Gate report) { return std::to_string(tally_of(report).errors); }},
      {"warnings", "How many findings do not block",
       [](Gate report) { return std::to_string(tally_of(report).warnings); }},
      {"waived", "How many findings were waived",
       [](Gate report) { return std::to_string(tally_of(report).waived); }},
      {"undecided", "How many rules could not decide",
       [](Gate report) { return std::to_string(tally_of(report).undecided); }},
      {"overdue", "How many hotfixes are past their deadline for coming back",
       [](Gate report) { return std::to_string(tally_of(report).overdue); }},
      {"headline", "The verdict in one line", headline},
  };
  return outputs;
}

std::string github_output(const GateReport& report, const std::string& delimiter) {
  std::string text;
  for (const StepOutput& output : step_outputs()) {
    // One line, so that no value can end its own heredoc.
    text += std::string(output.name) + "<<" + delimiter + "\n" + visible(output.value(report)) +
            "\n" + delimiter + "\n";
  }
  return text;
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
