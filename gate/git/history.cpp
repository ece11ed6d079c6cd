// SPDX-License-Identifier: MIT
#include "gate/git/history.h"

#include "gate/base/error.h"
#include "gate/git/commit_reach.h"
#include "gate/git/numbered_commits.h"
#include "gate/git/objects/commit_graph.h"

namespace hotfix {

namespace {

using Number = NumberedCommits::Number;
using Numbers = NumberedCommits::Numbers;
using NumberSet = NumberedCommits::NumberSet;

// The commit-graph of the repository, where a walk may go by it. git does not use it beside cut off
// or replaced parents either.
CommitGraph commit_graph_of(const Repository& repository) {
  const bool is_plain = repository.shallow().empty() && !repository.has_grafts();
  return repository.trusts_clone() && is_plain
             ? CommitGraph::open(repository.common_dir() + "/objects")
             : CommitGraph();
}

// By what the graph has read, and keeps.
CommitReader reader_of(Graph& graph) {
  return {[&graph](const Oid& id) -> const CommitHeader& { return graph.header(id); },
          [&graph](const Oid& id) { graph.parents(id); }};
}

}  // namespace

class Graph::Walks {
 public:
  Walks(Graph& graph, CommitGraph file)
      : commits(reader_of(graph), std::move(file)), graph_(graph) {}

  // The tips are read, and with them it is known that the file is right about them.
  Parted part(const Oid& base, const Oid& head) {
    graph_.header(base);
    graph_.header(head);
    const Parted parted = reach_.part(commits.number(base), commits.number(head));
    for (const Number one : parted.merge_bases) graph_.header(commits.id(one));
    commits.unmap();
    return parted;
  }

  bool is_ancestor(Number ancestor, Number descendant) {
    return reach_.is_ancestor(ancestor, descendant);
  }

  // The line of `tip` as long as it stays in `inside`, newest first.
  Numbers first_parents(Number tip, const NumberSet& inside) {
    Numbers line;
    for (Number commit = tip; inside.contains(commit);) {
      line.push_back(commit);
      const auto parents = commits.followed(commit);
      if (parents.empty()) break;
      commit = parents.front();
    }
    return line;
  }

  NumberedCommits commits;

