// SPDX-License-Identifier: MIT
// The branch of a hotfix was merged into development, and the conflict was resolved with
// development's lines: its commit is there, its lines never were.
#include "tests/gate/landing/scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

using Ids = std::vector<std::string>;

constexpr auto kBranch = "hotfix/once";
constexpr auto kLimits = "src/limits.js";

const std::string kOldBody =
    "  const amount = order.total - order.discount;\n"
    "  const receipt = gateway.capture(card.token, amount);\n"
    "  ledger.record(order.id, receipt.number, amount);\n"
    "  return receipt;\n";

// The body of charge() as development wrote it anew.
std::string rewritten(const std::string& sum = "totals.of(order)") {
  return replaced(kCharge, kOldBody,
                  "  const due = " + sum + ";\n  return wallet.pay(card, due).then(keep);\n");
}

std::string bounded(const std::string& text) {
  return replaced(text, "order.total - order.discount",
                  "Math.max(order.total - order.discount, 0)");
}

// A hotfix branch that is one commit on production, and what development made meanwhile.
struct Squashed : LandingScene {
  std::string fix;

  void release(const std::string& file, const std::string& bytes) {
    git({"switch", "-q", "-c", kBranch, "kars-prod"});
    write(file, bytes);
    commit("hotfix: charge an order once");
    fix = squash("kars-prod", kBranch, "hotfix: charge an order once (#1)");
  }
  std::string develop(const std::string& file, const std::string& bytes) {
    return change("kars-dev", "feat: wallet", file, bytes);
  }
  // A merge of the branch into the one that is checked out, with these files instead of its own.
  std::string merge_as(const std::string& tree, const std::string& message = "Merge the hotfix") {
    git({"reset", "-q", "--hard",
         git({"commit-tree", git({"rev-parse", tree + "^{tree}"}), "-p", "HEAD", "-p", kBranch,
              "-m", message})});
    return id("HEAD");
  }
  std::string merge_with(const std::string& file, const std::string& bytes) {
    const bool is_clean =
        run({"merge", "-q", "--no-ff", "--no-commit", "-s", "ours", kBranch}).status == 0;
    REQUIRE(is_clean);
    return commit("Merge the hotfix", file, bytes);
  }
};

// Development wrote the body anew, in which the hotfix changes a line.
struct Rewritten : Squashed {
  Rewritten() {
    release(kFile, bounded(kCharge));
    develop(kFile, rewritten());
  }
};

void check_left_out(const LandingScene& scene, const std::string& fix, const std::string& merge) {
  const Landing landing = scene.on_dev(fix);
  CHECK(state_name(landing.state) == "uncertain");
  CHECK(signal_name(landing.signal) == "parts");
  CHECK_THAT(landing.reason, contains("a part of it is not there: src/"));
  REQUIRE_FALSE(landing.evidence.empty());
  CHECK(landing.evidence.back() == merge);
}

}  // namespace

TEST_CASE("a merge that keeps a block of development's own is not the hotfix", "[landing]") {
  Rewritten scene = made_once<Rewritten>();
  const std::string merge = scene.merge_as("kars-dev");
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  check_left_out(scene, scene.fix, merge);
}

TEST_CASE("lines that a hotfix only adds are left out as well", "[landing]") {
  Squashed scene;
  scene.release(
      LandingScene::kFile,
      replaced(kCharge, "  const receipt =",
               "  if (order.state === 'charged') {\n    return ledger.receipt_of(order.id);"
               "\n  }\n  const receipt ="));
  scene.develop(LandingScene::kFile, rewritten());
  check_left_out(scene, scene.fix, scene.merge_as("kars-dev"));
}

TEST_CASE("one of two files that is left out is named", "[landing]") {
  Rewritten scene = made_once<Rewritten>();
  scene.git({"switch", "-q", kBranch});
  scene.commit("hotfix: limits", kLimits, "exports.limit = 3;\nexports.wait = 30;\n");
  const std::string fix = scene.squash("kars-prod", kBranch, "hotfix: limits, and once (#2)");
  scene.switch_to("kars-dev");
  scene.git({"merge", "-q", "-X", "ours", "-m", "Merge the hotfix", kBranch});
  const Landing landing = scene.on_dev(scene.fix);
  CHECK_FALSE(is_there(landing.state));
  CHECK(is_there(scene.on_dev(fix).state));
}

TEST_CASE("a new file for which development keeps its own is left out", "[landing]") {
  Squashed scene;
  scene.release(kLimits, "exports.limit = 3;\nexports.wait = (n) => n * exports.limit;\n");
  scene.develop(kLimits,
                "module.exports = class Limit {\n  next() {\n    return this.n;\n  }\n};\n");
  check_left_out(scene, scene.fix, scene.merge_as("kars-dev"));
}

TEST_CASE("a file that is not text, of which development keeps its own, is unclear", "[landing]") {
  Squashed scene;
  scene.change("kars-prod", "feat: key", "src/key.bin", std::string("\0one", 4));
  scene.git({"branch", "-f", "kars-dev", "kars-prod"});
  scene.release("src/key.bin", std::string("\0two", 4));
  scene.develop("src/key.bin", std::string("\0three", 6));
  scene.merge_as("kars-dev");
  CHECK(scene.state(scene.fix) == "uncertain");
}

