// SPDX-License-Identifier: MIT
// Globs as in gitignore(5), taken apart. pattern.h says what they match.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hotfix {

// The shape nearly every glob has: an anchored folder, then one name with at most one '*'. Matched
// by comparing ends, where a regular expression would have to be compiled first. It is made of
// pieces of the glob, which must outlive it.
struct SimpleGlob {
  std::string_view root;  // the path begins with this ("docs/"); empty: anywhere
  bool direct = false;    // the name lies in `root` itself, else at any depth below it
  bool folder = false;    // the name is a folder's, and everything in it matches; else a file's
  std::string_view head, tail;  // the name, around its '*'
  bool star = false;

  bool matches(std::string_view path) const;
};

// nullopt when the glob needs a regular expression. Throws UsageError as glob_to_regex does, or
// leaves that to it.
std::optional<SimpleGlob> simple_glob(std::string_view glob);

// An RE2 expression (Latin-1, '.' matches newline) that matches the whole path exactly when the
// glob does. Throws UsageError when the glob is malformed.
std::string glob_to_regex(std::string_view glob);

}  // namespace hotfix
