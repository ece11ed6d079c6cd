// SPDX-License-Identifier: MIT
// What resembles a landing and is none, and what is one though it looks otherwise.
#include "tests/e2e/landing/places_scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

// Answers that settle the hotfix.
bool settles(const Landed& landed) {
  return landed.status == 0 &&
         (landed.state == "landed" || landed.state == "equivalent" || landed.state == "adapted");
}

bool is_owed_and_not_lost(const Landed& landed) {
  return landed.status == 1 && (landed.state == "missing" || landed.state == "uncertain");
}

// guard FILE FUNCTION puts the same block of three lines first into a function.
constexpr auto kGuard = R"sh(
guard() {
  swap "$1" "^function $2(.*{" "&\n  if (!valid(arguments)) {\n    throw new Error('bad');\n  }"
}
)sh";

constexpr auto kGuarded = R"sh(
before_hotfix
guard src/users.js find
release
on kars-dev
)sh";

// total() of src/total.py on both lines, and the hotfix that logs inside of its loop.
constexpr auto kPython = R"sh(
explain() { swap src/total.py '^    for item in items:' '    # each step is logged\n&'; }
inside() { swap src/total.py '^    log(amount)' '        log(amount)'; }
before_hotfix
put src/total.py 'def total(items):\n    amount = 0\n    for item in items:\n'\
'        amount += item.price\n    log(amount)\n    return amount\n'
both
explain; inside
release
on kars-dev
)sh";

// A hotfix branch merged to production, where the merge makes change 4 itself.
constexpr auto kEvilMerge = R"sh(
before_hotfix; on -c hotfix/quotes
fix 1 2 t; commit 'hotfix: quote what users send'
on kars-prod; begin_merge hotfix/quotes; fix 4
commit "Merge branch 'hotfix/quotes' into kars-prod"; git branch -q -f released
)sh";

constexpr auto kMerged = R"sh(
on kars-prod; merge hotfix/quotes; git branch -q -f released
)sh";

}  // namespace

TEST_CASE("the same block in another function, file or twin is not the hotfix",
          "[e2e][landing-cases]") {
  PlacesScene scene = made_once<PlacesScene>();
  const std::string how = GENERATE("own", "x", "other");
  const std::string where =
      GENERATE("src/users.js close", "src/login.js login", "src/admins.js find");
  scene.play(kGuard +
             std::string("on kars-dev; cp src/users.js src/admins.js;"
                         "commit 'feat: admins'\n") +
             kGuarded + "guard " + where + "; backport " + how);
  const Landed landed = scene.landed();
  INFO(where << " " << how << ": " << landed.state);
  CHECK(is_owed_and_not_lost(landed));
  CHECK(landed.parts == "src/users.js:7-9 absent");
}

TEST_CASE("a value that is set at another place of the file is not the hotfix",
          "[e2e][landing-cases]") {
  PlacesScene scene = made_once<PlacesScene>();
  scene.play(R"sh(
before_hotfix
put deploy/api.yaml 'web:\n  memory: 128Mi\n  cpu: 1\nworker:\n  memory: 256Mi\n  cpu: 2\n'; both
swap deploy/api.yaml 256Mi 512Mi; release
on kars-dev; swap deploy/api.yaml 128Mi 512Mi; backport own)sh");
  const Landed landed = scene.landed();
  CHECK(landed.state == "uncertain");
  CHECK(landed.status == 1);
  CHECK(landed.parts == "deploy/api.yaml:5 absent");
}

