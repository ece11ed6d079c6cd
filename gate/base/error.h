// SPDX-License-Identifier: MIT
#pragma once

#include <stdexcept>
#include <string>

#include "rules/model/cause.h"

namespace hotfix {

// The input is wrong and the person can fix it: exit status 2.
struct UsageError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// A word that should be a branch or a commit, and is not: a caller may know what else it could have
// meant. `what()` already offers the branch that is nearest.
struct UnknownRevision : UsageError {
  UnknownRevision(const std::string& reason, std::string word_)
      : UsageError(reason), word(std::move(word_)) {}
  std::string word;
};

// The same of the policy: whoever is judged by it may be unable to fix it.
struct PolicyError : UsageError {
  using UsageError::UsageError;
};

// Something could not be read, so nothing may be concluded from it: exit status 3. `what()` is the
// reason; `fix` is a command or a sentence, never empty.
struct Undecidable : std::runtime_error {
  Undecidable(const std::string& reason, std::string fix_, Cause cause_ = Cause::other)
      : std::runtime_error(reason), fix(std::move(fix_)), cause(cause_) {}
  std::string fix;
  Cause cause;
};

// What was asked for would break the workflow: exit status 1. `what()` says why; `fix` is a command
// or a sentence, and may be empty.
struct Refused : std::runtime_error {
  explicit Refused(const std::string& reason, std::string fix_ = {})
      : std::runtime_error(reason), fix(std::move(fix_)) {}
  std::string fix;
};

// Nobody waits any longer for what was being found out (Repository::read_until). Not Undecidable:
// it must not be taken for an answer on the way up.
struct OutOfTime : std::runtime_error {
  OutOfTime() : std::runtime_error("there was no time left to look") {}
};

// git's commit-graph and the commits differ: whatever was found out by it has to be found out
// again, without it. Not Undecidable, for the same reason.
struct WrongCommitGraph : std::runtime_error {
  using std::runtime_error::runtime_error;
  static constexpr const char* kFix = "git commit-graph write --reachable";
};

// Exit statuses that scripts rely on.
enum class ExitStatus { pass = 0, blocked = 1, usage = 2, undecided = 3 };

}  // namespace hotfix
