// SPDX-License-Identifier: MIT
// A production line and a development line of one small service, and the question whether a hotfix
// of the one is on the other.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/model/landing.h"
#include "tests/support/repo.h"

namespace hotfix {

// `text` with the one place that reads `from` made `to`; REQUIREs that there is exactly one.
std::string replaced(std::string text, std::string_view from, std::string_view to);

// Three functions of a payment service, 30 lines that all differ.
extern const std::string kCharge;
// The same with a fix in the first function, and with another fix in the last one.
std::string with_guard(const std::string& text);
std::string with_retry(const std::string& text);

// kars-prod and kars-dev at one commit that has src/charge.js; kars-prod is checked out.
class LandingScene : public TestRepo {
 public:
  static constexpr auto kFile = "src/charge.js";

  LandingScene();

  // with_guard() as a hotfix on kars-prod. Its id.
  std::string release();
  // `bytes` as `file` in a commit on `branch`, which stays checked out. Its id.
  std::string change(const std::string& branch, const std::string& message, const std::string& file,
                     const std::string& bytes);
  // Commits whatever `script` (sh -ec) leaves in the work tree of `branch`.
  std::string change_by(const std::string& branch, const std::string& message,
                        const std::string& script);
  // What a revert button does on `branch`.
  std::string revert(const std::string& branch, const std::string& commit);
  // git cherry-pick onto kars-dev; with a conflict, `resolved` becomes kFile.
  std::string pick(const std::string& commit, const Arguments& options = {});
  std::string pick_resolved(const std::string& commit, const std::string& resolved);
  // Merges `other` into `branch` with a merge commit. Its id.
  std::string merge(const std::string& branch, const std::string& other,
                    const Arguments& options = {});
  // All of `other` as one commit on `branch`. Its id.
  std::string squash(const std::string& branch, const std::string& other,
                     const std::string& message);

  // Where a hotfix of kars-prod stands on kars-dev.
  Landing on_dev(const std::string& commit) const;
  std::string state(const std::string& commit) const;
  bool is_on_dev(const std::string& commit) const;
  std::vector<bool> are_on_dev(const std::vector<std::string>& commits) const;
  // Where a whole branch stands on kars-dev.
  Landing branch_on_dev(const std::string& branch) const;
};

}  // namespace hotfix
