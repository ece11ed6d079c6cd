// SPDX-License-Identifier: MIT
#include "gate/facts/own_changes.h"

#include <algorithm>
#include <unordered_set>

#include "gate/base/text_lines.h"
#include "gate/git/lines.h"
#include "gate/git/merge_file.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

// A step of what a resolution may look like: one line, or any number of the lines of a conflict.
struct Step {
  std::string_view line;
  std::unordered_set<std::string_view> either;  // of a conflict; blank lines count always
  bool is_conflict = false;
};

bool is_mark(std::string_view line, char mark, std::size_t width) {
  return line.size() >= width && line.find_first_not_of(mark) >= width &&
         line.substr(0, width) == std::string(width, mark);
}

std::vector<Step> steps_of(std::string_view merged, std::size_t width) {
  std::vector<Step> steps;
  bool in_conflict = false;
  for (std::string_view line : split_lines(merged)) {
    if (!in_conflict && is_mark(line, '<', width)) {
      steps.push_back({{}, {}, true});
      in_conflict = true;
    } else if (in_conflict && is_mark(line, '>', width)) {
      in_conflict = false;
    } else if (in_conflict) {
      if (!is_mark(line, '=', width)) steps.back().either.insert(line);
    } else {
      steps.push_back({line, {}, false});
    }
  }
  return steps;
}

// Goes on from a place to all that follow it without a line: a conflict may be left empty.
void add_with_empty(const std::vector<Step>& steps, std::size_t at, std::vector<std::size_t>& to) {
  for (;; ++at) {
    if (to.empty() || to.back() < at) to.push_back(at);
    if (at == steps.size() || !steps[at].is_conflict) return;
  }
}

// All places that the lines may have come to, kept side by side: what follows a conflict may look
// like a part of it.
bool fits(const std::vector<Step>& steps, const LineViews& lines) {
  std::vector<std::size_t> places, next;
  add_with_empty(steps, 0, places);
  for (std::string_view line : lines) {
    next.clear();
    for (std::size_t at : places) {
      if (at == steps.size()) continue;
      const Step& step = steps[at];
      if (step.is_conflict) {
        if (trim(line).empty() || step.either.contains(line)) add_with_empty(steps, at, next);
      } else if (step.line == line) {
        add_with_empty(steps, at + 1, next);
      }
    }
    places.swap(next);
    if (places.empty()) return false;
  }
  return places.back() == steps.size();
}

std::size_t longest_run(std::string_view text) {
  std::size_t longest = 0, run = 0;
  char last = 0;
  for (char c : text) {
    run = c == last ? run + 1 : 1;
    last = c;
    longest = std::max(longest, run);
  }
  return longest;
}

bool is_text_file(const Repository& repository, const TreeEntry& entry) {
  const bool is_file = entry.mode != 0 && entry.mode != kModeTree && entry.mode != kModeSymlink &&
                       entry.mode != kModeSubmodule;
  return is_file && repository.size_of(entry.id) <= kCountableBlob;
}

// One path that was in conflict.
bool is_resolved(const Repository& repository, const TreeEntry& base, const TreeEntry& ours,
                 const TreeEntry& theirs, const TreeEntry& result) {
  if (result == ours || result == theirs) return true;
  const bool is_mode = result.mode == ours.mode || result.mode == theirs.mode;
  for (const TreeEntry& side : {ours, theirs, result}) {
    if (!is_text_file(repository, side)) return false;
  }
  const auto text = [&](const TreeEntry& side) {
    return is_text_file(repository, side)
               ? std::string(repository.read(side.id, ObjectType::blob).data())
               : std::string();
  };
  return is_mode && is_resolution(text(base), text(ours), text(theirs), text(result));
}

// What differs from a merge that git can make by itself. `resolved` is asked of what was in
// conflict.
template <class Resolved>
std::vector<std::string> paths_beside(const Repository& repository, const CommitMerge& made,
                                      const Oid& tree, Resolved resolved) {
  std::vector<std::string> paths;
  for (const TreeChange& change : diff_trees(repository, made.tree, tree)) {
    const bool in_conflict = std::find(made.conflicts.begin(), made.conflicts.end(), change.path) !=
                             made.conflicts.end();
    if (!in_conflict || !resolved(change)) paths.push_back(change.path);
  }
  return paths;
}

Oid base_of(Graph& graph, const Oid& ours, const Oid& theirs) {
  const std::vector<Oid> bases = diverge(graph, ours, theirs).merge_bases;
  return bases.empty() ? Oid{} : graph.header(bases.front()).tree;
}

// One parent after the other, as git's octopus strategy has it.
CommitMerge merge_all(Graph& graph, const std::vector<Oid>& parents) {
  CommitMerge made = merge_commits(graph, parents[0], parents[1]);
  for (std::size_t i = 2; i < parents.size(); ++i) {
    CommitMerge next = merge_trees(graph.repository(), base_of(graph, parents[0], parents[i]),
                                   made.tree, graph.header(parents[i]).tree);
    next.conflicts.insert(next.conflicts.end(), made.conflicts.begin(), made.conflicts.end());
    made = std::move(next);
  }
  return made;
}

}  // namespace

std::vector<std::string> own_changes(Graph& graph, const Oid& ours, const Oid& theirs,
                                     const Oid& tree) {
  const Repository& repository = graph.repository();
  const Oid base = base_of(graph, ours, theirs);
  const auto at = [&](const Oid& whole, const std::string& path) {
    return find_path(repository, whole, path);
  };
  const Oid left = graph.header(ours).tree, right = graph.header(theirs).tree;
  return paths_beside(repository, merge_commits(graph, ours, theirs), tree,
                      [&](const TreeChange& change) {
                        const std::string& path = change.path;
                        return is_resolved(repository, at(base, path), at(left, path),
                                           at(right, path), change.after);
                      });
}

std::vector<std::string> own_changes(Graph& graph, const Oid& merge) {
  const CommitHeader header = graph.header(merge);
  const std::vector<Oid>& parents = header.parents;
  if (parents.size() < 2) return {};
  if (parents.size() == 2) return own_changes(graph, parents[0], parents[1], header.tree);
  // git makes no octopus of what conflicts: only what one of its sides has is no change then.
  return paths_beside(
      graph.repository(), merge_all(graph, parents), header.tree, [&](const TreeChange& change) {
        return std::any_of(parents.begin(), parents.end(), [&](const Oid& parent) {
          return find_path(graph.repository(), graph.header(parent).tree, change.path) ==
                 change.after;
        });
      });
}

bool is_resolution(std::string_view base, std::string_view ours, std::string_view theirs,
                   std::string_view result) {
  // Longer than any run in the texts, so that a file full of markers is read right.
  const std::size_t width =
      1 + std::max({std::size_t{6}, longest_run(ours), longest_run(theirs), longest_run(base)});
  constexpr std::size_t kLongestMark = 60'000;  // libgit2 keeps the size of a marker in 16 bits
  if (width > kLongestMark) return false;
  for (const bool patience : {true, false}) {
    const auto merged = merge_text(base, ours, theirs, Favor::neither, {width, patience});
    if (merged && fits(steps_of(merged->text, width), split_lines(result))) return true;
  }
  return false;
}

}  // namespace hotfix
