// SPDX-License-Identifier: MIT
#include "gate/report/ledger/ledgers.h"

#include <algorithm>
#include <tuple>

#include "gate/report/ledger/ledger_words.h"
#include "gate/report/ledger/post_mortem_words.h"
#include "rules/support/text.h"

namespace hotfix {

ExitStatus exit_status(const Ledgers& ledgers, FailOn fail_on) {
  const auto any = [&](ExitStatus status) {
    return std::any_of(ledgers.begin(), ledgers.end(), [&](const LedgerReport& one) {
      return exit_status(one, fail_on) == status;
    });
  };
  if (any(ExitStatus::blocked)) return ExitStatus::blocked;
  return any(ExitStatus::undecided) ? ExitStatus::undecided : ExitStatus::pass;
}

std::vector<LedgersDebt> owed(const Ledgers& ledgers) {
  std::vector<LedgersDebt> debts;
  for (std::size_t ledger = 0; ledger < ledgers.size(); ++ledger) {
    std::size_t number = 0;
    for (const Hotfix* hotfix : owed(ledgers[ledger])) debts.push_back({ledger, ++number, hotfix});
  }
  std::stable_sort(debts.begin(), debts.end(), [](const LedgersDebt& one, const LedgersDebt& two) {
    const auto rank = [](const Hotfix& hotfix) {
      return std::tuple(hotfix.lost_on_production.empty(), !is_debt(hotfix), hotfix.deadline);
    };
    return rank(*one.hotfix) < rank(*two.hotfix);
  });
  return debts;
}

// Of rules that block or would, beside what is owed.
static std::string rules_words(const Ledgers& ledgers) {
  const auto ruled = std::count_if(ledgers.begin(), ledgers.end(), [](const LedgerReport& one) {
    return !rules_headline(one).empty();
  });
  return ruled == 0 ? ""
                    : "; a rule blocks or is undecided in " + std::to_string(ruled) + " of them";
}

std::string headline(const Ledgers& ledgers) {
  std::size_t overdue = 0, due = 0, undecided = 0, late_ones = 0;
  for (const LedgerReport& ledger : ledgers) {
    const std::size_t before = overdue;
    for (const Hotfix* hotfix : owed(ledger)) {
      ++(!is_debt(*hotfix) ? undecided : hotfix->overdue ? overdue : due);
    }
    if (overdue > before) ++late_ones;
  }
  const std::string text = count(ledgers.size(), "repository", "repositories") + ": ";
  if (overdue + due + undecided == 0) return text + "nothing is owed" + rules_words(ledgers);
  return text + count(overdue, "hotfix", "hotfixes") + " overdue" +
         (overdue == 0 ? "" : " in " + std::to_string(late_ones) + " of them") + ", " +
         std::to_string(due) + " due, " + std::to_string(undecided) + " undecided" +
         rules_words(ledgers);
}

std::string_view ledgers_note() {
  return "`hotfix-lint audit` in a clone of the repository prints the commands";
}

}  // namespace hotfix
