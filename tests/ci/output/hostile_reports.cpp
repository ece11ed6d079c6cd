// SPDX-License-Identifier: MIT
#include "rules/model/registry.h"
#include "tests/ci/output/gate_reports.h"
#include "tests/support/judge.h"

namespace hotfix::test {

namespace {

void spoil(std::string& text) { text = hostile_text(); }

void spoil(Finding& finding) {
  spoil(finding.message);
  finding.fix = {hostile_text(), hostile_text()};
  spoil(finding.hint);
  finding.details = {hostile_text(), hostile_text()};
  finding.path = "src/" + hostile_text();  // an outsider's path would be left out
}

void spoil(Hotfix& hotfix) {
  spoil(hotfix.subject);
  spoil(hotfix.author);
  spoil(hotfix.landing.reason);
  spoil(hotfix.landing.fix);
}

void spoil(Refs& refs) {
  spoil(refs.production);
  spoil(refs.production_ref);
  spoil(refs.development);
  spoil(refs.development_ref);
}

void spoil(PullRequest& pull_request) {
  spoil(pull_request.url);
  spoil(pull_request.title);
  spoil(pull_request.body);
  spoil(pull_request.author);
  pull_request.labels = {hostile_text()};
}

void spoil(Event& event) {
  spoil(event.name);
  spoil(event.branch);
  spoil(event.target);
  spoil(event.fork);
  spoil(event.head);
  spoil(event.before);
  spoil(*event.pull_request);
}

void spoil(Forecast& forecast) {
  for (Forecast::Conflict& conflict : forecast.conflicts) {
    spoil(conflict.path);
    spoil(conflict.what);
    for (Forecast::Conflict::Other& other : conflict.others) {
      spoil(other.author);
      spoil(other.subject);
    }
  }
}

void spoil(Report& report) {
  spoil(report.subject.branch);
  spoil(report.subject.target);
  spoil(report.subject.head);
  spoil(report.refs);
  spoil(*report.pull_request);
  spoil(*report.forecast);
  for (RuleFinding& found : report.findings) spoil(found.finding);
  for (Waived& one : report.waived) {
    spoil(one.reason);
    for (Finding& finding : one.findings) spoil(finding);
  }
  for (Undecided& one : report.undecided) {
    spoil(one.reason);
    spoil(one.fix);
  }
  for (Hotfix& hotfix : report.debts) spoil(hotfix);
  for (std::string& note : report.notes) spoil(note);
}

}  // namespace

// A path, a title, a name: whatever a stranger may choose.
const std::string& hostile_text() {
  static const std::string text =
      "::error::owned\n::stop-commands::x\r\n  ::add-mask::y ##[error]z ##vso[task.x]\n"
      "| a | b |\n```mermaid\n```\n    code\n</code></details></summary></td> <img src=x "
      "onerror=y> "
      "[click](http://e.vil) https://e.vil www.e.vil @everyone @org/team #12 org/repo#13 `tick` "
      "**bold** ~~s~~ <!-- -- \x1b[31m\x07\x7f \xc2\x9b \xe2\x80\xae rtl caf\xe9 \xff $(id) "
      "${{ secrets.X }} \"; end\nEOF\n";
  return text;
}

GateReport hostile_report() {
  GateReport gate = blocked_report();
  spoil(gate.event);
  for (Report& report : gate.reports) spoil(report);
  gate.ledger = ledger_event().ledger;
  spoil(gate.ledger->refs);
  for (Hotfix& hotfix : gate.ledger->hotfixes) spoil(hotfix);
  gate.ledger->notes = {hostile_text()};
  for (std::string& warning : gate.warnings) spoil(warning);
  spoil(gate.policy_source);
  return gate;
}

}  // namespace hotfix::test
