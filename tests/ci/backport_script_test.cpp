// SPDX-License-Identifier: MIT
// ci/backport as the workflow starts it: the real git, jq and hotfix-lint, and a gh that keeps pull
// requests and issues in files.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/support/catch.h"
#include "tests/support/places.h"
#include "tests/support/repo.h"

namespace hotfix {

namespace {

namespace fs = std::filesystem;

// One file a pull request, named by its branch, and one an issue, named by its number: the
// arguments, then the body. `state` is that of all pull requests, closed/<number> a closed issue.
// out-of-breath/<kind>-<verb> holds how often that fails.
constexpr auto kGh = R"sh(#!/bin/bash
set -eu
words="$*" body= head= assignee= label=
kind=$1 verb=$2 object=${3:-}
echo "$words" >>"$GH/asked"
left=$(cat "$GH/out-of-breath/$kind-$verb" 2>/dev/null || echo 0)
if [ "$left" -gt 0 ]; then
  echo $((left - 1)) >"$GH/out-of-breath/$kind-$verb"
  [ ! -e "$GH/out-of-breath/made" ] || late=yes
  [ -n "${late:-}" ] || { echo 'HTTP 502: Bad Gateway' >&2; exit 1; }
fi
while [ $# -gt 0 ]; do
  case $1 in
    --head) head=${2//\//_} ;;
    --body-file) body=$2 ;;
    --assignee) assignee=$2 ;;
    --label) label=$2 ;;
  esac
  shift
done
mkdir -p "$GH/pr" "$GH/issue" "$GH/closed"
is_off() { [ -e "$GH/issues-off" ]; }
case $kind-$verb in
  repo-view) is_off && echo '{"hasIssuesEnabled":false}' || echo '{"hasIssuesEnabled":true}' ;;
  pr-list) if [ -e "$GH/pr/$head" ]; then
      echo '[{"number":7,"isCrossRepository":'"$(cat "$GH/fork" 2>/dev/null || echo false)"',
        "state":"'"$(cat "$GH/state" 2>/dev/null || echo OPEN)"'"}]'
    else echo '[]'; fi ;;
  issue-list) for issue in "$GH"/issue/*; do
      [ -e "$issue" ] || continue
      if [ -n "$label" ] && ! grep -q -e "--label $label" "$issue"; then continue; fi
      number=${issue##*/} state=OPEN
      [ ! -e "$GH/closed/$number" ] || state=CLOSED
      jq -Rs --arg number "$number" --arg state "$state" \
        '{number: ($number | tonumber), state: $state, body: .}' "$issue"
    done | jq -s . ;;
  label-create) [ ! -e "$GH/label" ] || exit 1; touch "$GH/label" ;;
  pr-create)
    if [ -e "$GH/refuse-pr" ]; then echo 'not permitted' >&2; exit 1; fi
    { echo "$words"; cat "$body"; } >"$GH/pr/$head"
    echo https://example.com/pull/7 ;;
  issue-create)
    if [ -e "$GH/refuse-$assignee" ]; then echo 'not assignable' >&2; exit 1; fi
    if is_off; then echo 'the repository has disabled issues' >&2; exit 1; fi
    { echo "$words"; cat "$body"; } >"$GH/issue/$((9 + $(find "$GH/issue" -type f | wc -l)))"
    echo https://example.com/issues/9 ;;
  issue-close) echo "$words" >"$GH/closed/$object" ;;
  *) echo "gh: $words" >&2; exit 2 ;;
esac
[ -z "${late:-}" ] || { echo 'HTTP 502: Bad Gateway' >&2; exit 1; }
)sh";

