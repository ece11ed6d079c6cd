// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <initializer_list>
#include <string_view>

#include "rules/model/facts.h"
#include "rules/model/finding.h"
#include "rules/model/option.h"

namespace hotfix {

// Where in the workflow a rule looks, in the order a person walks it.
enum class WorkflowStep {
  severity,
  incident_record,
  branch,
  fix,
  test,
  commit,
  pull_request,
  review,
  merge,
  deploy,
  verify,
  backport,
  post_mortem,
};
inline constexpr WorkflowStep kLastStep = WorkflowStep::post_mortem;

// What the engine has to know of one rule without knowing which it is. At most one rule has each.
enum class Role {
  none,
  hotfix_types,     // its option "types" says how the subject of a hotfix begins
  foreign_commits,  // it refuses development's commits, so that others need not judge them
  diff_budget,      // its options are the budget that diff_budget() counts against
  tests,            // its options say what a test looks like
  severity,         // its options say what makes a hotfix P0 or P1
  backport,         // it sees to what is owed to development; its waiver is a hotfix's waiver
  promotion,        // it sees to what a promotion undoes; its waiver names the hotfix
  post_mortem,      // it sees to the documents about hotfixes; its waiver is a hotfix's waiver
};

// A few values that lie in the rule itself, so that a rule can be a constant.
template <class Value, std::size_t most>
class Few {
 public:
  constexpr Few() = default;
  constexpr Few(std::initializer_list<Value> values) {
    for (const Value& value : values) values_.at(size_++) = value;
  }

  constexpr const Value* begin() const { return values_.data(); }
  constexpr const Value* end() const { return values_.data() + size_; }
  constexpr std::size_t size() const { return size_; }
  constexpr bool empty() const { return size_ == 0; }

 private:
  std::array<Value, most> values_{};
  std::size_t size_ = 0;
};

// A rule is a constant: its prose, its options and a pure function. The catalogue, the schema, the
// sample policy and `hotfix-lint explain` are made from it.
struct Rule {
  std::string_view id;        // stable; the stem of its file and of its test, with '-' for '_'
  std::string_view summary;   // one line: what must hold
  std::string_view why;       // one or two sentences: what goes wrong otherwise
  std::string_view fix;       // one or two sentences: how it is put right
  std::string_view workflow;  // what it guards, in the words of the workflow's document
  WorkflowStep step = WorkflowStep::fix;
  Few<Stage, 7> stages;
  Few<SubjectKind, 12> judges;
  Need needs = Need::none;
  // The defaults; a policy may change them.
  Level level = Level::error;
  bool waivable = true;
  Few<OptionSpec, 10> options = {};
  // Called only when every need is met and the subject is one it judges. No I/O, no clock, no
  // state.
  Findings (*check)(const Facts&, const Options&) = nullptr;
  // Another rule whose options `check` may read as well, and those that it shares; empty: none.
  std::string_view shares_options_of = {};
  Role role = Role::none;
};

}  // namespace hotfix
