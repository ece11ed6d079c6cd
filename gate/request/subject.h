// SPDX-License-Identifier: MIT
// What a branch name, or a line of a push, means under a policy.
#pragma once

#include <functional>
#include <string>

#include "gate/policy/policy.h"
#include "gate/request/event.h"
#include "gate/request/request.h"

namespace hotfix {

// Whether what is asked is any of a policy's business.
using Concern = std::function<bool(const Policy&)>;

// production, development, hotfix, revert, lookalike or other. `branch` is a short name.
SubjectKind kind_of_branch(const std::string& branch, const Policy& policy);

// What one line of pre-push stdin asks for. Kind `other` for tags, other references, and branches
// that are not judged. `remote`: as `git push` would name it.
Subject subject_of_push(const RefUpdate& update, const std::string& remote, const Policy& policy);

// What a pull request means: hotfix, revert or promotion into production, a backport into
// development, a stray; `other` when it is not judged. Ids and remotes are the caller's.
Subject subject_of_pull_request(const Event& event, const Policy& policy);

}  // namespace hotfix
