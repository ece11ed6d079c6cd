// SPDX-License-Identifier: MIT
// Input that is broken or means harm: never a crash, never a pass, never raw on the terminal.
#include <algorithm>
#include <filesystem>

#include "tests/e2e/scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

const std::string kZero(40, '0');

// Everything but the line ends is printable: no ESC, no C1, no bidirectional override.
bool tame(const std::string& text) {
  const bool no_controls = std::all_of(text.begin(), text.end(), [](unsigned char c) {
    return c == '\n' || (c >= 0x20 && c != 0x7f);
  });
  return no_controls && text.find("\xe2\x80\xae") == std::string::npos &&
         text.find("\xc2\x9b") == std::string::npos;
}

constexpr auto kWild =
    "hotfix: \x1b[2J\x1b]0;owned\x07 \xe2\x80\xae \xc2\x9b"
    "31m \r over";

void require_bad_line(const Scene& scene, const std::string& input, const std::string& number) {
  const ProgramResult result = scene.pre_push({"origin", scene.path()}, input);
  INFO(result.err);
  REQUIRE(result.status == 2);
  REQUIRE(result.out.empty());
  REQUIRE_THAT(result.err, contains(number));
}

std::string deletion(const std::string& branch) {
  return "(delete) " + kZero + " refs/heads/" + branch + " " + kZero + "\n";
}

}  // namespace

TEST_CASE("pre-push input that git would never write exits 2 with its line", "[e2e]") {
  Scene scene;
  const std::string id = scene.id("HEAD");
  const std::string good = "refs/heads/f " + id + " refs/heads/f " + kZero + "\n";
  require_bad_line(scene, "garbage\n", "1");
  require_bad_line(scene, good + good + "refs/heads/f " + id + "\n", "3");
  require_bad_line(scene, good + "refs/heads/f xyz refs/heads/f " + kZero + "\n", "2");
  require_bad_line(scene, good + "a " + id + " refs/heads/f " + kZero + " extra\n", "2");
  require_bad_line(scene, good + std::string("\0\0\0\n", 4), "2");
  require_bad_line(scene, good + std::string(2 << 20, 'x') + "\n", "2");
}

TEST_CASE("pre-push with an id that names nothing does not pass as judged", "[e2e]") {
  Scene scene;
  const std::string nothing(40, 'a');
  const ProgramResult result =
      scene.pre_push({"origin", scene.bare()},
                     "refs/heads/hotfix/x " + nothing + " refs/heads/hotfix/x " + kZero + "\n");
  INFO(result.err);
  REQUIRE(result.status <= 2);
  REQUIRE(result.out.empty());
  REQUIRE_FALSE(result.err.empty());
}

TEST_CASE("the deletion of a branch that was never seen is no crash", "[e2e]") {
  Scene scene;
  const ProgramResult result = scene.pre_push({"origin", scene.bare()}, deletion("hotfix/unknown"));
  INFO(result.err);
  REQUIRE(result.status <= 1);
}

TEST_CASE("three thousand refs in one push are all read", "[e2e]") {
  Scene scene;
  const std::string id = scene.id("HEAD");
  std::string input;
  for (int i = 0; i < 3000; ++i) {
    const std::string ref = "refs/heads/feature/" + std::to_string(i);
    input += ref + " " + id + " " + ref + " " + kZero + "\n";
  }
  const ProgramResult result = scene.pre_push({"origin", scene.bare()}, input);
  REQUIRE(result.status == 0);
  REQUIRE(result.err.empty());
}

TEST_CASE("a commit subject cannot drive the terminal", "[e2e]") {
  Scene scene;
  scene.commit_on("kars-dev", kWild, "src/wild.js", "// wild\n");
  scene.push_unseen({"origin", "kars-dev"});
  scene.switch_new("hotfix/from-dev", "kars-dev");
  scene.fix_login(kWild);
  for (const ProgramResult& result :
       {scene.lint(), scene.lint({"--color", "never"}), scene.push({"origin", "HEAD"})}) {
    INFO(result.out << result.err);
    REQUIRE(result.status == 1);
    REQUIRE(tame(result.out));
    REQUIRE(tame(result.err));
  }
}

