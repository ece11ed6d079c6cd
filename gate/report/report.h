// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/model/judged.h"
#include "rules/model/rule.h"
#include "rules/support/diff_budget.h"

namespace hotfix {

enum class Verdict { pass, blocked, undecided };

// "pass", "blocked" or "undecided": as JSON has it.
std::string_view verdict_name(Verdict verdict);

struct DiffCount {
  std::size_t files = 0, added = 0, deleted = 0;
  std::size_t bytes = 0;  // of files without lines
};

struct Report {
  Verdict verdict = Verdict::pass;
  Subject subject;
  Refs refs;
  std::string base;                   // full id of the merge base; empty: none or not asked
  std::vector<RuleFinding> findings;  // in the order of the rules
  std::vector<Waived> waived;
  std::vector<Undecided> undecided;
  std::vector<const Rule*> rules;       // that ran to a decision
  std::map<PathClass, DiffCount> diff;  // empty when no rule asked for lines
  std::optional<DiffBudget> budget;     // nullopt when minimal-diff did not run
  std::optional<Forecast> forecast;     // of the branch, on development; nullopt: not asked
  std::vector<Hotfix> debts;            // earlier hotfixes that are not settled, oldest first
  std::optional<PullRequest> pull_request;
  std::int64_t now = 0;            // seconds since the epoch; 0: not known
  Need left_to_ci = Need::none;    // what there was no time for; a rule that needs it did not run
  std::vector<std::string> notes;  // for the person: where the policy came from and the like
  std::string rules_url;           // as Policy has it
};

// What a person reads of a finding's details: all of a few; of many the first, how many are left
// out ("and 40 more"), and the last, which say what the others add up to.
std::vector<std::string> shown_details(const std::vector<std::string>& details);

// An error of it is that somebody other than the author has yet to act: a review is missing.
bool is_waiting(const Report& report);

// What changed, by class: "1 code file +3 -1, 1 configuration file +1 -0". Of the classes that
// count as production code, or of the others, of which what has no lines is given in bytes. Empty:
// none.
std::string diff_words(const Report& report, bool counted);

}  // namespace hotfix
