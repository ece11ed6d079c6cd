// SPDX-License-Identifier: MIT
#include "rules/code/spacing.h"

#include <algorithm>
#include <initializer_list>

#include "rules/code/live_lines.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

using View = std::string_view;

bool ends_in(View path, std::initializer_list<View> ends) {
  return std::any_of(ends.begin(), ends.end(), [&](View end) { return path.ends_with(end); });
}

// Where indentation is syntax, only trailing blanks and empty lines are mere spacing.
bool has_indentation(View path) {
  return ends_in(path, {".py", ".yml", ".yaml", ".mk", "Makefile", ".pug", ".haml", ".coffee",
                        ".sass", ".fs", ".hs", ".nim"});
}

// Where a blank between two signs says nothing: `a;` is `a ;`.
bool is_free_form(View path) {
  return ends_in(path, {".c",    ".h",    ".cc",     ".cpp",    ".cxx",  ".hpp", ".hh",    ".js",
                        ".jsx",  ".mjs",  ".cjs",    ".ts",     ".tsx",  ".mts", ".cts",   ".go",
                        ".java", ".kt",   ".kts",    ".cs",     ".rs",   ".php", ".scala", ".swift",
                        ".dart", ".json", ".groovy", ".gradle", ".proto"});
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v'; }

bool is_word(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '$' || byte >= 0x80;
}

// Two signs that would be another one without the blank between them: `a - -b`, `a + ++b`.
bool may_join(char before, char after) {
  return (is_word(before) && is_word(after)) ||
         (before == after && View("+-&|<>=:?*/").find(before) != View::npos);
}

std::size_t end_of_string(View line, std::size_t begin) {
  for (std::size_t i = begin + 1; i < line.size(); ++i) {
    if (line[i] == '\\')
      ++i;
    else if (line[i] == line[begin])
      return i + 1;
  }
  return begin + 1;
}

std::string squeezed(View line, bool is_free) {
  std::string bare;
  bool gap = false;
  for (std::size_t i = 0; i < line.size();) {
    if (is_blank(line[i])) {
      gap = true;
      ++i;
      continue;
    }
    if (gap && !bare.empty() && (!is_free || may_join(bare.back(), line[i]))) bare += ' ';
    gap = false;
    const bool is_quote = line[i] == '"' || line[i] == '\'' || line[i] == '`';
    const std::size_t end = is_quote && is_free ? end_of_string(line, i) : i + 1;
    bare += line.substr(i, end - i);
    i = end;
  }
  return bare;
}

int tags(View code) {
  int open = 0;
  for (std::size_t i = 0; i + 1 < code.size(); ++i) {
    const char next = code[i + 1];
    if (code[i] == '<' && next == '/') --open;
    if (code[i] == '<' && ((next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z'))) ++open;
    if (code[i] == '/' && next == '>') --open;
  }
  return open;
}

int words(View code) {
  const auto begins = [&](View word) {
    return code.starts_with(word) && (code.size() == word.size() || !is_word(code[word.size()]));
  };
  int open = 0;
  for (View word : {"end", "fi", "done", "esac", "endif"}) open -= begins(word) ? 1 : 0;
  const bool has_do =
      code.ends_with(" do") || (code.ends_with("|") && code.find(" do |") != View::npos);
  const bool has_then = code.ends_with(" then") || code.ends_with("; then");
  const bool is_bare = code.find_first_of("({;:") == View::npos;
  bool begins_block = code == "begin";
  for (View word : {"if", "unless", "while", "case", "def", "class", "module"}) {
    begins_block = begins_block || (is_bare && begins(word));
  }
  return open + (has_do || has_then || begins_block ? 1 : 0);
}

}  // namespace

Spacing spacing_in(std::string_view path) {
  if (has_indentation(path)) return Spacing::indentation;
  return is_free_form(path) ? Spacing::free_form : Spacing::separation;
}

std::string without_spacing(Spacing spacing, std::string_view line) {
  if (spacing != Spacing::indentation) return squeezed(line, spacing == Spacing::free_form);
  while (!line.empty() && is_blank(line.back())) line.remove_suffix(1);
  return std::string(line);
}

int opened_blocks(std::string_view line) {
  const std::string code = without_strings(trim(line));
  int open = 0;
  for (char c : code) {
    if (c == '{' || c == '(' || c == '[') ++open;
    if (c == '}' || c == ')' || c == ']') --open;
  }
  return open + (code.starts_with("<") ? tags(code) : 0) + words(code);
}

std::size_t indentation_of(std::string_view line) {
  std::size_t columns = 0;
  for (char c : line) {
    if (c == '\t')
      columns += 8 - columns % 8;
    else if (c == ' ')
      ++columns;
    else
      break;
  }
  return columns;
}

}  // namespace hotfix
