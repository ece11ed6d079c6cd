// SPDX-License-Identifier: MIT
#include "tests/gate/report/ledger/sample_ledgers.h"

#include "gate/base/hex.h"
#include "rules/model/registry.h"

namespace hotfix::test {

namespace {

constexpr std::int64_t kNow = 1'750'000'000, kDay = 86'400;

}  // namespace

Hotfix released(char digit, LandingState state, std::int64_t age) {
  Hotfix one;
  one.commit = std::string(40, digit);
  one.subject = std::string("hotfix: number ") + digit;
  one.author = "Ann";
  one.found_by = HotfixSign::subject;
  one.released_at = kNow - age;
  one.deadline = one.released_at + kDay;
  one.landing.state = state;
  one.landing.reason = "a reason";
  one.overdue = !is_settled(state) && kNow > one.deadline;
  return one;
}

PostMortem post_mortem(const Hotfix& hotfix, PostMortemState state) {
  PostMortem one;
  one.commit = hotfix.commit;
  one.subject = hotfix.subject;
  one.path = std::string("docs/post-mortems/2025-06-15-number-") + hotfix.commit[0] + ".md";
  one.state = state;
  one.deadline = hotfix.released_at + 2 * kDay;
  const bool is_done = state == PostMortemState::written || state == PostMortemState::waived;
  one.overdue = !is_done && kNow > one.deadline;
  return one;
}

RuleFinding found(const PostMortem& one, const std::string& message, Level level) {
  RuleFinding found{&rule_with(Role::post_mortem), {}};
  found.finding.message = message;
  found.finding.commit = one.commit;
  found.finding.level = level;
  return found;
}

LedgerReport report_of(std::vector<Hotfix> hotfixes) {
  LedgerReport report;
  report.refs.production_id = std::string(40, 'e');
  report.refs.production_ref = "origin/kars-prod";
  report.refs.development_id = std::string(40, 'f');
  report.refs.development_ref = "origin/kars-dev";
  report.now = kNow;
  report.hotfixes = std::move(hotfixes);
  return report;
}

namespace {

// Of the first hotfixes of a full ledger: one is due, one is missing, one unfinished, one written,
// one waived.
void add_post_mortems(LedgerReport& report) {
  const std::vector<Hotfix>& all = report.hotfixes;
  PostMortem due = post_mortem(all[0], PostMortemState::missing),
             missing = post_mortem(all[1], PostMortemState::missing),
             unfinished = post_mortem(all[3], PostMortemState::unfinished),
             written = post_mortem(all[4], PostMortemState::written),
             waived = post_mortem(all[5], PostMortemState::waived);
  unfinished.path = "docs/post-mortems/a|\n<b>x.md";
  unfinished.open = {"Root Cause", "<img src=x> @all"};
  written.written_at = written.deadline - kDay;
  report.post_mortems = {due, missing, unfinished, written, waived};
  report.findings = {
      found(unfinished, "4 is not filled in: Root Cause, <img src=x> @all", Level::warning),
      found(missing, "kars-dev has no post-mortem of 1 `x` <b> [y](http://e.vil)", Level::error)};
  report.findings[0].finding.path = unfinished.path;
  report.findings[0].finding.hint = "Fill it in, in " + unfinished.path + " on kars-dev";
  report.findings[1].finding.details = {"it would be " + missing.path};
  report.findings[1].finding.fix = {"git hotfix post-mortem --write 111111111111"};
  report.waived = {{&rule_with(Role::post_mortem),
                    "<b>a typo</b> in a text",
                    waived.commit,
                    {found(waived, "kars-dev has no post-mortem of 6", Level::warning).finding}}};
}

}  // namespace

// One of everything, with what hostile people write.
LedgerReport full_ledger() {
  Hotfix late = released('1', LandingState::missing, 4 * kDay + 4 * 3600);
  late.subject = "hotfix: \x1b[31m| `x` <b> [y](http://e.vil) @all #1 caf\xe9\r\n| z |";
  late.author = "@everyone\n<img src=x>";
  Hotfix later = released('2', LandingState::lost, 2 * kDay);
  later.landing.evidence = {std::string(40, 'b')};
  Hotfix young = released('3', LandingState::uncertain, 3600);
  young.landing.evidence = {std::string(40, 'c')};
  Hotfix unknown = released('4', LandingState::undecided, 9 * kDay);
  unknown.landing.reason = "history is shallow";
  unknown.landing.fix = "git fetch --unshallow";
  Hotfix back = released('5', LandingState::adapted, 9 * kDay);
  back.landing.evidence.assign(5, std::string(40, 'd'));
  back.landing.similarity = 0.98765;
  back.landing.signal = LandingSignal::content;
  back.landed_at = kNow - kDay;
  back.begun_at = back.released_at - 5400;
  Hotfix waived = released('6', LandingState::waived, 9 * kDay);
  waived.landing.reason = "only production has this";
  Hotfix gone = released('8', LandingState::missing, 3600);
  gone.lost_on_production = std::string(40, '9');
  gone.overdue = true;
  gone.false_date = kNow + kDay;
  Hotfix rollback = released('a', LandingState::missing, 7200);
  rollback.subject = "Revert \"feat: too much\"";
  rollback.found_by = HotfixSign::rollback;
  LedgerReport report = report_of({young, late, later, unknown, back, waived,
                                   released('7', LandingState::withdrawn, kDay), gone, rollback});
  for (unsigned i = 0; i < 12; ++i) {
    std::string id;
    while (id.size() < 40) id += hex_of(0xa0 + i, 2);
    report.unsigned_commits.push_back(released('0', LandingState::missing, kDay));
    report.unsigned_commits.back().commit = id;
    report.unsigned_commits.back().subject = "Fix @all of <b>it</b> | " + std::to_string(i);
  }
  add_post_mortems(report);
  report.notes = {"there is no origin/kars-prod; compared with the local branch"};
  return report;
}

LedgerReport ledger_of_many(std::size_t hotfixes) {
  LedgerReport report = report_of({});
  const std::int64_t all = static_cast<std::int64_t>(hotfixes);
  for (std::int64_t i = 0; i < all; ++i) {
    const bool is_owed = i % 11 == 10;
    Hotfix one =
        released('1', is_owed ? LandingState::missing : LandingState::equivalent, (all - i) * kDay);
    one.commit = hex_of(0xabc000000000u + static_cast<std::uint64_t>(i), 12) + std::string(28, '0');
    if (!is_owed) one.landed_at = one.released_at + (i % 5 + 1) * 6 * 3600;
    if (!is_owed) one.landing.evidence = {std::string(40, 'd')};
    report.hotfixes.push_back(one);
  }
  return report;
}

}  // namespace hotfix::test
