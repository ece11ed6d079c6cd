// SPDX-License-Identifier: MIT
#include "hooks/git_hotfix/backport_resume.h"

#include <algorithm>
#include <filesystem>

#include "gate/base/error.h"
#include "gate/base/visible.h"
#include "gate/git/trailers.h"
#include "gate/landing/evidence/message_hints.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

namespace fs = std::filesystem;

// The one that is meant. Those that git waits for go before work trees that a person made.
BackportTree tree_meant(const Context& context, const std::string& named) {
  std::vector<BackportTree> trees = backport_trees(context);
  const std::string& prefix = context.policy.backport_prefix;
  if (!named.empty()) {
    const std::string rest = context.policy.without_hotfix_prefix(named);
    std::erase_if(trees, [&](const BackportTree& tree) {
      const std::string update = updated_by(tree.branch);
      return !one_of(named, {tree.branch, update}) && !one_of(prefix + rest, {tree.branch, update});
    });
  }
  const auto waits = [](const BackportTree& tree) { return tree.is_stopped(); };
  if (named.empty() && std::any_of(trees.begin(), trees.end(), waits)) {
    std::erase_if(trees, [&](const BackportTree& tree) { return !waits(tree); });
  }
  if (trees.empty()) {
    throw UsageError("no backport" + (named.empty() ? "" : " '" + named + "'") + " is under way");
  }
  if (trees.size() > 1) {
    std::string names;
    for (const BackportTree& tree : trees) names += (names.empty() ? "" : ", ") + tree.branch;
    throw UsageError("several backports are under way: name one of " + names);
  }
  return trees.front();
}

std::vector<Oid> ahead_of_development(BackportClone& clone, const std::string& tip) {
  return diverge(clone.graph, parse_oid(clone.context.refs.development_id), parse_oid(tip)).ahead;
}

// The production commit, or the hotfix branch, that a commit says it brings; empty: it says none.
std::string brought_by_message(BackportClone& clone, const std::string& message) {
  const std::string branch = merged_branch(message.substr(0, message.find('\n')));
  if (clone.context.policy.hotfix_branch(branch)) return branch;
  std::vector<std::string> sources = sources_named(message);
  for (const Trailer& trailer : trailers_of(message)) {
    const std::string id = trailer.value.substr(0, trailer.value.find(' '));
    if (trailer.key == "hotfix-landed") sources.push_back(id);
  }
  for (auto source = sources.rbegin(); source != sources.rend(); ++source) {
    const auto id = clone.context.repository.expand(*source);
    if (id && clone.has(clone.context.refs.production_id, id->hex())) return id->hex();
  }
  return {};
}

Course course_of_tree(BackportClone& clone, const BackportTree& tree) {
  const Context& context = clone.context;
  std::string hotfix = tree.picking;
  if (hotfix.empty()) hotfix = brought_by_message(clone, tree.said);
  const bool is_update = !tree.merging.empty() && !updated_by(tree.branch).empty();
  const std::vector<Oid> ahead = ahead_of_development(clone, is_update ? tree.merging : tree.tip);
  for (auto id = ahead.rbegin(); id != ahead.rend() && hotfix.empty(); ++id) {
    hotfix = brought_by_message(clone, clone.graph.commit(*id).message);
  }
  if (hotfix.empty()) {
    throw Refused("it is not known what " + tree.branch + " brings: none of its commits says so",
                  "see `git -C " + shell_quote(tree.folder) + " log`");
  }
  return course_of(context, clone.index, hotfix);
}

// The folder that goes may be the one that a person is in: the rest is done from the main one, here
// and where the lines are pasted. The folder to go to; empty: stay.
std::string leave_for_main(const Context& context, const BackportTree& tree) {
  std::error_code error;
  const std::string here = fs::current_path(error).string();
  const std::string there = fs::weakly_canonical(tree.folder, error).string();
  if (here != there && !here.starts_with(there + "/")) return {};
  std::string main = main_worktree(context);
  fs::current_path(main);
  return main;
}

Acts acts_from(const std::string& folder, const Acts& acts) {
  Acts all;
  if (!folder.empty()) all.push_back({"cd " + shell_quote(folder)});
  append(all, acts);
  return all;
}

