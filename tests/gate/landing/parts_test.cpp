// SPDX-License-Identifier: MIT
// A hotfix has landed only if every part of it is in effect.
#include "rules/support/bringing.h"
#include "tests/gate/landing/scene.h"
#include "tests/support/catch.h"
#include "tests/support/judge.h"

using namespace hotfix;

namespace {

using Ids = std::vector<std::string>;

constexpr auto kGateway = "src/gateway.js";
constexpr auto kTest = "tests/charge.test.js";

// "src/charge.js:5-8 absent" of the parts that are not in effect.
Ids gaps(const Landing& landing) {
  Ids result;
  for (const LandingPart& part : landing.parts) {
    if (part.state == PartState::in_effect) continue;
    const std::string lines =
        part.first == 0 ? std::string()
                        : ":" + std::to_string(part.first) + "-" + std::to_string(part.last);
    result.push_back(part.path + lines + " " + std::string(state_name(part.state)));
  }
  return result;
}

std::string state_of(const Landing& landing) { return std::string(state_name(landing.state)); }

// A hotfix of two source files and a test.
struct ThreeFiles : LandingScene {
  std::string fix;

  ThreeFiles() {
    change("kars-prod", "feat: gateway", kGateway,
           "exports.capture = (token, amount) => send('capture', token, amount);\n"
           "exports.confirm = (receipt) => send('confirm', receipt);\n");
    git({"branch", "-f", "kars-dev", "kars-prod"});
    change("kars-dev", "feat: notes", "notes.md", "n\n");
    switch_to("kars-prod");
    write(kFile, with_guard(kCharge));
    write(kGateway,
          "exports.capture = (token, amount) => send('capture', token, amount, { once: true });\n"
          "exports.confirm = (receipt) => send('confirm', receipt);\n");
    write(kTest, "test('an order is charged once', () => expect(charge(order)).toBe(first));\n");
    fix = commit("hotfix: charge an order once");
  }

  // Takes `paths` of the hotfix to kars-dev, in a commit with this message.
  std::string bring(const Ids& paths, const std::string& message) {
    switch_to("kars-dev");
    Arguments arguments = {"checkout", fix, "--"};
    arguments.insert(arguments.end(), paths.begin(), paths.end());
    git(arguments);
    return commit(message);
  }
};

// Eight functions, and a hotfix that bounds the loop of each.
struct EightPlaces : LandingScene {
  static constexpr auto kLoops = "src/loops.js";
  std::string fix;

  static std::string loops(int fixed) {
    std::string text;
    for (int i = 0; i < 8; ++i) {
      const std::string n = std::to_string(i);
      text += "function step" + n + "(queue) {\n  const seen" + n + " = new Set();\n";
      text += i < fixed ? "  while (queue.length > 0 && seen" + n + ".size < limit" + n + ") {\n"
                        : "  while (queue.length > 0) {\n";
      text += "    take" + n + "(queue.shift(), seen" + n + ");\n  }\n  return seen" + n +
              ".size;\n}\n\n";
    }
    return text;
  }

  EightPlaces() {
    change("kars-prod", "feat: loops", kLoops, loops(0));
    git({"branch", "-f", "kars-dev", "kars-prod"});
    change("kars-dev", "feat: notes", "notes.md", "n\n");
    fix = change("kars-prod", "hotfix: bound the loops", kLoops, loops(8));
  }
};

}  // namespace

TEST_CASE("all parts of a clean pick that was edited beside are in effect", "[landing]") {
  ThreeFiles scene;
  scene.pick(scene.fix);
  scene.change("kars-dev", "feat: retry", LandingScene::kFile, with_retry(with_guard(kCharge)));
  const Landing landing = scene.on_dev(scene.fix);
  CHECK(is_there(landing.state));
  CHECK(gaps(landing).empty());
  CHECK(landing.parts.size() == 2);
}

TEST_CASE("one of two source files is not the hotfix, whatever the message says", "[landing]") {
  ThreeFiles scene;
  const std::string message = GENERATE_COPY(
      std::string("chore: gateway"), std::string("hotfix: charge an order once"),
      "hotfix: charge an order once\n\n(cherry picked from commit " + scene.fix + ")");
  scene.bring({kGateway, kTest}, message);
  const Landing landing = scene.on_dev(scene.fix);
  CHECK_FALSE(is_there(landing.state));
  CHECK(gaps(landing) == Ids{"src/charge.js:5-8 absent"});
}

