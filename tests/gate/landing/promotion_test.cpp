// SPDX-License-Identifier: MIT
#include "gate/landing/promotion.h"

#include "gate/base/error.h"
#include "tests/support/catch.h"
#include "tests/support/repo.h"

using namespace hotfix;

namespace {

using Effect = Promotion::Effect;
using Kind = Promotion::Kind;
using Kinds = std::vector<Kind>;

std::string text(const std::string& guard) {
  return "function charge(order) {\n" + guard + "  const total = sum(order.lines);\n" +
         "  return gateway.charge(order.card, total);\n}\n\n" +
         "function refund(payment) {\n  audit.record(payment.id);\n" +
         "  return gateway.refund(payment);\n}\n\nmodule.exports = { charge, refund };\n";
}

const std::string kPlain = text({});
const std::string kFixed = text("  if (!order.card) throw new Error('no card on file');\n");
constexpr auto kFile = "src/charge.js";

// kars-prod with a hotfix on top that kars-dev, which has gone on, does not have.
struct Team : TestRepo {
  Team() {
    git({"symbolic-ref", "HEAD", "refs/heads/kars-prod"});
    commit("feat: charge and refund", kFile, kPlain);
    branch("kars-dev");
    hotfix = commit("hotfix: refuse an order without a card", kFile, kFixed);
    on("kars-dev", "feat: search", "src/search.js", "module.exports = () => [];\n");
    branch("released", "kars-prod");
  }

  std::string on(const std::string& name, const std::string& message, const std::string& file,
                 const std::string& bytes) {
    switch_to(name);
    return commit(message, file, bytes);
  }
  void backport() {
    switch_to("kars-dev");
    git({"cherry-pick", "-x", hotfix});
  }
  void promote(const Arguments& merge) {
    switch_to("kars-prod");
    git(merge);
  }

  PromotionQuestion question() const {
    return {parse_oid(id("released")), parse_oid(id("kars-dev")), kEpoch + 86400};
  }
  // What moving production from `released` to kars-prod does.
  Promotion pushed() const {
    const Repository opened = Repository::open(path());
    Graph graph(opened);
    LandingIndex index(graph, default_policy());
    return promotion_by_push(index, default_policy(), question(), parse_oid(id("kars-prod")));
  }
  Promotion ahead() const {
    const Repository opened = Repository::open(path());
    Graph graph(opened);
    LandingIndex index(graph, default_policy());
    return promotion_ahead(index, default_policy(), question());
  }

  std::string hotfix;
};

Promotion::Undone only(const Promotion& promotion) {
  REQUIRE(promotion.undone.size() == 1);
  return promotion.undone[0];
}

}  // namespace

TEST_CASE("a hotfix that development lacks is kept by a merge and undone by a reset", "[landing]") {
  const Team team;
  const Promotion::Undone undone = only(team.ahead());
  REQUIRE(undone.hotfix.commit == team.hotfix);
  REQUIRE(undone.hotfix.author == "Kim Doe");
  REQUIRE(undone.hotfix.landing.state == LandingState::missing);
  REQUIRE(undone.by == Kinds{Kind::reset});
  REQUIRE(undone.places == std::vector<std::string>{"src/charge.js:2"});
  REQUIRE(undone.effect == Effect::gone);
}

TEST_CASE("a hotfix that came back is safe, whatever development made of it since", "[landing]") {
  Team team;
  team.backport();
  REQUIRE(team.ahead().undone.empty());
  team.on("kars-dev", "refactor: words", kFile,
          text("  if (!order.card) throw new PaymentError('card is missing', order);\n"));
  REQUIRE(team.ahead().undone.empty());
}

TEST_CASE("a hotfix that development merged with -s ours is undone by every kind", "[landing]") {
  Team team;
  team.switch_to("kars-dev");
  team.git({"merge", "-q", "--no-edit", "-s", "ours", "kars-prod"});
  const Promotion::Undone undone = only(team.ahead());
  REQUIRE(undone.by == Kinds{Kind::merge, Kind::squash, Kind::reset});
}