TEST_CASE("a pull request that brings such a merge brings nothing", "[landing]") {
  Rewritten scene = made_once<Rewritten>();
  scene.git({"switch", "-q", "-c", "backport/once", "kars-dev"});
  const std::string merge = scene.merge_as("kars-dev");
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  scene.merge("kars-dev", "backport/once");
  check_left_out(scene, scene.fix, merge);
}

TEST_CASE("a merge that left it out on a branch of other work is named", "[landing]") {
  Rewritten scene = made_once<Rewritten>();
  scene.git({"switch", "-q", "-c", "topic", "kars-dev"});
  const std::string merge = scene.merge_as("topic");
  scene.git({"branch", "-f", "kars-dev", "kars-dev~1"});
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  scene.merge("kars-dev", "topic");
  check_left_out(scene, scene.fix, merge);
}

TEST_CASE("the very commit that such a merge on another branch left out is lost", "[landing]") {
  Rewritten scene = made_once<Rewritten>();
  const std::string fix = scene.id(kBranch);
  scene.git({"branch", "-f", "kars-prod", kBranch});
  scene.git({"switch", "-q", "-c", "topic", "kars-dev"});
  const std::string merge = scene.merge_as("topic");
  scene.git({"branch", "-f", "kars-dev", "kars-dev~1"});
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  scene.merge("kars-dev", "topic");
  const Landing landing = scene.on_dev(fix);
  CHECK(state_name(landing.state) == "lost");
  CHECK(landing.evidence == Ids{merge});
}

TEST_CASE("a line that a hotfix removes and development words otherwise is not removed",
          "[landing]") {
  Squashed scene;
  const std::string line = "  ledger.strike(entry, reason);\n";
  scene.release(LandingScene::kFile, replaced(kCharge, line, ""));
  scene.develop(LandingScene::kFile,
                replaced(kCharge, line, "  ledger.strike(entry, reason, order);\n"));
  SECTION("and nothing was brought") {}
  SECTION("and a merge kept it") { scene.merge_as("kars-dev"); }
  CHECK_FALSE(scene.is_on_dev(scene.fix));
}

TEST_CASE("a person may say that what was left out is there in another form", "[landing]") {
  Rewritten scene = made_once<Rewritten>();
  scene.merge_as("kars-dev");
  scene.change("kars-dev", "docs: once\n\nHotfix-Landed: " + scene.fix, "notes.md", "n\n");
  CHECK(scene.state(scene.fix) == "adapted");
}

TEST_CASE("a merge that has the fix in words of its own is the hotfix", "[landing]") {
  Rewritten scene = made_once<Rewritten>();
  scene.merge_with(LandingScene::kFile, rewritten("totals.atLeastZero(order)"));
  SECTION("at once") {}
  SECTION("and development writes it anew") {
    scene.change("kars-dev", "refactor: carts", LandingScene::kFile,
                 rewritten("carts.priceOf(order.cart)"));
  }
  CHECK(scene.state(scene.fix) == "equivalent");
}

TEST_CASE("such a merge that a pull request brings is the hotfix", "[landing]") {
  Rewritten scene = made_once<Rewritten>();
  scene.git({"switch", "-q", "-c", "backport/once", "kars-dev"});
  scene.merge_with(LandingScene::kFile, rewritten("totals.atLeastZero(order)"));
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  scene.merge("kars-dev", "backport/once");
  CHECK(scene.state(scene.fix) == "equivalent");
}

TEST_CASE("a file that its own branch dropped later was not left out by the merge", "[landing]") {
  Squashed scene;
  scene.release(LandingScene::kFile, bounded(kCharge));
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  scene.git({"switch", "-q", "-c", "topic", "kars-dev"});
  scene.git({"cherry-pick", kBranch});
  for (const char* branch : {"topic", "kars-dev"}) {
    scene.change_by(branch, "feat!: payments are a service now", "git rm -q src/charge.js");
  }
  scene.merge("kars-dev", "topic");
  CHECK(scene.state(scene.fix) == "equivalent");
}

TEST_CASE("work on development after a clean merge leaves nothing out", "[landing]") {
  Squashed scene;
  scene.release(LandingScene::kFile, bounded(kCharge));
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  scene.merge("kars-dev", kBranch);
  scene.develop(LandingScene::kFile, rewritten());
  CHECK(scene.state(scene.fix) == "equivalent");
}

TEST_CASE("a merge that keeps the form that was brought before takes nothing away", "[landing]") {
  Squashed scene;
  const auto credited = [](const std::string& text) {
    return replaced(text, "order.total - order.discount", "order.total - order.credit");
  };
  scene.release(LandingScene::kFile, with_guard(kCharge));
  scene.develop(LandingScene::kFile, credited(kCharge));
  scene.change("kars-dev", "fix: charge once, with credit", LandingScene::kFile,
               credited(with_guard(kCharge)));
  REQUIRE(scene.is_on_dev(scene.fix));
  scene.merge_as("kars-dev");
  CHECK(scene.is_on_dev(scene.fix));
}
