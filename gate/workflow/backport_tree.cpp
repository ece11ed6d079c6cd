// SPDX-License-Identifier: MIT
#include "gate/workflow/backport_tree.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <sstream>

#include "gate/base/error.h"
#include "gate/base/file.h"
#include "gate/git/discovery/command.h"
#include "gate/git/tree.h"
#include "gate/workflow/conflict_markers.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kHeads = "refs/heads/";
constexpr std::size_t kMostText = std::size_t{16} << 20;  // bytes of a file that is looked into

CommandResult git_in(const std::string& folder, const std::vector<std::string>& arguments) {
  return run_git(arguments, folder, true);
}

std::string line_of_git(const std::string& folder, const std::vector<std::string>& arguments) {
  const CommandResult git = git_in(folder, arguments);
  return git.status == 0 ? std::string(trim(git.out)) : std::string();
}

// What `git worktree list` says of one.
struct Listed {
  std::string folder, branch, tip;
  bool is_gone = false, is_half_made = false;
};

void read_line(const std::string& line, Listed& tree) {
  const auto space = line.find(' ');
  const std::string key = line.substr(0, space);
  const std::string rest = space == std::string::npos ? "" : line.substr(space + 1);
  if (key == "worktree") tree.folder = rest;
  if (key == "HEAD") tree.tip = rest;
  if (key == "branch" && rest.starts_with(kHeads)) tree.branch = rest.substr(kHeads.size());
  if (key == "prunable") tree.is_gone = true;
  if (key == "locked" && rest == "initializing") tree.is_half_made = true;
}

// The main one first.
std::vector<Listed> listed(const Context& context) {
  const CommandResult git =
      git_in(context.repository.common_dir(), {"worktree", "list", "--porcelain"});
  if (git.status != 0) {
    throw Undecidable("git could not list the work trees: " + std::string(trim(git.err)),
                      "git worktree list");
  }
  std::vector<Listed> trees;
  std::istringstream text(git.out);
  for (std::string line; std::getline(text, line);) {
    if (line.starts_with("worktree ")) trees.emplace_back();
    if (!trees.empty()) read_line(line, trees.back());
  }
  return trees;
}

// An old git does not say that a folder is gone.
bool is_gone(const Listed& tree) {
  std::error_code error;
  return tree.is_gone || !fs::exists(tree.folder, error);
}

std::string commit_named(const std::string& folder, const char* name) {
  return line_of_git(folder, {"rev-parse", "--quiet", "--verify", name});
}

std::string path_of(const std::string& folder, const char* name) {
  const std::string path = line_of_git(folder, {"rev-parse", "--git-path", name});
  return path.empty() ? path : (fs::path(folder) / path).string();
}

void read_state(BackportTree& tree) {
  tree.picking = commit_named(tree.folder, "CHERRY_PICK_HEAD");
  tree.merging = commit_named(tree.folder, "MERGE_HEAD");
  std::error_code error;
  tree.has_more = fs::exists(path_of(tree.folder, "sequencer/todo"), error);
  const std::string message = read_file(path_of(tree.folder, "MERGE_MSG"), kMostText).value_or("");
  tree.said = message.substr(0, message.find('\n'));
}

// One entry of `git status --porcelain=v2 -z` that is in conflict.
struct Unmerged {
  std::string states;            // "UU"
  std::string modes[3], ids[3];  // of base, ours and theirs
  std::string path;
};

Unmerged unmerged_of(const std::string& entry) {
  Unmerged file;
  std::istringstream words(entry);
  std::string kind, submodule, mode;
  words >> kind >> file.states >> submodule;
  for (std::string& one : file.modes) words >> one;
  words >> mode;
  for (std::string& one : file.ids) words >> one;
  words.get();
  std::getline(words, file.path, '\0');
  return file;
}

std::string what_of(const Unmerged& file, const std::string& development) {
  const std::string& states = file.states;
  if (states == "UU") return "both changed it";
  if (states == "AA") return "both added it";
  if (states == "DU") return development + " deleted it, and the hotfix changes it";
  if (states == "UD") return "the hotfix deletes it, and " + development + " changed it";
  if (states == "AU") return development + " has it under this name";
  if (states == "UA") return "the hotfix has it under this name";
  return "neither has it under this name any more";
}