TEST_CASE("a hotfix that development merged and reverted is undone by every kind", "[landing]") {
  Team team;
  team.switch_to("kars-dev");
  team.git({"merge", "-q", "--no-edit", "kars-prod"});
  team.git({"revert", "--no-edit", team.hotfix});
  const Promotion::Undone undone = only(team.ahead());
  REQUIRE(undone.hotfix.landing.state == LandingState::lost);
  REQUIRE(undone.by == Kinds{Kind::merge, Kind::squash, Kind::reset});
}

TEST_CASE("a merge that conflicts in the hotfix's file is a risk", "[landing]") {
  Team team;
  team.on("kars-dev", "feat: free orders", kFile,
          text("  if (order.isFree) return receipts.free(order);\n"));
  bool at_risk = false;
  for (const Promotion::Undone& undone : team.ahead().undone) {
    if (undone.effect == Effect::conflicts) {
      at_risk = true;
      REQUIRE(undone.by == Kinds{Kind::merge, Kind::squash});
      REQUIRE(undone.places == std::vector<std::string>{"src/charge.js:2"});
    }
  }
  REQUIRE(at_risk);
}

TEST_CASE("what production took back itself cannot be lost", "[landing]") {
  Team team;
  team.switch_to("kars-prod");
  team.git({"revert", "--no-edit", "HEAD"});
  team.git({"branch", "-f", "released", "kars-prod"});
  REQUIRE(team.ahead().undone.empty());
}

TEST_CASE("a waived backport does not let production lose the hotfix", "[landing]") {
  Team team;
  team.switch_to("kars-prod");
  team.git({"commit", "-q", "--amend", "-m", "hotfix: refuse an order without a card", "--trailer",
            "Hotfix-Waive: backport charge.js is rewritten on kars-dev"});
  team.git({"branch", "-f", "released", "kars-prod"});
  const Promotion promotion = team.ahead();
  REQUIRE(promotion.undone.size() == 1);
  REQUIRE(promotion.undone.front().hotfix.landing.state == LandingState::waived);
}

TEST_CASE("a place that later work on development replaced is not lost", "[landing]") {
  Team team;
  team.backport();
  team.on("kars-dev", "refactor: payments", kFile,
          "module.exports = require('./payments');\n// charge and refund moved there\n");
  REQUIRE(team.ahead().undone.empty());
}

TEST_CASE("a place that production itself no longer has is not lost", "[landing]") {
  Team team;
  team.on("kars-prod", "hotfix: say which order", kFile,
          text("  if (!order.card) throw new Error(`no card: ${order.id}`);\n"));
  team.git({"branch", "-f", "released", "kars-prod"});
  for (const Promotion::Undone& undone : team.ahead().undone) {
    REQUIRE(undone.hotfix.commit != team.hotfix);
  }
}

TEST_CASE("only the place that went is named", "[landing]") {
  Team team;
  const std::string both = kFixed.substr(0, kFixed.find("  audit")) +
                           "  if (!payment) return null;\n" + kFixed.substr(kFixed.find("  audit"));
  team.switch_to("kars-prod");
  team.write(kFile, both);
  team.git({"commit", "-q", "-a", "--amend", "-m", "hotfix: refuse what is missing"});
  team.git({"branch", "-f", "released", "kars-prod"});
  team.switch_to("kars-dev");
  team.git({"merge", "-q", "--no-edit", "kars-prod"});
  team.on("kars-dev", "chore: tidy", kFile, kFixed);
  const Promotion::Undone undone = only(team.ahead());
  REQUIRE(undone.by == Kinds{Kind::merge, Kind::squash, Kind::reset});
  REQUIRE(undone.places == std::vector<std::string>{"src/charge.js:8"});
}

TEST_CASE("tests, notes, locks and versions of a hotfix are never a loss", "[landing]") {
  Team team;
  team.switch_to("kars-prod");
  team.write("tests/charge.test.js", "test('a card is needed', () => {});\n");
  team.write("CHANGELOG.md", "1.4.1: a card is needed\n");
  team.write("package-lock.json", "{ \"version\": \"1.4.1\" }\n");
  team.commit("hotfix: say what changed", "VERSION", "1.4.1\n");
  team.git({"branch", "-f", "released", "kars-prod"});
  team.backport();
  REQUIRE(team.ahead().undone.empty());
}

