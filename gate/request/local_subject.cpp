// SPDX-License-Identifier: MIT
#include "gate/request/local_subject.h"

#include <optional>

#include "gate/base/error.h"
#include "gate/request/revision.h"
#include "gate/request/subject.h"

namespace hotfix {

namespace {

// The full name of the branch that is checked out; empty: none is.
std::string current_branch(const Context& context, const Request& request) {
  try {
    return head_of(context.repository.location(), request.repository);
  } catch (const Undecidable&) {
    return {};  // what it resolves to is asked next, and tells what is wrong
  }
}

// What lint takes a branch of this name for.
Subject lint_subject(const Context& context, const std::string& branch) {
  Subject subject;
  subject.branch = branch;
  switch (kind_of_branch(branch, context.policy)) {
    case SubjectKind::production:
      throw UsageError(branch + " is not a hotfix branch; name one: hotfix-lint <branch>");
    case SubjectKind::development:
      subject.kind = SubjectKind::promotion;
      break;
    case SubjectKind::revert:
      subject.kind = SubjectKind::revert;
      break;
    default:
      subject.kind = SubjectKind::hotfix;
      subject.well_named = context.policy.hotfix_branch(branch);
  }
  return subject;
}

// A branch is looked for here first, then on the remote, with or without the remote's name.
std::string full_name(const Context& context, const std::string& name) {
  for (const std::string& folder :
       {std::string("refs/heads/"), "refs/remotes/" + context.remote + "/"}) {
    if (context.repository.commit_of_ref(folder + name)) return folder + name;
  }
  return "refs/remotes/" + name;
}

// The full name that a person means by a revision; empty for a detached HEAD and for an id.
std::string ref_named(const Context& context, const Request& request) {
  const std::string& revision = request.revision;
  if (revision.empty() || revision == "HEAD") return current_branch(context, request);
  if (is_full_id(revision)) return {};  // that commit, whatever a branch is called
  return revision.starts_with("refs/") ? revision : full_name(context, revision);
}

// nullopt: the revision names no branch of this clone or of the remote.
std::optional<Subject> subject_of_branch(const Context& context, const std::string& ref) {
  const auto tip = ref.empty() ? std::nullopt : context.repository.commit_of_ref(ref);
  if (!tip) return std::nullopt;
  const std::string remote = "refs/remotes/" + context.remote + "/";
  for (const std::string& prefix : {std::string("refs/heads/"), remote}) {
    if (!ref.starts_with(prefix)) continue;
    Subject subject = lint_subject(context, ref.substr(prefix.size()));
    if (prefix != remote) subject.local_branch = subject.branch;
    subject.head = tip->hex();
    return subject;
  }
  return std::nullopt;
}

// `git push origin HEAD` pushes the current branch: fixes had better name it.
RefUpdate naming_current_branch(const Context& context, const Request& request, RefUpdate update) {
  if (update.local_ref != "HEAD" && update.local_ref != "@") return update;
  const std::string branch = current_branch(context, request);
  const auto tip = branch.empty() ? std::nullopt : context.repository.commit_of_ref(branch);
  if (tip && tip->hex() == update.local_id) update.local_ref = branch;
  return update;
}

}  // namespace

Subject pushed_subject(const Context& context, const Request& request, const RefUpdate& update) {
  const std::string remote = redact_url(request.remote);
  const Subject subject = subject_of_push(update, remote, context.policy);
  if (subject.kind == SubjectKind::other) return subject;
  return subject_of_push(naming_current_branch(context, request, update), remote, context.policy);
}

Subject subject_of_revision(const Context& context, const Request& request) {
  if (const auto branch = subject_of_branch(context, ref_named(context, request))) return *branch;
  Subject subject;
  subject.head =
      resolve_revision(request, request.revision.empty() ? "HEAD" : request.revision).hex();
  return subject;
}

}  // namespace hotfix
