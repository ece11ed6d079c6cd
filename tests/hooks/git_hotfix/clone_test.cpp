// SPDX-License-Identifier: MIT
#include "hooks/git_hotfix/clone.h"

#include <filesystem>

#include "tests/support/catch.h"

using namespace hotfix;

TEST_CASE("a command that is printed means the branches and the policy that were given",
          "[workflow]") {
  Request request;
  CHECK(given_options(request).empty());
  request.development = "develop";
  CHECK(given_options(request) == " --development develop");
  request.production = "it's main";
  request.policy_file = "/etc/kars.toml";
  CHECK(given_options(request) ==
        R"( --production 'it'\''s main' --development develop --policy /etc/kars.toml)");
  request = {};
  request.policy_file = "ci/../kars.toml";
  CHECK(given_options(request) ==
        " --policy " + (std::filesystem::current_path() / "kars.toml").string());
}
