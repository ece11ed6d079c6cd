// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "gate/git/repository.h"

namespace hotfix {

// What .gitattributes of one commit says of paths. Never that of the branch under judgement: it
// could declare its own code to be generated.
class Attributes {
 public:
  Attributes(const Repository& repository, const Oid& commit);

  // linguist-generated and linguist-vendored, as GitHub reads them.
  bool generated(const std::string& path) const { return is_set(path, "linguist-generated"); }
  bool vendored(const std::string& path) const { return is_set(path, "linguist-vendored"); }

 private:
  bool is_set(const std::string& path, const char* name) const;
  // libgit2 always reads info/attributes, which every clone has for itself: when that speaks of
  // linguist, no attribute is believed.
  bool is_overridden_ = false;
  const Repository& repository_;
  Oid commit_;
};

}  // namespace hotfix
