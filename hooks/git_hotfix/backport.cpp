// SPDX-License-Identifier: MIT
#include "hooks/git_hotfix/backport.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <ostream>

#include "gate/base/error.h"
#include "gate/base/time_text.h"
#include "gate/base/visible.h"
#include "gate/report/ledger/ledger_words.h"
#include "gate/request/context.h"
#include "gate/workflow/promoted.h"
#include "hooks/git_hotfix/backport_resume.h"
#include "hooks/git_hotfix/backport_session.h"
#include "hooks/git_hotfix/clone.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr const char* kIndent = "    ";

std::string fetch_both(const Context& context) {
  const Refs& refs = context.refs;
  const auto refspec = [&](const std::string& name) {
    return shell_quote("+refs/heads/" + name + ":refs/remotes/" + context.home + "/" + name);
  };
  return "git fetch " + shell_quote(context.home) + " " + refspec(refs.production) + " " +
         refspec(refs.development);
}

// Where nobody can be asked, an old development does no harm: a push to it goes forward only.
Taken fetch_first(const BackportSession& session) {
  const Context context = open_context(session.request, true);
  const bool is_wanted = session.options.fetch || !is_fresh(context);
  if (is_local(context) || session.options.no_fetch || !is_wanted) return Taken::done;
  const std::string& development = context.refs.development;
  const std::string question = age_words(context) + ". Fetch it and " + development + " first?";
  if (!session.options.fetch && !agreed(question, StepOptions{}, false, session.out)) {
    session.out << age_words(context) << "; --fetch does it first\n";
    return Taken::done;
  }
  StepOptions quiet = session.steps;
  quiet.yes = true;  // it was asked already
  return take({"fetch " + context.refs.production + " and " + development, {{fetch_both(context)}}},
              quiet, session.out);
}

std::string folder_of(const Context& context, const std::string& branch,
                      const std::string& wanted) {
  if (!wanted.empty()) return std::filesystem::absolute(wanted).lexically_normal().string();
  std::string name = branch;
  std::replace(name.begin(), name.end(), '/', '-');
  return main_worktree(context) + "-" + name;
}

void require_released(const Course& course, const Context& context) {
  require_own(context, course);
  if (!course.brought.empty()) return;
  const Refs& refs = context.refs;
  throw Refused(
      course.branch + " is not on " + refs.production + " yet: a hotfix goes to production first",
      "merge it there; if it is there already: " + fetch_command(context.home, refs.production));
}

// Development's own work would be deleted there.
void require_no_promotion(const Context& context, Graph& graph, const Course& course) {
  for (const std::string& id : course.brought) {
    if (!takes_back_promotion(context, graph, graph.commit(parse_oid(id)))) continue;
    const std::string& development = context.refs.development;
    throw Refused(short_id(id) + " takes back a promotion: on " + development +
                      " it would delete what was promoted, which is " + development + "'s own work",
                  "if nothing is wrong with it, say so in a commit there: Hotfix-Waive: backport " +
                      short_id(id) + " <reason>");
  }
}

int nothing_owed(const BackportSession& session, const Course& course,
                 const std::vector<Hotfix>& released, const Refs& refs) {
  for (const Hotfix& hotfix : released) {
    const Landing& landing = hotfix.landing;
    const std::string evidence = evidence_words(landing);
    session.out << short_id(hotfix.commit) << " " << visible(hotfix.subject) << ": "
                << state_name(landing.state) << ", " << state_words(landing.state)
                << (evidence.empty() ? "" : " (" + evidence + ")") << "\n";
  }
  session.out << "Nothing is owed to " << visible(refs.development) << " for "
              << visible(name_of(course)) << ".\n";
  return 0;
}

void print_older(const BackportSession& session, const std::vector<Hotfix>& older,
                 const Refs& refs) {
  if (older.empty()) return;
  session.out << visible(refs.development)
              << " does not have what is older in the same files. Bring that first:\n";
  for (const Hotfix& hotfix : older) {
    session.out << kIndent << "git hotfix backport " << short_id(hotfix.commit)
                << visible(given_options(session.request)) << "\n";
  }
}