// src/charge.js is lib/charge.js on kars-dev.
void rename_on_development(Team& team) {
  team.switch_to("kars-dev");
  team.write("lib/.keep", "");
  team.git({"mv", "src/charge.js", "lib/charge.js"});
  team.commit("refactor: lib");
}

TEST_CASE("a fix that a merge carries into a renamed file is kept", "[landing]") {
  Team team;
  rename_on_development(team);
  REQUIRE(only(team.ahead()).by == Kinds{Kind::reset});
  team.promote({"merge", "-q", "--no-edit", "kars-dev"});
  REQUIRE(team.pushed().undone.empty());
}

TEST_CASE("a fix that was picked or merged into a renamed file is kept", "[landing]") {
  Team team;
  rename_on_development(team);
  const bool pick = GENERATE(false, true);
  if (pick) team.git({"cherry-pick", "-x", team.hotfix});
  if (!pick) team.git({"merge", "-q", "--no-edit", "kars-prod"});
  REQUIRE(team.ahead().undone.empty());
}

TEST_CASE("a renamed file that arrives without the fix loses it", "[landing]") {
  Team team;
  rename_on_development(team);
  team.promote({"merge", "-q", "--no-commit", "--no-ff", "kars-dev"});
  team.commit("Merge branch 'kars-dev' into kars-prod", "lib/charge.js", kPlain);
  REQUIRE(only(team.pushed()).hotfix.commit == team.hotfix);
}

// kars-dev merged the hotfix and took it back by hand.
void undo_on_development(Team& team) {
  team.switch_to("kars-dev");
  team.git({"merge", "-q", "--no-edit", "kars-prod"});
  team.commit("feat: vouchers", kFile, kPlain);
}

TEST_CASE("what development takes out after a promotion brought it is its own work", "[landing]") {
  Team team;
  team.backport();
  team.on("kars-dev", "feat: vouchers", "src/vouchers.js", "module.exports = [];\n");
  team.promote({"merge", "-q", "--no-edit", "kars-dev"});
  team.git({"branch", "-f", "released", "kars-prod"});
  REQUIRE(team.ahead().undone.empty());
  team.on("kars-dev", "feat: orders without a card", kFile, kPlain);
  REQUIRE(only(team.ahead()).effect == Effect::reworked);
}

TEST_CASE("a stale branch that takes a promoted hotfix out by its merge loses it", "[landing]") {
  Team team;
  team.switch_new("stale", "kars-dev");
  team.commit("feat: free orders", kFile, kPlain + "// free orders\n");
  team.backport();
  team.promote({"merge", "-q", "--no-edit", "kars-dev"});
  team.git({"branch", "-f", "released", "kars-prod"});
  team.switch_to("kars-dev");
  team.git({"merge", "-q", "--no-ff", "--no-commit", "stale"});
  team.git({"checkout", "-q", "stale", "--", "src"});
  team.commit("Merge branch 'stale' into kars-dev");
  REQUIRE(only(team.ahead()).effect == Effect::gone);
}

TEST_CASE("a branch that takes a promoted hotfix out on purpose is development's work",
          "[landing]") {
  Team team;
  team.backport();
  team.promote({"merge", "-q", "--no-edit", "kars-dev"});
  team.git({"branch", "-f", "released", "kars-prod"});
  team.switch_new("feature", "kars-dev");
  team.commit("feat: orders without a card", kFile, kPlain);
  team.on("kars-dev", "feat: more", "src/more.js", "module.exports = 1;\n");
  team.git({"merge", "-q", "--no-ff", "--no-edit", "feature"});
  REQUIRE(only(team.ahead()).effect == Effect::reworked);
}

TEST_CASE("a next hotfix that came back is no promotion of the one before", "[landing]") {
  Team team;
  team.switch_new("next", "kars-prod");
  team.commit("fix: search", "src/search.js", "module.exports = () => null;\n");
  team.promote({"merge", "-q", "--no-ff", "--no-edit", "next"});
  team.git({"branch", "-f", "released", "kars-prod"});
  team.switch_to("kars-dev");
  team.git({"merge", "-q", "--no-edit", "-s", "ours", "next"});
  REQUIRE(only(team.ahead()).effect == Effect::gone);
}

