// SPDX-License-Identifier: MIT
// What a replay says, for every format.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gate/report/history/history_report.h"

namespace hotfix {

enum class PastOutcome { refused, undecided, warned, passed };

// "refused" …: as outputs and JSON have it.
std::string_view outcome_name(PastOutcome outcome);
PastOutcome outcome_of(const PastChange& change);
std::size_t count_outcome(const HistoryReport& report, PastOutcome outcome);

// What one rule said, in changes.
struct RuleTally {
  const Rule* rule = nullptr;
  std::size_t refused = 0;
  std::size_t alone = 0;   // of these: that no other rule refused
  std::size_t warned = 0;  // and not refused
  std::size_t waived = 0;
  std::size_t not_judged = 0;  // undecided, or what it looks at is not known
};
std::vector<RuleTally> tallies(const HistoryReport& report);

// The rules that say something of the change, those that refuse it first.
std::vector<const Rule*> refusing(const PastChange& change);

// The sizes that are known, in the order of the changes.
std::vector<ChangeSize> sizes_of(const HistoryReport& report);

// "31 of the last 50 changes of main would have been refused".
std::string history_headline(const HistoryReport& report);
// "31 refused, 0 undecided, 4 warned, 15 passed".
std::string outcome_words(const HistoryReport& report);

// What a person should know who reads the numbers, a sentence each: what was left out, and what was
// not judged and why.
std::vector<std::string> history_remarks(const HistoryReport& report);

// In how many changes a rule could not decide, why in the newest of them, and what lets it decide;
// nullopt: in none.
struct UndecidedPast {
  std::size_t changes = 0;
  std::string reason, fix;
};
std::optional<UndecidedPast> undecided_past(const HistoryReport& report);

// Which changes the sizes are of: "23 changes, without 25 that bring commits of kars-dev along".
std::string sized_words(const HistoryReport& report);

// The percentiles that are told, and the one that limits are offered for.
inline constexpr std::size_t kPercents[] = {50, 75, 90, 95, 100};
inline constexpr std::size_t kOffered = 90;
// With fewer changes nothing can be chosen by.
inline constexpr std::size_t kEnough = 10;

// The limits as a policy has them, line by line.
std::vector<std::string> policy_lines(const ChangeSize& limit);

// "7 changes are too few to choose limits by".
std::string too_few_words(const std::vector<ChangeSize>& sizes);

// "for 90 % of them: 21 of 22 keep within these, 19 within those of today".
std::string fitting_words(const std::vector<ChangeSize>& sizes, const ChangeSize& fitting,
                          const ChangeSize& today);

}  // namespace hotfix