void print_plan(const BackportSession& session, const BackportPlan& plan, const Refs& refs) {
  std::ostream& out = session.out;
  out << owed_text(plan.owed, refs.development);
  if (!plan.why.empty()) out << "It is picked, not merged: " << visible(plan.why) << ".\n";
  if (plan.method == BackportMethod::merge && !plan.riders.empty()) {
    out << "The merge also brings " << count(plan.riders.size(), "commit") << " of "
        << visible(refs.production) << ":\n";
    for (const std::string& rider : first_few(plan.riders))
      out << kIndent << visible(rider) << "\n";
  }
  if (!plan.forecast) {
    out << "It could not be tried in memory.\n";
  } else if (plan.forecast->outcome == Forecast::Outcome::conflicts) {
    out << "It will stop, for you to resolve:\n" << conflicts_text(plan.forecast->conflicts);
    print_older(session, plan.older, refs);
  } else if (plan.forecast->outcome == Forecast::Outcome::clean) {
    out << "It applies without a conflict.\n";
  }
}

void require_work(const BackportPlan& plan, const Course& course, const Context& context) {
  if (!plan.work.empty()) return;
  Facts facts;
  facts.refs = context.refs;
  Commands confirm;
  for (const Hotfix& one : plan.owed) confirm.push_back(confirm_landing(one.commit));
  std::string fix;
  for (const std::string& command : on_development(facts, confirm)) {
    fix += (fix.empty() ? "" : " && ") + command;
  }
  throw Refused("a pick of " + name_of(course) + " would change nothing on " +
                    context.refs.development + "; if it has the fix, say so there",
                fix);
}

// What a name that is taken stands for.
enum class Earlier { none, empty, made, outdated, other };

struct EarlierBranch {
  Earlier is = Earlier::none;
  std::string tip;
};

EarlierBranch earlier_branch(BackportClone& clone, const Course& course,
                             const std::string& branch) {
  const auto id = clone.context.repository.commit_of_ref("refs/heads/" + branch);
  if (!id) return {};
  const std::string& development = clone.context.refs.development_id;
  const std::string tip = id->hex();
  if (clone.has(development, tip)) return {Earlier::empty, tip};
  for (const Hotfix& one : released_of(clone.context, clone.index, course, *id)) {
    if (!is_settled(one.landing.state)) return {Earlier::other, tip};
  }
  return {clone.has(tip, development) ? Earlier::made : Earlier::outdated, tip};
}

[[noreturn]] void refuse_other(const std::string& branch, const Course& course) {
  throw Refused(
      "there is a branch " + branch + " already, which does not have all of " + name_of(course),
      "give it another name: git branch -m " + shell_quote(branch) + " " +
          shell_quote(branch + "-old"));
}

void refuse_under_way(const BackportSession& session, const Context& context,
                      const std::string& branch) {
  const auto tree = tree_with(context, branch);
  if (!tree) return;
  throw Refused(tree->branch + " is under way in " + tree->folder,
                backport_command(session, "--continue", branch) + ", or " +
                    backport_command(session, "--abort", branch));
}

// What is asked for, and what is known of it.
struct Asked {
  const Course& course;
  const BackportPlace& place;
  std::vector<Forecast::Conflict> conflicts = {};
  bool is_new = true;  // there was no branch
};

// After a step that made the branch: is all of it there, and where does it go?
int finish(const BackportSession& session, const Asked& asked) {
  const BackportPlace& place = asked.place;
  BackportClone clone(session.request);
  const auto tip = clone.context.repository.commit_of_ref("refs/heads/" + place.branch);
  if (!tip) return 1;
  BackportTree made;
  made.branch = place.branch;
  made.tip = tip->hex();
  if (asked.is_new) print_undo(place, made.tip, session.out);
  require_all(session, clone, asked.course, made);
  return send(session, clone, place, made.tip, asked.course);
}

void require_folder(const std::string& folder) {
  std::error_code error;
  if (!std::filesystem::exists(folder, error)) return;
  throw Refused(folder + " is there already, and the backport would be made in it",
                "name another one with --folder");
}

int make(BackportSession session, BackportClone& clone, const Asked& asked, const Step& step) {
  require_folder(asked.place.folder);
  switch (take(step, session.steps, session.out)) {
    case Taken::failed:
      return stopped(session, asked.place.branch, asked.conflicts);
    case Taken::declined:
      return 1;
    case Taken::shown:
      return send(session, clone, asked.place, {}, asked.course);
    case Taken::done:
      break;
  }
  session.steps.yes = true;
  return finish(session, asked);
}

