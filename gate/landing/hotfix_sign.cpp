// SPDX-License-Identifier: MIT
#include "gate/landing/hotfix_sign.h"

#include <algorithm>

#include "gate/git/commit.h"
#include "gate/git/trailers.h"
#include "rules/support/commit_subject.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

bool says_subject(const Commit& commit, const Policy& policy) {
  const auto subject = parse_subject(commit.subject());
  if (!subject) return false;
  const Words& types = policy.hotfix_types();
  return std::any_of(types.begin(), types.end(),
                     [&](const std::string& type) { return lower(type) == lower(subject->type); });
}

bool merged_hotfix(const Commit& commit, const Policy& policy) {
  const std::string branch = merged_branch(commit.subject());
  return !branch.empty() && policy.hotfix_branch(branch);
}

bool speaks_of_pull_request(std::string_view subject) {
  return lower(subject).find("pull request #") != std::string::npos;
}

// GitHub titles a pull request of several commits "Hotfix/missing user", and a squash takes that.
bool is_squashed_branch(const Commit& commit, const Policy& policy) {
  const std::string subject = lower(trim(commit.subject()));
  return subject.starts_with(lower(policy.hotfix_prefix)) && subject.ends_with(")") &&
         subject.find(" (#") != std::string::npos;
}

bool says_merge(const Commit& commit, const Policy& policy) {
  return merged_hotfix(commit, policy) && !speaks_of_pull_request(commit.subject());
}

bool says_pull_request(const Commit& commit, const Policy& policy) {
  return is_squashed_branch(commit, policy) ||
         (merged_hotfix(commit, policy) && speaks_of_pull_request(commit.subject()));
}

bool says_trailer(const Commit& commit, const Policy& policy) {
  const std::vector<Trailer> trailers = trailers_of(commit.message);
  return std::any_of(trailers.begin(), trailers.end(), [&](const Trailer& trailer) {
    return (trailer.key == "hotfix" && !trailer.value.empty()) ||
           (trailer.key == "hotfix-branch" && policy.hotfix_branch(trailer.value));
  });
}

using Test = bool (*)(const Commit&, const Policy&);
constexpr std::pair<HotfixSign, Test> kSigns[] = {{HotfixSign::subject, says_subject},
                                                  {HotfixSign::merge, says_merge},
                                                  {HotfixSign::pull_request, says_pull_request},
                                                  {HotfixSign::trailer, says_trailer}};

}  // namespace

std::optional<HotfixSign> hotfix_sign(const Commit& commit, const Policy& policy) {
  if (is_promotion(commit, policy)) return std::nullopt;
  const std::vector<HotfixSign>& counted = policy.backport.signs;
  for (const auto& [sign, says] : kSigns) {
    const bool counts = std::find(counted.begin(), counted.end(), sign) != counted.end();
    if (counts && says(commit, policy)) return sign;
  }
  return std::nullopt;
}

bool is_promotion(const Commit& commit, const Policy& policy) {
  return commit.parents.size() > 1 && merged_branch(commit.subject()) == policy.development;
}

bool says_that_it_promotes(const Commit& commit, const Policy& policy) {
  const std::string branch = merged_branch(commit.subject());
  return is_promotion(commit, policy) ||
         (commit.parents.size() > 1 && !branch.empty() && policy.promotion_branch(branch));
}

std::string hotfix_branch_of(const Commit& commit, const Policy& policy) {
  if (const std::string merged = merged_branch(commit.subject()); policy.hotfix_branch(merged)) {
    return merged;
  }
  for (const Trailer& trailer : trailers_of(commit.message)) {
    if (trailer.key == "hotfix-branch" && policy.hotfix_branch(trailer.value)) return trailer.value;
  }
  return {};
}

}  // namespace hotfix
