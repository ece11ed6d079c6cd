// SPDX-License-Identifier: MIT
#include "gate/landing/text/line_kind.h"

#include <algorithm>
#include <string>

#include "gate/landing/text/characters.h"
#include "gate/landing/text/syntax.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr auto npos = std::string_view::npos;
constexpr std::size_t kLongestRelease = 120;  // characters; a line that is longer says more
constexpr std::size_t kDepthOfOwn = 4;        // blanks; in YAML none, there they mean something

bool has(std::string_view line, std::string_view text) { return line.find(text) != npos; }

// A name that is only made known. Not a module that is loaded for what it does (`import
// './polyfill'`), nor a word that begins something else (`from orders where …`).
bool is_whole_import(std::string_view line) {
  if (line.starts_with("#include") || line.starts_with("# include")) return true;
  const bool is_assigned =
      line.starts_with("const ") || line.starts_with("let ") || line.starts_with("var ");
  if (is_assigned) {
    const auto call = line.find("= require(");
    return call != npos && line.find_first_of(')') >= line.size() - 2 && !has(line, ", () =>");
  }
  if (has(line, "(")) return false;
  if (line.starts_with("from ")) return has(line, " import ");
  if (line.starts_with("import ")) return line[7] != '\'' && line[7] != '"';
  return (line.starts_with("using ") || line.starts_with("use ")) && line.ends_with(";") &&
         !has(line, "=");
}

// The sign that closes an import of which `line` is the first of several lines; 0: it is none.
char closer_of(std::string_view line) {
  if (line == "import (") return ')';
  if (line.starts_with("from ") && has(line, " import (") && !has(line, ")")) return ')';
  const bool may_be_braced = line.starts_with("import ") || line.starts_with("use ");
  return may_be_braced && has(line, "{") && !has(line, "}") ? '}' : '\0';
}

// "1.2", "v1.2.3", "2.0.0-beta.1", "15.0.0-dev".
bool is_version_number(std::string_view text) {
  if (text.starts_with("v")) text.remove_prefix(1);
  if (text.ends_with(")")) text.remove_suffix(1);  // project('a', version : '1.2')
  return text.size() > 1 && is_digit(text.front()) &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
                  c == '-' || c == '+' || c == '_';
         });
}

// `version = "1.2"`, `"version": "1.2",`, `__version__ = '1.2'`, `appVersion: 1.2`,
// `<version>1.2</version>`: a release changes it, and a fix never depends on it.
bool is_version(std::string_view line, bool is_manifest, std::size_t depth) {
  std::string text;
  for (char c : line) {
    if (c != ' ' && c != '\t' && c != '"' && c != '\'' && c != ',' && c != '\r') text += c;
  }
  std::string_view rest = text;
  const bool is_own = line.find_first_not_of(" \t") <= depth;
  for (std::string_view name : {"__version__", "appVersion", "version", "VERSION"}) {
    if (!rest.starts_with(name)) continue;
    rest.remove_prefix(name.size());
    if (name != "__version__" && (!is_manifest || !is_own)) return false;
    if (rest.starts_with("=") || rest.starts_with(":")) rest.remove_prefix(1);
    return is_version_number(rest);
  }
  if (is_manifest && line.starts_with("project(") &&
      (has(line, " VERSION ") || has(line, "version"))) {
    return true;
  }
  const bool is_tagged = rest.starts_with("<version>") && rest.ends_with("</version>");
  return is_manifest && is_tagged && is_own && is_version_number(rest.substr(9, rest.size() - 19));
}

// `"modified": "2024-05-01 10:00:00",`: when a tool wrote the file.
bool is_time_stamp(std::string_view line) {
  for (std::string_view key : {"\"modified\":", "\"updated_at\":", "\"generated_at\":"}) {
    const auto at = line.find(key);
    if (at == npos) continue;
    return line.substr(at + key.size()).find_first_not_of(" \"0123456789-:.TZ+,") == npos;
  }
  return false;
}

// What git leaves of a conflict.
bool is_conflict_marker(std::string_view line) {
  return line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ") ||
         line.starts_with("||||||| ");
}

bool has_letters(std::string_view line) { return std::any_of(line.begin(), line.end(), is_word); }

}  // namespace

LineKinds::LineKinds(std::string_view path)
    : is_manifest_(is_manifest(path) || path.ends_with("gradle.properties") ||
                   path.ends_with("meson.build") || path.ends_with("CMakeLists.txt")),
      depth_(path.ends_with(".yaml") ? 0 : kDepthOfOwn) {}

bool LineKinds::is_import(std::string_view line) {
  is_in_list_ = closer_ != 0;
  if (closer_ != 0) {
    if (line.front() != closer_ && !has(line, std::string_view(&closer_, 1))) return false;
    closer_ = 0;
    is_in_list_ = false;
    return true;
  }
  closer_ = closer_of(line);
  return closer_ != 0 || is_whole_import(line);
}

// What a manifest says of a dependency is not about the project: in other sections of a .toml, and
// between tags of these.
bool LineKinds::is_own_version(std::string_view line) {
  if (!is_manifest_) return line.starts_with("__version__") && is_version(line, false, 0);
  if (line.starts_with("[")) {
    is_in_section_ = line.starts_with("[package]") || line.starts_with("[project]") ||
                     line.starts_with("[tool.poetry]") || line.starts_with("[workspace.package]") ||
                     line.starts_with("[metadata]");
  }
  for (std::string_view tag : {"dependency>", "plugin>", "parent>", "extension>"}) {
    const auto at = line.find(tag);
    if (at == npos || at == 0) continue;
    is_in_section_ = line[at - 1] == '/';
  }
  return is_in_section_ && is_version(line, is_manifest_, depth_);
}

LineKind LineKinds::of(std::string_view line) {
  const std::string_view inner = line.substr(std::min(line.find_first_not_of(" \t"), line.size()));
  if (is_import(inner)) return LineKind::import;
  if (is_conflict_marker(inner)) return LineKind::release;
  const bool is_short = line.size() <= kLongestRelease;
  if (is_short && (is_own_version(line) || is_time_stamp(inner))) return LineKind::release;
  return has_letters(inner) ? LineKind::telling : LineKind::bracket;
}

}  // namespace hotfix
