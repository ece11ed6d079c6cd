// SPDX-License-Identifier: MIT
// The shape nearly every glob has, matched by comparing ends, where a regular expression would have
// to be compiled first; also read while the program is compiled. pattern.h says what globs match.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "gate/base/error.h"

namespace hotfix {

// A piece of the glob that it was read from.
struct GlobPiece {
  std::uint16_t begin = 0, size = 0;

  constexpr std::string_view of(std::string_view glob) const { return glob.substr(begin, size); }
};

// An anchored folder, then one name with at most one '*'.
struct SimpleGlob {
  GlobPiece root;        // the path begins with this ("docs/"); empty: anywhere
  GlobPiece head, tail;  // the name, around its '*'
  bool direct = false;   // the name lies in `root` itself, else at any depth below it
  bool folder = false;   // the name is a folder's, and everything in it matches; else a file's
  bool star = false;
};

// Whether the glob, of which `read` was read, matches the whole path, the last part of which is
// `name`.
bool matches(const SimpleGlob& read, std::string_view glob, std::string_view path,
             std::string_view name);

// What is read of each glob of a list: nullopt for one that needs a regular expression.
class SimpleGlobs {
 public:
  // Of a table of default globs that was read when the program was compiled; else it is read now.
  // Throws UsageError as simple_glob does.
  explicit SimpleGlobs(std::span<const std::string_view> globs);
  SimpleGlobs(const SimpleGlobs&) = delete;
  SimpleGlobs& operator=(const SimpleGlobs&) = delete;

  std::span<const std::optional<SimpleGlob>> all() const { return all_; }

 private:
  std::vector<std::optional<SimpleGlob>> read_now_;
  std::span<const std::optional<SimpleGlob>> all_;
};

// Throws UsageError with the reason when no glob can be so.
constexpr void refuse_malformed(std::string_view glob) {
  constexpr auto kNone = std::string_view::npos;
  if (glob.empty() || glob == "/") throw UsageError("a glob cannot be empty");
  for (auto slash = glob.find('/'); slash != kNone; slash = glob.find('/', slash + 1)) {
    if (glob.substr(slash + 1).starts_with('/')) throw UsageError("a glob cannot hold '//'");
  }
  if (glob[0] == '!') {
    throw UsageError("a glob cannot begin with '!'; write '\\!' for the character");
  }
}

// nullopt when the glob needs a regular expression. Throws UsageError as glob_to_regex does, or
// leaves that to it.
constexpr std::optional<SimpleGlob> simple_glob(std::string_view glob) {
  constexpr auto kNone = std::string_view::npos;
  constexpr std::size_t kLongest = 0xffff;  // what a GlobPiece can speak of
  refuse_malformed(glob);
  if (glob.size() > kLongest) return std::nullopt;
  const auto piece = [glob](std::string_view text) {
    return GlobPiece{static_cast<std::uint16_t>(text.data() - glob.data()),
                     static_cast<std::uint16_t>(text.size())};
  };
  const auto is_literal = [](std::string_view text) {
    return std::none_of(text.begin(), text.end(),
                        [](char c) { return c == '*' || c == '?' || c == '[' || c == '\\'; });
  };
  SimpleGlob read;
  std::string_view rest = glob;
  const bool anchored = rest.starts_with('/');
  if (anchored) rest.remove_prefix(1);
  const bool ends_in_all = rest.ends_with("/**");  // as "/" does: everything in it
  if (ends_in_all) rest.remove_suffix(2);
  read.folder = rest.ends_with('/');
  if (read.folder) rest.remove_suffix(1);
  const auto slash = rest.rfind('/');
  read.direct = anchored || ends_in_all || slash != kNone;
  if (slash != kNone) {
    // The folder that the name lies in: "docs/" of "docs/**/*.png", "spec/" of "/spec/x".
    std::string_view root = rest.substr(0, slash + 1);
    rest.remove_prefix(slash + 1);
    if (root == "**/" || root.ends_with("/**/")) {
      root.remove_suffix(3);
      read.direct = false;
    }
    if (!is_literal(root)) return std::nullopt;
    read.root = piece(root);
  }
  const auto star = rest.find('*');
  read.star = star != kNone;
  const std::string_view head = rest.substr(0, star);
  const std::string_view tail = read.star ? rest.substr(star + 1) : std::string_view{};
  if (!is_literal(head) || !is_literal(tail)) return std::nullopt;
  read.head = piece(head);
  if (read.star) read.tail = piece(tail);
  return read;
}

}  // namespace hotfix
