// SPDX-License-Identifier: MIT
// What makes a good subject of a hotfix. Goes by the options of commit-message.
#pragma once

#include <string>
#include <string_view>

#include "rules/model/option.h"

namespace hotfix {

// The type that a subject is given when it has none: "hotfix".
std::string hotfix_type(const Options& options);

// What is wrong with a subject, as in "commit x has no description"; empty when nothing is.
std::string subject_problem(std::string_view subject, const Options& options);

// " has the type "fix", not "hotfix": fix: x": what subject_problem says, with the subject behind
// it.
std::string quoted_problem(const std::string& problem, std::string_view subject);

// What is too long about a subject that is fine otherwise: "90 characters (limit: 72)"; empty when
// it is not.
std::string too_many_characters(std::string_view subject, const Options& options);

// The form of a good subject, for a person to fill in: "hotfix: <what is fixed>".
std::string subject_form(const Options& options);

// True when a subject says by its type that the commit is not a fix: "feat: x", "refactor: x".
bool says_other_purpose(std::string_view subject);

// A subject that is accepted and says the same; empty when only a person can write it.
std::string corrected_subject(std::string_view subject, const Options& options);

// What a person is told to write: the corrected subject where it can be shown and typed, else the
// form of one.
std::string subject_to_write(std::string_view subject, const Options& options);

}  // namespace hotfix
