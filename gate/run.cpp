// SPDX-License-Identifier: MIT
#include "gate/run.h"

#include <algorithm>
#include <csignal>
#include <fstream>
#include <iostream>
#include <ostream>
#include <sstream>

#include "gate/base/progress.h"
#include "gate/base/visible.h"
#include "gate/facts/gather.h"
#include "gate/git/command.h"
#include "gate/git/tree.h"
#include "gate/landing/ledger.h"
#include "gate/report/evaluate.h"
#include "gate/request/subject.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

std::string git_line(const Request& request, const std::vector<std::string>& arguments) {
  const CommandResult git = run_git(arguments, request.repository, !request.repository.empty());
  return git.status == 0 ? git.out.substr(0, git.out.find('\n')) : std::string{};
}

// The policy that judges comes from production. Say so when the file at hand is another one.
void note_other_policy(Context& context, const Request& request) {
  const std::string top = git_line(request, {"rev-parse", "--show-toplevel"});
  std::ifstream file(top + "/" + std::string(kPolicyPath), std::ios::binary);
  if (top.empty() || !file || !request.policy_file.empty()) return;
  std::stringstream here;
  here << file.rdbuf();
  Graph graph(context.repository);
  const Oid tip = parse_oid(context.refs.production_id);
  const TreeEntry entry = tip == Oid{}
                              ? TreeEntry{}
                              : find_path(context.repository, graph.header(tip).tree, kPolicyPath);
  if (entry.mode != 0 &&
      context.repository.read(entry.id, ObjectType::blob).data() == here.view()) {
    return;
  }
  context.notes.push_back("the working tree's " + std::string(kPolicyPath) +
                          " does not count; judged by " + context.policy_source +
                          " (try it with --policy " + std::string(kPolicyPath) + ")");
}

Subject lint_subject(const Context& context, const std::string& branch) {
  Subject subject;
  subject.branch = branch;
  switch (kind_of_branch(branch, context.policy)) {
    case SubjectKind::production:
      throw UsageError(branch + " is not a hotfix branch; name one: hotfix-lint <branch>");
    case SubjectKind::development:
      subject.kind = SubjectKind::promotion;
      break;
    case SubjectKind::revert:
      subject.kind = SubjectKind::revert;
      break;
    default:
      subject.kind = SubjectKind::hotfix;
      subject.well_named = context.policy.hotfix_branch(branch);
  }
  return subject;
}

// A branch is looked for here first, then on the remote, with or without the remote's name.
std::string full_name(const Context& context, const std::string& name) {
  for (const std::string& folder :
       {std::string("refs/heads/"), "refs/remotes/" + context.remote + "/"}) {
    if (context.repository.commit_of_ref(folder + name)) return folder + name;
  }
  return "refs/remotes/" + name;
}

// The branch that a person means by `revision`; empty for a commit.
std::string branch_named(const Context& context, const Request& request, Subject& subject) {
  std::string name = request.revision;
  if (name.empty() || name == "HEAD") {
    name = git_line(request, {"symbolic-ref", "-q", "HEAD"});
  } else if (!name.starts_with("refs/")) {
    name = full_name(context, name);
  }
  const auto tip = name.empty() ? std::nullopt : context.repository.commit_of_ref(name);
  if (!tip) return {};
  const std::string remote = "refs/remotes/" + context.remote + "/";
  for (const std::string& prefix : {std::string("refs/heads/"), remote}) {
    if (!name.starts_with(prefix)) continue;
    subject = lint_subject(context, name.substr(prefix.size()));
    if (prefix != remote) subject.local_branch = subject.branch;
    subject.head = tip->hex();
    return subject.branch;
  }
  return {};
}

Subject subject_of_revision(const Context& context, const Request& request) {
  Subject subject;
  if (!branch_named(context, request, subject).empty()) return subject;
  subject.head =
      resolve_revision(request, request.revision.empty() ? "HEAD" : request.revision).hex();
  return subject;
}

