// SPDX-License-Identifier: MIT
#include "gate/git/merge.h"

#include <git2/sys/mempack.h>
#include <git2/sys/odb_backend.h>

#include <algorithm>
#include <set>
#include <string>

#include "gate/base/error.h"
#include "gate/base/text_lines.h"
#include "gate/git/handles.h"
#include "gate/git/lines.h"
#include "gate/git/merge_file.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

using Outcome = PathMerge::Outcome;

using CommitHandle = Handle<git_commit, git_commit_free>;
using TreeHandle = Handle<git_tree, git_tree_free>;
using ConflictsHandle = Handle<git_index_conflict_iterator, git_index_conflict_iterator_free>;

constexpr std::size_t kLongestMark = 60000;  // libgit2 keeps the size of a marker in 16 bits
constexpr int kInMemoryFirst = 999;          // above libgit2's loose objects (1) and packs (2)

bool is_file(const TreeEntry& entry) {
  return entry.mode != 0 && entry.mode != kModeTree && entry.mode != kModeSymlink &&
         entry.mode != kModeSubmodule;
}

bool same_kind(const TreeEntry& a, const TreeEntry& b) {
  return a.mode == b.mode || (is_file(a) && is_file(b));
}

bool is_text(const Object& blob) { return !looks_binary(blob.data()); }

// Lines that begin with `mark`, of which the text has no other.
std::size_t count_marks(std::string_view text, const std::string& mark) {
  std::size_t marks = 0;
  for (auto at = text.find(mark); at != std::string_view::npos;
       at = text.find(mark, at + mark.size())) {
    ++marks;
  }
  return marks;
}

PathMerge merge_lines(const Object& base, const Object& ours, const Object& theirs) {
  // Longer than any run in the texts, so that a file full of markers is counted right.
  const std::size_t width =
      1 + std::max({std::size_t{6}, longest_run(base.data(), '<'), longest_run(ours.data(), '<'),
                    longest_run(theirs.data(), '<')});
  if (width > kLongestMark) return {Outcome::whole, 0};
  // The nearest to the histogram diff that git merges with, which libgit2 does not have.
  const MergeOptions options{width, true};
  const auto merged = merge_text(base.data(), ours.data(), theirs.data(), Favor::neither, options);
  if (!merged) return {Outcome::whole, 0};
  if (merged->is_clean) return {merged->text == ours.data() ? Outcome::same : Outcome::clean, 0};
  return {Outcome::lines,
          std::max(std::size_t{1}, count_marks(merged->text, std::string(width, '<')))};
}

PathMerge merge_contents(const Repository& repository, const TreeEntry& base, const TreeEntry& ours,
                         const TreeEntry& theirs) {
  for (const TreeEntry& side : {base, ours, theirs}) {
    if (repository.size_of(side.id) > kCountableBlob) return {Outcome::whole, 0};
  }
  const Object before = repository.read(base.id, ObjectType::blob);
  const Object mine = repository.read(ours.id, ObjectType::blob);
  const Object other = repository.read(theirs.id, ObjectType::blob);
  if (!is_text(before) || !is_text(mine) || !is_text(other)) return {Outcome::whole, 0};
  return merge_lines(before, mine, other);
}

// All three are files, and both sides changed something.
PathMerge merge_files(const Repository& repository, const TreeEntry& base, const TreeEntry& ours,
                      const TreeEntry& theirs) {
  PathMerge merged{Outcome::same, 0};
  if (ours.id != theirs.id && theirs.id != base.id) {
    merged = ours.id == base.id ? PathMerge{Outcome::clean, 0}
                                : merge_contents(repository, base, ours, theirs);
  }
  // A file has two modes: what the change did to it is there, or can be done.
  const bool changes_mode = theirs.mode != base.mode && theirs.mode != ours.mode;
  if (merged.outcome == Outcome::same && changes_mode) merged.outcome = Outcome::clean;
  return merged;
}

constexpr const char* kCannotMerge = "the branches cannot be merged";

