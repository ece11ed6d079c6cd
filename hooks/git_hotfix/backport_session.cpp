// SPDX-License-Identifier: MIT
#include "hooks/git_hotfix/backport_session.h"

#include <algorithm>
#include <filesystem>

#include "gate/base/error.h"
#include "gate/base/visible.h"
#include "hooks/git_hotfix/clone.h"
#include "rules/model/registry.h"
#include "rules/support/forge.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr const char* kCommand = "git hotfix backport";
constexpr const char* kIndent = "    ";

// A merge of development into the branch: what it brought is not the backport's.
bool brings_development(Graph& graph, const Oid& id, const Oid& development) {
  const std::vector<Oid> parents = graph.parents(id);
  return parents.size() > 1 &&
         std::any_of(parents.begin() + 1, parents.end(),
                     [&](const Oid& parent) { return is_ancestor(graph, parent, development); });
}

// `tip` empty: nothing is made yet.
BackportMade made_on(Graph& graph, const std::string& tip, const std::string& development) {
  BackportMade made{tip, {}};
  if (tip.empty()) return made;
  const Oid onto = parse_oid(development);
  for (const Oid& id : first_parents(graph, onto, parse_oid(tip))) {
    if (!brings_development(graph, id, onto)) made.own.push_back(id.hex());
  }
  return made;
}

BackportTarget target_of(const Context& context) {
  const Refs& refs = context.refs;
  BackportTarget target;
  target.way = context.policy.backport.way;
  target.forge = context.forge;
  const std::string suffix = "/" + refs.development;
  const std::string& ref = refs.development_ref;
  if (ref.ends_with(suffix)) target.remote = ref.substr(0, ref.size() - suffix.size());
  if (target.remote.empty() && is_remote(context.settings, context.home)) {
    target.remote = context.home;
  }
  target.push_remote = is_remote(context.settings, context.remote) ? context.remote : target.remote;
  if (target.remote.empty()) target.worktree = worktree_with(context, refs.development);
  return target;
}

// The branch has done its work when development has it, unless its folder had to stay.
void drop_made(const BackportSession& session, BackportClone& clone, const BackportPlace& place,
               const std::string& tip) {
  if (!worktree_with(clone.context, place.branch).empty()) return;
  const std::string ref = shell_quote("refs/heads/" + place.branch);
  StepOptions quiet = session.steps;
  quiet.yes = true;
  take({"remove " + place.branch + ", which " + place.development + " has",
        {{drop_branch(place.branch, short_id(tip)),
          {"git update-ref " + ref + " " + short_id(tip) + " ''"}}}},
       quiet, session.out);
}

void print_next(const BackportSession& session, const BackportDelivery& delivery,
                const BackportPlace& place, const std::string& again) {
  std::ostream& out = session.out;
  out << "\n" << visible(place.development) << " does not have it yet. Next:\n";
  print_lines(commands_of(delivery.step), out);
  if (!delivery.words.empty()) out << kIndent << visible(delivery.words) << "\n";
  if (!delivery.step.acts.empty()) out << "or, the same: " << visible(again) << "\n";
}

void print_stopped(const BackportSession& session, const BackportTree& tree, bool can_go_on) {
  session.out << "\nNothing is in conflict: git says above why it stopped. " << visible(tree.folder)
              << " stays as it is.\n";
  if (can_go_on) {
    session.out << "Once that is fixed:\n"
                << kIndent << visible(backport_command(session, "--continue", tree.branch)) << "\n"
                << "To give it up:\n";
  } else {
    session.out << "Once that is fixed, begin again after\n";
  }
  session.out << kIndent << visible(backport_command(session, "--abort", tree.branch)) << "\n";
}

// Whatever the remote had against the push: one of the two leads on.
void print_refused(const BackportSession& session, const BackportPlace& place,
                   BackportTarget target, const std::string& again) {
  std::ostream& out = session.out;
  out << visible(place.branch) << " has it, and stays. If " << visible(place.development)
      << " moved meanwhile, bring it up to date:\n"
      << kIndent << visible(again) << " --fetch\n";
  if (target.remote.empty() || target.way == BackportWay::pull_request) return;
  target.way = BackportWay::pull_request;
  const BackportDelivery request = deliver(place, target, {});
  out << "If " << visible(place.development) << " takes no push, bring it by a "
      << request_name(target.forge) << ":\n";
  print_lines(commands_of(request.step), out);
  if (!request.words.empty()) out << kIndent << visible(request.words) << "\n";
}

}  // namespace

std::string backport_command(const BackportSession& session, const char* option,
                             const std::string& branch) {
  return std::string(kCommand) + " " + option + " " + shell_quote(branch) +
         given_options(session.request);
}

std::string backport_command(const BackportSession& session, const Course& course) {
  const BackportOptions& options = session.options;
  std::string command = std::string(kCommand) + " " + shell_quote(name_of(course));
  if (options.method) {
    command += *options.method == BackportMethod::merge ? " --merge" : " --pick";
  }
  if (!options.folder.empty()) {
    command += " --folder " + shell_quote(std::filesystem::absolute(options.folder).string());
  }
  return command + given_options(session.request);
}