void print_where(const std::string& main, Taken taken, std::ostream& out) {
  if (main.empty() || taken != Taken::done) return;
  out << "You are in a folder that is gone:\n";
  print_lines({"cd " + shell_quote(main)}, out);
}

void require_resolved(const BackportSession& session, const BackportTree& tree,
                      const TreeStatus& status) {
  if (!status.open.empty()) {
    print_open(session, tree, status, {});
    throw Refused(tree.branch + " waits for you: " +
                  count(status.open.size(), "file is", "files are") + " in conflict");
  }
  if (!status.with_markers.empty()) {
    throw Refused("a conflict marker is left in " + with_commas(first_few(status.with_markers)),
                  "edit it in " + tree.folder + ", and add it again");
  }
  if (!status.not_added.empty()) {
    std::string add = in_folder(tree.folder, "git add --");
    for (const std::string& path : first_few(status.not_added)) add = with_path(add, path);
    throw Refused(
        "what was edited in " + tree.folder + " is not added: " + status.not_added.front(), add);
  }
}

// A resolution that leaves nothing of a pick: git does not commit that.
void require_change(const BackportSession& session, const BackportTree& tree,
                    const TreeStatus& status, const std::string& development) {
  if (tree.picking.empty() || status.has_staged) return;
  throw Refused(
      "nothing is left of " + short_id(tree.picking) + ": " + development + " stays as it is",
      backport_command(session, "--abort", tree.branch) + "; and if " + development +
          " needs nothing of it, say so in a commit there: " + waiver_of(tree.picking) +
          "; or, where it has the fix in another form: Hotfix-Landed: " + short_id(tree.picking));
}

std::string commit_command(const BackportTree& tree) {
  if (tree.merging.empty())
    return "GIT_EDITOR=true " + in_folder(tree.folder, "git cherry-pick --continue");
  return in_folder(tree.folder, "git commit --no-edit --cleanup=strip");
}

BackportTree tree_to_continue(const BackportSession& session, BackportClone& clone) {
  const BackportTree tree = tree_meant(clone.context, session.options.hotfix);
  if (tree.is_gone) {
    throw Refused("the folder of " + tree.branch + " is gone",
                  backport_command(session, "--abort", tree.branch));
  }
  const std::string& development = clone.context.refs.development;
  const TreeStatus status = status_of(clone.context, tree, development);
  require_resolved(session, tree, status);
  require_change(session, tree, status, development);
  if (!tree.is_stopped() && ahead_of_development(clone, tree.tip).empty()) {
    throw Refused("nothing was committed on " + tree.branch,
                  backport_command(session, "--abort", tree.branch) + ", and begin again");
  }
  return tree;
}

// The exit status where this does not go on.
std::optional<int> commit_resolved(const BackportSession& session, const BackportTree& tree) {
  if (!tree.is_stopped()) return std::nullopt;
  const Step step{"commit what is resolved on " + tree.branch, {{commit_command(tree)}}};
  const Taken taken = take(step, session.steps, session.out);
  if (taken == Taken::declined) return 1;
  if (taken == Taken::failed) return stopped(session, tree.branch, {});
  return std::nullopt;
}

// Removes the folder, unless somebody left something there. True: it is gone.
bool leave(const BackportSession& session, const Context& context, const BackportTree& tree) {
  const TreeStatus status = status_of(context, tree, context.refs.development);
  const std::string main = leave_for_main(context, tree);
  if (!status.is_clean()) {
    const std::string one = status.unknown.empty() ? "" : ", as " + status.unknown.front();
    session.out << visible(tree.folder) << " stays: there are files that git does not know"
                << visible(one) << ". To remove it with them:\n";
    print_lines(commands_of({"", acts_from(main, {{remove_worktree(tree.folder)}})}), session.out);
    return false;
  }
  const Step step{"remove the folder", acts_from(main, {{drop_worktree(tree.folder)}})};
  const Taken taken = take(step, session.steps, session.out);
  print_where(main, taken, session.out);
  return taken == Taken::done;
}

