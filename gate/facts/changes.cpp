// SPDX-License-Identifier: MIT
#include "gate/facts/changes.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "gate/base/error.h"
#include "gate/git/attributes.h"
#include "gate/git/changes.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

// Only where the rule about foreign commits is sure to block; otherwise all of it would be merged.
bool judges_own_changes_only(const Policy& policy, const std::optional<Origin>& origin) {
  const RuleSetting& base = policy.setting(Role::foreign_commits);
  return origin && origin->tips.size() == 1 && base.level == Level::error && !base.waivable;
}

// The classes of paths, each found out once.
class PathClasses {
 public:
  PathClasses(const Policy& policy, Attributes attributes)
      : policy_(policy), attributes_(std::move(attributes)) {}

  PathClass of(const std::string& path) {
    const auto known = known_.find(path);
    return known != known_.end() ? known->second
                                 : known_.emplace(path, find_out(path)).first->second;
  }

 private:
  PathClass find_out(const std::string& path) const {
    const PathClass by_path = policy_.classify(path);
    if (by_path != PathClass::code && by_path != PathClass::config) return by_path;
    if (attributes_.vendored(path)) return PathClass::vendored;
    return attributes_.generated(path) ? PathClass::generated : by_path;
  }

  const Policy& policy_;
  Attributes attributes_;
  std::unordered_map<std::string, PathClass> known_;
};

}  // namespace

std::vector<TreeChange> changes_of_branch(const Inquiry& asked,
                                          const std::vector<Oid>& merge_bases) {
  const auto tree = [&](const Oid& commit) { return asked.graph.header(commit).tree; };
  if (merge_bases.empty()) {
    throw Undecidable(
        "the branch shares no history with production, so what it changes is not known",
        "git log --oneline " + short_id(asked.subject().head));
  }
  std::vector<TreeChange> changes =
      diff_trees(asked.repository(), tree(merge_bases.front()), tree(head_of(asked)));
  if (merge_bases.size() > 1) {
    const Oid released = tree(production_of(asked));
    std::erase_if(changes, [&](const TreeChange& change) {
      return find_path(asked.repository(), released, change.path) == change.after;
    });
  }
  return changes;
}

std::vector<TreeChange> judged_changes(const Inquiry& asked, const History& history,
                                       const std::optional<Origin>& origin) {
  const std::vector<Oid> merge_bases = ids_of(history.merge_bases);
  if (merge_bases.empty() || !judges_own_changes_only(asked.policy(), origin)) {
    return changes_of_branch(asked, merge_bases);
  }
  const Oid theirs = parse_oid(origin->tips.front());
  return diff_trees(asked.repository(), asked.graph.header(theirs).tree,
                    asked.graph.header(head_of(asked)).tree);
}

std::vector<ChangedFile> judged_files(const Inquiry& asked, const History& history,
                                      const std::optional<Origin>& origin, bool lines) {
  const Policy& policy = asked.policy();
  PathClasses classes(policy, Attributes(asked.repository(), production_of(asked)));
  // A file that moves out of the code, or a test that moves into it, is not the same file renamed.
  const auto by_class = [&](const std::string& path) { return static_cast<int>(classes.of(path)); };
  const std::vector<TreeChange> changes = judged_changes(asked, history, origin);
  std::vector<ChangedFile> files;
  try {
    files = changed_files(asked.repository(), changes, lines, by_class);
  } catch (const Undecidable& missing) {
    if (!asked.repository().is_partial()) throw;
    // One request for all of it, where reading one object at a time would make hundreds.
    throw Undecidable(
        missing.what(),
        "git diff --numstat " + history.merge_bases.front() + " " + asked.subject().head,
        missing.cause);
  }
  for (ChangedFile& file : files) {
    file.path_class = classes.of(file.path);
    file.manifest = policy.manifests(file.path);
  }
  return files;
}

}  // namespace hotfix
