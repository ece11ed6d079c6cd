// SPDX-License-Identifier: MIT
#include "gate/report/ledger_words.h"

#include <algorithm>

#include "gate/base/time_text.h"
#include "rules/support/bringing.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

// `work`, done on development.
Commands on_development_of(const LedgerReport& report, const Commands& work) {
  Facts facts;
  facts.refs = report.refs;
  return on_development(facts, work);
}

BringingSteps backport(const LedgerReport& report, const Hotfix& hotfix) {
  return bringing_steps({bringing(hotfix)},
                        [&](const Commands& work) { return on_development_of(report, work); });
}

std::vector<LedgerFix> question(const LedgerReport& report, const Hotfix& hotfix) {
  std::vector<LedgerFix> fixes;
  if (!hotfix.landing.evidence.empty()) {
    fixes.push_back(
        {LedgerFix::When::to_look, {"git show " + short_id(hotfix.landing.evidence.back())}, ""});
  }
  fixes.push_back({LedgerFix::When::if_it_is,
                   {chain(on_development_of(report, confirm_landing(hotfix.commit)))},
                   ""});
  const BringingSteps steps = backport(report, hotfix);
  if (!steps.commands.empty()) {
    fixes.push_back({LedgerFix::When::if_it_is_not, {chain(steps.commands)}, steps.then});
  }
  return fixes;
}

template <class Test>
std::vector<const Hotfix*> hotfixes_where(const LedgerReport& report, Test wanted) {
  std::vector<const Hotfix*> result;
  for (const Hotfix& hotfix : report.hotfixes) {
    if (wanted(hotfix)) result.push_back(&hotfix);
  }
  return result;
}

struct Tally {
  std::size_t overdue = 0, due = 0, undecided = 0, waived = 0, settled = 0;
};

Tally tally(const LedgerReport& report) {
  Tally sum;
  for (const Hotfix& hotfix : report.hotfixes) {
    const LandingState state = hotfix.landing.state;
    ++(state == LandingState::undecided ? sum.undecided
       : state == LandingState::waived  ? sum.waived
       : is_settled(state)              ? sum.settled
       : hotfix.overdue                 ? sum.overdue
                                        : sum.due);
  }
  return sum;
}

// "1 hotfix is", "2 hotfixes are".
std::string these_are(std::size_t n) {
  return count(n, "hotfix", "hotfixes") + (n == 1 ? " is" : " are");
}

}  // namespace

std::vector<LedgerFix> fixes(const LedgerReport& report, const Hotfix& hotfix) {
  const Landing& landing = hotfix.landing;
  if (is_settled(landing.state)) return {};
  if (landing.state == LandingState::uncertain) return question(report, hotfix);
  if (landing.state == LandingState::undecided) return {{LedgerFix::When::owed, {landing.fix}, ""}};
  const BringingSteps steps = backport(report, hotfix);
  if (steps.commands.empty()) return question(report, hotfix);
  return {{LedgerFix::When::owed, steps.commands, steps.then}};
}

std::vector<const Hotfix*> owed(const LedgerReport& report) {
  auto result =
      hotfixes_where(report, [](const Hotfix& one) { return !is_settled(one.landing.state); });
  std::stable_sort(result.begin(), result.end(), [](const Hotfix* one, const Hotfix* other) {
    const auto rank = [](const Hotfix* hotfix) {
      return std::pair(!is_debt(*hotfix), hotfix->deadline);
    };
    return rank(one) < rank(other);
  });
  return result;
}

std::vector<const Hotfix*> waived(const LedgerReport& report) {
  return hotfixes_where(
      report, [](const Hotfix& one) { return one.landing.state == LandingState::waived; });
}

std::vector<const Hotfix*> settled(const LedgerReport& report) {
  auto result = hotfixes_where(report, [](const Hotfix& one) {
    return is_settled(one.landing.state) && one.landing.state != LandingState::waived;
  });
  std::reverse(result.begin(), result.end());
  return result;
}

std::string headline(const LedgerReport& report) {
  const Tally sum = tally(report);
  const std::string &production = report.refs.production, &development = report.refs.development;
  if (sum.overdue > 0) {
    return these_are(sum.overdue) + " overdue: " + production + " has " +
           (sum.overdue == 1 ? "it" : "them") + ", " + development +
           " does not, and the next promotion may undo " + (sum.overdue == 1 ? "it" : "them");
  }
  if (sum.due > 0)
    return these_are(sum.due) + " not on " + development + " yet, within the deadline";
  if (sum.undecided > 0) return these_are(sum.undecided) + " undecided";
  if (report.hotfixes.empty())
    return production + " has no hotfix that " + development + " could owe";
  return "nothing is owed: " + count(report.hotfixes.size(), "hotfix", "hotfixes") + " of " +
         production + ", all settled";
}

std::string counts(const LedgerReport& report) {
  const Tally sum = tally(report);
  return count(report.hotfixes.size(), "hotfix", "hotfixes") + ": " + std::to_string(sum.overdue) +
         " overdue, " + std::to_string(sum.due) + " due, " + std::to_string(sum.undecided) +
         " undecided, " + std::to_string(sum.waived) + " waived, " + std::to_string(sum.settled) +
         " settled";
}

std::string urgency(const LedgerReport& report, const Hotfix& hotfix) {
  if (!is_debt(hotfix)) return std::string(state_name(hotfix.landing.state));
  const std::int64_t late = report.now - hotfix.deadline;
  return hotfix.overdue ? shown_duration(late) + " late" : "due in " + shown_duration(-late);
}

std::string evidence_words(const Landing& landing) {
  constexpr std::size_t kMost = 3;
  std::string words;
  for (std::size_t i = 0; i < std::min(kMost, landing.evidence.size()); ++i) {
    words += (i == 0 ? "" : ", ") + short_id(landing.evidence[i]);
  }
  if (landing.evidence.size() <= kMost) return words;
  return words + " and " + std::to_string(landing.evidence.size() - kMost) + " more";
}

}  // namespace hotfix