// What libgit2 writes while it merges stays in memory, where the repository finds it.
void write_to_memory(const Repository& repository) {
  git_odb* opened = nullptr;
  check_git(git_repository_odb(&opened, repository.handle()), kCannotMerge);
  const OdbHandle odb(opened);
  git_odb_backend* memory = nullptr;
  check_git(git_mempack_new(&memory), kCannotMerge);
  const int added = git_odb_add_backend(odb.get(), memory, kInMemoryFirst);
  if (added < 0) memory->free(memory);
  check_git(added, kCannotMerge);
}

TreeHandle load_tree(const Repository& repository, const Oid& id) {
  const git_oid wanted = to_git(id);
  git_tree* tree = nullptr;
  check_git(git_tree_lookup(&tree, repository.handle(), &wanted), kCannotMerge);
  return TreeHandle(tree);
}

CommitHandle load_commit(const Repository& repository, const Oid& id) {
  const git_oid wanted = to_git(id);
  git_commit* commit = nullptr;
  check_git(git_commit_lookup(&commit, repository.handle(), &wanted), kCannotMerge);
  return CommitHandle(commit);
}

bool is_tangled(const Repository& repository, const Oid& before, const Oid& after) {
  const Object one = repository.read(before, ObjectType::blob);
  const Object other = repository.read(after, ObjectType::blob);
  return !looks_binary(one.data()) && !looks_binary(other.data()) &&
         !is_comparable(one.data(), other.data());
}

// libgit2 merges texts for as long as it takes.
void refuse_tangled(const Repository& repository, const Oid& base, const Oid& ours,
                    const Oid& theirs) {
  for (const TreeChange& change : diff_trees(repository, base, theirs)) {
    if (!is_file(change.before) || !is_file(change.after)) continue;
    const TreeEntry other = find_path(repository, ours, change.path);
    if (!is_file(other) || other.id == change.before.id || other.id == change.after.id) continue;
    if (!is_tangled(repository, change.before.id, change.after.id) &&
        !is_tangled(repository, change.before.id, other.id)) {
      continue;
    }
    throw Undecidable(
        change.path + " is too large to be compared line by line",
        "git diff " + short_id(change.before.id.hex()) + " " + short_id(change.after.id.hex()));
  }
}

IndexHandle merge_index(const Repository& repository, const Oid& base, const Oid& ours,
                        const Oid& theirs) {
  refuse_tangled(repository, base, ours, theirs);
  const TreeHandle before = load_tree(repository, base);
  const TreeHandle left = load_tree(repository, ours);
  const TreeHandle right = load_tree(repository, theirs);
  git_index* index = nullptr;
  check_git(
      git_merge_trees(&index, repository.handle(), before.get(), left.get(), right.get(), nullptr),
      kCannotMerge);
  return IndexHandle(index);
}

// By trees where there is one base: a malformed author, which libgit2 refuses, does no harm then.
IndexHandle merge_index(Graph& graph, const std::vector<Oid>& bases, const Oid& ours,
                        const Oid& theirs) {
  const Repository& repository = graph.repository();
  if (bases.size() == 1) {
    return merge_index(repository, graph.header(bases.front()).tree, graph.header(ours).tree,
                       graph.header(theirs).tree);
  }
  refuse_tangled(repository, graph.header(bases.front()).tree, graph.header(ours).tree,
                 graph.header(theirs).tree);
  const CommitHandle left = load_commit(repository, ours), right = load_commit(repository, theirs);
  git_index* index = nullptr;
  check_git(git_merge_commits(&index, repository.handle(), left.get(), right.get(), nullptr),
            kCannotMerge);
  return IndexHandle(index);
}

// Settles every conflict by what `ours` has. The paths that were in conflict.
std::vector<std::string> take_ours(git_index* index, const Repository& repository,
                                   const Oid& tree) {
  std::set<std::string> paths;
  git_index_conflict_iterator* opened = nullptr;
  check_git(git_index_conflict_iterator_new(&opened, index), kCannotMerge);
  const ConflictsHandle conflicts(opened);
  const git_index_entry* sides[3] = {};
  while (has_next(git_index_conflict_next(&sides[0], &sides[1], &sides[2], conflicts.get()),
                  kCannotMerge)) {
    for (const git_index_entry* side : sides) {
      if (side != nullptr) paths.insert(side->path);
    }
  }
  check_git(git_index_conflict_cleanup(index), kCannotMerge);
  for (const std::string& path : paths) {
    const TreeEntry kept = find_path(repository, tree, path);
    if (kept.mode == 0 || kept.mode == kModeTree) continue;
    git_index_entry entry = {};
    entry.mode = kept.mode;
    entry.id = to_git(kept.id);
    entry.path = path.c_str();
    check_git(git_index_add(index, &entry), kCannotMerge);
  }
  return {paths.begin(), paths.end()};
}

