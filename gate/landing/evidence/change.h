// SPDX-License-Identifier: MIT
// The change that is looked for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gate/git/history.h"
#include "gate/landing/evidence/contents.h"

namespace hotfix {

struct FilePart {
  TreeChange entry;
  bool is_text = false;
  LineChanges lines;  // of a text; weighed by how rare a line is within the file
  double weight = 0;  // of the whole part within the change; above 0
};

struct Change {
  Oid tip;                      // the commit, or the tip of a branch
  Oid before, after;            // trees; the zero id is the empty tree
  std::vector<FilePart> files;  // by path; empty: the commit changes nothing
  double weight = 0;            // of all files
  bool is_only_notes = false;   // no file of it is anything but notes
};

// What lies between two trees.
Change read_change(const Repository& repository, Contents& contents, const Oid& tip,
                   const Oid& before, const Oid& after);

// What a commit changed against its first parent; a root against the empty tree.
std::vector<TreeChange> changes_of(Graph& graph, const Oid& commit);
Change read_change(Graph& graph, Contents& contents, const Oid& commit);

// Release notes, changelogs, version and lock files: a backport seldom carries them over as they
// are.
bool is_notes(std::string_view path);

// Tests and documents, by the names they usually have: a fix can be there without them.
bool is_beside_the_fix(std::string_view path);

}  // namespace hotfix
