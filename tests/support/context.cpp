// SPDX-License-Identifier: MIT
#include "tests/support/context.h"

#include "gate/request/subject.h"

namespace hotfix {

Context context_of(const TestRepo& repo) {
  Request request;
  request.repository = repo.path();
  request.now = TestRepo::kEpoch;
  return open_context(request, true);
}

Facts facts_of(const TestRepo& repo, const std::string& branch, Need needs) {
  const Context context = context_of(repo);
  const RefUpdate update{"refs/heads/" + branch, repo.id(branch), "refs/heads/" + branch, {}};
  return gather(context, subject_of_push(update, "origin", context.policy), needs);
}

}  // namespace hotfix
