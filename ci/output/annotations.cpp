// SPDX-License-Identifier: MIT
#include <algorithm>

#include "ci/output/formats.h"
#include "ci/output/outcome.h"
#include "ci/output/runner_log.h"
#include "gate/base/path.h"
#include "gate/base/visible.h"
#include "gate/report/ledger/ledger_words.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr std::size_t kMost = 10;  // of one level in one step; GitHub drops what comes after

struct Annotation {
  std::string title;
  std::string message;    // may have several lines, made visible one by one
  std::string path = {};  // empty: it is about no file
  std::size_t line = 0;
};
using Annotations = std::vector<Annotation>;

struct Levels {
  Annotations errors, warnings, notices;
};

void replace(std::string& text, char c, std::string_view by) {
  for (std::size_t at = text.find(c); at != std::string::npos; at = text.find(c, at + by.size())) {
    text.replace(at, 1, by);
  }
}

std::string property(const std::string& value) {
  std::string text = command_data(value);
  replace(text, ':', "%3A");
  replace(text, ',', "%2C");
  return text;
}

// Below what was said, as they are pasted.
std::string lines_of(const Commands& commands) {
  std::string text;
  for (const std::string& line : paste_lines(commands)) text += "\n" + visible(line);
  return text;
}

// What was seen, and below it how to fix it.
std::string with_fix(const std::string& message, const Commands& fix, const std::string& hint) {
  std::string text = visible(message);
  if (!fix.empty()) text += "\nTo fix it:" + lines_of(fix);
  if (!hint.empty()) text += "\n" + visible(hint);
  return text;
}

std::string with_advice(const Finding& finding) {
  std::string text = with_fix(finding.message, finding.fix, finding.hint);
  for (const Advice& one : finding.advice) {
    text += "\n" + visible(one.words) + (one.commands.empty() ? "" : ":") + lines_of(one.commands);
  }
  return text;
}

Annotation of_finding(const RuleFinding& found) {
  const Finding& finding = found.finding;
  const bool has_place = is_inside(finding.path);
  return {std::string(found.rule->id), with_advice(finding), has_place ? visible(finding.path) : "",
          has_place ? finding.line : 0};
}

Annotation of_undecided(const Undecided& one) {
  return {std::string(one.rule->id), with_fix("undecided: " + one.reason, {}, one.fix)};
}

Annotation of_waived(const Waived& one) {
  return {std::string(one.rule->id),
          visible("waived by " + short_id(one.commit) + ": " + one.reason)};
}

void add_findings(Levels& levels, const std::vector<RuleFinding>& findings) {
  for (const RuleFinding& found : findings) {
    const bool error = found.finding.level == Level::error;
    (error ? levels.errors : levels.warnings).push_back(of_finding(found));
  }
}

void add_report(Levels& levels, const Report& report) {
  add_findings(levels, report.findings);
  const bool passed = report.verdict == Verdict::pass;
  for (const Undecided& one : report.undecided) {
    (passed ? levels.warnings : levels.errors).push_back(of_undecided(one));
  }
  for (const Waived& one : report.waived) levels.notices.push_back(of_waived(one));
}

Annotation of_debt(const LedgerReport& ledger, const Hotfix& hotfix) {
  const std::vector<LedgerFix> ways = fixes(ledger, hotfix);
  const std::string message = "backport of " + short_id(hotfix.commit) + " " +
                              brief(hotfix.subject) + ": " + urgency(ledger, hotfix);
  if (ways.empty()) return {"ledger", with_fix(message, {}, {})};
  const LedgerFix& way = ways.front();
  return {"ledger", with_fix(message, way.commands, way.then) + lines_of(way.after)};
}

// A debt within its deadline is for the summary: nobody has to act on it now.
void add_ledger(Levels& levels, const LedgerReport& ledger) {
  for (const Hotfix* hotfix : owed(ledger)) {
    const bool unknown = hotfix->landing.state == LandingState::undecided;
    if (hotfix->overdue || unknown) levels.errors.push_back(of_debt(ledger, *hotfix));
  }
  add_findings(levels, ledger.findings);
  for (const Undecided& one : ledger.undecided) {
    (one.level == Level::error ? levels.errors : levels.warnings).push_back(of_undecided(one));
  }
  for (const Waived& one : ledger.waived) levels.notices.push_back(of_waived(one));
}

Levels annotations_of(const GateReport& report) {
  Levels levels;
  if (report.failure) {
    levels.errors.push_back(
        {"hotfix-gate", with_fix(report.failure->reason, {}, report.failure->fix)});
  }
  for (const Report& one : report.reports) add_report(levels, one);
  if (report.ledger) add_ledger(levels, *report.ledger);
  for (const std::string& warning : report.warnings) {
    levels.warnings.push_back({"hotfix-gate", visible(warning)});
  }
  return levels;
}

std::string command(std::string_view level, const Annotation& one) {
  std::string text = "::" + std::string(level) + " title=" + property(one.title);
  if (!one.path.empty()) text += ",file=" + property(one.path);
  if (one.line > 0) text += ",line=" + std::to_string(one.line);
  return text + "::" + command_data(one.message) + "\n";
}

std::string commands(std::string_view level, const Annotations& all) {
  const std::size_t shown = all.size() > kMost ? kMost - 1 : all.size();
  std::string text;
  for (std::size_t i = 0; i < shown; ++i) text += command(level, all[i]);
  if (shown == all.size()) return text;
  return text + command(level, {"hotfix-gate", "and " + std::to_string(all.size() - shown) +
                                                   " more, see the summary of the job"});
}

}  // namespace

std::string render_annotations(const GateReport& report) {
  const Levels levels = annotations_of(report);
  return commands("error", levels.errors) + commands("warning", levels.warnings) +
         commands("notice", levels.notices);
}

}  // namespace hotfix
