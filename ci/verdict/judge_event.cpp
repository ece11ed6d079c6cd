// SPDX-License-Identifier: MIT
#include "ci/verdict/judge_event.h"

#include "gate/base/error.h"
#include "gate/facts/arrivals.h"
#include "gate/page/markdown.h"
#include "gate/request/context.h"
#include "gate/request/revision.h"
#include "gate/request/subject.h"
#include "gate/run.h"
#include "rules/support/commit_subject.h"
#include "rules/support/forge.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

// One run of the gate: what it goes by, and the report that it fills.
struct Run {
  const Request& request;
  const Context& context;
  LandingIndex& index;
  GateReport& report;

  const Event& event() const { return report.event; }
  const Policy& policy() const { return context.policy; }
};

// A CI checks out as much as its step says: with all of it, nothing has to be fetched.
std::string fix_in_ci(const std::string& fix, Cause cause, Forge forge) {
  if (cause != Cause::not_fetched) return fix;
  return std::string(whole_history(forge)) + ", or run: " + fix;
}

// Whose policy is asked? Without production nothing can be said, not even that the event is not
// judged.
void require_production(const Context& context) {
  if (!context.refs.production_id.empty()) return;
  throw Undecidable("the production branch " + context.home + "/" + context.refs.production +
                        " is not here (if it has another name, give it with --production)",
                    fetch_command(context.home, context.refs.production), Cause::not_fetched);
}

// A rule may look at any commit: one that was cut off would be a wrong answer somewhere.
void require_history(const Context& context) {
  if (context.repository.shallow().empty()) return;
  throw Undecidable("the clone is shallow: a part of the history is not here",
                    "git fetch --unshallow", Cause::not_fetched);
}

// The event's id, or what a person wrote for one, as a full id of a commit that is here.
std::string resolved(const Run& run, const std::string& revision) {
  const std::string id =
      is_full_id(revision) ? revision : resolve_revision(run.request, revision).hex();
  if (run.context.repository.contains(parse_oid(id))) return lower(id);
  throw Undecidable("commit " + short_id(id) + " is not here",
                    "git fetch " + shell_quote(run.context.home) + " " + id, Cause::not_fetched);
}

void add_report(const Run& run, const Subject& subject, const Refs& refs) {
  const auto& known = run.event().pull_request;
  run.report.reports.push_back(
      report_on(run.context, run.index, {subject, refs, known ? &*known : nullptr, read_markdown}));
  for (Undecided& one : run.report.reports.back().undecided) {
    one.fix = fix_in_ci(one.fix, one.cause, run.context.forge);
  }
}

void add_ledger(const Run& run) {
  require_history(run.context);
  run.report.ledger = ledger_report(run.context, run.index);
}

// A person may have named the head by a revision, which the forge's answer was not compared with.
void require_newest(const Run& run, const std::string& head) {
  const auto& known = run.event().pull_request;
  if (!known || known->head.empty() || known->head == head) return;
  const std::string request(request_name(run.context.forge));
  throw Undecidable("the " + request + " is at " + short_id(known->head) + ", but " +
                        short_id(head) + " was to be judged",
                    "git fetch " + shell_quote(run.context.home) + ", and judge what the " +
                        request + " has now");
}

void warn_of_state(GateReport& report) {
  const Event& event = report.event;
  if (event.closed) {
    report.warnings.push_back(
        "the " + std::string(request_name(event.forge)) +
        " is closed; it is judged all the same, since it can be opened again and "
        "its check counts then");
  }
  const bool is_old = event.attempt > 1 && event.pull_request && !event.pull_request->live;
  if (!is_old) return;
  report.warnings.push_back(
      "this is a re-run: title, body and labels are as they were at the first run; push, or give "
      "the present ones with --pr-json");
}

void require_fork(const Event& event) {
  if (!event.fork_is_gone) return;
  throw Undecidable(
      "the repository that the " + std::string(request_name(event.forge)) + " comes from is gone",
      "push its branch to this repository and open a new " +
          std::string(request_name(event.forge)));
}

// A check stands on the commit, not on the pull request: of two with one head, what is said of
// the one would count for the other.
void require_no_twin(const Run& run) {
  const Event& event = run.event();
  const std::size_t own = event.pull_request ? event.pull_request->number : 0;
  for (const OpenPullRequest& one : event.open) {
    if (one.number == own || one.head != lower(event.head)) continue;
    throw Undecidable(
        std::string(request_name(event.forge)) + " " + std::to_string(one.number) + " into " +
            run.policy().production +
            " has the same head, and a check belongs to the commit: that of one would count for "
            "the other",
        close_pull_request(run.context.forge, one.number) +
            ", or this one, or push another commit to one of them; then run this check again");
  }
}

void judge_pull_request(const Run& run) {
  Subject subject = subject_of_pull_request(run.event(), run.policy());
  if (subject.kind == SubjectKind::other) {
    require_no_twin(run);
    run.report.not_applicable = run.event().branch + " into " + run.event().target +
                                " is not a hotfix, revert, promotion or backport";
    return;
  }
  require_fork(run.event());
  require_history(run.context);
  subject.head = run.report.event.head = resolved(run, run.event().head);
  require_newest(run, subject.head);
  // As the author has it: the fixes are for that clone. Where that of a fork is, is not known here.
  subject.local_branch = subject.branch;
  subject.remote = subject.fork.empty() ? run.context.home : std::string();
  subject.old_head = subject.head;
  warn_of_state(run.report);
  add_report(run, subject, run.context.refs);
  require_no_twin(run);
}

