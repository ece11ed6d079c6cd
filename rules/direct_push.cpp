// SPDX-License-Identifier: MIT
#include <algorithm>

#include "rules/model/registry.h"
#include "rules/support/commit_subject.h"
#include "rules/support/fix.h"
#include "rules/support/forge.h"
#include "rules/support/hotfix_subject.h"
#include "rules/support/text.h"

namespace hotfix::rules {

namespace {

using Kind = Update::Kind;

// What the push is worth as a hotfix: of a merge on top of production, the side that it merged, as
// `git flow hotfix finish` leaves it; else the tip itself.
std::string tip_of_hotfix(const Facts& facts) {
  const Commit& last = facts.update->commits.back();
  const bool is_merge = last.parents.size() == 2 && last.parents.front() == facts.subject.old_head;
  return is_merge ? last.parents.back() : facts.subject.head;
}

// The hotfix branch that the push merged, by git's own words for it; empty: it names none.
std::string merged_hotfix(const Facts& facts) {
  const std::string_view subject = facts.update->commits.back().subject();
  const std::string start = "Merge branch '" + facts.refs.hotfix_prefix;
  if (facts.update->commits.back().parents.size() != 2 || !subject.starts_with(start)) return {};
  const std::string_view rest = subject.substr(start.size());
  const std::string name(rest.substr(0, rest.find('\'')));
  return name.empty() || !is_pasteable(name) ? std::string() : facts.refs.hotfix_prefix + name;
}

// A hotfix branch name made from the first commit that says what it does.
std::string branch_for(const Facts& facts) {
  const std::string& prefix = facts.refs.hotfix_prefix;
  if (const std::string merged = merged_hotfix(facts); !merged.empty()) return merged;
  for (const Commit& commit : facts.update->commits) {
    if (commit.parents.size() > 1) continue;
    const auto parsed = parse_subject(commit.subject());
    const std::string name = slug(parsed ? parsed->description : commit.subject());
    if (!name.empty()) return prefix + name;
  }
  return prefix + "fix-production";
}

std::string quoted_remote(const Subject& subject) { return shell_quote(subject.remote); }

// Development's work, or some of it: as a hotfix it would be released unseen.
bool brings_development(const Facts& facts) {
  const std::vector<Commit>& commits = facts.update->commits;
  return facts.subject.local_branch == facts.refs.development ||
         std::any_of(commits.begin(), commits.end(), [&](const Commit& commit) {
           return commit.id == facts.refs.development_id || says_other_purpose(commit.subject());
         });
}

Finding pushed_straight(const Facts& facts) {
  const Subject& subject = facts.subject;
  const std::vector<Commit>& commits = facts.update->commits;
  const std::string production = facts.refs.production;
  const std::string request(request_name(facts.forge));
  Finding finding;
  finding.message = count(commits.size(), "commit") + " pushed straight to " + production;
  finding.details = headlines(commits);
  if (brings_development(facts)) {
    finding.hint = "To release " + facts.refs.development + ", open a " + request + " from it to " +
                   production + ". A hotfix grows from " + production + ", on a branch of its own";
    return finding;
  }
  if (facts.update->brings_back) {
    finding.details.push_back("what " + production + " took back would be live again");
  }
  finding.fix = {push_as(branch_for(facts), tip_of_hotfix(facts), subject.remote)};
  finding.hint = "Then open a " + request + " from that branch to " + production;
  if (facts.update->brings_back) return finding;
  finding.hint +=
      ". To take back the last change of production, push a plain revert of its tip: "
      "that is let through";
  return finding;
}

// Whoever deletes a branch first and makes it anew then would get around every other answer.
Finding made_anew(const Facts& facts) {
  const Subject& subject = facts.subject;
  const std::string& branch = subject.branch;
  const bool is_production = subject.kind == SubjectKind::production;
  std::string seen = is_production ? facts.refs.production_ref : facts.refs.development_ref;
  if (seen.empty()) seen = subject.remote + "/" + branch;
  Finding finding;
  finding.message = branch + " was deleted on " + subject.remote +
                    ", and the push makes it anew as " + short_id(subject.head);
  finding.details = headlines(facts.update->dropped);
  finding.advice = {{"Put it back as it was first, from a clone that still has " + seen +
                         "; what is new goes there by a " + std::string(request_name(facts.forge)),
                     {"git push " + quoted_remote(subject) + " " +
                      shell_quote("refs/remotes/" + seen + ":refs/heads/" + branch)}}};
  return finding;
}

Finding removed(const std::string& branch) {
  Finding finding;
  finding.message = "the push deletes " + branch;
  finding.hint = "Leave " + branch + " out of the push; it must never be deleted";
  return finding;
}

Finding rewritten_production(const Facts& facts) {
  const std::string& production = facts.refs.production;
  Finding finding;
  finding.message = "the push rewrites " + production + ": commits that it has would be gone";
  const std::string remote = quoted_remote(facts.subject),
                    branch = shell_quote("refs/heads/" + production);
  finding.advice = {{"To undo the last change of production, revert it on top",
                     {require_clean(), "git fetch " + remote + " " + branch,
                      "git switch --detach FETCH_HEAD", "git revert --no-edit HEAD",
                      "git push " + remote + " " + shell_quote("HEAD:refs/heads/" + production),
                      "git checkout -"}}};
  return finding;
}

// What the server has let through can no longer be refused, but it must not go unnoticed.
Finding was_rewritten(const Facts& facts) {
  const Subject& subject = facts.subject;
  const std::vector<Commit>& dropped = facts.update->dropped;
  Finding finding;
  finding.message =
      facts.refs.production + " was rewritten: " +
      (dropped.empty()
           ? "where it was, " + short_id(subject.old_head) + ", is not in its history"
           : count(dropped.size(), "commit that it had is", "commits that it had are") + " gone");
  finding.details = headlines(dropped);
  finding.hint = "To take back a change of production, revert it on top";
  finding.advice = {
      {dropped.empty() ? "Unless that was meant, put it back from a clone that still has it"
                       : "Unless that was meant, put them back",
       {"git push " + shell_quote("--force-with-lease=" + subject.branch + ":" + subject.head) +
        " " + quoted_remote(subject) + " " +
        shell_quote(subject.old_head + ":refs/heads/" + subject.branch)}}};
  return finding;
}

// A push that makes production says nothing of what was there: whoever deletes it first hides what
// the new one leaves out.
Finding was_made(const Facts& facts) {
  const Subject& subject = facts.subject;
  Finding finding;
  finding.message = subject.branch + " was made anew, or for the first time, as " +
                    short_id(subject.head) + ": what it had before is not known";
  finding.hint =
      "If this is its first commit ever, nothing is to be done: every later push is "
      "compared with it";
  finding.advice = {
      {"If it was deleted, put it back from a clone that still has it as it was",
       {"git push " + shell_quote("--force-with-lease=" + subject.branch + ":" + subject.head) +
        " " + quoted_remote(subject) + " " +
        shell_quote("refs/remotes/" + facts.refs.production_ref + ":refs/heads/" +
                    subject.branch)}}};
  return finding;
}

// Merges on the development branch are backports: they are kept as merges.
Finding rewritten_development(const Facts& facts) {
  const std::string& development = facts.refs.development;
  Finding finding;
  finding.message = "the push rewrites " + development + ": commits that it has would be gone";
  const std::string git = git_for(facts.subject);
  finding.fix = commands_of({{git + " fetch " + quoted_remote(facts.subject) + " " +
                                  shell_quote("refs/heads/" + development),
                              git + " rebase --rebase-merges FETCH_HEAD"},
                             Rewrites::no},
                            facts.subject);
  return finding;
}

Findings check_production(const Facts& facts) {
  const Update& update = *facts.update;
  if (facts.subject.stage == Stage::released) {
    if (update.kind == Kind::create) return {was_made(facts)};
    return update.kind == Kind::rewrite ? Findings{was_rewritten(facts)} : Findings{};
  }
  if (update.kind == Kind::remove) return {removed(facts.refs.production)};
  const bool has_news = update.kind == Kind::rewrite || !update.commits.empty();
  if (update.was_deleted && has_news && !update.reverts_tip) return {made_anew(facts)};
  if (update.kind == Kind::rewrite) return {rewritten_production(facts)};
  if (update.kind == Kind::create || update.reverts_tip || update.commits.empty()) return {};
  return {pushed_straight(facts)};
}

Findings check_development(const Facts& facts) {
  const Kind kind = facts.update->kind;
  if (kind == Kind::remove) return {removed(facts.refs.development)};
  if (kind != Kind::rewrite) return {};
  return {facts.update->was_deleted ? made_anew(facts) : rewritten_development(facts)};
}

Findings check(const Facts& facts, const Options&) {
  return facts.subject.kind == SubjectKind::production ? check_production(facts)
                                                       : check_development(facts);
}

}  // namespace

constexpr Rule direct_push{
    .id = "direct-push",
    .summary =
        "Production changes by pull request only; neither production nor development is deleted or "
        "rewritten.",
    .why =
        "A direct push is deployed within minutes with no second pair of eyes, and a rewritten "
        "branch loses commits that others build on.",
    .fix =
        "Push the commits as a hotfix branch and open a pull request; the finding prints the "
        "command. A push that is exactly a revert of production's tip is let through.",
    .workflow = "Fast-Track Review: Create PR, hotfix/* to kars-prod; Rollback option 2",
    .step = WorkflowStep::merge,
    .stages = {Stage::push, Stage::released},
    .judges = {SubjectKind::production, SubjectKind::development},
    .needs = Need::update,
    .waivable = false,
    .check = check,
};

}  // namespace hotfix::rules
