// SPDX-License-Identifier: MIT
#include "hooks/doctor.h"

#include <unistd.h>

#include "gate/base/error.h"
#include "gate/base/visible.h"
#include "gate/request/context.h"
#include "hooks/hooks_folder.h"
#include "hooks/shim.h"
#include "hooks/version.h"
#include "rules/support/text.h"

namespace hotfix {

namespace fs = std::filesystem;

namespace {

constexpr auto kInstall = "hotfix-lint install";
constexpr std::int64_t kFresh = 24 * 60 * 60;  // seconds

// The lines printed so far, and whether all of them are good.
class Checks {
 public:
  explicit Checks(std::ostream& out) : out_(out) {}

  void ok(const std::string& what) { out_ << "ok   " << what << "\n"; }
  void bad(const std::string& what, const std::string& fix) {
    out_ << "BAD  " << what << "\n     " << fix << "\n";
    good_ = false;
  }
  bool good() const { return good_; }

 private:
  std::ostream& out_;
  bool good_ = true;
};

bool executable(const fs::path& file) {
  std::error_code error;
  return fs::is_regular_file(file, error) && access(file.c_str(), X_OK) == 0;
}

void check_git(Checks& checks) {
  const CommandResult version = run_git({"version"});
  checks.ok(visible(version.out.substr(0, version.out.find('\n'))));
}

void check_folder(const HooksFolder& hooks, Checks& checks) {
  const std::string where = "hooks are in " + shown(hooks.folder);
  const std::string from = "core.hooksPath (" + hooks.scope + " setting)";
  std::error_code error;
  if (fs::is_directory(hooks.folder, error) && (hooks.scope.empty() || !hooks.hooks_path.empty())) {
    checks.ok(hooks.scope.empty() ? where : where + ", by " + from);
  } else if (hooks.scope.empty()) {
    checks.bad(where + ", which is not a folder", kInstall);
  } else {
    checks.bad(where + ", which is not a folder, by " + from,
               "git config --" + hooks.scope + " --unset-all core.hooksPath");
  }
}

// git passes over a file that it cannot execute.
bool check_executable(const fs::path& file, Checks& checks) {
  if (executable(file)) return true;
  checks.bad(shown(file) + " is not executable, so git does not run it", "chmod +x " + shown(file));
  return false;
}

void check_next(const fs::path& file, Checks& checks) {
  const fs::path next = next_of(file);
  if (!is_there(next)) return;
  if (check_executable(next, checks)) checks.ok(shown(next) + " runs with it");
}

// The part of git's output that shows that the program answered; empty when it did not.
std::string answer_in(const std::string& output, const std::string& program) {
  const auto at = output.find(program + " ");
  return at == output.npos ? std::string() : output.substr(at, output.find('\n', at) - at);
}

// Asks git to run the hook. Only ever done with a shim of ours whose program is there: with any
// other file this would run what a person did not ask for.
void check_fires(const Request& request, std::string_view hook, Checks& checks) {
  const std::string program = program_of(hook);
  const CommandResult run =
      git_in(request.repository, {"hook", "run", std::string(hook), "--", "--version"});
  const std::string answer = answer_in(run.out + run.err, program);
  if (run.err.find("is not a git command") != std::string::npos) {
    checks.ok("git is too old to prove that it runs " + std::string(hook) + " (2.36 can)");
  } else if (run.status != 0 || answer.empty()) {
    checks.bad("git runs " + std::string(hook) + ", but " + program +
                   " does not answer: " + visible(run.err.substr(0, run.err.find('\n'))),
               "reinstall hotfix-gate, then: hotfix-lint install");
  } else if (answer != version_line(program)) {
    checks.bad("git runs " + visible(answer) + ", which is not this version", kInstall);
  } else {
    checks.ok("git runs " + visible(answer));
  }
}

void check_shim(const Request& request, const fs::path& file, std::string_view hook,
                Checks& checks) {
  const std::string text = hook_text(file);
  const fs::path program = shim_program(text);
  if (!check_executable(file, checks)) return;
  if (!is_current_shim(hook, text)) {
    checks.bad(shown(file) + " is the shim of another version, or was changed", kInstall);
  } else if (!executable(program)) {
    checks.bad(shown(file) + " starts " + shown(program) + ", which is not a program",
               "reinstall hotfix-gate, then: hotfix-lint install");
  } else {
    checks.ok(shown(file) + " is ours and current");
    check_next(file, checks);
    check_fires(request, hook, checks);
  }
}

// A hook of somebody else: husky's, those of a shared folder, or one that was put over ours.
void check_foreign(const fs::path& file, std::string_view hook, Checks& checks) {
  std::error_code error;
  const std::string text = hook_text(file);
  if (fs::is_symlink(file, error) && !fs::exists(file, error)) {
    checks.bad(shown(file) + " is a link to nothing, which git ignores", kInstall);
  } else if (text.find(program_of(hook)) == text.npos) {
    checks.bad(shown(file) + " is not ours and does not start " + program_of(hook), kInstall);
  } else if (check_executable(file, checks)) {
    checks.ok(shown(file) + " is not ours, and names " + program_of(hook) + " (not run)");
  }
}

void check_hook(const Request& request, const HooksFolder& hooks, std::string_view hook,
                Checks& checks) {
  const fs::path file = hooks.folder / hook;
  switch (inspect(file)) {
    case HookFile::ours:
      return check_shim(request, file, hook, checks);
    case HookFile::foreign:
      return check_foreign(file, hook, checks);
    case HookFile::absent:
      return checks.bad(shown(file) + " is not there", kInstall);
    case HookFile::folder:
      return checks.bad(shown(file) + " is a folder", "move it away, then: hotfix-lint install");
  }
}

// Husky runs .husky/<hook>, by way of files of its own that are all alike.
void check_husky(const HooksFolder& hooks, std::string_view hook, Checks& checks) {
  const fs::path file = hooks.husky() / hook;
  if (hook_text(file).find(program_of(hook)) != std::string::npos) {
    checks.ok(shown(file) + " names " + program_of(hook) + " (not run)");
  } else {
    checks.bad("husky's " + shown(file) + " does not start " + program_of(hook),
               "hotfix-lint install   (prints the lines to add)");
  }
}

void check_branch(const Context& context, const std::string& branch, const std::string& id,
                  Checks& checks) {
  const std::string name = visible(context.remote + "/" + branch);
  if (!id.empty()) return checks.ok(name + " is here");
  checks.bad(name + " is not here: there is nothing to compare a hotfix with",
             visible(fetch_command(context.remote, branch)));
}

void check_fresh(const Context& context, Checks& checks) {
  const std::string name = visible(context.remote + "/" + context.refs.production);
  const std::int64_t age = context.now - context.fetched_at;
  const bool known = context.fetched_at >= 0;
  if (known && age <= kFresh) return checks.ok(name + " was fetched within 24 hours");
  const std::string when =
      known ? count(static_cast<std::size_t>(age / 3600), "hour") + " ago" : "at an unknown time";
  checks.bad(name + " was last fetched " + when,
             visible(fetch_command(context.remote, context.refs.production)));
}

void check_branches(const Request& request, Checks& checks) {
  const Context context = open_context(request, false);
  const Refs& refs = context.refs;
  checks.ok("the policy is " + visible(context.policy_source));
  check_branch(context, refs.production, refs.production_id, checks);
  if (!refs.production_id.empty()) check_fresh(context, checks);
  check_branch(context, refs.development, refs.development_id, checks);
}

void check_all(const Request& request, Checks& checks) {
  check_git(checks);
  const HooksFolder hooks = find_hooks(request.repository);
  checks.ok("inside the repository " + shown(hooks.root));
  check_folder(hooks, checks);
  for (std::string_view hook : kHooks) {
    if (hooks.is_husky()) {
      check_husky(hooks, hook, checks);
    } else {
      check_hook(request, hooks, hook, checks);
    }
  }
  check_branches(request, checks);
}

}  // namespace

int doctor(const Request& request, std::ostream& out) {
  Checks checks(out);
  try {
    check_all(request, checks);
  } catch (const Undecidable& error) {
    checks.bad(visible(error.what()), visible(error.fix));
  } catch (const UsageError& error) {
    checks.bad(visible(error.what()), "correct that, and run hotfix-lint doctor again");
  }
  return static_cast<int>(checks.good() ? ExitStatus::pass : ExitStatus::blocked);
}

}  // namespace hotfix