TEST_CASE("a hotfix that reverts is missing while development has the bad change",
          "[e2e][landing-cases]") {
  PlacesScene scene = made_once<PlacesScene>();
  scene.play(R"sh(
before_hotfix; fix 1 2 3; commit 'feat: worse'
on kars-dev; git reset -q --hard kars-prod
on kars-prod; git revert --no-edit HEAD >/dev/null
git commit -q --amend -m "hotfix: Revert \"feat: worse\"

This reverts commit $(git rev-parse HEAD~1)."
git branch -q -f released; on kars-dev; commit 'feat: nothing')sh");
  CHECK(scene.landed().state == "missing");
  CHECK(scene.landed().not_in_effect == places("123", "absent"));
  scene.play("git revert --no-edit HEAD~1 >/dev/null");
  CHECK(scene.landed().state == "equivalent");
  CHECK(scene.landed().status == 0);
  scene.play("git revert --no-edit HEAD >/dev/null");
  CHECK(scene.landed().state == "lost");
  CHECK(scene.landed().not_in_effect == places("123", "undone"));
}

TEST_CASE("a fix that is indentation only is not there with its comment alone",
          "[e2e][landing-cases]") {
  PlacesScene scene = made_once<PlacesScene>();
  const std::string how = GENERATE("own", "x", "other");
  scene.play(kPython + std::string("explain; backport ") + how);
  const Landed landed = scene.landed();
  INFO(how);
  CHECK(landed.state == "missing");
  CHECK(landed.status == 1);
  CHECK(landed.parts == "src/total.py:6 absent");
}

TEST_CASE("a fix that is indentation only is there when its lines are indented, and lost after",
          "[e2e][landing-cases]") {
  PlacesScene scene = made_once<PlacesScene>();
  const std::string how = GENERATE("pick -x released", "explain; inside; commit 'fix: log more'");
  scene.play(kPython + how);
  INFO(how);
  CHECK(settles(scene.landed()));
  scene.play("swap src/total.py '^        log(amount)' '    log(amount)'; commit 'style: indent'");
  const Landed after = scene.landed();
  CHECK(after.state == "lost");
  CHECK(after.evidence == "style: indent");
  CHECK(after.not_in_effect == "src/total.py:6 undone");
}

TEST_CASE("a fix of a mapping's indentation is missing until it came", "[e2e][landing-cases]") {
  PlacesScene scene = made_once<PlacesScene>();
  scene.play(R"sh(
before_hotfix
put deploy/api.yaml 'probe:\n  path: /health\n  port: 8080\nperiod: 30\nlimit: 5\n'; both
swap deploy/api.yaml '^period' '  period'; release; on kars-dev)sh");
  const Landed landed = scene.landed();
  CHECK(landed.state == "missing");
  CHECK(landed.parts == "deploy/api.yaml:4 absent");
}

TEST_CASE("what development undid and production was given as well is not owed",
          "[e2e][landing-cases]") {
  PlacesScene scene = made_once<PlacesScene>();
  struct Undoing {
    const char* script;
    const char* state;
  };
  const Undoing undoing = GENERATE(values<Undoing>({
      {"on kars-dev; merge kars-prod; undo 1 2 3 4; commit 'refactor: simpler';"
       "on kars-prod; merge kars-dev",
       "withdrawn"},
      {"on kars-dev; merge kars-prod; undo 2; commit 'refactor: simpler';"
       "on kars-prod; merge kars-dev",
       "landed"},
      {"pick -x released; undo 1 2 3 4; commit 'refactor: simpler';"
       "on kars-prod; git checkout kars-dev -- .; commit 'chore: release 2'",
       "withdrawn"},
  }));
  scene.play(undoing.script);
  INFO(undoing.script);
  const Landed landed = scene.landed();
  CHECK(landed.state == undoing.state);
  CHECK(landed.status == 0);
  int status = 1;
  CHECK(scene.ledger_entry("released", status).at("state") == undoing.state);
  CHECK(status == 0);
}

