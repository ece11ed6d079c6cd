// SPDX-License-Identifier: MIT
#include "gate/landing/moves.h"

#include <optional>
#include <utility>

namespace hotfix {

namespace {

constexpr int kMostMoves = 8;               // of one file
constexpr int kHalf = 50;                   // percent
constexpr std::size_t kMostCompared = 100;  // added files; of more, only those of the same name

std::string_view name_of(std::string_view path) { return path.substr(path.rfind('/') + 1); }

class Follower {
 public:
  Follower(Graph& graph, Windows& windows, Likeness& likeness, const Oid& excluded, const Oid& onto)
      : graph_(graph), windows_(windows), likeness_(likeness), excluded_(excluded), onto_(onto) {}

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
    const std::vector<Oid>& parents = graph_.parents(commit);
    if (parents.empty() || gone.mode == kModeSubmodule) return std::nullopt;
    std::vector<TreeChange> added = diff_trees(
        graph_.repository(), graph_.header(parents.front()).tree, graph_.header(commit).tree);
    std::erase_if(added, [](const TreeChange& change) {
      return change.before.mode != 0 || change.after.mode == kModeSubmodule;
    });
    for (const TreeChange& change : added) {
      if (change.after.id == gone.id) return change.path;
    }
    if (added.size() > kMostCompared) {
      std::erase_if(added, [&](const TreeChange& c) { return name_of(c.path) != name_of(path); });
    }
    return most_alike(added, gone);
  }

  std::optional<std::string> most_alike(const std::vector<TreeChange>& added,
                                        const TreeEntry& gone) {
    std::optional<std::string> best;
    int best_percent = kHalf - 1;
    for (const TreeChange& change : added) {
      const int percent = likeness_.percent(gone.id, change.after.id);
      if (percent <= best_percent) continue;
      best_percent = percent;
      best = change.path;
    }
    return best;
  }

  Graph& graph_;
  Windows& windows_;
  Likeness& likeness_;
  Oid excluded_, onto_;
};

const std::string& name_in_change(const Moved& moved, const std::string& path) {
  const auto elsewhere = moved.find(path);
  return elsewhere == moved.end() ? path : elsewhere->second;
}

}  // namespace

Places follow_moves(Graph& graph, Windows& windows, Likeness& likeness, const Change& change,
                    const Oid& onto) {
  Places places;
  Follower follower(graph, windows, likeness, change.tip, onto);
  const Oid tree = graph.header(onto).tree;
  for (const FilePart& part : change.files) {
    if (part.entry.after.mode == 0) continue;
    std::string name = part.entry.path;
    for (int moves = 0; moves < kMostMoves; ++moves) {
      if (find_path(graph.repository(), tree, name).mode != 0) break;
      const auto next = follower.next_name(name);
      if (!next) break;
      name = *next;
      places.moved.emplace(name, part.entry.path);
      places.now[part.entry.path] = name;
    }
  }
  return places;
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
