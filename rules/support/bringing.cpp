// SPDX-License-Identifier: MIT
#include "rules/support/bringing.h"

#include <algorithm>

#include "rules/support/parts.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

std::vector<std::string> conflicting_paths(const std::optional<Forecast>& pick) {
  std::vector<std::string> paths;
  if (!pick) return paths;
  for (const Forecast::Conflict& conflict : pick->conflicts) paths.push_back(conflict.path);
  return paths;
}

// The absent parts alone, as a commit of its own. Nothing where a file of theirs is in conflict, or
// has a name that cannot be pasted.
Commands bring_rest(const std::string& commit, const Landing& landing,
                    const std::vector<std::string>& conflicts) {
  const std::vector<std::string> paths = absent_paths(landing);
  for (const std::string& path : paths) {
    if (one_of(path, conflicts)) return {};
  }
  const std::string bring = bring_files(commit, paths);
  if (bring.empty()) return {};
  return {bring, "git commit -m 'fix: bring the rest of " + short_id(commit) +
                     "' -m '(cherry picked from commit " + commit + ")'"};
}

std::string resolve_and(const Commands& rest) {
  Commands commands = {"git add -u && git -c core.editor=true cherry-pick --continue"};
  commands.insert(commands.end(), rest.begin(), rest.end());
  return "Resolve them, and then: " + chain(commands);
}

}  // namespace

Bringing bringing(const std::string& commit, const Landing& landing,
                  const std::optional<Forecast>& pick) {
  if (pick && pick->outcome == Forecast::Outcome::present) return {};
  const std::vector<std::string> conflicts = conflicting_paths(pick);
  // Next to nothing is there: the whole commit, with its author and its test, does no harm.
  const bool is_small = landing.state == LandingState::missing && conflicts.empty();
  if (is_half_there(landing) && !is_small) {
    Commands rest = bring_rest(commit, landing, conflicts);
    if (!rest.empty()) return {std::move(rest), {}};
  }
  return {{pick_from_production(commit)}, conflicts};
}

Bringing bringing(const Hotfix& hotfix) {
  return bringing(hotfix.commit, hotfix.landing, hotfix.pick);
}

std::string where_it_stops(const Bringing& way) {
  std::string files;
  for (const std::string& path : first_few(way.conflicts)) {
    files += (files.empty() ? "" : ", ") + path;
  }
  return "It will stop at conflicts in " + files;
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
  if (stop == nullptr) return {std::move(all), ""};
  const auto last = std::find(all.begin(), all.end(), work[stop_at - 1]) + 1;
  const Commands rest(last, all.end());
  all.erase(last, all.end());
  return {std::move(all), where_it_stops(*stop) + ". " + resolve_and(rest)};
}

}  // namespace hotfix
