// SPDX-License-Identifier: MIT
#include "rules/form/revert_reason.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "rules/form/incident_form.h"
#include "rules/form/placeholder.h"
#include "rules/support/commit_subject.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

// A word that only says which change is taken back: a number, an id, an address.
bool is_reference(std::string_view word) {
  const bool id = word.size() >= 7 && word.find_first_not_of("0123456789abcdef,.") == word.npos;
  return id || word.find_first_of("#!") != word.npos || word.find("://") != word.npos;
}

// Git's and the forges' own words: "This reverts commit <id>.", "Reverts owner/repo#12".
bool is_own_text(const std::string& line) {
  static const std::vector<std::string> own = {"this",    "reverts", "commit",    "commits",
                                               "changes", "made",    "reversing", "to",
                                               "merge",   "request", "pull"};
  if (is_revert_subject(line) || line.starts_with("# ***")) return true;
  const bool by_reference = line.starts_with("This reverts commit ") && line.ends_with(").");
  if (by_reference) return true;
  const std::string text = lower(line);
  for (std::string_view rest = trim(text); !rest.empty();) {
    const auto end = std::min(rest.find(' '), rest.size());
    const std::string_view word = rest.substr(0, end);
    if (!is_reference(word) && !one_of(word, own)) return false;
    rest = trim(rest.substr(end));
  }
  return true;
}

// "Signed-off-by: …" and "(cherry picked from commit …)" are not a reason either.
bool is_bookkeeping(const std::string& line) {
  const std::string key = lower(line.substr(0, line.find(':')));
  return key.ends_with("-by") || key.starts_with("hotfix-") || key == "severity" ||
         key.starts_with("(cherry picked from");
}

bool is_reason(const std::string& line) {
  return is_content(line) && !is_own_text(line) && !is_bookkeeping(line);
}

}  // namespace

bool gives_reason(const Page& description) {
  const std::vector<std::string> lines = read_incident_form(description).lines;
  return std::any_of(lines.begin(), lines.end(), is_reason);
}

bool gives_reason(const std::string& message) {
  for (std::string_view rest = message; !rest.empty();) {
    const auto end = std::min(rest.find('\n'), rest.size());
    std::string_view line = trim(rest.substr(0, end));
    if (line.starts_with("- ") || line.starts_with("* ")) line = trim(line.substr(2));
    if (is_reason(std::string(line))) return true;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return false;
}

}  // namespace hotfix