std::vector<std::string> entries_of(const std::string& out) {
  std::vector<std::string> entries;
  std::istringstream text(out);
  for (std::string entry; std::getline(text, entry, '\0');) entries.push_back(entry);
  return entries;
}

// How long a marker is in each of the files, as their attributes may say.
std::map<std::string, std::size_t> marker_lengths(const std::string& folder,
                                                  const std::vector<std::string>& paths) {
  std::vector<std::string> arguments = {"check-attr", "-z", "conflict-marker-size", "--"};
  arguments.insert(arguments.end(), paths.begin(), paths.end());
  const std::vector<std::string> words = entries_of(git_in(folder, arguments).out);
  std::map<std::string, std::size_t> lengths;
  for (const std::string& path : paths) lengths[path] = kMarkerLength;
  for (std::size_t i = 0; i + 2 < words.size(); i += 3) {
    const std::size_t length = std::strtoul(words[i + 2].c_str(), nullptr, 10);
    if (length > 0) lengths[words[i]] = length;
  }
  return lengths;
}

bool has_markers(const std::string& folder, const std::string& path) {
  const std::string file = folder + "/" + path;
  std::error_code error;
  if (fs::is_symlink(file, error)) return false;
  const auto text = read_file(file, kMostText);
  return text && !marker_lines(*text, {}, marker_lengths(folder, {path})[path]).empty();
}

// The file is as development has it: git leaves that where it cannot write markers, as into a
// picture or a link.
bool is_as_ours(const std::string& folder, const std::string& path) {
  const CommandResult git =
      git_in(folder, {"--literal-pathspecs", "-c", "diff.autoRefreshIndex=true", "diff",
                      "--no-ext-diff", "--ours", "--name-only", "--diff-filter=u", "--", path});
  return git.status == 0 && git.out.empty();
}

// "git -C <folder> <words> <path>", which begins at the top of the work tree.
std::string about(const std::string& folder, const std::string& words, const std::string& path) {
  return with_path(in_folder(folder, "git " + words + " --"), path);
}

std::vector<OpenFile::Way> ways_out(const Unmerged& file, const std::string& folder,
                                    const std::string& development) {
  if (!can_be_quoted(file.path)) return {};
  const std::string add = about(folder, "add", file.path), drop = about(folder, "rm", file.path);
  const std::string ours = "as " + development + " has it", theirs = "as the hotfix has it";
  const auto take = [&](const char* side) {
    return about(folder, std::string("checkout --") + side, file.path) + " && " + add;
  };
  const auto take_submodule = [&](std::size_t side) {
    return in_folder(folder, "git update-index --cacheinfo ") + "160000," + file.ids[side] + "," +
           shell_quote(file.path);
  };
  if (file.modes[1] == "160000" && file.modes[2] == "160000") {
    return {{ours, take_submodule(1)}, {theirs, take_submodule(2)}};
  }
  if (file.states == "DD") return {{"without it", drop}};
  if (file.states != "UU" && file.states != "AA") return {{"with it", add}, {"without it", drop}};
  if (has_markers(folder, file.path)) return {{"when it is edited so that both changes hold", add}};
  if (!is_as_ours(folder, file.path)) return {{"as you left it, without a marker", add}};
  return {{ours, take("ours")}, {theirs, take("theirs")}};
}

void read_entry(const std::string& entry, const BackportTree& tree, const std::string& development,
                TreeStatus& status) {
  // "1 .M N... <3 modes> <2 ids> <path>" and "2 R. ... <score> <path>".
  const auto path_after = [&](int blanks) {
    std::size_t at = 0;
    for (int i = 0; i < blanks; ++i) at = entry.find(' ', at) + 1;
    return entry.substr(at);
  };
  if (entry.starts_with("u ")) {
    const Unmerged file = unmerged_of(entry);
    status.open.push_back(
        {file.path, what_of(file, development), ways_out(file, tree.folder, development)});
  } else if (entry.starts_with("1 ") || entry.starts_with("2 ")) {
    if (entry[2] != '.') status.has_staged = true;
    if (entry[3] != '.') status.not_added.push_back(path_after(entry[0] == '1' ? 8 : 9));
  } else if (entry.starts_with("? ")) {
    status.unknown.push_back(entry.substr(2));
  }
}

