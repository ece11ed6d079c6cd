// SPDX-License-Identifier: MIT
#include "gate/git/revert.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "gate/base/error.h"
#include "gate/git/lines.h"
#include "gate/git/merge.h"
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

enum class Undo { same, differs, conflicts };

// Three-way: from `changed` (what the reverted commit made) back to `original`, applied to `ours`.
Undo merges_to(const Repository& repository, const TreeEntry& original, const TreeEntry& changed,
               const TreeEntry& ours, const TreeEntry& result) {
  for (const TreeEntry& side : {original, changed, ours, result}) {
    if (side.mode == 0 || side.mode == kModeSubmodule) return Undo::conflicts;
    if (repository.size_of(side.id) > kCountableBlob) return Undo::conflicts;
  }
  const unsigned mode = original.mode == changed.mode ? ours.mode : original.mode;
  if (result.mode != mode) return Undo::differs;
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

using Changes = std::map<std::string, TreeChange>;  // by path

Changes changes_of(Graph& graph, const Oid& commit) {
  Changes changes;
  const auto all =
      diff_trees(graph.repository(), parent_tree(graph, commit), tree_of(graph, commit));
  for (const TreeChange& change : all) changes.emplace(change.path, change);
  return changes;
}

// Are the same files changed in the same way, as by a commit and by its rebased form?
bool is_same(const Repository& repository, const Changes& one, const Changes& other) {
  const auto is_alike = [&](const auto& a, const auto& b) {
    if (a.first != b.first) return false;
    const TreeChange &made = a.second, &again = b.second;
    if (made.before == again.before && made.after == again.after) return true;
    return merges_to(repository, made.after, made.before, again.before, again.after) == Undo::same;
  };
  return std::equal(one.begin(), one.end(), other.begin(), other.end(), is_alike);
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

// The newest commit that `is_it` accepts on the first-parent line below `tip`.
std::optional<Oid> find_on_line(Graph& graph, const Oid& tip,
                                const std::function<bool(const Oid&)>& is_it) {
  FirstParentWalk line(graph, tip);
  for (std::size_t i = 0; i < kLookBack; ++i) {
    const auto id = line.next();
    if (!id) break;
    if (is_it(*id)) return id;
  }
  return std::nullopt;
}

std::vector<RevertClaim> claims_of_request(Graph& graph, const Oid& production,
                                           std::size_t request) {
  if (request == 0) return {};
  const auto found = find_on_line(graph, production, [&](const Oid& id) {
    return is_of_request(graph.commit(id).subject(), request);
  });
  return found ? std::vector<RevertClaim>{{found->hex()}} : std::vector<RevertClaim>();
}

// How far back the same change is looked for under another id.
constexpr std::size_t kRebasedLately = 300;

// "x" of 'Revert "x"', in whatever case; empty: the subject quotes nothing.
std::string_view quoted_subject(std::string_view subject) {
  constexpr std::string_view start = "revert \"";
  const auto from = lower(subject).find(start), to = subject.rfind('"');
  if (from == subject.npos || to < from + start.size()) return {};
  return subject.substr(from + start.size(), to - from - start.size());
}

Revert compare(Graph& graph, const Oid& commit, const Oid& reverted);

// The commit below that `commit` undoes, where what it names is not here: a rebase left it another
// id. Of those that bear the subject which it quotes, one that is undone exactly comes first.
std::optional<Oid> told_by_subject(Graph& graph, const Oid& commit) {
  const Commit revert = graph.commit(commit);
  const std::string_view subject = quoted_subject(revert.subject());
  if (subject.empty() || revert.parents.empty()) return std::nullopt;
  std::optional<Oid> newest;
  FirstParentWalk line(graph, parse_oid(revert.parents.front()));
  for (std::size_t i = 0; i < kRebasedLately; ++i) {
    const auto id = line.next();
    if (!id) break;
    const Commit other = graph.commit(*id);
    const std::string_view own = trim(other.subject());
    const bool is_numbered = own.starts_with(std::string(subject) + " (#");
    if (own != subject && !is_numbered) continue;
    if (compare(graph, commit, *id).state == Revert::State::exact) return id;
    if (!newest) newest = id;
  }
  return newest;
}

// The commit below `commit` that makes the change of `reverted`, which is not below it.
std::optional<Oid> told_by_change(Graph& graph, const Oid& commit, const Oid& reverted) {
  const std::vector<Oid> parents = graph.parents(commit);
  const Changes wanted = changes_of(graph, reverted);
  if (parents.empty() || wanted.empty()) return std::nullopt;
  FirstParentWalk line(graph, parents.front());
  for (std::size_t i = 0; i < kRebasedLately; ++i) {
    const auto id = line.next();
    if (!id) break;
    if (is_same(graph.repository(), wanted, changes_of(graph, *id))) return id;
  }
  return std::nullopt;
}

// The commit that a claim speaks of. One that is nowhere below `commit` is itself, though only what
// is there can be taken back.
Oid reverted_by(Graph& graph, const Oid& commit, const RevertClaim& claim) {
  const auto named = graph.repository().expand(claim.reverted);
  if (named && is_ancestor(graph, *named, commit)) return *named;
  if (const auto found =
          named ? told_by_change(graph, commit, *named) : told_by_subject(graph, commit)) {
    return *found;
  }
  if (named) return *named;
  throw Undecidable(
      "commit " + short_id(claim.reverted) +
          ", which is said to be reverted, is not here; where a rebase gave it another id, the "
          "message has to name that",
      "git fetch --all", Cause::not_fetched);
}

// Which parent of a merge stays, by the message; 1 where it does not say.
std::size_t kept_parent(Graph& graph, const Oid& reverted, const RevertClaim& claim) {
  const auto base = claim.base.empty() ? std::nullopt : graph.repository().expand(claim.base);
  if (!base) return 1;
  const std::vector<Oid>& parents = graph.parents(reverted);
  const auto found = std::find(parents.begin(), parents.end(), *base);
  return found == parents.end() ? 1 : static_cast<std::size_t>(found - parents.begin()) + 1;
}

Revert compare(Graph& graph, const Oid& commit, const Oid& reverted) {
  Revert revert{commit.hex(), reverted.hex(), Revert::State::exact, {}};
  revert.of_merge = graph.header(reverted).parents.size() > 1;
  // Only what the branch has can be taken back: "reverting" the revert of a feature brings the
  // feature.
  if (!is_ancestor(graph, reverted, commit)) {
    revert.state = Revert::State::differs;
    return revert;
  }
  Changes done = changes_of(graph, commit);
  bool differs = false;
  for (const auto& [path, change] : changes_of(graph, reverted)) {
    const auto found = done.find(path);
    const Undo undo =
        undoes(graph.repository(), change, found == done.end() ? nullptr : &found->second);
    if (found != done.end()) done.erase(found);
    if (undo == Undo::same) continue;
    differs = differs || undo == Undo::differs;
    revert.paths.push_back(path);
  }
  for (const auto& [path, extra] : done) revert.paths.push_back(path);
  if (differs || !done.empty()) {
    revert.state = Revert::State::differs;
  } else if (!revert.paths.empty()) {
    revert.state = Revert::State::conflicts;
  }
  return revert;
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
  if (said.claims.size() > 1) return !said.may_be_quoted;
  return said.claims.size() == 1 && if_exact(graph, parse_oid(commit.id), said.claims.front());
}

// How many commits below one are looked at for a state that it restored.
constexpr std::size_t kOlder = 200;
constexpr int kMostTurns = 8;  // off and on again

// Did the commit leave what an older one of its line had, other than by changing nothing?
bool restores_older(Graph& graph, const Oid& id) {
  const Oid tree = tree_of(graph, id);
  const auto& cut_off = graph.repository().shallow();
  FirstParentWalk line(graph, id);
  std::optional<Oid> older = line.next();
  for (std::size_t i = 0; i <= kOlder && !cut_off.contains(*older); ++i) {
    older = line.next();
    if (!older) return false;
    if (tree_of(graph, *older) == tree) return i > 0;
  }
  return false;
}

// Did the commit take something back, itself or as the merge of what did?
bool took_back(Graph& graph, const Oid& id, const RevertQuestion& question) {
  if (restores_older(graph, id)) return true;
  const Commit commit = graph.commit(id);
  if (commit.parents.size() < 2) return is_revert(graph, commit, question);
  return reverted_request_of_branch(merged_branch(commit.subject())) != 0 ||
         is_revert(graph, graph.commit(parse_oid(commit.parents.back())), question);
}

// A first-parent line, newest first, as far down as all of `wanted` that are on it.
std::vector<Oid> line_down_to(Graph& graph, const Oid& tip, std::unordered_set<Oid> wanted) {
  std::vector<Oid> line, passed;
  FirstParentWalk walk(graph, tip);
  while (!wanted.empty() && passed.size() < kLookBack) {
    const auto id = walk.next();
    if (!id) break;
    passed.push_back(*id);
    if (wanted.erase(*id) > 0) line = passed;
  }
  return line;
}

// How many commits of the line above its `at`-th would stay. What leads back to a state that was
// there before has undone itself.
std::size_t left_above(Graph& graph, const std::vector<Oid>& line, std::size_t at,
                       const std::unordered_set<Oid>& taken) {
  std::unordered_map<Oid, std::size_t> newest;  // place of each state, by its tree
  for (std::size_t i = 0; i <= at; ++i) newest.emplace(tree_of(graph, line[i]), i);
  std::size_t left = 0;
  for (at = newest.at(tree_of(graph, line[at])); at > 0; at = newest.at(tree_of(graph, line[at]))) {
    --at;
    if (!taken.contains(line[at])) ++left;
  }
  return left;
}

// The commits that are said to be taken back at once, newest first; empty: one of them is not on
// the own line of what `commit` stands on.
std::vector<Oid> newest_first(Graph& graph, const Oid& commit,
                              const std::vector<RevertClaim>& claims) {
  const std::vector<Oid> parents = graph.parents(commit);
  if (parents.empty()) return {};
  std::unordered_set<Oid> wanted;
  for (const RevertClaim& claim : claims) wanted.insert(reverted_by(graph, commit, claim));
  std::vector<Oid> found = line_down_to(graph, parents.front(), wanted);
  std::erase_if(found, [&](const Oid& id) { return !wanted.contains(id); });
  return found.size() == wanted.size() ? found : std::vector<Oid>();
}

// Each of several commits that one takes back, where it leaves just what reverting one after the
// other would; else none.
std::vector<Revert> if_exact_together(Graph& graph, const Oid& commit,
                                      const std::vector<RevertClaim>& claims) try {
  std::vector<Revert> reverts;
  Oid tree = parent_tree(graph, commit);
  for (const Oid& id : newest_first(graph, commit, claims)) {
    const CommitMerge undone =
        merge_trees(graph.repository(), tree_of(graph, id), tree, parent_tree(graph, id));
    if (!undone.conflicts.empty()) return {};
    tree = undone.tree;
    reverts.push_back({commit.hex(), id.hex(), Revert::State::exact, {}});
    reverts.back().of_merge = graph.header(id).parents.size() > 1;
  }
  return tree == tree_of(graph, commit) ? reverts : std::vector<Revert>();
} catch (const Undecidable&) {
  return {};
}

std::vector<Revert> compared(Graph& graph, const Commit& commit, const Saying& said) {
  const Oid id = parse_oid(commit.id);
  if (said.claims.empty()) return {};
  const RevertClaim& claim = said.claims.front();
  if (said.claims.size() > 1) {
    std::vector<Revert> each = if_exact_together(graph, id, said.claims);
    if (!each.empty() || said.may_be_quoted) return each;
    return {Revert{commit.id, claim.reverted, Revert::State::several, {}}};
  }
  if (!said.may_be_quoted) return {check_revert(graph, id, claim)};
  const auto exact = if_exact(graph, id, claim);
  return exact ? std::vector<Revert>{*exact} : std::vector<Revert>();
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

std::vector<Revert> reverts_of(Graph& graph, const Oid& id, const RevertQuestion& question) {
  const Commit commit = graph.commit(id);
  if (commit.parents.size() > 1) return {};
  std::vector<Revert> reverts = compared(graph, commit, saying_of(graph, commit, question));
  for (Revert& revert : reverts) {
    if (revert.state == Revert::State::several) continue;
    revert.of_revert = took_back(graph, parse_oid(revert.reverted), {question.production});
  }
  return reverts;
}

void place_reverts(Graph& graph, const Oid& production, std::vector<Revert>& reverts) {
  std::unordered_set<Oid> wanted, taken;
  for (const Revert& revert : reverts) {
    if (revert.state == Revert::State::several) continue;
    wanted.insert(parse_oid(revert.reverted));
    if (revert.state == Revert::State::exact) taken.insert(parse_oid(revert.reverted));
  }
  const std::vector<Oid> line = line_down_to(graph, production, wanted);
  for (Revert& revert : reverts) {
    const auto found = std::find_if(line.begin(), line.end(),
                                    [&](const Oid& id) { return id.hex() == revert.reverted; });
    if (found == line.end()) continue;
    revert.depth = left_above(graph, line, static_cast<std::size_t>(found - line.begin()), taken);
  }
}

Revert check_revert(Graph& graph, const Oid& commit, const RevertClaim& claim) {
  const Oid reverted = reverted_by(graph, commit, claim);
  Revert revert = compare(graph, commit, reverted);
  revert.kept_parent = kept_parent(graph, reverted, claim);
  const bool is_wrong_side = revert.kept_parent > 1 && revert.state != Revert::State::exact;
  if (is_wrong_side) revert.state = Revert::State::differs;
  return revert;
}

// A commit that exactly undoes a rollback brings the hotfix again; what exactly undoes that is a
// rollback once more, and so on. What goes on for longer counts as one.
static bool is_rollback(Graph& graph, const Oid& id, const RevertQuestion& question, int turns) {
  if (!took_back(graph, id, question)) return false;
  const std::vector<Revert> reverts = reverts_of(graph, id, question);
  return reverts.empty() || turns == 0 ||
         !std::all_of(reverts.begin(), reverts.end(), [&](const Revert& revert) {
           return revert.state == Revert::State::exact &&
                  is_rollback(graph, parse_oid(revert.reverted), question, turns - 1);
         });
}

bool has_rollback(Graph& graph, const Oid& tip, std::size_t count) {
  FirstParentWalk walk(graph, tip);
  const auto& cut_off = graph.repository().shallow();
  for (std::size_t i = 0; i < count; ++i) {
    const auto id = walk.next();
    if (!id) return false;
    if (is_rollback(graph, *id, {tip}, kMostTurns)) return true;
    if (cut_off.contains(*id)) return false;
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
