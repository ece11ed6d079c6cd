// SPDX-License-Identifier: MIT
#include "tests/support/repo.h"
#include "tests/support/places.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>

#include "tests/support/catch.h"

extern char** environ;

namespace hotfix {

namespace fs = std::filesystem;

namespace {

constexpr auto kHexDigits = "0123456789abcdef";

using File = std::unique_ptr<FILE, int (*)(FILE*)>;

// A nameless file, not inherited, holding `text` and read from its start.
File temporary(const std::string& text = {}) {
  File file(std::tmpfile(), std::fclose);
  REQUIRE(file);
  fcntl(fileno(file.get()), F_SETFD, FD_CLOEXEC);
  REQUIRE(std::fwrite(text.data(), 1, text.size(), file.get()) == text.size());
  std::rewind(file.get());
  return file;
}

std::string contents(FILE* file) {
  std::string text;
  char buffer[65536];
  std::rewind(file);
  while (const std::size_t n = std::fread(buffer, 1, sizeof buffer, file)) text.append(buffer, n);
  return text;
}

std::string name_of(const std::string& entry) { return entry.substr(0, entry.find('=')); }

bool is_assignment(const std::string& entry) { return entry.find('=') != std::string::npos; }

// For code of this process: the same changes that a program it starts would see.
void change_environment(const Arguments& env) {
  for (const std::string& entry : env) {
    const std::string name = name_of(entry);
    if (is_assignment(entry)) {
      setenv(name.c_str(), entry.c_str() + name.size() + 1, 1);
    } else {
      unsetenv(name.c_str());
    }
  }
}

Arguments environment_with(const Arguments& changes) {
  std::map<std::string, std::string> entries;
  for (char** entry = environ; *entry != nullptr; ++entry) entries[name_of(*entry)] = *entry;
  for (const std::string& change : changes) entries[name_of(change)] = change;
  Arguments result;
  for (const auto& [name, entry] : entries) {
    if (is_assignment(entry)) result.push_back(entry);
  }
  return result;
}

// For exec: the pointers live as long as `words`.
std::vector<char*> c_array(Arguments& words) {
  std::vector<char*> result;
  for (std::string& word : words) result.push_back(word.data());
  result.push_back(nullptr);
  return result;
}

// posix_spawn, and not fork: under AddressSanitizer a fork copies a large address space.
int spawn(pid_t& pid, Arguments argv, const std::string& cwd, Arguments env,
          const File (&files)[3]) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  if (!cwd.empty()) posix_spawn_file_actions_addchdir_np(&actions, cwd.c_str());
  for (int i = 0; i < 3; ++i) {
    posix_spawn_file_actions_adddup2(&actions, fileno(files[i].get()), i);
  }
  const int error = posix_spawnp(&pid, argv[0].c_str(), &actions, nullptr, c_array(argv).data(),
                                 c_array(env).data());
  posix_spawn_file_actions_destroy(&actions);
  return error;
}

int wait_for(pid_t pid) {
  int status = 0;
  REQUIRE(waitpid(pid, &status, 0) == pid);
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

// A file system in memory where there is one that programs may be started from, with room for all
// tests at once: thousands of small repositories are made there in a third of the time. TMPDIR in
// the environment wins.
fs::path parent_of_folders() {
#ifdef ST_NOEXEC
  constexpr auto kMemory = "/dev/shm";
  constexpr std::uintmax_t kRoom = 1u << 30;
  struct statvfs system {};
  if (std::getenv("TMPDIR") == nullptr && access(kMemory, W_OK) == 0 &&
      statvfs(kMemory, &system) == 0 && (system.f_flag & ST_NOEXEC) == 0 &&
      system.f_bavail * std::uintmax_t{system.f_frsize} > kRoom) {
    return kMemory;
  }
#endif
  return fs::temp_directory_path();
}

std::string make_folder() {
  std::string name = (fs::canonical(parent_of_folders()) / "hotfix-XXXXXX").string();
  REQUIRE(mkdtemp(name.data()) != nullptr);
  return name;
}

void write_file(const fs::path& path, const std::string& bytes) {
  fs::create_directories(path.parent_path());
  std::ofstream file(path, std::ios::binary);
  file << bytes;
  file.close();
  REQUIRE(file.good());
}

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Everything below `from`, with the name of the folder itself, which configurations and FETCH_HEAD
// hold, replaced in the files. The names are of one length, so that no format breaks.
void copy_folder(const fs::path& from, const fs::path& to) {
  const std::string old_name = from.string(), new_name = to.string();
  REQUIRE(old_name.size() == new_name.size());
  fs::create_directories(to);
  for (const auto& entry : fs::recursive_directory_iterator(from)) {
    const fs::path target = to / entry.path().lexically_relative(from);
    if (entry.is_directory()) {
      fs::create_directory(target);
    } else if (entry.is_symlink()) {
      fs::copy_symlink(entry.path(), target);
    } else {
      std::string bytes = read_file(entry.path());
      for (auto at = bytes.find(old_name); at != bytes.npos; at = bytes.find(old_name, at)) {
        bytes.replace(at, new_name.size(), new_name);
      }
      std::ofstream(target, std::ios::binary) << bytes;
      fs::permissions(target, entry.status().permissions());
    }
  }
}

// The id that `name`, a branch, a tag or HEAD, has in a file of its own below `git_folder`. Empty
// when it is anything else, or more than one thing.
std::string loose_ref(const std::string& git_folder, const std::string& name) {
  if (name.find_first_of("^~:@{") != name.npos || !fs::is_directory(git_folder)) return {};
  const std::string head = name == "HEAD" ? trimmed(read_file(git_folder + "/HEAD")) : "";
  if (head.starts_with("ref: ")) return trimmed(read_file(git_folder + "/" + head.substr(5)));
  std::string found = head;
  for (const char* folder : {"/", "/refs/", "/refs/tags/", "/refs/heads/", "/refs/remotes/"}) {
    const fs::path file = git_folder + folder + name;
    if (name == "HEAD" || !fs::is_regular_file(file)) continue;
    if (!found.empty()) return {};
    found = trimmed(read_file(file));
  }
  const bool is_id = found.size() == 40 && found.find_first_not_of(kHexDigits) == found.npos;
  return is_id ? found : std::string();
}

// What no test is about, and every command would start a program or wait for the disk for, is off.
constexpr auto kGitConfig =
    "[init]\n\tdefaultBranch = main\n"
    "[user]\n\tname = Kim Doe\n\temail = kim@example.com\n"
    "[commit]\n\tgpgSign = false\n"
    "[core]\n\tautocrlf = false\n\tfsync = none\n"
    "[gc]\n\tauto = 0\n"
    "[maintenance]\n\tauto = false\n"
    "[receive]\n\tautoGC = false\n"
    "[advice]\n\tdetachedHead = false\n\tpushUpdateRejected = false\n\tskippedCherryPicks = "
    "false\n";

}  // namespace

ProgramResult run_program(const Arguments& argv, const std::string& cwd, const Arguments& env,
                          const std::string& input) {
  const File files[] = {temporary(input), temporary(), temporary()};
  pid_t pid = 0;
  const int error = spawn(pid, argv, cwd, environment_with(env), files);
  if (error != 0) return {127, {}, argv[0] + ": " + std::strerror(error)};
  const int status = wait_for(pid);
  return {status, contents(files[1].get()), contents(files[2].get())};
}

std::string program(const std::string& name) { return test::build_folder() + "/" + name; }

std::string trimmed(std::string text) {
  text.erase(text.find_last_not_of(" \t\r\n") + 1);
  return text;
}

// What git makes of an empty folder, made once.
struct TestRepo::Empty : TestRepo {
  Empty() : TestRepo(make_folder()) {
    git({"init", "-q", path()});
    fs::create_directories(path() + "/.git/hooks");
    fs::create_directories(path() + "/.git/info");
  }
};

TestRepo::TestRepo(std::string root) : root_(std::move(root)), path_(root_ + "/work") {
  write_file(root_ + "/.gitconfig", kGitConfig);
  change_environment(env());
}

TestRepo::TestRepo() : TestRepo(made_once<Empty>()) {}

TestRepo::TestRepo(const TestRepo& original) : root_(make_folder()), path_(root_ + "/work") {
  take_over(original);
}

void TestRepo::take_over(const TestRepo& original) {
  fs::remove_all(root_);
  copy_folder(original.root_, root_);
  clock_ = original.clock_;
  if (!original.bare_.empty()) bare_ = root_ + "/origin.git";
  change_environment(env());
  // The index knows the copied files by the numbers of the originals.
  if (fs::exists(path_ + "/.git/index")) git({"update-index", "-q", "--refresh"});
}

TestRepo::~TestRepo() {
  std::error_code ignored;
  fs::remove_all(root_, ignored);
}

Arguments TestRepo::env() const {
  const std::string date = std::to_string(clock_) + " +0000";
  return {"HOME=" + root_,
          "GIT_CONFIG_GLOBAL=" + root_ + "/.gitconfig",
          "GIT_CONFIG_NOSYSTEM=1",
          "GIT_AUTHOR_DATE=" + date,
          "GIT_COMMITTER_DATE=" + date,
          "GIT_EDITOR=true",
          "GIT_TEMPLATE_DIR=",
          "GIT_TERMINAL_PROMPT=0",
          "LC_ALL=C",
          "TZ=UTC",
          "CI",
          "XDG_CONFIG_HOME",
          "GIT_DIR",
          "GIT_WORK_TREE",
          "GIT_INDEX_FILE",
          "GIT_PREFIX",
          "GIT_CONFIG_COUNT",
          "GIT_CONFIG_PARAMETERS"};
}

ProgramResult TestRepo::exec(const Arguments& argv, const std::string& input) const {
  return run_program(argv, fs::exists(path_) ? path_ : root_, env(), input);
}

ProgramResult TestRepo::sh(const std::string& script) const { return exec({"sh", "-ec", script}); }

ProgramResult TestRepo::run(const Arguments& git_arguments, const std::string& input) const {
  Arguments argv = {"git"};
  argv.insert(argv.end(), git_arguments.begin(), git_arguments.end());
  return exec(argv, input);
}

std::string TestRepo::git(const Arguments& arguments) const {
  const ProgramResult result = run(arguments);
  INFO("git " << (arguments.empty() ? "" : arguments.front()) << ": " << result.err);
  REQUIRE(result.status == 0);
  return trimmed(result.out);
}

std::string TestRepo::id(const std::string& revision) const {
  const std::string known = loose_ref(path_ + "/.git", revision);
  return known.empty() ? git({"rev-parse", "--verify", revision}) : known;
}

void TestRepo::write(const std::string& file, const std::string& bytes) const {
  write_file(fs::path(path_) / file, bytes);
}

void TestRepo::remove(const std::string& file) const {
  REQUIRE(fs::remove_all(fs::path(path_) / file) > 0);
}

std::string TestRepo::commit(const std::string& message) {
  clock_ += 60;
  git({"add", "-A"});
  git({"commit", "-q", "--no-verify", "--allow-empty", "--allow-empty-message", "-m", message});
  return id("HEAD");
}

std::string TestRepo::commit(const std::string& message, const std::string& file,
                             const std::string& bytes) {
  write(file, bytes);
  return commit(message);
}

void TestRepo::branch(const std::string& name, const std::string& start) const {
  git({"branch", "-q", name, start});
}

void TestRepo::switch_to(const std::string& name) const { git({"switch", "-q", name}); }

void TestRepo::switch_new(const std::string& name, const std::string& start) const {
  git({"switch", "-q", "--no-track", "-c", name, start});
}

const std::string& TestRepo::bare() {
  if (!bare_.empty()) return bare_;
  bare_ = root_ + "/origin.git";
  git({"init", "-q", "--bare", bare_});
  git({"remote", "add", "origin", bare_});
  return bare_;
}

namespace {

constexpr auto kLogin = R"(const sessions = require('./sessions');

function login(user, password) {
  if (user.password !== password) {
    return null;
  }
  return sessions.open(user);
}

function logout(session) {
  sessions.close(session.id);
}

module.exports = { login, logout };
)";

constexpr auto kHealth = R"(function health() {
  return { status: 'ok', uptime: process.uptime() };
}

