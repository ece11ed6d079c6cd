// SPDX-License-Identifier: MIT
// The same fix where the code stands elsewhere, is spelled otherwise or travels in other company.
#include "tests/gate/landing/scene.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

std::string with_crlf(const std::string& text) {
  std::string result;
  for (const char c : text) result += c == '\n' ? std::string("\r\n") : std::string(1, c);
  return result;
}

// Every line one level deeper.
std::string indented(const std::string& text) {
  std::string result = "  ";
  for (const char c : text) result += c == '\n' ? std::string("\n  ") : std::string(1, c);
  return result + "\n";
}

// refund() before charge(), where it was after it.
std::string reordered(const std::string& text) {
  const std::size_t charge = text.find("function charge"), refund = text.find("function refund"),
                    settle = text.find("function settle");
  return text.substr(0, charge) + text.substr(refund, settle - refund) +
         text.substr(charge, refund - charge) + text.substr(settle);
}

// A hotfix that also writes `notes` into `file`, and development, which has `other` there.
bool lands_beside(const std::string& file, const std::string& before, const std::string& notes,
                  const std::string& other) {
  LandingScene scene;
  scene.change("kars-prod", "chore: before", file, before);
  scene.git({"branch", "-f", "kars-dev", "kars-prod"});
  scene.write(file, notes);
  const std::string fix = scene.change("kars-prod", "hotfix: charge an order once",
                                       LandingScene::kFile, with_guard(kCharge));
  scene.change("kars-dev", "chore: notes", file, other);
  scene.change("kars-dev", "fix: charge once", LandingScene::kFile, with_guard(kCharge));
  return scene.is_on_dev(fix);
}

}  // namespace

TEST_CASE("a pick into a file that development renamed before has landed", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change_by("kars-dev", "refactor: folders",
                  "mkdir lib && git mv src/charge.js lib/charge.js");
  scene.pick(fix);
  REQUIRE(scene.git({"show", "kars-dev:lib/charge.js"}) == trimmed(with_guard(kCharge)));
  CHECK(scene.is_on_dev(fix));
}

TEST_CASE("a pick into a file that has another name on development has landed", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change_by("kars-dev", "refactor: names", "git mv src/charge.js src/payments.js");
  scene.pick(fix);
  REQUIRE(scene.git({"show", "kars-dev:src/payments.js"}) == trimmed(with_guard(kCharge)));
  CHECK(scene.is_on_dev(fix));
}

TEST_CASE("a pick has landed though development renamed the file later", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  scene.pick(fix);
  scene.change_by("kars-dev", "refactor: names", "git mv src/charge.js src/payments.js");
  CHECK(scene.is_on_dev(fix));
}

TEST_CASE("a fix and a rename in one commit have landed", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change_by("kars-dev", "refactor: names", "git mv src/charge.js src/payments.js");
  scene.git({"reset", "-q", "--soft", "HEAD~1"});
  scene.change("kars-dev", "refactor: names, and charge once", "src/payments.js",
               with_guard(kCharge));
  CHECK(scene.is_on_dev(fix));
}

TEST_CASE("a rename without the fix is not the fix", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change_by("kars-dev", "refactor: names", "git mv src/charge.js src/payments.js");
  CHECK(scene.state(fix) == "missing");
}

TEST_CASE("a hotfix that renames and edits is equivalent to its pick", "[landing]") {
  LandingScene scene;
  scene.switch_to("kars-prod");
  scene.git({"mv", "src/charge.js", "src/pay.js"});
  const std::string fix =
      scene.change("kars-prod", "hotfix: charge once", "src/pay.js", with_guard(kCharge));
  scene.change("kars-dev", "feat: notes", "notes.md", "n\n");
  scene.pick(fix);
  CHECK(scene.state(fix) == "equivalent");
}

TEST_CASE("a fix in a function that development moved has landed", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change("kars-dev", "refactor: order", LandingScene::kFile, reordered(kCharge));
  scene.change("kars-dev", "fix: charge once", LandingScene::kFile, reordered(with_guard(kCharge)));
  CHECK(scene.is_on_dev(fix));
}

TEST_CASE("a fix in a file that development indented has landed", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change("kars-dev", "refactor: a module", LandingScene::kFile, indented(kCharge));
  scene.change("kars-dev", "fix: charge once", LandingScene::kFile, indented(with_guard(kCharge)));
  CHECK(scene.is_on_dev(fix));
}

TEST_CASE("a fix in a file that development keeps with CRLF has landed", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change("kars-dev", "chore: line ends", LandingScene::kFile, with_crlf(kCharge));
  scene.change("kars-dev", "fix: charge once", LandingScene::kFile, with_crlf(with_guard(kCharge)));
  CHECK(scene.is_on_dev(fix));
}

TEST_CASE("indenting and line ends alone bring no fix", "[landing]") {
  LandingScene scene;
  const std::string fix = scene.release();
  scene.change("kars-dev", "refactor: a module", LandingScene::kFile, indented(kCharge));
  scene.change("kars-dev", "chore: line ends", LandingScene::kFile, with_crlf(indented(kCharge)));
  CHECK(scene.state(fix) == "missing");
}

TEST_CASE("a changelog that tells it otherwise does not matter", "[landing]") {
  CHECK(lands_beside("CHANGELOG.md", "# 1.0\n", "# 1.0.1\n- orders are charged once\n\n# 1.0\n",
                     "# 2.0\n- many features\n- and the payment fix\n\n# 1.0\n"));
}

TEST_CASE("a version number that differs does not matter", "[landing]") {
  CHECK(lands_beside("package.json", "{\n  \"version\": \"1.0.0\"\n}\n",
                     "{\n  \"version\": \"1.0.1\"\n}\n", "{\n  \"version\": \"2.0.0\"\n}\n"));
}

TEST_CASE("a lock file that differs does not matter", "[landing]") {
  CHECK(lands_beside("package-lock.json", "{ \"lockfileVersion\": 3 }\n",
                     "{ \"lockfileVersion\": 3,\n \"a\": \"sha512-1\",\n \"b\": \"sha512-2\" }\n",
                     "{ \"lockfileVersion\": 3,\n \"c\": \"sha512-3\",\n \"d\": \"sha512-4\" }\n"));
}

TEST_CASE("an equal changelog entry alone is not the fix", "[landing]") {
  LandingScene scene;
  scene.switch_to("kars-prod");
  scene.write("CHANGELOG.md", "# 1.0.1\n- orders are charged once\n- and only once\n- really\n");
  const std::string fix = scene.release();
  scene.change("kars-dev", "docs: changelog", "CHANGELOG.md",
               "# 1.0.1\n- orders are charged once\n- and only once\n- really\n");
  CHECK_FALSE(scene.is_on_dev(fix));
}

TEST_CASE("a test that development left out makes the fix adapted at least", "[landing]") {
  LandingScene scene;
  scene.switch_to("kars-prod");
  scene.write("tests/charge.test.js", "test('once', () => expect(charge(order)).toBe(first));\n");
  const std::string fix = scene.release();
  scene.change("kars-dev", "fix: charge once", LandingScene::kFile, with_guard(kCharge));
  const std::string state = scene.state(fix);
  CHECK((state == "adapted" || state == "uncertain"));
}
