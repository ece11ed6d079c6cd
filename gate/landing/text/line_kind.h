// SPDX-License-Identifier: MIT
// What a line of code tells about a fix.
#pragma once

#include <string_view>

#include "gate/landing/text/code_lines.h"

namespace hotfix {

// Takes the code lines of one file, from the first to the last: an import may go over several.
class LineKinds {
 public:
  explicit LineKinds(std::string_view path);

  // `line` has no blanks at its end and is not empty.
  LineKind of(std::string_view line);
  // Whether the last one stood in a list of imports. It is telling.
  bool is_in_list() const { return is_in_list_; }

 private:
  bool is_import(std::string_view line);
  bool is_own_version(std::string_view line);

  bool is_manifest_ = false;
  bool is_in_list_ = false;
  char closer_ = 0;            // of the import that goes over several lines; 0: none does
  bool is_in_section_ = true;  // of a manifest: that speaks of the project itself
};

}  // namespace hotfix
