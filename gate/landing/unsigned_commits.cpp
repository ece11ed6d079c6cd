// SPDX-License-Identifier: MIT
#include "gate/landing/unsigned_commits.h"

#include <algorithm>

#include "gate/landing/evidence/change.h"
#include "gate/landing/evidence/evidence.h"
#include "gate/landing/evidence/parts.h"
#include "gate/landing/landing.h"

namespace hotfix {

namespace {

// Files: of more, most as development had them tell a squash of development, which leaves what
// production alone has; of fewer, all must be, or a fix that was brought by half would pass.
constexpr std::size_t kFewFiles = 5;

class Sorter {
 public:
  Sorter(LandingIndex& index, const Policy& policy, const LedgerQuestion& question)
      : index_(index), policy_(policy), question_(question) {
    const auto ahead = diverge(index.graph, question.development, question.production).ahead;
    owed_.insert(ahead.begin(), ahead.end());
  }

  bool is_own_work(const Hotfix& hotfix) {
    const Oid commit = parse_oid(hotfix.commit);
    if (merges_development(commit)) return false;
    std::vector<TreeChange> changes = changes_of(index_.graph, commit);
    std::erase_if(changes, [&](const TreeChange& change) { return !runs(change.path); });
    return !changes.empty() && !is_as_on_development(commit, changes) && has_place(commit);
  }

 private:
  bool runs(const std::string& path) const {
    return path != kPolicyPath && index_.is_material(path);
  }

  bool merges_development(const Oid& commit) {
    const std::vector<Oid> parents = index_.graph.parents(commit);
    for (std::size_t i = 1; i < parents.size(); ++i) {
      const auto merged = diverge(index_.graph, parents.front(), parents[i]).ahead;
      const bool is_own = std::all_of(merged.begin(), merged.end(),
                                      [this](const Oid& id) { return owed_.contains(id); });
      if (!is_own) return true;
    }
    return false;
  }

  bool is_as_on_development(const Oid& commit, const std::vector<TreeChange>& changes) {
    std::unordered_set<std::string> paths;
    for (const TreeChange& change : changes) paths.insert(change.path);
    std::unordered_set<std::string> alike;
    for (const Candidate& other : index_.windows.touching(commit, question_.development, paths)) {
      for (const TreeChange& made : other.changes) {
        const auto same =
            std::find_if(changes.begin(), changes.end(), [&](const TreeChange& change) {
              return change.path == made.path && change.after == made.after;
            });
        if (same != changes.end()) alike.insert(made.path);
      }
    }
    if (paths.size() <= kFewFiles) return alike.size() == paths.size();
    return alike.size() * 2 > paths.size();
  }

  // A version alone, comments or blank lines are nothing that could be lost.
  bool has_place(const Oid& commit) {
    const Repository& repository = index_.graph.repository();
    const Oid tree = index_.graph.header(commit).tree;
    const Change change = read_change(index_.graph, index_.contents, commit);
    ChangeParts parts(index_.contents, change, index_.is_material);
    return !parts.in([&](const std::string& path) { return find_path(repository, tree, path); })
                .empty();
  }

  LandingIndex& index_;
  const Policy& policy_;
  const LedgerQuestion& question_;
  std::unordered_set<Oid> owed_;  // production's commits that development does not have
};

}  // namespace

std::vector<Hotfix> own_work(LandingIndex& index, const Policy& policy,
                             const LedgerQuestion& question, std::vector<Hotfix> commits) {
  if (commits.empty()) return commits;
  Sorter sorter(index, policy, question);
  std::erase_if(commits, [&](const Hotfix& commit) { return !sorter.is_own_work(commit); });
  return commits;
}

std::vector<Hotfix> unsigned_commits(LandingIndex& index, const Policy& policy,
                                     const LedgerQuestion& question,
                                     const LedgerProgress& progress) {
  if (policy.backport.owes_all()) return {};
  std::vector<Hotfix> commits = own_work(
      index, policy, question, production_commits(index.graph, policy, question).without_sign);
  if (commits.empty()) return commits;
  std::vector<Oid> ids;
  for (const Hotfix& commit : commits) ids.push_back(parse_oid(commit.commit));
  Lander lander(index, question.production);
  const std::vector<Landing> landings =
      lander.commits(ids, question.development, [&](std::size_t done) {
        if (progress) progress(done, ids.size());
      });
  for (std::size_t i = 0; i < commits.size(); ++i) commits[i].landing = landings.at(i);
  const Oid tree = index.graph.header(question.production).tree;
  std::erase_if(commits, [&](const Hotfix& commit) {
    return is_settled(commit.landing.state) ||
           lander.absence(parse_oid(commit.commit), tree).share >= kMost;
  });
  return commits;
}

}  // namespace hotfix
