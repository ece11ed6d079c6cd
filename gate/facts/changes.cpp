// SPDX-License-Identifier: MIT
#include "gate/facts/changes.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "gate/base/error.h"
#include "gate/facts/ci_files.h"
#include "gate/facts/path_classes.h"
#include "gate/git/changes.h"
#include "gate/git/lines.h"
#include "rules/code/live_lines.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

// Only where the rule about foreign commits is sure to block; otherwise all of it would be merged.
bool judges_own_changes_only(const Policy& policy, const std::optional<Origin>& origin) {
  const RuleSetting& base = policy.setting(Role::foreign_commits);
  return origin && origin->tips.size() == 1 && base.level == Level::error && !base.waivable;
}

// What to look into for what a file is: the judged branch has no say about one that was there.
TreeEntry evidence_of(const TreeChange& change) {
  return change.before.mode != 0 ? change.before : change.after;
}

std::string_view ending_of(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  const auto dot = name.rfind('.');
  return dot == std::string_view::npos ? std::string_view() : name.substr(dot);
}

// Files that may be one file renamed. A file that moves out of the code, or a test that moves into
// it, is not the same file: nor is code that is moved to another folder of the top, or given a name
// by which nothing runs it.
std::string rename_group(PathClass path_class, const std::string& path) {
  std::string group(class_name(path_class));
  if (path_class != PathClass::code && path_class != PathClass::config) return group;
  group += "/" + path.substr(0, path.find('/') == std::string::npos ? 0 : path.find('/'));
  return group + (is_source(path) ? "/source" : "/" + std::string(ending_of(path)));
}

class RenameGroups {
 public:
  int of(const std::string& group) {
    return numbers_.emplace(group, static_cast<int>(numbers_.size())).first->second;
  }

 private:
  std::unordered_map<std::string, int> numbers_;
};

bool may_say_something_of_tests(PathClass path_class) {
  return path_class == PathClass::test || path_class == PathClass::code ||
         path_class == PathClass::config;
}

std::vector<LiveLine> live_lines_of(const Repository& repository, const std::string& path,
                                    const TreeEntry& entry) {
  if (entry.mode == 0 || repository.size_of(entry.id) > kCountableBlob) return {};
  return live_lines(path, repository.read(entry.id, ObjectType::blob).data());
}

void add_live_lines(const Repository& repository, const FileMove& move, ChangedFile& file) {
  const bool is_text = file.content == ChangedFile::Content::text && !file.same_blob;
  if (!is_text || !may_say_something_of_tests(file.path_class)) return;
  const std::string& old_path = move.old_path.empty() ? file.path : move.old_path;
  file.live_before = live_lines_of(repository, old_path, move.change.before);
  file.live_after = live_lines_of(repository, file.path, move.change.after);
}

// Each goes through a folder of tests. Who copies more tests than that has changed a lot else.
constexpr int kMostOriginals = 20;

// The changes as files, each with its class and what depends on that.
class JudgedFiles {
 public:
  JudgedFiles(const Inquiry& asked, const std::vector<TreeChange>& changes, bool lines)
      : repository_(asked.repository()),
        policy_(asked.policy()),
        changes_(changes),
        lines_(lines),
        classes_(repository_, policy_, production_of(asked)),
        is_of_ci_(ci_files(repository_, asked.graph.header(production_of(asked)).tree)) {
    for (const TreeChange& change : changes_) evidence_[change.path] = evidence_of(change);
  }

  std::vector<ChangedFile> files() {
    RenameGroups groups;
    const auto group_of = [&](const std::string& path) {
      return groups.of(rename_group(classes_.of(path, evidence_.at(path)), path));
    };
    std::vector<ChangedFile> files;
    for (const FileMove& move : pair_renames(repository_, changes_, lines_, group_of)) {
      files.push_back(file_of(move));
    }
    find_changes_by_hand(files, policy_);
    return files;
  }

 private:
  ChangedFile file_of(const FileMove& move) {
    ChangedFile file = changed_file(repository_, move, lines_);
    file.path_class = classes_.of(file.path, evidence_.at(file.path));
    file.manifest = policy_.manifests(file.path);
    file.is_of_ci = is_of_ci_(file.path) || is_of_ci_(file.old_path);
    file.is_test_name = policy_.test_names(file.path);
    file.was_test_name = policy_.test_names(move.old_path.empty() ? file.path : move.old_path);
    if (!lines_) return file;
    add_live_lines(repository_, move, file);
    const bool is_new_test =
        file.path_class == PathClass::test && file.status == ChangedFile::Status::added;
    if (is_new_test && searches_++ < kMostOriginals) {
      file.copy_of = classes_.original_of(file.path, move.change.after);
    }
    return file;
  }

  const Repository& repository_;
  const Policy& policy_;
  const std::vector<TreeChange>& changes_;
  const bool lines_;
  PathClasses classes_;
  Matcher is_of_ci_;
  std::unordered_map<std::string, TreeEntry> evidence_;
  int searches_ = 0;
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
  const std::vector<TreeChange> changes = judged_changes(asked, history, origin);
  try {
    return JudgedFiles(asked, changes, lines).files();
  } catch (const Undecidable& missing) {
    if (!asked.repository().is_partial()) throw;
    // One request for all of it, where reading one object at a time would make hundreds.
    throw Undecidable(
        missing.what(),
        "git diff --numstat " + history.merge_bases.front() + " " + asked.subject().head,
        missing.cause);
  }
}

}  // namespace hotfix