int make_new(const BackportSession& session, BackportClone& clone, Asked asked,
             const std::vector<Hotfix>& released, const EarlierBranch& earlier) {
  const Context& context = clone.context;
  const BackportPlan plan =
      plan_backport(context, clone.index, asked.course, released, session.options.method);
  require_work(plan, asked.course, context);
  print_plan(session, plan, context.refs);
  Step step = bring(plan, asked.course, asked.place);
  if (earlier.is == Earlier::empty) {
    const std::string drop = drop_branch(asked.place.branch, short_id(earlier.tip));
    step.acts.insert(step.acts.begin(), {drop});
  }
  if (plan.forecast) asked.conflicts = plan.forecast->conflicts;
  return make(session, clone, asked, step);
}

// `tip`: of the branch as it was made. An earlier run may have been killed on its way.
int update(const BackportSession& session, BackportClone& clone, const Asked& asked,
           const std::string& tip) {
  const std::string branch = update_branch_of(asked.place.branch);
  const EarlierBranch earlier = earlier_branch(clone, asked.course, branch);
  Step step = bring_up_to_date(asked.place, tip);
  switch (earlier.is) {
    case Earlier::none:
      break;
    case Earlier::empty:
      step.acts.insert(step.acts.begin(), {drop_branch(branch, short_id(earlier.tip))});
      break;
    case Earlier::made:
      step.acts = take_over(asked.place.branch, tip);
      break;
    case Earlier::outdated:
    case Earlier::other:
      refuse_other(branch, asked.course);
  }
  return make(session, clone, asked, step);
}

int make_owed(const BackportSession& session, BackportClone& clone, const Course& course,
              const std::vector<Hotfix>& released) {
  const Context& context = clone.context;
  const std::string branch = backport_branch_of(course, context.policy);
  refuse_under_way(session, context, branch);
  const BackportPlace place =
      place_of(context, branch, folder_of(context, branch, session.options.folder));
  const EarlierBranch earlier = earlier_branch(clone, course, branch);
  switch (earlier.is) {
    case Earlier::none:
    case Earlier::empty:
      break;
    case Earlier::made:
      session.out << visible(branch) << " has all of " << visible(name_of(course)) << " already.\n";
      return send(session, clone, place, earlier.tip, course);
    case Earlier::outdated:
      session.out << visible(branch) << " was made on an older " << visible(place.development)
                  << ".\n";
      return context.policy.backport.way == BackportWay::push
                 ? update(session, clone, {course, place, {}, false}, earlier.tip)
                 : send(session, clone, place, earlier.tip, course);
    case Earlier::other:
      refuse_other(branch, course);
  }
  return make_new(session, clone, {course, place}, released, earlier);
}

int begin(const BackportSession& session) {
  if (fetch_first(session) == Taken::failed) return 1;
  BackportClone clone(session.request);
  const Context& context = clone.context;
  const Oid development = development_tip(context, context.refs);
  const Course course = course_of(context, clone.index, session.options.hotfix);
  require_released(course, context);
  const std::vector<Hotfix> released = released_of(context, clone.index, course, development);
  if (are_settled(released)) return nothing_owed(session, course, released, context.refs);
  require_no_promotion(context, clone.graph, course);
  return make_owed(session, clone, course, released);
}

// They would lead git away from the folder that a command names.
void require_no_repository_in_environment() {
  for (const char* name : {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"}) {
    if (std::getenv(name) != nullptr) {
      throw UsageError(std::string(name) + " is set: go into the repository, and unset it");
    }
  }
}

}  // namespace

int backport(const Request& request, const BackportOptions& options, const StepOptions& steps,
             std::ostream& out) {
  require_no_repository_in_environment();
  Request anywhere = request;
  if (!request.policy_file.empty()) {
    anywhere.policy_file = std::filesystem::absolute(request.policy_file).string();
  }
  const BackportSession session{anywhere, options, steps, out};
  if (options.abort) return abort_backport(session);
  return options.proceed ? continue_backport(session) : begin(session);
}

}  // namespace hotfix
