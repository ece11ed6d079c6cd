// SPDX-License-Identifier: MIT
#include "hooks/git_hotfix/status.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <ostream>
#include <set>

#include "gate/base/error.h"
#include "gate/base/file.h"
#include "gate/base/progress.h"
#include "gate/base/time_text.h"
#include "gate/documents/post_mortems.h"
#include "gate/facts/gather.h"
#include "gate/facts/needs.h"
#include "gate/facts/worktree.h"
#include "gate/git/tree.h"
#include "gate/landing/landing.h"
#include "gate/landing/ledger.h"
#include "gate/landing/picks.h"
#include "gate/page/markdown.h"
#include "gate/report/evaluate.h"
#include "gate/request/pull_request_fields.h"
#include "gate/request/pull_request_json.h"
#include "gate/request/subject.h"
#include "gate/run.h"
#include "gate/workflow/backport.h"
#include "gate/workflow/backport_tree.h"
#include "gate/workflow/course.h"
#include "gate/workflow/hotfix_branches.h"
#include "gate/workflow/promoted.h"
#include "gate/workflow/status/make_status.h"
#include "hooks/git_hotfix/clone.h"
#include "hooks/git_hotfix/set_right.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr std::int64_t kOld = 60 * 60;              // seconds since production was fetched
constexpr std::int64_t kLately = 7 * 24 * 60 * 60;  // seconds since the release

// One run: what was learned of one hotfix serves the next.
struct Session {
  explicit Session(const Request& request)
      : context(open_context(request, true)),
        graph(context.repository),
        index(graph, context.policy),
        checked_out(checked_out_hotfix(context)),
        given(given_options(request)) {}

  const Context context;
  Graph graph;
  LandingIndex index;
  const std::string checked_out;                        // the hotfix branch; empty: none is
  const std::string given;                              // StatusFacts::given
  std::optional<std::vector<PostMortem>> post_mortems;  // all are found together, once
};

// How its two branches differ.
void add_distance(Session& session, StatusFacts& facts) {
  const Course& course = facts.course;
  if (course.local_tip.empty()) return;
  if (course.remote_tip.empty()) {
    facts.ahead = course.commits.size();
    return;
  }
  const Divergence parted =
      diverge(session.graph, parse_oid(course.remote_tip), parse_oid(course.local_tip));
  facts.ahead = parted.ahead.size();
  facts.behind = parted.behind;
}

Subject subject_of(const Course& course) {
  Subject subject;
  subject.branch = course.branch;
  if (course.tip() == course.local_tip) subject.local_branch = course.branch;
  subject.head = course.tip();
  return subject;
}

// Says nothing of earlier hotfixes, for which the whole ledger would be read: they have their own
// status. How this one will go to development is told all the same.
Report report_alone(Session& session, const Question& question) {
  Policy policy = session.context.policy;
  switch_off(policy, rule_with(Role::backport));
  const Need needs = needs_of(applicable_rules(policy, question.subject), question.subject);
  return evaluate(gather(session.context, session.index, question, needs | Need::forecast), policy);
}

// What the rules say of the branch, as `hotfix-lint` asks them.
void judge_branch(Session& session, StatusFacts& facts) {
  const Course& course = facts.course;
  if (course.released || course.commits.empty()) return;
  facts.report = report_alone(session, {subject_of(course), session.context.refs});
}

Event event_of(const Session& session, const StatusFacts& facts, const std::string& file) {
  const auto text = read_file(file == "-" ? "/dev/stdin" : file, kPayloadLimit);
  if (!text) {
    throw Undecidable("--pr-json " + file + ": cannot be read: " + std::strerror(errno),
                      "give a file, or - for standard input");
  }
  Event event;
  event.kind = Event::Kind::pull_request;
  event.branch = facts.course.branch;
  apply_live_pull_request(event, *text, session.context.forge);
  return event;
}

