// SPDX-License-Identifier: MIT
#include "gate/landing/evidence/code_lines.h"

#include <algorithm>
#include <string>

#include "gate/base/hash.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr int kTellingLetters = 1;  // letters, digits or '_': `}` and `);` have none

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
  if (ends_in(path, {".html", ".htm", ".xml", ".svg"})) return {{}, false, indented};
  if (ends_in(path, {".json"})) return {{}, false, indented};
  return {{"#"}, false, indented};
}

// A name that is only made known: what uses it is the fix. Not a module that is loaded for what it
// does (`import './polyfill'`), nor a word that begins something else (`from orders where …`).
bool is_import(std::string_view line) {
  if (line.find('(') != std::string_view::npos) return false;
  if (line.starts_with("#include") || line.starts_with("# include")) return true;
  if (line.starts_with("from ")) return line.find(" import ") != std::string_view::npos;
  if (line.starts_with("import ")) return line[7] != '\'' && line[7] != '"';
  return (line.starts_with("using ") || line.starts_with("use ")) && line.ends_with(";") &&
         line.find('=') == std::string_view::npos;
}

// Files whose version says which release they are of.
bool is_manifest(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  return name == "package.json" || name == "Chart.yaml" || name == "Cargo.toml" ||
         name == "pyproject.toml" || name == "setup.py" || name == "setup.cfg" ||
         name == "composer.json" || name.ends_with(".gemspec");
}

// A release changes it, and a fix never depends on it: `version = "1.2"`, `"version": "1.2",`,
// `__version__ = '1.2'`, `appVersion: 1.2`; a number with dots and nothing else.
bool is_version(std::string_view path, std::string_view line) {
  std::string text;
  for (char c : lower(line.substr(0, std::min<std::size_t>(line.size(), 80)))) {
    if (!is_blank(c) && c != '"' && c != '\'' && c != ',') text += c;
  }
  std::string_view rest = text;
  const bool is_named = rest.starts_with("__version__");
  for (std::string_view name : {"__version__", "appversion", "version"}) {
    if (!rest.starts_with(name)) continue;
    rest.remove_prefix(name.size());
    return (is_named || is_manifest(path)) && rest.size() > 1 &&
           (rest.front() == '=' || rest.front() == ':') &&
           rest.find_first_not_of("0123456789.-+abcr", 1) == std::string_view::npos;
  }
  return false;
}

// What git leaves of a conflict.
bool is_conflict_marker(std::string_view line) {
  return line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ") ||
         line.starts_with("||||||| ");
}

bool is_telling(std::string_view path, std::string_view line) {
  const auto letters = std::count_if(line.begin(), line.end(), is_word);
  return letters >= kTellingLetters && !is_import(line) && !is_version(path, line) &&
         !is_conflict_marker(line);
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

// `#!`, `#{`, `#define`, `//go:build` and the like say something to a program.
bool is_directive(std::string_view line, std::string_view sign) {
  const std::string_view rest = line.substr(sign.size());
  if (sign == "//") return rest.starts_with("go:");
  return sign == "#" && !rest.empty() && !is_blank(rest.front()) && rest.front() != '#' &&
         rest.front() != '-' && rest.front() != '=' && rest.front() != '*';
}

// Tells comments from code, line by line; a block comment may go over several.
class CommentFilter {
 public:
  explicit CommentFilter(const Syntax& syntax) : syntax_(syntax) {}

  // `line` has no blanks at its ends and is not empty; `rest` is the text below it. A block that
  // never ends is none: then the sign stands in a string.
  bool is_comment(std::string_view line, std::string_view rest) {
    if (in_block_) return ends_block(line);
    const bool begins_block = syntax_.has_blocks && line.starts_with("/*") &&
                              !line.starts_with("/*!") && !line.starts_with("/*+");
    if (begins_block && (line.find("*/", 2) != line.npos || rest.find("*/") != rest.npos)) {
      in_block_ = true;
      return ends_block(line.substr(2));
    }
    return std::any_of(
        syntax_.comments.begin(), syntax_.comments.end(),
        [&](std::string_view sign) { return line.starts_with(sign) && !is_directive(line, sign); });
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

bool is_program(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  if (name.starts_with("version.") || name.starts_with("_version.")) return false;
  return syntax_of(path).has_blocks || ends_in(path, {".py", ".rb", ".sql", ".sh", ".pl", ".lua"});
}

std::vector<CodeLine> code_lines(std::string_view path, std::string_view text) {
  const Syntax syntax = syntax_of(path);
  CommentFilter filter(syntax);
  std::vector<CodeLine> lines;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const auto end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end), inner = trimmed(line);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (inner.empty() || filter.is_comment(inner, text)) continue;
    lines.push_back({fnv1a(bare(line, syntax.has_indentation)), number, is_telling(path, inner)});
  }
  return lines;
}

}  // namespace hotfix
