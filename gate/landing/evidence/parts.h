// SPDX-License-Identifier: MIT
// A change place by place: which of its places in code and configuration are in effect in a tree?
// A hotfix has landed only if none of them is absent.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "gate/landing/evidence/absence.h"
#include "gate/landing/evidence/change.h"
#include "rules/model/landing.h"

namespace hotfix {

// One place of the change: a run of changed lines of a file, or a whole file.
struct MaterialPart {
  std::string path;
  std::size_t first = 0, last = 0;  // 1-based lines of the file as the change leaves it; where it
                                    // only removes, the line after which; 0: the whole file
  double weight = 0;                // about the number of its telling lines; above 0
  PartState state = PartState::unclear;
  bool is_alone = false;  // only absent: nobody else changed these lines, so it applies cleanly
};

// The places of `change` in files that are material, each as it stands in the tree that `located`
// looks into, by path and line. A place counts when at least one of its lines tells something: not
// blank, a comment, an import, a version, brackets alone, or a line that the change only moves. A
// place is
//   in_effect  when its new lines are there, in their order, and its old ones are not; or when
//              nothing is left to do
//   absent     when the tree has the lines as they were before the change, so that it would apply
//              cleanly and change something; or has them beside other work, and next to nothing of
//              the new ones; or when the whole file is as it was
//   replaced   when the tree has other lines there: later work, or a conflict
//   unclear    when the file is not there, or cannot be compared
// The places are the same for every tree, in the same order. None for a change that has no material
// place. Throws Undecidable when a blob is missing.
std::vector<MaterialPart> parts_in(const Contents& contents, const Change& change,
                                   const Located& located);

// For each part of parts_in(), in its order: was it in effect in the tree of `then`, and has the
// tree of `now` other lines in place of its own? Later work on a part is no loss; a part that only
// went is.
std::vector<bool> replaced_since(const Contents& contents, const Change& change,
                                 const Located& then, const Located& now);

// Code and configuration that runs in production, vendored and generated code too: not tests,
// documents, notes or lock files, by the names they usually have.
bool is_material(std::string_view path);

}  // namespace hotfix
