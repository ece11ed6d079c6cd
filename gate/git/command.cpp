// SPDX-License-Identifier: MIT
#include "gate/git/command.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <string_view>
#include <utility>

#include "gate/base/error.h"

extern char** environ;

namespace hotfix {

namespace {

using Clock = std::chrono::steady_clock;

constexpr auto kTimeLimit = std::chrono::seconds(30);
constexpr std::size_t kOutputLimit = std::size_t{16} << 20;

// What a person or a repository may have set that would start another program or change the output.
constexpr std::array kOverrides = {"-c", "core.fsmonitor=false", "-c", "log.showSignature=false"};

constexpr std::array<std::string_view, 6> kFixed = {
    "GIT_NO_REPLACE_OBJECTS=1", "GIT_NO_LAZY_FETCH=1", "GIT_OPTIONAL_LOCKS=0",
    "GIT_TERMINAL_PROMPT=0",    "GIT_PAGER=cat",       "LC_ALL=C"};

// They would change what a diff prints.
constexpr std::array<std::string_view, 2> kDropped = {"GIT_EXTERNAL_DIFF", "GIT_DIFF_OPTS"};

// `git rev-parse --local-env-vars` of git 2.39. Like git when it enters a submodule, this leaves
// out GIT_CONFIG_PARAMETERS and GIT_CONFIG_COUNT: they name no repository, and CI sets
// safe.directory by them.
constexpr std::array<std::string_view, 13> kLocal = {"GIT_ALTERNATE_OBJECT_DIRECTORIES",
                                                     "GIT_CONFIG",
                                                     "GIT_OBJECT_DIRECTORY",
                                                     "GIT_DIR",
                                                     "GIT_WORK_TREE",
                                                     "GIT_IMPLICIT_WORK_TREE",
                                                     "GIT_GRAFT_FILE",
                                                     "GIT_INDEX_FILE",
                                                     "GIT_REPLACE_REF_BASE",
                                                     "GIT_PREFIX",
                                                     "GIT_SHALLOW_FILE",
                                                     "GIT_COMMON_DIR",
                                                     "GIT_INTERNAL_SUPER_PREFIX"};

template <typename Names>
bool listed(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string_view name_of(std::string_view variable) {
  return variable.substr(0, variable.find('='));
}

bool is_fixed(std::string_view name) {
  return std::any_of(kFixed.begin(), kFixed.end(),
                     [&](std::string_view fixed) { return name_of(fixed) == name; });
}

std::vector<std::string> environment(bool clean) {
  std::vector<std::string> result(kFixed.begin(), kFixed.end());
  for (char** entry = environ; entry && *entry; ++entry) {
    const std::string_view name = name_of(*entry);
    if (is_fixed(name) || listed(kDropped, name) || (clean && listed(kLocal, name))) continue;
    result.emplace_back(*entry);
  }
  return result;
}

std::vector<std::string> command_line(const std::vector<std::string>& arguments,
                                      const std::string& directory) {
  std::vector<std::string> line = {"git"};
  if (!directory.empty()) line.insert(line.end(), {"-C", directory});
  line.insert(line.end(), kOverrides.begin(), kOverrides.end());
  line.insert(line.end(), arguments.begin(), arguments.end());
  return line;
}

// The pointers live as long as `words`.
std::vector<char*> c_array(std::vector<std::string>& words) {
  std::vector<char*> result;
  for (std::string& word : words) result.push_back(word.data());
  result.push_back(nullptr);
  return result;
}

[[noreturn]] void cannot_start(int error) {
  throw Undecidable(std::string("git could not be started: ") + std::strerror(error),
                    "install git, or put the folder that holds it on PATH");
}

// Both ends are closed when it goes, and never inherited.
struct Pipe {
  int ends[2] = {-1, -1};

  Pipe() {
    if (pipe(ends) != 0) cannot_start(errno);
    for (int end : ends) fcntl(end, F_SETFD, FD_CLOEXEC);
  }
  ~Pipe() {
    close_end(0);
    close_end(1);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  void close_end(int which) {
    if (ends[which] >= 0) close(ends[which]);
    ends[which] = -1;
  }
};

struct FileActions {
  posix_spawn_file_actions_t value;

  FileActions(const Pipe& out, const Pipe& err) {
    posix_spawn_file_actions_init(&value);
    posix_spawn_file_actions_addopen(&value, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&value, out.ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&value, err.ends[1], STDERR_FILENO);
  }
  ~FileActions() { posix_spawn_file_actions_destroy(&value); }
  FileActions(const FileActions&) = delete;
  FileActions& operator=(const FileActions&) = delete;
};

// A started git. It is killed when it goes before its end was waited for.
class Child {
 public:
  explicit Child(pid_t pid) : pid_(pid) {}
  ~Child() {
    if (pid_ <= 0) return;
    kill(pid_, SIGKILL);
    reap();
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  int wait() {
    const int status = reap();
    if (status < 0) {
      throw Undecidable("the exit status of git was lost",
                        "start this program from one that does not ignore SIGCHLD");
    }
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  }

 private:
  // -1: the system has thrown the status away.
  int reap() {
    const pid_t pid = std::exchange(pid_, 0);
    int status = 0;
    pid_t done = 0;
    do {
      done = waitpid(pid, &status, 0);
    } while (done < 0 && errno == EINTR);
    return done == pid ? status : -1;
  }

  pid_t pid_;
};

pid_t spawn(std::vector<std::string> line, const Pipe& out, const Pipe& err, bool clean) {
  std::vector<std::string> variables = environment(clean);
  const FileActions actions(out, err);
  pid_t pid = 0;
  const int error = posix_spawnp(&pid, "git", &actions.value, nullptr, c_array(line).data(),
                                 c_array(variables).data());
  if (error != 0) cannot_start(error);
  return pid;
}

int milliseconds_left(Clock::time_point deadline) {
  using std::chrono::milliseconds;
  const auto left = std::chrono::duration_cast<milliseconds>(deadline - Clock::now()).count();
  return left > 0 ? static_cast<int>(left) : 0;
}

// Takes what is there; closes the pipe at its end.
void take(Pipe& from, std::string& into, const std::string& name) {
  char buffer[65536];
  const ssize_t n = read(from.ends[0], buffer, sizeof buffer);
  if (n < 0 && (errno == EINTR || errno == EAGAIN)) return;
  if (n <= 0) return from.close_end(0);
  if (into.size() + static_cast<std::size_t>(n) > kOutputLimit) {
    throw Undecidable("`" + name + "` printed more than 16 MiB", "narrow what is asked for");
  }
  into.append(buffer, static_cast<std::size_t>(n));
}

// Reads both until both end, in whatever order they fill, so that git never waits for us.
void drain(Pipe& out, Pipe& err, CommandResult& result, const std::string& name) {
  const auto deadline = Clock::now() + kTimeLimit;
  while (out.ends[0] >= 0 || err.ends[0] >= 0) {
    pollfd ready[2] = {{out.ends[0], POLLIN, 0}, {err.ends[0], POLLIN, 0}};
    const int count = poll(ready, 2, milliseconds_left(deadline));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) throw Undecidable("`" + name + "` took more than 30 seconds", "run it by hand");
    if (ready[0].revents) take(out, result.out, name);
    if (ready[1].revents) take(err, result.err, name);
  }
}

}  // namespace

CommandResult run_git(const std::vector<std::string>& arguments, const std::string& directory,
                      bool clean) {
  const std::string name = "git " + (arguments.empty() ? std::string() : arguments.front());
  Pipe out, err;
  Child git(spawn(command_line(arguments, directory), out, err, clean));
  out.close_end(1);
  err.close_end(1);
  CommandResult result;
  drain(out, err, result, name);
  result.status = git.wait();
  return result;
}

}  // namespace hotfix
