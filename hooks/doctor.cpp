// SPDX-License-Identifier: MIT
#include "hooks/doctor.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <sstream>
#include <vector>

#include "gate/base/error.h"
#include "gate/base/file.h"
#include "gate/base/text_lines.h"
#include "gate/base/visible.h"
#include "gate/git/history.h"
#include "gate/request/context.h"
#include "hooks/hook_managers.h"
#include "hooks/hooks_folder.h"
#include "hooks/install.h"
#include "hooks/shim.h"
#include "hooks/version.h"
#include "rules/support/text.h"

namespace hotfix {

namespace fs = std::filesystem;

namespace {

constexpr auto kInstall = "hotfix-lint install";
constexpr auto kReinstall = "reinstall hotfix-gate, then: hotfix-lint install";
constexpr std::int64_t kFresh = 24 * 60 * 60;  // seconds

// The lines printed so far, and how many of them are bad.
class Checks {
 public:
  Checks(std::ostream& out, const PageStyle& style)
      : out_(out), paint_(style.color), width_(style.width) {}

  void ok(const std::string& what) { line(kGreen, "ok   ", what); }
  void note(const std::string& what) { line(kYellow, "note ", what); }
  void bad(const std::string& what, const std::string& fix) {
    line(kRed, "BAD  ", what);
    out_ << "     " << paint_(kBold, fix) << "\n";
    ++faults_;
  }
  bool good() const { return faults_ == 0; }

  void verdict() {
    const std::string head = good() ? "All is well" : "NOT well";
    std::string rest =
        good() ? ": git runs both hooks, and what they refuse is refused."
               : ": " + count(faults_, "fault") + ". Until that is fixed, a push may go unchecked.";
    if (tried_) rest += " (Hooks were tried with an empty push and a message.)";
    const std::string text = wrapped(head + rest, 0, width_);
    out_ << "\n" << paint_(good() ? kGreen : kRed, head) << text.substr(head.size()) << "\n";
  }
  void tried() { tried_ = true; }

 private:
  void line(std::string_view color, std::string_view mark, const std::string& what) {
    out_ << paint_(color, mark) << wrapped(what, mark.size(), width_) << "\n";
  }

