// SPDX-License-Identifier: MIT
#include "gate/facts/backport.h"

#include <algorithm>
#include <unordered_set>

#include "gate/base/error.h"
#include "gate/git/trailers.h"
#include "gate/landing/evidence/message_hints.h"
#include "gate/landing/landing.h"
#include "gate/request/subject.h"

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

// What commits and branches claim, compared with where it stands.
class Claims {
 public:
  Claims(LandingIndex& index, const BackportQuestion& question)
      : graph_(index.graph),
        question_(question),
        on_production_(index),
        on_head_(index, question.production) {}

  Claim whole_branch() {
    Claim claim;
    claim.commit = question_.head.hex();
    claim.production = decided(on_production_.branch(question_.head, question_.production));
    claim.head.state = LandingState::landed;
    return claim;
  }

  void read(const Oid& id, Backport& into) {
    const Commit commit = graph_.commit(id);
    std::vector<Claim> claims;
    for (const std::string& source : sources_of(commit.message)) {
      claims.push_back(claim_of(source, commit.id));
    }
    drop_older_origins(claims);
    if (claims.empty() && commit.parents.size() < 2) into.others.push_back(commit);
    into.claims.insert(into.claims.end(), claims.begin(), claims.end());
  }

 private:
  Claim claim_of(const std::string& source, const std::string& said_by) {
    Claim claim;
    claim.commit = source;
    claim.said_by = said_by;
    claim.production.state = claim.head.state = LandingState::missing;
    const auto id = graph_.repository().expand(source);
    if (!id) return claim;
    claim.commit = id->hex();
    claim.subject = graph_.commit(*id).subject();
    claim.production = decided(on_production_.commit(*id, question_.production));
    claim.head = decided(on_head_.commit(*id, question_.head));
    return claim;
  }

  // A hotfix that was itself picked from somewhere carries that line too: only where it stood on
  // production counts.
  static void drop_older_origins(std::vector<Claim>& claims) {
    const auto is_released = [](const Claim& claim) { return is_there(claim.production.state); };
    if (std::none_of(claims.begin(), claims.end(), is_released)) return;
    std::erase_if(claims, [&](const Claim& claim) { return !is_released(claim); });
  }

  Graph& graph_;
  const BackportQuestion& question_;
  Lander on_production_, on_head_;
};

}  // namespace

Backport backport_of(const Inquiry& asked) {
  require_head(asked);
  const BackportQuestion question{production_of(asked), development_of(asked), head_of(asked)};
  Claims claims(asked.index, question);
  Backport backport;
  if (kind_of_branch(asked.subject().branch, asked.policy()) == SubjectKind::hotfix) {
    backport.claims.push_back(claims.whole_branch());
    return backport;
  }
  for (const Oid& id : new_commits(asked.graph, question)) claims.read(id, backport);
  return backport;
}

}  // namespace hotfix
