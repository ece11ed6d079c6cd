// SPDX-License-Identifier: MIT
#include "gate/landing/evidence/moves.h"

#include <algorithm>
#include <optional>
#include <unordered_set>
#include <utility>

#include "gate/base/path.h"
namespace hotfix {

namespace {

constexpr double kSameFile = 0.5;            // of a file's lines, as git's own renames have it
constexpr double kSameName = 0.75;           // the same name with so many: no other is looked at
constexpr std::size_t kMostCompared = 2000;  // added files; of more, only those of the same name

std::string_view extension_of(std::string_view path) {
  const auto dot = base_name(path).rfind('.');
  return dot == std::string_view::npos ? std::string_view{} : base_name(path).substr(dot);
}

class Follower {
 public:
  Follower(Graph& graph, Windows& windows, const Contents& contents, const Oid& excluded,
           const Oid& onto)
      : graph_(graph), windows_(windows), contents_(contents), excluded_(excluded), onto_(onto) {}

  // The next name of a file that `onto` does not have under `path`; nullopt: it was deleted.
  std::optional<std::string> next_name(const std::string& path) {
    std::optional<Candidate> removal;
    for (Candidate& candidate : windows_.touching(excluded_, onto_, {path})) {
      if (candidate.changes.front().after.mode == 0) removal = std::move(candidate);
    }
    if (!removal) return std::nullopt;
    return successor(removal->commit, path, removal->changes.front().before);
  }

 private:
  std::optional<std::string> successor(const Oid& commit, const std::string& path,
                                       const TreeEntry& gone) {
    if (gone.mode == kModeSubmodule) return std::nullopt;
    std::vector<TreeChange> added = changes_of(graph_, commit);
    std::erase_if(added, [](const TreeChange& change) {
      return change.before.mode != 0 || change.after.mode == kModeSubmodule;
    });
    for (const TreeChange& change : added) {
      if (change.after.id == gone.id) return change.path;
    }
    std::erase_if(added,
                  [&](const TreeChange& c) { return extension_of(c.path) != extension_of(path); });
    const auto others = std::stable_partition(
        added.begin(), added.end(),
        [&](const TreeChange& change) { return base_name(change.path) == base_name(path); });
    if (added.size() > kMostCompared) added.erase(others, added.end());
    return most_alike(added, path, gone);
  }

  // `added`: those of the same name first, so that a folder of many files moves in linear time.
  std::optional<std::string> most_alike(const std::vector<TreeChange>& added,
                                        const std::string& path, const TreeEntry& gone) {
    const auto text = contents_.text(gone);
    if (!text) return std::nullopt;
    const LineChanges lines = line_changes({}, text->view());
    std::optional<std::string> best;
    double best_share = kSameFile;
    for (const TreeChange& change : added) {
      if (best_share >= kSameName && base_name(change.path) != base_name(path)) break;
      const auto other = contents_.text(change.after);
      const double share = other ? share_in(lines, other->view()) : 0;
      if (share <= best_share) continue;
      best_share = share;
      best = change.path;
    }
    return best;
  }

  Graph& graph_;
  Windows& windows_;
  const Contents& contents_;
  Oid excluded_, onto_;
};

const std::string& name_in_change(const Moved& moved, const std::string& path) {
  const auto elsewhere = moved.find(path);
  return elsewhere == moved.end() ? path : elsewhere->second;
}

}  // namespace

Places follow_moves(Graph& graph, Windows& windows, const Contents& contents, const Change& change,
                    const Oid& onto) {
  Places places;
  Follower follower(graph, windows, contents, change.tip, onto);
  const Oid tree = graph.header(onto).tree;
  std::unordered_set<std::string> made;
  for (const FilePart& part : change.files) {
    if (part.entry.before.mode == 0) made.insert(part.entry.path);
  }
  for (const FilePart& part : change.files) {
    std::string name = part.entry.path;
    for (int moves = 0; moves < kMostMoves; ++moves) {
      if (find_path(graph.repository(), tree, name).mode != 0) break;
      const auto next = follower.next_name(name);
      // A file that the change makes is not one that it takes away under a new name.
      if (!next || made.contains(*next)) break;
      name = *next;
      places.moved.emplace(name, part.entry.path);
      places.now[part.entry.path] = name;
    }
  }
  return places;
}

TreeEntry entry_in(const Repository& repository, const Oid& tree, const Places& places,
                   const std::string& path) {
  const TreeEntry entry = find_path(repository, tree, path);
  const auto moved = places.now.find(path);
  if (entry.mode != 0 || moved == places.now.end()) return entry;
  return find_path(repository, tree, moved->second);
}

void join_moves(std::vector<TreeChange>& changes, const Moved& moved) {
  for (TreeChange& created : changes) {
    if (created.before.mode != 0 || !moved.contains(created.path)) continue;
    const std::string& name = name_in_change(moved, created.path);
    for (TreeChange& removed : changes) {
      const bool is_same_file = name_in_change(moved, removed.path) == name;
      if (removed.after.mode != 0 || removed.before.mode == 0 || !is_same_file) continue;
      created.before = std::exchange(removed.before, {});
      break;
    }
  }
  std::erase_if(changes,
                [](const TreeChange& c) { return c.before.mode == 0 && c.after.mode == 0; });
}

}  // namespace hotfix
