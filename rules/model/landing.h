// SPDX-License-Identifier: MIT
// Where production's hotfixes stand on another branch, as plain values: what gate/landing/ finds
// out and what rules and the ledger speak about.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/model/cause.h"

namespace hotfix {

enum class LandingState {
  landed,      // the branch has the very commit, and it was not dropped
  equivalent,  // the branch made the same change by another commit
  adapted,     // the same fix, not line by line: a resolved conflict, a squash, an addition
  lost,        // it was there, and the branch undid it
  withdrawn,   // production itself took it back: nothing is owed
  waived,      // a person said, on the record, that nothing is owed
  uncertain,   // something like it is there: a person must say whether that is it
  missing,     // it is not there
  undecided,   // it could not be found out
};

// What decided about a landing; gate/landing/README.md says of each what it tells.
enum class LandingSignal {
  unasked,       // the question was not looked into
  none,          // nothing like the change was found, or it could not be found out
  ancestry,      // the branch has the very commit
  empty,         // the commit changes nothing
  equal_change,  // another commit makes the same change
  content,       // commits that do most of it, line by line or word by word
  in_effect,     // applying it would change nothing
  message,       // a message names the commit, and enough of it is there
  undone,        // a later commit took it back, or a merge dropped it
  parts,         // a part of it is absent, whatever the rest looks like
  reverted,      // production took it back
  testimony,     // a trailer `Hotfix-Landed`
  waiver,        // a trailer `Hotfix-Waive`
};

// The words of JSON, each signal once.
struct SignalName {
  LandingSignal signal;
  std::string_view name;
};
inline constexpr SignalName kLandingSignals[] = {
    {LandingSignal::unasked, ""},
    {LandingSignal::none, "none"},
    {LandingSignal::ancestry, "ancestry"},
    {LandingSignal::empty, "empty"},
    {LandingSignal::equal_change, "equal-change"},
    {LandingSignal::content, "content"},
    {LandingSignal::in_effect, "in-effect"},
    {LandingSignal::message, "message"},
    {LandingSignal::undone, "undone"},
    {LandingSignal::parts, "parts"},
    {LandingSignal::reverted, "reverted"},
    {LandingSignal::testimony, "testimony"},
    {LandingSignal::waiver, "waiver"},
};
std::string_view signal_name(LandingSignal signal);

// What made a hotfix of a commit on production; gate/landing/hotfix_sign.h says what each looks at.
// all: no sign, but the policy counts every commit of production. rollback: it takes back what
// development still has.
enum class HotfixSign { subject, merge, pull_request, trailer, all, rollback };
// "subject", "merge", "pull-request", "trailer", "all", "rollback": as JSON and the policy have it.
constexpr std::string_view sign_name(HotfixSign sign) {
  switch (sign) {
    case HotfixSign::subject:
      return "subject";
    case HotfixSign::merge:
      return "merge";
    case HotfixSign::pull_request:
      return "pull-request";
    case HotfixSign::trailer:
      return "trailer";
    case HotfixSign::all:
      return "all";
    case HotfixSign::rollback:
      return "rollback";
  }
  return {};
}

// "landed", "equivalent" …: as it is printed and as JSON has it.
std::string_view state_name(LandingState state);
// The branch has the change now.
bool is_there(LandingState state);
// Nothing is owed: the branch has it, or production does not want it, or a person waived it.
bool is_settled(LandingState state);

// How one place of a change stands on a branch.
enum class PartState {
  in_effect,  // it is there, or there is nothing left to do
  absent,     // it would still apply cleanly and change something
  undone,     // the same, and it had been there
  replaced,   // the branch has other lines in its place
  unclear,    // it could not be compared
};
// "in-effect", "absent" …: as it is printed and as JSON has it.
std::string_view state_name(PartState state);

struct LandingPart {
  std::string path;
  std::size_t first = 0, last = 0;  // lines of the file as the change leaves it; 0: the whole file
  PartState state = PartState::unclear;
};
// Absent or undone: the branch does not have it, and could.
bool is_absent(PartState state);

// The answer to "is this change on that branch?".
struct Landing {
  LandingState state = LandingState::undecided;
  std::vector<std::string> evidence;  // full ids, oldest first: what brought it; for lost what
                                      // undid it, for withdrawn and waived what says so
  LandingSignal signal = LandingSignal::unasked;  // what decided
  double similarity = 0;           // 0 to 1: how much of the change the evidence accounts for
  std::string reason;              // one line for a person, no final full stop
  std::vector<LandingPart> parts;  // of production code, by path; empty: not looked at one by one
  std::string fix;                 // only undecided: a command or a sentence
  Cause cause = Cause::other;      // only undecided
};

// What happens when a hotfix is applied to a branch, tried in memory.
struct Forecast {
  enum class Outcome { present, clean, conflicts };
  struct Conflict {
    std::string path;
    std::string what;        // "3 places were changed by both", "deleted on kars-dev" …
    std::size_t places = 0;  // conflicting hunks; 0 when the whole file is in conflict
    struct Other {
      std::string commit;  // full id, on development
      std::string author;
      std::string subject;
    };
    std::vector<Other> others;  // development's commits in the way, newest first
  };
  Outcome outcome = Outcome::clean;
  std::vector<Conflict> conflicts;  // by path
};

// One hotfix that production has, as the ledger keeps it.
struct Hotfix {
  std::string commit;  // full id of the commit on production's first-parent line that brought it
  std::string subject;
  std::string author;  // name as recorded: who owes the backport
  HotfixSign found_by = HotfixSign::subject;
  std::int64_t released_at = 0;            // seconds since the epoch, by the committer's clock
  std::optional<std::int64_t> false_date;  // what that clock said, where it ran ahead: released_at
                                           // is then the latest that can be
  std::int64_t deadline = 0;               // when it must be on development
  Landing landing;                         // on development
  std::optional<std::int64_t> landed_at;   // when the branch got its newest evidence; only is_there
  std::optional<std::int64_t> begun_at;    // when the first of its commits was written, as far as
                                           // that is known and before released_at
  std::string lost_on_production;  // full id of the commit that took it out of production without
                                   // saying that it reverts it; empty: none did
  bool overdue = false;  // missing, lost or uncertain past the deadline; or lost on production
  std::optional<Forecast> pick;  // a cherry-pick of it onto development; nullopt: not tried
};

// Development owes nothing, and production has not lost it.
bool is_settled(const Hotfix& hotfix);
// Something is owed for sure: not settled, and not undecided either.
bool is_debt(const Hotfix& hotfix);

// What a promotion of development would do to production's hotfixes, place by place: only places
// count that production itself still has in effect.
struct Promotion {
  enum class Kind { push, merge, squash, reset };  // push: the very tip that is being pushed
  enum class Effect {
    gone,       // development does not have it, and neither has what arrives
    reworked,   // the same; but the last promotion brought it, and a change there took it out since
    dropped,    // development has it, and what arrives does not
    unclear,    // development has other lines there, and may have it in another form
    conflicts,  // the merge conflicts there, and development does not have it: a person decides
  };
  struct Undone {
    Hotfix hotfix;
    Effect effect = Effect::gone;
    std::vector<Kind> by;             // which kinds of promotion do so
    std::vector<std::string> places;  // where: "src/login.js:12-14"
    // What a person says of it in a trailer on the promoted branch: `Hotfix-Landed: <id>` or
    // `Hotfix-Waive: promotion <id> <reason>`. `commit` is empty when nobody does.
    struct Word {
      std::string commit;  // full id
      std::string author;  // name as recorded
      std::string reason;  // empty for a Hotfix-Landed without more words
      bool has_landed = false;
    };
    Word word = {};
  };
  std::vector<Undone> undone;  // in the order of the ledger, one for each effect on a hotfix

  // A value of the policy that may let more through than before.
  struct Weakened {
    std::string key;    // "rules.minimal-diff.level"
    std::string words;  // "error now, off then": both values
    std::string off;    // the rule that is switched off; empty: none is
  };
  std::vector<Weakened> weakened;    // in the order of the policy
  std::string policy_error;          // why the policy that arrives cannot be read; empty: it can
  std::vector<std::string> arrives;  // paths of all files that production gets in another form
  std::vector<std::string> of_ci;    // of these: what production's CI says that it runs too
  // "1234 fix: x" of each commit that a branch of another name brings beside development's.
  std::vector<std::string> beside;
};

}  // namespace hotfix
