// SPDX-License-Identifier: MIT
#include "ci/output/formats.h"
#include "ci/output/outcome.h"
#include "ci/output/runner_log.h"
#include "gate/base/terminal.h"
#include "gate/base/visible.h"
#include "gate/report/ledger/render_ledger.h"
#include "gate/report/render.h"

namespace hotfix {

namespace {

std::string_view color_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::passed:
      return kGreen;
    case Outcome::blocked:
    case Outcome::error:
      return kRed;
    case Outcome::waiting:
    case Outcome::undecided:
      return kYellow;
    case Outcome::not_applicable:
      break;
  }
  return kBold;
}

std::string headline_text(const GateReport& report, bool color) {
  const Outcome outcome = outcome_of(report);
  return Paint(color)(color_of(outcome), word_of(outcome)) + "  " + visible(headline(report)) +
         "\n";
}

// "  production   <id>  origin/kars-prod"; nothing when the id is not known.
std::string id_line(std::string label, const std::string& id, const std::string& name) {
  if (id.empty()) return {};
  label.resize(13, ' ');
  return "  " + label + visible(id) + (name.empty() ? "" : "  " + visible(name)) + "\n";
}

// The ids that were really compared, whatever the payload said.
std::string ids(const GateReport& report) {
  if (report.reports.empty()) return {};
  const Report& judged = report.reports.front();
  const Refs& refs = judged.refs;
  return id_line("head", judged.subject.head, judged.subject.branch) +
         id_line("merge base", judged.base, "") +
         id_line("production", refs.production_id, refs.production_ref) +
         id_line("development", refs.development_id, refs.development_ref);
}

std::string failure_text(const GateFailure& failure) {
  return failure.fix.empty() ? "" : "    fix  " + visible(failure.fix) + "\n";
}

std::string frame(const GateReport& report) {
  std::string text = "  event        " + visible(event_words(report.event)) + "\n" + ids(report);
  if (!report.policy_source.empty())
    text += "  policy       " + visible(report.policy_source) + "\n";
  for (const std::string& warning : report.warnings)
    text += "  warning: " + visible(warning) + "\n";
  return text;
}

}  // namespace

std::string render_gate_text(const GateReport& report, bool color) {
  std::string text = headline_text(report, color);
  if (outcome_of(report) == Outcome::not_applicable) return without_commands(text);
  if (report.failure) text += failure_text(*report.failure);
  text += frame(report);
  TextStyle style;
  style.color = color;
  for (const Report& one : report.reports) text += "\n" + render_text(one, style);
  if (report.ledger) text += "\n" + render_ledger_text(*report.ledger, color);
  return without_commands(text);
}

}  // namespace hotfix
