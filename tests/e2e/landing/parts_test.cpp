// SPDX-License-Identifier: MIT
// Backports of which a part was left out: never landed, whatever the commit says.
#include "tests/e2e/landing/places_scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

void require_settled(const PlacesScene& scene) {
  const Landed landed = scene.landed();
  INFO(landed.parts);
  CHECK(landed.state == "adapted");
  CHECK(landed.status == 0);
  CHECK(landed.not_in_effect == "");
}

// What is left out beside the code: how production had it, and what the hotfix made of it.
struct Beside {
  const char* before;
  const char* fixed;
  const char* part;
};

void play_without(PlacesScene& scene, const Beside& beside) {
  scene.play(std::string("before_hotfix\n") + beside.before + "\nboth\n" + beside.fixed +
             "\nfix 1 2\nrelease\non kars-dev\nfix 1 2\nbackport x");
}

// Eight like places of which the hotfix touches each: a line each, or a guard of its own.
constexpr auto kLikePlaces = R"sh(
each() {
  for i; do
    case $kind in
      line) swap src/parts.js "compute$i(value)" "compute$i(value || 0)" ;;
      guard) swap src/parts.js "^function part$i(.*{" "&\n  if (value === undefined) return 0;" ;;
    esac
  done
}
for i in 1 2 3 4 5 6 7 8 9; do
  printf 'function part%s(value) {\n  const result = compute%s(value);\n' $i $i
  printf '  return result;\n}\n\n'
done > parts
before_hotfix
mv parts src/parts.js
both
each 1 2 3 4 5 6 7 8
release
on kars-dev
)sh";

std::string like_places(const std::string& numbers, const std::string& kind) {
  std::string list;
  for (const char number : numbers) {
    const int index = number - '1';
    const int line = kind == "line" ? 2 + 5 * index : 2 + 6 * index;
    list += (list.empty() ? "" : ", ") + ("src/parts.js:" + std::to_string(line)) + " absent";
  }
  return list;
}

}  // namespace

TEST_CASE("half of a backport is not landed, by hunk and by file, whatever it says",
          "[e2e][landing-cases]") {
  PlacesScene scene = made_once<PlacesScene>();
  const std::string how = GENERATE("own", "x", "other");
  const std::string brought = GENERATE("1 t", "1 2", "1 2 4 t", "1 2 3 t", "4 t");
  scene.play("on kars-dev; fix " + brought + "; backport " + how);
  const Landed landed = scene.landed();
  INFO(brought << " " << how << ": " << landed.parts);
  std::string left_out;
  for (const char place : std::string("1234")) {
    if (brought.find(place) == brought.npos) left_out += place;
  }
  CHECK(landed.state == "uncertain");
  CHECK(landed.status == 1);
  CHECK(landed.evidence ==
        (how == "other" ? "fix: what production needed" : "hotfix: quote what users send"));
  CHECK(landed.not_in_effect == places(left_out, "absent"));
  int status = 0;
  CHECK(scene.ledger_entry("released", status).at("state") == "uncertain");
  CHECK(status == 1);
}

TEST_CASE("a person sees in one look what is not there", "[e2e][landing-cases]") {
  PlacesScene scene = made_once<PlacesScene>();
  scene.play("on kars-dev; fix 1 2 4 t; backport x");
  const ProgramResult answer = scene.lint({"landed", "--onto", "kars-dev", scene.id("released")});
  INFO(answer.out << answer.err);
  CHECK(answer.status == 1);
  CHECK_THAT(answer.out, contains("uncertain"));
  CHECK_THAT(answer.out, contains("src/users.js:30"));
  CHECK(answer.out.find("src/users.js:8") == answer.out.npos);
  CHECK(answer.out.find("src/login.js") == answer.out.npos);
}

TEST_CASE("a backport of the test alone is not landed", "[e2e][landing-cases]") {
  PlacesScene scene = made_once<PlacesScene>();
  const std::string how = GENERATE("own", "x", "other");
  scene.play("on kars-dev; fix t; backport " + how);
  const Landed landed = scene.landed();
  INFO(how);
  CHECK(landed.state == (how == "other" ? "missing" : "uncertain"));
  CHECK(landed.status == 1);
  CHECK(landed.not_in_effect == places("1234", "absent"));
}

TEST_CASE("a backport of all of the code without its test is landed", "[e2e][landing-cases]") {
  PlacesScene scene = made_once<PlacesScene>();
  scene.play("on kars-dev; fix 1 2 3 4; backport " + GENERATE(as<std::string>(), "x", "other"));
  require_settled(scene);
}