// One that brought an older backport up to date takes its place. The branch that has it all now.
std::string settled_branch(const BackportSession& session, BackportClone& clone,
                           const BackportTree& tree) {
  const std::string backport = updated_by(tree.branch);
  const auto old = clone.context.repository.commit_of_ref("refs/heads/" + backport);
  const bool is_update = !backport.empty() && old && clone.has(tree.tip, old->hex());
  if (!is_update) return tree.branch;
  const Step step{"make it " + backport, take_over(backport, old->hex())};
  return take(step, session.steps, session.out) == Taken::done ? backport : tree.branch;
}

// What is given up has to be nothing that a person would miss.
void refuse_loss(const BackportSession& session, BackportClone& clone, const BackportTree& tree,
                 const std::string& main) {
  const std::size_t made = ahead_of_development(clone, tree.tip).size();
  std::string away = remove_worktree(tree.folder);
  if (!main.empty()) away = "cd " + shell_quote(main) + " && " + away;
  if (made > 0) {
    throw Refused(tree.branch + " has " + count(made, "commit") + " that would be lost",
                  backport_command(session, "--continue", tree.branch) + ", or, to lose them: " +
                      away + " && " + drop_branch(tree.branch, short_id(tree.tip)));
  }
  if (tree.is_gone || tree.is_half_made) return;
  const TreeStatus status = status_of(clone.context, tree, clone.context.refs.development);
  if (!tree.is_stopped() && !status.is_clean() && status.unknown.empty()) {
    throw Refused("there are changes in " + tree.folder + " that are not committed",
                  "commit them, or, to lose them: " + away + " && " +
                      drop_branch(tree.branch, short_id(tree.tip)));
  }
  if (!status.unknown.empty()) {
    throw Refused("there are files in " + tree.folder + " that git does not know, as " +
                      status.unknown.front(),
                  "move them away, or, to lose them: " + in_folder(tree.folder, "git clean -fd"));
  }
}

}  // namespace

int continue_backport(BackportSession session) {
  BackportTree tree;
  Course course;
  {
    BackportClone clone(session.request);
    tree = tree_to_continue(session, clone);
    course = course_of_tree(clone, tree);
    if (const auto end = commit_resolved(session, tree)) return *end;
  }
  session.steps.yes = session.steps.yes || tree.is_stopped();  // it was asked already
  BackportClone clone(session.request);
  const auto tip = clone.context.repository.commit_of_ref("refs/heads/" + tree.branch);
  if (!tip) throw Refused("the branch " + tree.branch + " is gone");
  tree.tip = tip->hex();
  BackportPlace place = place_of(clone.context, tree.branch, tree.folder);
  if (session.steps.dry_run) return send(session, clone, place, {}, course);
  require_all(session, clone, course, tree);
  if (leave(session, clone.context, tree)) place.branch = settled_branch(session, clone, tree);
  if (place.branch == tree.branch) print_undo(place, tree.tip, session.out);
  return send(session, clone, place, tree.tip, course);
}

int abort_backport(const BackportSession& session) {
  BackportClone clone(session.request);
  const BackportTree tree = tree_meant(clone.context, session.options.hotfix);
  const std::string main = leave_for_main(clone.context, tree);
  refuse_loss(session, clone, tree, main);
  Step step{"give up " + tree.branch, {}};
  if (!tree.merging.empty()) {
    step.acts.push_back({in_folder(tree.folder, "git merge --abort")});
  } else if (tree.is_stopped()) {
    step.acts.push_back({in_folder(tree.folder, "git cherry-pick --abort")});
  }
  const std::string folder = shell_quote(tree.folder);
  if (tree.is_half_made) step.acts.push_back({"git worktree unlock " + folder});
  const bool is_whole = !tree.is_gone && !tree.is_half_made;
  step.acts.push_back({is_whole ? drop_worktree(tree.folder) : remove_worktree(tree.folder)});
  step.acts.push_back({drop_branch(tree.branch, short_id(tree.tip))});
  step.acts = acts_from(main, step.acts);
  const Taken taken = take(step, session.steps, session.out);
  print_where(main, taken, session.out);
  return exit_status(taken);
}

}  // namespace hotfix
