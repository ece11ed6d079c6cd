// SPDX-License-Identifier: MIT
#include <algorithm>
#include <functional>

#include "rules/commit_subject.h"
#include "rules/hotfix_subject.h"
#include "rules/pull_request_commands.h"
#include "rules/registry.h"
#include "rules/repair.h"
#include "rules/text.h"

namespace hotfix::rules {

namespace {

using SquashTitle = MergeSettings::SquashTitle;
using Commits = std::vector<Commit>;

// What is wrong with a subject; where a revert is what goes out, git's own text for it is fine.
std::string problem(std::string_view subject, bool reverts, const Options& options) {
  if (reverts && is_revert_subject(subject)) return {};
  return subject_problem(subject, options);
}

// " has the type "fix", not "hotfix": fix: x"
std::string quoted_problem(const std::string& what, std::string_view subject) {
  return " " + what + (subject.empty() ? "" : ": " + std::string(subject));
}

std::string example(const Options& options) { return hotfix_type(options) + ": <what is fixed>"; }

bool chose_another(const MergeSettings& merging) {
  return merging.chosen && *merging.chosen != MergeMethod::squash;
}

Commands choose_squash(const Facts& facts) {
  const std::string off = gh_pr(facts, "merge", "--disable-auto");
  if (off.empty()) return {};
  return {off, gh_pr(facts, "merge", "--auto --squash")};
}

Finding not_allowed(const Facts& facts) {
  Finding finding;
  finding.message = "the repository does not allow Squash & Merge";
  finding.fix = {"gh repo edit --enable-squash-merge"};
  finding.hint = "It takes an administrator of the repository";
  if (!chose_another(facts.pull_request->merging)) return finding;
  const Commands choice = choose_squash(facts);
  finding.fix.insert(finding.fix.end(), choice.begin(), choice.end());
  return finding;
}

Finding not_chosen(const Facts& facts) {
  const bool rebase = facts.pull_request->merging.chosen == MergeMethod::rebase;
  Finding finding;
  finding.message = std::string("auto-merge is set to ") +
                    (rebase ? "a rebase" : "a merge commit") + ", not to Squash & Merge";
  finding.fix = choose_squash(facts);
  if (finding.fix.empty()) finding.hint = "Turn auto-merge off, and on again with Squash & Merge";
  return finding;
}

// The commit whose subject the forge takes where a pull request has no other; null when the title
// is taken.
const Commit* only_commit(const Facts& facts) {
  const Commits& commits = facts.history->commits;
  const bool takes_title = facts.pull_request->merging.squash_title == SquashTitle::pull_request;
  return takes_title || commits.size() != 1 ? nullptr : &commits.front();
}

std::string reword(const std::string& subject) {
  return "Reword the commit, and push it again: git commit --amend --only, with this first line: " +
         subject;
}

Finding bad_title(const std::string& what, std::string_view title, const Facts& facts,
                  const Options& options) {
  const std::string better = corrected_subject(title, options);
  const std::string command = gh_pr(facts, "edit", "--title " + shell_quote(better));
  Finding finding;
  finding.message = "the title of the pull request" + quoted_problem(what, title);
  if (!better.empty() && !command.empty()) {
    finding.fix = {command};
  } else {
    finding.hint = "Set the title to: " + (better.empty() ? example(options) : better);
  }
  return finding;
}

void add_commit(Finding& finding, const std::string& what, const Commit& commit,
                const Options& options) {
  const std::string better = corrected_subject(commit.subject(), options);
  finding.details.push_back("its only commit " + short_id(commit.id) +
                            quoted_problem(what, commit.subject()) +
                            " (Squash & Merge may take that subject)");
  if (!finding.hint.empty()) finding.hint += ". ";
  finding.hint += reword(better.empty() ? example(options) : better);
}

Finding bad_commit(const std::string& what, const Commit& commit, std::string_view title) {
  Finding finding;
  finding.commit = commit.id;
  finding.message =
      "Squash & Merge may take the subject of the only commit, not the title, and it" +
      quoted_problem(what, commit.subject());
  finding.hint = reword(std::string(title));
  return finding;
}

// The subject that production will get: one finding, whichever of its sources is wrong.
Findings judge_subject(const Facts& facts, const Options& options) {
  const bool reverts = facts.subject.kind == SubjectKind::revert;
  const std::string_view title = trim(facts.pull_request->title);
  const Commit* commit = only_commit(facts);
  const std::string title_is = problem(title, reverts, options);
  const std::string commit_is =
      commit == nullptr ? std::string() : problem(commit->subject(), reverts, options);
  if (title_is.empty() && commit_is.empty()) return {};
  if (title_is.empty()) return {bad_commit(commit_is, *commit, title)};
  Finding finding = bad_title(title_is, title, facts, options);
  if (!commit_is.empty()) add_commit(finding, commit_is, *commit, options);
  return {finding};
}

Findings judge_pull_request(const Facts& facts, const Options& options) {
  const MergeSettings& merging = facts.pull_request->merging;
  Findings findings = judge_subject(facts, options);
  if (merging.allows_squash == false) {
    findings.push_back(not_allowed(facts));
  } else if (chose_another(merging)) {
    findings.push_back(not_chosen(facts));
  }
  return findings;
}

bool is_merge(const Commit& commit) { return commit.parents.size() > 1; }

// "(#12)", which GitHub puts behind the subject of a squashed pull request; empty when there is
// none.
std::string_view request_number(std::string_view subject) {
  const auto start = subject.rfind(" (#");
  if (start == std::string_view::npos || !ends_with(subject, ")")) return {};
  const std::string_view digits = subject.substr(start + 3, subject.size() - start - 4);
  const bool is_number = !digits.empty() && std::all_of(digits.begin(), digits.end(), [](char c) {
    return c >= '0' && c <= '9';
  });
  return is_number ? subject.substr(start + 1) : std::string_view();
}

std::string_view without_number(std::string_view subject) {
  subject = trim(subject);
  return trim(subject.substr(0, subject.size() - request_number(subject).size()));
}

// Neither development's work nor a revert: what has to be one squashed commit each.
Commits hotfixes(const std::vector<Arrival>& arrivals) {
  Commits commits;
  for (const Arrival& arrival : arrivals) {
    const bool is_revert = !is_merge(arrival.commit) && is_revert_subject(arrival.commit.subject());
    if (!arrival.from_development && !is_revert) commits.push_back(arrival.commit);
  }
  return commits;
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

std::vector<std::string> headlines(const Commits& commits) {
  std::vector<std::string> lines;
  for (const Commit& commit : commits) {
    lines.push_back(short_id(commit.id) + " " + std::string(commit.subject()));
  }
  return first_few(std::move(lines), 10);
}

// What can still be done: before the merge all of it, afterwards only that it comes back.
std::string mend(const std::string& before, const std::string& after, const Facts& facts) {
  if (facts.subject.stage == Stage::merge_group) {
    return "Take the pull request out of the queue, " + before + ", and queue it again";
  }
  return "What " + facts.refs.production + " has stays as it is. " + after;
}

std::string only_squash(const std::string& unless, const std::string& off, const Facts& facts) {
  return mend(
      "set the queue to squash",
      "So that it does not happen again" + unless + ": gh repo edit --enable-squash-merge " + off,
      facts);
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
  finding.hint = only_squash(", unless " + facts.refs.development + " is promoted by a merge",
                             "--enable-merge-commit=false", facts);
  return finding;
}

Finding unsquashed(const Commits& commits, const Facts& facts) {
  Finding finding;
  finding.commit = commits.front().id;
  finding.message = count(commits.size(), "commit") + " come to " + facts.refs.production +
                    " where one squashed commit per hotfix is asked";
  finding.details = headlines(commits);
  finding.hint = only_squash({}, "--enable-rebase-merge=false", facts);
  return finding;
}

Finding bad_subject(const Commit& commit, const std::string& what, const Facts& facts,
                    const Options& options) {
  const std::string better = corrected_subject(without_number(commit.subject()), options);
  Finding finding;
  finding.commit = commit.id;
  finding.message = "commit " + short_id(commit.id) + " comes to " + facts.refs.production +
                    " with a subject that" + quoted_problem(what, commit.subject());
  finding.hint =
      mend("set its title to \"" + (better.empty() ? example(options) : better) + "\"",
           "The ledger may not know it for a hotfix: see that " + facts.refs.development +
               " gets it: " + chain(on_development(facts, {pick_from_production(commit.id)})),
           facts);
  return finding;
}

Findings judge_arrivals(const Facts& facts, const Options& options) {
  Commits rest = hotfixes(*facts.arrivals);
  const Commits merges = take(rest, is_merge);
  const Commits loose = take_unsquashed(rest);
  Findings findings;
  if (!merges.empty()) findings.push_back(as_merge(merges, facts));
  if (!loose.empty()) findings.push_back(unsquashed(loose, facts));
  for (const Commit& commit : rest) {
    const std::string what = subject_problem(without_number(commit.subject()), options);
    if (!what.empty()) findings.push_back(bad_subject(commit, what, facts, options));
  }
  return findings;
}

Findings check(const Facts& facts, const Options& options) {
  return facts.subject.kind == SubjectKind::production ? judge_arrivals(facts, options)
                                                       : judge_pull_request(facts, options);
}

}  // namespace

const Rule squash_merge{
    "squash-merge",
    "A hotfix reaches production as one squashed commit that says what it fixes.",
    "One commit is what is rolled back, brought to development and found again. A merge or a row "
    "of small commits is none of that, and \"Update index.js (#12)\" says nothing in an incident.",
    "Squash & Merge, under a title such as hotfix: description; the finding prints the commands. "
    "What is on production already is not rewritten.",
    "Merge to kars-prod: Squash & Merge",
    {Stage::pull_request, Stage::merge_group, Stage::released},
    {SubjectKind::hotfix, SubjectKind::revert, SubjectKind::production},
    Need::history | Need::pull_request | Need::arrivals,
    true,
    {},
    check,
    "commit-message"};

}  // namespace hotfix::rules
