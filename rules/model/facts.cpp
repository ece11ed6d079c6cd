// SPDX-License-Identifier: MIT
#include "rules/model/facts.h"

#include <algorithm>

namespace hotfix {

std::string_view kind_name(SubjectKind kind) {
  switch (kind) {
    case SubjectKind::hotfix:
      return "hotfix";
    case SubjectKind::revert:
      return "revert";
    case SubjectKind::lookalike:
      return "lookalike";
    case SubjectKind::production:
      return "production";
    case SubjectKind::development:
      return "development";
    case SubjectKind::removal:
      return "removal";
    case SubjectKind::promotion:
      return "promotion";
    case SubjectKind::backport:
      return "backport";
    case SubjectKind::stray:
      return "stray";
    case SubjectKind::message:
      return "message";
    case SubjectKind::ledger:
      return "ledger";
    case SubjectKind::other:
      return "other";
  }
  return "other";
}

std::string_view class_name(PathClass path_class) {
  switch (path_class) {
    case PathClass::code:
      return "code";
    case PathClass::config:
      return "config";
    case PathClass::test:
      return "test";
    case PathClass::docs:
      return "docs";
    case PathClass::lock:
      return "lock";
    case PathClass::generated:
      return "generated";
    case PathClass::vendored:
      return "vendored";
  }
  return "";
}

std::string_view state_name(PostMortemState state) {
  switch (state) {
    case PostMortemState::missing:
      return "missing";
    case PostMortemState::unfinished:
      return "unfinished";
    case PostMortemState::unreadable:
      return "unreadable";
    case PostMortemState::waived:
      return "waived";
    case PostMortemState::written:
      return "written";
  }
  return "missing";
}

bool is_update(const Subject& subject) {
  return subject.kind == SubjectKind::production || subject.kind == SubjectKind::development;
}

bool only_reverts(const Facts& facts) {
  if (!facts.history || !facts.reverts) return false;
  const std::vector<Commit>& commits = facts.history->commits;
  const std::vector<std::string>& updates = facts.history->updates;
  return std::all_of(commits.begin(), commits.end(), [&](const Commit& commit) {
    const bool is_update = std::find(updates.begin(), updates.end(), commit.id) != updates.end();
    return is_update || std::any_of(facts.reverts->begin(), facts.reverts->end(),
                                    [&](const Revert& one) { return one.commit == commit.id; });
  });
}

bool only_exact_reverts(const Facts& facts) {
  if (!facts.history || !facts.reverts) return false;
  const std::vector<Commit>& commits = facts.history->commits;
  const std::vector<Revert>& reverts = *facts.reverts;
  return !commits.empty() && std::all_of(commits.begin(), commits.end(), [&](const Commit& commit) {
    return std::any_of(reverts.begin(), reverts.end(), [&](const Revert& revert) {
      return revert.commit == commit.id && revert.state == Revert::State::exact &&
             !revert.of_revert;
    });
  });
}

bool is_rollback(const Facts& facts) {
  if (!only_exact_reverts(facts)) return false;
  const std::vector<Revert>& reverts = *facts.reverts;
  const auto is_asked_for = [&](const Commit& hotfix) {
    return std::any_of(reverts.begin(), reverts.end(),
                       [&](const Revert& revert) { return revert.reverted == hotfix.id; });
  };
  return std::all_of(reverts.begin(), reverts.end(), [&](const Revert& revert) {
    return revert.depth == 0U && !revert.of_revert &&
           std::all_of(revert.hotfixes.begin(), revert.hotfixes.end(), is_asked_for);
  });
}

}  // namespace hotfix
