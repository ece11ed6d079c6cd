// SPDX-License-Identifier: MIT
#include "hooks/chained.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <string_view>
#include <vector>

extern char** environ;

namespace hotfix {

namespace {

constexpr std::string_view kVariable = "HOTFIX_NEXT_HOOK=";

// It must not inherit the variable: it may be a shim of ours itself.
std::vector<char*> environment() {
  std::vector<char*> result;
  for (char** entry = environ; *entry; ++entry) {
    if (std::string_view(*entry).substr(0, kVariable.size()) != kVariable) result.push_back(*entry);
  }
  result.push_back(nullptr);
  return result;
}

// The hook sees SIGPIPE as it would without us, whatever this process does about it.
void restore_sigpipe(posix_spawnattr_t& attributes) {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGPIPE);
  posix_spawnattr_setsigdefault(&attributes, &signals);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
}

int start(pid_t& pid, const char* program, std::vector<char*> words, int input) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  restore_sigpipe(attributes);
  if (input >= 0) posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
  const int error =
      posix_spawn(&pid, program, &actions, &attributes, words.data(), environment().data());
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return error;
}

// Like git, takes a file without a `#!` line for a shell script.
int start_hook(pid_t& pid, char* hook, int argc, char** argv, int input) {
  std::vector<char*> words(argv + (argc > 0 ? 1 : 0), argv + argc);
  words.insert(words.begin(), hook);
  words.push_back(nullptr);
  const int error = start(pid, hook, words, input);
  if (error != ENOEXEC) return error;
  char shell[] = "/bin/sh";
  words.insert(words.begin(), shell);
  return start(pid, shell, words, input);
}

// Stops early, and quietly, when the other end does not want to read it.
void feed(int pipe_end, const std::string& input) {
  const auto before = signal(SIGPIPE, SIG_IGN);
  std::size_t written = 0;
  while (written < input.size()) {
    const ssize_t n = write(pipe_end, input.data() + written, input.size() - written);
    if (n < 0 && errno != EINTR) break;
    if (n > 0) written += static_cast<std::size_t>(n);
  }
  signal(SIGPIPE, before);
}

int wait_for(pid_t pid) {
  int status = 0;
  while (waitpid(pid, &status, 0) < 0) {
    if (errno != EINTR) return 1;
  }
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

int failed(const char* hook, int error) {
  std::cerr << "hotfix-gate: cannot run " << hook << ": " << std::strerror(error) << "\n";
  return 1;
}

int run_fed(char* hook, int argc, char** argv, const std::string& input) {
  int ends[2];
  if (pipe(ends) != 0) return failed(hook, errno);
  for (int end : ends) fcntl(end, F_SETFD, FD_CLOEXEC);
  pid_t pid = 0;
  const int error = start_hook(pid, hook, argc, argv, ends[0]);
  close(ends[0]);
  if (error == 0) feed(ends[1], input);
  close(ends[1]);
  return error == 0 ? wait_for(pid) : failed(hook, error);
}

int run_inheriting(char* hook, int argc, char** argv) {
  pid_t pid = 0;
  const int error = start_hook(pid, hook, argc, argv, -1);
  return error == 0 ? wait_for(pid) : failed(hook, error);
}

}  // namespace

int run_next_hook(int argc, char** argv, const std::string* input) {
  char* hook = std::getenv("HOTFIX_NEXT_HOOK");
  if (!hook || access(hook, X_OK) != 0) return 0;
  return input ? run_fed(hook, argc, argv, *input) : run_inheriting(hook, argc, argv);
}

}  // namespace hotfix
