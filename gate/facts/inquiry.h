// SPDX-License-Identifier: MIT
// What every fact is found out from: where, and about which subject.
#pragma once

#include <string_view>
#include <vector>

#include "gate/landing/evidence/landing_index.h"
#include "gate/request/context.h"
#include "rules/model/facts.h"

namespace hotfix {

// One subject, what it is compared with, and what is known of its pull request.
struct Question {
  Subject subject;
  Refs refs;
  const PullRequest* pull_request = nullptr;  // null: nothing is known of one
  // How its description is read (gate/page/markdown.h). Null: not at all; so a hook, which has
  // none, does not start with what it takes.
  Page (*read_page)(std::string_view markdown) = nullptr;
};

struct Inquiry {
  const Context& context;
  Graph& graph;         // both of the whole run: what is read for one subject serves the next
  LandingIndex& index;  // of that graph
  const Question& question;
  Need needs;  // all that is asked of this subject: some facts are cheaper when others are not
               // wanted

  const Subject& subject() const { return question.subject; }
  const Repository& repository() const { return context.repository; }
  const Policy& policy() const { return context.policy; }
};

// The tip of the subject; the zero id when it has none. require_head throws Undecidable when it is
// not here.
Oid head_of(const Inquiry& asked);
void require_head(const Inquiry& asked);
// Where the subject was before it moved; the zero id: it was not there.
Oid old_head_of(const Inquiry& asked);

// The tips of the branches it is compared with. Throw Undecidable for one that is not here.
Oid production_of(const Inquiry& asked);
Oid development_of(const Inquiry& asked);

// The commits in full, in the same order, and their ids again.
std::vector<Commit> commits_of(Graph& graph, const std::vector<Oid>& ids);
std::vector<Oid> ids_of(const std::vector<Commit>& commits);
std::vector<Oid> ids_of(const std::vector<std::string>& full_ids);

}  // namespace hotfix
