// SPDX-License-Identifier: MIT
#include "hooks/git_hotfix/take_step.h"

#include <unistd.h>

#include <cstring>
#include <iostream>
#include <ostream>

#include "gate/base/error.h"
#include "gate/base/spawner.h"
#include "gate/base/terminal.h"
#include "gate/base/visible.h"
#include "gate/git/discovery/command.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr std::size_t kWidth = 80;  // columns

int run_in_shell(const std::string& command) {
  const Run run = run_inheriting({"/bin/sh",
                                  {"sh", "-c", command},
                                  inherited_environment([](std::string_view) { return true; })},
                                 nullptr);
  if (run.end == Run::End::exited) return run.status;
  throw Undecidable(std::string("/bin/sh could not be started: ") + std::strerror(run.error),
                    "paste the commands that are shown");
}

std::string id_now(const std::string& ref) {
  const CommandResult git = run_git({"rev-parse", "--quiet", "--verify", ref});
  return git.status == 0 ? short_id(trim(git.out)) : std::string();
}

void print_undo(const Step& step, std::size_t done, const std::string& words, std::ostream& out) {
  const Commands undo = undo_of(step, done, id_now);
  if (undo.empty()) return;
  out << words << "\n";
  print_lines(undo, out);
}

}  // namespace

void print_lines(const Commands& commands, std::ostream& out) {
  for (const std::string& line : paste_lines(commands)) out << "    " << visible(line) << "\n";
}

bool agreed(const std::string& question, const StepOptions& options, bool otherwise,
            std::ostream& out) {
  if (options.yes) return true;
  if (isatty(STDIN_FILENO) != 1 || isatty(STDOUT_FILENO) != 1) return otherwise;
  out << question << " [Y/n] " << std::flush;
  std::string answer;
  if (!std::getline(std::cin, answer)) return false;
  return answer.empty() || answer == "y" || answer == "Y" || answer == "yes";
}

Taken take(const Step& step, const StepOptions& options, std::ostream& out) {
  const std::string what = options.dry_run ? "This would " : "This will ";
  out << wrapped(what + visible(step.what) + ":", 0, kWidth) << "\n";
  print_lines(commands_of(step), out);
  if (options.dry_run) return Taken::shown;
  if (!agreed("Go on?", options, true, out)) {
    out << "nothing was done\n";
    return Taken::declined;
  }
  for (std::size_t done = 0; done < step.acts.size(); ++done) {
    out << std::flush;
    const int status = run_in_shell(step.acts[done].command);
    if (status == 0) continue;
    out << "stopped: this ended with status " << status << ":\n";
    print_lines({step.acts[done].command}, out);
    print_undo(step, done, "to take back what was done before it:", out);
    return Taken::failed;
  }
  print_undo(step, step.acts.size(), "done; to take it back:", out);
  return Taken::done;
}

int exit_status(Taken taken) { return taken == Taken::done || taken == Taken::shown ? 0 : 1; }

}  // namespace hotfix
