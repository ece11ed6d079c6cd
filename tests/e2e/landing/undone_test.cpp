// SPDX-License-Identifier: MIT
// Hotfixes that development had, or merged, and does not have in effect: lost, and named when
// development is promoted.
#include "tests/e2e/landing/places_scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

// How development lost the hotfix, by which commit, and what it lost.
struct Loss {
  const char* script;
  const char* by;
  const char* lost;  // places
};

void require_lost(const PlacesScene& scene, const Loss& loss) {
  const Landed landed = scene.landed();
  INFO(loss.script << "\n" << landed.parts);
  CHECK(landed.state == "lost");
  CHECK(landed.status == 1);
  CHECK(landed.evidence == loss.by);
  CHECK(landed.not_in_effect == places(loss.lost, "undone"));
  int status = 0;
  CHECK(scene.ledger_entry("released", status).at("state") == "lost");
  CHECK(status == 1);
}

// The check of the promotion names the hotfix; `status` as its plain merge deserves.
void require_named(const PlacesScene& scene, int status) {
  const ProgramResult promotion = scene.lint({"kars-dev"});
  INFO(promotion.out << promotion.err);
  CHECK(promotion.status == status);
  CHECK_THAT(promotion.out, contains("hotfix " + scene.id("released").substr(0, 12) +
                                     " \"hotfix: quote what users send\""));
}

constexpr auto kBackMerge = "Merge branch 'kars-prod' into kars-dev";

// One side of a hotfix branch merged to production with --no-ff, in place of the first hotfix;
// `released` is the merge.
constexpr auto kMerged = R"sh(
before_hotfix
on -c hotfix/quotes
fix 1 2 3 4 t
commit 'hotfix: quote what users send'
on kars-prod
merge hotfix/quotes
git branch -q -f released
)sh";

}  // namespace

TEST_CASE("a merge that leaves the hotfix out has lost it", "[e2e][landing-cases]") {
  PlacesScene scene = made_once<PlacesScene>();
  const Loss loss = GENERATE(values<Loss>({
      {"on kars-dev; begin_merge kars-prod; git checkout HEAD -- src;"
       "commit \"Merge branch 'kars-prod' into kars-dev\"",
       kBackMerge, "1234"},
      {"on kars-dev; merge kars-prod -s ours", kBackMerge, "1234"},
      {"on kars-dev; begin_merge kars-prod; git checkout HEAD -- src/login.js;"
       "commit \"Merge branch 'kars-prod' into kars-dev\"",
       kBackMerge, "4"},
      {"on kars-dev; begin_merge kars-prod; undo 2;"
       "commit \"Merge branch 'kars-prod' into kars-dev\"",
       kBackMerge, "2"},
      {"on -c topic kars-dev; commit 'feat: nothing'; on kars-dev; begin_merge kars-prod topic;"
       "git checkout HEAD -- src; commit \"Merge branches 'kars-prod' and 'topic'\"",
       "Merge branches 'kars-prod' and 'topic'", "1234"},
      {"on -c topic kars-dev; begin_merge kars-prod; git checkout HEAD -- src;"
       "commit \"Merge branch 'kars-prod' into topic\"; on kars-dev; merge topic",
       "Merge branch 'topic' into kars-dev", "1234"},
      // Conflicts that were solved with development's own line.
      {"on kars-dev; swap src/users.js 'id);' 'id); // see the wiki'; commit 'docs: the wiki';"
       "merge kars-prod -X ours",
       kBackMerge, "1"},
      {"on kars-dev; swap src/users.js 'id);' 'id); // see the wiki'; commit 'docs: the wiki';"
       "begin_merge kars-prod; git checkout -q --ours -- src/users.js;"
       "commit \"Merge branch 'kars-prod' into kars-dev\"",
       kBackMerge, "123"},
  }));
  scene.play(loss.script);
  require_lost(scene, loss);
  require_named(scene, 1);
}

