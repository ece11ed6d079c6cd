// SPDX-License-Identifier: MIT
// Where a repository is and what its configuration says, found in this process and by git: where
// the first way answers, both agree.
#include "gate/git/discovery/location.h"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>

#include "gate/base/error.h"
#include "tests/support/catch.h"
#include "tests/support/repo.h"
#include "tests/support/variable.h"

using namespace hotfix;
namespace fs = std::filesystem;

namespace {

// The answer of this process, after it was compared with git's.
std::optional<Location> compared(const std::string& path) {
  const auto plain = plain_location(path);
  std::optional<Location> git;
  try {
    git = location_by_git(path);
  } catch (const std::exception&) {
  }
  if (!plain) return plain;
  REQUIRE(git.has_value());
  CHECK(plain->git_dir == git->git_dir);
  CHECK(plain->common_dir == git->common_dir);
  CHECK(plain->config == git->config);
  CHECK(plain->head.has_value());
  CHECK(*plain->head == head_of(*git, path));
  return plain;
}

bool is_plain(const TestRepo& repo, const std::string& folder = {}) {
  return compared(repo.path() + folder).has_value();
}

TestRepo one_commit() {
  TestRepo repo;
  repo.commit("one", "a/b/c.js", "x\n");
  return repo;
}

void append(const std::string& file, const std::string& text) {
  fs::create_directories(fs::path(file).parent_path());
  std::ofstream(file, std::ios::app) << text;
}

std::string config_of(const TestRepo& repo) { return repo.path() + "/.git/config"; }

}  // namespace

TEST_CASE("a usual clone is found without git", "[git]") {
  const TestRepo repo = one_commit();
  repo.git({"remote", "add", "origin", "https://example.com/kars.git"});
  repo.git({"config", "hotfix.production", "release"});
  repo.git({"config", "branch.main.remote", "origin"});
  repo.git({"config", "branch.main.merge", "refs/heads/main"});
  const auto found = compared(repo.path());
  REQUIRE(found);
  CHECK(found->config.size() == 4);
  CHECK(found->top == fs::canonical(repo.path()));
  CHECK(found->head == "refs/heads/main");
}

TEST_CASE("a remote's or a branch's key without a name is not one of its", "[git]") {
  const TestRepo repo = one_commit();
  append(config_of(repo), "[remote]\nurl = x\n[branch]\nmerge = y\n[remote \"\"]\nurl = z\n");
  const auto found = compared(repo.path());
  REQUIRE(found);
  CHECK(found->config.size() == 1);
}

TEST_CASE("a folder of a clone is found without git, also by a link or with dots", "[git]") {
  const TestRepo repo = one_commit();
  CHECK(is_plain(repo, "/a/b"));
  CHECK(is_plain(repo, "/a/../a"));
  CHECK(is_plain(repo, "/"));
  fs::create_directory_symlink(repo.path() + "/a", repo.root() + "/link");
  CHECK(compared(repo.root() + "/link").has_value());
}

TEST_CASE("the folder that we are in is found as it is", "[git]") {
  const TestRepo repo = one_commit();
  const fs::path before = fs::current_path();
  fs::current_path(repo.path() + "/a");
  const auto found = plain_location({});
  fs::current_path(before);
  REQUIRE(found);
  CHECK(found->top == fs::canonical(repo.path()));
}

TEST_CASE("a detached HEAD and one without a commit are found without git", "[git]") {
  const TestRepo repo = one_commit();
  repo.git({"checkout", "-q", "--detach"});
  CHECK(compared(repo.path())->head->empty());
  repo.git({"checkout", "-q", "--orphan", "new/branch"});
  CHECK(compared(repo.path())->head == "refs/heads/new/branch");
}

TEST_CASE("the user's own configuration counts, wherever it is", "[git]") {
  const TestRepo repo = one_commit();
  append(repo.root() + "/.gitconfig", "[hotfix]\nremote = home\n");
  append(repo.root() + "/.config/git/config", "[hotfix]\nremote = xdg\nproduction = xdg\n");
  append(repo.root() + "/elsewhere/git/config", "[hotfix]\nremote = elsewhere\n");
  append(repo.root() + "/system", "[hotfix]\nremote = system\n[remote \"x\"]\nurl = y\n");
  CHECK(compared(repo.path())->config.size() == 1);
  const Variable none("GIT_CONFIG_GLOBAL", nullptr);
  CHECK(compared(repo.path())->config.size() == 3);
  const Variable chosen("XDG_CONFIG_HOME", (repo.root() + "/elsewhere").c_str());
  CHECK(compared(repo.path())->config.size() == 2);
  const Variable system_too("GIT_CONFIG_NOSYSTEM", "0");
  const Variable system("GIT_CONFIG_SYSTEM", (repo.root() + "/system").c_str());
  CHECK(compared(repo.path())->config.size() == 4);
  const Variable off("GIT_CONFIG_GLOBAL", "/dev/null");
  CHECK(compared(repo.path())->config.size() == 2);
}

