// SPDX-License-Identifier: MIT
// The owner's repository with the hooks installed, and what a person does in it.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "tests/support/repo.h"

namespace hotfix {

// kars() with hotfix-lint's hooks in place.
struct Scene : TestRepo {
  Scene();

  // A branch cut from origin/kars-prod with a small fix and its test, checked out. The id of its
  // tip.
  std::string good_hotfix(const std::string& name = "hotfix/missing-user");
  // The fix alone, committed on the current branch.
  std::string fix_login(const std::string& message = "hotfix: refuse a missing user");
  std::string test_login(const std::string& message = "hotfix: test the missing user");
  // Commits on a branch that is kept out of the way of the hooks, and comes back.
  std::string commit_on(const std::string& branch, const std::string& message,
                        const std::string& file, const std::string& bytes);

  ProgramResult push(const Arguments& arguments) const;
  ProgramResult push_unseen(const Arguments& arguments) const;  // --no-verify; REQUIREs success
  std::string remote_id(const std::string& branch);  // on the bare side; empty: not there

  ProgramResult lint(const Arguments& arguments = {}) const;
  ProgramResult pre_push(const Arguments& arguments, const std::string& input) const;
  nlohmann::json lint_json(const Arguments& arguments = {}) const;
};

// The commands under the first "fix" of a refused push that has any, in order.
std::string first_fix(const std::string& output);

// The commands that follow the first `words` of an output: in the same line, or below it.
std::string commands_after(const std::string& output, const std::string& words);

// The lines below the one that begins with `head`, up to an empty one. REQUIREs that it is there.
std::string lines_below(const std::string& text, const std::string& head);

// The commands of a finding in JSON as lines to paste, as people are shown them.
std::string pasted(const nlohmann::json& commands);

// True when the output has a finding of that rule.
bool blames(const std::string& output, const std::string& rule);

// The ids of the rules with a finding, in order, each once.
std::vector<std::string> blamed(const nlohmann::json& report);

// A text of `n` lines.
std::string lines(int n);

}  // namespace hotfix
