// SPDX-License-Identifier: MIT
#include "hooks/git_hotfix/finish.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <ostream>
#include <set>
#include <sstream>
#include <utility>

#include "gate/base/error.h"
#include "gate/base/visible.h"
#include "gate/facts/worktree.h"
#include "gate/git/discovery/command.h"
#include "gate/landing/landing.h"
#include "gate/request/subject.h"
#include "gate/run.h"
#include "gate/workflow/announcement.h"
#include "gate/workflow/finish.h"
#include "hooks/git_hotfix/clone.h"
#include "hooks/git_hotfix/set_right.h"
#include "rules/support/fix.h"
#include "rules/support/parts.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

std::string missing_words(const Landing& landing, const std::string& development) {
  if (landing.state == LandingState::uncertain) {
    return "it is not certain that " + development + " has it: " + landing.reason;
  }
  const std::string places = with_commas(first_few(absent_places(landing)));
  return development + " does not have " + (places.empty() ? "it: " + landing.reason : places);
}

// Of a branch that production has as it is: git refuses where that is not so any more.
std::string delete_empty(const Context& context, const Course& course) {
  if (!course.local_tip.empty()) return "git branch -d " + shell_quote(course.branch);
  return delete_on_remote(course.branch, course.remote_tip, context.remote);
}

void require_finished(const Context& context, const Course& course, const std::string& given) {
  const Refs& refs = context.refs;
  if (!course.released && course.production.state == LandingState::uncertain) {
    throw Refused("it is not certain that " + refs.production + " has " + course.branch + ": " +
                  course.production.reason);
  }
  if (course.has_nothing_of_its_own()) {
    throw Refused(course.branch + " has no commit of its own beside those of " + refs.production,
                  delete_empty(context, course));
  }
  if (!course.released) {
    throw Refused(course.branch + " is not on " + refs.production + " yet",
                  fetch_command(context.home, refs.production));
  }
  const Landing& landing = course.released->landing;
  if (landing.state == LandingState::undecided) {
    throw Undecidable(landing.reason, landing.fix, landing.cause);
  }
  if (!course.took_back.empty()) return;
  if (const std::string& lost = course.released->lost_on_production; !lost.empty()) {
    throw Refused(refs.production + " has lost it, with " + short_id(lost),
                  "git show " + short_id(lost));
  }
  if (is_settled(landing.state)) return;
  throw Refused("it is not finished: " + missing_words(landing, refs.development),
                "git hotfix backport " + shell_quote(name_of(course)) + given);
}

// Would the rules let the branch go that has this tip? It may have more than what was released.
void require_spent(const Context& context, LandingIndex& index, const std::string& branch,
                   const std::string& tip) {
  const RefUpdate update{"(delete)", {}, "refs/heads/" + branch, tip};
  const Subject subject = subject_of_push(update, context.remote, context.policy);
  const Report report = report_on(context, index, {subject, context.refs});
  if (report.verdict == Verdict::undecided) {
    const Undecided& first = report.undecided.front();
    throw Undecidable(first.reason, first.fix, first.cause);
  }
  for (const RuleFinding& found : report.findings) {
    if (found.finding.level != Level::error) continue;
    throw Refused(found.finding.message, "git log --oneline " + short_id(tip) + " --not " +
                                             shell_quote(context.refs.production_ref) + " " +
                                             shell_quote(context.refs.development_ref));
  }
}

bool has_all(const Context& context, LandingIndex& index, const std::string& tip) {
  Lander lander(index);
  const Oid onto = development_tip(context, context.refs);
  return is_there(lander.merged_or_branch(parse_oid(tip), onto).state);
}

std::set<std::string> tips_of(const SpentBranch& branch) {
  std::set<std::string> tips = {branch.local, branch.remote};
  tips.erase("");
  return tips;
}

SpentBranch branch_called(const Context& context, const std::string& name) {
  const auto id = [&](const std::string& folder) {
    const auto tip = context.repository.commit_of_ref(folder + name);
    return tip ? tip->hex() : std::string();
  };
  SpentBranch branch;
  branch.name = name;
  branch.local = id("refs/heads/");
  branch.remote = id("refs/remotes/" + context.remote + "/");
  branch.follows_remote = setting(context.settings, "branch." + name + ".remote");
  branch.follows = setting(context.settings, "branch." + name + ".merge");
  return branch;
}

