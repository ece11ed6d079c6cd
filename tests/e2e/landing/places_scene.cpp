// SPDX-License-Identifier: MIT
#include "tests/e2e/landing/places_scene.h"

#include "tests/support/catch.h"

namespace hotfix {

namespace {

using Json = nlohmann::json;

constexpr std::int64_t kBetweenPlays = 3600;
constexpr auto kFiveDaysLater = "2025-06-20";

constexpr auto kFunctions = R"sh(
git() { t=$((t + 60)); GIT_AUTHOR_DATE="$t +0000" GIT_COMMITTER_DATE="$t +0000" command git "$@"; }
place() {
  case $1 in
    1) file=src/users.js was='query(byId + id)' now='query(byId, quoted(id))' ;;
    2) file=src/users.js was='= random(36)' now='= secureRandom(128)' ;;
    3) file=src/users.js was='+ name +' now='+ escaped(name) +' ;;
    4) file=src/login.js was='if (user.password' now='if (!user || user.password' ;;
    t) file=tests/users.test.js was='// more' now='test("quotes", () => find(quote));' ;;
  esac
}
swap() { sed -i "s~$2~$3~" "$1"; }
put() { mkdir -p "$(dirname "$1")"; printf '%b' "$2" > "$1"; }
fix() { for n; do place $n; swap $file "$was" "$now"; done; }
undo() { for n; do place $n; swap $file "$now" "$was"; done; }
on() { git switch -q "$@"; }
commit() { git add -A; git commit -q --no-verify --allow-empty -m "$1"; }
backport() {
  subject=$(git log -1 --format=%s released)
  case $1 in
    own) commit "$subject" ;;
    x) commit "$subject

(cherry picked from commit $(git rev-parse released))" ;;
    other) commit 'fix: what production needed' ;;
  esac
}
pick() { on kars-dev; git cherry-pick "$@" >/dev/null; }
merge() { git merge -q --no-ff -m "Merge branch '$1' into $(git branch --show-current)" "$@"; }
begin_merge() { git merge -q --no-ff --no-commit "$@" 2>/dev/null || true; }
before_hotfix() { on kars-prod; git reset -q --hard kars-prod~1; }
both() { commit 'feat: more'; pick --allow-empty kars-prod; on kars-prod; }
release() { commit 'hotfix: quote what users send'; git branch -q -f released; }
)sh";

constexpr auto kUsers = R"('use strict';
const { query } = require('./store');

const byId = 'select first, last from users where id = ';

function find(id) {
  log('find', id);
  return query(byId + id);
}

function open(user, options) {
  const token = makeToken(user);
  log('open', user.id);
  return { token, expires: options.ttl };
}

function makeToken(user) {
  const seed = random(36);
  return user.id + ':' + seed;
}

function close(session) {
  log('close', session.token);
  session.expires = 0;
  return session;
}

function render(user) {
  const name = user.first;
  return '<li>' + name + '</li>';
}

module.exports = { find, open, close, render };
)";

constexpr auto kLogin = R"('use strict';
const { find, open } = require('./users');

function login(id, password) {
  const user = find(id);
  if (user.password !== password) {
    return null;
  }
  return open(user, { ttl: 3600 });
}

module.exports = { login };
)";

constexpr auto kTest = R"(const { find } = require('../src/users');

test('finds a user', () => find(1));
// more
)";

void append(std::string& list, const std::string& item) {
  list += (list.empty() ? "" : ", ") + item;
}

std::string text_of(const Json& part) {
  std::string text = part.at("path");
  if (part.at("lines").is_string()) text += ":" + part.at("lines").get<std::string>();
  return text + " " + part.at("state").get<std::string>();
}

}  // namespace

PlacesScene::PlacesScene() {
  git({"switch", "-q", "-c", "kars-prod"});
  write("src/users.js", kUsers);
  write("src/login.js", kLogin);
  write("tests/users.test.js", kTest);
  play(R"sh(
commit 'feat: users'
on -c kars-dev
swap src/users.js "'open', user.id" "'open', user.id, options.ttl"
commit 'feat: log how long a session lives'
on kars-prod
fix 1 2 3 4 t
release)sh");
}

void PlacesScene::play(const std::string& script) {
  const std::int64_t start = kEpoch + ++plays_ * kBetweenPlays;
  const ProgramResult result = sh("t=" + std::to_string(start) + kFunctions + script);
  INFO(script << "\n" << result.out << result.err);
  REQUIRE(result.status == 0);
}

ProgramResult PlacesScene::lint(const Arguments& arguments) const {
  Arguments argv = {program("hotfix-lint")};
  argv.insert(argv.end(), arguments.begin(), arguments.end());
  return exec(argv);
}

Landed PlacesScene::landed(const std::string& revision) const {
  const ProgramResult result = lint({"landed", "--json", "--onto", "kars-dev", id(revision)});
  INFO(result.out << result.err);
  const Json answer = Json::parse(result.out);
  Landed landed{result.status, answer.at("state"), {}, {}, {}};
  for (const std::string commit : answer.at("evidence")) {
    append(landed.evidence, git({"log", "-1", "--format=%s", commit}));
  }
  for (const Json& part : answer.at("parts")) {
    append(landed.parts, text_of(part));
    if (part.at("state") != "in-effect") append(landed.not_in_effect, text_of(part));
  }
  return landed;
}

Json PlacesScene::ledger_entry(const std::string& revision, int& status) const {
  const ProgramResult result = lint({"audit", "--format", "json", "--now", kFiveDaysLater});
  INFO(result.out << result.err);
  status = result.status;
  const Json ledger = Json::parse(result.out);
  for (const Json& entry : ledger.at("hotfixes")) {
    if (entry.at("commit") == id(revision)) return entry;
  }
  return nullptr;
}

std::string places(const std::string& numbers, const std::string& state) {
  std::string list;
  const auto add = [&](char number, const std::string& place) {
    if (numbers.find(number) != numbers.npos) append(list, place + " " + state);
  };
  add('4', "src/login.js:6");
  add('1', "src/users.js:8");
  add('2', "src/users.js:18");
  add('3', "src/users.js:30");
  return list;
}

}  // namespace hotfix
