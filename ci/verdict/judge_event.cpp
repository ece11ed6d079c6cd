// SPDX-License-Identifier: MIT
#include "ci/verdict/judge_event.h"

#include "gate/base/error.h"
#include "gate/facts/arrivals.h"
#include "gate/request/context.h"
#include "gate/request/subject.h"
#include "gate/run.h"
#include "rules/support/commit_subject.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr const char* kWholeHistory = "in the step of actions/checkout, set: fetch-depth: 0";

class EventJudge {
 public:
  EventJudge(const Request& request, GateReport& report)
      : request_(request),
        report_(report),
        event_(report.event),
        context_(open_context(request, false)) {}

  void judge() {
    require_production();
    switch (event_.kind) {
      case Event::Kind::pull_request:
        return pull_request();
      case Event::Kind::merge_group:
        return merge_group();
      case Event::Kind::push:
        return push();
      case Event::Kind::ledger:
        return ledger();
      case Event::Kind::other:
        return;
    }
  }

 private:
  // Whose policy is asked? Without production nothing can be said, not even that it is none of our
  // business.
  void require_production() {
    if (!context_.refs.production_id.empty()) {
      report_.policy_source = context_.policy_source;
      return;
    }
    throw Undecidable(
        "the production branch " + context_.home + "/" + context_.refs.production + " is not here",
        std::string(kWholeHistory) +
            ", or run: " + fetch_command(context_.home, context_.refs.production) +
            "   # or, if it has another name, give it with --production");
  }

  // A rule may look at any commit: one that was cut off would be a wrong answer somewhere.
  void require_history() const {
    if (context_.repository.shallow().empty()) return;
    throw Undecidable("the clone is shallow: a part of the history is not here",
                      std::string(kWholeHistory) + ", or run: git fetch --unshallow");
  }

  // The event's id, or what a person wrote for one.
  std::string resolved(const std::string& revision) const {
    const std::string id =
        is_full_id(revision) ? revision : resolve_revision(request_, revision).hex();
    if (context_.repository.contains(parse_oid(id))) return lower(id);
    throw Undecidable("commit " + short_id(id) + " is not here",
                      std::string(kWholeHistory) + ", or run: git fetch " +
                          shell_quote(context_.home) + " " + id);
  }

  void pull_request() {
    Subject subject = subject_of_pull_request(event_, context_.policy);
    if (subject.kind == SubjectKind::other) {
      report_.not_applicable =
          event_.branch + " into " + event_.target + " is no hotfix, revert, promotion or backport";
      return;
    }
    require_history();
    subject.head = event_.head = resolved(event_.head);
    require_newest(subject.head);
    // As the author has it: the fixes are for that clone. Where a fork's is, nobody knows here.
    subject.local_branch = subject.branch;
    subject.remote = subject.fork.empty() ? context_.home : std::string();
    subject.old_head = subject.head;
    warn_of_old_payload();
    add(subject);
  }

  // A person may have named the head by a revision, which the forge's answer was not compared with.
  void require_newest(const std::string& head) const {
    if (!event_.pull_request || event_.pull_request->head.empty()) return;
    if (event_.pull_request->head == head) return;
    throw Undecidable(
        "the pull request is at " + short_id(event_.pull_request->head) + ", and " +
            short_id(head) + " was to be judged",
        "git fetch " + shell_quote(context_.home) + ", and judge what the pull request has now");
  }

  void warn_of_old_payload() {
    const bool is_old = event_.attempt > 1 && event_.pull_request && !event_.pull_request->live;
    if (!is_old) return;
    report_.warnings.push_back(
        "this is a re-run: title, body and labels are as they were at the first run; push, or give "
        "the present ones with --pr-json");
  }

  void merge_group() {
    if (event_.target != context_.policy.production) {
      report_.not_applicable = "a merge queue of " + event_.target + ", which is not production";
      return;
    }
    require_history();
    const Subject group = update_of_production(Stage::merge_group);
    add(group);
    each_hotfix_of(group);
  }

  // Each pull request that the queue made a commit of, by what git can tell about it.
  void each_hotfix_of(const Subject& group) {
    if (context_.refs.development_id.empty()) return;  // the rules of the group have said so
    Graph graph(context_.repository);
    const ArrivalQuestion question{parse_oid(group.old_head), parse_oid(group.head),
                                   parse_oid(context_.refs.development_id)};
    const Refs refs = context_.refs;
    for (const Arrival& arrival : arrivals_of(graph, context_.policy, question)) {
      if (arrival.from_development || arrival.commit.parents.empty()) continue;
      context_.refs.production_id = arrival.commit.parents.front();
      context_.refs.production_ref = short_id(context_.refs.production_id);
      Subject subject;
      if (is_revert(arrival.commit)) subject.kind = SubjectKind::revert;
      subject.head =
          arrival.commit.parents.size() > 1 ? arrival.commit.parents[1] : arrival.commit.id;
      add(subject);
    }
    context_.refs = refs;
  }

  bool is_revert(const Commit& commit) const {
    return is_revert_subject(commit.subject()) ||
           context_.policy.revert_branch(merged_branch(commit.subject()));
  }

  void push() {
    if (event_.branch != context_.policy.production) {
      report_.not_applicable = event_.branch + " is not " + context_.policy.production +
                               ": of pushes, only those to production are judged";
      return;
    }
    if (event_.head.empty()) {
      throw Undecidable(event_.branch + " was deleted",
                        "git push " + shell_quote(context_.home) + " " +
                            shell_quote(event_.before + ":refs/heads/" + event_.branch));
    }
    require_history();
    if (event_.before.empty()) {
      report_.warnings.push_back(event_.branch +
                                 " was just made: there is nothing to compare it with");
    } else {
      add(update_of_production(Stage::released));
    }
    ledger();
  }

  Subject update_of_production(Stage stage) {
    Subject subject;
    subject.stage = stage;
    subject.kind = SubjectKind::production;
    subject.branch = subject.local_branch = context_.policy.production;
    subject.remote = context_.home;
    subject.head = event_.head = resolved(event_.head);
    subject.old_head = event_.before = resolved(event_.before);
    return subject;
  }

  void ledger() {
    require_history();
    report_.ledger = judge_ledger(context_);
  }

  void add(const Subject& subject) {
    const PullRequest* known = event_.pull_request ? &*event_.pull_request : nullptr;
    report_.reports.push_back(hotfix::judge(context_, subject, known));
    for (Undecided& one : report_.reports.back().undecided) {
      if (one.fix.starts_with("git fetch")) {
        one.fix = std::string(kWholeHistory) + ", or run: " + one.fix;
      }
    }
  }

  const Request& request_;
  GateReport& report_;
  Event& event_;
  Context context_;
};

}  // namespace

GateReport judge_event(const Request& request, const Event& event) {
  GateReport report;
  report.event = event;
  if (!event.nothing.empty()) {
    report.not_applicable = event.nothing;
    return report;
  }
  try {
    EventJudge(request, report).judge();
  } catch (const UsageError& error) {
    report.failure = {ExitStatus::usage, error.what(), {}};
  } catch (const Undecidable& error) {
    report.failure = {ExitStatus::undecided, error.what(), error.fix};
  }
  return report;
}

}  // namespace hotfix
