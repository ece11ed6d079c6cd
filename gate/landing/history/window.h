// SPDX-License-Identifier: MIT
// The commits among which a landing is looked for: what a branch has and the hotfix does not build
// on.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "gate/git/history.h"
#include "gate/git/tree.h"
#include "gate/landing/history/signature.h"

namespace hotfix {

// One commit of the branch that changed at least one of the paths asked for.
struct Candidate {
  Oid commit;
  std::size_t order = 0;            // position in the window: parents have lower numbers
  std::vector<TreeChange> changes;  // among the paths asked for, against the first parent, by path;
                                    // of a merge only what differs from every parent
  bool is_merge = false;
};

// Facts are read when a question needs them and serve all later ones. At the end, what took many
// reads is written to the cache (gate/landing/history/cache.h), which serves later runs of this
// user. Of two runs at once the one that ends last is kept; the other's news are read again.
class Windows {
 public:
  explicit Windows(const Graph& graph);
  ~Windows();

  // Is `ancestor` reachable from `descendant`? A commit is its own ancestor. Dates have no say.
  // Throws Undecidable where history is cut off.
  bool is_ancestor(const Oid& ancestor, const Oid& descendant);

  // Reachable from `onto` and not from `excluded`; parents before children, in an order that
  // depends on the two alone. Dates have no say. Throws Undecidable where history is cut off. The
  // reference lives through questions about seven other windows.
  const std::vector<Oid>& commits(const Oid& excluded, const Oid& onto);

  // Where `commit` is in commits(excluded, onto); nullopt: it is not.
  std::optional<std::size_t> order_of(const Oid& excluded, const Oid& onto, const Oid& commit);

  // Those of commits(excluded, onto) that touch one of `paths`, oldest first.
  std::vector<Candidate> touching(const Oid& excluded, const Oid& onto,
                                  const std::unordered_set<std::string>& paths);

  // Those of commits(excluded, onto) that share a non-zero half of the signature, oldest first.
  std::vector<Oid> signed_alike(const Oid& excluded, const Oid& onto, const Signature& signature);

  // Those whose message has a line that begins with "Hotfix-" (in any case), oldest first.
  std::vector<Oid> with_hotfix_trailer(const Oid& excluded, const Oid& onto);

 private:
  struct Parts;
  Parts& parts();
  std::unique_ptr<Parts> parts_;
};

}  // namespace hotfix
