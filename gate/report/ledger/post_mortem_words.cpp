// SPDX-License-Identifier: MIT
#include "gate/report/ledger/post_mortem_words.h"

#include <algorithm>

#include "gate/base/time_text.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

std::size_t errors_of(const LedgerReport& report, const Rule* rule) {
  const auto is_error = [&](const RuleFinding& found) {
    return found.rule == rule && found.finding.level == Level::error;
  };
  return static_cast<std::size_t>(
      std::count_if(report.findings.begin(), report.findings.end(), is_error));
}

}  // namespace

const PostMortem* post_mortem_of(const LedgerReport& report, const std::string& commit) {
  for (const PostMortem& one : report.post_mortems) {
    if (one.commit == commit) return &one;
  }
  return nullptr;
}

std::vector<const PostMortem*> due_post_mortems(const LedgerReport& report) {
  std::vector<const PostMortem*> due;
  for (const PostMortem& one : report.post_mortems) {
    const bool is_done =
        one.state == PostMortemState::written || one.state == PostMortemState::waived;
    if (!is_done && !one.overdue) due.push_back(&one);
  }
  std::stable_sort(due.begin(), due.end(), [](const PostMortem* one, const PostMortem* other) {
    return one->deadline < other->deadline;
  });
  return due;
}

std::string urgency(const LedgerReport& report, const PostMortem& one) {
  const std::int64_t late = report.now - one.deadline;
  if (one.overdue) return shown_duration(late) + " late";
  const bool is_done =
      one.state == PostMortemState::written || one.state == PostMortemState::waived;
  return is_done ? std::string(state_name(one.state)) : "due in " + shown_duration(-late);
}

std::string urgency_of(const LedgerReport& report, const Finding& finding) {
  const PostMortem* one = post_mortem_of(report, finding.commit);
  return one ? urgency(report, *one) : std::string();
}

std::string rules_headline(const LedgerReport& report) {
  for (const RuleFinding& found : report.findings) {
    const std::size_t errors = errors_of(report, found.rule);
    if (errors == 0) continue;
    return count(errors, "hotfix", "hotfixes") + (errors == 1 ? " breaks " : " break ") +
           std::string(found.rule->id);
  }
  for (const Undecided& one : report.undecided) {
    if (one.level == Level::error) return std::string(one.rule->id) + " could not be decided";
  }
  return {};
}

}  // namespace hotfix
