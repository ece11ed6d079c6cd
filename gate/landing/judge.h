// SPDX-License-Identifier: MIT
// One question from end to end: the branch's evidence, what production did to the change since, and
// what people said on the record.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "gate/landing/evidence/search.h"
#include "rules/model/landing.h"

namespace hotfix {

struct LandingJudgement {
  Landing landing;
  bool is_in_effect = false;  // proven on the tip's own files, whatever history says
};

// As bytes that Memory keeps, and back; nullopt for bytes that make no sense.
std::string to_bytes(const LandingJudgement& judgement);
std::optional<LandingJudgement> judgement_of(std::string_view bytes);

struct LandingQuestion {
  const Change& change;
  Oid commit;  // by which people name the change in trailers
  Oid onto;
  std::optional<Oid> production;        // where the change came from; nullopt: not known
  const std::unordered_set<Oid>& used;  // commits of the branch that prove another change
};

// Throws Undecidable where history or an object is missing.
LandingJudgement judge_landing(LandingIndex& index, const LandingQuestion& question);

}  // namespace hotfix
