// SPDX-License-Identifier: MIT
#include "gate/landing/forecast.h"

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_map>

#include "gate/base/error.h"
#include "gate/git/changes.h"
#include "gate/git/lines.h"
#include "gate/git/merge.h"
#include "gate/landing/evidence/change.h"
#include "gate/landing/evidence/moves.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

using Conflict = Forecast::Conflict;
using Outcome = PathMerge::Outcome;

constexpr std::size_t kMostOthers = 5;  // commits named for one file
constexpr int kAlike = 50;              // per cent; below, git sees no rename

// One file of the hotfix.
struct MaterialPart {
  std::string path;      // as the hotfix leaves it
  std::string old_path;  // as production has it
  TreeEntry base, theirs;

  bool is_renamed() const { return path != old_path; }
};

bool may_rename(const std::vector<TreeChange>& changes) {
  const auto any = [&](auto test) { return std::any_of(changes.begin(), changes.end(), test); };
  return any([](const TreeChange& change) { return change.before.mode == 0; }) &&
         any([](const TreeChange& change) { return change.after.mode == 0; });
}

// The changed files, renames as one; where there can be none, no content is read.
std::vector<FileMove> paired(const Repository& repository, const std::vector<TreeChange>& changes) {
  const auto one_group = [](const std::string&) { return 0; };
  return pair_renames(repository, changes, may_rename(changes), one_group);
}

std::vector<MaterialPart> parts_of(const Repository& repository,
                                   const std::vector<TreeChange>& changes) {
  std::vector<MaterialPart> parts;
  for (const FileMove& move : paired(repository, changes)) {
    const TreeChange& change = move.change;
    const std::string& old_path = move.old_path.empty() ? change.path : move.old_path;
    parts.push_back({change.path, old_path, change.before, change.after});
  }
  return parts;
}

// A file that development no longer has under its name.
struct Departure {
  std::string commit;      // full id of what removed or renamed it; empty: it was not found
  std::string path;        // its name now; empty: it is gone
  TreeEntry entry;         // what is there
  bool is_rename = false;  // and git would see that it is the same file
};

std::string by_whom(const Departure& gone) {
  return gone.commit.empty() ? std::string() : " by " + short_id(gone.commit);
}

class Applier {
 public:
  Applier(LandingIndex& index, const ForecastQuestion& question)
      : graph_(index.graph),
        repository_(graph_.repository()),
        question_(question),
        windows_(index.windows),
        tree_(question.tree == Oid{} ? graph_.header(question.development).tree : question.tree) {}

  Forecast run() {
    for (const MaterialPart& part : parts_of(repository_, question_.changes)) apply(part);
    name_others();
    if (!result_.conflicts.empty()) {
      result_.outcome = Forecast::Outcome::conflicts;
    } else if (!changes_anything_) {
      result_.outcome = Forecast::Outcome::present;
    }
    return std::move(result_);
  }

 private:
  void apply(const MaterialPart& part) {
    Departure gone;
    TreeEntry ours = find_path(repository_, tree_, part.old_path);
    if (part.is_renamed() && apply_rename(part, ours)) return;
    if (ours.mode == 0 && part.base.mode != 0) {
      gone = departure(part);
      if (gone.is_rename) ours = gone.entry;
    }
    record(part, merge(part, ours, gone), gone);
  }

  void record(const MaterialPart& part, const PathMerge& merged, const Departure& gone) {
    if (merged.outcome == Outcome::same) return;
    changes_anything_ = true;
    if (merged.outcome != Outcome::clean) conflict(part, merged, gone);
  }

  PathMerge merge(const MaterialPart& part, const TreeEntry& ours, const Departure& gone) const {
    if (gone.is_rename && part.theirs.mode == 0) return {Outcome::deleted_by_theirs, 0};
    const PathMerge merged = merge_path(repository_, part.base, ours, part.theirs);
    const bool only_moves = part.is_renamed() && merged.outcome == Outcome::same;
    return only_moves ? PathMerge{Outcome::clean, 0} : merged;
  }

  // Where development has something under the new name. False: it does not.
  bool apply_rename(const MaterialPart& part, const TreeEntry& old_name) {
    const TreeEntry new_name = find_path(repository_, tree_, part.path);
    if (new_name.mode == 0) return false;
    PathMerge merged{Outcome::added_twice, 0};
    if (old_name.mode == 0) merged = merge_path(repository_, part.base, new_name, part.theirs);
    record(part, merged, {});
    return true;
  }

