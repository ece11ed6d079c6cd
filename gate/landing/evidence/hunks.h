// SPDX-License-Identifier: MIT
// One file of a change as its own two sides tell it: the runs of changed code lines, and what each
// of them weighs.
#pragma once

#include <vector>

#include "gate/base/sequence_diff.h"
#include "gate/landing/evidence/change.h"
#include "gate/landing/text/code_lines.h"

namespace hotfix {

using CodeLines = std::vector<CodeLine>;

Tokens tokens_of(const CodeLines& lines);
CodeLines slice(const CodeLines& lines, std::size_t begin, std::size_t end);

// A run of changed lines of one file, in places of its code lines: base[a_begin, a_end) became
// after[b_begin, b_end).
struct Hunk {
  DiffRegion region;
  double weight = 0;  // its telling lines that do not merely move; 0: it is not material
};

struct FileHunks {
  const FilePart* file = nullptr;
  CodeLines base, after;
  std::vector<Hunk> hunks;
  bool has_text = false;  // both sides are texts of one kind, and lines of them differ

  // It makes a regular file executable, a new one too, or no longer so.
  bool changes_mode() const;
};

// A line that a program only moves within the file is not material, nor are imports and brackets
// alone; but where a file's change is nothing else, it is moved lines, changed imports and brackets
// that count. Throws Undecidable when a blob is missing; `file` must outlive the result.
FileHunks read_hunks(const Contents& contents, const FilePart& file);

}  // namespace hotfix