TEST_CASE("a back-merge makes nothing lost", "[e2e][landing-cases]") {
  PlacesScene scene = made_once<PlacesScene>();
  // Adapted to development's own line, and again kept so in the conflict of the back-merge.
  const std::string script = GENERATE(as<std::string>(),
                                      R"sh(
on kars-dev; swap src/users.js 'byId + id' 'byId + id, options'; commit 'feat: options'
git cherry-pick -x released >/dev/null 2>&1 || git checkout -q --ours -- src/users.js
swap src/users.js 'byId + id' 'byId, quoted(id)'; fix 2 3; git add -A
git cherry-pick --continue >/dev/null
begin_merge kars-prod; git checkout -q --ours -- src/users.js
commit "Merge branch 'kars-prod' into kars-dev")sh",
                                      R"sh(
pick -x released; commit 'feat: nothing'
on kars-prod; merge kars-dev; on kars-dev; merge kars-prod)sh");
  scene.play(script);
  const Landed landed = scene.landed();
  INFO(script << landed.parts);
  CHECK(landed.state == "landed");
  CHECK(landed.status == 0);
  CHECK_THAT(landed.evidence, contains("Merge branch 'kars-prod' into kars-dev"));
}

TEST_CASE("a branch that was merged to both lines is landed by its merge", "[e2e][landing-cases]") {
  PlacesScene scene = made_once<PlacesScene>();
  const std::string production = kMerged, development = "on kars-dev; merge hotfix/quotes\n";
  const std::string order = GENERATE_COPY(production + development, development + production);
  scene.play("before_hotfix; on -c hotfix/quotes; fix 1 2 3 4 t; commit 'hotfix: quote'\n" + order);
  const Landed landed = scene.landed();
  INFO(order);
  CHECK(landed.state == "landed");
  CHECK(landed.status == 0);
  CHECK(landed.evidence == "Merge branch 'hotfix/quotes' into kars-dev");
  CHECK(landed.not_in_effect == "");
  int status = 1;
  CHECK(scene.ledger_entry("released", status).at("state") == "landed");
  CHECK(status == 0);
}

TEST_CASE("the squash of a branch that development merged is there", "[e2e][landing-cases]") {
  PlacesScene scene = made_once<PlacesScene>();
  scene.play(R"sh(
before_hotfix; on -c hotfix/quotes
fix 1 2; commit 'hotfix: one'; fix 3 4 t; commit 'hotfix: two'
on kars-prod; git merge -q --squash hotfix/quotes >/dev/null; release
on kars-dev; merge hotfix/quotes)sh");
  CHECK(settles(scene.landed()));
  CHECK(scene.landed().evidence == "Merge branch 'hotfix/quotes' into kars-dev");
}

TEST_CASE("a merge on production whose own change did not come is not landed",
          "[e2e][landing-cases]") {
  PlacesScene scene = made_once<PlacesScene>();
  scene.play(kEvilMerge + GENERATE(as<std::string>(), "on kars-dev; merge hotfix/quotes",
                                   "pick -x hotfix/quotes"));
  const Landed landed = scene.landed();
  CHECK(landed.state == "uncertain");
  CHECK(landed.status == 1);
  CHECK(landed.not_in_effect == places("4", "absent"));
  int status = 0;
  CHECK(scene.ledger_entry("released", status).at("state") == "uncertain");
  CHECK(status == 1);
}

TEST_CASE("a merge on production with a change of its own is there once the merge came",
          "[e2e][landing-cases]") {
  PlacesScene scene = made_once<PlacesScene>();
  scene.play(kEvilMerge +
             GENERATE(as<std::string>(), "on kars-dev; merge kars-prod", "pick -x -m 1 released"));
  CHECK(settles(scene.landed()));
  CHECK(scene.landed().not_in_effect == "");
}

