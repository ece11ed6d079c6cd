// SPDX-License-Identifier: MIT
// What a hotfix is said to be, by its commits and its pull request: P0, P1 or something else.
#pragma once

#include <string>
#include <vector>

#include "rules/model/facts.h"
#include "rules/model/option.h"

namespace hotfix {

// What one source says about the severity.
struct Statement {
  std::string text;    // as written; empty for a label
  std::string words;   // as words_of() makes them, without the level
  std::string level;   // "P0"; empty when it says none
  std::string source;  // "label sev-0"
  std::string label;   // the label it comes from, as written; empty: none
};
using Statements = std::vector<Statement>;

// What trailers, ticked boxes, lines and labels say that are there to say it, and what else marks
// this as no hotfix: "P0 ... / P3", "This is a P3", a P3 in the title. A Severity section goes
// before lines of that name elsewhere, and both before a priority.
Statements severity_statements(const Facts& facts, const Options& options);

// Where a level is denied: in a line under Severity, by "This is not P0" anywhere, or in the title.
// Each has the level that it denies.
Statements severity_denials(const Facts& facts, const Options& options);

// Every line that a reader of the pull request sees, and its title: one statement for each level
// that it names anywhere, without `words`; one without a level when it names none.
Statements severity_prose(const Facts& facts, const Options& options);

// The criteria of "P0" or "P1".
Words severity_criteria(const std::string& level, const Options& options);

// Whether the statement begins with a criterion of the level, or has one anywhere, undenied.
bool begins_with_criterion(const Statement& said, const std::string& level, const Options& options);
bool has_criterion(const Statement& said, const std::string& level, const Options& options);

}  // namespace hotfix
