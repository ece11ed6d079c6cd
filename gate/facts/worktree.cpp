// SPDX-License-Identifier: MIT
#include "gate/facts/worktree.h"

#include <filesystem>

#include "gate/base/file.h"
#include "gate/base/text_lines.h"

namespace hotfix {

namespace fs = std::filesystem;

namespace {

// The first line; empty when there is no such file.
std::string line_in(const fs::path& file) {
  constexpr std::size_t kMost = 16 * 1024;  // bytes: a path or a branch
  return first_line(read_file(file.string(), kMost).value_or(""));
}

bool is_same(const fs::path& one, const fs::path& other) {
  std::error_code error;
  return fs::equivalent(one, other, error);
}

// What belongs to a folder of git's: the main one names none, and lies in its work tree.
std::string worktree_of(const fs::path& folder) {
  const std::string named = line_in(folder / "gitdir");
  const fs::path file = named.empty() ? folder : fs::path(named);
  return file.filename() == ".git" ? file.parent_path().string() : std::string();
}

}  // namespace

std::string other_worktree_with(const Repository& repository, const std::string& branch) {
  const fs::path common = fs::path(repository.common_dir() + "/").parent_path();
  const std::string head = "ref: refs/heads/" + branch;
  const auto has_it = [&](const fs::path& folder) {
    return !is_same(folder, repository.git_dir()) && line_in(folder / "HEAD") == head;
  };
  if (has_it(common)) return worktree_of(common);
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(common / "worktrees", error)) {
    if (has_it(entry.path())) return worktree_of(entry.path());
  }
  return {};
}

}  // namespace hotfix