// The backport's branch, where development has it.
std::vector<SpentBranch> backports(const Context& context, LandingIndex& index,
                                   const std::string& slug, std::ostream& out) {
  const SpentBranch branch = branch_called(context, context.policy.backport_prefix + slug);
  const std::set<std::string> tips = tips_of(branch);
  for (const std::string& tip : tips) {
    if (has_all(context, index, tip)) continue;
    out << branch.name << " stays: " << context.refs.development << " does not have all of it\n";
    return {};
  }
  return tips.empty() ? std::vector<SpentBranch>{} : std::vector{branch};
}

// What the remote has now, by short name; nullopt: it did not answer, and a push will say why.
using RemoteTips = std::map<std::string, std::string>;
std::optional<RemoteTips> asked(const Context& context, const std::vector<SpentBranch>& branches) {
  std::vector<std::string> arguments = {"ls-remote", "--heads", context.remote};
  for (const SpentBranch& branch : branches) arguments.push_back("refs/heads/" + branch.name);
  const CommandResult git = run_git(arguments);
  if (git.status != 0) return std::nullopt;
  RemoteTips tips;
  std::istringstream lines(git.out);
  for (std::string id, ref; lines >> id >> ref;) {
    tips[ref.substr(std::string_view("refs/heads/").size())] = id;
  }
  return tips;
}

// The forge may have deleted a branch already, and a colleague may have pushed to one.
void compare_with_remote(const Context& context, std::vector<SpentBranch>& branches) {
  const auto is_tracked = [](const SpentBranch& branch) { return !branch.remote.empty(); };
  if (!std::any_of(branches.begin(), branches.end(), is_tracked)) return;
  const auto tips = asked(context, branches);
  if (!tips) return;
  for (SpentBranch& branch : branches) {
    if (branch.remote.empty()) continue;
    const auto found = tips->find(branch.name);
    if (found == tips->end()) {
      branch.tracking = std::exchange(branch.remote, {});
    } else if (found->second != branch.remote) {
      throw Refused(branch.name + " has moved on " + context.remote + " since it was fetched",
                    fetch_command(context.remote, branch.name));
    }
  }
}

bool has_changes(const std::string& folder) {
  const bool is_elsewhere = !folder.empty();
  const std::string files = is_elsewhere ? "normal" : "no";
  const CommandResult git =
      run_git({"status", "--porcelain", "--untracked-files=" + files}, folder, is_elsewhere);
  return git.status != 0 || !git.out.empty();
}

// As `git hotfix start --worktree` calls it; the main one is never removed.
bool is_made_for(const std::string& folder, const std::string& slug) {
  return folder.ends_with("-" + slug) && !std::filesystem::is_directory(folder + "/.git");
}

void find_worktree(const Context& context, const std::string& slug, SpentBranch& branch) {
  if (branch.local.empty()) return;
  branch.is_current = line_of_git({"symbolic-ref", "-q", "HEAD"}) == "refs/heads/" + branch.name;
  branch.folder = other_worktree_with(context.repository, branch.name);
  branch.folder_goes = is_made_for(branch.folder, slug);
  if (!branch.folder.empty() && !std::filesystem::exists(branch.folder)) {
    throw Refused(branch.name + " is checked out in " + branch.folder + ", which is gone",
                  "git worktree prune");
  }
  const std::string what = branch.name + " is checked out with changes that are not committed";
  if (branch.is_current && has_changes({})) throw Refused(what, "git status");
  if (branch.folder_goes && has_changes(branch.folder)) {
    throw Refused(what + ", in " + branch.folder,
                  "git -C " + shell_quote(branch.folder) + " status");
  }
}

// Development, unless it is checked out elsewhere: the workflow goes on there.
std::string branch_instead(const Context& context) {
  const std::string& development = context.refs.development;
  const bool is_here = context.repository.commit_of_ref("refs/heads/" + development).has_value();
  return is_here && other_worktree_with(context.repository, development).empty() ? development
                                                                                 : std::string();
}