std::string blob(const Repository& repository, const std::string& id) {
  const Oid oid = parse_oid(id);
  return repository.size_of(oid) > kMostText
             ? std::string()
             : std::string(repository.read(oid, ObjectType::blob).data());
}

// "<mode> <id> <stage>\t<path>" of `git ls-files`.
struct Staged {
  std::string mode, id, path;
};

std::vector<Staged> ls_files(const std::string& folder, const std::vector<std::string>& options) {
  std::vector<std::string> arguments = {"ls-files", "-z"};
  arguments.insert(arguments.end(), options.begin(), options.end());
  std::vector<Staged> files;
  for (const std::string& entry : entries_of(git_in(folder, arguments).out)) {
    const auto tab = entry.find('\t');
    if (tab == std::string::npos) continue;
    std::istringstream words(entry.substr(0, tab));
    Staged file;
    words >> file.mode >> file.id;
    file.path = entry.substr(tab + 1);
    files.push_back(std::move(file));
  }
  return files;
}

bool is_text_file(const Staged& file) { return file.mode.starts_with("100"); }

// git keeps the versions of each file that was in conflict when the file is added.
std::vector<std::string> marked_places(const Context& context, const std::string& folder) {
  std::map<std::string, std::vector<std::string>> versions;
  for (const Staged& file : ls_files(folder, {"--resolve-undo"})) {
    std::vector<std::string>& known = versions[file.path];
    if (is_text_file(file)) known.push_back(blob(context.repository, file.id));
  }
  if (versions.empty()) return {};
  std::vector<std::string> places, paths;
  for (const auto& [path, known] : versions) paths.push_back(path);
  std::map<std::string, std::size_t> lengths = marker_lengths(folder, paths);
  for (const Staged& file : ls_files(folder, {"--stage"})) {
    const auto known = versions.find(file.path);
    if (known == versions.end() || !is_text_file(file)) continue;
    const std::string text = blob(context.repository, file.id);
    const std::vector<std::string_view> views(known->second.begin(), known->second.end());
    for (const std::size_t line : marker_lines(text, views, lengths[file.path])) {
      places.push_back(file.path + ":" + std::to_string(line));
    }
  }
  return places;
}

}  // namespace

std::vector<BackportTree> backport_trees(const Context& context) {
  std::vector<BackportTree> trees;
  const std::vector<Listed> all = listed(context);
  for (std::size_t i = 1; i < all.size(); ++i) {
    const Listed& one = all[i];
    const bool is_backport = context.policy.backport_branch(one.branch) ||
                             one.branch.starts_with(context.policy.backport_prefix);
    if (!is_backport) continue;
    BackportTree tree;
    tree.folder = one.folder;
    tree.branch = one.branch;
    tree.tip = one.tip;
    tree.is_gone = is_gone(one);
    tree.is_half_made = one.is_half_made;
    if (!tree.is_gone) read_state(tree);
    trees.push_back(std::move(tree));
  }
  std::sort(trees.begin(), trees.end(),
            [](const auto& one, const auto& other) { return one.branch < other.branch; });
  return trees;
}

std::string worktree_with(const Context& context, const std::string& branch) {
  for (const Listed& one : listed(context)) {
    if (one.branch == branch) return one.folder;
  }
  return {};
}

std::string main_worktree(const Context& context) {
  const std::vector<Listed> all = listed(context);
  return all.empty() ? context.repository.common_dir() : all.front().folder;
}

TreeStatus status_of(const Context& context, const BackportTree& tree,
                     const std::string& development) {
  const CommandResult git =
      git_in(tree.folder, {"status", "--porcelain=v2", "-z", "--untracked-files=normal"});
  if (git.status != 0) {
    throw Undecidable(
        "git could not tell how " + tree.folder + " stands: " + std::string(trim(git.err)),
        in_folder(tree.folder, "git status"));
  }
  TreeStatus status;
  bool is_old_name = false;
  for (const std::string& entry : entries_of(git.out)) {
    if (!is_old_name) read_entry(entry, tree, development, status);
    is_old_name = !is_old_name && entry.starts_with("2 ");
  }
  status.with_markers = marked_places(context, tree.folder);
  return status;
}

}  // namespace hotfix
