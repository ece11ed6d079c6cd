// SPDX-License-Identifier: MIT
#include "gate/git/tree.h"

#include <algorithm>

#include "gate/error.h"

namespace hotfix {

namespace {

constexpr int kDeepest = 1024;  // folders; no honest path is deeper

struct RawEntry {
  std::string_view name;
  TreeEntry entry;
  bool is_tree() const { return entry.mode == kModeTree; }
};

// Reads the entries of one tree object: "<octal mode> <name>\0<20 bytes>" (gitformat-pack(5) has
// the same words for it).
class TreeReader {
 public:
  explicit TreeReader(std::string_view data) : rest_(data) { next(); }
  bool done() const { return done_; }
  const RawEntry& entry() const { return entry_; }

  void next() {
    if (rest_.empty()) {
      done_ = true;
      return;
    }
    const auto space = rest_.find(' ');
    const auto end = rest_.find('\0');
    if (space > end || end == std::string_view::npos || rest_.size() < end + 21) {
      throw Undecidable("a tree object is damaged", "git fsck");
    }
    entry_.entry.mode = 0;
    for (char digit : rest_.substr(0, space)) {
      entry_.entry.mode = entry_.entry.mode * 8 + static_cast<unsigned>(digit - '0');
    }
    entry_.name = rest_.substr(space + 1, end - space - 1);
    std::copy_n(rest_.data() + end + 1, 20, entry_.entry.id.bytes.begin());
    rest_.remove_prefix(end + 21);
  }

 private:
  std::string_view rest_;
  RawEntry entry_;
  bool done_ = false;
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
    const auto old_object = load(before);
    const auto new_object = load(after);
    TreeReader a(old_object ? old_object->data() : std::string_view{});
    TreeReader b(new_object ? new_object->data() : std::string_view{});
    while (!a.done() || !b.done()) {
      const int order = a.done() ? 1 : b.done() ? -1 : compare(a.entry(), b.entry());
      entries(order <= 0 ? &a.entry() : nullptr, order >= 0 ? &b.entry() : nullptr, prefix, depth);
      if (order <= 0) a.next();
      if (order >= 0) b.next();
    }
  }

  std::vector<TreeChange> take() { return std::move(changes_); }

 private:
  std::optional<Object> load(const Oid& id) const {
    if (id == Oid{}) return std::nullopt;
    return repository_.read(id, ObjectType::tree);
  }

  void entries(const RawEntry* a, const RawEntry* b, const std::string& prefix, int depth) {
    if (a && b && a->entry == b->entry) return;
    const std::string path = prefix + std::string(a ? a->name : b->name);
    const bool a_tree = a && a->is_tree(), b_tree = b && b->is_tree();
    if (a_tree || b_tree) {
      trees(a_tree ? a->entry.id : Oid{}, b_tree ? b->entry.id : Oid{}, path + "/", depth + 1);
    }
    TreeChange change{path, a && !a_tree ? a->entry : TreeEntry{},
                      b && !b_tree ? b->entry : TreeEntry{}};
    if (change.before != change.after) changes_.push_back(std::move(change));
  }

  const Repository& repository_;
  std::vector<TreeChange> changes_;
};

}  // namespace

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
    const Object object = repository.read(at.id, ObjectType::tree);
    at = {};
    for (TreeReader reader(object.data()); !reader.done(); reader.next()) {
      if (reader.entry().name == name) at = reader.entry().entry;
    }
  }
  return at;
}

}  // namespace hotfix
