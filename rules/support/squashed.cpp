// SPDX-License-Identifier: MIT
#include "rules/support/squashed.h"

#include <algorithm>
#include <functional>

#include "rules/support/bringing.h"
#include "rules/support/commit_subject.h"
#include "rules/support/fix.h"
#include "rules/support/forge.h"
#include "rules/support/hotfix_subject.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

using Commits = std::vector<Commit>;

bool is_merge(const Commit& commit) { return commit.parents.size() > 1; }

bool says_revert(const Commit& commit) {
  return !is_merge(commit) && is_revert_subject(commit.subject());
}

// Whoever writes a message may call anything a revert.
bool is_proven_revert(const Commit& commit, const std::vector<Revert>& reverts) {
  return says_revert(commit) &&
         std::any_of(reverts.begin(), reverts.end(), [&](const Revert& revert) {
           return revert.commit == commit.id && revert.state == Revert::State::exact;
         });
}

// GitLab's usual way: the squashed commit comes by a merge of its own, in whose place it is judged.
bool is_squashed_and_merged(const Arrival& arrival, const Facts& facts) {
  return facts.forge == Forge::gitlab && arrival.brings.has_value();
}

// Neither development's work nor a revert: what has to be one squashed commit each. With `merged`,
// those that came by a merge of their own, else the others.
Commits hotfixes(const Facts& facts, bool merged) {
  Commits commits;
  for (const Arrival& arrival : *facts.arrivals) {
    if (is_squashed_and_merged(arrival, facts) != merged) continue;
    const Commit& commit = merged ? *arrival.brings : arrival.commit;
    const bool is_revert = is_proven_revert(commit, *facts.reverts);
    if (!arrival.from_development && !is_revert) commits.push_back(commit);
  }
  return commits;
}

std::string arrived_problem(const Commit& commit, const Options& options) {
  if (says_revert(commit)) return "says that it is a revert, which cannot be proven";
  return subject_problem(without_number(commit.subject()), options);
}

// Takes out of `from` what `is_it` says, in order.
Commits take(Commits& from, const std::function<bool(const Commit&)>& is_it) {
  Commits taken;
  std::copy_if(from.begin(), from.end(), std::back_inserter(taken), is_it);
  std::erase_if(from, is_it);
  return taken;
}

// Commits that are not each a pull request of their own; one alone may be.
Commits take_unsquashed(Commits& commits) {
  const Commits all = commits;
  const auto has_twin = [&](std::string_view number) {
    return std::count_if(all.begin(), all.end(), [&](const Commit& other) {
             return request_number(trim(other.subject())) == number;
           }) > 1;
  };
  const auto is_loose = [&](const Commit& commit) {
    const std::string_view number = request_number(trim(commit.subject()));
    return number.empty() || has_twin(number);
  };
  const bool many = std::count_if(all.begin(), all.end(), is_loose) > 1;
  return many ? take(commits, is_loose) : Commits();
}

bool is_in_queue(const Facts& facts) { return facts.subject.stage == Stage::merge_group; }

// What can still be done before the merge: all of it.
void offer_in_queue(Finding& finding, const std::string& what, Forge forge) {
  finding.hint = "Take the " + std::string(request_name(forge)) + " out of the queue, " + what +
                 ", and queue it again";
}

std::string stays(const Facts& facts) {
  return "What " + facts.refs.production + " has stays as it is";
}

void only_squash(Finding& finding, const std::string& unless, MergeMethod other,
                 const Facts& facts) {
  if (is_in_queue(facts)) return offer_in_queue(finding, "set the queue to squash", facts.forge);
  finding.hint = stays(facts);
  finding.advice = {
      advice("So that it does not happen again" + unless, allow_squash_not(facts.forge, other))};
}