TEST_CASE("a path cannot drive the terminal", "[e2e]") {
  Scene scene;
  scene.switch_new("hotfix/paths", "origin/kars-prod");
  scene.commit("hotfix: a path", "src/\x1b[2J\n::error::x\xff.js", lines(500));
  const ProgramResult result = scene.lint();
  INFO(result.out << result.err);
  REQUIRE(result.status == 1);
  REQUIRE(tame(result.out));
  REQUIRE(result.out.find("\n::error::") == std::string::npos);
}

TEST_CASE("a password in the URL of a push is never printed", "[e2e]") {
  Scene scene;
  scene.switch_new("hotfix/x", "kars-dev");
  const std::string tip = scene.fix_login();
  const std::string url = "https://kim:s3cret@example.com/kars.git";
  const std::string line = "refs/heads/hotfix/x " + tip + " refs/heads/hotfix/x " + kZero + "\n";
  for (const std::string& input : {line, std::string("garbage\n"), deletion("kars-prod")}) {
    const ProgramResult result = scene.pre_push({url, url}, input);
    INFO(result.err);
    REQUIRE_FALSE(result.err.empty());
    REQUIRE(result.err.find("s3cret") == std::string::npos);
  }
}

TEST_CASE("without production to compare with, a push goes through loudly", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  scene.git({"update-ref", "-d", "refs/remotes/origin/kars-prod"});
  scene.git({"branch", "-q", "-D", "kars-prod"});
  const ProgramResult pushed = scene.push({"-q", "origin", "HEAD"});
  INFO(pushed.err);
  REQUIRE(pushed.status == 0);
  REQUIRE_THAT(pushed.err, contains("git fetch origin"));
}

TEST_CASE("a corrupt packed-refs file does not make production look absent", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  scene.git({"pack-refs", "--all"});
  // Without its header, git cannot jump over the bad line either.
  scene.sh("{ echo garbage; sed 1d .git/packed-refs; } > .git/new; mv .git/new .git/packed-refs");
  const ProgramResult result = scene.lint();
  INFO(result.out << result.err);
  REQUIRE(result.status >= 2);
  REQUIRE(result.status <= 3);
}

TEST_CASE("a damaged commit is undecided, not passed", "[e2e]") {
  Scene scene;
  const std::string tip = scene.good_hotfix();
  scene.commit("hotfix: on top", "src/health.js", "// x\n");
  std::filesystem::remove(scene.path() + "/.git/objects/" + tip.substr(0, 2) + "/" + tip.substr(2));
  REQUIRE(scene.lint().status == 3);
}

TEST_CASE("attributes cannot hide a big change", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  scene.write(".gitattributes", "* binary -diff\n");
  scene.write(".git/info/attributes", "* binary -diff\n");
  scene.commit("hotfix: hidden", "src/hidden.js", lines(500));
  const auto rules = blamed(scene.lint_json());
  REQUIRE(std::count(rules.begin(), rules.end(), "minimal-diff") == 1);
}

TEST_CASE("nothing that a repository configures is run", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  const std::string trap = "touch " + scene.root() + "/sprung";
  scene.write(".git/info/attributes", "* filter=trap diff=trap\n");
  for (const char* key : {"core.fsmonitor", "diff.external", "diff.trap.command",
                          "diff.trap.textconv", "filter.trap.clean", "filter.trap.smudge",
                          "core.pager", "core.sshCommand", "credential.helper"}) {
    scene.git({"config", key, trap});
  }
  for (const char* alias : {"alias.rev-parse", "alias.rev-list", "alias.config", "alias.diff"}) {
    scene.git({"config", alias, "!" + trap});
  }
  REQUIRE(scene.lint().status == 0);
  REQUIRE_FALSE(std::filesystem::exists(scene.root() + "/sprung"));
}

TEST_CASE("a replaced commit is judged as it really is", "[e2e]") {
  Scene scene;
  scene.switch_new("hotfix/replaced", "origin/kars-prod");
  const std::string bad = scene.commit("hotfix: all of it", "src/all.js", lines(500));
  scene.good_hotfix();
  scene.git({"replace", bad, "HEAD"});
  REQUIRE(scene.lint({"hotfix/replaced"}).status == 1);
}

TEST_CASE("judging writes nothing into the repository", "[e2e]") {
  Scene scene;
  scene.good_hotfix();
  const std::string census = "find .git . -type f -exec cksum {} + | sort";
  const std::string before = scene.sh(census).out;
  REQUIRE(scene.lint().status == 0);
  REQUIRE(scene.sh(census).out == before);
}
