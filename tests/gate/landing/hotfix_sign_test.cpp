// SPDX-License-Identifier: MIT
#include "gate/landing/hotfix_sign.h"

#include "gate/policy/read.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

Commit commit_of(const std::string& message, std::size_t parents = 1) {
  Commit commit;
  commit.message = message;
  commit.parents.assign(parents, std::string(40, 'a'));
  return commit;
}

std::optional<HotfixSign> sign_of(const std::string& message, std::size_t parents = 1) {
  return hotfix_sign(commit_of(message, parents), default_policy());
}

}  // namespace

TEST_CASE("each sign is seen in what the commit says", "[landing]") {
  CHECK(sign_of("hotfix: refuse a missing user") == HotfixSign::subject);
  CHECK(sign_of("Merge branch 'hotfix/x'", 2) == HotfixSign::merge);
  CHECK(sign_of("Merge pull request #7 from kars/hotfix/x", 2) == HotfixSign::pull_request);
  CHECK(sign_of("Hotfix/missing user (#12)") == HotfixSign::pull_request);
  CHECK(sign_of("refuse\n\nHotfix-Branch: hotfix/x\n") == HotfixSign::trailer);
}

TEST_CASE("ordinary work and a promotion have no sign", "[landing]") {
  CHECK_FALSE(sign_of("feat: search"));
  CHECK_FALSE(sign_of("Merge branch 'feature/hotfix'", 2));
  CHECK_FALSE(sign_of("Merge branch 'kars-dev' into kars-prod", 2));
  CHECK(is_promotion(commit_of("Merge branch 'kars-dev' into kars-prod", 2), default_policy()));
}

TEST_CASE("a sign that the policy does not go by is none", "[landing]") {
  Policy policy = default_policy();
  policy.backport.signs = {HotfixSign::merge};
  CHECK_FALSE(hotfix_sign(commit_of("hotfix: refuse"), policy));
}
