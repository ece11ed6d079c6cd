// SPDX-License-Identifier: MIT
#include "gate/report/history/history_words.h"

#include <algorithm>
#include <map>

#include "rules/model/registry.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

bool has_finding(const PastChange& change, const Rule& rule, Level level) {
  const auto& findings = change.report.findings;
  return std::any_of(findings.begin(), findings.end(), [&](const RuleFinding& found) {
    return found.rule == &rule && found.finding.level == level;
  });
}

template <class List>
bool names(const List& list, const Rule& rule) {
  return std::any_of(list.begin(), list.end(), [&](const auto& one) { return one.rule == &rule; });
}

void add(RuleTally& tally, const PastChange& change) {
  const Rule& rule = *tally.rule;
  const auto& ran = change.report.rules;
  if (has_finding(change, rule, Level::error)) {
    ++tally.refused;
    tally.alone += refusing(change).size() == 1 ? 1 : 0;
  } else if (has_finding(change, rule, Level::warning)) {
    ++tally.warned;
  }
  tally.waived += names(change.report.waived, rule) ? 1 : 0;
  tally.not_judged += std::find(ran.begin(), ran.end(), &rule) == ran.end() ? 1 : 0;
}

// "severity and incident-record (the pull request is not known)", one a reason.
std::vector<std::string> others_by_reason(const HistoryReport& report) {
  std::vector<std::pair<std::string, std::string>> groups;
  for (const NotReplayed& one : report.not_replayed) {
    const auto known = std::find_if(groups.begin(), groups.end(),
                                    [&](const auto& group) { return group.first == one.reason; });
    if (known == groups.end()) {
      groups.emplace_back(one.reason, one.rule->id);
    } else {
      known->second.append(", ").append(one.rule->id);
    }
  }
  std::vector<std::string> words;
  for (const auto& [reason, rules] : groups) words.push_back(rules + " (" + reason + ")");
  return words;
}

std::string left_out(const HistoryReport& report) {
  std::string words;
  if (report.promotions > 0) {
    words = count(report.promotions, "promotion") + " of " + report.refs.development;
  }
  if (report.others > 0) {
    words += (words.empty() ? "" : ", ") + count(report.others, "change") +
             " that nothing calls a hotfix";
  }
  if (report.shared > 0) {
    words += (words.empty() ? "" : ", ") + count(report.shared, "commit") + " that " +
             report.refs.development + " has on its own line as well (--development " +
             report.refs.production + " counts them, too)";
  }
  return words;
}

std::size_t count_along(const HistoryReport& report) {
  return static_cast<std::size_t>(
      std::count_if(report.changes.begin(), report.changes.end(),
                    [](const PastChange& change) { return change.brings_development; }));
}

// Limits for hotfixes are not chosen by features.
std::string hotfix_hint(const HistoryReport& report) {
  const auto hotfixes = std::count_if(report.changes.begin(), report.changes.end(),
                                      [](const PastChange& change) { return change.is_hotfix; });
  if (static_cast<std::size_t>(hotfixes) == report.changes.size()) return {};
  return std::to_string(hotfixes) + " of them " + (hotfixes == 1 ? "is" : "are") +
         " called a hotfix, by the policy's names of branches and types of commits; --hotfixes "
         "looks at such alone";
}

// The glob for branches that are called alike: "release/**", "staging".
std::string glob_of(const std::string& branch) {
  const auto slash = branch.find('/');
  return slash == std::string::npos ? branch : branch.substr(0, slash) + "/**";
}

// Releases that come by a branch of their own, which only the policy can tell from hotfixes.
std::string promotion_hint(const HistoryReport& report) {
  std::map<std::string, std::size_t> names;
  for (const PastChange& change : report.changes) {
    if (change.brings_development && !change.branch.empty()) ++names[glob_of(change.branch)];
  }
  const auto most = std::max_element(
      names.begin(), names.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  if (most == names.end() || most->second < 2) return {};
  return std::to_string(most->second) + " merges of " + most->first + " bring commits of " +
         report.refs.development + " along; if these are releases, let the policy say so, and " +
         "they are left out: [branches] promotion = [\"" + most->first + "\"]";
}

}  // namespace

std::string_view outcome_name(PastOutcome outcome) {
  switch (outcome) {
    case PastOutcome::refused:
      return "refused";
    case PastOutcome::undecided:
      return "undecided";
    case PastOutcome::warned:
      return "warned";
    case PastOutcome::passed:
      return "passed";
  }
  return "passed";
}

PastOutcome outcome_of(const PastChange& change) {
  if (change.report.verdict == Verdict::blocked) return PastOutcome::refused;
  if (change.report.verdict == Verdict::undecided) return PastOutcome::undecided;
  return change.report.findings.empty() ? PastOutcome::passed : PastOutcome::warned;
}

std::size_t count_outcome(const HistoryReport& report, PastOutcome outcome) {
  return static_cast<std::size_t>(
      std::count_if(report.changes.begin(), report.changes.end(),
                    [&](const PastChange& change) { return outcome_of(change) == outcome; }));
}