  std::ostream& out_;
  Paint paint_;
  std::size_t width_;
  std::size_t faults_ = 0;
  bool tried_ = false;
};

bool executable(const fs::path& file) {
  std::error_code error;
  return fs::is_regular_file(file, error) && access(file.c_str(), X_OK) == 0;
}

// A folder of our own, in which a hook finds a message and our programs leave their answers.
class Question {
 public:
  Question() {
    std::string name = (fs::temp_directory_path() / "hotfix-doctor-XXXXXX").string();
    if (!mkdtemp(name.data())) throw Undecidable("cannot write to " + name, "set TMPDIR");
    folder_ = name;
    AtomicFile(answers().string(), "", 0600).publish();
    AtomicFile(message().string(), "hotfix: asked by hotfix-lint doctor\n", 0600).publish();
    setenv(kDoctorVariable, answers().c_str(), 1);
  }
  ~Question() {
    unsetenv(kDoctorVariable);
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  Question(const Question&) = delete;
  Question& operator=(const Question&) = delete;

  fs::path answers() const { return folder_ / "answers"; }
  fs::path message() const { return folder_ / "message"; }

 private:
  fs::path folder_;
};

struct Answer {
  std::string line;   // what our program said; empty: it was not started
  CommandResult run;  // of `git hook run`
  bool ended = true;  // in the time that git has
};

// Lets git run the hook as it would for `git push`, with nothing to push, or for `git commit`.
Answer ask(const Request& request, std::string_view hook) {
  const Question question;
  std::vector<std::string> command = {"hook", "run", std::string(hook), "--"};
  if (hook == "commit-msg") {
    command.push_back(question.message().string());
  } else {
    command.insert(command.end(), {"origin", "hotfix-lint-doctor"});
  }
  Answer answer;
  try {
    answer.run = git_in(request.repository, command);
  } catch (const Undecidable&) {
    answer.ended = false;
  }
  answer.line = first_line(hook_text(question.answers()));
  return answer;
}

// Why nothing answered, as far as the run says.
std::string words_of(const CommandResult& run) {
  const std::string_view words = trim(run.err);
  if (run.status == 0 || words.empty()) return {};
  return ": " + visible(brief(first_line(words), 200));
}

// Our program was not started.
void check_named(const HooksFolder& hooks, std::string_view hook, const std::string& words,
                 Checks& checks) {
  const fs::path file = hooks.folder / hook;
  const std::string program = program_of(hook),
                    named = " names " + program + ", but did not start it";
  if (inspect(file) == HookFile::ours) {
    checks.bad(shown(file) + named + words, kReinstall);
  } else if (names_program(file, hook) || names_program(hooks.written() / hook, hook)) {
    checks.bad(shown(file) + named + words,
               "put " + program + " on PATH, or correct the lines that start it");
  } else {
    checks.bad(shown(file) + " is not ours and did not start " + program + words, kInstall);
  }
}

// The hook is there and can be executed: does it start our program, and pass on what that says?
bool check_starts(const Request& request, const HooksFolder& hooks, std::string_view hook,
                  Checks& checks) {
  const fs::path file = hooks.folder / hook;
  const bool ours = inspect(file) == HookFile::ours;
  const std::string program = program_of(hook);
  const Answer answer = ask(request, hook);
  checks.tried();
  if (answer.run.err.find("is not a git command") != std::string::npos) {
    checks.bad("this git cannot be asked to run " + std::string(hook) + ": nothing is proven",
               "install git 2.36 or newer");
  } else if (!answer.ended) {
    checks.bad(shown(file) + " was not done in time: what runs in it beside " + program + "?",
               "put the line that starts " + program + " first, with || exit 1 at its end");
  } else if (answer.line.empty()) {
    check_named(hooks, hook, words_of(answer.run), checks);
  } else if (answer.line != version_line(program)) {
    checks.bad(shown(file) + " starts " + visible(answer.line) + ", which is not this version",
               kInstall);
  } else if (answer.run.status == 0) {
    checks.bad(shown(file) + " starts " + program + ", but goes on when that refuses",
               "end the line that starts it with: || exit 1");
  } else {
    const std::string set_by =
        hooks.scope.empty() ? "" : " (core.hooksPath, " + hooks.scope + " setting)";
    checks.ok("git runs " + shown(file) + set_by + ", which starts " + answer.line);
    const fs::path expected = shim_program(hook_text(file));
    if (ours && !executable(expected)) {
      checks.note(shown(expected) +
                  " is gone, so the one on PATH is started; to name that one: " + kInstall);
    }
    return true;
  }
  return false;
}

// git passes over a file that it cannot execute, and the system finds no `sh\r`.
bool check_runnable(const fs::path& file, Checks& checks) {
  std::error_code error;
  const std::string first = first_line(hook_text(file));
  if (fs::is_symlink(file, error) && !fs::exists(file, error)) {
    checks.bad(shown(file) + " is a link to nothing, which git ignores", kInstall);
  } else if (!executable(file)) {
    checks.bad(shown(file) + " is not executable, so git does not run it",
               "chmod +x " + shown(file));
  } else if (first.starts_with("#!") && first.ends_with("\r")) {
    checks.bad("the first line of " + shown(file) +
                   " ends with a carriage return, so the system finds no such program",
               "perl -pi -e 's/\\r$//' " + shown(file));
  } else {
    return true;
  }
  return false;
}

bool check_shim(const fs::path& file, std::string_view hook, Checks& checks) {
  const std::string text = hook_text(file);
  if (!is_current_shim(hook, text)) {
    checks.bad(shown(file) + " is the shim of another version, or was changed", kInstall);
    return false;
  }
  const fs::path next = next_of(file);
  return !is_there(next) || check_runnable(next, checks);
}

// Whether the hook does its work, of whoever it is.
bool check_hook(const Request& request, const HooksFolder& hooks, std::string_view hook,
                Checks& checks) {
  const fs::path file = hooks.folder / hook;
  const HookFile found = inspect(file);
  if (found == HookFile::absent) {
    checks.bad(shown(file) + " is not there", kInstall);
  } else if (found == HookFile::folder) {
    checks.bad(shown(file) + " is a folder", "move it away, then: hotfix-lint install");
  } else if (check_runnable(file, checks) &&
             (found == HookFile::foreign || check_shim(file, hook, checks))) {
    return check_starts(request, hooks, hook, checks);
  }
  return false;
}

// Whether a file of that commit starts our program, of those that do so here.
bool starts_there(const Request& request, std::string_view hook, const std::string& commit,
                  const std::vector<fs::path>& files) {
  return std::any_of(files.begin(), files.end(), [&](const fs::path& file) {
    const std::string blob = commit + ":" + file.string();
    const CommandResult there = git_in(request.repository, {"cat-file", "-p", blob});
    return there.out.find(program_of(hook)) != std::string::npos;
  });
}

// A branch has the files of the one that it is cut from.
void check_files(const Request& request, const HooksFolder& hooks, std::string_view hook,
                 const Context& context, Checks& checks) {
  std::vector<fs::path> files = files_that_start(hook, hooks.root, hooks.written());
  std::erase_if(files,
                [](const fs::path& file) { return file.is_absolute() || *file.begin() == ".git"; });
  if (files.empty()) return;
  std::string branches;
  const Refs& refs = context.refs;
  for (const auto& [name, id] : {std::pair(refs.production, refs.production_id),
                                 std::pair(refs.development, refs.development_id)}) {
    if (id.empty() || starts_there(request, hook, id, files)) continue;
    branches += (branches.empty() ? "" : " and ") + visible(context.remote + "/" + name);
  }
  if (branches.empty()) return;
  checks.bad(shown(files.front()) + " does not start " + program_of(hook) + " on " + branches +
                 ", so a branch that is cut there goes unchecked",
             "commit those lines there, too");
}

void check_committed(const Request& request, const HooksFolder& hooks, const Context& context,
                     Checks& checks) {
  for (std::string_view hook : kHooks) {
    if (inspect(hooks.folder / hook) == HookFile::foreign) {
      check_files(request, hooks, hook, context, checks);
    }
  }
}

// What is well now may not stay so.
void note_managers(const HooksFolder& hooks, Checks& checks) {
  for (const fs::path& file : files_that_replace(hooks.root)) {
    checks.note("the hook manager that " + shown(file) +
                " belongs to will put its own hooks over these, without ours: `" + kInstall +
                "` says how they stay");
  }
}

// A folder that git takes no hook from.
bool check_folder(const HooksFolder& hooks, Checks& checks) {
  std::error_code error;
  const bool folder = fs::is_directory(hooks.folder, error);
  if (hooks.scope.empty() || (folder && !hooks.hooks_path.empty())) return true;
  if (hooks.is_husky()) {
    checks.bad(shown(hooks.folder) + " is not there: husky has not run in this clone",
               "npm install (or what else starts husky here)");
  } else {
    checks.bad("hooks are in " + shown(hooks.folder) +
                   ", which is not a folder, by core.hooksPath (" + hooks.scope + " setting)",
               "git config --" + hooks.scope + " --unset-all core.hooksPath");
  }
  return false;
}

bool check_branch(const Request& request, const Context& context, const std::string& branch,
                  const std::string& id, Checks& checks) {
  if (!id.empty()) return true;
  const std::string likely = context.refs.production_id.empty()
                                 ? command_for_likely_branches(request.repository, context.home)
                                 : std::string();
  checks.bad(visible(context.remote + "/" + branch) +
                 " is not here: there is nothing to compare a hotfix with",
             likely.empty() ? visible(fetch_command(context.remote, branch)) : likely);
  return false;
}

bool check_fresh(const Context& context, Checks& checks) {
  const std::int64_t age = context.now - context.fetched_at;
  const bool known = context.fetched_at >= 0;
  if (known && age <= kFresh) return true;
  const std::string when =
      known ? count(static_cast<std::size_t>(age / 3600), "hour") + " ago" : "at an unknown time";
  checks.bad(visible(context.remote + "/" + context.refs.production) + " was last fetched " + when,
             visible(fetch_command(context.remote, context.refs.production)));
  return false;
}

// Throws Undecidable, with the way out, where a shallow clone does not reach back to the place
// where the branches part: no hotfix can be judged then.
void check_history(const Context& context) {
  Graph graph(context.repository);
  diverge(graph, parse_oid(context.refs.production_id), parse_oid(context.refs.development_id));
}

void check_branches(const Request& request, const Context& context, Checks& checks) {
  const Refs& refs = context.refs;
  bool good = check_branch(request, context, refs.production, refs.production_id, checks);
  good = good && check_fresh(context, checks);
  good = check_branch(request, context, refs.development, refs.development_id, checks) && good;
  if (!good) return;
  check_history(context);
  checks.ok(visible(context.remote + "/" + refs.production) + " and " +
            visible(context.remote + "/" + refs.development) +
            " are here, fetched within 24 hours; the policy is " + visible(context.policy_source));
}

void check_all(const Request& request, Checks& checks) {
  const HooksFolder hooks = find_hooks(request.repository);
  const bool has_folder = check_folder(hooks, checks);
  bool started = has_folder;
  for (std::string_view hook : kHooks) {
    if (has_folder) started = check_hook(request, hooks, hook, checks) && started;
  }
  const Context context = open_context(request, false);
  if (started) check_committed(request, hooks, context, checks);
  if (started) note_managers(hooks, checks);
  check_branches(request, context, checks);
}

// npx, pnpm and yarn put their folders on PATH, which a push of a person does not have.
void leave_npm() {
  const char* const path = std::getenv("PATH");
  if (path == nullptr || std::getenv("npm_config_user_agent") == nullptr) return;
  std::istringstream folders(path);
  std::string kept;
  for (std::string folder; std::getline(folders, folder, ':');) {
    if (!folder.ends_with("node_modules/.bin")) kept += (kept.empty() ? "" : ":") + folder;
  }
  setenv("PATH", kept.c_str(), 1);
}

}  // namespace

int doctor(const Request& request, const PageStyle& style, std::ostream& out) {
  leave_npm();
  Checks checks(out, style);
  try {
    check_all(request, checks);
  } catch (const Undecidable& error) {
    checks.bad(visible(error.what()), visible(error.fix));
  } catch (const UsageError& error) {
    checks.bad(visible(error.what()), "correct that, and run hotfix-lint doctor again");
  }
  checks.verdict();
  return static_cast<int>(checks.good() ? ExitStatus::pass : ExitStatus::blocked);
}

}  // namespace hotfix