TEST_CASE("a word on the promoted branch is found with who said it", "[landing]") {
  Team team;
  undo_on_development(team);
  team.git({"commit", "-q", "--allow-empty", "-m", "chore: say so", "--trailer",
            "Hotfix-Landed: " + team.hotfix});
  const Promotion::Undone::Word landed = only(team.ahead()).word;
  REQUIRE(landed.commit == team.id("kars-dev"));
  REQUIRE(landed.author == "Kim Doe");
  REQUIRE(landed.has_landed);
  team.git({"commit", "-q", "--allow-empty", "-m", "chore: say why", "--trailer",
            "Hotfix-Waive: promotion " + team.hotfix.substr(0, 12) + " the gateway checks it"});
  const Promotion::Undone::Word waived = only(team.ahead()).word;
  REQUIRE(waived.reason == "the gateway checks it");
  REQUIRE_FALSE(waived.has_landed);
}

TEST_CASE("a word that names no hotfix, or gives no reason, settles nothing", "[landing]") {
  Team team;
  undo_on_development(team);
  const std::string trailer =
      GENERATE("Hotfix-Waive: promotion we know", "Hotfix-Landed: abc",
               "Hotfix-Waive: backport HOTFIX it is known", "Hotfix-Waive: promotion HOTFIX");
  std::string said = trailer;
  if (const auto at = said.find("HOTFIX"); at != std::string::npos) {
    said.replace(at, 6, team.hotfix);
  }
  team.git({"commit", "-q", "--allow-empty", "-m", "chore: say so", "--trailer", said});
  for (const Promotion::Undone& undone : team.ahead().undone) REQUIRE(undone.word.commit.empty());
}

TEST_CASE("a word from before the hotfix was undone does not settle that", "[landing]") {
  Team team;
  team.switch_to("kars-dev");
  team.git({"merge", "-q", "--no-edit", "kars-prod"});
  team.git({"commit", "-q", "--allow-empty", "-m", "chore: say so", "--trailer",
            "Hotfix-Landed: " + team.hotfix});
  team.commit("feat: vouchers", kFile, kPlain);
  REQUIRE(only(team.ahead()).word.commit.empty());
}

TEST_CASE("a push of development onto production undoes the hotfix", "[landing]") {
  Team team;
  team.promote({"reset", "-q", "--hard", "kars-dev"});
  const Promotion::Undone undone = only(team.pushed());
  REQUIRE(undone.hotfix.commit == team.hotfix);
  REQUIRE(undone.by == Kinds{Kind::push});
}

TEST_CASE("a push of a merge or squash that took development's side undoes the hotfix",
          "[landing]") {
  Team team;
  team.on("kars-dev", "feat: free orders", kFile,
          text("  if (order.isFree) return receipts.free(order);\n"));
  const bool squash = GENERATE(false, true);
  if (squash) {
    team.promote({"merge", "-q", "--squash", "-X", "theirs", "kars-dev"});
    team.commit("release 1.5");
  } else {
    team.promote({"merge", "-q", "--no-edit", "-X", "theirs", "kars-dev"});
  }
  REQUIRE(only(team.pushed()).hotfix.commit == team.hotfix);
}

TEST_CASE("a squash that brings nothing but the hotfix's file is seen", "[landing]") {
  Team team;
  team.on("kars-dev", "feat: audit", kFile, kPlain + "// audited\n");
  team.promote({"checkout", "-q", "kars-dev", "--", kFile});
  team.commit("release 1.5");
  REQUIRE(only(team.pushed()).hotfix.commit == team.hotfix);
}

TEST_CASE("a fix that development has and a promotion drops on the way is undone", "[landing]") {
  Team team;
  team.backport();
  team.promote({"merge", "-q", "--no-commit", "--no-ff", "kars-dev"});
  team.commit("Merge branch 'kars-dev' into kars-prod", kFile, kPlain);
  const Promotion::Undone undone = only(team.pushed());
  REQUIRE(undone.effect == Effect::dropped);
}

