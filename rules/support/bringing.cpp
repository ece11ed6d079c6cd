// SPDX-License-Identifier: MIT
#include "rules/support/bringing.h"

#include <algorithm>

#include "rules/support/parts.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

using Conflicts = std::vector<Forecast::Conflict>;

bool is_among(const std::string& path, const Conflicts& conflicts) {
  return std::any_of(conflicts.begin(), conflicts.end(),
                     [&](const Forecast::Conflict& one) { return one.path == path; });
}

// The absent parts alone, as a commit of its own. Nothing where a file of theirs is in conflict, or
// has a name that cannot be pasted.
Commands bring_rest(const std::string& commit, const Landing& landing, const Conflicts& conflicts) {
  const std::vector<std::string> paths = absent_paths(landing);
  for (const std::string& path : paths) {
    if (is_among(path, conflicts)) return {};
  }
  const std::string bring = bring_files(commit, paths);
  if (bring.empty()) return {};
  return {bring, "git commit -m 'fix: bring the rest of " + short_id(commit) +
                     "' -m '(cherry picked from commit " + commit + ")'"};
}

}  // namespace

Bringing bringing(const std::string& commit, const Landing& landing,
                  const std::optional<Forecast>& pick) {
  const Commands whole = {pick_from_production(commit)};
  if (pick && pick->outcome == Forecast::Outcome::present) return {};
  if (pick && pick->outcome == Forecast::Outcome::clean) return {whole, {}};
  const Conflicts conflicts = pick ? pick->conflicts : Conflicts{};
  Commands rest;
  if (is_half_there(landing)) rest = bring_rest(commit, landing, conflicts);
  return rest.empty() ? Bringing{whole, conflicts} : Bringing{std::move(rest), {}};
}

Bringing bringing(const Hotfix& hotfix) {
  return bringing(hotfix.commit, hotfix.landing, hotfix.pick);
}

std::string where_it_stops(const Bringing& way) {
  std::vector<std::string> files;
  for (const Forecast::Conflict& conflict : way.conflicts) {
    files.push_back(conflict.path + " (" + conflict.what + ")");
  }
  std::string text;
  for (const std::string& file : first_few(std::move(files))) {
    text += (text.empty() ? "" : ", ") + file;
  }
  return "It will stop at conflicts in " + text;
}

BringingSteps bringing_steps(const std::vector<Bringing>& ways,
                             const std::function<Commands(const Commands& work)>& around) {
  Commands work;
  const Bringing* stop = nullptr;
  std::size_t stop_at = 0;
  for (const Bringing& way : ways) {
    work.insert(work.end(), way.commands.begin(), way.commands.end());
    if (stop != nullptr || way.conflicts.empty()) continue;
    stop = &way;
    stop_at = work.size();
  }
  if (work.empty()) return {};
  Commands all = around(work);
  if (stop == nullptr || all.empty()) return {std::move(all), {}, {}};
  const auto last = std::find(all.begin(), all.end(), work[stop_at - 1]) + 1;
  Commands rest = {"git -c core.editor=true cherry-pick --continue"};
  rest.insert(rest.end(), last, all.end());
  all.erase(last, all.end());
  return {std::move(all), where_it_stops(*stop), std::move(rest)};
}

std::vector<Advice> advice(const std::string& words, const BringingSteps& steps) {
  if (steps.stops.empty()) return {{words, steps.commands}};
  return {{words + (words.empty() ? "" : ". ") + steps.stops, steps.commands},
          {std::string(kOnceResolved), steps.then}};
}

void offer(Finding& finding, const BringingSteps& steps) {
  if (steps.stops.empty()) {
    finding.fix = steps.commands;
  } else {
    finding.advice = advice({}, steps);
  }
}

}  // namespace hotfix
