// SPDX-License-Identifier: MIT
#include "rules/model/registry.h"
#include "rules/support/commit_subject.h"
#include "rules/support/forge.h"
#include "rules/support/hotfix_subject.h"
#include "rules/support/squashed.h"
#include "rules/support/text.h"

namespace hotfix::rules {

namespace {

using SquashTitle = MergeSettings::SquashTitle;

// What is wrong with a subject; where a revert is what goes out, git's own text for it is fine.
std::string problem(std::string_view subject, bool reverts, const Options& options) {
  if (reverts && is_revert_subject(subject)) return {};
  return subject_problem(subject, options);
}

bool chose_another(const MergeSettings& merging) {
  return merging.chosen && *merging.chosen != MergeMethod::squash;
}

Finding not_allowed(const Facts& facts) {
  Finding finding;
  finding.message = "the repository does not allow " + std::string(squash_name(facts.forge));
  finding.hint = "It takes an administrator of the repository";
  offer(finding, allow_squash(facts.forge));
  if (!chose_another(facts.pull_request->merging)) return finding;
  const Commands choice = choose_squash(facts).commands;
  finding.fix.insert(finding.fix.end(), choice.begin(), choice.end());
  return finding;
}

Finding not_chosen(const Facts& facts) {
  const bool rebase = facts.pull_request->merging.chosen == MergeMethod::rebase;
  Finding finding;
  finding.message = std::string("auto-merge is set to ") +
                    (rebase ? "a rebase" : "a merge commit") + ", not to " +
                    std::string(squash_name(facts.forge));
  offer(finding, choose_squash(facts));
  return finding;
}

// What the subject of the squash commit is made from, unless it is an only commit's.
struct Title {
  std::string whose;
  std::string_view text, number;  // apart, where GitHub put its number behind it
  bool given = false;             // to auto-merge, which then takes nothing else
};

Title title_of(const PullRequest& request, Forge forge) {
  const std::string_view given = trim(request.merging.subject);
  if (request.merging.chosen != MergeMethod::squash || given.empty()) {
    return {"the title of the " + std::string(request_name(forge)),
            without_number(trim(request.title), request.number),
            {},
            false};
  }
  return {"the subject that auto-merge was given", without_number(given), request_number(given),
          true};
}

// The commit whose subject the forge takes where a pull request has no other; null when the title
// is taken.
const Commit* only_commit(const Facts& facts, const Title& title) {
  const std::vector<Commit>& commits = facts.history->commits;
  const bool takes_title =
      title.given || facts.pull_request->merging.squash_title == SquashTitle::pull_request;
  return takes_title || commits.size() != 1 ? nullptr : &commits.front();
}

// A commit whose subject a person has to know as well: it opens in an editor.
Advice reword(const std::string& subject, const Facts& facts) {
  Plan plan = {{git_for(facts.subject) + " commit --amend --only"}};
  plan.keeps_uncommitted = plan.for_head_only = true;
  return {"Give the commit the first line \"" + subject + "\", and push it again",
          commands_of(plan, facts.subject)};
}

// `number`, where there is one, stays behind the subject that auto-merge was given.
ForgeFix reword_title(const Title& title, const std::string& better, const Facts& facts) {
  if (!title.given) return set_title(facts, better);
  const std::string number = title.number.empty() ? "" : " " + std::string(title.number);
  return choose_squash(facts, better + number);
}

// What a good one looks like, where none can be made from what is there.
std::string form_in_words(const Title& title, const Facts& facts, const Options& options) {
  const std::string form = subject_form(options);
  return (title.given ? choose_squash(facts, form) : set_title(facts, form)).words;
}

Finding bad_title(const std::string& what, const Title& title, const Facts& facts,
                  const Options& options) {
  const std::string better = corrected_subject(title.text, options);
  Finding finding;
  finding.message = title.whose + quoted_problem(what, title.text);
  const ForgeFix fix = better.empty() ? ForgeFix{{}, form_in_words(title, facts, options)}
                                      : reword_title(title, better, facts);
  offer(finding, fix);
  return finding;
}

void add_commit(Finding& finding, const std::string& what, const Commit& commit, const Facts& facts,
                const Options& options) {
  finding.details.push_back("its only commit " + short_id(commit.id) +
                            quoted_problem(what, commit.subject()) + " (" +
                            std::string(squash_name(facts.forge)) + " may take that subject)");
  finding.advice.push_back(reword(subject_to_write(commit.subject(), options), facts));
}

Finding bad_commit(const std::string& what, const Commit& commit, std::string_view title,
                   const Facts& facts) {
  Finding finding;
  finding.commit = commit.id;
  finding.message = std::string(squash_name(facts.forge)) +
                    " may take the subject of the only commit, not the title, and it" +
                    quoted_problem(what, commit.subject());
  finding.advice = {reword(std::string(title), facts)};
  return finding;
}

Findings judge_length(const Title& title, bool reverts, const Options& options) {
  const std::string excess = too_many_characters(title.text, options);
  if (excess.empty() || (reverts && is_revert_subject(title.text))) return {};
  Finding finding;
  finding.level = Level::warning;
  finding.message = title.whose + " has " + excess + ": " + std::string(title.text);
  finding.hint = "Say what is fixed in it, and the rest in the description";
  return {finding};
}

// The subject that production will get: one finding of what is wrong, whichever its source.
Findings judge_subject(const Facts& facts, const Options& options) {
  const bool reverts = facts.subject.kind == SubjectKind::revert;
  const Title title = title_of(*facts.pull_request, facts.forge);
  const Commit* commit = only_commit(facts, title);
  const std::string title_is = problem(title.text, reverts, options);
  const std::string commit_is =
      commit == nullptr ? std::string() : problem(commit->subject(), reverts, options);
  if (!title_is.empty()) {
    Finding finding = bad_title(title_is, title, facts, options);
    if (!commit_is.empty()) add_commit(finding, commit_is, *commit, facts, options);
    return {finding};
  }
  Findings findings = judge_length(title, reverts, options);
  if (!commit_is.empty()) findings.push_back(bad_commit(commit_is, *commit, title.text, facts));
  return findings;
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

Findings check(const Facts& facts, const Options& options) {
  return facts.subject.kind == SubjectKind::production ? judge_arrivals(facts, options)
                                                       : judge_pull_request(facts, options);
}

}  // namespace

constexpr Rule squash_merge{
    .id = "squash-merge",
    .summary = "A hotfix reaches production as one squashed commit that says what it fixes.",
    .why =
        "One commit is what is rolled back, brought to development and found again. A merge or a "
        "row of small commits allows none of this, and \"Update index.js (#12)\" says nothing in "
        "an "
        "incident.",
    .fix =
        "Squash & Merge, under a title such as hotfix: description; the finding prints the "
        "commands. What is on production already is not rewritten.",
    .workflow = "Merge to kars-prod: Squash & Merge",
    .step = WorkflowStep::merge,
    .stages = {Stage::pull_request, Stage::merge_group, Stage::released},
    .judges = {SubjectKind::hotfix, SubjectKind::revert, SubjectKind::production},
    .needs = Need::history | Need::pull_request | Need::arrivals | Need::reverts,
    .check = check,
    .shares_options_of = "commit-message",
};

}  // namespace hotfix::rules