std::string text_of(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

std::vector<std::string> files_in(const fs::path& folder) {
  std::vector<std::string> files;
  if (!fs::exists(folder)) return files;
  for (const auto& entry : fs::directory_iterator(folder)) files.push_back(text_of(entry.path()));
  return files;
}

struct Backports : TestRepo {
  Backports() {
    kars(*this);
    fs::create_directories(root() + "/bin");
    std::ofstream(root() + "/bin/gh") << kGh;
    fs::permissions(root() + "/bin/gh", fs::perms::owner_all);
    fs::create_directories(gh());
  }

  std::string gh() const { return root() + "/gh"; }
  std::vector<std::string> pull_requests() const { return files_in(gh() + "/pr"); }
  std::vector<std::string> issues() const { return files_in(gh() + "/issue"); }
  void put(const std::string& file, const std::string& text = {}) const {
    fs::create_directories(fs::path(gh() + "/" + file).parent_path());
    std::ofstream(gh() + "/" + file) << text;
  }
  void refuse(const std::string& what) const { put("refuse-" + what); }
  // gh fails so often at this, and then works.
  void out_of_breath(const std::string& what, int times = 1) const {
    put("out-of-breath/" + what, std::to_string(times));
  }
  std::string asked() const { return text_of(gh() + "/asked"); }
  std::string summary() const { return text_of(root() + "/summary"); }

  ProgramResult run_backport() const { return run_backport(path()); }

  ProgramResult run_backport(const std::string& clone, const Arguments& options = {},
                             const Arguments& more_env = {}) const {
    Arguments env = this->env();
    const std::string path = root() + "/bin:" + test::build_folder() + ":" + std::getenv("PATH");
    env.insert(env.end(),
               {"PATH=" + path, "GH=" + gh(), "GITHUB_ACTOR=kim", "HOTFIX_RETRY_AFTER=0",
                "GITHUB_STEP_SUMMARY=" + root() + "/summary", "GITHUB_REPOSITORY", "GH_REPO"});
    env.insert(env.end(), more_env.begin(), more_env.end());
    Arguments argv = {test::source_folder() + "/ci/backport"};
    argv.insert(argv.end(), options.begin(), options.end());
    return run_program(argv, clone, env);
  }

  std::string hotfix(const std::string& message = "hotfix: refuse a missing user (#12)",
                     const std::string& file = "src/guard.js", const std::string& bytes = "1;\n") {
    switch_to("kars-prod");
    const std::string id = commit(message, file, bytes);
    git({"push", "-q", "origin", "kars-prod"});
    return id;
  }

  // A server that refuses every push of a backport.
  void refuse_pushes(const std::string& pattern) {
    fs::create_directories(bare() + "/hooks");
    const std::string hook = bare() + "/hooks/update";
    std::ofstream(hook) << "#!/bin/sh\ncase $1 in " + pattern +
                               ") echo 'refusing to let a workflow\033[31m do that' >&2; exit 1 ;; "
                               "esac\n";
    fs::permissions(hook, fs::perms::owner_all);
  }

  // Development changes the file that the hotfix changes, in another way.
  std::string conflicting_hotfix() {
    switch_to("kars-dev");
    commit("feat: guard", "src/guard.js", "2;\n");
    git({"push", "-q", "origin", "kars-dev"});
    return hotfix();
  }

  // The ledger with every hotfix in that state, which would take a long story to make.
  void call_all(const std::string& state) const {
    const std::string file = root() + "/bin/hotfix-lint";
    std::ofstream(file) << "#!/bin/sh\n[ \"$1\" = audit ] || exec " + program("hotfix-lint") +
                               " \"$@\"\n" + program("hotfix-lint") +
                               " \"$@\" | jq '.hotfixes[].state = \"" + state + "\"'\n";
    fs::permissions(file, fs::perms::owner_all);
  }

  // The branches of origin but the two that are always there.
  std::vector<std::string> pushed() const {
    std::istringstream names(git({"ls-remote", "origin", "refs/heads/backport/*"}));
    std::vector<std::string> branches;
    for (std::string id, name; names >> id >> name;) branches.push_back(name.substr(11));
    return branches;
  }

  std::string message_of(const std::string& branch) const {
    git({"fetch", "-q", "origin", branch});
    return git({"log", "-1", "--format=%an%n%B", "FETCH_HEAD"});
  }
};

}  // namespace

TEST_CASE("a hotfix that applies becomes a branch from development and a pull request",
          "[scripts]") {
  Backports repo;
  const std::string id = repo.hotfix();
  const ProgramResult run = repo.run_backport();
  INFO(run.err);
  REQUIRE(run.status == 0);
  const std::string branch = "backport/refuse-a-missing-user-12-" + id.substr(0, 12);
  REQUIRE(repo.pushed() == std::vector<std::string>{branch});
  REQUIRE_THAT(repo.message_of(branch), contains("(cherry picked from commit " + id + ")"));
  REQUIRE(repo.git({"rev-parse", "FETCH_HEAD^"}) == repo.id("origin/kars-dev"));
  REQUIRE(repo.pull_requests().size() == 1);
  REQUIRE_THAT(repo.pull_requests()[0], contains("--base kars-dev --head " + branch));
  REQUIRE_THAT(repo.pull_requests()[0], contains("by `Kim Doe`"));
  REQUIRE_THAT(run.out, contains("is on its way back: https://example.com/pull/7"));
  REQUIRE_THAT(text_of(repo.root() + "/summary"), contains("is on its way back"));
}

