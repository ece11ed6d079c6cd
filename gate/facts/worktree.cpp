// SPDX-License-Identifier: MIT
#include "gate/facts/worktree.h"

#include <filesystem>
#include <fstream>

namespace hotfix {

namespace fs = std::filesystem;

namespace {

// Without the newline; empty when there is no such file.
std::string first_line(const fs::path& file) {
  std::ifstream stream(file);
  std::string line;
  std::getline(stream, line);
  return line;
}

bool is_same(const fs::path& one, const fs::path& other) {
  std::error_code error;
  return fs::equivalent(one, other, error);
}

// What belongs to a folder of git's: the main one names none, and lies in its work tree.
std::string worktree_of(const fs::path& folder) {
  const std::string named = first_line(folder / "gitdir");
  const fs::path file = named.empty() ? folder : fs::path(named);
  return file.filename() == ".git" ? file.parent_path().string() : std::string();
}

}  // namespace

std::string other_worktree_with(const Repository& repository, const std::string& branch) {
  const fs::path common = fs::path(repository.common_dir() + "/").parent_path();
  const std::string head = "ref: refs/heads/" + branch;
  const auto has_it = [&](const fs::path& folder) {
    return !is_same(folder, repository.git_dir()) && first_line(folder / "HEAD") == head;
  };
  if (has_it(common)) return worktree_of(common);
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(common / "worktrees", error)) {
    if (has_it(entry.path())) return worktree_of(entry.path());
  }
  return {};
}

}  // namespace hotfix
