// SPDX-License-Identifier: MIT
// One file of a change, from the literal texts of its sides.
#pragma once

#include <memory>

#include "gate/landing/evidence/hunks.h"
#include "tests/support/catch.h"
#include "tests/support/repo.h"

namespace hotfix {

inline constexpr unsigned kModeProgram = 0100755;

// A repository that holds nothing but blobs.
class Blobs {
 public:
  // `bytes` as a file of a tree.
  TreeEntry file(const std::string& bytes, unsigned mode = kModeFile) const {
    const ProgramResult made = repo_.run({"hash-object", "-w", "--stdin"}, bytes);
    REQUIRE(made.status == 0);
    return {mode, parse_oid(trimmed(made.out))};
  }
  const Contents& contents() const { return contents_; }

 private:
  TestRepo repo_;
  Repository repository_ = Repository::open(repo_.path());
  Contents contents_{repository_};
};

// The hunks of a file; both of its sides may be {}: not there.
class OneFile {
 public:
  OneFile(const Blobs& blobs, const std::string& path, const TreeEntry& before,
          const TreeEntry& after)
      : part_(std::make_unique<FilePart>()) {
    part_->entry = {path, before, after};
    part_->weight = 1;
    hunks_ = read_hunks(blobs.contents(), *part_);
  }
  OneFile(const Blobs& blobs, const std::string& path, const std::string& before,
          const std::string& after)
      : OneFile(blobs, path, blobs.file(before), blobs.file(after)) {}

  const FileHunks& hunks() const { return hunks_; }
  std::vector<double> weights() const {
    std::vector<double> result;
    for (const Hunk& hunk : hunks_.hunks) result.push_back(hunk.weight);
    return result;
  }

 private:
  std::unique_ptr<FilePart> part_;  // where the hunks point to
  FileHunks hunks_;
};

}  // namespace hotfix
