// SPDX-License-Identifier: MIT
#include "hooks/kept_hook.h"

#include <algorithm>

#include "hooks/shim.h"

namespace hotfix {

namespace fs = std::filesystem;

namespace {

bool is_hook(const fs::path& name) {
  return std::find(kHooks.begin(), kHooks.end(), name.string()) != kHooks.end();
}

fs::path folder_of_kept(const fs::path& folder) {
  return next_of(folder / kHooks[0]).parent_path();
}

}  // namespace

fs::path kept_of(const fs::path& file) {
  const fs::path old = next_of_version_1(file);
  return is_there(old) ? old : next_of(file);
}

bool same_hook(const fs::path& one, const fs::path& other) {
  const std::string text = hook_text(one);
  return !text.empty() && text == hook_text(other);
}

fs::path place_of_shim(const fs::path& file) {
  fs::path legacy = file;
  const fs::path kept = kept_of(file);
  const bool theirs = hook_text(file).find("hook-dir") != std::string::npos;  // an option of both
  const bool both = theirs && is_there(kept) && !same_hook(file, kept);
  return both && inspect(legacy += ".legacy") == HookFile::ours ? legacy : file;
}

std::vector<fs::path> moved_shims(const fs::path& file) {
  std::vector<fs::path> moved;
  for (const char* ending : {".legacy", ".old"}) {
    fs::path other = file;
    if (inspect(other += ending) == HookFile::ours) moved.push_back(other);
  }
  return moved;
}

void link_neighbors(const fs::path& folder) {
  const fs::path kept = folder_of_kept(folder);
  if (!fs::is_directory(kept)) return;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    const fs::path name = entry.path().filename();
    if (is_hook(name) || name.extension() == ".sample" || is_there(kept / name)) continue;
    fs::create_symlink(".." / folder.filename() / name, kept / name);
  }
}

void unlink_neighbors(const fs::path& folder) {
  const fs::path kept = folder_of_kept(folder);
  std::error_code error;
  if (!fs::is_directory(kept) || is_there(kept / kHooks[0]) || is_there(kept / kHooks[1])) return;
  for (const fs::directory_entry& entry : fs::directory_iterator(kept)) {
    const fs::path name = entry.path().filename();
    if (fs::read_symlink(entry.path(), error) == ".." / folder.filename() / name) {
      fs::remove(entry.path());
    }
  }
  fs::remove(kept, error);  // with files of a person in it, it stays
}

}  // namespace hotfix
