// SPDX-License-Identifier: MIT
// How a hotfix comes back to development: what is owed, what brings it, how that will go, and the
// commands for it. Nothing here changes anything.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "gate/policy/policy.h"
#include "gate/workflow/course.h"
#include "gate/workflow/step.h"

namespace hotfix {

// The workflow's way is the merge of the branch; a pick brings what production made of it.
enum class BackportMethod { merge, pick };

struct BackportPlan {
  std::vector<Hotfix> owed;  // production's commits that development does not have, oldest first
  BackportMethod method = BackportMethod::pick;
  std::string why;  // why not a merge, as a sentence; empty: it is one, or a person chose
  Commands work;    // brings it to the branch that is checked out; empty: that would change nothing
  std::optional<Forecast> forecast;  // how the work will go; nullopt: it could not be tried
  std::vector<std::string> riders;   // "<id> <subject>" of what a merge would bring beside it
  // Older hotfixes of production, oldest first, that development does not have, in files where this
  // will stop: it builds on them.
  std::vector<Hotfix> older = {};
};

// Where it is made.
struct BackportPlace {
  std::string branch;       // "backport/login"
  std::string folder;       // of the work tree that it is made in, absolute
  std::string development;  // the name of the branch
  std::string start;        // its tip, the full id
};

// What a branch for the hotfix is called: a name that the policy takes for a backport.
std::string backport_branch_of(const Course& course, const Policy& policy);

// Each of production's commits that brought it, as it stands on the branch with the tip `onto`.
std::vector<Hotfix> released_of(const Context& context, LandingIndex& index, const Course& course,
                                const Oid& onto);

// Of those that are not settled on development, which are some. `asked`: what a person chose.
// Throws Refused for a merge that cannot be made.
BackportPlan plan_backport(const Context& context, LandingIndex& index, const Course& course,
                           const std::vector<Hotfix>& released,
                           std::optional<BackportMethod> asked);

// Makes it in a new work tree, which is gone again where nothing stops it.
Step bring(const BackportPlan& plan, const Course& course, const BackportPlace& place);

// A backport that was made before, at commit `tip`, is merged into what development is now: on a
// branch of its own, which takes its place at the end. So development's own line stays development,
// one revert takes back the backport alone, and until all is well nothing of the old one is lost.
Step bring_up_to_date(const BackportPlace& place, const std::string& tip);

// The branch that does this for a backport, and the backport that it is for; empty: it is not one.
std::string update_branch_of(const std::string& backport);
std::string updated_by(const std::string& branch);

// It has all of the backport, which is at commit `tip`, and takes its place.
Acts take_over(const std::string& backport, const std::string& tip);

// How a finished backport gets to development.
struct BackportTarget {
  BackportWay way = BackportWay::push;
  std::string remote;       // that has development; empty: it is a branch of this clone
  std::string push_remote;  // for the branch of a pull request
  Forge forge = Forge::none;
  std::string worktree;  // of a local development: what has it checked out; empty: none has
};
// A sentence for a person stands in `words` where there is no command for the end of it.
struct BackportDelivery {
  Step step;
  std::string words;
};
// Full ids; empty: it is not made yet, so that nothing is said of how it is taken back.
struct BackportMade {
  std::string tip;
  std::vector<std::string> own;  // what it adds to development's own line, newest first
};
BackportDelivery deliver(const BackportPlace& place, const BackportTarget& target,
                         const BackportMade& made);

// Where each of them stands, with the parts that are absent: lines for the terminal.
std::string owed_text(const std::vector<Hotfix>& hotfixes, const std::string& branch);

// The files where it stops, and whose commits are in the way: lines for the terminal.
std::string conflicts_text(const std::vector<Forecast::Conflict>& conflicts);

}  // namespace hotfix
