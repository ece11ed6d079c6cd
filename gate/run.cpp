// SPDX-License-Identifier: MIT
#include "gate/run.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <iostream>
#include <memory>
#include <ostream>

#include "gate/base/path.h"
#include "gate/base/progress.h"
#include "gate/base/visible.h"
#include "gate/facts/gather.h"
#include "gate/facts/needs.h"
#include "gate/landing/ledger.h"
#include "gate/landing/picks.h"
#include "gate/landing/rollbacks.h"
#include "gate/landing/unsigned_commits.h"
#include "gate/page/markdown.h"
#include "gate/report/evaluate.h"
#include "gate/request/local_subject.h"
#include "gate/request/revision.h"
#include "gate/request/subject.h"

namespace hotfix {

static constexpr std::size_t kLongestSubject = 1'000;  // bytes: a ledger is for people

// The name of a revert button exempts nothing: a branch that also does something else is a hotfix
// under a wrong name. Where that cannot be found out, its rules are undecided anyway.
static Question as_it_is(const Context& context, LandingIndex& index, const Question& question) {
  if (question.subject.kind != SubjectKind::revert) return question;
  const Facts facts = gather(context, index, question, Need::history | Need::reverts);
  if (!facts.history || !facts.reverts || !facts.unknown.empty() || only_reverts(facts)) {
    return question;
  }
  Question hotfix = question;
  hotfix.subject.kind = SubjectKind::hotfix;
  hotfix.subject.well_named = false;
  return hotfix;
}

Report report_on(const Context& context, LandingIndex& index, const Question& asked) {
  const Question question = as_it_is(context, index, asked);
  const Need needs = needs_of(applicable_rules(context.policy, question.subject), question.subject);
  Report report = evaluate(gather(context, index, question, needs), context.policy);
  report.now = context.now;
  report.notes.insert(report.notes.begin(), context.notes.begin(), context.notes.end());
  return report;
}

// Judges again by the commits alone where the commit-graph turned out to be wrong about one:
// nothing that rests on it is kept.
static Judgement believing(const Request& request,
                           const std::function<Judgement(const Request&)>& judge) {
  std::string wrong;
  try {
    return judge(request);
  } catch (const WrongCommitGraph& error) {
    wrong = error.what();
  }
  Request warned = request;
  warned.trusts_clone = false;
  Judgement judgement = judge(warned);
  for (Report& report : judgement.reports) {
    report.notes.push_back(wrong +
                           ", and was not used; to write it anew: " + WrongCommitGraph::kFix);
  }
  return judgement;
}

static Judgement judge_push(const Request& request, const std::vector<RefUpdate>& updates) {
  const auto concerns = [&updates](const Policy& policy) {
    return std::any_of(updates.begin(), updates.end(), [&policy](const RefUpdate& update) {
      return subject_of_push(update, {}, policy).kind != SubjectKind::other;
    });
  };
  const auto opened = open_context_if(concerns, request, false, find_location(request.repository));
  if (opened == nullptr) return {};
  const Context& context = *opened;
  std::vector<Subject> subjects;
  for (const RefUpdate& update : updates) {
    Subject subject = pushed_subject(context, request, update);
    if (subject.kind != SubjectKind::other) subjects.push_back(std::move(subject));
  }
  Graph graph(context.repository);
  LandingIndex index(graph, context.policy);
  std::vector<Report> reports;
  for (const Subject& subject : subjects) {
    reports.push_back(report_on(context, index, {subject, context.refs}));
  }
  return {std::move(reports), context.policy};
}

Judgement check_push(const Request& request, const std::vector<RefUpdate>& updates) {
  if (updates.empty()) return {};
  return believing(request, [&](const Request& believed) { return judge_push(believed, updates); });
}

static Judgement judge_revision(const Request& request) {
  Request settled = request;
  if (const auto range = parse_range(request.revision)) {
    settled.production = resolve_revision(request, range->from).hex();
    settled.revision = range->to;
  }
  const Context context = open_context(settled, true);
  Graph graph(context.repository);
  LandingIndex index(graph, context.policy);
  const Subject subject = subject_of_revision(context, settled);
  Report report = report_on(context, index, {subject, context.refs});
  if (const std::string note = other_policy_note(context, request); !note.empty()) {
    const auto after = static_cast<std::ptrdiff_t>(context.notes.size());
    report.notes.insert(report.notes.begin() + after, note);
  }
  if (report.base == report.subject.head) {
    report.notes.push_back("there is nothing to judge: production has all of it");
  }
  return {{std::move(report)}, context.policy};
}

Judgement check_revision(const Request& request) { return believing(request, judge_revision); }

// What the ledger tells of its progress, for the person who watches; erased with the last copy.
static LedgerProgress shown(std::ostream* watcher, const std::string& what) {
  const auto progress = std::make_shared<Progress>(watcher, what);
  return [progress](std::size_t done, std::size_t all) { progress->show(done, all); };
}

static std::string url_of_home(const Context& context) {
  return setting(context.settings, "remote." + context.home + ".url");
}

// By its home's URL, else by the folder it is in.
static std::string name_of_repository(const Context& context) {
  const std::string name = repository_name(url_of_home(context));
  if (!name.empty()) return name;
  std::string_view folder = context.repository.common_dir();
  while (folder.ends_with('/')) folder.remove_suffix(1);
  if (folder.ends_with("/.git")) folder.remove_suffix(5);
  return std::string(base_name(folder));
}

// What the rules say that judge all hotfixes at once.
static void judge_ledger(const Context& context, LandingIndex& index, LedgerReport& report) {
  Subject subject;
  subject.stage = Stage::audit;
  subject.kind = SubjectKind::ledger;
  subject.head = context.refs.production_id;
  const Need needs = needs_of(applicable_rules(context.policy, subject), subject);
  const Facts facts =
      gather(context, index, {subject, context.refs, nullptr, read_markdown}, needs);
  Report judged = evaluate(facts, context.policy);
  report.post_mortems = facts.post_mortems.value_or(std::vector<PostMortem>{});
  report.findings = std::move(judged.findings);
  report.waived = std::move(judged.waived);
  report.undecided = std::move(judged.undecided);
  report.notes.insert(report.notes.end(), judged.notes.begin(), judged.notes.end());
}

LedgerReport empty_ledger(const Context& context) {
  LedgerReport report;
  report.refs = context.refs;
  report.repository = name_of_repository(context);
  report.pages = pages_of_remote(context.forge, url_of_home(context));
  report.now = context.now;
  report.notes = context.notes;
  report.backport_prefix = context.policy.backport_prefix;
  return report;
}

LedgerReport ledger_report(const Context& context, LandingIndex& index, std::ostream* watcher) {
  const LedgerQuestion question{production_tip(context, context.refs),
                                development_tip(context, context.refs), context.now};
  LedgerReport report = empty_ledger(context);
  report.hotfixes = ledger(index, context.policy, question, shown(watcher, "hotfixes"));
  find_beginnings(index.graph, report.hotfixes);
  try_picks(index, report.hotfixes, {question.development, context.refs.development});
  const std::vector<Hotfix> taken_back = rollbacks(index, context.policy, question);
  report.hotfixes.insert(report.hotfixes.end(), taken_back.begin(), taken_back.end());
  report.unsigned_commits =
      unsigned_commits(index, context.policy, question, shown(watcher, "other commits"));
  judge_ledger(context, index, report);
  for (Hotfix& hotfix : report.hotfixes) hotfix.subject = brief(hotfix.subject, kLongestSubject);
  return report;
}

Policy load_policy(const Request& request, std::vector<std::string>& notes) {
  const Context context = open_context(request, true);
  notes.insert(notes.end(), context.notes.begin(), context.notes.end());
  return context.policy;
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
  } catch (const Refused& refused) {
    err << program << ": " << visible(refused.what()) << '\n';
    if (!refused.fix.empty()) err << "  fix  " << visible(refused.fix) << '\n';
    return static_cast<int>(ExitStatus::blocked);
  } catch (const Undecidable& error) {
    err << program << ": could not decide: " << visible(error.what()) << "\n  fix  "
        << visible(error.fix) << '\n';
  } catch (const WrongCommitGraph& error) {
    err << program << ": could not decide: " << error.what() << "\n  fix  "
        << WrongCommitGraph::kFix << '\n';
  } catch (const std::exception& error) {
    err << program << ": could not decide: this is a bug of " << program
        << ", please report it: " << visible(error.what()) << '\n';
  }
  return static_cast<int>(ExitStatus::undecided);
}

// Is it a pipe whose reader is gone, as after `| head`? That is nobody's mistake.
static bool is_read_no_more(int descriptor) {
  pollfd one{descriptor, 0, 0};
  return poll(&one, 1, 0) == 1 && (one.revents & POLLERR) != 0;
}

// A file that is opened where one of the three is closed would get what is printed. What is printed
// to this one is lost, and known to be.
static void occupy_closed_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (fcntl(stream, F_GETFD) == -1 && errno == EBADF) open("/dev/null", O_RDONLY);
  }
}

int run_printing(const std::string& program, const std::function<int()>& body) {
  occupy_closed_streams();
  std::signal(SIGPIPE, SIG_IGN);
  const int status = guarded(program, std::cerr, body);
  std::cout.flush();
  if (std::cout || status != 0) return status;
  if (!is_read_no_more(STDOUT_FILENO)) {
    std::cerr << program << ": what was to be printed could not be written\n";
  }
  return static_cast<int>(ExitStatus::undecided);
}

}  // namespace hotfix
