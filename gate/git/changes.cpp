// SPDX-License-Identifier: MIT
#include "gate/git/changes.h"

#include <algorithm>

#include "gate/git/lines.h"

namespace hotfix {

namespace {

constexpr std::size_t kMostPairs =
    10'000;                 // compared for likeness; beyond that, renames by id only
constexpr int kAlike = 50;  // per cent, git's default for -M

bool is_blob(const TreeEntry& entry) { return entry.mode != 0 && entry.mode != kModeSubmodule; }

class Renames {
 public:
  Renames(const Repository& repository, std::vector<TreeChange> changes, const MayPair& may_pair)
      : repository_(repository), may_pair_(may_pair), changes_(std::move(changes)) {}

  // Every change once, renames as one change whose old path is in `old_paths` at the same place.
  void pair_equal() {
    pair([](const TreeChange& gone, const TreeChange& made) {
      return gone.before.id == made.after.id ? 100 : 0;
    });
  }

  void pair_alike() {
    const std::size_t pairs = count_deleted() * count_added();
    if (pairs == 0 || pairs > kMostPairs) return;
    Likeness likeness(repository_);
    pair([&](const TreeChange& gone, const TreeChange& made) {
      return likeness.percent(gone.before.id, made.after.id);
    });
  }

  std::vector<std::pair<TreeChange, std::string>> take() {
    std::vector<std::pair<TreeChange, std::string>> result;
    for (std::size_t i = 0; i < changes_.size(); ++i) {
      if (!dropped_[i]) result.emplace_back(std::move(changes_[i]), std::move(old_paths_[i]));
    }
    return result;
  }

 private:
  bool deleted(std::size_t i) const {
    return !dropped_[i] && is_blob(changes_[i].before) && changes_[i].after.mode == 0;
  }
  bool added(std::size_t i) const {
    return !dropped_[i] && is_blob(changes_[i].after) && changes_[i].before.mode == 0;
  }
  std::size_t count_deleted() const {
    std::size_t n = 0;
    for (std::size_t i = 0; i < changes_.size(); ++i) n += deleted(i) ? 1 : 0;
    return n;
  }
  std::size_t count_added() const {
    std::size_t n = 0;
    for (std::size_t i = 0; i < changes_.size(); ++i) n += added(i) ? 1 : 0;
    return n;
  }

  // Gives each added file the deleted one that is most like it.
  template <class Percent>
  void pair(Percent percent) {
    for (std::size_t made = 0; made < changes_.size(); ++made) {
      if (!added(made)) continue;
      int best = kAlike - 1;
      std::size_t from = changes_.size();
      for (std::size_t gone = 0; gone < changes_.size(); ++gone) {
        if (!deleted(gone) || !may_pair_(changes_[gone].path, changes_[made].path)) continue;
        const int alike = percent(changes_[gone], changes_[made]);
        if (alike > best) {
          best = alike;
          from = gone;
        }
      }
      if (from == changes_.size()) continue;
      changes_[made].before = changes_[from].before;
      old_paths_[made] = changes_[from].path;
      dropped_[from] = true;
    }
  }

  const Repository& repository_;
  const MayPair& may_pair_;
  std::vector<TreeChange> changes_;
  std::vector<std::string> old_paths_ = std::vector<std::string>(changes_.size());
  std::vector<bool> dropped_ = std::vector<bool>(changes_.size());
};

ChangedFile::Status status_of(const TreeChange& change, const std::string& old_path) {
  if (!old_path.empty()) return ChangedFile::Status::renamed;
  if (change.before.mode == 0) return ChangedFile::Status::added;
  if (change.after.mode == 0) return ChangedFile::Status::deleted;
  return ChangedFile::Status::modified;
}

ChangedFile::Content kind_of(const TreeChange& change) {
  const auto either = [&](unsigned mode) {
    return change.before.mode == mode || change.after.mode == mode;
  };
  if (either(kModeSubmodule)) return ChangedFile::Content::submodule;
  if (either(kModeSymlink)) return ChangedFile::Content::symlink;
  return ChangedFile::Content::text;
}

}  // namespace

std::vector<ChangedFile> changed_files(const Repository& repository,
                                       const std::vector<TreeChange>& changes, bool lines,
                                       const MayPair& may_pair) {
  Renames renames(repository, changes, may_pair);
  renames.pair_equal();
  if (lines) renames.pair_alike();

  std::vector<ChangedFile> files;
  for (auto& [change, old_path] : renames.take()) {
    ChangedFile file;
    file.path = change.path;
    file.old_path = old_path;
    file.status = status_of(change, old_path);
    file.old_mode = change.before.mode;
    file.new_mode = change.after.mode;
    file.content = kind_of(change);
    file.same_blob = change.before.id == change.after.id;
    if (lines && !file.same_blob && file.content != ChangedFile::Content::submodule) {
      count_lines(repository, change, file);
    }
    files.push_back(std::move(file));
  }
  return files;
}

}  // namespace hotfix