TEST_CASE("the backport goes by the branches that git config names", "[scripts]") {
  Backports repo;
  repo.git({"branch", "-m", "kars-prod", "release"});
  repo.git({"push", "-q", "origin", "release", ":kars-prod"});
  repo.git({"config", "hotfix.production", "release"});
  repo.commit("hotfix: refuse a missing user (#12)", "src/guard.js", "1;\n");
  repo.git({"push", "-q", "origin", "release"});
  const ProgramResult run = repo.run_backport();
  INFO(run.err);
  REQUIRE(run.status == 0);
  REQUIRE(repo.pull_requests().size() == 1);
  REQUIRE_THAT(repo.pull_requests()[0], contains("`release` has this hotfix"));
}

TEST_CASE("a second run of the backport does nothing twice and says nothing", "[scripts]") {
  Backports repo;
  repo.hotfix();
  repo.run_backport();
  const ProgramResult again = repo.run_backport();
  REQUIRE(again.status == 0);
  REQUIRE(again.out + again.err == "");
  REQUIRE(repo.pull_requests().size() == 1);
}

TEST_CASE("without a hotfix the backport is silent and asks the forge nothing", "[scripts]") {
  Backports repo;
  fs::remove_all(repo.root() + "/bin/gh");
  const ProgramResult run = repo.run_backport();
  REQUIRE(run.status == 0);
  REQUIRE(run.out + run.err == "");
}

TEST_CASE("a pull request that could not be opened is opened by the next run", "[scripts]") {
  Backports repo;
  repo.hotfix();
  repo.refuse("pr");
  const ProgramResult first = repo.run_backport();
  REQUIRE(first.status == 1);
  REQUIRE_THAT(first.out, contains("its pull request could not be opened"));
  fs::remove(repo.gh() + "/refuse-pr");
  REQUIRE(repo.run_backport().status == 0);
  REQUIRE(repo.pull_requests().size() == 1);
  REQUIRE(repo.pushed().size() == 1);
}

TEST_CASE("a pull request that was closed is not opened again, and not forgotten", "[scripts]") {
  Backports repo;
  const std::string id = repo.hotfix();
  repo.run_backport();
  repo.git({"push", "-q", "origin", ":" + repo.pushed().at(0)});
  std::ofstream(repo.gh() + "/state") << "CLOSED";
  const ProgramResult run = repo.run_backport();
  REQUIRE(run.status == 1);
  REQUIRE(run.out == id.substr(0, 12) + " is not on kars-dev, and its pull request is CLOSED #7\n");
  REQUIRE(repo.pushed().empty());
}

TEST_CASE("a hotfix in conflict becomes one assigned issue, and no branch", "[scripts]") {
  Backports repo;
  const std::string id = repo.conflicting_hotfix();
  const ProgramResult run = repo.run_backport();
  INFO(run.err);
  REQUIRE(run.status == 0);
  REQUIRE(repo.pushed().empty());
  REQUIRE(repo.pull_requests().empty());
  REQUIRE(repo.issues().size() == 1);
  REQUIRE_THAT(repo.issues()[0], contains("--assignee kim"));
  REQUIRE_THAT(repo.issues()[0], contains("\n    src/guard.js\n"));
  REQUIRE_THAT(repo.issues()[0], contains("git cherry-pick -x -m 1 " + id + "\n"));
  repo.run_backport();
  REQUIRE(repo.issues().size() == 1);
}

TEST_CASE("the commands of the issue lead to a branch that the next run knows", "[scripts]") {
  Backports repo;
  const std::string id = repo.conflicting_hotfix();
  repo.run_backport();
  const std::string issue = repo.issues()[0];
  const std::size_t begin = issue.find("    git diff --stat"), end = issue.find("\nFix the files");
  const ProgramResult by_hand =
      repo.sh(issue.substr(begin, end - begin - 1) +
              " || true\necho '1; 2;' >src/guard.js\ngit add src\n"
              "GIT_EDITOR=true git cherry-pick --continue\ngit push -q origin HEAD");
  INFO(by_hand.err);
  REQUIRE(repo.pushed().size() == 1);
  repo.run_backport();
  REQUIRE(repo.pull_requests().size() == 1);
  REQUIRE_THAT(repo.message_of(repo.pushed()[0]), contains(id));
}

