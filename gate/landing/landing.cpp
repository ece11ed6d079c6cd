// SPDX-License-Identifier: MIT
#include "gate/landing/landing.h"

#include <algorithm>
#include <map>

#include "gate/base/error.h"
#include "gate/git/merge.h"
#include "gate/landing/judge.h"
#include "gate/landing/plain.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

// One commit proves two changes where it does nearly as much of both as of each: lines that the two
// share are counted once in the sum.
constexpr double kEnoughForBoth = 0.9;

// Both changes as one, as if they had been made at once.
Change sum_of(const Change& a, const Change& b) {
  Change sum = a;
  for (const FilePart& part : b.files) {
    const auto same = std::find_if(sum.files.begin(), sum.files.end(), [&](const FilePart& own) {
      return own.entry.path == part.entry.path;
    });
    if (same == sum.files.end()) {
      sum.files.push_back(part);
      continue;
    }
    same->weight += part.weight;
    same->lines = added(same->lines, part.lines);
  }
  std::sort(sum.files.begin(), sum.files.end(), [](const FilePart& one, const FilePart& other) {
    return one.entry.path < other.entry.path;
  });
  sum.weight += b.weight;
  return sum;
}

}  // namespace

Landing undecided_landing(const Undecidable& unknown) {
  Landing landing;
  landing.signal = LandingSignal::none;
  landing.reason = unknown.what();
  landing.fix = unknown.fix;
  landing.cause = unknown.cause;
  // In a partial clone a landing takes many objects: one request for all, not one for each.
  if (unknown.cause == Cause::left_on_server) {
    landing.fix = "git fetch --refetch --no-filter";
    landing.cause = Cause::not_fetched;
  }
  return landing;
}

struct Lander::Parts {
  Parts(LandingIndex& index_, std::optional<Oid> production_)
      : index(index_), production(production_) {}

  // What a run of this very program found out before, or finds out now.
  LandingJudgement judge(const Oid& commit, const Oid& onto) {
    const std::string question = commit.hex() + " " + onto.hex() + " " +
                                 (production ? production->hex() : std::string("-")) + " " +
                                 std::to_string(index.classes);
    if (const std::string* answer = index.memory.find(question)) {
      if (auto judgement = judgement_of(*answer)) return *judgement;
    }
    const LandingJudgement judgement = look_closely(commit, onto);
    index.memory.keep(question, to_bytes(judgement));
    return judgement;
  }

  LandingJudgement look_closely(const Oid& commit, const Oid& onto) {
    if (auto judgement = merged_twice(commit, onto)) return *judgement;
    const std::vector<TreeChange> changes = changes_of(index.graph, commit);
    if (is_in_force(changes)) {
      if (const auto landing = plain_landing(index, commit, changes, onto)) {
        return {*landing, true};
      }
    }
    LandingJudgement whole = judge(change_of(commit), onto, {});
    if (is_settled(whole.landing.state)) return whole;
    const std::vector<Oid>& parents = index.graph.parents(commit);
    if (parents.size() != 2) return whole;
    std::vector<Oid> merged = diverge(index.graph, parents[0], parents[1]).ahead;
    merged.push_back(commit);
    if (auto landing = one_by_one(merged, whole.landing, onto)) return {std::move(*landing), false};
    return whole;
  }

  // The branch that `commit` merged was merged into `onto` as well: then the very commits are
  // there. Nullopt when it was not, or when the merge did more than git does by itself.
  std::optional<LandingJudgement> merged_twice(const Oid& commit, const Oid& onto) {
    const std::vector<Oid>& parents = index.graph.parents(commit);
    if (parents.size() != 2 || index.windows.is_ancestor(commit, onto) ||
        !index.windows.is_ancestor(parents[1], onto) || !is_plain_merge(commit)) {
      return std::nullopt;
    }
    const std::vector<Oid> bases = diverge(index.graph, parents[0], parents[1]).merge_bases;
    if (bases.empty()) return std::nullopt;
    const Change side =
        read_change(index.graph.repository(), index.contents, parents[1],
                    index.graph.header(bases.front()).tree, index.graph.header(parents[1]).tree);
    return judge_landing(index, {side, commit, onto, production, {}});
  }

  // It is what git makes of its two parents, without a conflict and without a change of its own.
  bool is_plain_merge(const Oid& commit) {
    const std::vector<Oid>& parents = index.graph.parents(commit);
    if (parents.size() != 2) return false;
    const CommitMerge merged = merge_commits(index.graph, parents[0], parents[1]);
    return merged.conflicts.empty() && merged.tree == index.graph.header(commit).tree;
  }

  // Nullopt unless each of the commits that changes anything is there: the weakest of their states,
  // and all of their evidence. What a merge among them changed by itself is only in `whole`, the
  // landing of all of them as one change.
  std::optional<Landing> one_by_one(const std::vector<Oid>& commits, const Landing& whole,
                                    const Oid& onto) {
    const bool lacks_some = std::any_of(whole.parts.begin(), whole.parts.end(),
                                        [](const auto& part) { return is_absent(part.state); });
    std::optional<Landing> sum;
    for (const Oid& id : commits) {
      const bool is_merge = index.graph.parents(id).size() > 1;
      if (is_merge && lacks_some && !is_plain_merge(id)) return std::nullopt;
      if (is_merge || changes_of(index.graph, id).empty()) continue;
      Landing landing = judge(id, onto).landing;
      if (!is_there(landing.state)) return std::nullopt;
      std::vector<std::string> evidence = sum ? sum->evidence : std::vector<std::string>{};
      evidence.insert(evidence.end(), landing.evidence.begin(), landing.evidence.end());
      if (!sum || landing.state > sum->state) sum = std::move(landing);
      sum->evidence = std::move(evidence);
    }
    return sum;
  }

