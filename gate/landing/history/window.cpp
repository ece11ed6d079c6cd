// SPDX-License-Identifier: MIT
#include "gate/landing/history/window.h"

#include <algorithm>
#include <map>
#include <utility>

#include "gate/landing/history/cache.h"
#include "gate/landing/history/change_columns.h"
#include "gate/landing/history/commit_table.h"

namespace hotfix {

namespace {

// Commits and folders: fewer are read again sooner than a file is written.
constexpr std::size_t kWorthKeeping = 256;

// Commits by a hash that their message gave them.
using Alike = std::vector<std::pair<std::uint64_t, CommitNumber>>;

// Those of `hash` that are in the window, by their position there.
void collect(const Alike& alike, std::uint64_t hash, const CommitWindow& window,
             std::vector<std::uint32_t>& positions) {
  if (hash == 0) return;
  auto at = std::lower_bound(alike.begin(), alike.end(), std::pair(hash, CommitNumber{0}));
  for (; at != alike.end() && at->first == hash; ++at) {
    if (window.has(at->second)) positions.push_back(window.position[at->second]);
  }
}

}  // namespace

struct Windows::Parts {
  const Repository& repository;
  CommitTable table;
  ChangeColumns columns;
  std::size_t loaded = 0;  // commits that came from the cache
  Alike subjects, author_dates;
  std::size_t indexed = 0;  // commits in the two
  bool is_open = false;

  explicit Parts(const Repository& repository_)
      : repository(repository_), table(repository_), columns(repository_, table) {}

  // The cache is read with the first question.
  void open() {
    if (std::exchange(is_open, true)) return;
    if (load_cache(repository, table, columns)) loaded = table.size();
  }

  void index() {
    const auto old = static_cast<Alike::difference_type>(indexed);
    for (; indexed < table.size(); ++indexed) {
      const auto commit = static_cast<CommitNumber>(indexed);
      subjects.emplace_back(table[commit].signature.subject, commit);
      author_dates.emplace_back(table[commit].signature.author_date, commit);
    }
    for (Alike* all : {&subjects, &author_dates}) {
      std::sort(all->begin() + old, all->end());
      std::inplace_merge(all->begin(), all->begin() + old, all->end());
    }
  }
};

Windows::Windows(const Graph& graph) : parts_(std::make_unique<Parts>(graph.repository())) {}

Windows::Parts& Windows::parts() {
  parts_->open();
  return *parts_;
}

Windows::~Windows() {
  const std::size_t reads = parts_->table.size() - parts_->loaded + parts_->columns.compared();
  if (reads < kWorthKeeping) return;
  try {
    save_cache(parts_->repository, parts_->table, parts_->columns);
  } catch (const std::exception&) {
    return;  // the next run reads again
  }
}

bool Windows::is_ancestor(const Oid& ancestor, const Oid& descendant) {
  return parts().table.is_ancestor(ancestor, descendant);
}

const std::vector<Oid>& Windows::commits(const Oid& excluded, const Oid& onto) {
  return parts().table.window(excluded, onto)->ids;
}

std::optional<std::size_t> Windows::order_of(const Oid& excluded, const Oid& onto,
                                             const Oid& commit) {
  Parts& facts = parts();
  const auto window = facts.table.window(excluded, onto);
  const CommitNumber number = facts.table.find(commit);
  return window->has(number) ? std::optional<std::size_t>(window->position[number]) : std::nullopt;
}

std::vector<Candidate> Windows::touching(const Oid& excluded, const Oid& onto,
                                         const std::unordered_set<std::string>& paths) {
  Parts& facts = parts();
  const auto window = facts.table.window(excluded, onto);
  std::map<std::uint32_t, Candidate> by_position;
  for (const std::string& path : paths) {
    for (const FileChange& change : facts.columns.of(path, *window)) {
      const CommitRecord& record = facts.table[change.commit];
      Candidate& candidate = by_position[window->position[change.commit]];
      candidate.commit = record.id;
      candidate.is_merge = record.parent_count > 1;
      candidate.changes.push_back({path, change.before, change.after});
    }
  }
  std::vector<Candidate> result;
  for (auto& [position, candidate] : by_position) {
    candidate.order = position;
    std::sort(candidate.changes.begin(), candidate.changes.end(),
              [](const TreeChange& a, const TreeChange& b) { return a.path < b.path; });
    result.push_back(std::move(candidate));
  }
  return result;
}

std::vector<Oid> Windows::signed_alike(const Oid& excluded, const Oid& onto,
                                       const Signature& signature) {
  Parts& facts = parts();
  const auto window = facts.table.window(excluded, onto);
  if (facts.indexed < facts.table.size()) facts.index();
  std::vector<std::uint32_t> positions;
  collect(facts.subjects, signature.subject, *window, positions);
  collect(facts.author_dates, signature.author_date, *window, positions);
  std::sort(positions.begin(), positions.end());
  positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
  std::vector<Oid> result;
  for (const std::uint32_t position : positions) result.push_back(window->ids[position]);
  return result;
}

std::vector<Oid> Windows::with_hotfix_trailer(const Oid& excluded, const Oid& onto) {
  Parts& facts = parts();
  const auto window = facts.table.window(excluded, onto);
  std::vector<Oid> result;
  for (const CommitNumber commit : window->members) {
    if (facts.table[commit].has_trailer != 0) result.push_back(facts.table[commit].id);
  }
  return result;
}

}  // namespace hotfix