TEST_CASE("the issue of a pick that would change nothing asks, and prints no pick", "[scripts]") {
  Backports repo;
  const std::string id = repo.hotfix();
  repo.switch_to("kars-dev");
  repo.git({"cherry-pick", id});
  repo.git({"push", "-q", "origin", "kars-dev"});
  repo.switch_to("kars-prod");
  repo.call_all("missing");
  REQUIRE(repo.run_backport().status == 0);
  REQUIRE(repo.issues().size() == 1);
  REQUIRE_THAT(repo.issues()[0], contains("--trailer 'Hotfix-Landed: " + id + "'"));
  REQUIRE(repo.issues()[0].find("git cherry-pick") == std::string::npos);
}

TEST_CASE("an issue nobody can be assigned to is opened all the same", "[scripts]") {
  Backports repo;
  repo.conflicting_hotfix();
  repo.refuse("kim");
  REQUIRE(repo.run_backport().status == 0);
  REQUIRE(repo.issues().size() == 1);
  REQUIRE_THAT(repo.issues()[0], !contains("--assignee"));
}

TEST_CASE("each of two hotfixes gets a branch of its own, also with one subject", "[scripts]") {
  Backports repo;
  repo.hotfix("hotfix: mend", "src/one.js");
  repo.hotfix("hotfix: mend", "src/two.js");
  REQUIRE(repo.run_backport().status == 0);
  REQUIRE(repo.pushed().size() == 2);
  REQUIRE(repo.pull_requests().size() == 2);
}

TEST_CASE("a conflict does not keep the next hotfix from coming back", "[scripts]") {
  Backports repo;
  repo.conflicting_hotfix();
  repo.hotfix("hotfix: another", "src/other.js");
  REQUIRE(repo.run_backport().status == 0);
  REQUIRE(repo.issues().size() == 1);
  REQUIRE(repo.pushed().size() == 1);
  REQUIRE_THAT(repo.git({"ls-tree", "--name-only", "-r",
                         repo.git({"ls-remote", "origin", "refs/heads/backport/*"}).substr(0, 40)}),
               contains("src/other.js"));
}

TEST_CASE("a hotfix that production merged is picked whole", "[scripts]") {
  Backports repo;
  repo.switch_new("hotfix/two-steps", "kars-prod");
  repo.commit("hotfix: first step", "src/one.js", "1;\n");
  repo.commit("hotfix: second step", "src/two.js", "2;\n");
  repo.switch_to("kars-prod");
  repo.git({"merge", "-q", "--no-ff", "-m", "Merge branch 'hotfix/two-steps'", "hotfix/two-steps"});
  repo.git({"push", "-q", "origin", "kars-prod"});
  const ProgramResult run = repo.run_backport();
  INFO(run.err);
  REQUIRE(run.status == 0);
  REQUIRE(repo.pushed().size() == 1);
  repo.message_of(repo.pushed()[0]);
  const std::string files = repo.git({"ls-tree", "-r", "--name-only", "FETCH_HEAD"});
  REQUIRE_THAT(files, contains("src/one.js") && contains("src/two.js"));
}

TEST_CASE("a hostile subject is text and nothing else", "[scripts]") {
  Backports repo;
  repo.hotfix("hotfix: $(touch pwned) `touch pwned` @kars/all <b> ::error::x \x1b[31m\xe2\x80\xae");
  const ProgramResult run = repo.run_backport();
  INFO(run.err);
  REQUIRE(run.status == 0);
  REQUIRE_FALSE(fs::exists(repo.path() + "/pwned"));
  REQUIRE(repo.pull_requests().size() == 1);
  const std::string request = repo.pull_requests()[0];
  REQUIRE_THAT(request,
               contains("- `hotfix: $(touch pwned)  touch pwned  @kars/all <b> ::error::x"));
  REQUIRE_THAT(request + run.out, !contains("\x1b") && !contains("\xe2\x80\xae"));
  REQUIRE_THAT(run.out, !contains("\n::") && !contains("@kars"));
}

TEST_CASE("a subject without a letter still makes a branch", "[scripts]") {
  Backports repo;
  const std::string id = repo.hotfix("hotfix: \xe4\xbf\xae\xe5\xa4\x8d");
  REQUIRE(repo.run_backport().status == 0);
  REQUIRE_THAT(repo.pushed().at(0), contains(id.substr(0, 12)));
}