std::vector<const Rule*> refusing(const PastChange& change) {
  std::vector<const Rule*> rules;
  for (const Rule* rule : all_rules()) {
    if (has_finding(change, *rule, Level::error)) rules.push_back(rule);
  }
  return rules;
}

std::vector<RuleTally> tallies(const HistoryReport& report) {
  std::vector<RuleTally> all;
  for (const Rule* rule : report.rules) {
    all.push_back({rule});
    for (const PastChange& change : report.changes) add(all.back(), change);
  }
  return all;
}

std::vector<ChangeSize> sizes_of(const HistoryReport& report) {
  std::vector<ChangeSize> sizes;
  for (const PastChange& change : report.changes) {
    if (change.size) sizes.push_back(*change.size);
  }
  return sizes;
}

std::string history_headline(const HistoryReport& report) {
  const std::string& production = report.refs.production;
  const std::size_t all = report.changes.size();
  if (all == 0) return "nothing came to " + production + " that can be replayed";
  const bool are_hotfixes = report.others > 0;
  const std::string what = are_hotfixes ? count(all, "hotfix", "hotfixes") : count(all, "change");
  const std::size_t refused = count_outcome(report, PastOutcome::refused);
  const std::string end = " of " + production + " would have been refused";
  if (all == 1) {
    const std::string whole = all < report.asked ? "the only " : "the last ";
    return whole + (are_hotfixes ? "hotfix" : "change") + " of " + production + " would " +
           (refused == 0 ? "not " : "") + "have been refused";
  }
  return std::to_string(refused) + " of " + (all < report.asked ? "all " : "the last ") + what +
         end;
}

std::string outcome_words(const HistoryReport& report) {
  std::string words;
  for (const PastOutcome outcome :
       {PastOutcome::refused, PastOutcome::undecided, PastOutcome::warned, PastOutcome::passed}) {
    words += (words.empty() ? "" : ", ") + std::to_string(count_outcome(report, outcome)) + " " +
             std::string(outcome_name(outcome));
  }
  return words;
}

std::vector<std::string> history_remarks(const HistoryReport& report) {
  std::vector<std::string> remarks;
  if (const std::string words = left_out(report); !words.empty()) {
    remarks.push_back("left out: " + words);
  }
  if (report.changes.empty()) return remarks;
  if (!report.has_development) {
    const Refs& refs = report.refs;
    const std::string why = refs.development == refs.production
                                ? refs.production + " is taken for development as well"
                                : "there is no " + refs.development + " here";
    remarks.push_back(why + ": every commit of " + refs.production +
                      "'s own line counts as a change");
  }
  if (const std::string words = hotfix_hint(report); !words.empty()) remarks.push_back(words);
  if (const std::string words = promotion_hint(report); !words.empty()) remarks.push_back(words);
  std::string others;
  for (const std::string& words : others_by_reason(report)) {
    others += (others.empty() ? "not judged: " : ", ") + words;
  }
  if (!others.empty()) remarks.push_back(others);
  return remarks;
}

std::optional<UndecidedPast> undecided_past(const HistoryReport& report) {
  std::optional<UndecidedPast> found;
  for (const PastChange& change : report.changes) {
    const std::vector<Undecided>& undecided = change.report.undecided;
    if (undecided.empty()) continue;
    if (!found) found = {0, undecided.front().reason, undecided.front().fix};
    ++found->changes;
  }
  return found;
}

std::string sized_words(const HistoryReport& report) {
  const std::size_t sized = sizes_of(report).size(), along = count_along(report);
  const std::size_t others = report.changes.size() - sized - along;
  std::string words = count(sized, "change"), without;
  if (along > 0) {
    without = std::to_string(along) + (along == 1 ? " that brings" : " that bring") +
              " commits of " + report.refs.development + " along";
  }
  if (others > 0) {
    without += (without.empty() ? "" : " and ") + std::to_string(others) + " that " +
               (others == 1 ? "is a plain revert or has" : "are plain reverts or have") +
               " no known size";
  }
  return without.empty() ? words : words + ", without " + without;
}

std::vector<std::string> policy_lines(const ChangeSize& limit) {
  return {"[rules." + std::string(rule_with(Role::diff_budget).id) + "]",
          "max_files = " + std::to_string(limit.files),
          "max_lines = " + std::to_string(limit.lines)};
}

std::string too_few_words(const std::vector<ChangeSize>& sizes) {
  return count(sizes.size(), "change") + (sizes.size() == 1 ? " is" : " are") +
         " too few to choose limits by";
}

std::string fitting_words(const std::vector<ChangeSize>& sizes, const ChangeSize& fitting,
                          const ChangeSize& today) {
  return "for " + std::to_string(kOffered) +
         " % of them: " + std::to_string(count_fitting(sizes, fitting)) + " of " +
         std::to_string(sizes.size()) + " keep within these, " +
         std::to_string(count_fitting(sizes, today)) + " within those of today";
}

}  // namespace hotfix
