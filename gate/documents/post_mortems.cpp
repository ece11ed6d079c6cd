// SPDX-License-Identifier: MIT
#include "gate/documents/post_mortems.h"

#include <algorithm>
#include <map>
#include <set>

#include "gate/base/error.h"
#include "gate/documents/about.h"
#include "gate/git/commit.h"
#include "gate/git/tree.h"
#include "gate/landing/evidence/message_hints.h"
#include "rules/form/post_mortem_form.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr std::size_t kLargest = 256 * 1024;  // bytes: read_markdown() takes as many characters
constexpr std::size_t kMostRead = 1'000;      // documents: the newest by their names
constexpr std::size_t kMostSteps = 5'000;     // of development's line, to tell when one came

// Files of Markdown below a folder, the newest first by their names; no symlink, no submodule. Each
// is read at most once.
class Documents {
 public:
  Documents(const Repository& repository, const Oid& tree, const std::string& folder)
      : repository_(repository) {
    const TreeEntry found = find_path(repository, tree, folder);
    if (found.mode != kModeTree) return;
    for (const TreeChange& file : diff_trees(repository, Oid{}, found.id)) {
      const std::string name = lower(file.path);
      const bool is_markdown = name.ends_with(".md") || name.ends_with(".markdown");
      if (!is_markdown || (file.after.mode & 0170000) != 0100000) continue;
      paths_.push_back(folder + "/" + file.path);
      blobs_.push_back(file.after.id);
    }
    std::reverse(paths_.begin(), paths_.end());
    std::reverse(blobs_.begin(), blobs_.end());
  }

  const std::vector<std::string>& paths() const { return paths_; }
  bool is_too_large(std::size_t number) const {
    return repository_.size_of(blobs_[number]) > kLargest;
  }
  // Empty of one that is too large.
  const std::string& content(std::size_t number) {
    const auto [text, is_new] = texts_.try_emplace(number);
    if (is_new && !is_too_large(number)) {
      text->second = repository_.read(blobs_[number], ObjectType::blob).data();
    }
    return text->second;
  }
  // Where it may be looked into, to see what it is about.
  const std::string& text(std::size_t number) {
    static const std::string none;
    return number < kMostRead ? content(number) : none;
  }

 private:
  const Repository& repository_;
  std::vector<std::string> paths_;
  std::vector<Oid> blobs_;
  std::map<std::size_t, std::string> texts_;
};

std::vector<Hotfix> hotfixes_of(LandingIndex& index, const Policy& policy,
                                const LedgerQuestion& question) {
  Policy asked = policy;
  if (!policy.post_mortem.since.empty()) asked.backport.since = policy.post_mortem.since;
  ProductionCommits commits = production_commits(index.graph, asked, question);
  std::vector<Hotfix> all = std::move(commits.shared);
  all.insert(all.end(), commits.hotfixes.begin(), commits.hotfixes.end());
  std::stable_sort(all.begin(), all.end(), [](const Hotfix& one, const Hotfix& other) {
    return one.released_at < other.released_at;
  });
  return all;
}

// When each of these files came to development, as far as its own line is here and tells within
// kMostSteps.
class ArrivalTimes {
 public:
  ArrivalTimes(Graph& graph, const std::string& folder, std::set<std::string> paths)
      : graph_(graph), folder_(folder), paths_(std::move(paths)) {}

  std::map<std::string, std::int64_t> take(const Oid& development) {
    try {
      walk(development);
    } catch (const Undecidable&) {
      // Nothing but the lateness of a document hangs on it.
    }
    return std::move(times_);
  }

 private:
  void walk(const Oid& development) {
    FirstParentWalk line(graph_, development);
    std::optional<Oid> newer;
    Oid seen;  // the folder there
    for (std::size_t step = 0; step < kMostSteps && !paths_.empty(); ++step) {
      const auto commit = line.next();
      const Oid tree = commit ? graph_.header(*commit).tree : Oid{};
      const Oid folder = commit ? find_path(graph_.repository(), tree, folder_).id : Oid{};
      if (newer && folder != seen) settle(commit ? &tree : nullptr, graph_.header(*newer).time);
      newer = commit;
      seen = folder;
      if (!commit) return;
    }
  }

  // Those that are not there yet came with the next commit. Null: before the first commit.
  void settle(const Oid* tree, std::int64_t time) {
    std::erase_if(paths_, [&](const std::string& path) {
      const bool is_there = tree && find_path(graph_.repository(), *tree, path).mode != 0;
      if (!is_there) times_[path] = time;
      return !is_there;
    });
  }

  Graph& graph_;
  const std::string& folder_;
  std::set<std::string> paths_;
  std::map<std::string, std::int64_t> times_;
};

