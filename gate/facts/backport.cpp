// SPDX-License-Identifier: MIT
#include "gate/facts/backport.h"

#include <algorithm>
#include <optional>
#include <unordered_set>

#include "gate/base/error.h"
#include "gate/facts/history.h"
#include "gate/git/trailers.h"
#include "gate/landing/evidence/message_hints.h"
#include "gate/landing/landing.h"
#include "gate/landing/ledger.h"
#include "gate/landing/picks.h"
#include "gate/request/subject.h"
#include "rules/support/commit_subject.h"

namespace hotfix {

namespace {

// Tips.
struct BackportQuestion {
  Oid production, development;
  Oid head;  // of the pull request
};

std::vector<std::string> sources_of(const std::string& message) {
  std::vector<std::string> ids = sources_named(message);
  for (const Trailer& trailer : trailers_of(message)) {
    if (trailer.key == "hotfix-landed") {
      ids.push_back(trailer.value.substr(0, trailer.value.find_first_of(" \t")));
    }
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

// Commits that are neither on development nor on production, parents before children.
std::vector<Oid> new_commits(Graph& graph, const BackportQuestion& question) {
  const std::vector<Oid> unreleased = diverge(graph, question.production, question.head).ahead;
  const std::unordered_set<Oid> fresh(unreleased.begin(), unreleased.end());
  std::vector<Oid> ids = diverge(graph, question.development, question.head).ahead;
  std::erase_if(ids, [&](const Oid& id) { return !fresh.contains(id); });
  return ids;
}

// What is not known does not answer a claim.
const Landing& decided(const Landing& landing) {
  if (landing.state == LandingState::undecided)
    throw Undecidable(landing.reason, landing.fix, landing.cause);
  return landing;
}

// What production released and development does not have, oldest first.
class Released {
 public:
  Released(LandingIndex& index, const Policy& policy, const BackportQuestion& question)
      : graph_(index.graph),
        development_(question.development),
        line_(first_parents(index.graph, question.development, question.production)) {
    for (const Hotfix& hotfix :
         released_hotfixes(index, policy, {question.production, question.development, 0})) {
      hotfixes_.push_back(parse_oid(hotfix.commit));
    }
    std::reverse(line_.begin(), line_.end());
  }

  // The hotfixes among `commits`, none of which development has; where none of them is called one,
  // every commit of production's own line.
  std::vector<Oid> among(const std::unordered_set<Oid>& commits) {
    const std::vector<Oid> named = those_in(commits, hotfixes_);
    if (!named.empty()) return named;
    std::vector<Oid> unnamed = those_in(commits, line_);
    std::erase_if(unnamed, [&](const Oid& id) { return is_promotion(id); });
    return unnamed;
  }

  // The one with this subject; nullopt: there is none, or several.
  std::optional<Oid> with_subject(std::string_view subject) {
    std::optional<Oid> found;
    for (const Oid& id : hotfixes_) {
      const Commit hotfix = graph_.commit(id);
      if (without_number(hotfix.subject()) != without_number(subject)) continue;
      if (found) return std::nullopt;
      found = id;
    }
    return found;
  }

 private:
  bool is_promotion(const Oid& id) {
    const std::vector<Oid>& parents = graph_.parents(id);
    return parents.size() > 1 && is_ancestor(graph_, parents[1], development_);
  }

  std::vector<Oid> those_in(const std::unordered_set<Oid>& commits, const std::vector<Oid>& all) {
    std::vector<Oid> result;
    for (const Oid& id : all) {
      const std::vector<Oid>& parents = graph_.parents(id);
      const bool is_side_there = parents.size() > 1 && commits.contains(parents[1]);
      if (commits.contains(id) || is_side_there) result.push_back(id);
    }
    return result;
  }

  Graph& graph_;
  Oid development_;
  std::vector<Oid> line_, hotfixes_;
};

// What commits and branches claim, compared with where it stands.
class Claims {
 public:
  Claims(const Inquiry& asked, const BackportQuestion& question)
      : index_(asked.index),
        graph_(asked.graph),
        branch_(asked.subject().branch),
        question_(question),
        released_(asked.index, asked.policy(), question),
        on_production_(asked.index),
        on_head_(asked.index, question.production) {}

  Backport of_branch() {
    Claim claim;
    claim.sign = ClaimSign::branch;
    claim.commit = question_.head.hex();
    claim.production = decided(on_production_.branch(own_tip(), question_.production));
    claim.head.state = LandingState::landed;
    found_.claims.push_back(claim);
    for (const Oid& id : new_commits(graph_, question_)) read_merge(graph_.commit(id));
    return std::move(found_);
  }

  Backport of_commits() {
    const std::vector<Oid> ids = new_commits(graph_, question_);
    for (const Oid& id : ids) read(graph_.commit(id));
    for (const Oid& id : ids) read_merge(graph_.commit(id));
    read_history();
    std::erase_if(found_.others,
                  [&](const Commit& commit) { return squashed_.contains(parse_oid(commit.id)); });
    return std::move(found_);
  }

 private:
  bool is_on_development(const Oid& id) { return is_ancestor(graph_, id, question_.development); }

  // The branch before it was brought up to date with development.
  Oid own_tip() {
    Oid tip = question_.head;
    while (const auto side = side_beside_development(graph_.parents(tip))) tip = *side;
    return tip;
  }

  std::optional<Oid> side_beside_development(const std::vector<Oid>& parents) {
    if (parents.size() != 2) return std::nullopt;
    if (is_on_development(parents[1])) return parents[0];
    return is_on_development(parents[0]) ? std::optional(parents[1]) : std::nullopt;
  }

  void read(const Commit& commit) {
    std::vector<Claim> claims;
    for (const std::string& source : sources_of(commit.message)) {
      claims.push_back(claim_of(source, commit.id, ClaimSign::message));
    }
    drop_older_origins(claims);
    if (claims.empty() && commit.parents.size() < 2) claims = claims_by_subject(commit);
    if (claims.empty() && commit.parents.size() < 2) found_.others.push_back(commit);
    for (const Claim& claim : claims) {
      speaking_.insert(parse_oid(commit.id));
      claimed_.insert(parse_oid(claim.commit));
      found_.claims.push_back(claim);
    }
  }

  std::vector<Claim> claims_by_subject(const Commit& commit) {
    const auto hotfix = released_.with_subject(commit.subject());
    if (!hotfix) return {};
    return {claim_of(hotfix->hex(), commit.id, ClaimSign::subject)};
  }

  void read_merge(const Commit& merge) {
    if (merge.parents.size() < 2) return;
    for (const std::string& parent : merge.parents) read_side(parse_oid(parent), merge);
  }

  // The branch's own line before the merge is a side like the others: it may have begun at the
  // hotfix, and development came to it.
  void read_side(const Oid& side, const Commit& merge) {
    const std::vector<Oid> ahead = diverge(graph_, question_.development, side).ahead;
    const std::unordered_set<Oid> brought(ahead.begin(), ahead.end());
    for (const Oid& id : released_.among(brought)) claim_held(id, ClaimSign::merge, merge.id);
    if (brought.empty() || is_ancestor(graph_, side, question_.production)) return;
    for (const Oid& id : squashed_from(side, ahead)) claim_held(id, ClaimSign::merge, merge.id);
  }

  // What no merge brought and the branch has all the same: it began at production.
  void read_history() {
    const std::vector<Oid> ahead = diverge(graph_, question_.development, question_.head).ahead;
    for (const Oid& id : released_.among({ahead.begin(), ahead.end()})) {
      claim_held(id, ClaimSign::history, "");
    }
  }

  // What production made of the branch that ends at `side`. A side that says itself what it brings
  // is not asked.
  std::vector<Oid> squashed_from(const Oid& side, const std::vector<Oid>& ahead) {
    const auto speaks = [&](const Oid& id) { return speaking_.contains(id); };
    if (std::any_of(ahead.begin(), ahead.end(), speaks)) return {};
    const Landing landing = decided(on_production_.branch(side, question_.production));
    if (!is_there(landing.state)) return {};
    squashed_.insert(ahead.begin(), ahead.end());
    return ids_of(landing.evidence);
  }

  // Production may have a hotfix together with its revert.
  void claim_held(const Oid& hotfix, ClaimSign sign, const std::string& said_by) {
    if (is_on_development(hotfix) || !claimed_.insert(hotfix).second) return;
    const Claim claim = claim_of(hotfix.hex(), said_by, sign);
    if (is_there(claim.production.state)) found_.claims.push_back(claim);
  }

  Claim claim_of(const std::string& source, const std::string& said_by, ClaimSign sign) {
    Claim claim;
    claim.sign = sign;
    claim.commit = source;
    claim.said_by = said_by;
    claim.production.state = claim.head.state = LandingState::missing;
    const auto id = graph_.repository().expand(source);
    if (!id) return claim;
    claim.commit = id->hex();
    claim.subject = graph_.commit(*id).subject();
    claim.production = decided(on_production_.commit(*id, question_.production));
    claim.head = decided(on_head_.commit(*id, question_.head));
    if (!is_settled(claim.head.state))
      claim.pick = try_pick(index_, *id, {question_.head, branch_});
    return claim;
  }

  // A hotfix that was itself picked from somewhere carries that line too: only where it stood on
  // production counts.
  static void drop_older_origins(std::vector<Claim>& claims) {
    const auto is_released = [](const Claim& claim) { return is_there(claim.production.state); };
    if (std::none_of(claims.begin(), claims.end(), is_released)) return;
    std::erase_if(claims, [&](const Claim& claim) { return !is_released(claim); });
  }

  LandingIndex& index_;
  Graph& graph_;
  const std::string& branch_;
  const BackportQuestion& question_;
  Released released_;
  Lander on_production_, on_head_;
  Backport found_;
  std::unordered_set<Oid> speaking_;  // commits of the branch that say what they bring
  std::unordered_set<Oid> claimed_;   // hotfixes that something claims
  std::unordered_set<Oid> squashed_;  // commits of merged branches that production squashed
};

BackportQuestion question_of(const Inquiry& asked) {
  require_head(asked);
  return {production_of(asked), development_of(asked), head_of(asked)};
}

}  // namespace

std::vector<Waiver> waivers_of_backport(const Inquiry& asked) {
  return waivers_in(commits_of(asked.graph, new_commits(asked.graph, question_of(asked))));
}

Backport backport_of(const Inquiry& asked) {
  const BackportQuestion question = question_of(asked);
  Claims claims(asked, question);
  const bool is_hotfix_branch =
      kind_of_branch(asked.subject().branch, asked.policy()) == SubjectKind::hotfix;
  return is_hotfix_branch ? claims.of_branch() : claims.of_commits();
}

}  // namespace hotfix