TEST_CASE("what a person already brings back is left alone", "[scripts]") {
  Backports repo;
  const std::string id = repo.hotfix();
  repo.switch_new("backport/mine", "origin/kars-dev");
  repo.git({"cherry-pick", "-x", id});
  repo.git({"push", "-q", "origin", "backport/mine"});
  const ProgramResult run = repo.run_backport();
  REQUIRE(run.status == 0);
  REQUIRE(run.out + run.err == "");
  REQUIRE(repo.pushed() == std::vector<std::string>{"backport/mine"});
}

TEST_CASE("a backport branch without the hotfix does not count as one", "[scripts]") {
  Backports repo;
  repo.hotfix();
  repo.switch_new("backport/other", "origin/kars-dev");
  repo.commit("chore: other", "other.txt", "1\n");
  repo.git({"push", "-q", "origin", "backport/other"});
  REQUIRE(repo.run_backport().status == 0);
  REQUIRE(repo.pull_requests().size() == 1);
}

TEST_CASE("the backport leaves the checkout as it was, also after a conflict", "[scripts]") {
  Backports repo;
  repo.conflicting_hotfix();
  const std::string head = repo.git({"symbolic-ref", "HEAD"});
  repo.write("src/guard.js", "3;\n");
  repo.run_backport();
  REQUIRE(repo.git({"symbolic-ref", "HEAD"}) == head);
  REQUIRE(repo.git({"diff", "--name-only"}) == "src/guard.js");
  REQUIRE_THAT(repo.git({"worktree", "list"}), !contains("\n"));
}

TEST_CASE("a hotfix that may have come back is named, not picked, and needs a person",
          "[scripts]") {
  Backports repo;
  const std::string id = repo.hotfix();
  repo.call_all("uncertain");
  const ProgramResult run = repo.run_backport();
  REQUIRE(run.status == 1);
  REQUIRE_THAT(run.out, contains(id.substr(0, 12) + " may be on kars-dev already"));
  REQUIRE(repo.pushed().empty());
}

TEST_CASE("a hotfix that could not be decided fails the backport", "[scripts]") {
  Backports repo;
  repo.hotfix();
  repo.call_all("undecided");
  const ProgramResult run = repo.run_backport();
  REQUIRE(run.status == 3);
  REQUIRE_THAT(run.out, contains("could not be decided"));
  REQUIRE(repo.pushed().empty());
}

TEST_CASE("what development lost is brought back again", "[scripts]") {
  Backports repo;
  const std::string id = repo.hotfix();
  repo.switch_to("kars-dev");
  repo.git({"cherry-pick", "-x", id});
  repo.git({"revert", "--no-edit", "HEAD"});
  repo.git({"push", "-q", "origin", "kars-dev"});
  REQUIRE(repo.run_backport().status == 0);
  REQUIRE_THAT(repo.pull_requests().at(0), contains("- lost: "));
}

TEST_CASE("when the forge does not answer, the backport fails and opens nothing", "[scripts]") {
  Backports repo;
  const std::string conflict = repo.conflicting_hotfix();
  const std::string other = repo.hotfix("hotfix: another", "src/other.js");
  std::ofstream(repo.root() + "/bin/gh") << "#!/bin/sh\n[ $2 = create ] || exit 1\n>\"$GH/made\"\n";
  const ProgramResult run = repo.run_backport();
  REQUIRE(run.status == 1);
  REQUIRE_FALSE(fs::exists(repo.gh() + "/made"));
  REQUIRE_THAT(run.out, contains(conflict.substr(0, 12)) && contains(other.substr(0, 12)));
}

TEST_CASE("a forge that fails once is asked once more", "[scripts]") {
  Backports repo;
  repo.conflicting_hotfix();
  repo.hotfix("hotfix: another", "src/other.js");
  for (const char* what : {"pr-list", "pr-create", "issue-list", "issue-create", "repo-view"}) {
    repo.out_of_breath(what);
  }
  const ProgramResult run = repo.run_backport();
  INFO(run.out << run.err);
  REQUIRE(run.status == 0);
  REQUIRE(repo.issues().size() == 1);
  REQUIRE(repo.pull_requests().size() == 1);
}

TEST_CASE("what the forge made although it said 502 is not made again", "[scripts]") {
  Backports repo;
  repo.conflicting_hotfix();
  repo.hotfix("hotfix: another", "src/other.js");
  repo.put("out-of-breath/made");
  repo.out_of_breath("pr-create");
  repo.out_of_breath("issue-create");
  const ProgramResult run = repo.run_backport();
  INFO(run.out << run.err);
  REQUIRE(run.status == 0);
  REQUIRE(repo.issues().size() == 1);
  REQUIRE(repo.pull_requests().size() == 1);
  REQUIRE_THAT(run.out, contains("by hand: #9") && contains("on its way back: OPEN #7"));
}

