// SPDX-License-Identifier: MIT
#include "rules/model/facts.h"

#include <algorithm>

namespace hotfix {

bool is_update(const Subject& subject) {
  return subject.kind == SubjectKind::production || subject.kind == SubjectKind::development;
}

bool only_exact_reverts(const Facts& facts) {
  if (!facts.history || !facts.reverts) return false;
  const std::vector<Commit>& commits = facts.history->commits;
  const std::vector<Revert>& reverts = *facts.reverts;
  return !commits.empty() && std::all_of(commits.begin(), commits.end(), [&](const Commit& commit) {
    return std::any_of(reverts.begin(), reverts.end(), [&](const Revert& revert) {
      return revert.commit == commit.id && revert.state == Revert::State::exact;
    });
  });
}

bool is_rollback(const Facts& facts) {
  if (!only_exact_reverts(facts)) return false;
  const std::vector<Revert>& reverts = *facts.reverts;
  return std::all_of(reverts.begin(), reverts.end(), [&](const Revert& revert) {
    return revert.depth && *revert.depth < reverts.size() && !revert.of_revert;
  });
}

}  // namespace hotfix