// `git push origin HEAD` pushes the current branch: fixes had better name it.
void name_current_branch(const Context& context, const Request& request, RefUpdate& update) {
  if (update.local_ref != "HEAD" && update.local_ref != "@") return;
  const std::string branch = git_line(request, {"symbolic-ref", "-q", "HEAD"});
  if (branch.empty()) return;
  const auto tip = context.repository.commit_of_ref(branch);
  if (tip && tip->hex() == update.local_id) update.local_ref = branch;
}

}  // namespace

Report judge(const Context& context, const Subject& subject, const PullRequest* pull_request) {
  const auto rules = applicable_rules(context.policy, subject);
  const Need needs = needs_of(rules, subject);
  Report report = evaluate(gather(context, subject, needs, pull_request), context.policy);
  report.now = context.now;
  report.notes.insert(report.notes.begin(), context.notes.begin(), context.notes.end());
  return report;
}

Judgement judge_push(const Request& request, const std::vector<RefUpdate>& updates) {
  Judgement judgement;
  if (updates.empty()) return judgement;
  const Context context = open_context(request, false);
  judgement.policy = context.policy;
  for (RefUpdate update : updates) {
    const std::string remote = redact_url(request.remote);
    if (subject_of_push(update, remote, context.policy).kind == SubjectKind::other) continue;
    name_current_branch(context, request, update);
    judgement.reports.push_back(judge(context, subject_of_push(update, remote, context.policy)));
  }
  return judgement;
}

Judgement judge_revision(const Request& request) {
  Request settled = request;
  const auto range = parse_range(request.revision);
  if (range) {
    settled.production = resolve_revision(request, range->from).hex();
    settled.revision = range->to;
  }
  Context context = open_context(settled, true);
  note_other_policy(context, request);
  Report report = judge(context, subject_of_revision(context, settled));
  if (report.base == report.subject.head) {
    report.notes.push_back("there is nothing to judge: production has all of it");
  }
  return {{std::move(report)}, context.policy};
}

LedgerReport judge_ledger(const Context& context, std::ostream* watcher) {
  const LedgerQuestion question{production_tip(context), development_tip(context), context.now};
  Graph graph(context.repository);
  Lander lander(graph, question.production);
  Progress progress(watcher, "hotfixes");
  LedgerReport report;
  report.refs = context.refs;
  report.now = context.now;
  report.notes = context.notes;
  report.hotfixes = ledger(graph, lander, context.policy, question,
                           [&](std::size_t done, std::size_t all) { progress.show(done, all); });
  return report;
}

Policy load_policy(const Request& request, std::vector<std::string>& notes) {
  Context context = open_context(request, true);
  notes.insert(notes.end(), context.notes.begin(), context.notes.end());
  return std::move(context.policy);
}

Verdict worst(const std::vector<Report>& reports) {
  Verdict verdict = Verdict::pass;
  for (const Report& report : reports) {
    if (report.verdict == Verdict::blocked) return Verdict::blocked;
    if (report.verdict == Verdict::undecided) verdict = Verdict::undecided;
  }
  return verdict;
}

ExitStatus exit_status(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass:
      return ExitStatus::pass;
    case Verdict::blocked:
      return ExitStatus::blocked;
    case Verdict::undecided:
      return ExitStatus::undecided;
  }
  return ExitStatus::undecided;
}

int guarded(const std::string& program, std::ostream& err, const std::function<int()>& body) {
  try {
    return body();
  } catch (const UsageError& error) {
    err << program << ": " << visible(error.what()) << '\n';
    return static_cast<int>(ExitStatus::usage);
  } catch (const Undecidable& error) {
    err << program << ": could not decide: " << visible(error.what()) << "\n  fix  "
        << visible(error.fix) << '\n';
  } catch (const std::exception& error) {
    err << program << ": could not decide: this is a bug of " << program
        << ", please report it: " << visible(error.what()) << '\n';
  }
  return static_cast<int>(ExitStatus::undecided);
}

int run_printing(const std::string& program, const std::function<int()>& body) {
  std::signal(SIGPIPE, SIG_IGN);
  const int status = guarded(program, std::cerr, body);
  std::cout.flush();
  const bool is_lost = !std::cout && status == 0;
  return is_lost ? static_cast<int>(ExitStatus::undecided) : status;
}

}  // namespace hotfix
