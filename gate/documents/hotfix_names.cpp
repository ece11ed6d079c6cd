// SPDX-License-Identifier: MIT
#include "gate/documents/hotfix_names.h"

#include <algorithm>
#include <map>

#include "gate/base/time_text.h"
#include "gate/landing/hotfix_sign.h"
#include "rules/support/commit_subject.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

// "(#12)" of a squash, "Merge pull request #12 from ..." of a merge.
std::string reference_of(std::string_view subject) {
  const std::string_view number = request_number(trim(subject));
  if (!number.empty()) return std::string(number.substr(1, number.size() - 2));
  constexpr std::string_view start = "Merge pull request ";
  if (!subject.starts_with(start)) return {};
  const std::string_view rest = subject.substr(start.size());
  return std::string(rest.substr(0, rest.find(' ')));
}

std::string slug_of(const Commit& commit, const std::string& branch, const Policy& policy) {
  const auto without_prefix = [&](std::string_view name) {
    const bool has_it = lower(name).starts_with(lower(policy.hotfix_prefix));
    return slug(has_it ? name.substr(policy.hotfix_prefix.size()) : name);
  };
  if (!branch.empty()) return without_prefix(branch);
  const std::string_view subject = without_number(commit.subject());
  const auto parsed = parse_subject(subject);
  return parsed ? slug(parsed->description) : without_prefix(subject);
}

}  // namespace

HotfixNames names_of(const Commit& commit, std::int64_t released_at, const Policy& policy) {
  HotfixNames names;
  names.commit = commit.id;
  // "Hotfix/missing user (#12)" is how a forge writes one: its slug is the branch's, but the branch
  // is not known by the letter.
  names.branch = hotfix_branch_of(commit, policy);
  names.reference = reference_of(commit.subject());
  names.slug = slug_of(commit, names.branch, policy);
  if (names.slug.empty()) names.slug = short_id(commit.id);
  names.released_at = released_at;
  return names;
}

std::string day_of(std::int64_t time) { return iso_time(time).substr(0, 10); }

std::vector<std::string> document_paths(const std::vector<HotfixNames>& hotfixes,
                                        const PostMortemPolicy& policy) {
  std::vector<std::string> paths;
  std::map<std::string, int> taken;
  for (const HotfixNames& hotfix : hotfixes) {
    const std::string stem = policy.folder + "/" + day_of(hotfix.released_at) + "-" + hotfix.slug;
    const int number = ++taken[stem];
    paths.push_back(stem + (number == 1 ? "" : "-" + std::to_string(number)) + ".md");
  }
  return paths;
}

}  // namespace hotfix
