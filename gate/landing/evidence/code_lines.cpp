// SPDX-License-Identifier: MIT
#include "gate/landing/evidence/code_lines.h"

#include <algorithm>
#include <string>

#include "gate/base/hash.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr int kTellingLetters = 2;  // letters, digits or '_': `}` and `);` have none

bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

std::string_view trimmed(std::string_view line) {
  while (!line.empty() && is_blank(line.front())) line.remove_prefix(1);
  while (!line.empty() && is_blank(line.back())) line.remove_suffix(1);
  return line;
}

bool ends_in(std::string_view path, std::initializer_list<std::string_view> ends) {
  return std::any_of(ends.begin(), ends.end(),
                     [&](std::string_view end) { return path.ends_with(end); });
}

// How a language writes what is not code.
struct Syntax {
  std::vector<std::string_view> comments;  // that begin a comment at the start of a line
  bool has_blocks = false;                 // of /* and */
  bool has_indentation = false;            // that is syntax
};

Syntax syntax_of(std::string_view path) {
  const bool indented = ends_in(path, {".py", ".pyx", ".yml", ".yaml", ".mk", "Makefile", ".pug",
                                       ".haml", ".coffee", ".sass", ".fs", ".hs", ".nim"});
  if (ends_in(path, {".c",    ".h",    ".cc",   ".cpp",   ".cxx",   ".hpp",    ".hh",     ".js",
                     ".jsx",  ".mjs",  ".cjs",  ".ts",    ".tsx",   ".mts",    ".cts",    ".go",
                     ".java", ".kt",   ".kts",  ".cs",    ".swift", ".scala",  ".rs",     ".php",
                     ".css",  ".scss", ".less", ".proto", ".dart",  ".groovy", ".gradle", ".y",
                     ".l",    ".idl",  ".vue",  ".svelte"})) {
    return {{"//"}, true, indented};
  }
  if (ends_in(path, {".sql", ".lua", ".hs", ".elm"})) return {{"--"}, true, indented};
  if (ends_in(path, {".ini", ".cfg", ".conf", ".asm", ".lisp", ".clj", ".el"})) {
    return {{";", "#"}, false, indented};
  }
  if (ends_in(path, {".html", ".htm", ".xml", ".svg"})) return {{"<!--"}, false, indented};
  if (ends_in(path, {".json"})) return {{}, false, indented};
  return {{"#"}, false, indented};
}

bool is_import(std::string_view line) {
  for (std::string_view word :
       {"import ", "from ", "#include", "# include", "using ", "use ", "require ", "require("}) {
    if (line.starts_with(word)) return true;
  }
  return false;
}

// A release changes it, and a fix never depends on it: `version = "1.2"`, `"version": "1.2",`,
// `__version__ = '1.2'`, `appVersion: 1.2`.
bool is_version(std::string_view line) {
  const std::string low = lower(line.substr(0, std::min<std::size_t>(line.size(), 40)));
  std::string_view rest = low;
  while (!rest.empty() && (rest.front() == '"' || rest.front() == '\'')) rest.remove_prefix(1);
  for (std::string_view name : {"__version__", "appversion", "version"}) {
    if (!rest.starts_with(name)) continue;
    rest.remove_prefix(name.size());
    while (!rest.empty() && (is_blank(rest.front()) || rest.front() == '"' || rest.front() == '\''))
      rest.remove_prefix(1);
    return !rest.empty() && (rest.front() == '=' || rest.front() == ':') &&
           rest.find_first_of("0123456789") != std::string_view::npos;
  }
  return false;
}

bool is_telling(std::string_view line) {
  const auto letters = std::count_if(line.begin(), line.end(), is_word);
  return letters >= kTellingLetters && !is_import(line) && !is_version(line);
}

// The line as it is compared: blanks count between two words only, and with `indented` also before
// the first character.
std::string bare(std::string_view line, bool indented) {
  std::string text;
  bool gap = false, inside = false;
  for (char c : line) {
    if (is_blank(c)) {
      if (indented && !inside && c != '\r') text += c;
      gap = true;
      continue;
    }
    if (inside && gap && is_word(c) && is_word(text.back())) text += ' ';
    text += c;
    gap = false;
    inside = true;
  }
  return text;
}

// Tells comments from code, line by line; a block comment may go over several.
class CommentFilter {
 public:
  explicit CommentFilter(const Syntax& syntax) : syntax_(syntax) {}

  // `line` has no blanks at its ends and is not empty.
  bool is_comment(std::string_view line) {
    if (in_block_) return ends_block(line);
    if (syntax_.has_blocks && line.starts_with("/*")) {
      in_block_ = true;
      return ends_block(line.substr(2));
    }
    return std::any_of(syntax_.comments.begin(), syntax_.comments.end(),
                       [&](std::string_view sign) { return line.starts_with(sign); });
  }

 private:
  // False when code follows the end of the block.
  bool ends_block(std::string_view line) {
    const auto end = line.find("*/");
    if (end == std::string_view::npos) return true;
    in_block_ = false;
    return trimmed(line.substr(end + 2)).empty();
  }

  const Syntax& syntax_;
  bool in_block_ = false;
};

}  // namespace

std::vector<CodeLine> code_lines(std::string_view path, std::string_view text) {
  const Syntax syntax = syntax_of(path);
  CommentFilter filter(syntax);
  std::vector<CodeLine> lines;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const auto end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end), inner = trimmed(line);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (inner.empty() || filter.is_comment(inner)) continue;
    lines.push_back({fnv1a(bare(line, syntax.has_indentation)), number, is_telling(inner)});
  }
  return lines;
}

}  // namespace hotfix
