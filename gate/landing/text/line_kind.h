// SPDX-License-Identifier: MIT
// What a line of code tells about a fix.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace hotfix {

// What a line of code tells about a fix.
enum class LineKind : std::uint8_t {
  telling,
  import,   // it makes a name known, and what uses the name tells; or it loads a module
  bracket,  // it has no letters or digits
  release,  // it says which release a file is of, or when it was written; or git left it there
};

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
  std::size_t depth_ = 0;      // blanks that may stand before a version of the project itself
  bool is_in_section_ = true;  // of a manifest: that speaks of the project itself
};

}  // namespace hotfix