TEST_CASE("a forge that fails for one hotfix keeps no other from coming back", "[scripts]") {
  Backports repo;
  const std::string first = repo.hotfix("hotfix: one", "src/one.js");
  const std::string second = repo.hotfix("hotfix: two", "src/two.js");
  repo.out_of_breath("pr-create", 2);
  const ProgramResult run = repo.run_backport();
  INFO(run.out << run.err);
  REQUIRE(run.status == 1);
  REQUIRE_THAT(run.out, contains(first.substr(0, 12) + " is on backport/one-") &&
                            contains("HTTP 502: Bad Gateway"));
  REQUIRE_THAT(run.out, contains(second.substr(0, 12) + " is on its way back"));
  REQUIRE_THAT(repo.summary(),
               contains("- " + first.substr(0, 12)) && contains("- " + second.substr(0, 12)));
  REQUIRE(repo.run_backport().status == 0);
  REQUIRE(repo.pull_requests().size() == 2);
}

TEST_CASE("a branch in the way of all backports is named, for each hotfix", "[scripts]") {
  Backports repo;
  const std::string first = repo.hotfix("hotfix: one", "src/one.js");
  const std::string second = repo.hotfix("hotfix: two", "src/two.js");
  repo.git({"push", "-q", "origin", "kars-dev:refs/heads/backport"});
  const ProgramResult run = repo.run_backport();
  INFO(run.out << run.err);
  REQUIRE(run.status == 1);
  for (const std::string& id : {first, second}) {
    REQUIRE_THAT(run.out, contains(id.substr(0, 12) + " cannot have the branch backport/"));
  }
  REQUIRE_THAT(run.out, contains("one called backport is in the way; rename or delete that"));
  repo.git({"push", "-q", "origin", ":backport"});
  REQUIRE(repo.run_backport().status == 0);
  REQUIRE(repo.pull_requests().size() == 2);
}

TEST_CASE("a refused push is told with its reason, and a person gets the issue", "[scripts]") {
  Backports repo;
  const std::string id = repo.hotfix("hotfix: one", "src/one.js");
  repo.hotfix("hotfix: two", "src/two.js");
  repo.refuse_pushes("refs/heads/backport/one-*");
  const ProgramResult run = repo.run_backport();
  INFO(run.out << run.err);
  REQUIRE(run.status == 1);
  REQUIRE(repo.pull_requests().size() == 1);
  REQUIRE(repo.issues().size() == 1);
  REQUIRE_THAT(repo.issues()[0], contains("refusing to let a workflow [31m do that"));
  REQUIRE_THAT(repo.issues()[0], contains("git cherry-pick -x -m 1 " + id + " &&\n"));
  REQUIRE_THAT(run.out + repo.issues()[0], !contains("\x1b"));
  REQUIRE(repo.run_backport().status == 1);
  REQUIRE(repo.issues().size() == 1);
}

TEST_CASE("where issues are off, the summary has the commands and the run fails", "[scripts]") {
  Backports repo;
  const std::string id = repo.conflicting_hotfix();
  repo.hotfix("hotfix: another", "src/other.js");
  repo.put("issues-off");
  const ProgramResult run = repo.run_backport();
  INFO(run.out << run.err);
  REQUIRE(run.status == 1);
  REQUIRE_THAT(run.out,
               contains(id.substr(0, 12) + " has to be brought back by hand, and no issue"));
  REQUIRE_THAT(repo.summary(), contains("git cherry-pick -x -m 1 " + id));
  REQUIRE(repo.pull_requests().size() == 1);
}

TEST_CASE("a pick that fails otherwise is told, and the next one is tried", "[scripts]") {
  Backports repo;
  const std::string id = repo.hotfix("hotfix: one", "src/one.js");
  repo.hotfix("hotfix: two", "src/two.js");
  const std::string git = repo.root() + "/bin/git";
  std::ofstream(git)
      << "#!/bin/sh\ncase \"$*\" in *\"cherry-pick -x -m 1 " + id +
             "\"*) echo 'fatal: no space left' >&2; exit 128 ;; esac\nexec /usr/bin/env "
             "PATH=\"${PATH#*:}\" git \"$@\"\n";
  fs::permissions(git, fs::perms::owner_all);
  const ProgramResult run = repo.run_backport();
  INFO(run.out << run.err);
  REQUIRE(run.status == 1);
  REQUIRE_THAT(run.out,
               contains(id.substr(0, 12) + " could not be picked: `fatal: no space left`"));
  REQUIRE(repo.pull_requests().size() == 1);
  REQUIRE(repo.issues().empty());
}

