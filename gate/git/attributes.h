// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <unordered_set>

#include "gate/git/repository.h"

namespace hotfix {

// What .gitattributes of one commit says of paths. Never that of the branch under judgement: it
// could declare its own code to be generated.
class Attributes {
 public:
  Attributes(const Repository& repository, const Oid& commit);

  // linguist-generated and linguist-vendored, as GitHub reads them. Throws Undecidable when a file
  // that speaks of the path cannot be read.
  bool generated(const std::string& path) const { return is_set(path, "linguist-generated"); }
  bool vendored(const std::string& path) const { return is_set(path, "linguist-vendored"); }

 private:
  bool is_set(const std::string& path, const char* name) const;
  void require_files(const std::string& path) const;
  void require_file(const std::string& folder) const;

  // libgit2 always reads info/attributes, which every clone has for itself: when that speaks of
  // linguist, no attribute is believed.
  bool is_overridden_ = false;
  const Repository& repository_;
  Oid commit_, tree_;
  mutable std::unordered_set<std::string> checked_;  // folders whose file is here, or not there
};

}  // namespace hotfix
