// SPDX-License-Identifier: MIT
#include "gate/facts/ci_files.h"

#include <algorithm>
#include <optional>

#include "gate/base/error.h"
#include "gate/base/text_lines.h"
#include "gate/match/pattern.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr std::size_t kMostFiles = 50;         // that are read for what they include
constexpr std::size_t kLongestFile = 500'000;  // bytes

std::string_view without_comment(std::string_view line) {
  const auto mark = line.find(" #");
  return trim(line.substr(0, line.starts_with("#") ? 0 : mark));
}

std::string_view unquoted(std::string_view text) {
  text = trim(text);
  const bool is_quoted = text.size() > 1 && (text.front() == '"' || text.front() == '\'') &&
                         text.back() == text.front();
  return is_quoted ? text.substr(1, text.size() - 2) : text;
}

std::size_t indent_of(std::string_view line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

// The value of "key: value" when the line has that key; also behind the dash of a list.
std::optional<std::string_view> value_of(std::string_view line, std::string_view key) {
  line = trim(line);
  if (line.starts_with("- ")) line = trim(line.substr(2));
  const std::string_view own = unquoted(line.substr(0, line.find(':')));
  if (own != key || line.find(':') == line.npos) return std::nullopt;
  return trim(line.substr(line.find(':') + 1));
}

// A path of the repository as an anchored glob; what is an address is none.
void add_path(Words& globs, std::string_view text) {
  text = unquoted(text);
  while (text.starts_with("./")) text.remove_prefix(2);
  const bool is_path =
      !text.empty() && text.find("://") == text.npos && text.find_first_of("{}[]$,\n") == text.npos;
  if (!is_path) return;
  globs.push_back((text.starts_with("/") ? "" : "/") + std::string(text));
}

// What one entry says: a path by itself, or a path that is called local.
void add_entry(Words& globs, std::string_view text) {
  text = trim(text);
  if (text.starts_with("- ")) text = trim(text.substr(2));
  if (const auto local = value_of(text, "local")) return add_path(globs, *local);
  if (text.find(": ") == text.npos && !text.ends_with(":")) add_path(globs, text);
}

// "[a, {local: b}]" and "a" alike.
void add_flow(Words& globs, std::string_view text) {
  std::string plain(text);
  for (char& c : plain) {
    if (c == '[' || c == ']' || c == '{' || c == '}') c = ',';
  }
  for (std::string_view rest = plain; !rest.empty();) {
    const auto end = std::min(rest.find(','), rest.size());
    add_entry(globs, rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
}

std::optional<std::string> text_at(const Repository& repository, const Oid& tree,
                                   const std::string& path) try {
  const TreeEntry entry = find_path(repository, tree, path);
  const bool is_file = entry.mode != 0 && entry.mode != kModeTree && entry.mode != kModeSubmodule;
  if (!is_file || repository.size_of(entry.id) > kLongestFile) return std::nullopt;
  return std::string(repository.read(entry.id, ObjectType::blob).data());
} catch (const Undecidable&) {
  return std::nullopt;
}

// Includes of includes; a wildcard is not followed.
Words included(const Repository& repository, const Oid& tree) {
  Words globs = {"/.gitlab-ci.yml"};
  for (std::size_t i = 0; i < std::min(globs.size(), kMostFiles); ++i) {
    const auto text = text_at(repository, tree, globs[i].substr(1));
    if (!text) continue;
    for (std::string& more : local_includes(*text)) {
      if (std::find(globs.begin(), globs.end(), more) == globs.end()) {
        globs.push_back(std::move(more));
      }
    }
  }
  return globs;
}

Words used(const Repository& repository, const Oid& tree) try {
  constexpr auto kWorkflows = ".github/workflows";
  Words globs;
  const TreeEntry folder = find_path(repository, tree, kWorkflows);
  if (folder.mode != kModeTree) return globs;
  std::size_t read = 0;
  for (const TreeChange& file : diff_trees(repository, Oid{}, folder.id)) {
    if (++read > kMostFiles) break;
    const auto text = text_at(repository, folder.id, file.path);
    if (!text) continue;
    for (std::string& glob : local_actions(*text)) globs.push_back(std::move(glob));
  }
  return globs;
} catch (const Undecidable&) {
  return {};
}

}  // namespace

Words local_includes(std::string_view yaml) {
  Words globs;
  bool inside = false;
  constexpr auto kNone = std::string_view::npos;
  std::size_t list = kNone;  // how far the entries are indented; kNone: none was seen yet
  for (std::string_view line : split_lines(yaml)) {
    const std::string_view text = without_comment(line);
    if (text.empty()) continue;
    const bool is_item = text.starts_with("- ");
    if (indent_of(line) == 0 && !is_item) {
      const auto value = value_of(text, "include");
      inside = value.has_value();
      list = kNone;
      if (inside) add_flow(globs, *value);
      continue;
    }
    if (!inside) continue;
    if (is_item && list == kNone) list = indent_of(line);
    const bool is_entry = is_item && indent_of(line) == list;
    if (is_entry || text.find_first_of("[]") == 0) {
      add_flow(globs, is_entry ? text.substr(2) : text);
    } else if (const auto local = value_of(text, "local")) {
      add_path(globs, *local);
    }
  }
  return globs;
}

Words local_actions(std::string_view yaml) {
  Words globs;
  for (std::string_view line : split_lines(yaml)) {
    const auto value = value_of(without_comment(line), "uses");
    if (!value || !unquoted(*value).starts_with("./")) continue;
    std::string_view path = unquoted(*value).substr(2);
    while (path.ends_with("/")) path.remove_suffix(1);
    if (path.empty()) {
      globs.insert(globs.end(), {"/action.yml", "/action.yaml"});
    } else {
      const bool is_file = path.ends_with(".yml") || path.ends_with(".yaml");
      add_path(globs, std::string(path) + (is_file ? "" : "/**"));
    }
  }
  return globs;
}

Matcher ci_files(const Repository& repository, const Oid& tree) {
  Words globs = included(repository, tree);
  for (std::string& glob : used(repository, tree)) globs.push_back(std::move(glob));
  std::erase_if(globs, [](const std::string& glob) {
    try {
      check_glob(glob);
      return false;
    } catch (const UsageError&) {
      return true;  // not a glob: nothing has such a name
    }
  });
  return glob_matcher(globs);
}

}  // namespace hotfix