  LandingJudgement judge(const Change& change, const Oid& onto,
                         const std::unordered_set<Oid>& used) {
    return judge_landing(index, {change, change.tip, onto, production, used});
  }

  // Production has it as it was released, or production is not known.
  bool is_in_force(const std::vector<TreeChange>& changes) {
    return !production ||
           has_result(index.graph.repository(), changes, index.graph.header(*production).tree);
  }

  Change change_of(const Oid& commit) { return read_change(index.graph, index.contents, commit); }

  // Does `landing` do at least nearly as much of both as it does of each?
  bool is_enough_for(const Oid& landing, const Change& first, const Change& second) {
    const std::vector<TreeChange> entries = changes_of(index.graph, landing);
    const auto share = [&](const Change& change) {
      return coverage_of(index.contents, change, entries, {}) * change.weight;
    };
    return share(sum_of(first, second)) >= kEnoughForBoth * (share(first) + share(second));
  }

  // What each commit of the branch has to account for so far.
  using Claims = std::map<std::string, std::vector<Oid>>;

  // A landing that the tip's own files do not prove, by a commit that earlier claims use up, is
  // looked for once more without that commit.
  Landing claim(const Oid& commit, const Oid& onto, Claims& claims) {
    const LandingJudgement judgement = judge(commit, onto);
    const Landing& landing = judgement.landing;
    const bool by_another = is_there(landing.state) && landing.state != LandingState::landed;
    if (!by_another || landing.evidence.size() != 1) return landing;
    std::vector<Oid>& earlier = claims[landing.evidence.front()];
    const Oid evidence = parse_oid(landing.evidence.front());
    if (!earlier.empty() && !judgement.is_in_effect) {
      const Change change = change_of(commit);
      Change sum = change_of(earlier.front());
      for (std::size_t i = 1; i < earlier.size(); ++i) sum = sum_of(sum, change_of(earlier[i]));
      if (!is_enough_for(evidence, sum, change)) return judge(change, onto, {evidence}).landing;
    }
    earlier.push_back(commit);
    return landing;
  }

  LandingIndex& index;
  std::optional<Oid> production;
};

Lander::Lander(LandingIndex& index, std::optional<Oid> production)
    : parts_(std::make_unique<Parts>(index, production)) {}
Lander::~Lander() = default;

Landing Lander::commit(const Oid& commit, const Oid& onto) {
  try {
    return parts_->judge(commit, onto).landing;
  } catch (const Undecidable& unknown) {
    return undecided_landing(unknown);
  }
}

Landing Lander::merged_or_branch(const Oid& tip, const Oid& onto) {
  const bool is_merged = parts_->index.windows.is_ancestor(tip, onto);
  return is_merged ? commit(tip, onto) : branch(tip, onto);
}

Landing Lander::branch(const Oid& tip, const Oid& onto) {
  try {
    LandingIndex& index = parts_->index;
    const Divergence parted = diverge(index.graph, onto, tip);
    if (parted.merge_bases.empty()) {
      throw Undecidable("the two share no history", "git log --oneline " + short_id(tip.hex()));
    }
    if (parted.ahead.empty()) return commit(tip, onto);
    const Oid base = index.graph.header(parted.merge_bases.front()).tree;
    const Change whole = read_change(index.graph.repository(), index.contents, tip, base,
                                     index.graph.header(tip).tree);
    const Landing as_one = parts_->judge(whole, onto, {}).landing;
    if (is_settled(as_one.state) || parted.ahead.size() == 1) return as_one;
    return parts_->one_by_one(parted.ahead, as_one, onto).value_or(as_one);
  } catch (const Undecidable& unknown) {
    return undecided_landing(unknown);
  }
}

std::vector<Landing> Lander::commits(const std::vector<Oid>& commits, const Oid& onto,
                                     const std::function<void(std::size_t)>& progress) {
  std::vector<Landing> landings;
  Parts::Claims claims;
  for (const Oid& id : commits) {
    if (progress) progress(landings.size());
    try {
      landings.push_back(parts_->claim(id, onto, claims));
    } catch (const Undecidable& unknown) {
      landings.push_back(undecided_landing(unknown));
    }
  }
  return landings;
}

Lander::Absence Lander::absence(const Oid& commit, const Oid& tree) {
  LandingIndex& index = parts_->index;
  const Change change = parts_->change_of(commit);
  Absence sum;
  for (const FilePart& part : change.files) {
    const TreeEntry now = find_path(index.graph.repository(), tree, part.entry.path);
    const hotfix::Absence one = absence_of(index.contents, part, now);
    sum.share += one.sure * part.weight / change.weight;
    sum.possible += one.possible * part.weight / change.weight;
  }
  return sum;
}

}  // namespace hotfix