// It is over, and not because production took it back.
bool is_complete(const Course& course) {
  return course.took_back.empty() && course.released->landing.state != LandingState::withdrawn;
}

Finish finish_of(const Context& context, LandingIndex& index, const Course& course,
                 std::ostream& out) {
  Finish finish;
  finish.remote = context.remote;
  finish.instead = branch_instead(context);
  if (course.branch.empty()) return finish;
  const std::string slug = context.policy.without_hotfix_prefix(course.branch);
  const SpentBranch branch = branch_called(context, course.branch);
  for (const std::string& tip : tips_of(branch)) require_spent(context, index, branch.name, tip);
  if (!tips_of(branch).empty()) finish.branches.push_back(branch);
  for (SpentBranch& one : backports(context, index, slug, out)) finish.branches.push_back(one);
  compare_with_remote(context, finish.branches);
  for (SpentBranch& one : finish.branches) find_worktree(context, slug, one);
  finish.branch = course.branch;
  if (course.incident.released != course.released->commit) {
    finish.released = course.released->commit;
  }
  // What nobody saw running was not verified.
  if (is_complete(course) && course.incident.deployed && !course.incident.verified) {
    finish.verified = over_at(course, context.now);
  }
  return finish;
}

// A work tree of one's own is not removed below the feet of a shell.
void print_own_worktree(const Context& context, const Finish& finish, std::ostream& out) {
  const bool was_here = std::any_of(finish.branches.begin(), finish.branches.end(),
                                    [](const SpentBranch& one) { return one.is_current; });
  if (!was_here || context.repository.git_dir() == context.repository.common_dir()) return;
  const std::string top = line_of_git({"rev-parse", "--show-toplevel"});
  out << "This work tree stays. To remove it, from another folder:\n    "
      << visible("git --git-dir " + shell_quote(context.repository.common_dir()) +
                 " worktree remove " + shell_quote(top))
      << "\n";
}

void print_post_mortem(const Course& course, const std::string& given, std::ostream& out) {
  out << "\nWhat is left is the post-mortem:\n    "
      << visible("git hotfix post-mortem " + shell_quote(name_of(course)) + " --write" + given)
      << "\n";
}

// How it ended, for whoever waits for it.
void print_end(const Context& context, const Course& course, const std::string& set_right_by,
               const std::string& given, std::ostream& out) {
  const Landing& landing = course.released->landing;
  out << "\n";
  if (!is_complete(course)) {
    out << context.refs.production << " took it back";
    if (!course.took_back.empty()) out << ", with " << short_id(course.took_back.front());
    out << ": there is nothing to announce\n";
    print_post_mortem(course, given, out);
    return;
  }
  if (!set_right_by.empty()) {
    out << "It is set right by " << visible(set_right_by)
        << ", which is not over: there is nothing to announce yet\n    "
        << visible("git hotfix status " + shell_quote(set_right_by) + given) << "\n";
    return;
  }
  if (landing.state == LandingState::waived) {
    out << context.refs.development << " does not get it: " << visible(landing.reason) << "\n\n";
  }
  out << posting_text(Announcement::complete, message_values(course, context.policy, context.now),
                      context.policy);
  print_post_mortem(course, given, out);
}

}  // namespace

int finish(const Request& request, const std::string& named, const StepOptions& steps,
           std::ostream& out) {
  const Context context = open_context(request, true);
  Graph graph(context.repository);
  LandingIndex index(graph, context.policy);
  const Course course = course_of(context, index, named);
  const std::string given = given_options(request);
  require_finished(context, course, given);
  const std::string set_right_by = being_set_right_by(context, index, course);
  Finish finish = finish_of(context, index, course, out);
  if (!set_right_by.empty()) finish.verified.reset();
  const Step step = step_of(finish);
  if (step.acts.empty()) {
    out << "There is no branch of " << visible(name_of(course)) << " to delete\n";
  } else {
    const Taken taken = take(step, steps, out);
    if (exit_status(taken) != 0) return exit_status(taken);
    print_own_worktree(context, finish, out);
  }
  print_end(context, course, set_right_by, given, out);
  return 0;
}

}  // namespace hotfix