TEST_CASE("a hotfix that came by a merge and was undone is lost", "[e2e][landing-cases]") {
  PlacesScene scene = made_once<PlacesScene>();
  const Loss loss = GENERATE(values<Loss>({
      {"undo 1 2 3 4; commit 'refactor: simpler'", "refactor: simpler", "1234"},
      {"undo 3; for i in 1 2 3 4 5 6 7 8 9; do echo \"export const number$i = $i;\"; done "
       "> src/numbers.js; commit 'feat: numbers'",
       "feat: numbers", "3"},
  }));
  scene.play("on kars-dev; merge kars-prod");
  scene.play(loss.script);
  require_lost(scene, loss);
  require_named(scene, 1);
}

TEST_CASE("a hotfix that was picked and undone is lost, however it was undone",
          "[e2e][landing-cases]") {
  PlacesScene scene = made_once<PlacesScene>();
  const Loss loss = GENERATE(values<Loss>({
      {"undo 1 2 3 4; commit 'refactor: simpler'", "refactor: simpler", "1234"},
      {"for n in 1 2 4 3; do undo $n; commit \"refactor: simpler $n\"; done", "refactor: simpler 4",
       "1234"},
      {"git revert --no-edit HEAD >/dev/null", "Revert \"hotfix: quote what users send\"", "1234"},
      {"git show HEAD~:src/users.js > src/users.js; commit 'chore: sync'", "chore: sync", "123"},
      {"undo 1 2 3; put lib/x x; git mv src/users.js lib; commit 'refactor: a folder'",
       "refactor: a folder", "123"},
      {"undo 1 2 3; commit 'refactor: simpler'; put lib/x x; git mv src/users.js lib;"
       "commit 'refactor: a folder'",
       "refactor: simpler", "123"},
      {"undo 1 2 3; sed -i 's/^  /      /' src/users.js; commit 'style: indent'", "style: indent",
       "123"},
      {"undo 1; sed -i 's/\\bid\\b/key/g' src/users.js; commit 'refactor: key'", "refactor: key",
       "1"},
      {"undo 1 2; swap src/users.js 'id);' 'id); // as the store wants it';"
       "swap src/users.js '(36);' '(36); // short'; commit 'refactor: simpler'",
       "refactor: simpler", "12"},
      {"undo 4; sed -i 's#^  if (user.password#  // if (!user) {\\n&#' src/login.js;"
       "commit 'chore: try without'",
       "chore: try without", "4"},
  }));
  scene.play("pick -x released");
  scene.play(loss.script);
  require_lost(scene, loss);
  require_named(scene, 0);  // a plain merge keeps production's lines; a squash or a reset would not
}

TEST_CASE("a stale branch or a squash that takes the hotfix out has lost it",
          "[e2e][landing-cases]") {
  PlacesScene scene = made_once<PlacesScene>();
  const Loss loss = GENERATE(values<Loss>({
      {"on -c topic kars-dev; commit 'feat: nothing'; pick released; begin_merge topic;"
       "git checkout topic -- src; commit \"Merge branch 'topic' into kars-dev\"",
       "Merge branch 'topic' into kars-dev", "1234"},
      {"on -c topic kars-dev; swap src/users.js 'byId + id' 'byId + id, 1'; commit 'feat: one';"
       "pick released; merge topic -X theirs",
       "Merge branch 'topic' into kars-dev", "1"},
      {"on kars-dev; fix 1 2 3 4 t; commit 'fix: as production (#12)'; undo 1 2 3 4;"
       "put web/page.txt page; commit 'feat: a page (#13)'",
       "feat: a page (#13)", "1234"},
  }));
  scene.play(loss.script);
  require_lost(scene, loss);
}

TEST_CASE("a hotfix branch whose merge into development leaves the source out is lost",
          "[e2e][landing-cases]") {
  PlacesScene scene = made_once<PlacesScene>();
  scene.play(kMerged);
  scene.play(
      "on kars-dev; begin_merge hotfix/quotes; git checkout HEAD -- src;"
      "commit \"Merge branch 'hotfix/quotes' into kars-dev\"");
  const Landed landed = scene.landed();
  CHECK(landed.state == "lost");
  CHECK(landed.status == 1);
  CHECK(landed.evidence == "Merge branch 'hotfix/quotes' into kars-dev");
  CHECK(landed.not_in_effect == places("1234", "undone"));
}