// The same of its pull request, as the gate asks them, when that is of this very commit.
void judge_request(Session& session, StatusFacts& facts, const std::string& file) {
  const Event event = event_of(session, facts, file);
  KnownRequest request;
  request.number = event.pull_request ? event.pull_request->number : 0;
  request.head = event.head;
  request.target = event.target;
  if (!event.nothing.empty()) request.state = KnownRequest::State::merged;
  if (event.closed) request.state = KnownRequest::State::closed;
  const bool is_open = request.state == KnownRequest::State::open;
  request.is_judged = is_open && facts.report && event.head == facts.course.tip() &&
                      event.target == facts.refs.production;
  facts.request = request;
  if (!request.is_judged) return;
  Subject subject = subject_of_pull_request(event, session.context.policy);
  subject.head = subject.old_head = event.head;
  subject.local_branch = subject.branch;
  subject.remote = facts.remote;
  facts.report =
      report_alone(session, {subject, session.context.refs, &*event.pull_request, read_markdown});
}

// How many files of tests production's commit brought.
std::size_t tests_of(Session& session, const Oid& commit) {
  const std::vector<Oid>& parents = session.graph.parents(commit);
  const Oid before = parents.empty() ? Oid{} : session.graph.header(parents.front()).tree;
  const std::vector<TreeChange> changes =
      diff_trees(session.context.repository, before, session.graph.header(commit).tree);
  return static_cast<std::size_t>(
      std::count_if(changes.begin(), changes.end(), [&](const TreeChange& change) {
        return change.after.mode != 0 &&
               session.context.policy.classify(change.path) == PathClass::test;
      }));
}

// Its backport that was made and that development does not have yet: a branch that has it.
std::optional<BackportBranch> backport_of(Session& session, const Course& course,
                                          const std::string& remote) {
  const std::string name = backport_branch_of(course, session.context.policy);
  const Oid commit = parse_oid(course.released->commit);
  Lander lander(session.index);
  const auto has_it = [&](const std::string& ref) {
    const auto tip = session.context.repository.commit_of_ref(ref + name);
    return tip && is_there(lander.commit(commit, *tip).state);
  };
  if (!remote.empty() && has_it("refs/remotes/" + remote + "/")) return BackportBranch{name, true};
  if (has_it("refs/heads/")) return BackportBranch{name, false};
  return std::nullopt;
}

// The work tree in which its backport waits for a person; empty: none does.
std::string conflict_of(Session& session, const Course& course) {
  const std::string branch = backport_branch_of(course, session.context.policy);
  for (const BackportTree& tree : backport_trees(session.context)) {
    if (tree.branch == branch && tree.is_stopped() && !tree.is_gone) return tree.folder;
  }
  return {};
}

KnownPostMortem known(const PostMortem& document) {
  KnownPostMortem known;
  known.deadline = document.deadline;
  known.written_at = document.written_at;
  known.is_complete =
      document.state == PostMortemState::written || document.state == PostMortemState::waived;
  known.words = document.state == PostMortemState::waived    ? "waived: " + document.waived_because
                : document.state == PostMortemState::missing ? ""
                                                             : document.path;
  if (document.state == PostMortemState::unreadable) known.fault = "it cannot be read";
  if (document.state == PostMortemState::unfinished) {
    known.fault = "unfinished: " + with_commas(document.open);
  }
  return known;
}

// nullopt: it could not be found out. Where the policy asks for none, nothing is missing.
std::optional<KnownPostMortem> post_mortem_of(Session& session, const std::string& commit) {
  try {
    if (!session.post_mortems) {
      const Context& context = session.context;
      session.post_mortems = post_mortems(session.index, context.policy,
                                          {production_tip(context, context.refs),
                                           development_tip(context, context.refs), context.now},
                                          read_markdown);
    }
  } catch (const Undecidable&) {
    return std::nullopt;
  }
  for (const PostMortem& one : *session.post_mortems) {
    if (one.commit == commit) return known(one);
  }
  KnownPostMortem none;
  none.is_complete = true;
  none.words = "none is asked for";
  return none;
}

