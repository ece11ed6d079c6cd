// SPDX-License-Identifier: MIT
#include "gate/report/ledger/timeline.h"

#include "tests/gate/report/ledger/sample_ledgers.h"
#include "tests/support/catch.h"

using namespace hotfix;
using namespace hotfix::test;

namespace {

constexpr std::int64_t kMinute = 60;

Hotfix took(std::int64_t to_production, std::int64_t to_development) {
  Hotfix hotfix = released('1', LandingState::landed, 86'400);
  hotfix.begun_at = hotfix.released_at - to_production * kMinute;
  hotfix.landed_at = hotfix.released_at + to_development * kMinute;
  return hotfix;
}

}  // namespace

TEST_CASE("the workflow gives the spans that git sees what their phases have together",
          "[gate][ledger]") {
  CHECK(allowed(LedgerSpan::to_production) == 90 * kMinute);
  CHECK(allowed(LedgerSpan::to_development) == 85 * kMinute);
}

TEST_CASE("a hotfix is measured from commit to production to development", "[gate][ledger]") {
  const Hotfix hotfix = took(50, 30);
  CHECK(measured(hotfix, LedgerSpan::to_production) == 50 * kMinute);
  CHECK(measured(hotfix, LedgerSpan::to_development) == 30 * kMinute);
  CHECK_FALSE(measured(hotfix, LedgerSpan::none));
}

TEST_CASE("what git does not know is not measured", "[gate][ledger]") {
  Hotfix open = released('1', LandingState::missing, 86'400);
  CHECK_FALSE(measured(open, LedgerSpan::to_production));
  CHECK_FALSE(measured(open, LedgerSpan::to_development));
  Hotfix first_on_development = took(50, -30), false_date = took(50, 30);
  false_date.false_date = 1;
  CHECK_FALSE(measured(first_on_development, LedgerSpan::to_development));
  CHECK_FALSE(measured(false_date, LedgerSpan::to_development));
}

TEST_CASE("the times of a ledger are their median, the longest and how many are slow",
          "[gate][ledger]") {
  const LedgerReport report = report_of({took(10, 90), took(100, 20), took(30, 500)});
  const LedgerTimes times = measured_times(report, LedgerSpan::to_development);
  CHECK(times.hotfixes == 3);
  CHECK(times.median == 90 * kMinute);
  CHECK(times.longest == 500 * kMinute);
  CHECK(times.slower == 2);
  CHECK(measured_times(report_of({}), LedgerSpan::to_production).hotfixes == 0);
}
