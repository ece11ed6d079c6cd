// SPDX-License-Identifier: MIT
#include "gate/git/revert.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <map>

#include "gate/base/error.h"
#include "gate/git/lines.h"
#include "gate/git/merge_file.h"
#include "rules/support/commit_subject.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

Oid tree_of(Graph& graph, const Oid& commit) { return graph.header(commit).tree; }

// The tree of the first parent; the empty tree for a root.
Oid parent_tree(Graph& graph, const Oid& commit) {
  const std::vector<Oid>& parents = graph.parents(commit);
  return parents.empty() ? Oid{} : tree_of(graph, parents.front());
}

Oid require_commit(Graph& graph, const std::string& hex) {
  const auto id = graph.repository().expand(hex);
  if (!id) {
    throw Undecidable("commit " + short_id(hex) + ", which is said to be reverted, is not here",
                      "git fetch --all", Cause::not_fetched);
  }
  return *id;
}

// What was there before the reverted commit: the tree of the parent that the message names for a
// merge, of the first parent otherwise.
Oid tree_before(Graph& graph, const Oid& reverted, const RevertClaim& claim) {
  if (!claim.base.empty()) {
    const auto base = graph.repository().expand(claim.base);
    for (const Oid& parent : graph.parents(reverted)) {
      if (base == parent) return tree_of(graph, parent);
    }
  }
  return parent_tree(graph, reverted);
}

enum class Undo { same, differs, conflicts };

// Three-way: from `changed` (what the reverted commit made) back to `original`, applied to `ours`.
Undo merges_to(const Repository& repository, const TreeEntry& original, const TreeEntry& changed,
               const TreeEntry& ours, const TreeEntry& result) {
  for (const TreeEntry& side : {original, changed, ours, result}) {
    if (side.mode == 0 || side.mode == kModeSubmodule) return Undo::conflicts;
    if (repository.size_of(side.id) > kCountableBlob) return Undo::conflicts;
  }
  const Object base = repository.read(changed.id, ObjectType::blob);
  const Object mine = repository.read(ours.id, ObjectType::blob);
  const Object theirs = repository.read(original.id, ObjectType::blob);
  const auto merged = merge_text(base.data(), mine.data(), theirs.data(), Favor::neither);
  if (!merged || !merged->is_clean) return Undo::conflicts;
  return merged->text == repository.read(result.id, ObjectType::blob).data() ? Undo::same
                                                                             : Undo::differs;
}

Undo undoes(const Repository& repository, const TreeChange& change, const TreeChange* done) {
  const TreeEntry ours = done ? done->before : change.after;
  if (!done) return change.before == change.after ? Undo::same : Undo::differs;
  if (ours == change.after) {
    return done->after == change.before ? Undo::same : Undo::differs;
  }
  return merges_to(repository, change.before, change.after, ours, done->after);
}

// The number that `text` begins with, which is cut off; 0: none.
std::size_t take_number(std::string_view& text) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return error == std::errc() ? number : 0;
}

std::size_t reverted_request_of_line(std::string_view line) {
  constexpr std::string_view says = "Reverts ";
  const auto mark = line.find('#');
  if (!line.starts_with(says) || mark == line.npos) return 0;
  const std::string_view repository = line.substr(says.size(), mark - says.size());
  if (repository.find_first_of(" \t") != repository.npos) return 0;
  line.remove_prefix(mark + 1);
  const std::size_t number = take_number(line);
  return line.empty() || line == "." ? number : 0;
}

// Is this the subject of what a pull request became, by a squash or by a merge?
bool is_of_request(std::string_view subject, std::size_t request) {
  const std::string number = "#" + std::to_string(request);
  return trim(subject).ends_with("(" + number + ")") ||
         subject.starts_with("Merge pull request " + number + " from ");
}

// How far back in production a reverted commit is looked for.
constexpr std::size_t kLookBack = 2'000;

struct Step {
  Oid commit;
  std::size_t depth;  // how many commits of the line are newer
};

// The newest commit that `is_it` accepts on the first-parent line below `tip`.
std::optional<Step> find_on_line(Graph& graph, const Oid& tip,
                                 const std::function<bool(const Oid&)>& is_it) {
  FirstParentWalk line(graph, tip);
  for (std::size_t depth = 0; depth < kLookBack; ++depth) {
    const auto id = line.next();
    if (!id) break;
    if (is_it(*id)) return Step{*id, depth};
  }
  return std::nullopt;
}

std::vector<RevertClaim> claims_of_request(Graph& graph, const Oid& production,
                                           std::size_t request) {
  if (request == 0) return {};
  const auto found = find_on_line(graph, production, [&](const Oid& id) {
    return is_of_request(graph.commit(id).subject(), request);
  });
  return found ? std::vector<RevertClaim>{{found->commit.hex()}} : std::vector<RevertClaim>();
}

struct Saying {
  std::vector<RevertClaim> claims;
  bool may_be_quoted = false;  // the subject speaks of something else
};

Saying saying_of(Graph& graph, const Commit& commit, const RevertQuestion& question) {
  Saying said;
  said.claims = revert_lines(commit.message);
  if (!said.claims.empty()) {
    said.may_be_quoted = revert_claims(commit.message).empty();
    return said;
  }
  said.may_be_quoted = !is_revert_subject(commit.subject());
  std::size_t request = reverted_request(commit.message);
  if (request == 0 && !said.may_be_quoted) request = question.pull_request;
  said.claims = claims_of_request(graph, question.production, request);
  return said;
}

