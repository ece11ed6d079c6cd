// SPDX-License-Identifier: MIT
#include "gate/base/spawner.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "gate/base/file.h"

extern char** environ;

namespace hotfix {

namespace {

using Clock = std::chrono::steady_clock;

// The pointers live as long as `words`.
std::vector<char*> c_array(std::vector<std::string>& words) {
  std::vector<char*> result;
  for (std::string& word : words) result.push_back(word.data());
  result.push_back(nullptr);
  return result;
}

// Never inherited, also not by a program that another thread starts at this moment.
int open_pipe(int (&ends)[2]) {
#ifdef __APPLE__
  if (pipe(ends) != 0) return errno;
  for (int end : ends) fcntl(end, F_SETFD, FD_CLOEXEC);
  return 0;
#else
  return pipe2(ends, O_CLOEXEC) == 0 ? 0 : errno;
#endif
}

// Both ends are closed when it goes.
struct Pipe {
  int ends[2] = {-1, -1};
  int error = open_pipe(ends);

  Pipe() = default;
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

// What the program's standard files are; -1: ours.
struct Streams {
  int in = -1, out = -1, err = -1;
};

struct FileActions {
  posix_spawn_file_actions_t value;

  explicit FileActions(const Streams& streams) {
    posix_spawn_file_actions_init(&value);
    redirect(streams.in, STDIN_FILENO);
    redirect(streams.out, STDOUT_FILENO);
    redirect(streams.err, STDERR_FILENO);
  }
  ~FileActions() { posix_spawn_file_actions_destroy(&value); }
  FileActions(const FileActions&) = delete;
  FileActions& operator=(const FileActions&) = delete;

  void redirect(int from, int to) {
    if (from >= 0) posix_spawn_file_actions_adddup2(&value, from, to);
  }
};

// The program sees SIGPIPE as it would without us, whatever this process does about it.
struct Attributes {
  posix_spawnattr_t value;

  Attributes() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGPIPE);
    posix_spawnattr_init(&value);
    posix_spawnattr_setsigdefault(&value, &signals);
    posix_spawnattr_setflags(&value, POSIX_SPAWN_SETSIGDEF);
  }
  ~Attributes() { posix_spawnattr_destroy(&value); }
  Attributes(const Attributes&) = delete;
  Attributes& operator=(const Attributes&) = delete;
};

// A started program. It is killed when it goes before its end was waited for.
class Child {
 public:
  Child(Program program, const Streams& streams) {
    const FileActions actions(streams);
    const Attributes attributes;
    error_ = posix_spawnp(&pid_, program.file.c_str(), &actions.value, &attributes.value,
                          c_array(program.arguments).data(), c_array(program.environment).data());
    if (error_ != 0) pid_ = 0;
  }
  ~Child() {
    if (pid_ <= 0) return;
    kill(pid_, SIGKILL);
    reap();
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  int error() const { return error_; }  // an errno; 0: it runs

  void wait(Run& run) {
    const int status = reap();
    run.end = status < 0 ? Run::End::lost_status : Run::End::exited;
    if (status >= 0) {
      run.status = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    }
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

  pid_t pid_ = 0;
  int error_ = 0;
};

int milliseconds_left(Clock::time_point deadline) {
  using std::chrono::milliseconds;
  const auto left = std::chrono::duration_cast<milliseconds>(deadline - Clock::now()).count();
  return left > 0 ? static_cast<int>(left) : 0;
}

// Takes what is there; closes the pipe at its end. False when that is more than the limit.
bool take(Pipe& from, std::string& into, std::size_t limit) {
  char buffer[65536];
  const ssize_t n = read(from.ends[0], buffer, sizeof buffer);
  if (n < 0 && (errno == EINTR || errno == EAGAIN)) return true;
  if (n <= 0) {
    from.close_end(0);
    return true;
  }
  if (into.size() + static_cast<std::size_t>(n) > limit) return false;
  into.append(buffer, static_cast<std::size_t>(n));
  return true;
}

// Reads both until both end, in whatever order they fill, so that the program never waits for us.
// True when it got to the end of both.
bool drain(Pipe& out, Pipe& err, Run& run, Clock::time_point deadline, std::size_t limit) {
  while (out.ends[0] >= 0 || err.ends[0] >= 0) {
    pollfd ready[2] = {{out.ends[0], POLLIN, 0}, {err.ends[0], POLLIN, 0}};
    const int count = poll(ready, 2, milliseconds_left(deadline));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) {
      run.end = Run::End::too_slow;
      return false;
    }
    if ((ready[0].revents && !take(out, run.out, limit)) ||
        (ready[1].revents && !take(err, run.err, limit))) {
      run.end = Run::End::too_much;
      return false;
    }
  }
  return true;
}

// Stops early, and quietly, when the other end does not want to read it.
void feed(int pipe_end, std::string_view input) {
  const auto before = signal(SIGPIPE, SIG_IGN);
  while (!input.empty()) {
    const ssize_t n = write(pipe_end, input.data(), input.size());
    if (n < 0 && errno != EINTR) break;
    if (n > 0) input.remove_prefix(static_cast<std::size_t>(n));
  }
  signal(SIGPIPE, before);
}

Run not_started(int error) {
  Run run;
  run.error = error;
  return run;
}

Run run_fed(const Program& program, const std::string& input) {
  Pipe pipe;
  if (pipe.error != 0) return not_started(pipe.error);
  Child child(program, {pipe.ends[0], -1, -1});
  if (child.error() != 0) return not_started(child.error());
  pipe.close_end(0);
  feed(pipe.ends[1], input);
  pipe.close_end(1);
  Run run;
  child.wait(run);
  return run;
}

}  // namespace

std::vector<std::string> inherited_environment(
    const std::function<bool(std::string_view name)>& keep) {
  std::vector<std::string> result;
  for (char** entry = environ; entry && *entry; ++entry) {
    const std::string_view variable = *entry;
    if (keep(variable.substr(0, variable.find('=')))) result.emplace_back(variable);
  }
  return result;
}

Run run_captured(const Program& program, std::chrono::seconds time_limit,
                 std::size_t output_limit) {
  const auto deadline = Clock::now() + time_limit;
  const Descriptor nothing(open("/dev/null", O_RDONLY | O_CLOEXEC));
  if (!nothing) return not_started(errno);
  Pipe out, err;
  if (out.error != 0 || err.error != 0) return not_started(std::max(out.error, err.error));
  Child child(program, {nothing.get(), out.ends[1], err.ends[1]});
  if (child.error() != 0) return not_started(child.error());
  out.close_end(1);
  err.close_end(1);
  Run run;
  if (drain(out, err, run, deadline, output_limit)) child.wait(run);
  return run;
}

Run run_inheriting(const Program& program, const std::string* input) {
  if (input) return run_fed(program, *input);
  Child child(program, {});
  if (child.error() != 0) return not_started(child.error());
  Run run;
  child.wait(run);
  return run;
}

}  // namespace hotfix
