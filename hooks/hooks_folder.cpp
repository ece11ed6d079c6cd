// SPDX-License-Identifier: MIT
#include "hooks/hooks_folder.h"

#include "gate/base/error.h"
#include "gate/base/text_lines.h"

namespace hotfix {

namespace fs = std::filesystem;

namespace {

// A path that git answered, which is relative to where git was started.
fs::path absolute(const std::string& repository, std::string answer) {
  while (answer.size() > 1 && answer.back() == '/') answer.pop_back();
  return (fs::absolute(repository.empty() ? "." : repository) / answer).lexically_normal();
}

void read_hooks_path(HooksFolder& hooks, const std::string& repository) {
  const CommandResult set =
      git_in(repository, {"config", "-z", "--show-scope", "--get", "core.hooksPath"});
  const auto end = set.out.find('\0');
  if (set.status != 0 || end == set.out.npos) return;
  hooks.scope = set.out.substr(0, end);
  hooks.hooks_path = set.out.c_str() + end + 1;
}

// git's words, of which the command is a line of its own.
[[noreturn]] void refuse(const std::string& words) {
  const auto command = words.find("git config --global --add safe.directory");
  if (command == words.npos) {
    throw UsageError(words.empty() ? "not a git repository" : first_line(words));
  }
  throw Undecidable("git does not trust this repository: it belongs to another user",
                    words.substr(command, words.find('\n', command) - command));
}

}  // namespace

bool HooksFolder::is_shared() const {
  return scope == "system" || scope == "global" || scope == "command";
}

bool HooksFolder::is_husky() const {
  return folder.filename() == ".husky" || folder.filename() == "_";
}

fs::path HooksFolder::written() const {
  return folder.filename() == "_" ? folder.parent_path() : folder;
}

CommandResult git_in(const std::string& repository, const std::vector<std::string>& arguments) {
  return run_git(arguments, repository, !repository.empty());
}

HooksFolder find_hooks(const std::string& repository) {
  // A bare repository has no answer to the last question.
  const CommandResult where =
      git_in(repository, {"rev-parse", "--git-path", "hooks", "--git-common-dir",
                          "--absolute-git-dir", "--show-toplevel"});
  const LineViews answers = split_lines(where.out);
  if (answers.size() < 3) refuse(where.err);
  HooksFolder hooks;
  hooks.folder = absolute(repository, std::string(answers[0]));
  hooks.standard = absolute(repository, std::string(answers[1]) + "/hooks");
  hooks.root = answers.back();
  read_hooks_path(hooks, repository);
  return hooks;
}

}  // namespace hotfix