CommitMerge written(const IndexHandle& index, const Repository& repository, const Oid& ours) {
  CommitMerge merged;
  merged.conflicts = take_ours(index.get(), repository, ours);
  git_oid tree;
  check_git(git_index_write_tree_to(&tree, index.get(), repository.handle()), kCannotMerge);
  merged.tree = from_git(tree);
  return merged;
}

}  // namespace

PathMerge merge_path(const Repository& repository, const TreeEntry& base, const TreeEntry& ours,
                     const TreeEntry& theirs) {
  if (ours == theirs || theirs == base) return {Outcome::same, 0};
  if (ours == base) return {Outcome::clean, 0};
  if (ours.mode == 0) return {Outcome::deleted_by_ours, 0};
  if (theirs.mode == 0) return {Outcome::deleted_by_theirs, 0};
  if (!same_kind(ours, theirs)) return {Outcome::kind, 0};
  if (base.mode == 0) return {Outcome::added_twice, 0};
  if (!same_kind(base, ours)) return {Outcome::kind, 0};
  if (ours.mode == kModeSubmodule) return {Outcome::submodule, 0};
  if (!is_file(ours)) return {Outcome::whole, 0};
  return merge_files(repository, base, ours, theirs);
}

CommitMerge merge_commits(Graph& graph, const Oid& ours, const Oid& theirs) {
  const std::vector<Oid> bases = diverge(graph, ours, theirs).merge_bases;
  if (bases.empty()) {
    throw Undecidable("the branches share no history, so they cannot be merged",
                      "git log --oneline -1 " + short_id(theirs.hex()));
  }
  if (bases.front() == ours) return {graph.header(theirs).tree, {}};
  if (bases.front() == theirs) return {graph.header(ours).tree, {}};
  const Repository& repository = graph.repository();
  write_to_memory(repository);
  return written(merge_index(graph, bases, ours, theirs), repository, graph.header(ours).tree);
}

CommitMerge merge_trees(const Repository& repository, const Oid& base, const Oid& ours,
                        const Oid& theirs) {
  write_to_memory(repository);
  return written(merge_index(repository, base, ours, theirs), repository, ours);
}

Oid commit_in_memory(const Repository& repository, const Oid& tree, const Oid& parent,
                     const std::string& message) {
  constexpr const char* kCannotMake = "a commit cannot be tried";
  const std::string by = "hotfix <hotfix@localhost> 0 +0000\n";
  const std::string text = "tree " + tree.hex() + "\nparent " + parent.hex() + "\nauthor " + by +
                           "committer " + by + "\n" + message;
  write_to_memory(repository);
  git_odb* opened = nullptr;
  check_git(git_repository_odb(&opened, repository.handle()), kCannotMake);
  const OdbHandle odb(opened);
  git_oid id;
  check_git(git_odb_write(&id, odb.get(), text.data(), text.size(), GIT_OBJECT_COMMIT),
            kCannotMake);
  return from_git(id);
}

std::optional<Commit> only_commit(Graph& graph, const Oid& id) {
  const CommitHeader header = graph.header(id);
  if (header.parents.size() != 2) return std::nullopt;
  const Oid &base = header.parents[0], &head = header.parents[1];
  const bool is_one =
      diverge(graph, base, head).ahead.size() == 1 && graph.header(head).parents.size() == 1;
  if (!is_one) return std::nullopt;
  const CommitMerge made = merge_commits(graph, base, head);
  if (!made.conflicts.empty() || made.tree != header.tree) return std::nullopt;
  return graph.commit(head);
}

}  // namespace hotfix