class Judge {
 public:
  Judge(LandingIndex& index, const Policy& policy, const LedgerQuestion& question,
        Page (*read_page)(std::string_view))
      : index_(index),
        policy_(policy),
        question_(question),
        read_page_(read_page),
        form_(read_page(policy.post_mortem.form)) {}

  std::vector<PostMortem> judge() {
    const std::vector<Hotfix> hotfixes = hotfixes_of(index_, policy_, question_);
    const std::vector<HotfixNames> names = names_of_all(hotfixes);
    const std::vector<std::string> expected = document_paths(names, policy_.post_mortem);
    const Oid tip = index_.graph.header(question_.development).tree;
    Documents documents(index_.graph.repository(), tip, policy_.post_mortem.folder);
    const auto found = documents_about(
        names, expected, documents.paths(),
        [&](std::size_t number) -> const std::string& { return documents.text(number); });
    std::vector<PostMortem> all;
    for (std::size_t i = 0; i < hotfixes.size(); ++i) {
      PostMortem one = entry_of(hotfixes[i], expected[i]);
      if (found[i]) read(one, documents, *found[i]);
      settle(one);
      all.push_back(std::move(one));
    }
    add_times(all);
    return all;
  }

 private:
  std::vector<HotfixNames> names_of_all(const std::vector<Hotfix>& hotfixes) const {
    std::vector<HotfixNames> names;
    for (const Hotfix& one : hotfixes) {
      names.push_back(
          names_of(index_.graph.commit(parse_oid(one.commit)), one.released_at, policy_));
    }
    return names;
  }

  PostMortem entry_of(const Hotfix& hotfix, const std::string& path) const {
    PostMortem one;
    one.commit = hotfix.commit;
    one.subject = hotfix.subject;
    one.path = path;
    one.deadline = hotfix.released_at + policy_.post_mortem.deadline;
    return one;
  }

  void read(PostMortem& one, Documents& documents, std::size_t number) const {
    one.path = documents.paths()[number];
    one.state = PostMortemState::unreadable;
    if (documents.is_too_large(number)) return;
    const std::string& text = documents.content(number);
    try {
      one.open = open_sections(read_page_(text), form_);
    } catch (const Undecidable&) {
      return;
    }
    one.state = one.open.empty() ? PostMortemState::written : PostMortemState::unfinished;
  }

  // A waiver that the policy does not allow is told, and changes nothing.
  void settle(PostMortem& one) {
    if (one.state == PostMortemState::written) return;
    find_waiver(one);
    const bool counts = policy_.setting(Role::post_mortem).waivable;
    if (!one.waived_by.empty() && counts) one.state = PostMortemState::waived;
    one.overdue = one.state != PostMortemState::waived && question_.now > one.deadline;
  }

  // In the hotfix itself, or with its id on development.
  void find_waiver(PostMortem& one) {
    const Rule& rule = rule_with(Role::post_mortem);
    const Oid hotfix = parse_oid(one.commit);
    for (const Waiver& waiver : waivers_of(index_.graph.commit(hotfix))) {
      if (waiver.rule != rule.id || !waiver.is_trailer || !says_something(waiver.reason)) continue;
      one.waived_by = waiver.commit;
      one.waived_because = waiver.reason;
      return;
    }
    const auto said = testimony_about(
        index_.graph, index_.windows.with_hotfix_trailer(hotfix, question_.development), hotfix,
        rule);
    if (!said || said->kind != Testimony::Kind::waived) return;
    one.waived_by = said->commit.hex();
    one.waived_because = said->reason;
  }

  void add_times(std::vector<PostMortem>& all) {
    std::set<std::string> paths;
    for (const PostMortem& one : all) {
      if (is_document(one)) paths.insert(one.path);
    }
    const auto times = ArrivalTimes(index_.graph, policy_.post_mortem.folder, std::move(paths))
                           .take(question_.development);
    for (PostMortem& one : all) {
      const auto time = times.find(one.path);
      if (is_document(one) && time != times.end()) one.written_at = time->second;
    }
  }

  static bool is_document(const PostMortem& one) {
    return one.state == PostMortemState::written || one.state == PostMortemState::unfinished;
  }

  LandingIndex& index_;
  const Policy& policy_;
  const LedgerQuestion& question_;
  Page (*read_page_)(std::string_view);
  Page form_;
};

}  // namespace

std::vector<PostMortem> post_mortems(LandingIndex& index, const Policy& policy,
                                     const LedgerQuestion& question,
                                     Page (*read_page)(std::string_view markdown)) {
  return Judge(index, policy, question, read_page).judge();
}

}  // namespace hotfix
