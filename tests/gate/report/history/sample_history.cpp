// SPDX-License-Identifier: MIT
#include "tests/gate/report/history/sample_history.h"

#include "rules/model/registry.h"

namespace hotfix::test {

namespace {

constexpr std::int64_t kNewest = 1'750'000'000, kDay = 86'400;

Finding finding_of(const std::string& message, Level level = Level::error) {
  Finding finding;
  finding.message = message;
  finding.level = level;
  return finding;
}

// The days before the newest, and the lines of one file of it.
PastChange change_of(std::size_t days, std::size_t lines) {
  PastChange change;
  change.commit = std::string(40, "0123456789ab"[days]);
  change.subject = "hotfix: number " + std::to_string(days);
  change.is_hotfix = true;
  change.released_at = kNewest - static_cast<std::int64_t>(days) * kDay;
  change.report.rules = {find_rule("minimal-diff"), find_rule("tests-present")};
  change.size = ChangeSize{1 + lines / 100, lines};
  return change;
}

void refuse(PastChange& change, const char* rule, const std::string& message) {
  change.report.findings.push_back({find_rule(rule), finding_of(message)});
  change.report.verdict = Verdict::blocked;
}

}  // namespace

HistoryReport full_history() {
  HistoryReport report;
  report.refs.production_id = std::string(40, 'e');
  report.policy_source = "origin/kars-prod:.hotfix.toml";
  report.limit = {5, 100};
  report.asked = 12;
  report.promotions = 3;
  report.shared = 1;
  report.others = 4;
  report.rules = {find_rule("branch-name"), find_rule("minimal-diff"), find_rule("tests-present")};
  report.not_replayed = {{find_rule("severity"), "the pull request is not known"},
                         {find_rule("incident-record"), "the pull request is not known"},
                         {find_rule("backport"), "it is about the present"}};
  report.notes = {"there is no origin/kars-prod; compared with the local branch"};
  const std::size_t lines[] = {130, 4, 0, 17, 33, 8, 12, 2, 950, 61, 5, 1};
  for (std::size_t i = 0; i < 12; ++i) report.changes.push_back(change_of(i, lines[i]));
  std::vector<PastChange>& changes = report.changes;
  changes[0].subject =
      "hotfix: \x1b[31m| `x` <b> [y](http://e.vil) @all #1 caf\xe9\r| z |, and more";
  refuse(changes[0], "minimal-diff", "2 files and 130 lines of production code changed");
  refuse(changes[0], "tests-present", "2 files of production code changed and no test did");
  changes[3].report.findings = {
      {find_rule("tests-present"), finding_of("it is only warned of", Level::warning)}};
  changes[4].report.waived = {
      {find_rule("tests-present"), "there is no time", std::string(40, 'd'), {finding_of("no")}}};
  changes[5].report.undecided = {
      {find_rule("tests-present"), "history is shallow", "git fetch --unshallow"}};
  changes[5].report.rules = {find_rule("minimal-diff")};
  changes[5].report.verdict = Verdict::undecided;
  refuse(changes[8], "minimal-diff", "10 files and 950 lines of production code changed");
  for (const std::size_t release : {6U, 7U}) {
    changes[release].branch = "release/" + std::to_string(release);
    changes[release].is_hotfix = false;
    changes[release].brings_development = true;
    changes[release].size.reset();
    refuse(changes[release], "branch-name", "branch release/6 is not named hotfix/<slug>");
  }
  return report;
}

}  // namespace hotfix::test