TEST_CASE("some of many like places is not landed", "[e2e][landing-cases]") {
  PlacesScene scene = made_once<PlacesScene>();
  const std::string kind = GENERATE("line", "guard");
  const std::string how = GENERATE("x", "other");
  struct Some {
    std::string brought, left_out;
  };
  const Some some = GENERATE(values<Some>({{"1 3 7", "24568"}, {"1 2 3 4 6 7 8", "5"}}));
  scene.play("kind=" + kind + kLikePlaces + "each " + some.brought + "; backport " + how);
  const Landed landed = scene.landed();
  INFO(kind << " " << how << ": " << landed.parts);
  CHECK(landed.state == "uncertain");
  CHECK(landed.status == 1);
  CHECK(landed.not_in_effect == like_places(some.left_out, kind));
}

TEST_CASE("the first commit of a squash is not the squash, though it bears its subject",
          "[e2e][landing-cases]") {
  PlacesScene scene = made_once<PlacesScene>();
  struct Squash {
    const char* subject;
    const char* backport;
  };
  const Squash squash = GENERATE(values<Squash>({
      {"hotfix: the first step", "pick hotfix/quotes~1"},
      {"hotfix: the first step (#9)", "pick -x hotfix/quotes~1"},
      {"hotfix: the first step (#9)",
       "on kars-dev; git cherry-pick -n hotfix/quotes~1; commit \"hotfix: the first step (#9)\n\n"
       "Backport-of: $(git rev-parse released)\""},
  }));
  scene.play(std::string(R"sh(
before_hotfix; on -c hotfix/quotes
fix 1 t; commit 'hotfix: the first step'
fix 2 3 4; commit 'hotfix: the second step'
on kars-prod; git merge -q --squash hotfix/quotes >/dev/null
commit ')sh") +
             squash.subject + "'; git branch -q -f released\n" + squash.backport);
  const Landed landed = scene.landed();
  INFO(squash.backport);
  CHECK(landed.state == "uncertain");
  CHECK(landed.status == 1);
  CHECK(landed.not_in_effect == places("234", "absent"));
}

TEST_CASE("one commit of a merged hotfix branch is not the merge", "[e2e][landing-cases]") {
  PlacesScene scene = made_once<PlacesScene>();
  scene.play(R"sh(
before_hotfix; on -c hotfix/quotes
fix 1 2 t; commit 'hotfix: the first step'
fix 3 4; commit 'hotfix: the second step'
on kars-prod; merge hotfix/quotes; git branch -q -f released
pick -x hotfix/quotes~1)sh");
  const Landed landed = scene.landed();
  CHECK(landed.state == "uncertain");
  CHECK(landed.evidence == "hotfix: the first step");
  CHECK(landed.not_in_effect == places("34", "absent"));
}

TEST_CASE("what is left out beside the code is a part too", "[e2e][landing-cases]") {
  PlacesScene scene = made_once<PlacesScene>();
  const Beside beside = GENERATE(values<Beside>({
      {"put bin/run '#!/bin/sh\\n'", "chmod +x bin/run", "bin/run"},
      {"put data/model.bin 'a\\0000b'", "put data/model.bin 'c\\0000d'", "data/model.bin"},
      {"true", "put src/logo.png 'a\\0000b'", "src/logo.png"},
      {"true", "put bin/run '#!/bin/sh\\nexec node src/main.js\\n'", "bin/run"},
      {"true", "git rm -q src/login.js", "src/login.js"},
      {"ln -s one current", "ln -sfn two current", "current:1"},
      {"put .env.production 'TIMEOUT=30\\n'", "put .env.production 'TIMEOUT=120\\n'",
       ".env.production:1"},
      {"put Dockerfile 'FROM node:18.1\\n'", "put Dockerfile 'FROM node:18.2\\n'", "Dockerfile:1"},
      {"put db/users.sql 'create table users (id int);\\n'",
       "put db/users.sql 'create table users (id int primary key);\\n'", "db/users.sql:1"},
      {"put config/app.json '{\\n  \"debug\": true\\n}\\n'",
       "put config/app.json '{\\n  \"debug\": false\\n}\\n'", "config/app.json:2"},
  }));
  play_without(scene, beside);
  const Landed landed = scene.landed();
  INFO(beside.part << ": " << landed.parts);
  CHECK(landed.state == "uncertain");
  CHECK(landed.status == 1);
  CHECK(landed.evidence == "hotfix: quote what users send");
  CHECK(landed.not_in_effect == std::string(beside.part) + " absent");
}

TEST_CASE("a dependency's version that is left out is a part", "[e2e][landing-cases]") {
  PlacesScene scene = made_once<PlacesScene>();
  struct Manifest {
    const char* file;
    const char* text;  // with %s for the version
    int line;
  };
  const Manifest manifest = GENERATE(values<Manifest>({
      {"package.json",
       R"({\n  "version": "1.0.0",\n  "dependencies": {\n    "left": "%s"\n  }\n}\n)", 4},
      {"requirements.txt", R"(django==%s\nrequests==2.1\n)", 1},
      {"go.mod", R"(module a\n\nrequire b.org/c v%s\n)", 3},
      {"pom.xml", R"(<project>\n  <dependency>\n    <version>%s</version>\n  </dependency>\n)", 3},
      {"Gemfile", R"(gem "rails", "%s"\n)", 1},
      {"Cargo.toml", R"([package]\nversion = "1.0.0"\n\n[dependencies]\nserde = "%s"\n)", 5},
      {"build.gradle", R"(dependencies {\n  implementation "log4j:log4j:%s"\n}\n)", 2},
      {"charts/x/Chart.yaml",
       R"(name: x\nversion: 1.0.0\ndependencies:\n  - name: redis\n    version: %s\n)", 5},
      {"deploy/values.yaml", R"(image:\n  tag: %s\n)", 2},
  }));
  const auto put = [&](const std::string& version) {
    std::string text = manifest.text;
    text.replace(text.find("%s"), 2, version);
    return "put " + std::string(manifest.file) + " '" + text + "'\n";
  };
  const std::string before = put("3.2.1"), fixed = put("3.2.2");
  play_without(scene, {before.c_str(), fixed.c_str(), ""});
  const Landed landed = scene.landed();
  INFO(manifest.file << ": " << landed.parts);
  CHECK(landed.state == "uncertain");
  CHECK(landed.status == 1);
  CHECK(landed.not_in_effect == manifest.file + (":" + std::to_string(manifest.line)) + " absent");
}

TEST_CASE("a dependency that development has in a later version of the series is there",
          "[e2e][landing-cases]") {
  PlacesScene scene = made_once<PlacesScene>();
  struct Version {
    const char* development;
    bool there;
  };
  const Version version = GENERATE(
      values<Version>({{"3.2.10", true}, {"3.2.4", false}, {"3.2.5rc1", false}, {"4.0.1", false}}));
  scene.play(
      std::string("before_hotfix; put requirements.txt 'django==3.2.1\\n'; both; on kars-dev\n"
                  "put requirements.txt 'django==") +
      version.development + "\\n'; commit 'chore: django'\non kars-prod\n" +
      "put requirements.txt 'django==3.2.5\\n'; fix 1 2; release\n"
      "on kars-dev; fix 1 2; backport x");
  if (version.there) return require_settled(scene);
  const Landed landed = scene.landed();
  INFO(version.development);
  CHECK(landed.state == "uncertain");
  CHECK(landed.status == 1);
  CHECK(landed.not_in_effect == "requirements.txt:1 absent");
}

TEST_CASE("a dependency that the hotfix takes back is not there in a later version",
          "[e2e][landing-cases]") {
  PlacesScene scene = made_once<PlacesScene>();
  scene.play(R"sh(
before_hotfix; put requirements.txt 'django==3.2.9\n'; both
put requirements.txt 'django==3.2.1\n'; fix 1 2; release
on kars-dev; put requirements.txt 'django==3.2.10\n'; commit 'chore: django'
fix 1 2; backport x)sh");
  const Landed landed = scene.landed();
  CHECK(landed.state == "uncertain");
  CHECK(landed.status == 1);
  CHECK(landed.not_in_effect == "requirements.txt:1 absent");
}

TEST_CASE("a new script that came without its mode is not there", "[e2e][landing-cases]") {
  PlacesScene scene = made_once<PlacesScene>();
  scene.play(R"sh(
before_hotfix; put bin/run '#!/bin/sh\nexec node src/main.js\n'; chmod +x bin/run; fix 1 2; release
on kars-dev; put bin/run '#!/bin/sh\nexec node src/main.js\n'; fix 1 2; backport x)sh");
  const Landed landed = scene.landed();
  INFO(landed.parts);
  CHECK(landed.state == "uncertain");
  CHECK(landed.status == 1);
  CHECK_THAT(landed.not_in_effect, contains("bin/run absent"));
}

TEST_CASE("a new file that came in an earlier state is not there", "[e2e][landing-cases]") {
  PlacesScene scene = made_once<PlacesScene>();
  const std::string part = GENERATE("memory: 128Mi", "memory: 256Mi", "cpu: 1");
  scene.play(std::string(R"sh(
before_hotfix; on -c hotfix/limits
put deploy/api.yaml 'web:\n  memory: 128Mi\n  cpu: 1\nworker:\n  memory: 256Mi\n  cpu: 2\n'
commit 'hotfix: limits'
swap deploy/api.yaml ')sh") +
             part + "' '" + part + R"sh(2'; commit 'hotfix: higher limits'
on kars-prod; git merge -q --squash hotfix/limits >/dev/null
commit 'hotfix: limits'; git branch -q -f released
pick -x hotfix/limits~1)sh");
  const Landed landed = scene.landed();
  INFO(part << ": " << landed.parts);
  CHECK(landed.state == "uncertain");
  CHECK(landed.status == 1);
  CHECK(landed.evidence == "hotfix: limits");
  CHECK(landed.not_in_effect == "deploy/api.yaml unclear");
}

TEST_CASE("a new file that came as it was and was worked on since is there",
          "[e2e][landing-cases]") {
  PlacesScene scene = made_once<PlacesScene>();
  scene.play(R"sh(
before_hotfix; put src/limits.js 'export const memory = 128;\nexport const cpu = 1;\n'; fix 1; release
pick -x released; swap src/limits.js 'memory = 128' 'memory = 256'; commit 'feat: more memory')sh");
  const Landed landed = scene.landed();
  INFO(landed.parts);
  CHECK(landed.state == "equivalent");
  CHECK(landed.status == 0);
}

TEST_CASE("what cannot be compared is uncertain unless it came as it was", "[e2e][landing-cases]") {
  PlacesScene scene = made_once<PlacesScene>();
  const std::string make = GENERATE("seq 600000 >data/table.js", "put data/table.js 'a\\0000b'");
  scene.play(std::string("table() { mkdir -p data; ") + make + R"sh(; echo "$1" >>data/table.js; }
before_hotfix; table old; both
table new; fix 1 2; release
on kars-dev; table other; fix 1 2; backport x)sh");
  const Landed landed = scene.landed();
  INFO(make << ": " << landed.parts);
  CHECK(landed.state == "uncertain");
  CHECK(landed.status == 1);
  CHECK(landed.not_in_effect == "data/table.js unclear");
}

TEST_CASE("a mode, a binary and a dependency that were set back are lost", "[e2e][landing-cases]") {
  PlacesScene scene = made_once<PlacesScene>();
  const Beside beside = GENERATE(values<Beside>({
      {"put bin/run '#!/bin/sh\\n'; chmod -x bin/run", "chmod +x bin/run", "bin/run"},
      {"put data/model.bin 'a\\0000b'", "put data/model.bin 'c\\0000d'", "data/model.bin"},
      {"put requirements.txt 'django==3.2.1\\n'", "put requirements.txt 'django==3.2.2\\n'",
       "requirements.txt:1"},
  }));
  scene.play(std::string("before_hotfix\n") + beside.before + "\nboth\n" + beside.fixed +
             "\nfix 1 2\nrelease\npick -x released\n" + beside.before + "\ncommit 'chore: back'");
  const Landed landed = scene.landed();
  INFO(beside.part << ": " << landed.parts);
  CHECK(landed.state == "lost");
  CHECK(landed.status == 1);
  CHECK(landed.evidence == "chore: back");
  CHECK(landed.not_in_effect == std::string(beside.part) + " undone");
}

TEST_CASE("what the policy calls code is a part, and what it calls a test is not",
          "[e2e][landing-cases]") {
  PlacesScene scene = made_once<PlacesScene>();
  struct Classes {
    const char* policy;
    const char* file;
    bool is_code;
  };
  const Classes classes = GENERATE(values<Classes>({
      {"", "spec/limits.js", false},
      {"tests = [\"tests/\"]", "spec/limits.js", true},
      {"", "prompts/system.md", false},
      {"docs = [\"*.txt\"]", "prompts/system.md", true},
      {"", "checks/limits.js", true},
      {"tests = [\"@default\", \"checks/\"]", "checks/limits.js", false},
  }));
  scene.play(std::string("before_hotfix; put .hotfix.toml '[paths]\\n") + classes.policy +
             "\\n'; put " + classes.file + " 'the limit is 5;\\n'; both; fix 1 2; put " +
             classes.file + " 'the limit is 50;\\n'; release; on kars-dev; fix 1 2; backport own");
  if (!classes.is_code) return require_settled(scene);
  const Landed landed = scene.landed();
  INFO(classes.policy << " " << classes.file << ": " << landed.parts);
  CHECK(landed.state == "uncertain");
  CHECK(landed.status == 1);
  CHECK(landed.not_in_effect == std::string(classes.file) + ":1 absent");
}
