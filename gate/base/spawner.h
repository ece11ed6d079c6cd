// SPDX-License-Identifier: MIT
// The one place that starts programs. No shell is in between.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace hotfix {

struct Program {
  std::string file;                      // without '/': looked for on PATH
  std::vector<std::string> arguments;    // argv, its own name first
  std::vector<std::string> environment;  // "NAME=value", all that it sees
};

struct Run {
  enum class End {
    exited,      // by itself or by a signal: `status` says how
    no_start,    // it could not be started: `error` says why
    too_slow,    // killed at the time limit
    too_much,    // killed when it printed more than the limit
    lost_status  // the system has thrown it away: this process ignores SIGCHLD
  };
  End end = End::no_start;
  int status = 0;        // exit status; 128 + signal when a signal ended it
  int error = 0;         // an errno
  std::string out, err;  // what it printed, of a run that was captured
};

// The variables of this process that `keep` agrees to, by their names.
std::vector<std::string> inherited_environment(
    const std::function<bool(std::string_view name)>& keep);

// Runs it with nothing to read and keeps both outputs, of at most `output_limit` bytes each.
Run run_captured(const Program& program, std::chrono::seconds time_limit, std::size_t output_limit);

// Runs it with our outputs, for as long as it takes. `input` is what it may read, all or a part of
// it; null: our own standard input.
Run run_inheriting(const Program& program, const std::string* input);

}  // namespace hotfix