TEST_CASE("the command that is printed brings the part that is absent", "[landing]") {
  ThreeFiles scene;
  scene.bring({kGateway, kTest}, "hotfix: charge an order once");
  const Bringing way = bringing(scene.fix, scene.on_dev(scene.fix), std::nullopt);
  REQUIRE(scene.sh(chain(way.commands)).status == 0);
  CHECK(scene.git({"show", "--format=", "--name-only"}) == LandingScene::kFile);
  CHECK(is_there(scene.on_dev(scene.fix).state));
}

TEST_CASE("four of five new lines beside other work are not the hotfix", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  const std::string partly =
      replaced(with_guard(kCharge), "    return ledger.receipt_of(order.id);\n", "");
  scene.change("kars-dev",
               "hotfix: charge an order once\n\n(cherry picked from commit " + fix + ")",
               LandingScene::kFile, partly);
  CHECK_FALSE(is_there(scene.on_dev(fix).state));
}

TEST_CASE("a deletion of which only a part was deleted is not the hotfix", "[landing]") {
  LandingScene scene;
  const std::string check =
      "  if (!entry) {\n    throw new Error('nothing was captured for ' + "
      "order.id);\n  }\n";
  const std::string fix = scene.change("kars-prod", "hotfix: refund anything", LandingScene::kFile,
                                       replaced(kCharge, check, ""));
  scene.change(
      "kars-dev", "hotfix: refund anything", LandingScene::kFile,
      replaced(kCharge, check, "    throw new Error('nothing was captured for ' + order.id);\n"));
  CHECK_FALSE(is_there(scene.on_dev(fix).state));
}

TEST_CASE("a hotfix that production only tidied is owed", "[landing]") {
  ThreeFiles scene;
  scene.bring({LandingScene::kFile, kTest}, "hotfix: charge an order once");
  scene.change(
      "kars-prod", "style: one option a line", kGateway,
      "exports.capture = (token, amount) =>\n  send('capture', token, amount, { once: true });\n"
      "exports.confirm = (receipt) => send('confirm', receipt);\n");
  CHECK_FALSE(is_there(scene.on_dev(scene.fix).state));
}

TEST_CASE("the test of a hotfix alone is not the hotfix", "[landing]") {
  ThreeFiles scene;
  scene.bring({kTest},
              "hotfix: charge an order once\n\n(cherry picked from commit " + scene.fix + ")");
  CHECK_FALSE(is_there(scene.on_dev(scene.fix).state));
}

TEST_CASE("source files without the test of a hotfix are the hotfix", "[landing]") {
  ThreeFiles scene;
  scene.bring({LandingScene::kFile, kGateway}, "hotfix: charge an order once");
  CHECK(is_there(scene.on_dev(scene.fix).state));
}

TEST_CASE("some of eight places are not the hotfix, and each that is absent is named",
          "[landing]") {
  const int brought = GENERATE(3, 7);
  EightPlaces scene;
  scene.change("kars-dev", "hotfix: bound the loops", EightPlaces::kLoops,
               EightPlaces::loops(brought));
  const Landing landing = scene.on_dev(scene.fix);
  CHECK_FALSE(is_there(landing.state));
  CHECK(gaps(landing).size() == static_cast<std::size_t>(8 - brought));
}

TEST_CASE("a merge that leaves the source out loses the hotfix, and is named", "[landing]") {
  ThreeFiles scene;
  scene.switch_to("kars-dev");
  scene.git({"merge", "-q", "--no-ff", "--no-commit", "kars-prod"});
  scene.git({"checkout", "HEAD", "--", "src"});
  const std::string merge = scene.commit("Merge branch 'kars-prod' into kars-dev");
  scene.change("kars-dev", "feat: more notes", "notes.md", "n\nm\n");
  const Landing landing = scene.on_dev(scene.fix);
  CHECK(state_of(landing) == "lost");
  CHECK(landing.evidence == Ids{merge});
}

TEST_CASE("a merge that leaves one file out loses the hotfix", "[landing]") {
  ThreeFiles scene;
  scene.switch_to("kars-dev");
  scene.git({"merge", "-q", "--no-ff", "--no-commit", "kars-prod"});
  scene.git({"checkout", "HEAD", "--", LandingScene::kFile});
  const std::string merge = scene.commit("Merge branch 'kars-prod' into kars-dev");
  const Landing landing = scene.on_dev(scene.fix);
  CHECK(state_of(landing) == "lost");
  CHECK(landing.evidence == Ids{merge});
  CHECK(gaps(landing) == Ids{"src/charge.js:5-8 undone"});
}

