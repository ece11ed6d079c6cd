// SPDX-License-Identifier: MIT
#include "gate/report/report.h"

#include <algorithm>

#include "rules/support/text.h"

namespace hotfix {

std::string_view verdict_name(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass:
      return "pass";
    case Verdict::blocked:
      return "blocked";
    case Verdict::undecided:
      return "undecided";
  }
  return "undecided";
}

std::vector<std::string> shown_details(const std::vector<std::string>& details) {
  constexpr std::size_t kFew = 12, kFirst = 8, kLast = 3;
  if (details.size() <= kFew) return details;
  const auto first = details.begin() + kFirst, last = details.end() - kLast;
  std::vector<std::string> shown(details.begin(), first);
  shown.push_back("and " + std::to_string(last - first) + " more");
  shown.insert(shown.end(), last, details.end());
  return shown;
}

bool is_waiting(const Report& report) {
  return std::any_of(report.findings.begin(), report.findings.end(), [](const RuleFinding& found) {
    return found.finding.level == Level::error && found.finding.kind == FindingKind::waiting;
  });
}

std::string diff_words(const Report& report, bool counted) {
  std::string words;
  for (const auto& [path_class, sum] : report.diff) {
    if (is_counted(path_class) != counted) continue;
    words += (words.empty() ? "" : ", ") +
             count(sum.files, std::string(class_name(path_class)) + " file") + " +" +
             std::to_string(sum.added) + " -" + std::to_string(sum.deleted);
    if (sum.bytes > 0) words += " and " + size_words(sum.bytes);
  }
  return words;
}

}  // namespace hotfix