Finding as_merge(const Commits& merges, const Facts& facts) {
  const std::string& production = facts.refs.production;
  Finding finding;
  finding.commit = merges.front().id;
  if (merges.size() == 1) {
    finding.message =
        "commit " + short_id(finding.commit) + " comes to " + production +
        " as a merge, not as one squashed commit: " + std::string(merges.front().subject());
  } else {
    finding.message = count(merges.size(), "commit") + " come to " + production +
                      " as merges, not as one squashed commit each";
    finding.details = headlines(merges);
  }
  only_squash(finding, ", unless " + facts.refs.development + " is promoted by a merge",
              MergeMethod::merge, facts);
  return finding;
}

Finding unsquashed(const Commits& commits, const Facts& facts) {
  Finding finding;
  finding.commit = commits.front().id;
  finding.message = count(commits.size(), "commit") + " come to " + facts.refs.production +
                    " where one squashed commit per hotfix is expected";
  finding.details = headlines(commits);
  only_squash(finding, {}, MergeMethod::rebase, facts);
  return finding;
}

// Of a commit that the ledger may not list.
std::vector<Advice> bring_back(const Commit& commit, const Facts& facts) {
  const auto arrival =
      std::find_if(facts.arrivals->begin(), facts.arrivals->end(), [&](const Arrival& one) {
        return one.commit.id == commit.id || (one.brings && one.brings->id == commit.id);
      });
  const bool is_known = arrival != facts.arrivals->end();
  const BringingSteps steps =
      bringing_steps({bringing(commit.id, {}, is_known ? arrival->pick : std::nullopt)},
                     [&](const Commands& work) { return on_development(facts, work); });
  const std::string& development = facts.refs.development;
  if (steps.commands.empty()) {
    return {{"A cherry-pick of it would change nothing on " + development, {}}};
  }
  return advice(
      "The ledger may not recognise it as a hotfix: make sure that " + development + " gets it",
      steps);
}

Finding bad_subject(const Commit& commit, const std::string& what, const Facts& facts,
                    const Options& options) {
  Finding finding;
  finding.commit = commit.id;
  finding.message = "commit " + short_id(commit.id) + " comes to " + facts.refs.production +
                    " with a subject that" + quoted_problem(what, commit.subject());
  if (is_in_queue(facts)) {
    const std::string title = subject_to_write(without_number(commit.subject()), options);
    offer_in_queue(finding, "set its title to \"" + title + "\"", facts.forge);
    return finding;
  }
  finding.hint = stays(facts);
  finding.advice = bring_back(commit, facts);
  return finding;
}

// What a merge changes by itself is in no pull request: nobody has reviewed it.
Finding changed_by_merge(const Arrival& arrival, const Facts& facts) {
  const std::string id = short_id(arrival.commit.id);
  Finding finding;
  finding.commit = arrival.commit.id;
  finding.message = "merge " + id + " changes " + count(arrival.own_changes.size(), "file") +
                    " in a way that neither side has";
  finding.details = arrival.own_changes;
  if (is_in_queue(facts)) {
    offer_in_queue(finding, "make the merge again without that", facts.forge);
  } else {
    finding.hint = "Have somebody look at it now, or take the merge back";
  }
  finding.advice = {{"Look at what it adds; before git 2.36 it is --cc in place of --remerge-diff",
                     {"git show --remerge-diff " + id}}};
  return finding;
}

}  // namespace

Findings judge_arrivals(const Facts& facts, const Options& options) {
  Commits rest = hotfixes(facts, false);
  const Commits merges = take(rest, is_merge);
  const Commits loose = take_unsquashed(rest);
  const Commits squashed = hotfixes(facts, true);
  rest.insert(rest.end(), squashed.begin(), squashed.end());
  Findings findings;
  if (!merges.empty()) findings.push_back(as_merge(merges, facts));
  if (!loose.empty()) findings.push_back(unsquashed(loose, facts));
  for (const Commit& commit : rest) {
    const std::string what = arrived_problem(commit, options);
    if (!what.empty()) findings.push_back(bad_subject(commit, what, facts, options));
  }
  for (const Arrival& arrival : *facts.arrivals) {
    if (!arrival.own_changes.empty()) findings.push_back(changed_by_merge(arrival, facts));
  }
  return findings;
}

}  // namespace hotfix
