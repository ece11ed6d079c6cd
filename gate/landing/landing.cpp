// SPDX-License-Identifier: MIT
#include "gate/landing/landing.h"

#include <algorithm>
#include <map>

#include "gate/error.h"
#include "gate/landing/judge.h"
#include "rules/text.h"

namespace hotfix {

namespace {

Landing undecided(const Undecidable& unknown) {
  Landing landing;
  landing.signal = "none";
  landing.reason = unknown.what();
  landing.remedy = unknown.remedy;
  return landing;
}

// By how much the landing of a branch's commit falls short.
int severity(LandingState state) {
  switch (state) {
    case LandingState::undecided:
      return 4;
    case LandingState::missing:
    case LandingState::lost:
      return 3;
    case LandingState::uncertain:
      return 2;
    default:
      return is_there(state) ? 1 : 0;
  }
}

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
    same->lines = added(std::move(same->lines), part.lines);
  }
  std::sort(sum.files.begin(), sum.files.end(), [](const FilePart& one, const FilePart& other) {
    return one.entry.path < other.entry.path;
  });
  sum.weight += b.weight;
  return sum;
}

}  // namespace

struct Lander::Parts {
  Parts(Graph& graph, std::optional<Oid> production_)
      : workshop(graph, Trust::cache), production(production_) {}

  // What the cache says is believed where the tip's own files prove it, and else asked again.
  LandingJudgement judge(const Change& change, const Oid& onto,
                         const std::unordered_set<Oid>& spent) {
    const LandingQuestion question{change, onto, production, spent};
    LandingJudgement judgement = judge_landing(workshop, question);
    if (!workshop.windows.used_cache()) return judgement;
    const bool claims_ancestry = judgement.landing.state == LandingState::landed;
    if (judgement.is_in_effect &&
        (!claims_ancestry || is_ancestor(workshop.graph, change.tip, onto))) {
      return judgement;
    }
    if (!verified) verified = std::make_unique<Workshop>(workshop.graph, Trust::objects);
    return judge_landing(*verified, question);
  }

  Change change_of(const Oid& commit) {
    return read_change(workshop.graph, workshop.contents, commit);
  }

  std::vector<TreeChange> entries_of(const Oid& commit) {
    std::vector<TreeChange> entries;
    for (const FilePart& part : change_of(commit).files) entries.push_back(part.entry);
    return entries;
  }

  // Does `landing` do at least nearly as much of both as it does of each?
  bool is_enough_for(const Oid& landing, const Change& first, const Change& second) {
    const std::vector<TreeChange> entries = entries_of(landing);
    const auto share = [&](const Change& change) {
      return coverage_of(workshop.contents, change, entries, {}) * change.weight;
    };
    return share(sum_of(first, second)) >= 0.9 * (share(first) + share(second));
  }

  // A landing that the tip's own files do not prove, by a commit that earlier claims use up, is
  // looked for once more without that commit.
  Landing claim(const Change& change, const Oid& onto, std::map<std::string, Change>& claims) {
    const LandingJudgement judgement = judge(change, onto, {});
    const Landing& landing = judgement.landing;
    const bool by_another = is_there(landing.state) && landing.state != LandingState::landed;
    if (!by_another || landing.evidence.size() != 1) return landing;
    const std::string& evidence = landing.evidence.front();
    const auto earlier = claims.find(evidence);
    if (earlier == claims.end()) {
      claims.emplace(evidence, change);
      return landing;
    }
    if (judgement.is_in_effect || is_enough_for(parse_oid(evidence), earlier->second, change)) {
      earlier->second = sum_of(earlier->second, change);
      return landing;
    }
    return judge(change, onto, {parse_oid(evidence)}).landing;
  }

  Workshop workshop;
  std::unique_ptr<Workshop> verified;  // everything from objects; made when it is needed
  std::optional<Oid> production;
};

Lander::Lander(Graph& graph, std::optional<Oid> production)
    : parts_(std::make_unique<Parts>(graph, production)) {}
Lander::~Lander() = default;

Landing Lander::commit(const Oid& commit, const Oid& onto) {
  try {
    return parts_->judge(parts_->change_of(commit), onto, {}).landing;
  } catch (const Undecidable& unknown) {
    return undecided(unknown);
  }
}

Landing Lander::branch(const Oid& tip, const Oid& onto) {
  try {
    Workshop& shop = parts_->workshop;
    const Divergence parted = diverge(shop.graph, onto, tip);
    if (parted.merge_bases.empty()) {
      throw Undecidable("the two share no history", "git log --oneline " + short_id(tip.hex()));
    }
    if (parted.ahead.empty()) return commit(tip, onto);
    const Oid base = shop.graph.header(parted.merge_bases.front()).tree;
    const Change whole =
        read_change(shop.graph.repository(), shop.contents, tip, base, shop.graph.header(tip).tree);
    const Landing as_one = parts_->judge(whole, onto, {}).landing;
    if (is_settled(as_one.state) || parted.ahead.size() == 1) return as_one;
    return one_by_one(parted.ahead, onto, as_one);
  } catch (const Undecidable& unknown) {
    return undecided(unknown);
  }
}

// Each of the commits must be there: the worst of them speaks for the branch.
Landing Lander::one_by_one(const std::vector<Oid>& ahead, const Oid& onto, const Landing& as_one) {
  Landing sum;
  sum.state = LandingState::landed;
  for (const Oid& id : ahead) {
    const bool is_merge = parts_->workshop.graph.parents(id).size() > 1;
    if (is_merge || parts_->change_of(id).files.empty()) continue;
    const Landing landing = commit(id, onto);
    if (!is_there(landing.state)) return as_one;
    if (severity(landing.state) >= severity(sum.state)) sum = landing;
  }
  return sum.evidence.empty() ? as_one : sum;
}

std::vector<Landing> Lander::commits(const std::vector<Oid>& commits, const Oid& onto) {
  std::vector<Landing> landings;
  std::map<std::string, Change> claims;  // a commit of the branch -> what it accounts for so far
  for (const Oid& id : commits) {
    try {
      landings.push_back(parts_->claim(parts_->change_of(id), onto, claims));
    } catch (const Undecidable& unknown) {
      landings.push_back(undecided(unknown));
    }
  }
  return landings;
}

Lander::Absence Lander::absence(const Oid& commit, const Oid& tree) {
  Workshop& shop = parts_->workshop;
  const Change change = parts_->change_of(commit);
  Absence sum;
  for (const FilePart& part : change.files) {
    const TreeEntry now = find_path(shop.graph.repository(), tree, part.entry.path);
    const hotfix::Absence one = absence_of(shop.contents, part, now);
    sum.share += one.sure * part.weight / change.weight;
    if (one.sure > 0.5) sum.paths.push_back(part.entry.path);
    if (one.possible > one.sure) sum.conflicts = true;
  }
  return sum;
}

}  // namespace hotfix
