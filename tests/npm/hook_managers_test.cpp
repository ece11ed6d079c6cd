// SPDX-License-Identifier: MIT
// The hook managers from npm, each at one version, as people install and use them beside us.
#include "hooks/shim.h"
#include "tests/npm/npm_scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

constexpr auto kLefthook = R"(pre-push:
  commands:
    hotfix-gate:
      use_stdin: true
      run: |
        node_modules/.bin/hotfix-pre-push {1} {2}

commit-msg:
  commands:
    hotfix-gate:
      run: |
        node_modules/.bin/hotfix-commit-msg {1}
)";

// What doctor says of the hooks that are there now.
void require_well(const NpmProject& project) {
  CHECK_THAT(project.shell("node_modules/.bin/hotfix-lint doctor"), contains("All is well"));
}

// In a clone without node_modules: nothing goes out unseen.
void require_loud(NpmProject& project) {
  project.sh("rm -rf node_modules/hotfix-gate* node_modules/.bin/hotfix-*");
  project.switch_new("feature/cart");
  const ProgramResult refused = project.push({"origin", "feature/cart"});
  INFO(refused.out << refused.err);
  CHECK(refused.status == 1);
  CHECK_THAT(refused.out + refused.err, contains("node_modules/.bin/hotfix-pre-push"));
}

}  // namespace

TEST_CASE("husky from npm starts the hooks by the lines that install prints", "[npm]") {
  NpmProject project;
  const std::string commands = fenced("npm.md", "With husky");
  const auto lines = commands.find("echo '");
  project.shell(commands.substr(0, lines));
  project.remove(".husky/pre-commit");  // husky's own example, which runs npm
  for (const std::string name : {"pre-push", "commit-msg"}) {
    const std::string head = "Add to " + project.path() + "/.husky/" + name;
    const std::string line = trimmed(project.printed_below(head).substr(2));
    CHECK_THAT(commands, contains("echo '" + line + "' >.husky/" + name + "\n"));
  }
  project.shell(commands.substr(lines));
  project.land();
  require_well(project);
  project.require_guarded();
  require_loud(project);
}

TEST_CASE("lefthook from npm starts the hooks by what install prints", "[npm]") {
  NpmProject project;
  project.shell(fenced("npm.md", "With lefthook"));
  std::string printed;
  for (int hook = 0; hook < 2; ++hook) {
    printed += printed.empty() ? "" : "\n";
    printed += project.printed_below("Add to lefthook.yml, at its end:");
    project.write("lefthook.yml", printed);
  }
  CHECK(printed == kLefthook);
  CHECK(fenced("npm.md", "With lefthook", "yaml") == kLefthook);
  project.shell("npx lefthook install");
  project.land();
  require_well(project);
  project.require_guarded();
  require_loud(project);
}

TEST_CASE("simple-git-hooks from npm starts the hooks", "[npm]") {
  NpmProject project;
  project.shell(fenced("npm.md", "With simple-git-hooks"));
  project.land();
  require_well(project);
  project.require_guarded();
  require_loud(project);
}