TEST_CASE("of a merged branch one commit that was undone is lost", "[e2e][landing-cases]") {
  PlacesScene scene = made_once<PlacesScene>();
  scene.play(R"sh(
before_hotfix; on -c hotfix/quotes
fix 1 2 t; commit 'hotfix: the first step'
fix 3 4; commit 'hotfix: the second step'
on kars-prod; merge hotfix/quotes; git branch -q -f released
on kars-dev; merge hotfix/quotes; undo 4; commit 'refactor: simpler')sh");
  const Landed landed = scene.landed();
  CHECK(landed.state == "lost");
  CHECK(landed.evidence == "refactor: simpler");
  CHECK(landed.not_in_effect == places("4", "undone"));
}

TEST_CASE(
    "the revert of production's merge comes over: nothing is owed until production has it again",
    "[e2e][landing-cases]") {
  PlacesScene scene = made_once<PlacesScene>();
  scene.play(kMerged);
  scene.play(
      "on kars-dev; merge hotfix/quotes; on kars-prod;"
      "git revert --no-edit -m 1 released >/dev/null; on kars-dev; merge kars-prod");
  int status = 1;
  CHECK(scene.ledger_entry("released", status).at("state") == "withdrawn");
  CHECK(status == 0);
  scene.play("on kars-prod; git revert --no-edit HEAD >/dev/null");
  const Landed again = scene.landed();
  CHECK(again.state == "lost");
  CHECK(again.status == 1);
  CHECK(again.evidence == kBackMerge);
  CHECK(again.not_in_effect == places("1234", "undone"));
  CHECK(scene.ledger_entry("released", status).at("state") == "lost");
  const ProgramResult promotion = scene.lint({"kars-dev"});
  INFO(promotion.out);
  CHECK_THAT(promotion.out, contains(scene.id("released").substr(0, 12)));
}

TEST_CASE("what was undone and done again is not lost", "[e2e][landing-cases]") {
  PlacesScene scene = made_once<PlacesScene>();
  const std::string script = GENERATE(
      as<std::string>(), "undo 1; commit 'refactor: simpler'; fix 1; commit 'fix: as it was'",
      "git revert --no-edit HEAD >/dev/null; git revert --no-edit HEAD >/dev/null");
  scene.play("pick -x released");
  scene.play(script);
  const Landed landed = scene.landed();
  INFO(script);
  CHECK(landed.state == "equivalent");
  CHECK(landed.status == 0);
  CHECK(landed.not_in_effect == "");
}

TEST_CASE("what three later commits move to other files is not lost, of more it is said",
          "[e2e][landing-cases]") {
  PlacesScene scene = made_once<PlacesScene>();
  const int moves = GENERATE(3, 4);
  scene.play(R"sh(
before_hotfix
for i in 1 2 3 4; do printf 'function f%s(value) {\n  return value * %s;\n}\n' $i $i; done > src/f.js
both
for i in 1 2 3 4; do
  printf 'export function check%s(value) {\n  if (value > 1%s) throw new Limit(value);\n}\n' $i $i > new
  sed -i "/^function f$i(/{
    h
    r new
    N
  }" src/f.js
done
rm new; release; pick -x released
)sh");
  for (int i = 1; i <= moves; ++i) {
    const std::string n = std::to_string(i);
    scene.play("sed -n '/^export function check" + n + "/,/^}/p' src/f.js > src/check" + n +
               ".js; sed -i '/^export function check" + n +
               "/,/^}/d' src/f.js; commit 'refactor: " + n + "'");
  }
  const Landed landed = scene.landed();
  INFO(moves << ": " << landed.parts);
  CHECK(landed.state == (moves == 3 ? "equivalent" : "lost"));
}