 private:
  Graph& graph_;
  CommitReach reach_{commits};
};

namespace {

// What `walk` finds; where it comes upon damage in the commit-graph, without that.
template <class Walk>
auto walked(Graph& graph, Walk walk) {
  try {
    return walk(graph.walks());
  } catch (const CommitGraph::Damaged&) {
    graph.forget_commit_graph();
    return walk(graph.walks());
  }
}

}  // namespace

// Before the first walk there was nothing to compare with what was read. A file that turns out to
// be wrong there is never walked by.
Graph::Walks& Graph::walks() {
  if (walks_) return *walks_;
  auto walks = std::make_shared<Walks>(*this, commit_graph_of(repository_));
  for (const auto& [id, header] : headers_) walks->commits.require_same(id, header);
  walks_ = std::move(walks);
  return *walks_;
}

void Graph::forget_commit_graph() { walks_ = std::make_shared<Walks>(*this, CommitGraph()); }

const CommitHeader& Graph::keep(const Oid& id, CommitHeader header) {
  if (walks_) walks_->commits.require_same(id, header);
  return headers_.emplace(id, std::move(header)).first->second;
}

const CommitHeader& Graph::header(const Oid& id) {
  const auto found = headers_.find(id);
  if (found != headers_.end()) return found->second;
  return keep(id, parse_commit_header(repository_.read(id, ObjectType::commit).data()));
}

const std::vector<Oid>& Graph::parents(const Oid& id) {
  if (repository_.shallow().contains(id) && !header(id).parents.empty()) {
    throw Undecidable("history is shallow: it was cut off at " + id.hex().substr(0, 12),
                      "git fetch --unshallow", Cause::not_fetched);
  }
  return header(id).parents;
}

Commit Graph::commit(const Oid& id) {
  const Object object = repository_.read(id, ObjectType::commit);
  if (!headers_.contains(id)) keep(id, parse_commit_header(object.data()));
  return parse_commit(id, object.data());
}

std::int64_t Graph::time(const Oid& id) {
  return walked(*this, [&](Walks& walks) { return walks.commits.time(walks.commits.number(id)); });
}

std::optional<std::int64_t> Graph::time_before(const Oid& id) {
  if (repository_.shallow().contains(id)) return std::nullopt;
  return walked(*this, [&](Walks& walks) -> std::optional<std::int64_t> {
    const auto parents = walks.commits.parents(walks.commits.number(id));
    if (parents.empty()) return std::nullopt;
    return walks.commits.time(parents.front());
  });
}

Divergence diverge(Graph& graph, const Oid& base, const Oid& head) {
  return walked(graph, [&](Graph::Walks& walks) {
    const Parted parted = walks.part(base, head);
    NumberedCommits& commits = walks.commits;
    return Divergence{commits.ids(parted.ahead), parted.behind, commits.ids(parted.merge_bases)};
  });
}

bool is_ancestor(Graph& graph, const Oid& ancestor, const Oid& descendant) {
  return walked(graph, [&](Graph::Walks& walks) {
    for (const Oid& tip : {ancestor, descendant}) graph.header(tip);
    return walks.is_ancestor(walks.commits.number(ancestor), walks.commits.number(descendant));
  });
}

std::optional<Oid> FirstParentWalk::next() {
  if (last_) {
    next_ = walked(graph_, [&](Graph::Walks& walks) {
      const auto parents = walks.commits.followed(walks.commits.number(*last_));
      return parents.empty() ? std::nullopt : std::optional(walks.commits.id(parents.front()));
    });
  }
  last_ = next_;
  return next_;
}

std::vector<Oid> first_parents(Graph& graph, const Oid& tip,
                               const std::function<bool(const Oid&)>& goes_on) {
  FirstParentWalk walk(graph, tip);
  std::vector<Oid> line;
  for (auto id = walk.next(); id && goes_on(*id); id = walk.next()) line.push_back(*id);
  return line;
}

bool is_on_first_parents(Graph& graph, const Oid& commit, const Oid& tip) {
  FirstParentWalk line(graph, tip);
  for (auto id = line.next(); id; id = line.next()) {
    if (*id == commit) return true;
  }
  return false;
}

std::vector<Oid> first_parents(Graph& graph, const Oid& from, const Oid& to) {
  return walked(graph, [&](Graph::Walks& walks) {
    const Numbers ahead = walks.part(from, to).ahead;
    const NumberSet inside(ahead.begin(), ahead.end());
    return walks.commits.ids(walks.first_parents(walks.commits.number(to), inside));
  });
}

Arrivals arrivals(Graph& graph, const Oid& base, const Oid& tip, const std::vector<Oid>& wanted) {
  return walked(graph, [&](Graph::Walks& walks) {
    NumberedCommits& commits = walks.commits;
    Arrivals result;
    const Numbers news = walks.part(base, tip).ahead;
    const NumberSet visited(news.begin(), news.end());
    NumberSet targets, credited;
    for (const Oid& id : wanted) targets.insert(commits.number(id));

    // The first-parent chain within what was visited, oldest first: each wanted commit is credited
    // to the lowest commit of the chain that has it.
    const Numbers chain = walks.first_parents(commits.number(tip), visited);
    for (auto link = chain.rbegin(); link != chain.rend(); ++link) {
      Numbers stack = {*link};
      while (!stack.empty()) {
        const Number commit = stack.back();
        stack.pop_back();
        if (!visited.contains(commit) || !credited.insert(commit).second) continue;
        if (targets.contains(commit)) result.entry.emplace(commits.id(commit), commits.id(*link));
        const auto parents = commits.parents(commit);
        stack.insert(stack.end(), parents.begin(), parents.end());
      }
    }
    return result;
  });
}

}  // namespace hotfix
