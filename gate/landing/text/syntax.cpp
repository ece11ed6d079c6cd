// SPDX-License-Identifier: MIT
#include "gate/landing/text/syntax.h"

#include <algorithm>

#include "gate/base/path.h"
namespace hotfix {

namespace {

bool ends_in(std::string_view path, std::initializer_list<std::string_view> ends) {
  return std::any_of(ends.begin(), ends.end(),
                     [&](std::string_view end) { return path.ends_with(end); });
}

bool is_like_c(std::string_view path) {
  return ends_in(path,
                 {".c",     ".h",    ".cc",     ".cpp",    ".cxx", ".hpp", ".hh",  ".js",   ".jsx",
                  ".mjs",   ".cjs",  ".ts",     ".tsx",    ".mts", ".cts", ".go",  ".java", ".kt",
                  ".kts",   ".cs",   ".swift",  ".scala",  ".rs",  ".php", ".css", ".scss", ".less",
                  ".proto", ".dart", ".groovy", ".gradle", ".y",   ".l",   ".idl"});
}

bool has_tags(std::string_view path) {
  return ends_in(path, {".vue", ".svelte", ".html", ".htm", ".xml", ".svg"});
}

bool is_shell(std::string_view path) { return ends_in(path, {".sh", ".bash", ".zsh", ".ksh"}); }

bool is_indented(std::string_view path) {
  return ends_in(path, {".py", ".pyx", ".yml", ".yaml", ".mk", "Makefile", ".pug", ".haml",
                        ".coffee", ".sass", ".fs", ".hs", ".nim"});
}

constexpr std::pair<std::string_view, std::string_view> kBlock{"/*", "*/"}, kJsxBlock{"{/*", "*/}"},
    kTagBlock{"<!--", "-->"};

}  // namespace

Syntax syntax_of(std::string_view path) {
  Syntax syntax;
  syntax.has_indentation = is_indented(path);
  syntax.has_long_strings = ends_in(path, {".py", ".pyx"});
  syntax.has_here_documents = is_shell(path);
  if (is_like_c(path)) {
    syntax.comments = {"//"};
    syntax.blocks = {kBlock, kJsxBlock};
    syntax.ends_lines = true;
  } else if (has_tags(path)) {
    syntax.blocks = {kTagBlock};
    if (ends_in(path, {".vue", ".svelte"})) {
      syntax.comments = {"//"};
      syntax.blocks.push_back(kBlock);
    }
  } else if (ends_in(path, {".sql", ".lua", ".hs", ".elm"})) {
    syntax.comments = {"--"};
    syntax.blocks = {kBlock};
  } else if (ends_in(path, {".ini", ".cfg", ".conf", ".asm", ".lisp", ".clj", ".el"})) {
    syntax.comments = {";", "#"};
  } else if (!path.ends_with(".json")) {
    syntax.comments = {"#"};
    syntax.ends_lines = is_shell(path) || syntax.has_long_strings ||
                        ends_in(path, {".rb", ".yml", ".yaml", ".toml"});
    syntax.has_blanks = !ends_in(path, {".py", ".pyx", ".rb", ".pl", ".pm", ".toml"});
  }
  return syntax;
}

bool is_program(std::string_view path) {
  const std::string_view name = base_name(path);
  if (name.starts_with("version.") || name.starts_with("_version.")) return false;
  return is_like_c(path) || is_shell(path) ||
         ends_in(path, {".py", ".pyx", ".rb", ".sql", ".pl", ".pm", ".lua", ".vue", ".svelte"});
}

bool is_manifest(std::string_view path) {
  const std::string_view name = base_name(path);
  const auto names = {"package.json", "Chart.yaml", "Cargo.toml",   "pyproject.toml",
                      "setup.py",     "setup.cfg",  "go.mod",       "Gemfile",
                      "Pipfile",      "pom.xml",    "composer.json"};
  return std::find(names.begin(), names.end(), name) != names.end() || name.ends_with(".gemspec") ||
         name.ends_with(".gradle") ||
         (name.find("requirements") != std::string_view::npos && name.ends_with(".txt"));
}

}  // namespace hotfix
