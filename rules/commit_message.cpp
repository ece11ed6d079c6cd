// SPDX-License-Identifier: MIT
#include <algorithm>
#include <optional>

#include "rules/model/registry.h"
#include "rules/support/commit_subject.h"
#include "rules/support/fix.h"
#include "rules/support/forge.h"
#include "rules/support/hotfix_subject.h"
#include "rules/support/text.h"

namespace hotfix::rules {

namespace {

constexpr std::string_view kExample = "hotfix: sign-in fails after a password reset";

struct Offence {
  const Commit* commit;
  std::string what;
};
using Offences = std::vector<Offence>;

bool is_merge(const Commit& commit) { return commit.parents.size() > 1; }

Offences bad_subjects(const std::vector<Commit>& commits, const Options& options) {
  Offences offences;
  for (const Commit& commit : commits) {
    const std::string what =
        is_merge(commit) ? "is a merge" : subject_problem(commit.subject(), options);
    if (!what.empty()) offences.push_back({&commit, what});
  }
  return offences;
}

// True when git can fold the commit into an earlier one of the branch.
bool is_foldable(const Commit& commit, const std::vector<Commit>& commits) {
  const std::string_view target = autosquash_target(commit.subject());
  if (target == commit.subject()) return false;
  for (const Commit& earlier : commits) {
    if (&earlier == &commit) return false;
    if (earlier.subject() == target) return true;
  }
  return false;
}

// The best subject for the branch as one commit: one that is good already, else the first that can
// be corrected; empty when there is none.
std::string one_subject(const std::vector<Commit>& commits, const Options& options) {
  for (const Commit& commit : commits) {
    if (subject_problem(commit.subject(), options).empty()) return std::string(commit.subject());
  }
  for (const Commit& commit : commits) {
    const std::string text = corrected_subject(commit.subject(), options);
    if (!text.empty()) return text;
  }
  return {};
}

// Keeps the rest of the message, trailers and all, down from its second line.
std::string amend(const Commit& tip, const std::string& subject, const std::string& git) {
  const std::string_view rest = std::string_view(tip.message).substr(tip.subject().size());
  const std::string word = shell_quote(subject);
  if (trim(rest).empty()) return git + " commit --amend --only -m " + word;
  return "(printf '%s\\n' " + word + " && " + git +
         " log --no-show-signature -1 --format=%B | sed 1d) | " + git +
         " commit --amend --only -F -";
}

// The commits of a branch, sorted by what has to be done about them.
struct Branch {
  std::vector<Commit> plain;  // without the merges, oldest first
  Offences offences;          // of these
  bool merges = false;
};

Branch sort_out(const std::vector<Commit>& commits, const Options& options) {
  Branch branch;
  std::copy_if(commits.begin(), commits.end(), std::back_inserter(branch.plain),
               [](const Commit& commit) { return !is_merge(commit); });
  branch.merges = branch.plain.size() != commits.size();
  branch.offences = bad_subjects(branch.plain, options);
  return branch;
}

bool only_folds(const Branch& branch) {
  return std::all_of(branch.offences.begin(), branch.offences.end(), [&](const Offence& offence) {
    return is_foldable(*offence.commit, branch.plain);
  });
}

bool only_tip(const Branch& branch) {
  return !branch.merges && branch.offences.size() == 1 &&
         branch.offences.front().commit == &branch.plain.back();
}

Commands fold(const Branch& branch, const Facts& facts) {
  return rebased({std::string("-c sequence.editor=true rebase -i --autosquash ") +
                  (branch.merges ? "" : "--keep-base ") + short_id(facts.refs.production_id)},
                 facts.subject);
}

// True when all commits since production are plainly the work of one person on one fix. What is not
// known here may be releases of others, which must not become a part of the hotfix.
bool may_be_one_commit(const Branch& branch, const Facts& facts) {
  const bool is_known = facts.origin && facts.origin->from_development.empty() &&
                        facts.history->merge_bases.size() == 1;
  return is_known && std::all_of(branch.plain.begin(), branch.plain.end(), [&](const Commit& one) {
           return one.author == branch.plain.front().author &&
                  request_number(trim(one.subject())).empty() && !says_other_purpose(one.subject());
         });
}

// Makes all commits one, with the tree of the last: neither the index nor a file changes.
std::string into_one(const std::string& subject, const Facts& facts) {
  const std::string git = git_for(facts.subject);
  return git + " reset --soft \"$(" + git + " commit-tree -p " + merge_base(*facts.history) +
         " -m " + shell_quote(subject) + " 'HEAD^{tree}')\"";
}

// What changes the judged commit alone, and no file.
Commands at_head(const std::string& command, const Subject& subject) {
  Plan plan{{command}};
  plan.keeps_uncommitted = plan.for_head_only = true;
  return commands_of(plan, subject);
}

// A subject that can be typed: other bytes are for an editor, which knows their encoding.
bool is_typed(const std::string& subject) { return !subject.empty() && is_utf8(subject); }

// Commands that give every commit a good subject and leave no merge; empty when a person has to
// write a subject.
Commands fix_of(const Branch& branch, const Facts& facts, const Options& options) {
  if (branch.offences.empty()) {
    return rebased({"rebase " + short_id(facts.refs.production_id)}, facts.subject);
  }
  if (only_folds(branch)) return fold(branch, facts);
  if (only_tip(branch)) {
    const Commit& tip = branch.plain.back();
    const std::string text = corrected_subject(tip.subject(), options);
    if (!is_typed(text)) return {};
    return at_head(amend(tip, text, git_for(facts.subject)), facts.subject);
  }
  const std::string text = one_subject(branch.plain, options);
  if (!is_typed(text) || !may_be_one_commit(branch, facts)) return {};
  return at_head(into_one(text, facts), facts.subject);
}

Advice by_hand(const Branch& branch, const Facts& facts, const Options& options) {
  const std::string what = "what was broken in production: " + subject_form(options) +
                           ", for example \"" + std::string(kExample) + "\"";
  if (only_tip(branch)) {
    return {"Write " + what,
            at_head(git_for(facts.subject) + " commit --amend --only", facts.subject)};
  }
  return {"Mark them with reword, and write " + what,
          rebased({"rebase -i --keep-base " + short_id(facts.refs.production_id)}, facts.subject)};
}

// A merge queue squashed the pull request into this one commit, under the title of it.
bool is_title(const Subject& subject, const std::vector<Commit>& commits) {
  return subject.queued && commits.size() == 1 && commits.front().id == subject.head &&
         !request_number(trim(commits.front().subject())).empty();
}

void add_fix(Finding& finding, const Facts& facts, const std::vector<Commit>& commits,
             const Options& options) {
  if (is_title(facts.subject, commits)) {
    finding.hint = "Set the title of the " + std::string(request_name(facts.forge)) + " to \"" +
                   subject_to_write(without_number(commits.front().subject()), options) + "\"";
    return;
  }
  if (facts.origin && !facts.origin->from_development.empty()) {
    finding.hint = "Take what comes from " + facts.refs.development + " out of the branch first";
    return;
  }
  const Branch branch = sort_out(commits, options);
  finding.fix = fix_of(branch, facts, options);
  if (finding.fix.empty()) {
    finding.advice = {by_hand(branch, facts, options)};
    return;
  }
  if (!branch.offences.empty() && !only_folds(branch) && !only_tip(branch)) {
    finding.hint = "This makes the branch one commit, as " + std::string(squash_name(facts.forge)) +
                   " will; texts and trailers of the other messages have to be written again";
  }
}

Finding about(const Offences& offences, const std::string& many) {
  Finding finding;
  finding.commit = offences.front().commit->id;
  if (offences.size() == 1) {
    finding.message = "commit " + short_id(finding.commit) + " " + offences.front().what + ": " +
                      std::string(offences.front().commit->subject());
    return finding;
  }
  finding.message = count(offences.size(), "commit") + " " + many;
  for (const Offence& offence : offences) {
    finding.details.push_back(short_id(offence.commit->id) + " " + offence.what + ": " +
                              std::string(offence.commit->subject()));
  }
  return finding;
}

std::string too_long(std::string_view subject, const Options& options) {
  const std::string excess = too_many_characters(subject, options);
  return excess.empty() ? excess : "has a subject of " + excess;
}

Findings judge_lengths(const std::vector<Commit>& commits, const Options& options) {
  Offences offences;
  for (const Commit& commit : commits) {
    const std::string what = is_merge(commit) ? std::string() : too_long(commit.subject(), options);
    if (!what.empty()) offences.push_back({&commit, what});
  }
  if (offences.empty()) return {};
  Finding finding = about(offences, "have a long subject");
  finding.level = Level::warning;
  finding.hint = "Say what is fixed in the subject and the rest in the body";
  return {finding};
}

// Nothing can be said about the subjects before production is fetched: some are production's.
Finding outdated(const Commit& merge, const Facts& facts) {
  const std::string& production = facts.refs.production;
  Finding finding;
  finding.commit = merge.id;
  finding.message = "commit " + short_id(merge.id) + " merges a " + production +
                    " that is newer than " + facts.refs.production_ref + " is here";
  finding.fix = onto_newer_production(facts);
  if (finding.fix.empty()) {
    finding.hint = "Bring " + production + " up to date here, and rebase the branch onto it";
  }
  return finding;
}

// What Squash & Merge would make of a pull request: merges of nothing but production vanish in it.
std::vector<Commit> judged_commits(const Facts& facts) {
  std::vector<Commit> commits = own_commits(facts);
  if (facts.subject.stage != Stage::pull_request) return commits;
  std::erase_if(commits,
                [&](const Commit& commit) { return one_of(commit.id, facts.history->updates); });
  return commits;
}

// Of several commits the forge takes no subject, but the title of the pull request, which
// squash-merge judges. To reword them would cost the approval.
bool is_squashed_away(const Facts& facts, const std::vector<Commit>& commits) {
  return facts.subject.stage == Stage::pull_request && commits.size() > 1 &&
         std::none_of(commits.begin(), commits.end(), is_merge);
}

Findings check_branch(const Facts& facts, const Options& options) {
  const std::vector<Commit> commits = judged_commits(facts);
  if (is_squashed_away(facts, commits)) return {};
  const Commit* merge = newer_production(facts);
  if (merge != nullptr) return {outdated(*merge, facts)};
  Findings findings;
  const Offences offences = bad_subjects(commits, options);
  if (!offences.empty()) {
    findings.push_back(about(
        offences, "do not say what they fix as \"" + hotfix_type(options) + ": description\""));
    add_fix(findings.back(), facts, commits, options);
  }
  for (Finding& finding : judge_lengths(commits, options)) findings.push_back(std::move(finding));
  return findings;
}

// What git itself writes is let through while somebody works; by the push it has to be gone.
bool is_passing(std::string_view subject) {
  return subject.starts_with("Merge ") || is_revert_subject(subject) ||
         autosquash_target(subject) != subject;
}

Findings check_message(std::string_view message, const Options& options) {
  const std::string_view subject = message.substr(0, message.find('\n'));
  if (trim(message).empty() || is_passing(subject)) return {};  // git gives up on an empty one
  const std::string what = subject_problem(subject, options);
  const std::string too = too_long(subject, options);
  if (what.empty() && too.empty()) return {};
  Finding finding;
  finding.message = "the message " + (what.empty() ? too : what) + ": " + std::string(subject);
  finding.level = what.empty() ? Level::warning : Level::error;
  const std::string text = corrected_subject(subject, options);
  if (what.empty()) {
    finding.hint = "Say what is fixed in the subject and the rest in the body";
  } else if (is_showable(text) && !text.empty()) {
    finding.hint = "Write it as: " + text;
  } else {
    finding.hint =
        "Write " + subject_form(options) + ", for example \"" + std::string(kExample) + "\"";
  }
  return {finding};
}

Findings check(const Facts& facts, const Options& options) {
  if (facts.subject.kind == SubjectKind::message) return check_message(*facts.message, options);
  return check_branch(facts, options);
}

constexpr std::string_view kTypes[] = {"hotfix"};
constexpr std::string_view kMeaningless[] = {"wip",    "tmp",    "temp",   "todo",    "fix",
                                             "hotfix", "bugfix", "update", "changes", "."};

}  // namespace

constexpr Rule commit_message{
    .id = "commit-message",
    .summary = "Every commit of a hotfix says what it fixes: hotfix: description.",
    .why =
        "The subject is what the incident channel, the rollback and the post-mortem find the fix "
        "by. fixup!, merges and git's own revert texts say nothing there.",
    .fix =
        "Reword the commit; the finding prints the command with the corrected subject. A scope is "
        "welcome: hotfix(auth): description.",
    .workflow = "Commit Changes: git commit -m 'hotfix: description'",
    .step = WorkflowStep::commit,
    .stages = {Stage::lint, Stage::push, Stage::commit_msg, Stage::pull_request},
    .judges = {SubjectKind::hotfix, SubjectKind::message},
    .needs = Need::history | Need::message,
    .options = {{"types", OptionKind::words,
                 "Types a subject may begin with; the first is used for suggestions.", kTypes},
                {"max_subject", OptionKind::number,
                 "Warn about a subject of more characters than this.", std::int64_t{72}},
                {"meaningless", OptionKind::words,
                 "Descriptions that do not say what is fixed, in lower case.", kMeaningless}},
    .check = check,
    .role = Role::hotfix_types,
};

}  // namespace hotfix::rules
