// SPDX-License-Identifier: MIT
#include "gate/landing/history/change_columns.h"

#include <algorithm>

namespace hotfix {

namespace {

constexpr int kDeepest = 1024;  // folders; no honest path is deeper

// Takes the part up to the next '/'.
std::string_view take_name(std::string_view& path) {
  const auto slash = path.find('/');
  const std::string_view name = path.substr(0, slash);
  path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
  return name;
}

// Has the commit the same as one of its parents? Then it did nothing there.
bool is_taken_over(const std::vector<TreeEntry>& others, const TreeEntry& after) {
  return std::find(others.begin(), others.end(), after) != others.end();
}

}  // namespace

std::vector<FileChange> ChangeColumns::of(std::string_view path, const CommitWindow& window) {
  admit(window);
  Column* column = &root_;
  while (!path.empty()) {
    compare_folders(*column, window);
    const auto child = column->children.find(take_name(path));
    if (child == column->children.end()) return {};
    column = &child->second;
  }
  std::vector<FileChange> found;
  for (const FileChange& change : column->files) {
    if (window.has(change.commit)) found.push_back(change);
  }
  return found;
}

void ChangeColumns::admit(const CommitWindow& window) {
  admitted_.resize(std::max(admitted_.size(), table_.size()));
  // Newest first, here and so in every column: packs keep the newest trees whole.
  for (auto member = window.members.rbegin(); member != window.members.rend(); ++member) {
    const CommitNumber commit = *member;
    if (admitted_[commit]) continue;
    admitted_[commit] = true;
    FolderChange change{commit, table_[commit].tree, {}, {}};
    const CommitNumber* parents = table_.parents(commit);
    bool same = false;
    for (std::size_t i = 0; i < table_[commit].parent_count; ++i) {
      const Oid& tree = table_[parents[i]].tree;
      same = same || tree == change.after;
      if (i == 0) change.before = tree;
      if (i > 0) change.others.push_back(tree);
    }
    if (!same) root_.folders.push_back(std::move(change));
  }
}

void ChangeColumns::compare_folders(Column& column, const CommitWindow& window) {
  const auto is_asked = [&](const FolderChange& change) { return window.has(change.commit); };
  if (std::none_of(column.folders.begin(), column.folders.end(), is_asked)) return;
  std::vector<FolderChange> left;
  std::size_t next = 0;
  try {
    for (; next < column.folders.size(); ++next) {
      FolderChange& change = column.folders[next];
      if (is_asked(change)) compare(column, change);
      if (!is_asked(change)) left.push_back(std::move(change));
    }
  } catch (...) {
    column.folders.erase(column.folders.begin(), column.folders.begin() + next);
    column.folders.insert(column.folders.end(), left.begin(), left.end());
    throw;
  }
  column.folders = std::move(left);
}

void ChangeColumns::compare(Column& column, const FolderChange& change) {
  const auto before = read_folder(repository_, change.before),
             after = read_folder(repository_, change.after);
  std::vector<std::shared_ptr<const Object>> other_trees;
  for (const Oid& id : change.others) other_trees.push_back(read_folder(repository_, id));
  // Filed only after all was read: a damaged tree throws half way, and its entries would be filed
  // once more when it is compared again.
  std::vector<EntryChange> changes;
  compare_entries(
      content_of(before), content_of(after),
      [&](std::string_view name, const TreeEntry& old_entry, const TreeEntry& new_entry) {
        const bool is_folder = old_entry.mode == kModeTree || new_entry.mode == kModeTree;
        std::vector<TreeEntry> others;
        for (const auto& tree : other_trees) {
          others.push_back(find_entry(content_of(tree), name, is_folder));
        }
        if (is_taken_over(others, new_entry)) return;
        changes.push_back({name, old_entry, new_entry, std::move(others), is_folder});
      });
  for (const EntryChange& entry : changes) file(column, change.commit, entry);
  ++compared_;
}

void ChangeColumns::file(Column& column, CommitNumber commit, const EntryChange& entry) {
  auto place = column.children.find(entry.name);
  if (place == column.children.end()) {
    place = column.children.emplace(entry.name, Column{}).first;
  }
  if (!entry.is_folder) {
    place->second.files.push_back({commit, entry.before, entry.after});
    return;
  }
  FolderChange below{commit, entry.after.id, entry.before.id, {}};
  for (const TreeEntry& other : entry.others) below.others.push_back(other.id);
  place->second.folders.push_back(std::move(below));
}

void ChangeColumns::save(RecordWriter& to) const {
  std::vector<std::uint8_t> flags(admitted_.begin(), admitted_.end());
  to.put_all(flags);
  save(root_, to);
}

void ChangeColumns::save(const Column& column, RecordWriter& to) {
  to.put_all(column.files);
  to.put(static_cast<std::uint32_t>(column.folders.size()));
  for (const FolderChange& change : column.folders) {
    to.put(change.commit);
    to.put(change.after);
    to.put(change.before);
    to.put_all(change.others);
  }
  to.put(static_cast<std::uint32_t>(column.children.size()));
  for (const auto& [name, child] : column.children) {
    to.put_text(name);
    save(child, to);
  }
}

bool ChangeColumns::load(RecordReader& from) {
  const auto flags = from.take_all<std::uint8_t>();
  const bool sound = flags.size() <= table_.size() && load(root_, from, 0);
  if (sound) admitted_.assign(flags.begin(), flags.end());
  if (!sound) clear();
  return sound;
}

void ChangeColumns::clear() {
  root_ = {};
  admitted_.clear();
}

bool ChangeColumns::load(Column& column, RecordReader& from, int depth) {
  if (depth > kDeepest) return false;
  column.files = from.take_all<FileChange>();
  for (auto left = from.take<std::uint32_t>(); left > 0 && from.ok(); --left) {
    FolderChange change;
    change.commit = from.take<CommitNumber>();
    change.after = from.take<Oid>();
    change.before = from.take<Oid>();
    change.others = from.take_all<Oid>();
    column.folders.push_back(std::move(change));
  }
  for (auto left = from.take<std::uint32_t>(); left > 0 && from.ok(); --left) {
    const std::string name(from.take_text());
    if (!load(column.children[name], from, depth + 1)) return false;
  }
  return from.ok();
}

}  // namespace hotfix
