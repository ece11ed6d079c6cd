// SPDX-License-Identifier: MIT
// How a hotfix is taken back from production: what that would do, tried in memory, and the steps of
// the workflow's three options.
#pragma once

#include <string>
#include <vector>

#include "gate/landing/evidence/landing_index.h"
#include "gate/request/context.h"
#include "gate/workflow/course.h"
#include "gate/workflow/promoted.h"
#include "gate/workflow/step.h"

namespace hotfix {

struct Rollback {
  std::string name;   // of the hotfix, as a command is given it: its branch, or a short id
  std::string given;  // what a command has to be told of the clone besides: " --production main"
  std::vector<Commit> commits;  // of production's own line that brought it, newest first
  std::vector<Commit> newer;    // of that line, on top of the oldest of them: these would stay
  std::string tip;              // of production, the full id
  std::string revert;           // full id of a commit in memory that takes it back from the tip, as
                                // git revert would; empty: it conflicts
  std::vector<std::string> conflicts;  // the paths where it does
  bool brings_back = false;            // one of the commits took something back itself
  Promoted promoted = Promoted::no;    // what it takes back is development's work
  bool is_by_signs = false;            // which commits are the hotfix's is told by what they say
  bool has_severity = false;           // known, for another hotfix
  bool is_owed = false;                // development has the hotfix, and the policy wants it to
                                       // follow production
};

// What production got of it: the name, the commits and the tip. `given`: see there. Throws Refused
// when production never had it.
Rollback released_by(const Context& context, LandingIndex& index, const Course& course,
                     const std::string& given);

// The same, with all that taking it back would do. Throws Refused when production has taken it back
// already, too.
Rollback rollback_of(const Context& context, LandingIndex& index, const Course& course,
                     const std::string& given);

// The rollback of production's newest commits, which took something back: it comes again.
Rollback bringing_again(const Context& context, LandingIndex& index, std::size_t commits);

// The same with `reason` in the message of the newest revert; empty: none is given.
void add_reason(LandingIndex& index, const std::string& reason, Rollback& rollback);

// The waivers of a rule that the commits which are taken back had, as they were written.
std::vector<std::string> waivers_of(LandingIndex& index, const Rollback& rollback,
                                    const std::string& rule);

// "git hotfix rollback hotfix/login --option 2 --push".
std::string rollback_command(const Rollback& rollback, const std::string& option);
// The same that begins another hotfix.
std::string fix_forward_command(const Rollback& rollback);

// "a hotfix", or what a commit of production is else, for a person: its name, its commits.
std::string rollback_title(const Rollback& rollback);

// The revert that option 2 makes, in a work tree of its own.
struct RevertPlan {
  std::string branch;  // that it is made on, and pushed as; empty: it is pushed straight to
                       // production, and needs none
  std::string folder;  // of the work tree, absolute
  std::string reason;  // for the message; empty: none was given
  std::string remote;  // that it is pushed to; empty: it is not pushed
};
Step step_of(const Rollback& rollback, const RevertPlan& plan, const std::string& production);

// What the workflow's three options are for this hotfix, and the command of each. `not_direct`: why
// the revert cannot be pushed straight to production; empty: it can.
std::string options_text(const Rollback& rollback, const Policy& policy,
                         const std::string& not_direct);

// The commits that are taken back, a line each; empty: it is one.
std::string commits_text(const Rollback& rollback);

// What a person has to know of a promotion that is taken back; empty: it is none.
std::string promotion_text(const Rollback& rollback, const Policy& policy);

// The newer commits, a line each.
std::string newer_text(const Rollback& rollback);

// The commands of option 1, which nothing here runs.
std::string deployment_text(const Rollback& rollback, const Policy& policy);

// What development owes when production has taken it back; empty: nothing. `revert` is what a
// command names production's revert by.
std::string owed_text(const Rollback& rollback, const Policy& policy, const std::string& revert);

}  // namespace hotfix
