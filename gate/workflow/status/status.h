// SPDX-License-Identifier: MIT
// Where a hotfix is in the workflow, how long that takes, and what to type next: what that is found
// out from, and what is told, as values. Everything in this folder is pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gate/policy/policy.h"
#include "gate/report/report.h"
#include "gate/workflow/course.h"
#include "gate/workflow/status/hotfix_clock.h"
#include "rules/model/forge.h"
#include "rules/support/fix.h"

namespace hotfix {

// What the forge said of its pull request into production.
struct KnownRequest {
  enum class State { open, closed, merged };
  State state = State::open;
  std::size_t number = 0;
  std::string head = {};    // full id; empty: not told
  std::string target = {};  // the branch that it goes into; empty: not told
  bool is_judged = false;   // the report below has what the rules say of it
};

// A branch that brings the hotfix to development, where development does not have it yet.
struct BackportBranch {
  std::string name;        // "backport/login"
  bool is_pushed = false;  // the remote has it, with the hotfix
};

// The document about the incident, as far as somebody looked for it.
struct KnownPostMortem {
  bool is_complete = false;
  std::string words;          // "docs/post-mortems/2025-06-15-login.md on kars-dev"
  std::string fault = {};     // what is missing; empty where it is complete
  std::int64_t deadline = 0;  // when it must be there
  std::optional<std::int64_t> written_at = {};
};

struct StatusFacts {
  Course course;
  std::string merged_subject;  // of the newest commit that it merged; empty: it is no merge
  Refs refs;
  Forge forge = Forge::none;
  std::string remote;                // that its branch is pushed to; empty: none
  bool is_checked_out = false;       // here
  std::string folder;                // of another work tree that has it checked out, absolute;
                                     // empty: none
  std::size_t ahead = 0;             // commits that the remote's branch does not have
  std::size_t behind = 0;            // commits that only the remote's branch has
  std::optional<Report> report;      // what the rules say of the branch, or of its pull request;
                                     // nullopt: it has no commits, or is on production
  std::optional<std::size_t> tests;  // files of tests that came to production with it
  std::optional<KnownRequest> request;
  std::optional<BackportBranch> backport;
  std::string conflict;  // the work tree in which its backport waits for a person; empty: none does
  std::string set_right_by;  // the branch of a hotfix that was begun to set it right and is not
                             // over; empty: none
  std::optional<KnownPostMortem> post_mortem;  // nullopt: nobody looked
  std::string given;  // what of the clone a person told: " --production main"; empty: nothing
  bool is_promotion_taken_back = false;  // production's commit takes development's work back
  std::string unknown;                   // why nothing could be found out of it; empty: it could
  std::string unknown_fix;               // a command or a sentence
  std::int64_t now = 0;                  // seconds since the epoch
};

// How one step stands.
enum class StepProgress {
  done,
  now,        // it is at this step
  missing,    // it is past this step, or late at it, and the step is not done
  unseen,     // it may be done: git cannot see it
  undecided,  // it could not be found out
  later,      // not its turn
};
// "done", "now" …: as it is printed and as JSON has it.
std::string_view progress_name(StepProgress progress);

struct StepStatus {
  WorkflowStep step = WorkflowStep::severity;
  StepProgress progress = StepProgress::later;
  bool is_warned = false;  // done, and somebody should look
  std::string evidence;    // raw bytes, one line; may be empty
};

// Where it is as a whole.
enum class HotfixPhase {
  begun,        // its branch is there and nothing is committed
  development,  // something has to be done before others can look at it
  review,       // it is pushed, and not on production
  production,   // production has it, development does not
  rolled_back,  // production took it back
  landed,       // both have it, and its branch is still there
  complete,     // both have it, and its branch is gone
  unknown,      // nothing but its name or its record is known
  undecided,    // it could not be found out
};
// "begun", "development" …: as JSON has it.
std::string_view phase_name(HotfixPhase phase);
// "on kars-prod, not on kars-dev".
std::string phase_words(HotfixPhase phase, const Refs& refs);

// What a person does now.
struct NextStep {
  std::string words;       // without its full stop; empty: nothing is left to do
  Commands first = {};     // the team's own, each by itself, before those
  Commands commands = {};  // each runs only when the one before succeeded; may be empty
};

struct HotfixStatus {
  std::string name;     // of its branch, else the short id of production's commit
  std::string subject;  // of production's commit, or of its newest one; empty: none
  HotfixPhase phase = HotfixPhase::unknown;
  std::string severity;           // "P0"; empty: not known
  std::int64_t newest = 0;        // when it last moved, for the order in a list; 0: not known
  std::vector<StepStatus> steps;  // in the order of the workflow
  HotfixClock clock;
  NextStep next;
  std::string look;  // the command that adds what the forge knows; empty: none, or that is known
  Course course;
};

// Several, or the only one, as they are reported.
struct StatusReport {
  std::vector<HotfixStatus> hotfixes;  // newest first
  bool is_list = false;                // one line each
  std::string repository;              // "owner/name", or the name of its folder
  Refs refs;
  std::int64_t now = 0;
  std::vector<std::string> notes;  // for the person: where the policy came from and the like
};

}  // namespace hotfix
