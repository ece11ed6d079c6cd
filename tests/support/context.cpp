// SPDX-License-Identifier: MIT
#include "tests/support/context.h"

#include "gate/page/markdown.h"
#include "gate/request/subject.h"

namespace hotfix {

Context context_of(const TestRepo& repo) {
  Request request;
  request.repository = repo.path();
  request.now = TestRepo::kEpoch;
  return open_context(request, true);
}

Facts facts_of(const TestRepo& repo, const Subject& subject, Need needs,
               const PullRequest* pull_request) {
  const Context context = context_of(repo);
  Graph graph(context.repository);
  LandingIndex index(graph, default_policy());
  return gather(context, index, {subject, context.refs, pull_request, read_markdown}, needs);
}

Subject moved(const TestRepo& repo, SubjectKind kind, const std::string& from,
              const std::string& to) {
  Subject subject;
  subject.stage = Stage::push;
  subject.kind = kind;
  subject.branch = kind == SubjectKind::production ? "kars-prod" : "kars-dev";
  if (!to.empty()) subject.head = repo.id(to);
  if (!from.empty()) subject.old_head = repo.id(from);
  return subject;
}

Facts facts_of(const TestRepo& repo, const std::string& branch, Need needs) {
  const RefUpdate update{"refs/heads/" + branch, repo.id(branch), "refs/heads/" + branch, {}};
  return facts_of(repo, subject_of_push(update, "origin", context_of(repo).policy), needs);
}

}  // namespace hotfix