// Where a branch stood before it moved: empty where it was not there. A push tells it as a full id:
// with the whole history here, one that is not in it was rewritten, and nobody can fetch it.
std::string resolved_before(const Run& run) {
  const std::string& before = run.event().before;
  const bool is_told = run.event().kind == Event::Kind::push && is_full_id(before);
  return before.empty() || is_told ? lower(before) : resolved(run, before);
}

// Production as the event moves it.
Subject subject_of_update(const Run& run, Stage stage) {
  Event& event = run.report.event;
  Subject subject;
  subject.stage = stage;
  subject.kind = SubjectKind::production;
  subject.branch = subject.local_branch = run.policy().production;
  subject.remote = run.context.home;
  subject.head = event.head = resolved(run, event.head);
  subject.old_head = event.before = resolved_before(run);
  return subject;
}

bool is_revert(const Policy& policy, const Commit& commit) {
  return is_revert_subject(commit.subject()) ||
         policy.revert_branch(merged_branch(commit.subject()));
}

// What a merge queue made of one pull request: the branch that it merged, or the commit itself. A
// merge that does more than to bring one branch is judged as a whole.
Subject subject_of_step(const Policy& policy, const Arrival& arrival) {
  const Commit& step = arrival.commit;
  Subject subject;
  subject.queued = true;
  if (is_revert(policy, step)) subject.kind = SubjectKind::revert;
  const bool is_plain = step.parents.size() == 2 && arrival.own_changes.empty();
  subject.head = is_plain ? step.parents[1] : step.id;
  return subject;
}

// Production as it is just before a step of the queue.
Refs refs_before(const Commit& step, const Refs& refs) {
  Refs before = refs;
  before.production_id = step.parents.front();
  before.production_ref = short_id(before.production_id);
  return before;
}

constexpr auto kFixOfQueued =
    "what is found here is fixed on the branch of the pull request: take it out of the queue, fix "
    "it, and queue it again";

// Each pull request that the queue made a commit of, by what git knows about it. Without
// development there are no such commits, and the rules of the group have said so.
void judge_steps(const Run& run, const Subject& group) {
  const Refs& refs = run.context.refs;
  if (refs.development_id.empty()) return;
  const ArrivalQuestion question{parse_oid(group.old_head), parse_oid(group.head),
                                 parse_oid(refs.development_id)};
  for (const Arrival& arrival : arrivals_of(run.index.graph, run.policy(), question)) {
    if (arrival.from_development || arrival.commit.parents.empty()) continue;
    add_report(run, subject_of_step(run.policy(), arrival), refs_before(arrival.commit, refs));
    Report& report = run.report.reports.back();
    if (!report.findings.empty()) report.notes.push_back(kFixOfQueued);
  }
}

void judge_merge_group(const Run& run) {
  if (run.event().target != run.policy().production) {
    run.report.not_applicable =
        "a merge queue of " + run.event().target + ", which is not production";
    return;
  }
  require_history(run.context);
  const Subject group = subject_of_update(run, Stage::merge_group);
  add_report(run, group, run.context.refs);
  judge_steps(run, group);
}

void judge_push(const Run& run) {
  const Event& event = run.event();
  if (event.branch != run.policy().production) {
    run.report.not_applicable = event.branch + " is not " + run.policy().production +
                                ": of pushes, only those to production are judged";
    return;
  }
  if (event.head.empty()) {
    throw Undecidable(event.branch + " was deleted",
                      "git push " + shell_quote(run.context.home) + " " +
                          shell_quote(event.before + ":refs/heads/" + event.branch));
  }
  require_history(run.context);
  add_report(run, subject_of_update(run, Stage::released), run.context.refs);
  add_ledger(run);
}

void judge(const Run& run) {
  switch (run.event().kind) {
    case Event::Kind::pull_request:
      return judge_pull_request(run);
    case Event::Kind::merge_group:
      return judge_merge_group(run);
    case Event::Kind::push:
      return judge_push(run);
    case Event::Kind::ledger:
      return add_ledger(run);
    case Event::Kind::other:
      return;
  }
}

void open_and_judge(const Request& asked, GateReport& report) {
  Request request = asked;
  request.target = report.event.target.empty() ? report.event.branch : report.event.target;
  const Context context = open_context(request, false);
  require_production(context);
  report.policy_source = context.policy_source;
  Graph graph(context.repository);
  LandingIndex index(graph, context.policy);
  judge({request, context, index, report});
}

}  // namespace

GateReport judge_event(const Request& request, const Event& event) {
  GateReport report;
  report.event = event;
  report.not_applicable = event.nothing;
  if (!event.nothing.empty()) return report;
  try {
    open_and_judge(request, report);
  } catch (const UsageError& error) {
    report.failure = {ExitStatus::usage, error.what(), {}};
  } catch (const Undecidable& error) {
    report.failure = {ExitStatus::undecided, error.what(),
                      fix_in_ci(error.fix, error.cause, request.forge)};
  }
  return report;
}

}  // namespace hotfix