// Of a merge: what it brought, and when that was begun and done.
void add_merged(Session& session, const Oid& release, StatusFacts& facts) {
  const std::vector<Oid> parents = session.graph.parents(release);
  if (parents.size() != 2) return;
  const Oid merged = parents[1];
  facts.merged_subject = session.graph.commit(merged).subject();
  if (facts.course.finished_at) return;
  facts.course.begun_at = facts.course.released->begun_at;
  facts.course.finished_at = session.graph.header(merged).time;
}

void add_release(Session& session, StatusFacts& facts) {
  if (!facts.course.released) return;
  const Hotfix& released = *facts.course.released;
  const Oid id = parse_oid(released.commit);
  try {
    facts.is_promotion_taken_back =
        takes_back_promotion(session.context, session.graph, session.graph.commit(id));
    facts.tests = 0;
    for (const std::string& one : facts.course.brought) {
      *facts.tests += tests_of(session, parse_oid(one));
    }
    add_merged(session, id, facts);
  } catch (const Undecidable&) {
    facts.tests.reset();  // its parent was cut off: not known
  }
  const bool is_owed =
      released.landing.state != LandingState::undecided && !is_settled(released.landing.state);
  if (is_owed) {
    facts.backport = backport_of(session, facts.course, facts.remote);
    facts.conflict = conflict_of(session, facts.course);
  }
  facts.post_mortem = post_mortem_of(session, released.commit);
  facts.set_right_by = being_set_right_by(session.context, session.index, facts.course);
}

StatusFacts facts_about(Session& session, const Course& course) {
  const Context& context = session.context;
  StatusFacts facts;
  facts.course = course;
  facts.refs = context.refs;
  facts.forge = context.forge;
  facts.now = context.now;
  facts.given = session.given;
  if (is_remote(context.settings, context.remote)) facts.remote = context.remote;
  facts.is_checked_out = !course.branch.empty() && session.checked_out == course.branch;
  if (!course.local_tip.empty()) {
    facts.folder = other_worktree_with(context.repository, course.branch);
  }
  add_distance(session, facts);
  judge_branch(session, facts);
  add_release(session, facts);
  return facts;
}

HotfixStatus status_about(Session& session, const Course& course) {
  return status_of(facts_about(session, course), session.context.policy);
}

// One that cannot be looked at stands in a list all the same.
HotfixStatus undecided(Session& session, const std::string& branch, const Undecidable& error) {
  StatusFacts facts;
  facts.course.branch = branch;
  facts.course.incident = read_incident(session.context.settings, branch);
  facts.refs = session.context.refs;
  facts.now = session.context.now;
  facts.unknown = error.what();
  facts.unknown_fix = error.fix;
  return status_of(facts, session.context.policy);
}

std::vector<HotfixStatus> of_branches(Session& session, std::ostream* watcher) {
  std::vector<HotfixStatus> found;
  const std::vector<std::string> branches = hotfix_branches(session.context);
  Progress progress(watcher, "branches");
  for (const std::string& branch : branches) {
    progress.show(found.size(), branches.size());
    try {
      found.push_back(status_about(session, course_of(session.context, session.index, branch)));
    } catch (const Undecidable& error) {
      found.push_back(undecided(session, branch, error));
    }
  }
  return found;
}

// Production's hotfixes that are owed, or new; none where there can be no ledger.
std::vector<HotfixStatus> of_ledger(Session& session, const std::set<std::string>& known) {
  const Context& context = session.context;
  std::vector<HotfixStatus> found;
  if (context.refs.development_id.empty() || !context.repository.shallow().empty()) return found;
  const LedgerQuestion question{production_tip(context, context.refs),
                                development_tip(context, context.refs), context.now};
  std::vector<Hotfix> hotfixes = ledger(session.index, context.policy, question);
  find_beginnings(session.graph, hotfixes);
  for (const Hotfix& hotfix : hotfixes) {
    const bool is_new = context.now - hotfix.released_at <= kLately;
    if (known.contains(hotfix.commit) || (is_settled(hotfix) && !is_new)) continue;
    const Commit release = session.graph.commit(parse_oid(hotfix.commit));
    found.push_back(status_about(session, course_of(context, release, hotfix)));
  }
  return found;
}

