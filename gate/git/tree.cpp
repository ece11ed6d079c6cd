// SPDX-License-Identifier: MIT
#include "gate/git/tree.h"

#include <algorithm>
#include <cstring>

#include "gate/base/error.h"

namespace hotfix {

namespace {

constexpr int kDeepest = 1024;  // folders; no honest path is deeper

struct RawEntry {
  std::string_view name;
  TreeEntry entry;
  bool is_tree() const { return entry.mode == kModeTree; }
};

// How many bytes two texts have in common at their beginning.
std::size_t shared_prefix(std::string_view a, std::string_view b) {
  const std::size_t limit = std::min(a.size(), b.size());
  std::size_t same = 0;
  constexpr std::size_t kBlock = 128;
  while (same + kBlock <= limit && std::memcmp(&a[same], &b[same], kBlock) == 0) same += kBlock;
  while (same < limit && a[same] == b[same]) ++same;
  return same;
}

// Reads the entries of one tree object: "<octal mode> <name>\0<20 bytes>" (gitformat-pack(5) has
// the same words for it).
class TreeReader {
 public:
  explicit TreeReader(std::string_view data) : rest_(data) { read(); }
  bool done() const { return rest_.empty(); }
  const RawEntry& entry() const { return entry_; }

  void next() {
    rest_.remove_prefix(size_of_first());
    read();
  }

  // Moves both past the entries that are the same, which are nearly all.
  static void skip_same(TreeReader& a, TreeReader& b) {
    const std::size_t same = shared_prefix(a.rest_, b.rest_);
    a.skip(same);
    b.skip(same);
  }

 private:
  std::size_t size_of_first() const {
    const auto end = rest_.find('\0');
    if (end == std::string_view::npos || rest_.size() < end + 21) damaged();
    return end + 21;
  }

  void skip(std::size_t bytes) {
    for (std::size_t size; !done() && (size = size_of_first()) <= bytes; bytes -= size) {
      rest_.remove_prefix(size);
    }
    read();
  }

  void read() {
    if (done()) return;
    const std::size_t end = size_of_first() - 21;
    const auto space = rest_.find(' ');
    if (space > end) damaged();
    entry_.entry.mode = 0;
    for (char digit : rest_.substr(0, space)) {
      entry_.entry.mode = entry_.entry.mode * 8 + static_cast<unsigned>(digit - '0');
    }
    entry_.name = rest_.substr(space + 1, end - space - 1);
    std::copy_n(rest_.data() + end + 1, 20, entry_.entry.id.bytes.begin());
  }

  [[noreturn]] static void damaged() { throw Undecidable("a tree object is damaged", "git fsck"); }

  std::string_view rest_;  // from the current entry on
  RawEntry entry_;
};

// git's order: a folder sorts as if its name ended in '/'.
int compare(const RawEntry& a, const RawEntry& b) {
  const std::size_t shared = std::min(a.name.size(), b.name.size());
  if (const int order = a.name.substr(0, shared).compare(b.name.substr(0, shared))) return order;
  const auto tail = [shared](const RawEntry& e) -> int {
    if (e.name.size() > shared) return static_cast<unsigned char>(e.name[shared]);
    return e.is_tree() ? '/' : 0;
  };
  if (const int order = tail(a) - tail(b)) return order;
  return a.name.compare(b.name);
}

class Differ {
 public:
  explicit Differ(const Repository& repository) : repository_(repository) {}

  void trees(const Oid& before, const Oid& after, const std::string& prefix, int depth) {
    if (before == after) return;
    if (depth > kDeepest) throw Undecidable("folders are nested too deeply", "flatten " + prefix);
    const auto old_tree = read_folder(repository_, before);
    const auto new_tree = read_folder(repository_, after);
    compare_entries(content_of(old_tree), content_of(new_tree),
                    [&](std::string_view name, const TreeEntry& a, const TreeEntry& b) {
                      entries(prefix + std::string(name), a, b, depth);
                    });
  }

  std::vector<TreeChange> take() { return std::move(changes_); }

 private:
  void entries(const std::string& path, const TreeEntry& before, const TreeEntry& after,
               int depth) {
    if (before.mode == kModeTree || after.mode == kModeTree) {
      trees(before.id, after.id, path + "/", depth + 1);
    } else {
      changes_.push_back({path, before, after});
    }
  }

  const Repository& repository_;
  std::vector<TreeChange> changes_;
};

}  // namespace

std::shared_ptr<const Object> read_folder(const Repository& repository, const Oid& id) {
  return id == Oid{} ? nullptr : repository.tree(id);
}

std::string_view content_of(const std::shared_ptr<const Object>& folder) {
  return folder == nullptr ? std::string_view{} : folder->data();
}

void compare_entries(std::string_view before, std::string_view after, const EntryVisitor& visit) {
  TreeReader a(before), b(after);
  for (TreeReader::skip_same(a, b); !a.done() || !b.done(); TreeReader::skip_same(a, b)) {
    const int order = a.done() ? 1 : b.done() ? -1 : compare(a.entry(), b.entry());
    const RawEntry removed = order <= 0 ? a.entry() : RawEntry{};
    const RawEntry added = order >= 0 ? b.entry() : RawEntry{};
    if (removed.entry != added.entry) {
      visit(order <= 0 ? removed.name : added.name, removed.entry, added.entry);
    }
    if (order <= 0) a.next();
    if (order >= 0) b.next();
  }
}

TreeEntry find_entry(std::string_view tree, std::string_view name, bool is_folder) {
  for (TreeReader reader(tree); !reader.done(); reader.next()) {
    const RawEntry& found = reader.entry();
    if (found.name == name && found.is_tree() == is_folder) return found.entry;
  }
  return {};
}

std::vector<TreeChange> diff_trees(const Repository& repository, const Oid& before,
                                   const Oid& after) {
  Differ differ(repository);
  differ.trees(before, after, {}, 0);
  return differ.take();
}

TreeEntry find_path(const Repository& repository, const Oid& tree, std::string_view path) {
  TreeEntry at{kModeTree, tree};
  while (!path.empty()) {
    if (at.mode != kModeTree) return {};
    const auto slash = path.find('/');
    const std::string_view name = path.substr(0, slash);
    path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
    const auto folder = repository.tree(at.id);
    at = {};
    for (TreeReader reader(folder->data()); !reader.done() && at.mode == 0; reader.next()) {
      if (reader.entry().name == name) at = reader.entry().entry;
    }
  }
  return at;
}

}  // namespace hotfix