TEST_CASE("an octopus that leaves the source out loses the hotfix", "[landing]") {
  ThreeFiles scene;
  scene.git({"switch", "-q", "-c", "topic", "kars-dev"});
  scene.commit("feat: topic", "topic.md", "t\n");
  scene.switch_to("kars-dev");
  const std::string tree = scene.git({"rev-parse", "kars-dev^{tree}"});
  const std::string merge =
      scene.git({"commit-tree", tree, "-p", "kars-dev", "-p", "topic", "-p", "kars-prod", "-m",
                 "Merge branches 'topic' and 'kars-prod'"});
  scene.git({"reset", "-q", "--hard", merge});
  CHECK(state_of(scene.on_dev(scene.fix)) == "lost");
}

TEST_CASE("a part that development undid by hand loses the hotfix", "[landing]") {
  ThreeFiles scene;
  SECTION("after a pick") { scene.pick(scene.fix); }
  SECTION("after a merge") { scene.merge("kars-dev", "kars-prod"); }
  const std::string undo =
      scene.change("kars-dev", "refactor: simplify", LandingScene::kFile, kCharge);
  scene.change("kars-dev", "feat: more notes", "notes.md", "n\nm\n");
  const Landing landing = scene.on_dev(scene.fix);
  CHECK(state_of(landing) == "lost");
  CHECK(landing.evidence == Ids{undo});
}

TEST_CASE("a part that got its old line back beside other work is lost", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change("kars-dev", "feat: words", LandingScene::kFile,
               replaced(kCharge, "  const receipt = gateway.capture(card.token, amount);\n",
                        "  const receipt = gateway.capture(card.id, amount);\n"));
  scene.pick_resolved(
      fix, replaced(with_guard(kCharge), "  const receipt = gateway.capture(card.token, amount);\n",
                    "  const receipt = gateway.capture(card.id, amount);\n"));
  CHECK(is_there(scene.on_dev(fix).state));
  scene.change("kars-dev", "refactor: simplify", LandingScene::kFile,
               replaced(kCharge, "  const receipt = gateway.capture(card.token, amount);\n",
                        "  const receipt = gateway.capture(card.id, amount);\n"));
  CHECK(state_of(scene.on_dev(fix)) == "lost");
}

TEST_CASE("a part that later work replaced is not lost", "[landing]") {
  ThreeFiles scene;
  scene.pick(scene.fix);
  scene.change("kars-dev", "feat: idempotent gateway", kGateway,
               "exports.capture = (token, amount) => sendOnce(keyOf(token, amount), amount);\n"
               "exports.confirm = (receipt) => send('confirm', receipt);\n");
  CHECK(is_there(scene.on_dev(scene.fix).state));
}

TEST_CASE("a part that production lacks too is not owed", "[landing]") {
  ThreeFiles scene;
  scene.bring({LandingScene::kFile, kTest}, "hotfix: charge an order once");
  scene.git({"switch", "-q", "kars-prod"});
  scene.git({"checkout", scene.fix + "^", "--", kGateway});
  scene.commit("hotfix: the gateway knows no option 'once'");
  CHECK(is_there(scene.on_dev(scene.fix).state));
}

TEST_CASE("the block of a hotfix in another function is not the hotfix", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change("kars-dev", "hotfix: charge an order once", LandingScene::kFile,
               replaced(kCharge, "  const entry = ledger.find(order.id);\n",
                        "  const amount = Math.max(order.total - order.discount, 0);\n"
                        "  if (amount === 0 || order.state === 'charged') {\n"
                        "    return ledger.receipt_of(order.id);\n"
                        "  }\n"
                        "  const entry = ledger.find(order.id);\n"));
  CHECK_FALSE(is_there(scene.on_dev(fix).state));
}

TEST_CASE("the comment of a fix that only indents is not the fix", "[landing]") {
  LandingScene scene;
  const std::string before =
      "def pay(order):\n    if order.open:\n        charge(order)\n"
      "    notify(order)\n    return order\n";
  const std::string after =
      "def pay(order):\n    if order.open:\n        charge(order)\n"
      "        # only what was charged is told\n        notify(order)\n"
      "    return order\n";
  scene.change("kars-prod", "feat: pay", "pay.py", before);
  scene.git({"branch", "-f", "kars-dev", "kars-prod"});
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  const std::string fix = scene.change("kars-prod", "hotfix: tell once", "pay.py", after);
  scene.change("kars-dev", "hotfix: tell once", "pay.py",
               replaced(before, "    notify(order)\n",
                        "    # only what was charged is told\n    notify(order)\n"));
  const Landing landing = scene.on_dev(fix);
  CHECK_FALSE(is_there(landing.state));
  CHECK(gaps(landing) == Ids{"pay.py:5-5 absent"});
}