std::vector<HotfixStatus> all_of(Session& session, std::ostream* watcher) {
  std::vector<HotfixStatus> all = of_branches(session, watcher);
  std::set<std::string> known;
  for (const HotfixStatus& one : all) {
    known.insert(one.course.brought.begin(), one.course.brought.end());
  }
  const std::vector<HotfixStatus> more = of_ledger(session, known);
  all.insert(all.end(), more.begin(), more.end());
  std::stable_sort(all.begin(), all.end(), [](const HotfixStatus& one, const HotfixStatus& other) {
    return one.newest > other.newest;
  });
  return all;
}

bool is_under_way(const HotfixStatus& status) {
  return status.phase != HotfixPhase::complete && status.phase != HotfixPhase::unknown;
}

HotfixStatus one_of(Session& session, const StatusOptions& options) {
  const Course course = course_of(session.context, session.index, options.named);
  StatusFacts facts = facts_about(session, course);
  if (!options.pull_request.empty()) judge_request(session, facts, options.pull_request);
  return status_of(facts, session.context.policy);
}

void find(Session& session, const StatusOptions& options, StatusReport& report) {
  const bool is_told = !options.named.empty() || !session.checked_out.empty();
  if (is_told && !options.is_all) {
    report.hotfixes = {one_of(session, options)};
    return;
  }
  if (!options.pull_request.empty()) {
    throw UsageError("--pr-json is of one hotfix: name its branch");
  }
  report.hotfixes = all_of(session, options.progress);
  report.is_list = true;
  if (options.is_all ||
      std::count_if(report.hotfixes.begin(), report.hotfixes.end(), is_under_way) != 1) {
    return;
  }
  std::erase_if(report.hotfixes, [](const HotfixStatus& one) { return !is_under_way(one); });
  report.is_list = false;
}

// The ledger of those that are released.
LedgerReport ledger_of(Session& session, const StatusReport& report) {
  LedgerReport ledger = empty_ledger(session.context);
  for (const HotfixStatus& one : report.hotfixes) {
    if (one.course.released) ledger.hotfixes.push_back(*one.course.released);
  }
  std::stable_sort(
      ledger.hotfixes.begin(), ledger.hotfixes.end(),
      [](const Hotfix& one, const Hotfix& other) { return one.released_at < other.released_at; });
  const Oid development = parse_oid(session.context.refs.development_id);
  if (development != Oid{}) {
    try_picks(session.index, ledger.hotfixes, {development, session.context.refs.development});
  }
  return ledger;
}

// What others did since is not known here.
std::string stale_note(const Context& context) {
  const std::int64_t age = context.now - context.fetched_at;
  const bool is_known = context.fetched_at > 0 && is_remote(context.settings, context.home);
  if (!is_known || age < kOld) return {};
  return context.refs.production + " is as it was " + shown_duration(age) + " ago: git fetch " +
         shell_quote(context.home);
}

bool is_undecided(const HotfixStatus& status) { return status.phase == HotfixPhase::undecided; }

}  // namespace

int status(const Request& request, const StatusOptions& options, std::ostream& out) {
  if (options.is_all && !options.named.empty()) {
    throw UsageError("--all and a name do not go together");
  }
  if (options.html == "-") throw UsageError("--html - : give it the name of a file");
  Session session(request);
  StatusReport report;
  report.refs = session.context.refs;
  report.now = session.context.now;
  report.notes = session.context.notes;
  if (const std::string old = stale_note(session.context); !old.empty())
    report.notes.push_back(old);
  find(session, options, report);
  if (!options.html.empty()) {
    const LedgerReport ledger = ledger_of(session, report);
    report.repository = ledger.repository;
    leave_page(options.html, render_status_html(report, ledger));
  }
  out << options.format->render(report, options.style);
  const bool is_known = std::none_of(report.hotfixes.begin(), report.hotfixes.end(), is_undecided);
  return static_cast<int>(is_known ? ExitStatus::pass : ExitStatus::undecided);
}

}  // namespace hotfix
