// SPDX-License-Identifier: MIT
// The policy file as a commit has it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "gate/git/repository.h"
#include "gate/memory/memory.h"

namespace hotfix {

// Its text; nullopt: the commit has none. Throws PolicyError, which begins with `source`, for what
// is no ordinary file or too large, and Undecidable when the commit cannot be read.
std::optional<std::string> committed_policy(const Repository& repository, const Oid& commit,
                                            const std::string& source);

// The same, of tips that are asked about push after push: a commit never changes, so that its
// policy is remembered, to know what is none of its business, and for a message, which CI judges
// again. Before it judges a branch it is read. Only where the request trusts the clone: an earlier
// step of a CI may have written the memory.
class CommittedPolicies {
 public:
  CommittedPolicies(const Repository& repository, bool remembers);

  std::optional<std::string> text_at(const Oid& commit, const std::string& source);
  // Whether an earlier run has read it, as a commit.
  bool knows(const Oid& commit);
  // Reads the commit, its folder and its policy, unless this run has. False: it is another policy
  // than the remembered one. Throws as committed_policy does.
  bool is_so(const Oid& commit, const std::string& source);

 private:
  const Repository& repository_;
  std::vector<Oid> read_;  // by this run
  std::optional<Memory> memory_;
};

}  // namespace hotfix
