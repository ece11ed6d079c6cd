// SPDX-License-Identifier: MIT
// A change place by place: which of its places in code and configuration are in effect in a tree?
// A hotfix has landed only if none of them is absent.
#pragma once

#include <string>
#include <vector>

#include "gate/landing/evidence/absence.h"
#include "gate/landing/evidence/hunk_state.h"
#include "gate/landing/evidence/hunks.h"
#include "rules/model/landing.h"
#include "rules/model/option.h"

namespace hotfix {

// One place of the change: a run of changed lines of a file, a file's mode, or a whole file.
struct MaterialPart {
  std::string path;
  std::size_t first = 0, last = 0;  // 1-based lines of the file as the change leaves it; where it
                                    // only removes, the line after which; 0: the whole file
  double weight = 0;                // about the number of its telling lines; above 0
  PartState state = PartState::unclear;
  bool is_alone = false;      // only absent: nobody else changed these lines; it applies cleanly
  bool is_old = false;        // only absent: what stands there is as it was before the change
  bool is_new_file = false;   // the change adds the file: there were no lines to replace
  bool is_opaque = false;     // a side or the tree has no text, or one too large (Contents::text)
  bool is_related = false;    // only replaced: at least half of its new lines stand there
  bool is_moved = false;      // only replaced: its new lines stand elsewhere, since it landed
  bool is_left_out = false;   // only absent: development's own lines were kept in its place
  bool is_explained = false;  // only unclear: it had been in effect, or a landing changed it
  std::uint64_t form = 0;     // tells what stands in its place from anything else; 0: nothing does
};

// The material places of a change; reads its own two sides once.
class ChangeParts {
 public:
  // All of them must outlive it.
  ChangeParts(const Contents& contents, const Change& change, const Matcher& is_material);

  // The places, each as it stands in the tree that `located` looks into, by path and line. A place
  // counts when at least one of its lines tells something (hunks.h). It is
  //   in_effect  when its new lines are there, in their order, and its old ones are not; when a
  //              dependency has a later version of the same series; or when nothing is left to do
  //   absent     when the tree has the lines as they were before the change, so that it would apply
  //              cleanly and change something; or has them beside other work, and next to nothing
  //              of the new ones; or when the whole file is as it was
  //   replaced   when the tree has other lines there: later work, or a conflict
  //   unclear    when the file is not there, or cannot be compared
  // The places are the same for every tree, in the same order. None for a change that has no
  // material place. Throws Undecidable when a blob is missing.
  std::vector<MaterialPart> in(const Located& located);

  // What became of each place between two trees. Later work on a part is no loss; a part that only
  // went is.
  std::vector<Since> since(const Located& then, const Located& now) const;

  // For each place: does a commit that made `changes` bring all of its new lines into another file?
  // Never by a commit of very many files.
  std::vector<bool> moved_by(const std::vector<TreeChange>& changes) const;

 private:
  struct Known {
    TreeEntry now;
    std::vector<MaterialPart> parts;
  };

  // Valid until the next call.
  const std::vector<MaterialPart>& in_file(std::size_t file, const TreeEntry& now);

  const Contents& contents_;
  std::vector<FileHunks> files_;
  std::vector<std::vector<Known>> known_;  // by file: few versions of each are asked about
};

}  // namespace hotfix