TEST_CASE("the project's own version is no part, in any manifest", "[e2e][landing-cases]") {
  PlacesScene scene = made_once<PlacesScene>();
  struct Manifest {
    const char* file;
    const char* text;  // with %s for the version
  };
  const Manifest manifest = GENERATE(values<Manifest>({
      {"VERSION", R"(%s\n)"},
      {"package.json", R"({\n  "name": "app",\n  "version": "%s",\n  "private": true\n}\n)"},
      {"Chart.yaml", R"(apiVersion: v2\nname: app\nversion: %s\n)"},
      {"Cargo.toml", R"([package]\nname = "app"\nversion = "%s"\n)"},
      {"pyproject.toml", R"([project]\nname = "app"\nversion = "%s"\n)"},
      {"setup.py", R"(setup(\n    name="app",\n    version="%s",\n)\n)"},
      {"setup.cfg", R"([metadata]\nname = app\nversion = %s\n)"},
      {"src/__init__.py", R"(__version__ = "%s"\nNAME = "app"\n)"},
      {"src/version.go", R"(package src\n\nconst Version = "%s"\n)"},
      {"app/version.rb", R"(module App\n  VERSION = "%s"\nend\n)"},
      {"pom.xml", R"(<project>\n  <artifactId>app</artifactId>\n  <version>%s</version>\n)"},
      {"CMakeLists.txt", R"(project(app VERSION %s LANGUAGES C)\nadd_executable(app main.c)\n)"},
      {"gradle.properties", R"(group=app\nversion=%s\n)"},
      {"build.gradle", R"(group "app"\nversion "%s"\n)"},
      {"meson.build", R"(project(\0047app\0047, \0047c\0047,\n  version : \0047%s\0047)\n)"},
  }));
  const auto put = [&](const std::string& version) {
    std::string text = manifest.text;
    text.replace(text.find("%s"), 2, version);
    return "put " + std::string(manifest.file) + " '" + text + "'\n";
  };
  scene.play("before_hotfix\n" + put("1.4.0") + "both\n" + put("1.4.1") + "fix 1 2; release");
  INFO(manifest.file);
  SECTION("the code came, and the version did not") {
    scene.play("on kars-dev; fix 1 2; backport own");
    const Landed landed = scene.landed();
    INFO(landed.parts);
    CHECK(settles(landed));
    CHECK(landed.not_in_effect == "");
  }
  SECTION("the version came, and the code did not") {
    scene.play("on kars-dev\n" + put("1.4.1") + "backport x");
    const Landed landed = scene.landed();
    INFO(landed.parts);
    CHECK(is_owed_and_not_lost(landed));
    CHECK(landed.not_in_effect == places("12", "absent"));
  }
}

TEST_CASE("of two hotfixes with one subject the one that is not back is missing",
          "[e2e][landing-cases]") {
  PlacesScene scene = made_once<PlacesScene>();
  const std::string second = GENERATE("3", "4");  // in the same file as the first, and in another
  const bool first_is_back = GENERATE(true, false);
  scene.play("before_hotfix; fix 1; release; git branch first; fix " + second +
             "; release; git branch second; pick " + (first_is_back ? "first" : "second"));
  const std::string back = first_is_back ? "first" : "second";
  const std::string owed = first_is_back ? "second" : "first";
  CHECK(scene.landed(back).state == "equivalent");
  const Landed landed = scene.landed(owed);
  CHECK(landed.state == "missing");
  CHECK(landed.status == 1);
  CHECK(landed.evidence == "");
  CHECK(landed.parts == places(first_is_back ? second : "1", "absent"));
  int status = 0;
  CHECK(scene.ledger_entry(back, status).at("state") == "equivalent");
  const nlohmann::json entry = scene.ledger_entry(owed, status);
  CHECK(entry.at("state") == "missing");
  CHECK(entry.at("evidence").empty());
  CHECK(status == 1);
}

TEST_CASE("two hotfixes with one subject that are both back are settled", "[e2e][landing-cases]") {
  PlacesScene scene = made_once<PlacesScene>();
  scene.play(
      "before_hotfix; fix 1; release; git branch first; fix 4; release;"
      "pick first; git cherry-pick released >/dev/null");
  CHECK(scene.landed("first").state == "equivalent");
  CHECK(scene.landed("released").state == "equivalent");
  CHECK(scene.landed("first").status + scene.landed("released").status == 0);
}