TEST_CASE("the issue of a hotfix is closed once it has come back", "[scripts]") {
  Backports repo;
  const std::string id = repo.conflicting_hotfix();
  repo.run_backport();
  repo.switch_to("kars-dev");
  repo.sh("git cherry-pick -x " + id +
          " || { printf '1;\\n2;\\n' >src/guard.js; git add src; "
          "GIT_EDITOR=true git cherry-pick --continue; }; git push -q origin kars-dev");
  const ProgramResult run = repo.run_backport();
  INFO(run.out << run.err);
  REQUIRE(run.status == 0);
  REQUIRE_THAT(run.out, contains(id.substr(0, 12) + " is settled; closed #9"));
  REQUIRE(files_in(repo.gh() + "/closed").size() == 1);
  REQUIRE(repo.run_backport().out == "");
  REQUIRE(files_in(repo.gh() + "/closed").size() == 1);
}

TEST_CASE("no issue of a hotfix that is still owed is closed, nor one of another", "[scripts]") {
  Backports repo;
  const std::string id = repo.conflicting_hotfix();
  const std::string back = repo.hotfix("hotfix: two", "src/two.js");
  repo.switch_to("kars-dev");
  repo.git({"cherry-pick", "-x", back});
  repo.git({"push", "-q", "origin", "kars-dev"});
  repo.run_backport();
  repo.put("issue/20",
           "--label hotfix-backport\nsays <!-- hotfix-gate: backport of " + back + " --> here\n");
  repo.put("issue/21", "<!-- hotfix-gate: backport of " + back + " -->\n");
  REQUIRE(repo.run_backport().status == 0);
  REQUIRE(files_in(repo.gh() + "/closed").empty());
}

TEST_CASE("an issue that anybody writes does not pass for the one of a hotfix", "[scripts]") {
  Backports repo;
  const std::string id = repo.conflicting_hotfix();
  repo.put("issue/1", "<!-- hotfix-gate: backport of " + id + " -->\n");
  repo.run_backport();
  REQUIRE(repo.issues().size() == 2);
}

TEST_CASE("a subject with the marker of another hotfix hides nothing", "[scripts]") {
  Backports repo;
  const std::string id = repo.conflicting_hotfix();
  repo.switch_to("kars-dev");
  repo.commit("feat: more", "src/more.js", "2;\n");
  repo.git({"push", "-q", "origin", "kars-dev"});
  repo.hotfix("hotfix: <!-- hotfix-gate: backport of " + id + " -->", "src/more.js");
  REQUIRE(repo.run_backport().status == 0);
  REQUIRE(repo.issues().size() == 2);
}

TEST_CASE("the pull request of a fork does not pass for the backport", "[scripts]") {
  Backports repo;
  repo.hotfix();
  repo.put("fork", "true");
  repo.run_backport();
  const std::string request = repo.pull_requests().at(0);
  repo.git({"push", "-q", "origin", ":" + repo.pushed().at(0)});
  repo.run_backport();
  REQUIRE(repo.pushed().size() == 1);
}

TEST_CASE("the backport goes by the names it is given, and by the policy of that production",
          "[scripts]") {
  Backports repo;
  repo.git({"branch", "-m", "kars-prod", "release/live"});
  repo.git({"branch", "-m", "kars-dev", "next"});
  repo.switch_to("release/live");
  repo.commit("chore: policy", ".hotfix.toml",
              "production = \"release/live\"\ndevelopment = \"next\"\n\n[branches]\n"
              "backport = [\"port/**\"]\n");
  repo.git({"push", "-q", "origin", "release/live", "next", ":kars-prod", ":kars-dev"});
  repo.commit("hotfix: refuse a missing user (#12)", "src/guard.js", "1;\n");
  repo.git({"push", "-q", "origin", "release/live"});
  repo.git({"update-ref", "-d", "refs/remotes/origin/release/live"});
  repo.git({"update-ref", "-d", "refs/remotes/origin/next"});
  const ProgramResult run =
      repo.run_backport(repo.path(), {"--production=release/live", "--development", ""});
  INFO(run.out << run.err);
  REQUIRE(run.status == 0);
  REQUIRE(repo.pull_requests().size() == 1);
  REQUIRE_THAT(repo.pull_requests()[0], contains("--base next --head port/refuse-a-missing-user"));
}