TEST_CASE("an empty name of the user's or the machine's configuration means that there is none",
          "[git]") {
  const TestRepo repo = one_commit();
  append(repo.root() + "/.gitconfig", "[hotfix]\nremote = home\n");
  const Variable global("GIT_CONFIG_GLOBAL", ""), system("GIT_CONFIG_SYSTEM", "");
  const Variable system_too("GIT_CONFIG_NOSYSTEM", "0");
  const auto found = compared(repo.path());
  REQUIRE(found);
  CHECK(found->config.empty());
}

TEST_CASE("a configuration that is named from some folder is left to git", "[git]") {
  const TestRepo repo = one_commit();
  append(repo.path() + "/mine", "[hotfix]\nremote = mine\n");
  for (const char* name : {"GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"}) {
    INFO(name);
    const Variable system_too("GIT_CONFIG_NOSYSTEM", "0");
    const Variable relative(name, "mine");
    CHECK_FALSE(is_plain(repo));
  }
}

TEST_CASE("the machine's own configuration is read where a distribution has it", "[git]") {
  const TestRepo repo = one_commit();
  const Variable system_too("GIT_CONFIG_NOSYSTEM", nullptr);
  compared(repo.path());  // whatever this machine has
  fs::create_directory(repo.root() + "/bin");
  fs::create_symlink("/usr/bin/git", repo.root() + "/bin/git");
  const std::string path = repo.root() + "/bin:" + std::getenv("PATH");
  const Variable other_git("PATH", path.c_str());
  CHECK_FALSE(is_plain(repo));
}

TEST_CASE("an included file that says nothing to us is passed over", "[git]") {
  const TestRepo repo = one_commit();
  append(repo.root() + "/at-work", "[user]\nname = Ann\n[include]\npath = more\npath = missing\n");
  append(repo.root() + "/more", "[commit]\ngpgSign = true\n");
  append(repo.root() + "/.gitconfig",
         "[include]\npath = ~/at-work\n[includeIf \"gitdir:/x/\"]\npath = at-work\n");
  CHECK(is_plain(repo));
  append(repo.root() + "/more", "[hotfix]\nproduction = release\n");
  CHECK_FALSE(is_plain(repo));
}

TEST_CASE("an included file whose name only git can read is left to git", "[git]") {
  for (const char* path : {"~ann/x", "%(prefix)/x", "\"\""}) {
    const TestRepo repo = one_commit();
    append(config_of(repo), "[include]\npath = " + std::string(path) + "\n");
    CHECK_FALSE(is_plain(repo));
  }
  const TestRepo repo = one_commit();
  append(repo.path() + "/.git/loop", "[include]\npath = loop\n");
  append(config_of(repo), "[includeIf \"onbranch:main\"]\npath = loop\n");
  CHECK_FALSE(is_plain(repo));
}

TEST_CASE("a configuration that git has to read is left to git", "[git]") {
  for (const char* text :
       {"[core\n", "[core]\nbare = true\n", "[core]\nworktree = /tmp\n",
        "[core]\nrepositoryformatversion = 2\n", "[extensions]\nworktreeConfig = true\n",
        "[extensions]\nx = y\n", "[extensions]\nobjectFormat = sha256\n", "[a]\nb = c\r\n"}) {
    INFO(text);
    const TestRepo repo = one_commit();
    append(config_of(repo), text);
    CHECK_FALSE(is_plain(repo));
  }
  const TestRepo repo = one_commit();
  append(repo.root() + "/.gitconfig", "[core]\nbare = true\n");
  CHECK_FALSE(is_plain(repo));
}

TEST_CASE("a partial clone is a usual one", "[git]") {
  const TestRepo repo = one_commit();
  append(config_of(repo),
         "[core]\nrepositoryformatversion = 1\n[extensions]\npartialClone = origin\n");
  CHECK(is_plain(repo));
}

TEST_CASE("a file of configuration that is not one is left to git", "[git]") {
  const TestRepo repo = one_commit();
  fs::remove(config_of(repo));
  CHECK(is_plain(repo));
  REQUIRE(mkfifo(config_of(repo).c_str(), 0600) == 0);
  CHECK_FALSE(plain_location(repo.path()).has_value());
  fs::remove(config_of(repo));
  fs::create_directory(config_of(repo));
  CHECK_FALSE(is_plain(repo));
}