TEST_CASE("an uncertain answer shows the commit that names the hotfix, or does most of it",
          "[e2e][landing-cases]") {
  PlacesScene scene = made_once<PlacesScene>();
  const std::string name =
      GENERATE(as<std::string>(), "", "\n\n(cherry picked from commit $(git rev-parse released))");
  const std::string decoys =
      "commit 'hotfix: quote what users send'; swap src/users.js 'expires = 0' 'expires = 1';"
      "commit 'fix: expire later'\n";
  const std::string some = "fix 1 2 3; commit \"fix: some of it" + name + "\"\n";
  const std::string order = GENERATE_COPY(some + decoys, decoys + some);
  scene.play("on kars-dev\n" + order);
  const Landed landed = scene.landed();
  INFO(order);
  CHECK(landed.state == "uncertain");
  CHECK(landed.evidence == "fix: some of it");
  CHECK(landed.not_in_effect == places("4", "absent"));
}

TEST_CASE("later work around a hotfix that came leaves it landed", "[e2e][landing-cases]") {
  PlacesScene scene = made_once<PlacesScene>();
  const std::string work =
      GENERATE(as<std::string>(), "commit 'feat: nothing'",
               "put lib/x x; git mv src/users.js lib; commit 'refactor: a folder'",
               "sed -i 's/^  /      /' src/users.js; commit 'style: indent'",
               "sed -i 's/$/\\r/' src/users.js; commit 'style: line ends'",
               "sed -i 's/\\bid\\b/key/g' src/users.js; commit 'refactor: key'",
               "swap src/users.js '(128)' '(256)'; commit 'fix: longer'",
               "sed -n '/^function makeToken/,/^}/p' src/users.js > src/token.js;"
               "sed -i '/^function makeToken/,/^}/d' src/users.js; commit 'refactor: tokens'");
  scene.play("pick -x released\n" + work);
  const Landed landed = scene.landed();
  INFO(work << "\n" << landed.parts);
  CHECK(landed.state == "equivalent");
  CHECK(landed.status == 0);
  CHECK(landed.evidence == "hotfix: quote what users send");
}

TEST_CASE("a hotfix that came another way is there", "[e2e][landing-cases]") {
  PlacesScene scene = made_once<PlacesScene>();
  struct Way {
    const char* script;
    const char* state;
  };
  const Way way = GENERATE(values<Way>({
      {"on kars-dev; put lib/x x; git mv src/users.js lib; commit 'refactor: a folder';"
       "pick -x released",
       "adapted"},
      {"on kars-dev; fix 1; commit 'fix: half'; fix 2 3 4 t; commit 'fix: the rest'", "adapted"},
      {"on kars-dev; fix 1 2 3 4 t; commit 'fix: our own'", "equivalent"},
      {"on kars-dev; git rebase -q kars-prod", "landed"},
  }));
  scene.play(way.script);
  const Landed landed = scene.landed();
  INFO(way.script << "\n" << landed.parts);
  CHECK(landed.state == way.state);
  CHECK(landed.status == 0);
  CHECK(landed.not_in_effect == "");
}

TEST_CASE("a name that is imported in another order is there", "[e2e][landing-cases]") {
  PlacesScene scene = made_once<PlacesScene>();
  scene.play(R"sh(
before_hotfix
put src/run.py 'from a import (\n    alpha,\n    beta,\n)\n\n\ndef run():\n    alpha()\n'; both
swap src/run.py '^    beta,' '&\n    gamma,'; swap src/run.py '^    alpha()' '    gamma(alpha())'
release
on kars-dev; swap src/run.py '^    beta,' '&\n    delta,'; commit 'feat: delta'
swap src/run.py '^    delta,' '&\n    gamma,'; swap src/run.py '^    alpha()' '    gamma(alpha())'
backport own)sh");
  const Landed landed = scene.landed();
  CHECK(landed.state == "adapted");
  CHECK(landed.status == 0);
  CHECK(landed.not_in_effect == "");
}
