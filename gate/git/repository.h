// SPDX-License-Identifier: MIT
// A repository opened for reading: references and raw objects, nothing else. No work tree, index,
// hook, filter, replace ref or user configuration is looked at, and nothing is written.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "gate/git/discovery/location.h"
#include "gate/git/objects/loose.h"
#include "gate/git/objects/oid.h"
#include "gate/git/objects/packs.h"
#include "gate/git/objects/recent.h"
#include "gate/git/references.h"

struct git_repository;

namespace hotfix {

class Repository {
 public:
  // Opens the repository at find_location(path), and throws what that throws; Undecidable, too,
  // when libgit2 cannot read it.
  static Repository open(const std::string& path);
  // The same at a location that was found for `path` already.
  static Repository open(Location location, const std::string& path);

  const Location& location() const { return location_; }
  const std::string& git_dir() const { return location_.git_dir; }  // absolute; a worktree's own
  const std::string& common_dir() const {
    return location_.common_dir;
  }  // absolute; shared by worktrees

  // The commit a full refname points to, annotated tags peeled. nullopt: git agrees that there is
  // none. Throws Undecidable when the references cannot be read.
  // It is not read where it is known to be a commit.
  using IsKnown = std::function<bool(const Oid&)>;
  std::optional<Oid> commit_of_ref(const std::string& refname, const IsKnown& is_known = {}) const;

  // Full names of the references below `prefix` ("refs/remotes/origin/") with the ids they hold;
  // symbolic ones are left out. Throws Undecidable when the references cannot be read.
  std::vector<std::pair<std::string, Oid>> refs_below(const std::string& prefix) const;

  bool contains(const Oid& id) const;
  // Throws Undecidable when the object is missing, damaged or of another type.
  Object read(const Oid& id, ObjectType type) const;
  // From `end` on, read() throws OutOfTime, but not for what was read lately; nullopt: it does not.
  using Time = std::chrono::steady_clock::time_point;
  void read_until(std::optional<Time> end) const { end_ = end; }
  // The same for a tree; one that was read lately is not read again.
  std::shared_ptr<const Object> tree(const Oid& id) const;
  std::size_t size_of(const Oid& id) const;  // bytes of the content, from the header alone
  // The one object whose id begins with `hex` (4 to 40 digits); nullopt: none, or several. Throws
  // Undecidable when the objects cannot be looked up.
  std::optional<Oid> expand(std::string_view hex) const;

  // Some objects are left on the server until they are asked for.
  bool is_partial() const;

  // Commits whose parents were cut off by a shallow clone.
  const std::unordered_set<Oid>& shallow() const { return shallow_; }

  // What the graph of commits would be with info/grafts is not what the objects say.
  bool has_grafts() const;
  // Walks may go by git's commit-graph from now on (gate/git/objects/commit_graph.h), and a tree is
  // taken for what its id names without a new hash over it. Who could have put something else there
  // could have put a hook there. Every other object is always hashed.
  void trust_clone() { trusts_clone_ = true; }
  bool trusts_clone() const { return trusts_clone_; }

  // For libgit2, which opens it when it is first asked for. Throws Undecidable when it cannot.
  git_repository* handle() const;

 private:
  struct Free {
    void operator()(git_repository* repository) const;
  };
  Repository() = default;
  void read_shallow();
  bool is_commit(const Oid& id) const;
  std::optional<Oid> commit_by_libgit2(const std::string& refname) const;
  std::optional<Oid> commit_by_git(const std::string& refname, const std::string& words) const;
  enum class Hash { check, believe };
  Object read(const Oid& id, ObjectType type, Hash hash) const;
  Object read_any(const Oid& id, ObjectType type, Hash hash) const;
  Object read_by_libgit2(const Oid& id, ObjectType type) const;
  [[noreturn]] void fail_read(const Oid& id, ObjectType type, const char* words) const;

  Location location_;
  mutable std::unique_ptr<git_repository, Free> repository_;
  std::unordered_set<Oid> shallow_;
  bool trusts_clone_ = false;
  mutable std::optional<Time> end_;
  References references_;
  mutable Packs packs_;
  mutable LooseObjects loose_;
  mutable RecentTrees recent_trees_;
  mutable RecentObjects recent_blobs_, recent_commits_;
};

}  // namespace hotfix
