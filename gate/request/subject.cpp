// SPDX-License-Identifier: MIT
#include "gate/request/subject.h"

#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr std::string_view kBranches = "refs/heads/";

std::string short_name(const std::string& ref) {
  return ref.starts_with(kBranches) ? ref.substr(kBranches.size()) : std::string{};
}

bool is_separator(char c) { return c == '-' || c == '_' || c == '.'; }

// `text` without the characters that nobody sees: U+200B to U+200F, U+2060 and U+FEFF.
std::string without_invisible(std::string text) {
  for (const char* unseen :
       {"\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2060", "\ufeff"}) {
    const std::size_t width = std::string_view(unseen).size();
    for (auto at = text.find(unseen); at != text.npos; at = text.find(unseen, at)) {
      text.erase(at, width);
    }
  }
  return text;
}

// "Hotfix/x", "hot-fix/x", "hot.fix/x", "hotfixes/x", "hotfix-x": meant to be a hotfix branch.
bool looks_like_hotfix(const std::string& branch) {
  std::string letters;
  for (char c : lower(without_invisible(branch))) {
    if (letters.size() >= 6 || !is_separator(c)) letters += c;
  }
  if (!letters.starts_with("hotfix")) return false;
  std::string_view rest = std::string_view(letters).substr(6);
  if (rest.starts_with("es")) rest.remove_prefix(2);
  return rest.empty() || rest.front() == '/' || is_separator(rest.front());
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
