// SPDX-License-Identifier: MIT
#include "gate/facts/inquiry.h"

#include "gate/base/error.h"
#include "rules/support/text.h"

namespace hotfix {

Oid head_of(const Inquiry& asked) { return parse_oid(asked.subject().head); }

Oid old_head_of(const Inquiry& asked) { return parse_oid(asked.subject().old_head); }

void require_head(const Inquiry& asked) {
  if (asked.repository().contains(head_of(asked))) return;
  throw Undecidable("commit " + short_id(asked.subject().head) + " is not here",
                    "git fetch " + shell_quote(asked.context.remote), Cause::not_fetched);
}

Oid production_of(const Inquiry& asked) {
  return production_tip(asked.context, asked.question.refs);
}

Oid development_of(const Inquiry& asked) {
  return development_tip(asked.context, asked.question.refs);
}

std::vector<Commit> commits_of(Graph& graph, const std::vector<Oid>& ids) {
  std::vector<Commit> commits;
  for (const Oid& id : ids) commits.push_back(graph.commit(id));
  return commits;
}

std::vector<Oid> ids_of(const std::vector<Commit>& commits) {
  std::vector<Oid> ids;
  for (const Commit& commit : commits) ids.push_back(parse_oid(commit.id));
  return ids;
}

std::vector<Oid> ids_of(const std::vector<std::string>& full_ids) {
  std::vector<Oid> ids;
  for (const std::string& id : full_ids) ids.push_back(parse_oid(id));
  return ids;
}

}  // namespace hotfix
