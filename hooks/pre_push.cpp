// SPDX-License-Identifier: MIT
#include "hooks/pre_push.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <ctime>
#include <iostream>
#include <set>
#include <string>

#include "gate/base/terminal.h"
#include "gate/base/visible.h"
#include "gate/git/discovery/command.h"
#include "gate/report/render.h"
#include "gate/request/subject.h"
#include "gate/run.h"
#include "hooks/chained.h"
#include "hooks/version.h"

namespace hotfix {

namespace {

constexpr const char* kProgram = "hotfix-pre-push";

// What a push may wait for the forecast and the debts; the hook says so when they took longer.
constexpr std::chrono::milliseconds kPatience{250};

// What git wrote to it; as much as could be read.
std::string read_input() {
  std::string text;
  std::array<char, 16 * 1024> part;
  for (;;) {
    const ssize_t got = read(STDIN_FILENO, part.data(), part.size());
    if (got == 0 || (got < 0 && errno != EINTR)) return text;
    if (got > 0) text.append(part.data(), static_cast<std::size_t>(got));
  }
}

bool is_fast_forward(const RefUpdate& update) {
  if (update.local_id.empty()) return false;
  return update.remote_id.empty() ||
         run_git({"merge-base", "--is-ancestor", update.remote_id, update.local_id}).status == 0;
}

// When the policy cannot be had, the defaults say whether a push must be judged at all: a broken
// policy must not stop the branch that fixes it, nor development, which that is merged into.
bool must_be_judged(const std::vector<RefUpdate>& updates) {
  const Policy defaults = default_policy();
  return std::any_of(updates.begin(), updates.end(), [&defaults](const RefUpdate& update) {
    const SubjectKind kind = subject_of_push(update, {}, defaults).kind;
    if (kind == SubjectKind::development) return !is_fast_forward(update);
    return kind != SubjectKind::other;
  });
}

int refuse(const UsageError& error) {
  std::cerr << kProgram << ": " << visible(error.what()) << "\n";
  return static_cast<int>(ExitStatus::usage);
}

int refuse_unjudged(const PolicyError& error) {
  refuse(error);
  std::cerr << "This push cannot be judged without the policy, so it is refused.\n"
            << "  fix  correct " << kPolicyPath
            << " on a branch that is not named hotfix/*, push that"
            << " branch, and\n       have an administrator merge it past the check\n"
            << "       in an emergency: git push --no-verify\n";
  return static_cast<int>(ExitStatus::usage);
}

int warn(const UsageError& error) {
  std::cerr << kProgram << ": warning: " << visible(error.what()) << "\n";
  return 0;
}

// Why a report that says nothing else is undecided; empty for every other one.
std::string only_reason(const Report& report) {
  std::string reason;
  if (!report.findings.empty() || !report.waived.empty()) return reason;
  for (const Undecided& one : report.undecided) reason += one.reason + "\n" + one.fix + "\n";
  return reason;
}

// In full for the first of a reason; then a line is enough.
std::string text_of(const Report& report, const TextStyle& style, std::set<std::string>& told) {
  const std::string reason = only_reason(report);
  if (reason.empty() || told.insert(reason).second) return render_text(report, style);
  return "UNDECIDED  " + visible(report.subject.branch) + " for the same reason\n";
}

int tell(const Judgement& judgement) {
  if (judgement.reports.empty()) return 0;
  TextStyle style{wants_color(STDERR_FILENO), true, judgement.policy.undecided_blocks};
  style.width = width_of(STDERR_FILENO, 0);
  style.links = has_links(STDERR_FILENO);
  bool first = true;
  std::set<std::string> told;
  for (const Report& report : judgement.reports) {
    const std::string text = text_of(report, style, told);
    if (text.empty()) continue;
    std::cerr << (first ? "" : "\n") << text;
    first = false;
  }
  const Verdict verdict = worst(judgement.reports);
  if (verdict == Verdict::undecided && !judgement.policy.undecided_blocks) return 0;
  return static_cast<int>(exit_status(verdict));
}

int judge(const Request& request, const std::string& input) {
  const std::vector<RefUpdate> updates = parse_pre_push(input);
  try {
    return tell(check_push(request, updates));
  } catch (const Undecidable& error) {
    if (!must_be_judged(updates)) return 0;
    std::cerr << kProgram
              << ": this push was NOT checked, CI will decide: " << visible(error.what())
              << "\n  fix  " << visible(error.fix) << "\n";
    return 0;
  } catch (const PolicyError& error) {
    return must_be_judged(updates) ? refuse_unjudged(error) : warn(error);
  } catch (const UsageError& error) {
    return must_be_judged(updates) ? refuse(error) : warn(error);
  }
}

// A fault of ours is never a reason to stop a push.
int let_go_when_undecided(int status) {
  return status == static_cast<int>(ExitStatus::undecided) ? 0 : status;
}

}  // namespace

int pre_push(int argc, char** argv) {
  if (const auto status = answer_about_itself(argc, argv, kProgram)) return *status;
  std::signal(SIGPIPE, SIG_IGN);
  const std::string input = read_input();
  Request request;
  request.now = std::time(nullptr);
  request.patience = kPatience;
  request.trusts_clone = !is_in_ci();
  if (argc > 1) request.remote = argv[1];
  bool by_policy = false;
  const int status = guarded(kProgram, std::cerr, [&] {
    const int judged = judge(request, input);
    by_policy = true;
    return judged;
  });
  if (const int refused = by_policy ? status : let_go_when_undecided(status)) return refused;
  return run_next_hook(argc, argv, &input);
}

}  // namespace hotfix