std::string waiver_of(const std::string& commit) {
  return "Hotfix-Waive: " + std::string(rule_with(Role::backport).id) + " " + short_id(commit) +
         " <reason>";
}

BackportPlace place_of(const Context& context, const std::string& branch,
                       const std::string& folder) {
  return {branch, folder, context.refs.development, context.refs.development_id};
}

std::optional<BackportTree> tree_with(const Context& context, const std::string& branch) {
  for (BackportTree& tree : backport_trees(context)) {
    if (tree.branch == branch || updated_by(tree.branch) == branch) return std::move(tree);
  }
  return std::nullopt;
}

bool are_settled(const std::vector<Hotfix>& hotfixes) {
  return std::all_of(hotfixes.begin(), hotfixes.end(),
                     [](const Hotfix& one) { return is_settled(one.landing.state); });
}

void print_undo(const BackportPlace& place, const std::string& tip, std::ostream& out) {
  out << "done; to take it back:\n";
  print_lines({require_branch_at(place.branch, tip), delete_branch(place.branch)}, out);
}

int send(const BackportSession& session, BackportClone& clone, const BackportPlace& place,
         const std::string& tip, const Course& course) {
  const BackportMade made = made_on(clone.graph, tip, place.start);
  const BackportTarget target = target_of(clone.context);
  const BackportDelivery delivery = deliver(place, target, made);
  const std::string again = backport_command(session, course) + " --push";
  if (!session.options.push || delivery.step.acts.empty()) {
    print_next(session, delivery, place, again);
    return 0;
  }
  const Taken taken = take(delivery.step, session.steps, session.out);
  if (!delivery.words.empty()) session.out << visible(delivery.words) << "\n";
  if (taken == Taken::failed) {
    print_refused(session, place, target, again);
  }
  const bool is_there = target.remote.empty() || target.way == BackportWay::push;
  if (taken == Taken::done && is_there && !tip.empty()) drop_made(session, clone, place, tip);
  return exit_status(taken);
}

void require_all(const BackportSession& session, BackportClone& clone, const Course& course,
                 const BackportTree& made) {
  Commands confirm;
  bool is_whole = true;
  for (const Hotfix& one : released_of(clone.context, clone.index, course, parse_oid(made.tip))) {
    if (is_settled(one.landing.state)) continue;
    session.out << (is_whole ? "\n" : "") << owed_text({one}, made.branch);
    is_whole = false;
    const bool is_missing =
        one.landing.state == LandingState::missing || one.landing.state == LandingState::lost;
    if (!is_missing) confirm.push_back(confirm_landing(one.commit));
  }
  if (is_whole) return;
  session.out << "If something is missing, add it in a commit.\n";
  if (!confirm.empty()) {
    session.out << "If " << visible(made.branch) << " has the fix in another form, say so:\n";
    if (made.folder.empty())
      confirm.insert(confirm.begin(), "git switch " + shell_quote(made.branch));
    if (!made.folder.empty()) {
      for (std::string& line : confirm) line = in_folder(made.folder, line);
    }
    print_lines(confirm, session.out);
  }
  throw Refused(made.branch + " does not have all of " + name_of(course),
                made.folder.empty() ? backport_command(session, course)
                                    : backport_command(session, "--continue", made.branch));
}

void print_open(const BackportSession& session, const BackportTree& tree, const TreeStatus& status,
                const std::vector<Forecast::Conflict>& conflicts) {
  std::ostream& out = session.out;
  out << "\n"
      << count(status.open.size(), "file is", "files are") << " in conflict in "
      << visible(tree.folder) << ":\n";
  for (const OpenFile& file : status.open) {
    out << "  " << visible(file.path) << ": " << visible(file.what) << "\n";
    for (const Forecast::Conflict& conflict : conflicts) {
      if (conflict.path != file.path) continue;
      for (const Forecast::Conflict::Other& other : conflict.others) {
        out << "      " << short_id(other.commit) << " " << visible(other.subject) << " ("
            << visible(other.author) << ")\n";
      }
    }
    for (std::size_t i = 0; i < file.ways.size(); ++i) {
      out << (i == 0 ? "    " : "    or ") << visible(file.ways[i].words) << ":\n"
          << kIndent << kIndent << visible(file.ways[i].command) << "\n";
    }
  }
  out << "Settle each there, and then\n"
      << kIndent << visible(backport_command(session, "--continue", tree.branch)) << "\n"
      << "To give it up:\n"
      << kIndent << visible(backport_command(session, "--abort", tree.branch)) << "\n";
}

int stopped(const BackportSession& session, const std::string& branch,
            const std::vector<Forecast::Conflict>& conflicts) {
  BackportClone clone(session.request);
  const auto tree = tree_with(clone.context, branch);
  if (!tree || tree->is_gone) return 1;
  const Refs& refs = clone.context.refs;
  const TreeStatus status = status_of(clone.context, *tree, refs.development);
  if (status.open.empty()) {
    print_stopped(session, *tree, tree->is_stopped() || !clone.has(refs.development_id, tree->tip));
  } else {
    if (!tree->picking.empty()) session.out << "\nGo by what follows, not by git's hints above.\n";
    print_open(session, *tree, status, conflicts);
  }
  return 1;
}

}  // namespace hotfix