TEST_CASE("a checkout that knows no default branch learns from it what production is called",
          "[scripts]") {
  Backports repo;
  repo.git({"branch", "-m", "kars-prod", "live"});
  repo.switch_to("live");
  repo.commit("chore: policy", ".hotfix.toml", "production = \"live\"\n");
  repo.git({"push", "-q", "origin", "live", ":kars-prod"});
  repo.git({"--git-dir=" + repo.bare(), "symbolic-ref", "HEAD", "refs/heads/live"});
  repo.commit("hotfix: refuse a missing user (#12)", "src/guard.js", "1;\n");
  repo.git({"push", "-q", "origin", "live"});
  repo.run({"symbolic-ref", "-d", "refs/remotes/origin/HEAD"});
  const ProgramResult run = repo.run_backport();
  INFO(run.out << run.err);
  REQUIRE(run.status == 0);
  REQUIRE(repo.pull_requests().size() == 1);
}

TEST_CASE("with two remotes the backport goes to the home of production", "[scripts]") {
  Backports repo;
  const std::string id = repo.hotfix();
  repo.git({"remote", "rename", "origin", "upstream"});
  repo.git({"init", "-q", "--bare", "../fork.git"});
  repo.git({"remote", "add", "origin", repo.root() + "/fork.git"});
  repo.git({"push", "-q", "origin", "kars-prod", "kars-dev"});
  repo.git({"config", "hotfix.remote", "upstream"});
  const ProgramResult run = repo.run_backport(
      repo.path(), {}, {"GITHUB_REPOSITORY=kars/kars", "GITHUB_SERVER_URL=https://example.com"});
  INFO(run.out << run.err);
  REQUIRE(run.status == 0);
  REQUIRE_THAT(repo.git({"ls-remote", "upstream"}), contains("refs/heads/backport/"));
  REQUIRE_THAT(repo.git({"ls-remote", "origin"}), !contains("refs/heads/backport/"));
}

TEST_CASE("what the backport does not know is a wrong argument", "[scripts]") {
  const Backports repo;
  for (const Arguments& options : {Arguments{"--producton=x"}, Arguments{"--development"}}) {
    REQUIRE(repo.run_backport(repo.path(), options).status == 2);
  }
}

TEST_CASE("the commands of an issue are words, whatever the branches are called", "[scripts]") {
  Backports repo;
  const std::string id = repo.conflicting_hotfix();
  repo.git({"push", "-q", "origin", "kars-dev:refs/heads/dev$(touch${IFS}pwned);x"});
  REQUIRE(repo.run_backport(repo.path(), {"--development=dev$(touch${IFS}pwned);x"}).status == 0);
  const std::string issue = repo.issues().at(0);
  const std::size_t begin = issue.find("    git diff --stat"), end = issue.find("\nFix the files");
  const ProgramResult by_hand = repo.sh(issue.substr(begin, end - begin - 1) + " || true");
  INFO(issue << by_hand.err);
  REQUIRE_FALSE(fs::exists(repo.path() + "/pwned"));
  REQUIRE_THAT(repo.git({"symbolic-ref", "HEAD"}), contains("refs/heads/backport/"));
}

TEST_CASE("without development nothing is picked and the run fails", "[scripts]") {
  Backports repo;
  repo.hotfix();
  repo.git({"push", "-q", "origin", ":kars-dev"});
  const ProgramResult run = repo.run_backport();
  REQUIRE(run.status == 3);
  REQUIRE_THAT(run.err, contains("origin has to have both kars-prod and kars-dev"));
  REQUIRE(repo.pushed().empty());
}

TEST_CASE("hotfix-backport says how it is used", "[scripts]") {
  const ProgramResult help = run_program({test::source_folder() + "/ci/backport", "--help"});
  CHECK(help.status == 0);
  CHECK(help.out.starts_with("hotfix-backport [--production NAME] [--development NAME]\n"));
  CHECK_THAT(help.out, contains("or policy; 3 a hotfix, or all of it, could not be decided.\n"));
  CHECK(help.err.empty());
}

TEST_CASE("a shallow clone is not taken for one without debts", "[scripts]") {
  Backports repo;
  repo.hotfix();
  repo.git(
      {"clone", "-q", "--depth=1", "--no-single-branch", "file://" + repo.bare(), "../shallow"});
  const ProgramResult run = repo.run_backport(repo.root() + "/shallow");
  REQUIRE(run.status == 3);
  REQUIRE_THAT(run.err, contains("shallow"));
}

}  // namespace hotfix
