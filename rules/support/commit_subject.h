// SPDX-License-Identifier: MIT
// The first line of a commit message, taken apart.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/model/facts.h"

namespace hotfix {

// "type(scope)!: description". Views into the parsed text.
struct CommitSubject {
  std::string_view type;         // as written
  std::string_view scope;        // with its parentheses; empty when there is none
  std::string_view mark;         // "!" or nothing
  std::string_view description;  // trimmed; may be empty
  bool spaced = false;  // exactly as conventional commits want it: ": " before the description
};

// nullopt when `subject` does not have that form.
std::optional<CommitSubject> parse_subject(std::string_view subject);

// The subject that a `fixup!`, `squash!` or `amend!` commit is about, however often it is nested;
// `subject` itself when it is none of these.
std::string_view autosquash_target(std::string_view subject);

// "(#12)", which GitHub puts behind the subject of a squashed pull request, or "(!12)" of a merge
// request; empty when there is none.
std::string_view request_number(std::string_view subject);

// The subject as its author wrote it: without that number, however often it stands there.
std::string_view without_number(std::string_view subject);

// The same, where the number is that of pull request `number`, which the forge puts there once
// more.
std::string_view without_number(std::string_view subject, std::size_t number);

// "<short id> <subject>" of each commit, as details of a finding.
std::vector<std::string> headlines(const std::vector<Commit>& commits);

// True for git's own text: Revert "..." and Reapply "...".
bool is_revert_subject(std::string_view subject);

}  // namespace hotfix