TEST_CASE("an unusual repository is left to git", "[git]") {
  TestRepo repo = one_commit();
  repo.git({"worktree", "add", "-q", repo.root() + "/linked"});
  CHECK_FALSE(compared(repo.root() + "/linked").has_value());
  CHECK_FALSE(compared(repo.bare()).has_value());
  CHECK_FALSE(compared(repo.path() + "/.git").has_value());
  CHECK_FALSE(compared(repo.path() + "/.git/objects").has_value());
  CHECK_FALSE(compared(repo.root() + "/nowhere").has_value());
  CHECK_FALSE(compared(repo.path() + "/a/b/c.js").has_value());
  CHECK_FALSE(compared("/").has_value());
  fs::rename(repo.path() + "/.git", repo.root() + "/moved");
  CHECK_FALSE(is_plain(repo));
  fs::create_directory_symlink(repo.root() + "/moved", repo.path() + "/.git");
  CHECK_FALSE(is_plain(repo));
}

TEST_CASE("a folder .git that is not a repository is left to git", "[git]") {
  const TestRepo outer = one_commit();
  const auto broken = [&](const std::string& name) {
    const std::string inner = outer.path() + "/inner";
    fs::remove_all(inner);
    outer.git({"init", "-q", inner});
    fs::remove_all(inner + "/.git/" + name);
    return inner;
  };
  for (const char* name : {"HEAD", "objects", "refs"}) {
    CHECK_FALSE(compared(broken(name)).has_value());
  }
  append(broken("HEAD") + "/.git/HEAD", "garbage\n");
  CHECK_FALSE(compared(outer.path() + "/inner").has_value());
  append(broken("none") + "/.git/commondir", "../../.git\n");
  CHECK_FALSE(compared(outer.path() + "/inner").has_value());
  CHECK(compared(broken("none")).has_value());
}

TEST_CASE("a HEAD or a branch whose file was emptied is left to git", "[git]") {
  for (const char* name : {"HEAD", "refs/heads/main"}) {
    INFO(name);
    const TestRepo repo = one_commit();
    std::ofstream(repo.path() + "/.git/" + name, std::ios::trunc).close();
    CHECK_FALSE(is_plain(repo));
  }
}

TEST_CASE("a bare repository on the way up is not passed over", "[git]") {
  const TestRepo repo = one_commit();
  repo.git({"init", "-q", "--bare", repo.path() + "/a/bare.git"});
  CHECK_FALSE(is_plain(repo, "/a/bare.git"));
  CHECK_FALSE(is_plain(repo, "/a/bare.git/objects"));
  CHECK(is_plain(repo, "/a"));
}

TEST_CASE("a branch that stands for another one is left to git", "[git]") {
  const TestRepo repo = one_commit();
  repo.git({"symbolic-ref", "refs/heads/alias", "refs/heads/main"});
  repo.git({"symbolic-ref", "HEAD", "refs/heads/alias"});
  CHECK_FALSE(is_plain(repo));
}

TEST_CASE("variables that change where git looks are left to git", "[git]") {
  const TestRepo repo = one_commit();
  for (const char* name :
       {"GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY",
        "GIT_CEILING_DIRECTORIES", "GIT_CONFIG_COUNT", "GIT_CONFIG_PARAMETERS", "GIT_NAMESPACE",
        "GIT_DISCOVERY_ACROSS_FILESYSTEM", "GIT_NEW_IN_FUTURE", "SUDO_UID"}) {
    INFO(name);
    const Variable set(name, "0");
    CHECK_FALSE(plain_location(repo.path()).has_value());
  }
  for (const char* name : {"GIT_PREFIX", "GIT_INDEX_FILE", "GIT_AUTHOR_NAME", "GIT_EXEC_PATH"}) {
    INFO(name);
    const Variable set(name, "/usr/lib/git-core");
    CHECK(is_plain(repo));
  }
}

TEST_CASE("a home that is not known is left to git", "[git]") {
  const TestRepo repo = one_commit();
  const Variable none("GIT_CONFIG_GLOBAL", nullptr), home("HOME", nullptr);
  CHECK_FALSE(is_plain(repo));
}

TEST_CASE("a repository of another user is left to git", "[git]") {
  if (geteuid() != 0) return;  // only root can give a file away
  const TestRepo repo = one_commit();
  REQUIRE(chown((repo.path() + "/.git").c_str(), 12345, 12345) == 0);
  CHECK_FALSE(is_plain(repo));
  CHECK_THROWS_AS(find_location(repo.path()), Undecidable);
  REQUIRE(chown((repo.path() + "/.git").c_str(), 0, 0) == 0);
  REQUIRE(chown(repo.path().c_str(), 12345, 12345) == 0);
  CHECK_FALSE(is_plain(repo));
}
