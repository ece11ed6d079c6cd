// SPDX-License-Identifier: MIT
#include "gate/git/changes.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "gate/base/path.h"
#include "gate/git/lines.h"

namespace hotfix {

namespace {

constexpr int kAlike = 50;     // per cent, git's default for -M
constexpr int kSameName = 75;  // per cent: git asks that much where the name says the rest
constexpr std::size_t kMostSpans = 2'000'000;  // held at once to be compared; about 80 MB

bool is_blob(const TreeEntry& entry) { return entry.mode != 0 && entry.mode != kModeSubmodule; }

// Changes by their places in the list.
using Numbers = std::vector<std::size_t>;

class Renames {
 public:
  Renames(const Repository& repository, const std::vector<TreeChange>& changes,
          const PathGroup& group)
      : repository_(repository), dropped_(changes.size()) {
    for (const TreeChange& change : changes) moves_.push_back({change, {}});
    for (std::size_t i = 0; i < changes.size(); ++i) {
      if (is_deleted(i)) deleted_.push_back(i);
      if (is_added(i)) added_.push_back(i);
    }
    if (deleted_.empty() || added_.empty()) return;
    for (const Numbers* side : {&deleted_, &added_}) {
      for (std::size_t i : *side) groups_[i] = group(changes[i].path);
    }
  }

  // By equal content, and with `same_name` by the last part of the path.
  void pair_equal(bool same_name) {
    const auto key = [&](std::size_t i, const TreeEntry& side) {
      const std::string_view name = same_name ? base_name(moves_[i].change.path) : "";
      return std::tuple(groups_[i], side.id.hex(), name);
    };
    std::map<std::tuple<int, std::string, std::string_view>, Numbers> by_content;
    for (auto gone = deleted_.rbegin(); gone != deleted_.rend(); ++gone) {
      by_content[key(*gone, moves_[*gone].change.before)].push_back(*gone);
    }
    for (std::size_t made : added_) {
      const auto found = by_content.find(key(made, moves_[made].change.after));
      if (found == by_content.end() || found->second.empty()) continue;
      pair(found->second.back(), made);
      found->second.pop_back();
    }
    forget_paired();
  }

  // Files whose names are the only ones on both sides: linear, whatever their number.
  void pair_same_names() {
    std::map<std::pair<int, std::string_view>, std::pair<Numbers, Numbers>> by_name;
    const auto key = [&](std::size_t i) {
      return std::pair(groups_[i], base_name(moves_[i].change.path));
    };
    for (std::size_t gone : deleted_) by_name[key(gone)].first.push_back(gone);
    for (std::size_t made : added_) by_name[key(made)].second.push_back(made);
    for (const auto& [name, sides] : by_name) {
      if (sides.first.size() != 1 || sides.second.size() != 1) continue;
      const std::size_t gone = sides.first.front(), made = sides.second.front();
      if (percent_alike(read(gone), read(made)) >= kSameName) pair(gone, made);
    }
    forget_paired();
  }

  // The pairs that are most alike first, as git does it.
  void pair_alike() {
    if (deleted_.empty() || added_.size() > kMostPairs / deleted_.size()) return;
    std::map<int, Numbers> by_group;
    for (std::size_t gone : deleted_) by_group[groups_[gone]].push_back(gone);
    std::vector<Likely> likely;
    for (const auto& [group, gone] : by_group) nominate(group, gone, likely);
    std::stable_sort(likely.begin(), likely.end(), [](const Likely& one, const Likely& other) {
      return one.percent != other.percent ? one.percent > other.percent
                                          : one.is_same_name > other.is_same_name;
    });
    for (const Likely& one : likely) {
      if (is_deleted(one.gone) && is_added(one.made)) pair(one.gone, one.made);
    }
    forget_paired();
  }

  std::vector<FileMove> take() {
    std::vector<FileMove> result;
    for (std::size_t i = 0; i < moves_.size(); ++i) {
      if (!dropped_[i]) result.push_back(std::move(moves_[i]));
    }
    return result;
  }

 private:
  struct Likely {
    std::size_t gone, made;
    int percent;
    bool is_same_name;
  };

  bool is_deleted(std::size_t i) const {
    return !dropped_[i] && is_blob(moves_[i].change.before) && moves_[i].change.after.mode == 0;
  }
  bool is_added(std::size_t i) const {
    return is_blob(moves_[i].change.after) && moves_[i].change.before.mode == 0;
  }

  void pair(std::size_t gone, std::size_t made) {
    moves_[made].change.before = moves_[gone].change.before;
    moves_[made].old_path = moves_[gone].change.path;
    dropped_[gone] = true;
  }

  void forget_paired() {
    std::erase_if(deleted_, [this](std::size_t i) { return !is_deleted(i); });
    std::erase_if(added_, [this](std::size_t i) { return !is_added(i); });
  }

  bool have_same_name(std::size_t gone, std::size_t made) const {
    return base_name(moves_[gone].change.path) == base_name(moves_[made].change.path);
  }

  Spans read(std::size_t i) const {
    const TreeChange& change = moves_[i].change;
    return read_spans(repository_, change.after.mode == 0 ? change.before.id : change.after.id);
  }

  void nominate(int group, const Numbers& gone, std::vector<Likely>& likely) {
    std::vector<Spans> spans;
    SimilarityIndex index;
    for (std::size_t i = 0; i < gone.size(); ++i) {
      spans.push_back(read(gone[i]));
      index.add(static_cast<std::uint32_t>(i), spans.back());
      if (index.size() > kMostSpans) return;
    }
    for (std::size_t made : added_) {
      if (groups_[made] != group) continue;
      const Spans own = read(made);
      for (const std::uint32_t one : index.nominees(own)) {
        const int alike = percent_alike(spans[one], own);
        if (alike >= kAlike) {
          likely.push_back({gone[one], made, alike, have_same_name(gone[one], made)});
        }
      }
    }
  }

  const Repository& repository_;
  std::vector<FileMove> moves_;
  Numbers deleted_, added_;  // that are not paired yet
  std::unordered_map<std::size_t, int> groups_;
  std::vector<bool> dropped_;
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

std::vector<FileMove> pair_renames(const Repository& repository,
                                   const std::vector<TreeChange>& changes, bool by_likeness,
                                   const PathGroup& group) {
  Renames renames(repository, changes, group);
  renames.pair_equal(true);
  renames.pair_equal(false);
  if (by_likeness) {
    renames.pair_same_names();
    renames.pair_alike();
  }
  return renames.take();
}

ChangedFile changed_file(const Repository& repository, const FileMove& move, bool lines) {
  const TreeChange& change = move.change;
  ChangedFile file;
  file.path = change.path;
  file.old_path = move.old_path;
  file.status = status_of(change, move.old_path);
  file.old_mode = change.before.mode;
  file.new_mode = change.after.mode;
  file.content = kind_of(change);
  file.same_blob = change.before.id == change.after.id;
  if (lines && !file.same_blob && file.content != ChangedFile::Content::submodule) {
    count_lines(repository, change, file);
  }
  return file;
}

std::vector<ChangedFile> changed_files(const Repository& repository,
                                       const std::vector<TreeChange>& changes, bool lines,
                                       const PathGroup& group) {
  std::vector<ChangedFile> files;
  for (const FileMove& move : pair_renames(repository, changes, lines, group)) {
    files.push_back(changed_file(repository, move, lines));
  }
  return files;
}

}  // namespace hotfix
