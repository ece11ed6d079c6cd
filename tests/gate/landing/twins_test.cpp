// SPDX-License-Identifier: MIT
// Hotfixes that look alike: what proves one of them does not prove the other.
#include "tests/gate/landing/scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

using Answers = std::vector<bool>;

constexpr auto kLimit = "  if (order.items.length > 500) throw new TooLarge(order);\n";

// The limit in one function of src/charge.js.
std::string with_limit_in(const std::string& text, const std::string& head) {
  return replaced(text, head, head + kLimit);
}
constexpr auto kChargeHead = "function charge(order, card) {\n";
constexpr auto kRefundHead = "function refund(order, reason) {\n";

// Two hotfixes on kars-prod that add one line to one function each.
struct Twins : LandingScene {
  std::string one =
      change("kars-prod", "hotfix: limit", kFile, with_limit_in(kCharge, kChargeHead));
  std::string two = change("kars-prod", "hotfix: limit", kFile,
                           with_limit_in(with_limit_in(kCharge, kChargeHead), kRefundHead));
  Twins() { change("kars-dev", "feat: notes", "notes.md", "n\n"); }
};

}  // namespace

TEST_CASE("one line in one function proves only one of two twin hotfixes", "[landing]") {
  Twins scene = made_once<Twins>();
  scene.pick(scene.one);
  CHECK(scene.are_on_dev({scene.one, scene.two}) == Answers{true, false});
}

TEST_CASE("the pick of the later twin proves only the later one", "[landing]") {
  Twins scene = made_once<Twins>();
  scene.pick(scene.two);
  CHECK(scene.are_on_dev({scene.one, scene.two}) == Answers{false, true});
}

TEST_CASE("twins in one file have both landed when both were picked", "[landing]") {
  Twins scene = made_once<Twins>();
  scene.pick(scene.one);
  scene.pick(scene.two);
  CHECK(scene.are_on_dev({scene.one, scene.two}) == Answers{true, true});
}

TEST_CASE("twins in one file have both landed in one squash", "[landing]") {
  Twins scene = made_once<Twins>();
  scene.squash("kars-dev", "kars-prod", "fix: limits");
  CHECK(scene.are_on_dev({scene.one, scene.two}) == Answers{true, true});
}

TEST_CASE("when development reverts one twin, only that one is lost", "[landing]") {
  Twins scene = made_once<Twins>();
  scene.pick(scene.one);
  scene.revert("kars-dev", scene.pick(scene.two));
  CHECK(scene.is_on_dev(scene.one));
  CHECK(scene.state(scene.two) == "lost");
}

TEST_CASE("of two hotfixes with one subject only the one that came has landed", "[landing]") {
  LandingScene scene;
  const std::string one =
      scene.change("kars-prod", "hotfix: payments", LandingScene::kFile, with_guard(kCharge));
  const std::string two = scene.change("kars-prod", "hotfix: payments", LandingScene::kFile,
                                       with_retry(with_guard(kCharge)));
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  scene.pick(one);
  CHECK(scene.state(one) == "equivalent");
  CHECK(scene.state(two) == "missing");
}

TEST_CASE("one commit proves only one of two twin hotfixes", "[landing]") {
  LandingScene scene;
  scene.change("kars-prod", "feat: version 2", "src/v2/charge.js", kCharge);
  scene.git({"branch", "-f", "kars-dev", "kars-prod"});
  const std::string one = scene.release();
  const std::string two = scene.change("kars-prod", "hotfix: charge an order once, v2",
                                       "src/v2/charge.js", with_guard(kCharge));
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  scene.pick(two);
  CHECK(scene.are_on_dev({one, two}) == Answers{false, true});
  CHECK_FALSE(scene.is_on_dev(one));
}

TEST_CASE("both twins have landed when each has its commit", "[landing]") {
  LandingScene scene;
  scene.change("kars-prod", "feat: version 2", "src/v2/charge.js", kCharge);
  scene.git({"branch", "-f", "kars-dev", "kars-prod"});
  const std::string one = scene.release();
  const std::string two = scene.change("kars-prod", "hotfix: charge an order once, v2",
                                       "src/v2/charge.js", with_guard(kCharge));
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  scene.pick(two);
  scene.pick(one);
  CHECK(scene.are_on_dev({one, two}) == Answers{true, true});
}

TEST_CASE("the opposite fix of the same line is not the hotfix", "[landing]") {
  LandingScene scene;
  scene.change("kars-prod", "base", "src/pay.js", "start();\ncharge(order);\nend();\n");
  scene.merge("kars-dev", "kars-prod");
  const std::string fix = scene.change("kars-prod", "hotfix: charge once", "src/pay.js",
                                       "start();\nif (!order.charged) charge(order);\nend();\n");
  scene.change("kars-dev", "feat: charge again", "src/pay.js",
               "start();\nif (order.charged) charge(order);\nend();\n");
  CHECK_FALSE(scene.is_on_dev(fix));
}
