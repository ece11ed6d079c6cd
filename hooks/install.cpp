// SPDX-License-Identifier: MIT
#include "hooks/install.h"

#include <unistd.h>

#include <set>

#include "gate/base/error.h"
#include "gate/base/file.h"
#include "gate/base/visible.h"
#include "gate/request/context.h"
#include "hooks/hook_managers.h"
#include "hooks/hooks_folder.h"
#include "hooks/shim.h"
#include "rules/support/text.h"

#ifdef __APPLE__
#include <mach-o/dyld.h>
#endif

namespace hotfix {

namespace fs = std::filesystem;

namespace {

constexpr int kPass = static_cast<int>(ExitStatus::pass);
constexpr int kUsage = static_cast<int>(ExitStatus::usage);

fs::path folder_of_this_program() {
#ifdef __APPLE__
  char path[4096];
  std::uint32_t size = sizeof path;
  return _NSGetExecutablePath(path, &size) == 0 ? fs::canonical(path).parent_path() : fs::path();
#else
  return fs::read_symlink("/proc/self/exe").parent_path();
#endif
}

bool check_programs(const fs::path& folder, std::ostream& err) {
  for (std::string_view hook : kHooks) {
    const fs::path program = folder / program_of(hook);
    if (access(program.c_str(), X_OK) == 0) continue;
    err << "There is no program " << shown(program) << " to start.\n"
        << "Put hotfix-lint, hotfix-pre-push and hotfix-commit-msg into one folder, and run "
           "hotfix-lint install again.\n";
    return false;
  }
  return true;
}

// git asks for our hooks where somebody commits and pushes.
bool check_work_tree(const std::string& repository, std::ostream& err) {
  const CommandResult bare = git_in(repository, {"rev-parse", "--is-bare-repository"});
  if (!bare.out.starts_with("true")) return true;
  err << "This repository is bare: nobody commits in it or pushes from it, so the hooks would "
         "never "
         "run.\nRun hotfix-lint install in a clone of it, or in one of its worktrees.\n";
  return false;
}

bool check_branch(const std::string& repository, const std::string& name, std::ostream& err) {
  if (name.empty()) return true;
  if (git_in(repository, {"check-ref-format", "refs/heads/" + name}).status == 0) return true;
  err << "'" << visible(name) << "' cannot be the name of a branch.\n";
  return false;
}

// core.hooksPath is empty or, as a way to switch hooks off, something like /dev/null.
bool runs_no_hook(const HooksFolder& hooks) {
  std::error_code error;
  if (hooks.scope.empty()) return false;
  return hooks.hooks_path.empty() ||
         (fs::exists(hooks.folder, error) && !fs::is_directory(hooks.folder, error));
}

// Hooks that belong to somebody else: those of other repositories, and those that husky writes.
bool check_owner(const HooksFolder& hooks, std::ostream& err) {
  if (runs_no_hook(hooks)) {
    err << "core.hooksPath is '" << visible(hooks.hooks_path) << "' (" << hooks.scope
        << " setting), which is not a folder, so git runs no hook. Run:\n"
        << "  git config --" << hooks.scope << " --unset-all core.hooksPath\n";
    return false;
  }
  if (hooks.is_husky()) {
    err << "husky owns the hooks of this repository, so nothing was written.\n";
    print_lines_to_add(hooks.husky(), err);
    return false;
  }
  if (hooks.is_shared()) {
    err << "core.hooksPath is " << visible(hooks.hooks_path) << " (" << hooks.scope
        << " setting): those hooks serve other repositories too, so nothing was written.\n";
    print_lines_to_add(hooks.folder, err);
    return false;
  }
  return true;
}

bool check_room(const fs::path& folder, std::ostream& err) {
  for (std::string_view hook : kHooks) {
    const fs::path file = folder / hook;
    const HookFile found = inspect(file);
    if (found == HookFile::folder) {
      err << shown(file) << " is a folder. Move it away, and run hotfix-lint install again.\n";
      return false;
    }
    if (found == HookFile::foreign && is_there(next_of(file))) {
      err << "There are two hooks to keep: " << shown(file) << " and " << shown(next_of(file))
          << ".\nMake one of them, as " << shown(file) << ", and remove the other.\n";
      return false;
    }
  }
  return true;
}

[[noreturn]] void cannot_write(const fs::path& file, int error) {
  throw fs::filesystem_error("cannot write", file, std::error_code(error, std::generic_category()));
}

// The hook that was there is moved away only when ours is written.
void place(const fs::path& file, std::string_view hook, const fs::path& program) {
  AtomicFile shim(file.string(), shim_text(hook, program.string()), 0755);
  if (shim.error() != 0) cannot_write(file, shim.error());
  if (inspect(file) == HookFile::foreign) fs::rename(file, next_of(file));
  if (!shim.publish()) cannot_write(file, shim.error());
}

void report(const fs::path& file, std::string_view hook, std::ostream& out) {
  out << "installed " << shown(file) << "\n";
  const fs::path next = next_of(file);
  if (!is_there(next)) return;
  out << "  the hook that was there runs " << (hook == "pre-push" ? "after" : "before")
      << " it: " << shown(next) << "\n";
  if (access(next.c_str(), X_OK) != 0) {
    out << "  that one is not executable, so it never ran and does not run now\n";
  }
  if (hook_text(next).find("$0") != std::string::npos) {
    out << "  that one uses its own name ($0), which has changed: check what it does\n";
  }
}

void write_config(const InstallOptions& options) {
  const std::pair<const char*, const std::string&> settings[] = {
      {"hotfix.production", options.production}, {"hotfix.development", options.development}};
  for (const auto& [key, value] : settings) {
    if (value.empty()) continue;
    const CommandResult done = git_in(options.repository, {"config", "--local", key, value});
    if (done.status != 0) throw UsageError("git config " + std::string(key) + ": " + done.err);
  }
}

// Hooks that find no production judge nothing.
void warn_without_production(const std::string& repository, std::ostream& err) try {
  Request request;
  request.repository = repository;
  const Context context = open_context(request, false);
  if (!context.refs.production_id.empty()) return;
  const std::string& name = context.refs.production;
  err << "WARNING: " << visible(context.home + "/" + name)
      << " is not here, so NOTHING can be judged: run "
      << visible(fetch_command(context.home, name))
      << " or, if it has another name, hotfix-lint install --production NAME\n";
} catch (const std::runtime_error& error) {
  err << "WARNING: NOTHING can be judged: " << visible(error.what()) << "\n";
}

bool take_out(const fs::path& file, std::ostream& out, std::ostream& err) {
  const fs::path next = next_of(file);
  const HookFile found = inspect(file);
  const bool kept = is_there(next);
  if (found == HookFile::ours || (found == HookFile::absent && kept)) {
    if (kept) {
      fs::rename(next, file);
    } else {
      fs::remove(file);
    }
    out << (kept ? "restored " : "removed ") << shown(file) << "\n";
    return true;
  }
  if (!kept) return true;
  err << shown(file) << " is not ours and was left alone; the hook that was there before is "
      << shown(next) << "\n";
  return false;
}

void remove_config(const std::string& repository) {
  for (const char* key : {"hotfix.production", "hotfix.development"}) {
    git_in(repository, {"config", "--local", "--unset-all", key});
  }
}

int cannot(const fs::filesystem_error& error, std::ostream& err) {
  err << visible(error.what()) << "\n";
  return kUsage;
}

}  // namespace

int install(const InstallOptions& options, std::ostream& out, std::ostream& err) try {
  const HooksFolder hooks = find_hooks(options.repository);
  const fs::path programs =
      options.programs.empty() ? folder_of_this_program() : fs::absolute(options.programs);
  if (!check_work_tree(options.repository, err) || !check_programs(programs, err) ||
      !check_owner(hooks, err) || !check_room(hooks.folder, err) ||
      !check_branch(options.repository, options.production, err) ||
      !check_branch(options.repository, options.development, err)) {
    return kUsage;
  }
  fs::create_directories(hooks.folder);
  for (std::string_view hook : kHooks) {
    place(hooks.folder / hook, hook, programs / program_of(hook));
    report(hooks.folder / hook, hook, out);
  }
  write_config(options);
  advise_managers(hooks.root, out);
  warn_without_production(options.repository, err);
  return kPass;
} catch (const fs::filesystem_error& error) {
  return cannot(error, err);
}

int uninstall(const InstallOptions& options, std::ostream& out, std::ostream& err) try {
  const HooksFolder hooks = find_hooks(options.repository);
  bool clear = true;
  for (const fs::path& folder : std::set<fs::path>{hooks.folder, hooks.standard}) {
    for (std::string_view hook : kHooks) clear = take_out(folder / hook, out, err) && clear;
  }
  remove_config(options.repository);
  return clear ? kPass : kUsage;
} catch (const fs::filesystem_error& error) {
  return cannot(error, err);
}

}  // namespace hotfix