  // Follows the file through development's renames.
  Departure departure(const MaterialPart& part) {
    Departure gone;
    std::string path = part.old_path;
    for (int moves = 0; moves < kMostMoves && !path.empty(); ++moves) {
      const auto remover = removal_of(path);
      if (!remover) break;
      gone.commit = remover->hex();
      path = renamed_by(*remover, path);
      gone.entry = path.empty() ? TreeEntry{} : find_path(repository_, tree_, path);
      if (gone.entry.mode != 0) break;
    }
    if (gone.entry.mode == 0) return gone;
    gone.path = path;
    gone.is_rename = are_alike(part.base, gone.entry);
    return gone;
  }

  bool are_alike(const TreeEntry& a, const TreeEntry& b) const {
    if (a.id == b.id) return true;
    const bool blobs = a.mode != kModeSubmodule && b.mode != kModeSubmodule && b.mode != kModeTree;
    return blobs &&
           percent_alike(read_spans(repository_, a.id), read_spans(repository_, b.id)) >= kAlike;
  }

  // The newest commit of development that took the path away.
  std::optional<Oid> removal_of(const std::string& path) {
    const auto commits = windows_.touching(question_.base, question_.development, {path});
    for (auto one = commits.rbegin(); one != commits.rend(); ++one) {
      if (one->changes.front().after.mode == 0) return one->commit;
    }
    return std::nullopt;
  }

  // The new name that the commit gave to `path`; empty: it deleted it.
  std::string renamed_by(const Oid& commit, const std::string& path) {
    const auto [known, is_new] = renames_.try_emplace(commit);
    if (is_new) {
      for (FileMove& move : paired(repository_, changes_of(graph_, commit))) {
        if (!move.old_path.empty()) known->second.emplace(move.old_path, move.change.path);
      }
    }
    const auto found = known->second.find(path);
    return found == known->second.end() ? std::string() : found->second;
  }

  void conflict(const MaterialPart& part, const PathMerge& merged, const Departure& gone) {
    std::unordered_set<std::string> paths = {part.path, part.old_path};
    if (!gone.path.empty()) paths.insert(gone.path);
    result_.conflicts.push_back({part.path, words(merged, gone), merged.places, {}});
    conflicting_paths_.push_back(std::move(paths));
  }

  // Last, because it takes development's history where the merges took only files. That there are
  // conflicts is worth telling without it.
  void name_others() {
    try {
      for (std::size_t i = 0; i < conflicting_paths_.size(); ++i) {
        result_.conflicts[i].others = in_the_way(conflicting_paths_[i]);
      }
    } catch (const OutOfTime&) {
      return;
    }
  }

  std::string words(const PathMerge& merged, const Departure& gone) const {
    const std::string text = words(merged.outcome, merged.places, gone);
    if (!gone.is_rename) return text;
    return text + "; renamed to " + gone.path + " on " + question_.development_name + by_whom(gone);
  }

  std::string words(Outcome outcome, std::size_t places, const Departure& gone) const {
    const std::string& development = question_.development_name;
    switch (outcome) {
      case Outcome::lines:
        return count(places, "place was", "places were") + " changed by both";
      case Outcome::added_twice:
        return "added by both, with different content";
      case Outcome::deleted_by_ours:
        if (gone.commit.empty()) return development + " does not have it";
        return "deleted on " + development + by_whom(gone) +
               (gone.path.empty() ? "" : "; perhaps " + gone.path + " took its place");
      case Outcome::deleted_by_theirs:
        return "deleted by the hotfix, changed on " + development;
      case Outcome::kind:
        return "turned into another kind of file by one of the two";
      case Outcome::submodule:
        return "the submodule was moved by both";
      default:
        return "changed by both, and has no lines that could be merged";
    }
  }

  std::vector<Conflict::Other> in_the_way(const std::unordered_set<std::string>& paths) {
    const auto commits = windows_.touching(question_.base, question_.development, paths);
    std::vector<Conflict::Other> others;
    for (auto one = commits.rbegin(); one != commits.rend() && others.size() < kMostOthers; ++one) {
      const Commit commit = graph_.commit(one->commit);
      others.push_back({commit.id, commit.author, std::string(commit.subject())});
    }
    return others;
  }

  Graph& graph_;
  const Repository& repository_;
  const ForecastQuestion& question_;
  Windows& windows_;
  Oid tree_;
  std::unordered_map<Oid, std::map<std::string, std::string>>
      renames_;  // by commit: old name -> new name
  std::vector<std::unordered_set<std::string>> conflicting_paths_;  // of each conflict
  Forecast result_;
  bool changes_anything_ = false;
};

}  // namespace

Forecast forecast(LandingIndex& index, const ForecastQuestion& question) {
  return Applier(index, question).run();
}

}  // namespace hotfix
