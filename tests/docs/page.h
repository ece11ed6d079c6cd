// SPDX-License-Identifier: MIT
// A page of documentation as a list of its fenced blocks, each with the comments above it that say
// how it is checked. .github/CONTRIBUTING.md tells writers the format.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace hotfix::docs {

using Lines = std::vector<std::string>;

struct Block {
  std::string kind;                               // the word behind the fence: "console"
  std::string heading;                            // the words of the one above; empty: none
  std::map<std::string, std::string> directives;  // "scene" -> "hotfix"; "refused" -> its words
  Lines lines;            // without the fences, and without their indentation
  std::size_t begin = 0;  // the number of the opening fence, from 1
  std::size_t end = 0;    // that of the closing one

  bool says(const std::string& name) const { return directives.contains(name); }
};

struct Document {
  std::string path;  // from the root of the repository
  Lines lines;
  std::vector<Block> blocks;
  std::vector<std::string> faults;  // what the format does not allow, with the number of its line
};

Document read_page(const std::string& path);
Document parse_page(const std::string& path, const std::string& text);

// The page with the lines that its blocks have now.
std::string text_of(const Document& page);

// Every page whose blocks are checked, sorted.
std::vector<std::string> checked_pages();

// Every page in Markdown that people read, sorted: not what tests compare.
std::vector<std::string> all_pages();

Lines lines_of(const std::string& text);
std::string joined(const Lines& lines);  // a newline after each

}  // namespace hotfix::docs
