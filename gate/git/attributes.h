// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <unordered_map>

#include "gate/git/repository.h"

namespace hotfix {

// What .gitattributes of one commit says of paths. Never that of the branch under judgement: it
// could declare its own code to be generated.
class Attributes {
 public:
  Attributes(const Repository& repository, const Oid& commit);

  // linguist-generated and linguist-vendored, as GitHub reads them. Throws Undecidable when a file
  // that speaks of the path cannot be read.
  bool generated(const std::string& path) const { return said_of(path).generated; }
  bool vendored(const std::string& path) const { return said_of(path).vendored; }

 private:
  struct Said {
    bool generated = false, vendored = false;
  };
  Said said_of(const std::string& path) const;
  Said ask(const std::string& path) const;
  bool is_spoken_of(const std::string& path) const;
  bool has_file(const std::string& folder) const;

  // libgit2 always reads info/attributes, which every clone has for itself: when that speaks of
  // linguist, no attribute is believed.
  bool is_overridden_ = false;
  const Repository& repository_;
  Oid commit_, tree_;
  mutable std::unordered_map<std::string, bool> has_file_;  // by folder
  mutable std::string last_path_;                           // that libgit2 was asked about
  mutable Said last_;                                       // what was said of it
};

}  // namespace hotfix