module.exports = { health };
)";

constexpr auto kLoginTest = R"(const { login } = require('../src/login');

test('a wrong password is refused', () => {
  expect(login({ password: 'right' }, 'wrong')).toBeNull();
});
)";

constexpr auto kPackage = R"({
  "name": "kars",
  "version": "1.4.0",
  "scripts": { "test": "jest" },
  "dependencies": { "express": "4.19.2" }
}
)";

struct Kars : TestRepo {
  Kars() {
    git({"symbolic-ref", "HEAD", "refs/heads/kars-prod"});
    write("src/login.js", kLogin);
    write("src/health.js", kHealth);
    write("tests/login.test.js", kLoginTest);
    write("package.json", kPackage);
    commit("feat: log in and out", "README.md", "# KARS\n\nThe service behind the index.\n");
    switch_new("kars-dev");
    commit("feat: search the catalogue", "src/search.js", "module.exports = () => [];\n");
    commit("feat: export orders", "src/export.js", "module.exports = () => '';\n");
    switch_to("kars-prod");
    bare();
    git({"push", "-q", "origin", "kars-prod", "kars-dev"});
    git({"fetch", "-q", "origin"});
  }
};

}  // namespace

void kars(TestRepo& repo) { repo.take_over(made_once<Kars>()); }

}  // namespace hotfix
