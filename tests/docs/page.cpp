// SPDX-License-Identifier: MIT
#include "tests/docs/page.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <sstream>

#include "tests/support/golden.h"
#include "tests/support/places.h"
#include "tests/support/repo.h"

namespace hotfix::docs {

namespace fs = std::filesystem;

namespace {

const std::set<std::string> kDirectives = {
    "scene",           "setup",           "from", "saved as", "file", "refused", "tested by",
    "an illustration", "the printed fix", "runs"};

std::size_t indent_of(const std::string& line) {
  const auto at = line.find_first_not_of(' ');
  return at == line.npos ? line.size() : at;
}

std::string without_indent(const std::string& line, std::size_t indent) {
  return line.substr(std::min(indent, indent_of(line)));
}

// The backquotes that open or close a block; empty: neither.
std::string fence_of(const std::string& line) {
  const std::string text = line.substr(indent_of(line));
  const std::string fence = text.substr(0, text.find_first_not_of('`'));
  return fence.size() >= 3 ? fence : std::string();
}

bool is_item(const std::string& line) {
  const std::string text = line.substr(indent_of(line));
  const auto digits = text.find_first_not_of("0123456789");
  return text.starts_with("- ") || text.starts_with("* ") ||
         (digits != 0 && digits != text.npos && text.substr(digits).starts_with(". "));
}

// Reads a page from its top to its end.
class Reader {
 public:
  explicit Reader(Document& page) : page_(page) {}

  void read() {
    while (at_ < page_.lines.size()) {
      const std::string& line = page_.lines[at_];
      if (line.substr(indent_of(line)).starts_with("<!--")) {
        read_comment();
      } else if (!fence_of(line).empty()) {
        read_block();
      } else {
        read_prose(line);
      }
    }
    if (!directives_.empty()) fault("a directive that no block follows");
  }

 private:
  void fault(const std::string& words) {
    page_.faults.push_back(page_.path + ":" + std::to_string(at_ + 1) + ": " + words);
  }

  // <!-- name -->, <!-- name: value -->, or a name and lines of value.
  void read_comment() {
    std::string text = page_.lines[at_].substr(page_.lines[at_].find("<!--") + 4);
    while (text.find("-->") == text.npos && at_ + 1 < page_.lines.size()) {
      text += "\n" + page_.lines[++at_];
    }
    text = trimmed(text.substr(0, text.find("-->")));
    text = text.substr(std::min(text.size(), text.find_first_not_of(' ')));
    const auto colon = text.find_first_of(":\n");
    const std::string name = text.substr(0, colon);
    if (kDirectives.contains(name)) {
      const std::string rest = colon == text.npos ? "" : text.substr(colon + 1);
      std::string& value = directives_[name];
      value += (value.empty() ? "" : "\n") + rest.substr(std::min(rest.size(), indent_of(rest)));
    } else if (!text.ends_with(":begin") && !text.ends_with(":end")) {
      stranger_ = name;
    }
    ++at_;
  }

  void read_block() {
    const std::string& open = page_.lines[at_];
    const std::string fence = fence_of(open);
    const std::size_t indent = indent_of(open);
    Block block;
    block.kind = trimmed(open.substr(indent + fence.size()));
    block.heading = heading_;
    block.directives.swap(directives_);
    block.begin = at_ + 1;
    if (!stranger_.empty()) fault("'" + stranger_ + "' is not a directive");
    stranger_.clear();
    while (++at_ < page_.lines.size() &&
           trimmed(without_indent(page_.lines[at_], indent)) != fence) {
      block.lines.push_back(without_indent(page_.lines[at_], indent));
    }
    if (at_ == page_.lines.size()) fault("the block is not closed");
    block.end = ++at_;
    page_.blocks.push_back(std::move(block));
    was_blank_ = false;
  }

  // What four spaces make a block of is one that nothing checks.
  void read_prose(const std::string& line) {
    const bool blank = trimmed(line).empty();
    if (line.starts_with('#'))
      heading_ = line.substr(std::min(line.size(), line.find_first_not_of("# ")));
    if (!blank) {
      stranger_.clear();
      if (!directives_.empty()) fault("a directive that no block follows");
      directives_.clear();
      if (is_item(line)) in_list_ = true;
      if (indent_of(line) == 0 && !is_item(line)) in_list_ = false;
      if (indent_of(line) >= 4 && was_blank_ && !in_list_) fault("a block without a fence");
    }
    was_blank_ = blank;
    ++at_;
  }

  Document& page_;
  std::size_t at_ = 0;
  std::map<std::string, std::string> directives_;
  std::string stranger_;  // a comment that is none
  std::string heading_;   // the last one
  bool in_list_ = false, was_blank_ = true;
};

std::vector<std::string> pages_below(const std::string& folder) {
  const fs::path top = test::source_folder();
  std::vector<std::string> paths;
  if (!fs::exists(top / folder)) return paths;
  for (const auto& entry : fs::recursive_directory_iterator(top / folder)) {
    if (entry.path().extension() != ".md") continue;
    paths.push_back(entry.path().lexically_relative(top).generic_string());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace

Lines lines_of(const std::string& text) {
  Lines lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::string joined(const Lines& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

Document read_page(const std::string& path) { return parse_page(path, test::tree_text(path)); }

Document parse_page(const std::string& path, const std::string& text) {
  Document page;
  page.path = path;
  page.lines = lines_of(text);
  Reader(page).read();
  return page;
}

std::string text_of(const Document& page) {
  Lines lines;
  std::size_t next = 0;
  for (const Block& block : page.blocks) {
    const std::size_t indent = indent_of(page.lines[block.begin - 1]);
    lines.insert(lines.end(), page.lines.begin() + static_cast<std::ptrdiff_t>(next),
                 page.lines.begin() + static_cast<std::ptrdiff_t>(block.begin));
    for (const std::string& line : block.lines) {
      lines.push_back(line.empty() ? line : std::string(indent, ' ') + line);
    }
    next = block.end - 1;
  }
  lines.insert(lines.end(), page.lines.begin() + static_cast<std::ptrdiff_t>(next),
               page.lines.end());
  return joined(lines);
}

std::vector<std::string> checked_pages() {
  std::vector<std::string> paths = pages_below(".github/docs");
  for (const char* page :
       {"README.md", "rules/README.md", "gate/README.md", ".github/CONTRIBUTING.md"}) {
    paths.emplace_back(page);
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

std::vector<std::string> all_pages() {
  std::vector<std::string> paths = {"README.md"};
  for (const char* folder : {".github", "ci", "gate", "hooks", "rules", "tests"}) {
    for (std::string& path : pages_below(folder)) paths.push_back(std::move(path));
  }
  std::erase_if(paths, [](const std::string& path) { return path.starts_with("tests/golden/"); });
  return paths;
}

}  // namespace hotfix::docs
