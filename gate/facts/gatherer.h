// SPDX-License-Identifier: MIT
// The work behind gather(): what is shared in gather.cpp, what is asked of a branch in
// gather_branch.cpp, of a production or development that moved in gather_update.cpp.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "gate/git/attributes.h"
#include "gate/git/revert.h"
#include "gate/git/tree.h"
#include "gate/request/context.h"
#include "rules/model/facts.h"

namespace hotfix {

class Gatherer {
 public:
  // `pull_request`: null when nothing is known of one.
  Gatherer(const Context& context, const Subject& subject, const PullRequest* pull_request);

  // Once only: the facts are moved out.
  Facts run(Need needs);

 private:
  // What is not found out is recorded under `need` with its reason, and gathering goes on.
  void attempt(Need need, const std::function<void()>& find_out);
  Oid production() const;
  Oid development() const;
  std::vector<Commit> commits(const std::vector<Oid>& ids) const;
  void require_head() const;
  RevertQuestion revert_question() const;
  void reverts();
  Oid tree(const Oid& commit) { return graph_.header(commit).tree; }

  void of_update(Need needs);
  void update();
  std::vector<Commit> dropped();
  bool is_released_at_home();
  bool moves_forward(const Oid& old_tip);
  void promotion_by_this_push();
  void arrivals();

  void of_branch(Need needs);
  void history(Need needs);
  std::vector<std::string> updates();
  bool judges_own_changes_only() const;
  std::vector<TreeChange> tree_changes();
  std::vector<std::string> overlap();
  void origin();
  PathClass classify(const Attributes& attributes, const std::string& path) const;
  void changes(bool lines);
  void containment();
  void backport_forecast();
  void debts();
  void promotion_by_any_kind();
  void claims();

  const Context& context_;
  Graph graph_;
  Oid head_;
  Facts facts_;
  std::vector<Oid> ahead_, merge_bases_;
};

// The part of `needs` that is in `mask`.
constexpr Need needs_within(Need needs, Need mask) {
  return static_cast<Need>(static_cast<unsigned>(needs) & static_cast<unsigned>(mask));
}

}  // namespace hotfix
