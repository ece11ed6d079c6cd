// SPDX-License-Identifier: MIT
#include "gate/landing/judge.h"

#include "tests/support/catch.h"

using namespace hotfix;

namespace {

LandingJudgement judgement(LandingState state) {
  LandingJudgement made;
  made.is_in_effect = true;
  made.landing.state = state;
  made.landing.signal = LandingSignal::content;
  made.landing.similarity = 0.625;
  made.landing.reason = "the same fix, adapted";
  made.landing.evidence = {std::string(40, 'a'), std::string(40, 'b')};
  return made;
}

}  // namespace

TEST_CASE("a judgement that is kept as bytes comes back as it was", "[landing]") {
  const auto back = judgement_of(to_bytes(judgement(LandingState::adapted)));
  REQUIRE(back);
  CHECK(back->is_in_effect);
  CHECK(back->landing.state == LandingState::adapted);
  CHECK(back->landing.signal == LandingSignal::content);
  CHECK(back->landing.similarity == 0.625);
  CHECK(back->landing.reason == "the same fix, adapted");
  CHECK(back->landing.evidence.size() == 2);
}

TEST_CASE("bytes that make no sense, or that say nothing, are not a judgement", "[landing]") {
  CHECK_FALSE(judgement_of(""));
  CHECK_FALSE(judgement_of(to_bytes(judgement(LandingState::undecided))));
  const std::string whole = to_bytes(judgement(LandingState::missing));
  CHECK_FALSE(judgement_of(whole.substr(0, whole.size() - 1)));
  std::string strange = whole;
  strange[1] = '\x7f';  // the signal
  CHECK_FALSE(judgement_of(strange));
}