// What cannot be compared, such as a quoted commit that never left its branch, is not exact.
std::optional<Revert> if_exact(Graph& graph, const Oid& commit, const RevertClaim& claim) {
  try {
    const Revert revert = check_revert(graph, commit, claim);
    if (revert.state == Revert::State::exact) return revert;
  } catch (const Undecidable&) {
  }
  return std::nullopt;
}

bool is_revert(Graph& graph, const Commit& commit, const RevertQuestion& question) {
  if (is_revert_subject(commit.subject())) return true;
  const Saying said = saying_of(graph, commit, question);
  return said.claims.size() == 1 && if_exact(graph, parse_oid(commit.id), said.claims.front());
}

// Did the commit take something back, itself or as the merge of what did?
bool took_back(Graph& graph, const Oid& id, const RevertQuestion& question) {
  const Commit commit = graph.commit(id);
  if (commit.parents.size() < 2) return is_revert(graph, commit, question);
  return reverted_request_of_branch(merged_branch(commit.subject())) != 0 ||
         is_revert(graph, graph.commit(parse_oid(commit.parents.back())), question);
}

void place(Graph& graph, Revert& revert, const Oid& production) {
  const Oid reverted = parse_oid(revert.reverted);
  const auto found = find_on_line(graph, production, [&](const Oid& id) { return id == reverted; });
  if (found) revert.depth = found->depth;
  revert.of_revert = took_back(graph, reverted, {production});
}

}  // namespace

std::size_t reverted_request(std::string_view text) {
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    if (const auto number = reverted_request_of_line(trim(text.substr(0, end)))) return number;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return 0;
}

std::size_t reverted_request_of_branch(std::string_view branch) {
  constexpr std::string_view start = "revert-";
  if (!branch.starts_with(start)) return 0;
  branch.remove_prefix(start.size());
  const std::size_t number = take_number(branch);
  return branch.starts_with("-") ? number : 0;
}

std::optional<Revert> revert_of(Graph& graph, const Oid& id, const RevertQuestion& question) {
  const Commit commit = graph.commit(id);
  if (commit.parents.size() > 1) return std::nullopt;
  const Saying said = saying_of(graph, commit, question);
  if (said.claims.empty()) return std::nullopt;
  const RevertClaim& claim = said.claims.front();
  if (said.claims.size() > 1) {
    if (said.may_be_quoted) return std::nullopt;
    return Revert{commit.id, claim.reverted, Revert::State::several, {}};
  }
  std::optional<Revert> revert =
      said.may_be_quoted ? if_exact(graph, id, claim) : check_revert(graph, id, claim);
  if (revert) place(graph, *revert, question.production);
  return revert;
}

Revert check_revert(Graph& graph, const Oid& commit, const RevertClaim& claim) {
  const Repository& repository = graph.repository();
  const Oid reverted = require_commit(graph, claim.reverted);
  Revert revert{commit.hex(), reverted.hex(), Revert::State::exact, {}};
  revert.of_merge = graph.header(reverted).parents.size() > 1;
  // Only what the branch has can be taken back: "reverting" the revert of a feature brings the
  // feature.
  if (!is_ancestor(graph, reverted, commit)) {
    revert.state = Revert::State::differs;
    return revert;
  }

  std::map<std::string, TreeChange> done;
  for (TreeChange& change :
       diff_trees(repository, parent_tree(graph, commit), tree_of(graph, commit))) {
    done.emplace(change.path, std::move(change));
  }
  bool differs = false;
  for (const TreeChange& change :
       diff_trees(repository, tree_before(graph, reverted, claim), tree_of(graph, reverted))) {
    const auto found = done.find(change.path);
    const Undo undo = undoes(repository, change, found == done.end() ? nullptr : &found->second);
    if (found != done.end()) done.erase(found);
    if (undo == Undo::same) continue;
    differs = differs || undo == Undo::differs;
    revert.paths.push_back(change.path);
  }
  for (const auto& [path, extra] : done) revert.paths.push_back(path);
  if (differs || !done.empty()) {
    revert.state = Revert::State::differs;
  } else if (!revert.paths.empty()) {
    revert.state = Revert::State::conflicts;
  }
  return revert;
}

bool has_rollback(Graph& graph, const Oid& tip, std::size_t count) {
  constexpr std::size_t kOlder = 200;  // commits whose state may have been restored
  FirstParentWalk walk(graph, tip);
  std::vector<Oid> line;
  const auto& cut_off = graph.repository().shallow();
  while (line.size() < count + kOlder && (line.empty() || !cut_off.contains(line.back()))) {
    const auto id = walk.next();
    if (!id) break;
    line.push_back(*id);
  }
  for (std::size_t i = 0; i < std::min(count, line.size()); ++i) {
    if (took_back(graph, line[i], {tip})) return true;
    const Oid tree = tree_of(graph, line[i]);
    if (i + 1 == line.size() || tree == tree_of(graph, line[i + 1])) continue;
    for (std::size_t older = i + 2; older < line.size(); ++older) {
      if (tree_of(graph, line[older]) == tree) return true;
    }
  }
  return false;
}

bool reverts_tip(Graph& graph, const Oid& tip, const std::vector<Oid>& commits) {
  Oid below = tip;   // the commit that the next revert must undo
  Oid parent = tip;  // what the next revert must stand on
  for (const Oid& commit : commits) {
    if (graph.parents(commit) != std::vector<Oid>{parent}) return false;
    if (graph.parents(below).empty() || tree_of(graph, commit) != parent_tree(graph, below)) {
      return false;
    }
    parent = commit;
    below = graph.parents(below).front();
  }
  return !commits.empty();
}

}  // namespace hotfix
