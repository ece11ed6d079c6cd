// SPDX-License-Identifier: MIT
#include "gate/git/discovery/command.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>
#include <string_view>

#include "gate/base/error.h"
#include "gate/base/spawner.h"

namespace hotfix {

namespace {

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
  std::vector<std::string> result = inherited_environment([clean](std::string_view name) {
    return !is_fixed(name) && !listed(kDropped, name) && !(clean && listed(kLocal, name));
  });
  result.insert(result.end(), kFixed.begin(), kFixed.end());
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

// Throws unless git ran to its end.
void require_end(const Run& run, const std::string& name) {
  switch (run.end) {
    case Run::End::exited:
      return;
    case Run::End::no_start:
      throw Undecidable(std::string("git could not be started: ") + std::strerror(run.error),
                        "install git, or put the folder that holds it on PATH");
    case Run::End::too_slow:
      throw Undecidable("`" + name + "` took more than 30 seconds", "run it by hand");
    case Run::End::too_much:
      throw Undecidable("`" + name + "` printed more than 16 MiB", "narrow what is asked for");
    case Run::End::lost_status:
      throw Undecidable("the exit status of git was lost",
                        "start this program from one that does not ignore SIGCHLD");
  }
}

}  // namespace

CommandResult run_git(const std::vector<std::string>& arguments, const std::string& directory,
                      bool clean) {
  Run run = run_captured({"git", command_line(arguments, directory), environment(clean)},
                         kTimeLimit, kOutputLimit);
  require_end(run, "git " + (arguments.empty() ? std::string() : arguments.front()));
  return {run.status, std::move(run.out), std::move(run.err)};
}

}  // namespace hotfix
