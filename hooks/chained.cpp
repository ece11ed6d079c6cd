// SPDX-License-Identifier: MIT
#include "hooks/chained.h"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <iostream>

#include "gate/base/spawner.h"

namespace hotfix {

namespace {

constexpr const char* kVariable = "HOTFIX_NEXT_HOOK";

// The hook must not inherit the variable: it may be a shim of ours itself.
Program program_of_hook(const std::string& hook, int argc, char** argv) {
  Program program;
  program.file = hook.find('/') == hook.npos ? "./" + hook : hook;  // not one on PATH
  program.arguments.assign(argv + (argc > 0 ? 1 : 0), argv + argc);
  program.arguments.insert(program.arguments.begin(), hook);
  program.environment =
      inherited_environment([](std::string_view name) { return name != kVariable; });
  return program;
}

// Like git, takes a file without a `#!` line for a shell script.
Run run_hook(Program program, const std::string* input) {
  const Run run = run_inheriting(program, input);
  if (run.end != Run::End::no_start || run.error != ENOEXEC) return run;
  program.arguments.front() = program.file;
  program.arguments.insert(program.arguments.begin(), "/bin/sh");
  program.file = "/bin/sh";
  return run_inheriting(program, input);
}

}  // namespace

int run_next_hook(int argc, char** argv, const std::string* input) {
  const char* hook = std::getenv(kVariable);
  if (!hook || access(hook, X_OK) != 0) return 0;
  const Run run = run_hook(program_of_hook(hook, argc, argv), input);
  if (run.end == Run::End::exited) return run.status;
  if (run.end == Run::End::no_start) {
    std::cerr << "hotfix-gate: cannot run " << hook << ": " << std::strerror(run.error) << "\n";
  }
  return 1;
}

}  // namespace hotfix