TEST_CASE("a version that stays behind is not a part of the hotfix", "[landing]") {
  LandingScene scene;
  scene.change("kars-prod", "feat: package", "package.json",
               "{\n  \"name\": \"kars\",\n  \"version\": \"1.2.3\",\n  \"private\": true\n}\n");
  scene.git({"branch", "-f", "kars-dev", "kars-prod"});
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  scene.switch_to("kars-prod");
  scene.write("package.json",
              "{\n  \"name\": \"kars\",\n  \"version\": \"1.2.4\",\n  \"private\": true\n}\n");
  scene.write(LandingScene::kFile, with_guard(kCharge));
  const std::string fix = scene.commit("hotfix: charge an order once");
  scene.change("kars-dev", "hotfix: charge an order once", LandingScene::kFile,
               with_guard(kCharge));
  const Landing landing = scene.on_dev(fix);
  CHECK(is_there(landing.state));
  CHECK(gaps(landing).empty());
}

TEST_CASE("comments that stay behind are not a part of the hotfix", "[landing]") {
  LandingScene scene;
  const std::string fix =
      scene.change("kars-prod", "hotfix: charge an order once", LandingScene::kFile,
                   "// Charges once.\n" + with_guard(kCharge));
  scene.change("kars-dev", "hotfix: charge an order once", LandingScene::kFile,
               with_guard(kCharge));
  CHECK(is_there(scene.on_dev(fix).state));
}

TEST_CASE("a file that should be gone and lives on under another name is not gone", "[landing]") {
  LandingScene scene;
  scene.change_by("kars-dev", "refactor: names", "git mv src/charge.js src/payments.js");
  scene.change_by("kars-prod", "hotfix: no charges", "git rm -q src/charge.js");
  const std::string fix = scene.id("kars-prod");
  const Landing landing = scene.on_dev(fix);
  CHECK_FALSE(is_there(landing.state));
  CHECK(gaps(landing) == Ids{"src/charge.js absent"});
}

TEST_CASE("development's own lines in a conflict are not the hotfix", "[landing]") {
  ThreeFiles scene;
  scene.change("kars-dev", "feat: receipts", kGateway,
               "exports.capture = (token, amount) => send('capture', token, amount, receipts);\n"
               "exports.confirm = (receipt) => send('confirm', receipt);\n");
  scene.git({"cherry-pick", "-x", "-X", "ours", scene.fix});
  const Landing landing = scene.on_dev(scene.fix);
  CHECK_FALSE(is_there(landing.state));
  CHECK(gaps(landing) == Ids{"src/gateway.js:1-1 absent"});
}

TEST_CASE("what a merge on production changed by itself must be there too", "[landing]") {
  ThreeFiles scene;
  scene.git({"switch", "-q", "-c", "hotfix/limit", "kars-prod"});
  scene.commit("hotfix: limit", "src/limit.js", "exports.limit = 3;\n");
  scene.switch_to("kars-prod");
  scene.git({"merge", "-q", "--no-ff", "--no-commit", "hotfix/limit"});
  scene.write("src/wait.js", "exports.wait = 30;\n");
  const std::string merge = scene.commit("Merge branch 'hotfix/limit'");
  scene.pick(scene.fix);
  scene.pick(scene.id("hotfix/limit"));
  const Landing landing = scene.on_dev(merge);
  CHECK_FALSE(is_there(landing.state));
  CHECK(gaps(landing) == Ids{"src/wait.js absent"});
}

TEST_CASE("a back-merge that keeps development's own form of the fix loses nothing", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  const auto credited = [](const std::string& text) {
    return replaced(text, "order.total - order.discount", "order.total - order.credit");
  };
  scene.change("kars-dev", "feat: credit", LandingScene::kFile, credited(kCharge));
  const std::string adapted = credited(with_guard(kCharge));
  scene.pick_resolved(fix, adapted);
  CHECK(is_there(scene.on_dev(fix).state));
  scene.switch_to("kars-dev");
  scene.git(
      {"merge", "-q", "-s", "ours", "-m", "Merge branch 'kars-prod' into kars-dev", "kars-prod"});
  CHECK(state_of(scene.on_dev(fix)) == "landed");
}
