// SPDX-License-Identifier: MIT
// Rules judged without git: Facts written literally, options as the default policy has them.
#pragma once

#include <string>
#include <vector>

#include "rules/model/registry.h"

namespace hotfix {

// The rule's options under the default policy, changed by lines of the rule's section of a policy,
// as in "max_files = 3".
Options options_of(const Rule& rule, const std::string& settings = {});

// What the rule says with these options.
Findings judge(const Rule& rule, const Facts& facts, const std::string& settings = {});

// The finding there is; REQUIREs that there is one and no other.
Finding only(const Findings& findings);

// Whether the rule has an opinion about such subjects.
bool judges(const Rule& rule, SubjectKind kind);

// A full id made of one digit: id('a') is "aaaa…".
std::string id(char digit);
std::string short_id_of(char digit);

// A commit with the parent '0', which is production's tip, unless `parents` says otherwise.
Commit commit(char digit, const std::string& message, const std::string& parents = "0");

// A changed text file with that many lines, which are not spelled out.
ChangedFile changed(const std::string& path, std::size_t added, std::size_t deleted,
                    PathClass path_class = PathClass::code);

// A changed text file with these lines, numbered from 1; they are all that it has.
ChangedFile edited(const std::string& path, PathClass path_class,
                   const std::vector<std::string>& added,
                   const std::vector<std::string>& removed = {});

// The first push of hotfix/fix-login to origin: commit 'a' on production '0', nothing changed yet.
// Every fact that a hotfix can have is there and good.
Facts pushed_hotfix();

// The description of a pull request as ci/github/hotfix.md asks for it, filled in.
std::string good_description();

// Pull request 12 of that hotfix into production, asked for live: good title and description,
// and head approved by a member who is not the author.
Facts pull_request_of_hotfix();

// All commands of the fix, one a line.
std::string script(const Finding& finding);

// "git a && git b".
std::string chain(const std::vector<std::string>& commands);

// All that a person is told beside the fix: the hint, and each advice as "words: command &&
// command".
std::string advice_of(const Finding& finding);

}  // namespace hotfix
