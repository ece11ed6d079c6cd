// SPDX-License-Identifier: MIT
#include "gate/workflow/said_severity.h"

#include "gate/git/trailers.h"
#include "rules/form/severity_levels.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

// What follows the level, without what stands between them: "Data loss" of "P0 - Data loss".
std::string criterion_of(const std::string& value) {
  const auto end = value.find_first_of(" :-,");
  if (end == std::string::npos || level_of(value.substr(0, end)).empty()) return {};
  const auto from = value.find_first_not_of(" :-,", end);
  return from == std::string::npos ? std::string() : std::string(trim(value.substr(from)));
}

}  // namespace

SaidSeverity said_severity(const std::vector<Commit>& commits) {
  for (const Commit& commit : commits) {
    for (const Trailer& trailer : trailers_of(commit.message)) {
      if (trailer.key != "severity") continue;
      const auto given = levels_marking(trailer.value).given;
      if (given.size() == 1) return {*given.begin(), criterion_of(trailer.value), commit.id};
    }
  }
  return {};
}

}  // namespace hotfix
