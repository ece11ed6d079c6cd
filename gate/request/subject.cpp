// SPDX-License-Identifier: MIT
#include "gate/request/subject.h"

#include "gate/request/lookalike.h"

namespace hotfix {

namespace {

constexpr std::string_view kBranches = "refs/heads/";

std::string short_name(const std::string& ref) {
  return ref.starts_with(kBranches) ? ref.substr(kBranches.size()) : std::string{};
}

// What production takes. A fork's branch of the same name is not the team's own.
SubjectKind kind_into_production(const Event& event, const Policy& policy) {
  const SubjectKind kind = kind_of_branch(event.branch, policy);
  if (kind == SubjectKind::hotfix || kind == SubjectKind::revert) return kind;
  const bool is_release = kind == SubjectKind::development || policy.promotion_branch(event.branch);
  return is_release && event.fork.empty() ? SubjectKind::promotion : SubjectKind::stray;
}

SubjectKind kind_of_pull_request(const Event& event, const Policy& policy) {
  if (event.target == policy.production) return kind_into_production(event, policy);
  const bool is_hotfix = policy.hotfix_branch(event.branch);
  if (event.target != policy.development) {
    return is_hotfix ? SubjectKind::stray : SubjectKind::other;
  }
  return is_hotfix || policy.backport_branch(event.branch) ? SubjectKind::backport
                                                           : SubjectKind::other;
}

}  // namespace

SubjectKind kind_of_branch(const std::string& branch, const Policy& policy) {
  if (branch == policy.production) return SubjectKind::production;
  if (branch == policy.development) return SubjectKind::development;
  if (policy.hotfix_branch(branch)) return SubjectKind::hotfix;
  if (policy.revert_branch(branch)) return SubjectKind::revert;
  return looks_like_hotfix(branch) ? SubjectKind::lookalike : SubjectKind::other;
}

Subject subject_of_push(const RefUpdate& update, const std::string& remote, const Policy& policy) {
  Subject subject;
  subject.stage = Stage::push;
  subject.branch = short_name(update.remote_ref);
  subject.local_branch = short_name(update.local_ref);
  subject.remote = remote;
  subject.head = update.local_id;
  subject.old_head = update.remote_id;
  subject.kind =
      subject.branch.empty() ? SubjectKind::other : kind_of_branch(subject.branch, policy);
  if (subject.head.empty()) {
    if (subject.kind == SubjectKind::hotfix) {
      subject.kind = SubjectKind::removal;
      subject.head = subject.old_head;  // what would be gone
    } else if (subject.kind == SubjectKind::revert || subject.kind == SubjectKind::lookalike) {
      subject.kind = SubjectKind::other;
    }
  }
  return subject;
}

Subject subject_of_pull_request(const Event& event, const Policy& policy) {
  Subject subject;
  subject.stage = Stage::pull_request;
  subject.kind = kind_of_pull_request(event, policy);
  subject.branch = event.branch;
  subject.target = event.target;
  subject.fork = event.fork;
  subject.well_named = policy.hotfix_branch(event.branch);
  return subject;
}

}  // namespace hotfix
