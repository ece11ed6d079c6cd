// SPDX-License-Identifier: MIT
#pragma once

#include <initializer_list>
#include <string_view>
#include <vector>

#include "rules/facts.h"
#include "rules/finding.h"
#include "rules/option.h"

namespace hotfix {

// A rule is a constant: its prose, its options and a pure function. The catalogue, the schema, the
// sample policy and `hotfix-lint explain` are made from it.
struct Rule {
  std::string_view id;        // stable; the stem of its file and of its test, with '-' for '_'
  std::string_view summary;   // one line: what must hold
  std::string_view why;       // one or two sentences: what goes wrong otherwise
  std::string_view fix;       // one or two sentences: how it is repaired
  std::string_view workflow;  // the step of the hotfix workflow it guards
  std::vector<Stage> stages;
  std::vector<SubjectKind> judges;
  Need needs = Need::none;
  bool waivable = true;  // the default; a policy may change it
  std::vector<OptionSpec> options;
  // Called only when every need is met and the subject is one it judges. No I/O, no clock, no
  // state.
  Findings (*check)(const Facts&, const Options&) = nullptr;
  // Another rule whose options `check` may read as well; empty: none.
  std::string_view shares_options_of = {};
};

}  // namespace hotfix