TEST_CASE("each kind of promotion is safe once the hotfix came back", "[landing]") {
  Team team;
  team.backport();
  const std::string kind = GENERATE("merge", "squash", "reset");
  INFO(kind);
  if (kind == "merge") team.promote({"merge", "-q", "--no-edit", "kars-dev"});
  if (kind == "reset") team.promote({"reset", "-q", "--hard", "kars-dev"});
  if (kind == "squash") {
    team.promote({"merge", "-q", "--squash", "kars-dev"});
    team.commit("release 1.5");
  }
  REQUIRE(team.pushed().undone.empty());
}

TEST_CASE("a backport that is not pushed to development yet counts for a reset to it",
          "[landing]") {
  Team team;
  const std::string remote = team.id("kars-dev");
  team.backport();
  team.promote({"reset", "-q", "--hard", "kars-dev"});
  team.git({"branch", "-f", "kars-dev", remote});
  REQUIRE(team.pushed().undone.empty());
}

TEST_CASE("a next hotfix that changes the same lines is no promotion", "[landing]") {
  Team team;
  team.on("kars-prod", "hotfix: say which order", kFile,
          text("  if (!order.card) throw new Error(`no card: ${order.id}`);\n"));
  REQUIRE(team.pushed().undone.empty());
}

TEST_CASE("a next hotfix that goes back by hand is no promotion", "[landing]") {
  Team team;
  team.on("kars-prod", "hotfix: the guard breaks vouchers", kFile, kPlain);
  REQUIRE(team.pushed().undone.empty());
}

TEST_CASE("a revert that rides along with a promotion is no loss", "[landing]") {
  Team team;
  team.switch_to("kars-prod");
  team.git({"revert", "--no-edit", team.hotfix});
  team.promote({"merge", "-q", "--no-edit", "kars-dev"});
  REQUIRE(team.pushed().undone.empty());
}

TEST_CASE("a step back to an older production is no promotion", "[landing]") {
  Team team;
  team.on("kars-dev", "feat: more", "src/more.js", "more\n");
  team.promote({"reset", "-q", "--hard", "HEAD~1"});
  REQUIRE(team.pushed().undone.empty());
}

TEST_CASE("history that is cut off decides nothing about a promotion", "[landing]") {
  Team team;
  team.promote({"reset", "-q", "--hard", "kars-dev"});
  team.write(".git/shallow", team.hotfix + "\n");
  REQUIRE_THROWS_AS(team.pushed(), Undecidable);
  REQUIRE_THROWS_AS(team.ahead(), Undecidable);
}

TEST_CASE("what arrives is listed, and what it makes of the policy", "[landing]") {
  Team team;
  team.backport();
  const std::string off = "[rules.minimal-diff]\nlevel = \"off\"\n";
  const bool is_read = GENERATE(true, false);
  team.on("kars-dev", "chore: policy", ".hotfix.toml", is_read ? off : "nonsense\n");
  const Promotion ahead = team.ahead();
  CHECK(ahead.arrives == std::vector<std::string>{".hotfix.toml", "src/search.js"});
  CHECK(ahead.weakened.size() == (is_read ? 1 : 0));
  CHECK(ahead.policy_error.empty() == is_read);
  team.promote({"merge", "-q", "--no-edit", "kars-dev"});
  CHECK(team.pushed().arrives == ahead.arrives);
  CHECK(team.pushed().weakened.size() == ahead.weakened.size());
}

TEST_CASE("a policy in conflict counts as development has it", "[landing]") {
  Team team;
  team.backport();
  team.on("kars-prod", "chore: policy", ".hotfix.toml", "[rules.minimal-diff]\nmax_files = 3\n");
  team.git({"branch", "-q", "-f", "released", "kars-prod"});
  team.on("kars-dev", "chore: policy", ".hotfix.toml", "[rules.minimal-diff]\nmax_files = 99\n");
  CHECK(team.ahead().weakened.size() == 1);
}
