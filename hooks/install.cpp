// SPDX-License-Identifier: MIT
#include "hooks/install.h"

#include <unistd.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "gate/base/error.h"
#include "gate/base/file.h"
#include "gate/base/visible.h"
#include "gate/request/context.h"
#include "hooks/hook_managers.h"
#include "hooks/hooks_folder.h"
#include "hooks/kept_hook.h"
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

fs::path this_program() {
#ifdef __APPLE__
  char path[4096];
  std::uint32_t size = sizeof path;
  return _NSGetExecutablePath(path, &size) == 0 ? fs::canonical(path) : fs::path();
#else
  return fs::read_symlink("/proc/self/exe");
#endif
}

bool check_program(const fs::path& program, std::ostream& err) {
  if (access(program.c_str(), X_OK) == 0) return true;
  err << "There is no program " << shown(program) << " for the hooks to start.\n";
  return false;
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

// Whether one of the hooks there is a file of the project, maybe by way of a link to its folder.
bool is_committed(const std::string& repository, const fs::path& hooks) {
  const fs::path folder = fs::weakly_canonical(hooks);
  return std::any_of(kHooks.begin(), kHooks.end(), [&](std::string_view hook) {
    return git_in(repository, {"ls-files", "--error-unmatch", "--", (folder / hook).string()})
               .status == 0;
  });
}

// Hooks that a person must edit: those that husky writes, files of the project, and those of other
// repositories. Why, and empty for all others.
std::string why_by_hand(const std::string& repository, const HooksFolder& hooks) {
  if (hooks.is_husky()) return "husky owns the hooks of this repository";
  if (is_committed(repository, hooks.folder)) {
    return "the hooks in " + shown(hooks.folder) + " are committed with the project";
  }
  if (!hooks.is_shared()) return {};
  return "core.hooksPath is " + visible(hooks.hooks_path) + " (" + hooks.scope +
         " setting): those hooks serve other repositories too";
}

bool name_our_programs(const fs::path& folder) {
  return std::all_of(kHooks.begin(), kHooks.end(),
                     [&](std::string_view hook) { return names_program(folder / hook, hook); });
}

// git takes hooks from the folder, and no person must edit them first.
bool check_owner(const HooksFolder& hooks, const std::string& by_hand, std::ostream& err) {
  if (runs_no_hook(hooks)) {
    err << "core.hooksPath is '" << visible(hooks.hooks_path) << "' (" << hooks.scope
        << " setting), which is not a folder, so git runs no hook. Run:\n"
        << "  git config --" << hooks.scope << " --unset-all core.hooksPath\n";
    return false;
  }
  if (by_hand.empty() || name_our_programs(hooks.written())) return true;
  err << by_hand << ", so nothing was written.\n";
  const bool committed = hooks.is_husky() || !hooks.is_shared();
  print_lines_to_add(hooks.written(), committed ? hooks.root : fs::path(), err);
  return false;
}

bool check_room(const fs::path& folder, std::ostream& err) {
  for (std::string_view hook : kHooks) {
    const fs::path file = place_of_shim(folder / hook);
    const HookFile found = inspect(file);
    if (found == HookFile::folder) {
      err << shown(file) << " is a folder. Move it away, and run hotfix-lint install again.\n";
      return false;
    }
    const fs::path kept = kept_of(file);
    if (found == HookFile::foreign && is_there(kept) && !same_hook(file, kept)) {
      err << "There are two hooks to keep: " << shown(file) << " and " << shown(kept)
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
  const bool foreign = inspect(file) == HookFile::foreign;
  const fs::path kept = foreign ? file : kept_of(file);
  if (is_there(kept) && kept != next_of(file)) {
    fs::create_directories(next_of(file).parent_path());
    fs::rename(kept, next_of(file));
  }
  if (foreign) fs::remove(next_of_version_1(file));  // there, it is the same hook
  if (!shim.publish()) cannot_write(file, shim.error());
}

void report(const fs::path& file, std::string_view hook, std::ostream& out) {
  out << "installed " << shown(file) << "\n";
  const fs::path next = next_of(file.parent_path() / hook);
  if (!is_there(next)) return;
  out << "  the hook that was there runs " << (hook == "pre-push" ? "after" : "before")
      << " it: " << shown(next) << "\n";
  if (access(next.c_str(), X_OK) != 0) {
    out << "  that one is not executable, so it never ran and does not run now\n";
  }
}

void place_all(const fs::path& folder, const fs::path& program, std::ostream& out) {
  fs::create_directories(folder);
  for (std::string_view hook : kHooks) {
    const fs::path file = folder / hook, shim = place_of_shim(file);
    place(shim, hook, program);
    for (const fs::path& moved : moved_shims(file)) {
      if (moved != shim) fs::remove(moved);
    }
  }
  link_neighbors(folder);
  for (std::string_view hook : kHooks) report(place_of_shim(folder / hook), hook, out);
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

// Which of these branches the remote `home` has; empty for none or several.
std::string only_one(const std::string& repository, const std::string& home,
                     const std::vector<std::string>& names) {
  std::string found;
  for (const std::string& name : names) {
    const std::string ref = "refs/remotes/" + home + "/" + name;
    if (git_in(repository, {"show-ref", "--verify", "--quiet", ref}).status != 0) continue;
    if (!found.empty()) return {};
    found = name;
  }
  return found;
}

// Hooks that find no production judge nothing.
void warn_without_production(const std::string& repository, std::ostream& err) try {
  Request request;
  request.repository = repository;
  const Context context = open_context(request, false);
  if (!context.refs.production_id.empty()) return;
  const std::string& name = context.refs.production;
  const std::string likely = command_for_likely_branches(repository, context.home);
  err << "WARNING: " << visible(context.home + "/" + name)
      << " is not here, so NOTHING can be judged. To fetch it:\n  "
      << visible(fetch_command(context.home, name)) << "\nor, if it has another name:\n  "
      << (likely.empty() ? "hotfix-lint install --production NAME --development NAME" : likely)
      << "\n";
} catch (const std::runtime_error& error) {
  err << "WARNING: NOTHING can be judged: " << visible(error.what()) << "\n";
}

// The hook that is there now is not ours: what was kept may still be in its place.
bool leave(const fs::path& file, const fs::path& next, std::ostream& out, std::ostream& err) {
  if (!is_there(next)) return true;
  if (same_hook(file, next)) {
    fs::remove(next);
    out << "removed " << shown(next) << ", which " << shown(file) << " is again\n";
    return true;
  }
  err << shown(file) << " is not ours and was left alone; the hook that was there before is "
      << shown(next) << "\n";
  return false;
}

// Puts the hook that was kept, if any, in the place of a shim.
void give_back(const fs::path& shim, const fs::path& next, std::ostream& out) {
  const bool kept = is_there(next);
  if (kept) {
    fs::rename(next, shim);
  } else {
    fs::remove(shim);
  }
  out << (kept ? "restored " : "removed ") << shown(shim) << "\n";
}

bool take_out(const fs::path& file, std::ostream& out, std::ostream& err) {
  const fs::path next = kept_of(file);
  const HookFile found = inspect(file);
  if (found == HookFile::ours || (found == HookFile::absent && is_there(next))) {
    give_back(file, next, out);
  }
  for (const fs::path& moved : moved_shims(file)) {
    give_back(moved, same_hook(file, next) || moved.extension() != ".legacy" ? fs::path() : next,
              out);
  }
  return inspect(file) != HookFile::foreign || leave(file, next, out, err);
}

bool take_out_all(const fs::path& folder, std::ostream& out, std::ostream& err) {
  bool clear = true;
  for (std::string_view hook : kHooks) clear = take_out(folder / hook, out, err) && clear;
  unlink_neighbors(folder);
  return clear;
}

void remove_config(const std::string& repository, std::ostream& out) {
  for (const char* key : {"hotfix.production", "hotfix.development"}) {
    const CommandResult done = git_in(repository, {"config", "--local", "--unset-all", key});
    if (done.status == 0) out << "removed git config " << key << "\n";
  }
}

// What a person wrote, or a manager by their words.
void say_what_is_left(const HooksFolder& hooks, std::ostream& out) {
  for (std::string_view hook : kHooks) {
    for (const fs::path& file : files_that_start(hook, hooks.root, hooks.written())) {
      out << "left alone: " << shown(file) << " names " << program_of(hook)
          << "; remove those lines by hand\n";
    }
  }
}

int cannot(const fs::filesystem_error& error, std::ostream& err) {
  err << "cannot work on " << shown(error.path1()) << ": " << error.code().message() << "\n";
  return kUsage;
}

}  // namespace

std::string command_for_likely_branches(const std::string& repository, const std::string& home) {
  const std::string production =
      only_one(repository, home, {"main", "master", "production", "prod"});
  const std::string development = only_one(repository, home, {"develop", "development", "dev"});
  if (production.empty() || development.empty()) return {};
  const std::string where = repository.empty() ? "" : " --repo " + visible(shell_quote(repository));
  return "hotfix-lint install" + where + " --production " + production + " --development " +
         development;
}

int install(const InstallOptions& options, std::ostream& out, std::ostream& err) try {
  const HooksFolder hooks = find_hooks(options.repository);
  const std::string by_hand = why_by_hand(options.repository, hooks);
  const fs::path program = options.program.empty() ? this_program() : fs::absolute(options.program);
  if (!check_work_tree(options.repository, err) || !check_program(program, err) ||
      !check_owner(hooks, by_hand, err) || (by_hand.empty() && !check_room(hooks.folder, err)) ||
      !check_branch(options.repository, options.production, err) ||
      !check_branch(options.repository, options.development, err)) {
    return kUsage;
  }
  if (by_hand.empty()) {
    place_all(hooks.folder, program, out);
    advise_managers(hooks.root, out);
  } else {
    out << by_hand << ", and they name our programs already.\nWhether they start them: hotfix-lint "
        << "doctor\n";
  }
  write_config(options);
  warn_without_production(options.repository, err);
  return kPass;
} catch (const fs::filesystem_error& error) {
  return cannot(error, err);
}

int install_if_possible(const InstallOptions& options, std::ostream& out, std::ostream& err) {
  if (is_in_ci()) return kPass;
  try {
    install(options, out, err);
  } catch (const std::runtime_error& error) {  // no repository, no git
    err << "hotfix-lint: no hooks were installed: " << visible(error.what()) << "\n";
  }
  return kPass;
}

int uninstall(const InstallOptions& options, std::ostream& out, std::ostream& err) try {
  const HooksFolder hooks = find_hooks(options.repository);
  bool clear = true;
  std::ostringstream done;
  for (const fs::path& folder : std::set<fs::path>{hooks.folder, hooks.standard}) {
    clear = take_out_all(folder, done, err) && clear;
  }
  remove_config(options.repository, done);
  out << (done.str().empty() ? "nothing of hotfix-lint install was here\n" : done.str());
  say_what_is_left(hooks, out);
  return clear ? kPass : kUsage;
} catch (const fs::filesystem_error& error) {
  return cannot(error, err);
}

}  // namespace hotfix
