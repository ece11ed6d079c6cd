// SPDX-License-Identifier: MIT
#include "gate/landing/production_line.h"

#include <algorithm>

#include "gate/base/error.h"
#include "gate/base/time_text.h"

namespace hotfix {

namespace {

// Clocks lie: the walk goes on for this many commits that are too old before it believes them.
constexpr int kStaleSlop = 100;

// What `line` has above `end`.
std::vector<Oid> above(std::vector<Oid> line, const Oid& end) {
  line.erase(std::find(line.begin(), line.end(), end), line.end());
  return line;
}

// Both lines are walked in step, so that the cost is that of the longer part.
std::vector<Oid> since_parted(Graph& graph, const Oid& production, const Oid& development) {
  FirstParentWalk ours(graph, production), theirs(graph, development);
  std::vector<Oid> line;
  std::unordered_set<Oid> released, developed;
  for (bool more = true; more;) {
    const auto left = ours.next();
    if (left && developed.contains(*left)) return line;
    if (left) line.push_back(*left);
    if (left) released.insert(*left);
    const auto right = theirs.next();
    if (right && released.contains(*right)) return above(std::move(line), *right);
    if (right) developed.insert(*right);
    more = left || right;
  }
  return line;
}

std::vector<Oid> since_date(Graph& graph, const Oid& production, std::int64_t date) {
  FirstParentWalk ours(graph, production);
  std::vector<Oid> line;
  int stale = 0;
  for (auto id = ours.next(); id && stale < kStaleSlop; id = ours.next()) {
    const bool is_old = graph.header(*id).time < date;
    stale = is_old ? stale + 1 : 0;
    if (!is_old) line.push_back(*id);
  }
  return line;
}

std::vector<Oid> since_commit(Graph& graph, const Oid& production, const Oid& start) {
  const std::vector<Oid> ahead = diverge(graph, start, production).ahead;
  const std::unordered_set<Oid> inside(ahead.begin(), ahead.end());
  FirstParentWalk ours(graph, production);
  std::vector<Oid> line;
  for (auto id = ours.next(); id && inside.contains(*id); id = ours.next()) line.push_back(*id);
  return line;
}

Oid start_named(const Repository& repository, const std::string& name) {
  if (const auto tag = repository.commit_of_ref("refs/tags/" + name)) return *tag;
  if (const auto id = repository.expand(name)) return *id;
  throw Undecidable("the ledger is to begin at '" + name +
                        "', which is not a date, a tag or a commit that is here",
                    "git fetch --tags, or correct backport.since in the policy");
}

}  // namespace

std::vector<Oid> production_line(Graph& graph, const Oid& production, const Oid& development,
                                 const std::string& since) {
  if (since.empty()) return since_parted(graph, production, development);
  if (const auto date = parse_date(since)) return since_date(graph, production, *date);
  return since_commit(graph, production, start_named(graph.repository(), since));
}

std::vector<Oid> line_before(Graph& graph, const Oid& production, const std::vector<Oid>& line,
                             std::size_t most) {
  FirstParentWalk ours(graph, line.empty() ? production : line.back());
  if (!line.empty()) ours.next();
  std::vector<Oid> before;
  for (auto id = ours.next(); id && before.size() < most; id = ours.next()) before.push_back(*id);
  return before;
}

}  // namespace hotfix
