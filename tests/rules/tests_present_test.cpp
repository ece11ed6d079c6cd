// SPDX-License-Identifier: MIT
#include <tuple>

#include "rules/code/live_lines.h"
#include "tests/support/catch.h"
#include "tests/support/judge.h"

using namespace hotfix;

namespace {

using Texts = std::vector<std::pair<std::string, std::string>>;

Facts with(std::vector<ChangedFile> changes) {
  Facts facts = pushed_hotfix();
  facts.changes = std::move(changes);
  return facts;
}

Findings judge_tests(std::vector<ChangedFile> changes) {
  return judge(rules::tests_present, with(std::move(changes)));
}

ChangedFile test_file(const std::vector<std::string>& added,
                      const std::vector<std::string>& removed = {}) {
  return edited("tests/login.test.js", PathClass::test, added, removed);
}

// A test file in two versions.
ChangedFile written(const std::string& path, const std::string& before, const std::string& after) {
  ChangedFile file = changed(path, 1, before.empty() ? 0 : 1, PathClass::test);
  file.status = before.empty() ? ChangedFile::Status::added : ChangedFile::Status::modified;
  file.live_before = live_lines(path, before);
  file.live_after = live_lines(path, after);
  return file;
}

const ChangedFile kCode = changed("src/login.js", 3, 1);
const std::string kTest = "test('a', () => { expect(1).toBe(1); });";
const std::string kOld = "test('old', () => {\n  expect(old()).toBe(1);\n});\n";

// The one finding is that `path` changed and no test did.
void require_untested(const Findings& findings, const std::string& path) {
  const Finding finding = only(findings);
  REQUIRE(finding.message == "1 file of production code changed and no test did");
  REQUIRE(finding.level == Level::error);
  REQUIRE(finding.details.front() == path);
}

}  // namespace

TEST_CASE("production code with a new test passes", "[rules]") {
  REQUIRE(judge_tests({kCode, test_file({kTest})}).empty());
  REQUIRE(judge_tests({kCode, test_file({"  expect(1).toBe(2);"})}).empty());
}

TEST_CASE("production code without a test is refused", "[rules]") {
  const Findings findings = judge_tests({kCode, changed("README.md", 1, 0, PathClass::docs)});
  require_untested(findings, "src/login.js");
  REQUIRE_THAT(advice_of(findings[0]), contains("Write the test"));
}

TEST_CASE("a test that only loses lines, or gains blank ones, is no test", "[rules]") {
  require_untested(judge_tests({kCode, test_file({}, {"  expect(1).toBe(2);"})}), "src/login.js");
  require_untested(judge_tests({kCode, test_file({"", "   \t"})}), "src/login.js");
}

TEST_CASE("code that moved, or changed its mode or its spacing, needs no test", "[rules]") {
  ChangedFile moved = changed("src/b.js", 0, 0), spaced = changed("src/c.js", 2, 2);
  moved.same_blob = true;
  spaced.spacing = 4;
  REQUIRE(judge_tests({moved, spaced}).empty());
}

TEST_CASE("a binary of production needs a test as code does", "[rules]") {
  ChangedFile file = changed("src/model.bin", 0, 0);
  file.content = ChangedFile::Content::binary;
  require_untested(judge_tests({file}), "src/model.bin");
}

TEST_CASE("documentation needs no test, and configuration only when the policy says so",
          "[rules]") {
  const ChangedFile docs = changed("README.md", 1, 0, PathClass::docs);
  const ChangedFile config = changed("app.yml", 1, 0, PathClass::config);
  REQUIRE(judge_tests({docs, config}).empty());
  require_untested(judge(rules::tests_present, with({docs, config}), "config_needs_test = true"),
                   "app.yml");
}

TEST_CASE("a test written inside the code counts", "[rules]") {
  for (const auto& [path, lines] : std::vector<std::pair<std::string, std::vector<std::string>>>{
           {"src/lib.rs", {"fn f() {}", "    #[test]", "    fn x() {", "assert_eq!(f(), 1);", "}"}},
           {"src/lib.rs", {"#[tokio::test]", "async fn x() {", "  assert!(f());", "}"}},
           {"src/lib.rs",
            {"#[cfg(test)]", "mod t {", " #[test]", " fn x() { assert!(f()); }", "}"}},
           {"src/a.ts",
            {"if (import.meta.vitest) {", "  it('x', () => {", "    expect(f()).toBe(1);", "  });",
             "}"}}}) {
    INFO(path << ": " << lines[0]);
    REQUIRE(judge_tests({edited(path, PathClass::code, lines)}).empty());
  }
  for (const char* line : {"// see #[test]", "#[test]", "#[cfg(test)]"}) {
    require_untested(judge_tests({edited("src/lib.rs", PathClass::code, {line})}), "src/lib.rs");
  }
}

TEST_CASE("what tests nothing is no test", "[rules]") {
  for (const char* more : {"// a comment\n",
                           "/* expect(1).toBe(1); */\n",
                           ";\n",
                           ";;;\n",
                           "\u200b\n",
                           "\u00a0\u3000\n",
                           "\u2800\n",
                           "import { x } from './x';\n",
                           "const x = require('x');\n",
                           "'use strict';\n",
                           "test('x', () => {});\n",
                           "test('x', () => {\n});\n",
                           "it('x', function () {});\n",
                           "test('x', () => {\n  login();\n});\n",
                           "test('x');\n",
                           "describe('x', () => {});\n",
                           "const text = `\ntest('x', () => { expect(1).toBe(1); });\n`;\n",
                           "if (false) {\n  test('x', () => { expect(1).toBe(1); });\n}\n",
                           "/*\ntest('x', () => { expect(1).toBe(1); });\n*/\n",
                           "console.log(1);\n",
                           "{\n}\n"}) {
    INFO(more);
    require_untested(judge_tests({kCode, written("tests/a.test.js", kOld, kOld + more)}),
                     "src/login.js");
  }
}

TEST_CASE("a test that checks something counts in every language", "[rules]") {
  for (const auto& [path, text] : Texts{
           {"tests/a.test.js",
            "it('x', async () => {\n  await expect(f()).rejects.toThrow();\n});\n"},
           {"test/a.js",
            "const test = require('node:test');\ntest('x', t => {\n  assert.equal(f(), 1);\n});\n"},
           {"test/a.js", "const assert = require('assert');\nassert.strictEqual(f(), 1);\n"},
           {"tests/a-test.ts", "test('x', async function (assert) {\n  assert.ok(f());\n});\n"},
           {"test/a.test.js", "test('x', t => {\n  t.is(f(), 1);\n});\n"},
           {"cypress/a.cy.js", "it('x', () => {\n  cy.get('.a').should('be.visible');\n});\n"},
           {"test/a.e2e-spec.ts",
            "it('/', () => {\n  return request(app).get('/').expect(200);\n});\n"},
           {"tests/test_a.py", "def test_x():\n    assert f() == 1\n"},
           {"tests/test_a.py",
            "class TestA(TestCase):\n    def test_x(self):\n        self.assertEqual(f(), 1)\n"},
           {"tests/test_a.py", "def test_x():\n    with pytest.raises(ValueError):\n        f()\n"},
           {"a_test.go",
            "func TestX(t *testing.T) {\n\tif f() != 1 {\n\t\tt.Errorf(\"no\")\n\t}\n}\n"},
           {"a_test.go", "func TestX(t *testing.T) {\n\trequire.NoError(t, f())\n}\n"},
           {"src/test/java/AT.java", "  @Test\n  void x() {\n    assertEquals(1, f());\n  }\n"},
           {"src/test/kotlin/A.kt",
            "  @Test\n  fun `x y`() = runTest {\n    f() shouldBe 1\n  }\n"},
           {"A.Tests/A.cs", "  [Fact]\n  public void X()\n  {\n    f().Should().Be(1);\n  }\n"},
           {"tests/AT.php",
            "  public function testX(): void\n  {\n    $this->assertSame(1, f());\n  }\n"},
           {"tests/AT.php",
            "  /** @test */\n  public function x(): void\n  {\n    $this->assertSame(1, f());\n  "
            "}\n"},
           {"tests/Pest.php", "it('x', function () {\n    expect(f())->toBe(1);\n});\n"},
           {"spec/a_spec.rb", "  it 'x' do\n    expect(f).to eq 1\n  end\n"},
           {"test/a_test.rb", "  test \"x\" do\n    assert_equal 1, f\n  end\n"},
           {"tests/a.rs", "#[test]\nfn x() {\n    assert_eq!(f(), 1);\n}\n"},
           {"test/a_test.cpp", "TEST(A, X)\n{\n  EXPECT_EQ(f(), 1);\n}\n"},
           {"test/a_test.cpp", "TEST_CASE(\"x\") {\n  REQUIRE(f() == 1);\n}\n"},
           {"tests/ATests.swift", "  func testX() {\n    XCTAssertEqual(f(), 1)\n  }\n"},
           {"test/a_test.exs", "  test \"x\" do\n    assert f() == 1\n  end\n"},
           {"test/a.bats", "@test \"x\" {\n  run f\n  [ \"$status\" -eq 0 ]\n}\n"},
           {"features/a.feature",
            "Feature: a\n  Scenario: x\n    When I pay\n    Then I see thanks\n"}}) {
    INFO(path << "\n" << text);
    REQUIRE(judge_tests({kCode, written(path, "", text)}).empty());
  }
}

TEST_CASE("one more row in the table of a test counts", "[rules]") {
  const std::string go =
      "func TestX(t *testing.T) {\n\tfor _, c := range []struct{ in, want int }{\n\t\t{1, 2},\n"
      "\t} {\n\t\tif f(c.in) != c.want {\n\t\t\tt.Fatal(c)\n\t\t}\n\t}\n}\n";
  std::string more = go;
  more.insert(more.find("\t} {"), "\t\t{3, 4},\n");
  CHECK(judge_tests({kCode, written("a_test.go", go, more)}).empty());

  const std::string python =
      "@pytest.mark.parametrize(\n    'a',\n    [\n        1,\n    ],\n)\ndef test_x(a):\n"
      "    assert f(a)\n";
  more = python;
  more.insert(more.find("    ],"), "        2,\n");
  CHECK(judge_tests({kCode, written("tests/test_a.py", python, more)}).empty());
}

TEST_CASE("a test that is only indented anew is no test", "[rules]") {
  require_untested(
      judge_tests({kCode, written("tests/a.test.js", kOld,
                                  "test('old', () => {\n      expect(old()).toBe(1);\n});\n")}),
      "src/login.js");
}

TEST_CASE("files that only tests use are no test", "[rules]") {
  for (const auto& [path, text] :
       Texts{{"tests/notes.txt", "everything works\n"},
             {"tests/.gitkeep", "x\n"},
             {"tests/fixtures/user.js", "module.exports = { name: 'x' };\n"},
             {"tests/Dockerfile", "FROM node\nRUN npm test\n"},
             {"tests/tsconfig.json", "{ \"strict\": true }\n"},
             {"tests/playwright.config.ts", "export default { expect: { timeout: 5 } };\n"},
             {"tests/helper.js", "export const user = () => ({ name: 'x' });\n"}}) {
    INFO(path);
    require_untested(judge_tests({kCode, written(path, "", text)}), "src/login.js");
  }
}

TEST_CASE("a copy, a link and a binary are no test", "[rules]") {
  ChangedFile copy = written("tests/b.test.js", "", kOld);
  copy.copy_of = "tests/a.test.js";
  require_untested(judge_tests({kCode, copy}), "src/login.js");
  ChangedFile link = written("tests/b.test.js", "", "a.test.js");
  link.content = ChangedFile::Content::symlink;
  require_untested(judge_tests({kCode, link}), "src/login.js");
  ChangedFile binary = written("tests/b.test.js", "", "");
  binary.content = ChangedFile::Content::binary;
  require_untested(judge_tests({kCode, binary}), "src/login.js");
}

TEST_CASE("a test case copied under another title proves nothing new", "[rules]") {
  const std::string copy = "test('new', () => {\n  expect(old()).toBe(1);\n});\n";
  require_untested(judge_tests({kCode, written("tests/a.test.js", kOld, kOld + copy)}),
                   "src/login.js");
  const std::string other = "test('new', () => {\n  expect(old()).toBe(2);\n});\n";
  REQUIRE(judge_tests({kCode, written("tests/a.test.js", kOld, kOld + other)}).empty());
}

TEST_CASE("the finding names what comes nearest to a test, and where tests are said", "[rules]") {
  const Finding finding = only(judge_tests(
      {kCode, changed("src/login-test.mjs", 3, 0), written("tests/notes.txt", "", "x\n")}));
  CHECK(finding.details ==
        std::vector<std::string>{
            "src/login.js", "src/login-test.mjs",
            "not a test of it: tests/notes.txt (there is no test case in it)",
            "not a test of it: src/login-test.mjs (code, by [paths] tests of the policy)",
            "[paths] tests of the policy says which files are tests"});
}

TEST_CASE("a name that only contains the letters of test comes nowhere near one", "[rules]") {
  const auto details = [](const std::string& path) {
    return only(judge_tests({changed(path, 3, 0)})).details.size();
  };
  const std::size_t alone = details("src/login.js");
  CHECK(details("src/MyAttestationsPage.jsx") == alone);
  CHECK(details("src/latest.js") == alone);
  CHECK(details("src/inspector.js") == alone);
  CHECK(details("src/loginTest.js") == alone + 1);
  CHECK(details("qa/spec_login.js") == alone + 1);
}

TEST_CASE("a file whose version alone changes needs no test", "[rules]") {
  const std::vector<std::string> was = {"    version='1.2.3',"};
  REQUIRE(
      judge_tests({edited("setup.py", PathClass::code, {"    version='1.2.4',"}, was)}).empty());
  require_untested(
      judge_tests({edited("setup.py", PathClass::code, {"    version='1.2.4',", "  run(),"}, was)}),
      "setup.py");
}

TEST_CASE("a deleted test file is put back", "[rules]") {
  ChangedFile gone = test_file({}, {"test('x', () => {});"});
  gone.status = ChangedFile::Status::deleted;
  const Findings findings = judge_tests({kCode, gone, test_file({kTest})});
  REQUIRE(findings.size() == 1);
  REQUIRE(findings[0].path == "tests/login.test.js");
  REQUIRE(script(findings[0]) ==
          "git diff --stat --exit-code HEAD\ngit switch hotfix/fix-login\ngit checkout " +
              short_id_of('0') +
              " -- :/tests/login.test.js\n"
              "git commit --only -m 'hotfix: keep the test' -- "
              ":/tests/login.test.js\n"
              "git push origin refs/heads/hotfix/fix-login\n");
}

TEST_CASE("removed test cases are counted in every language", "[rules]") {
  for (const char* line :
       {"  it('works', () => {", "test.each([1, 2])('x', f)", "describe(`x`, () => {",
        "    async def test_login(self):", "def test_login():", "func TestLogin(t *testing.T) {",
        "    @Test", "@ParameterizedTest", "TEST(Login, Works) {", "TEST_F(Login, Works) {",
        "TEST_CASE(\"works\") {", "  it 'works' do", "  test \"works\" do", "#[test]", "    [Fact]",
        "[TestMethod]", "    public function testLogin(): void", "     * @test"}) {
    INFO(line);
    const Findings findings = judge_tests({test_file({"  expect(1);"}, {line})});
    REQUIRE(findings.size() == 1);
    REQUIRE_THAT(findings[0].message, contains("1 test case removed"));
    REQUIRE(findings[0].path == "tests/login.test.js");
  }
}

TEST_CASE("ordinary lines of a test are no test cases", "[rules]") {
  for (const char* line : {"  expect(it).toBe(1);", "const test = require('test');",
                           "submit(form);", "def helper():", "func helper() {", "// it('x')"}) {
    INFO(line);
    REQUIRE(judge_tests({test_file({"  expect(1);"}, {line})}).empty());
  }
}

TEST_CASE("a test renamed in place or moved to another file is not removed", "[rules]") {
  const ChangedFile from = test_file({}, {"it('a', () => {"});
  const ChangedFile to = edited("tests/b.test.js", PathClass::test, {"it('a', () => {"});
  REQUIRE(judge_tests({from, to}).empty());
  REQUIRE(judge_tests({test_file({"it('b', () => {"}, {"it('a', () => {"})}).empty());
}

TEST_CASE("the file that loses most tests is named", "[rules]") {
  const ChangedFile one = edited("tests/a.test.js", PathClass::test, {"x"}, {"it('a', f)"});
  const ChangedFile two =
      edited("tests/b.test.js", PathClass::test, {"x"}, {"it('b', f)", "it('c', f)"});
  const Findings findings = judge_tests({one, two});
  REQUIRE(findings.size() == 1);
  REQUIRE_THAT(findings[0].message, contains("3 test cases removed, most from tests/b.test.js"));
}

TEST_CASE("an emptied test is not the test it was", "[rules]") {
  for (const char* now : {"test('old', () => {});\n", "test('old', () => {\n});\n",
                          "test('old', () => {\n  // expect(old()).toBe(1);\n});\n"}) {
    INFO(now);
    const Findings findings =
        judge_tests({kCode, written("tests/a.test.js", kOld, now + kTest + "\n")});
    REQUIRE_THAT(only(findings).message, contains("a test checks nothing any more: test('old"));
    REQUIRE(findings[0].level == Level::error);
  }
}

TEST_CASE("a test rewritten without a check is warned of", "[rules]") {
  const std::string now = "test('old', () => {\n  old();\n});\n" + kTest + "\n";
  const Finding finding = only(judge_tests({kCode, written("tests/a.test.js", kOld, now)}));
  REQUIRE(finding.level == Level::warning);
  REQUIRE_THAT(finding.message, contains("a test checks nothing any more: test('old"));
}

TEST_CASE("a test commented out, or put where nothing runs, is removed", "[rules]") {
  for (const auto& [path, was, now] :
       std::vector<std::tuple<std::string, std::string, std::string>>{
           {"tests/a.test.js", kOld, ""},
           {"tests/a.test.js", kOld,
            "// test('old', () => {\n//   expect(old()).toBe(1);\n// });\n"},
           {"tests/a.test.js", kOld, "/*\n" + kOld + "*/\n"},
           {"tests/a.test.js", kOld, "if (false) {\n" + kOld + "}\n"},
           {"tests/a.test.js", kOld, "const old = `\n" + kOld + "`;\n"},
           {"tests/test_a.py", "def test_x():\n    assert f()\n",
            "if False:\n    def test_x():\n        assert f()\n"},
           {"tests/test_a.py", "def test_x():\n    assert f()\n",
            "'''\ndef test_x():\n    assert f()\n'''\n"},
           {"test/a.cpp", "TEST(A, X) {\n  EXPECT_TRUE(f());\n}\n",
            "#if 0\nTEST(A, X) {\n  EXPECT_TRUE(f());\n}\n#endif\n"},
           {"spec/a_spec.rb", "it 'x' do\n  expect(f).to eq 1\nend\n",
            "=begin\nit 'x' do\n  expect(f).to eq 1\nend\n=end\n"}}) {
    INFO(now);
    const ChangedFile other = written("tests/b.test.js", "", kTest);
    const Findings findings = judge_tests({kCode, written(path, was, now), other});
    REQUIRE_THAT(only(findings).message, contains("1 test case removed, most from " + path));
  }
}

TEST_CASE("a test renamed to what no runner looks for is switched off", "[rules]") {
  ChangedFile file = written("tests/a.test.js.bak", kOld, kOld);
  file.status = ChangedFile::Status::renamed;
  file.old_path = "tests/a.test.js";
  file.same_blob = file.was_test_name = true;
  REQUIRE_THAT(only(judge_tests({file})).message,
               contains("tests/a.test.js is renamed to tests/a.test.js.bak"));
  file.is_test_name = true;
  REQUIRE(judge_tests({file}).empty());
}

TEST_CASE("a configuration that keeps tests from being run is refused", "[rules]") {
  for (const auto& [path, line] :
       Texts{{"jest.config.js", "  testPathIgnorePatterns: ['/login/'],"},
             {"package.json", "    \"testPathIgnorePatterns\": [\"login\"],"},
             {"package.json", "    \"test\": \"exit 0\","},
             {"package.json", "    \"test\": \"true\""},
             {"package.json", "{ \"scripts\": { \"test\": \"exit 0\" } }"},
             {"package.json", "    \"test\": \"\""},
             {"web/package.json", "    \"test:unit\": \"echo no tests\","},
             {"package.json", "    \"test\": \"jest || true\","},
             {"vitest.config.ts", "    exclude: ['tests/login.test.ts'],"},
             {"playwright.config.ts", "  testIgnore: '**/login.spec.ts',"},
             {".mocharc.yml", "ignore: test/login.js"},
             {"pytest.ini", "addopts = --ignore=tests/test_login.py"},
             {"pyproject.toml", "addopts = \"--deselect tests/test_a.py::test_x\""},
             {"conftest.py", "collect_ignore = ['test_login.py']"},
             {"pom.xml", "      <skipTests>true</skipTests>"},
             {"build.gradle", "  exclude '**/LoginTest*'"},
             {"Cargo.toml", "autotests = false"},
             {".github/workflows/ci.yml", "      - run: npm test || true"},
             {"phpunit.xml", "      <exclude>tests/LoginTest.php</exclude>"}}) {
    INFO(path << ": " << line);
    const Finding finding = only(judge_tests({edited(path, PathClass::config, {line})}));
    CHECK_THAT(finding.message, contains("tests are kept from being run: "));
    CHECK(finding.path == path);
  }
}

TEST_CASE("one more name in a list of tests that are not run is refused", "[rules]") {
  const std::string was =
      "module.exports = {\n  testPathIgnorePatterns: [\n    '/dist/',\n  ],\n};\n";
  std::string now = was;
  now.insert(now.find("  ],"), "    '/login/',\n");
  ChangedFile file = written("jest.config.js", was, now);
  file.path_class = PathClass::config;
  REQUIRE_THAT(only(judge_tests({file})).message, contains("'/login/'"));
}

TEST_CASE("ordinary lines of a configuration keep no test from being run", "[rules]") {
  for (const auto& [path, line] : Texts{{"package.json", "    \"test\": \"jest --ci\","},
                                        {"package.json", "    \"latest\": \"true\","},
                                        {"package.json", "    \"test\": \"echo start && jest\","},
                                        {"vite.config.ts", "    exclude: ['lodash'],"},
                                        {"tsconfig.json", "  \"exclude\": [\"dist\"],"},
                                        {"pyproject.toml", "exclude = \"migrations\""},
                                        {"app.yml", "ignore: true"},
                                        {"build.gradle", "  exclude group: 'org.slf4j'"}}) {
    INFO(path << ": " << line);
    CHECK(judge_tests({edited(path, PathClass::config, {line})}).empty());
  }
}

TEST_CASE("a skipped test is seen in every language", "[rules]") {
  for (const char* line : {"it.skip('x', f)",
                           "test.todo('x')",
                           "describe.only('x', f)",
                           "test.concurrent.skip('x')",
                           "  xit('x', f)",
                           "fdescribe('x', f)",
                           "this.skip();",
                           "test.fixme('x', f);",
                           "describe.fixme('x', f);",
                           "test.describe.fixme('x', f);",
                           "test.fail('x', f);",
                           "test.fails('x', f);",
                           "test('x', { skip: true }, () => {",
                           "test('x', { todo: true }, () => {",
                           "test('x', { skip: 'later' }, () => {",
                           "test('x', { only: true }, () => {",
                           "  t.skip();",
                           "  t.todo('x');",
                           "  ctx.skip();",
                           "QUnit.skip('x', f);",
                           "QUnit.module.skip('x', f);",
                           "QUnit.todo('x', f);",
                           "it[\"skip\"]('x', f);",
                           "describe['skip']('x', f);",
                           "it.runIf(false)('x', f);",
                           "it.skipIf(true)('x', f);",
                           "test.if(false)('x', f);",
                           "Deno.test({ name: 'x', ignore: true, fn });",
                           "skip('x', f);",
                           "  pending('later');",
                           "@pytest.mark.skip(reason='x')",
                           "    @unittest.skipIf(True, 'x')",
                           "@pytest.mark.xfail",
                           "@skip('x')",
                           "    pytest.skip('x')",
                           "        self.skipTest('x')",
                           "    raise unittest.SkipTest('x')",
                           "pytestmark = pytest.mark.skip",
                           "    __test__ = False",
                           "\tt.Skip(\"x\")",
                           "\tt.SkipNow()",
                           "\tb.Skipf(\"x\")",
                           "    @Ignore",
                           "@Disabled(\"x\")",
                           "@org.junit.Ignore",
                           "  @Test(enabled = false)",
                           "  @Test(enabled=false)",
                           "    throw new SkipException(\"x\");",
                           "    assumeTrue(false);",
                           "  @PendingFeature",
                           "  ignore(\"x\") {",
                           "  GTEST_SKIP();",
                           "TEST(Login, DISABLED_Works) {",
                           "TEST_CASE(\"x\", \"[.]\") {",
                           "TEST_CASE(\"x\", \"[!mayfail]\") {",
                           "  QSKIP(\"x\");",
                           "#[ignore]",
                           "#[ignore = \"x\"]",
                           "#[cfg(any())]",
                           "    [Ignore(\"x\")]",
                           "[Fact(Skip = \"x\")]",
                           "  [Explicit]",
                           "  [Test, Explicit(\"x\")]",
                           "    Assert.Ignore(\"x\");",
                           "$this->markTestSkipped('x');",
                           "$this->markTestIncomplete();",
                           "})->skip();",
                           "})->todo();",
                           "  xit 'works' do",
                           "  it 'works', skip: true do",
                           "  it 'works', skip: 'later' do",
                           "  it 'works', pending: 'later' do",
                           "  it 'works', :skip do",
                           "  describe 'x', :pending do",
                           "  fit 'works' do",
                           "    skip 'later'",
                           "    omit 'later'",
                           "  pending",
                           "    skip",
                           "    throw XCTSkip(\"x\")",
                           "  @tag :skip",
                           "plan skip_all => 'x';"}) {
    INFO(line);
    const Findings findings = judge_tests({kCode, test_file({kTest, line}, {"old"})});
    REQUIRE(findings.size() == 1);
    REQUIRE(findings[0].level == Level::error);
    REQUIRE(findings[0].path == "tests/login.test.js");
    REQUIRE(findings[0].line == 2);
  }
}

TEST_CASE("a build tag that nothing sets switches a file of Go off", "[rules]") {
  const std::string test = "package a\n\nfunc TestX(t *testing.T) {\n\tt.Error(1)\n}\n";
  for (const char* tag : {"//go:build never\n", "//go:build ignore\n", "// +build ignore\n"}) {
    INFO(tag);
    const Findings findings = judge_tests(
        {kCode, written("a_test.go", test, tag + test), written("b.test.js", "", kTest)});
    REQUIRE_THAT(only(findings).message, contains("a test is switched off: "));
  }
}

TEST_CASE("a new test may leave itself out where it cannot run, an old one may not", "[rules]") {
  for (const auto& [path, text] : Texts{
           {"tests/a.test.js",
            "it.skipIf(process.platform === 'win32')('x', () => {\n  expect(f()).toBe(1);\n});\n"},
           {"tests/a.spec.ts",
            "test('x', async ({ page }) => {\n  test.skip(isMobile, 'desktop only');\n"
            "  expect(await f(page)).toBe(1);\n});\n"},
           {"test/a.js",
            "it('x', function () {\n  if (!process.env.DB) {\n    this.skip();\n  }\n"
            "  expect(f()).toBe(1);\n});\n"},
           {"tests/test_a.py",
            "@pytest.mark.skipif(sys.platform == 'win32', reason='x')\ndef test_x():\n"
            "    assert f() == 1\n"},
           {"a_test.go",
            "func TestX(t *testing.T) {\n\tif testing.Short() {\n\t\tt.Skip(\"long\")\n\t}\n"
            "\tif f() != 1 {\n\t\tt.Error(1)\n\t}\n}\n"},
           {"a_linux_test.go",
            "//go:build linux\n\npackage a\n\nfunc TestX(t *testing.T) {\n\tt.Error(f())\n}\n"},
           {"tests/a.rs",
            "#[test]\n#[cfg_attr(windows, ignore)]\nfn x() {\n    assert_eq!(f(), 1);\n}\n"},
           {"spec/a_spec.rb",
            "it 'x' do\n  skip 'no redis' unless redis?\n  expect(f).to eq 1\nend\n"}}) {
    INFO(path << "\n" << text);
    CHECK(judge_tests({kCode, written(path, "", text)}).empty());
  }
  const std::string skipped =
      "test('old', () => {\n  if (slow) test.skip();\n  expect(old()).toBe(1);\n});\n";
  REQUIRE_THAT(judge_tests({written("tests/a.test.js", kOld, skipped)}).at(0).message,
               contains("a test is switched off: "));
}

TEST_CASE("lines that only sound like a skip are none", "[rules]") {
  for (const char* line :
       {"// it.skip('x', f)", "/* @Ignore this */", "  model.fit(x, y)", "exit(1);", "list.skip(3)",
        "const skip = 1;", "expect(rows.skip).toBe(1);", "@JsonIgnore", "DISABLED_USERS = 3",
        "submit.only(x)", "ctx.skipped = true;"}) {
    INFO(line);
    REQUIRE(judge_tests({kCode, test_file({kTest, line})}).empty());
  }
}

TEST_CASE("a skip in a comment of Python is none", "[rules]") {
  const std::string test = "def test_x():\n    assert f() == 1\n    # pytest.skip('x')\n";
  REQUIRE(judge_tests({kCode, written("tests/test_a.py", "", test)}).empty());
}

TEST_CASE("a skip that was there before is not new when it is indented", "[rules]") {
  ChangedFile file = test_file({"    it.skip('x', f)", "expect(1)"}, {"  it.skip('x', f)"});
  REQUIRE(judge_tests({file}).empty());
}

TEST_CASE("a skip in production code is not a test switched off", "[rules]") {
  REQUIRE(
      judge_tests({edited("src/x.js", PathClass::code, {"it.skip('x')"}), test_file({"expect(1)"})})
          .empty());
}

TEST_CASE("a plain revert brings back tested code and needs no test, any other one does",
          "[rules]") {
  Facts facts = with({kCode});
  facts.reverts = std::vector<Revert>{{id('a'), id('0'), Revert::State::exact, {}}};
  REQUIRE(judge(rules::tests_present, facts).empty());
  facts.reverts->front().state = Revert::State::differs;
  require_untested(judge(rules::tests_present, facts), "src/login.js");
  facts.reverts->front().state = Revert::State::exact;
  facts.history->commits.push_back(commit('b', "hotfix: more", "a"));
  require_untested(judge(rules::tests_present, facts), "src/login.js");
}

TEST_CASE("a revert branch that does more than revert needs a test", "[rules]") {
  Facts facts = with({kCode});
  facts.subject.kind = SubjectKind::revert;
  REQUIRE(judges(rules::tests_present, SubjectKind::revert));
  require_untested(judge(rules::tests_present, facts), "src/login.js");
}

TEST_CASE("a test is asked for also where reverts are not known", "[rules]") {
  Facts facts = with({kCode});
  facts.reverts.reset();
  REQUIRE_FALSE(has(rules::tests_present.needs, Need::reverts));
  require_untested(judge(rules::tests_present, facts), "src/login.js");
}

TEST_CASE("what tests only use proves nothing", "[rules]") {
  for (const char* path : {"src/x.snap", "src/__mocks__/api.js", "__fixtures__/user.json",
                           "a/__snapshots__/b.txt", "pkg/testdata/in.txt", "tests/conftest.py"}) {
    INFO(path);
    require_untested(judge_tests({kCode, edited(path, PathClass::test, {"x"})}), "src/login.js");
  }
  const Facts facts = with({kCode, edited("tests/conftest.py", PathClass::test, {"assert f()"})});
  REQUIRE(judge(rules::tests_present, facts, "support = []").empty());
}

TEST_CASE("styles, translations and pictures need no test", "[rules]") {
  for (const char* path : {"web/a.css", "web/a.scss", "locale/de.po", "data/a.csv", "web/logo.svg",
                           "web/font.woff2"}) {
    INFO(path);
    REQUIRE(judge_tests({changed(path, 3, 1)}).empty());
    require_untested(judge_tests({changed(path, 3, 1), kCode}), "src/login.js");
  }
  require_untested(
      judge(rules::tests_present, with({changed("a.css", 1, 1)}), "no_test_needed = []"), "a.css");
}

TEST_CASE("a test that runs again is a test", "[rules]") {
  const std::string test = "class A {\n  @Test\n  void a() {\n    assertTrue(f());\n  }\n}\n";
  std::string ignored = test;
  ignored.insert(ignored.find("  @Test"), "  @Ignore\n");
  REQUIRE(judge_tests({kCode, written("src/test/java/AT.java", ignored, test)}).empty());
  REQUIRE(judge_tests({kCode, written("tests/a.test.js", "it.skip" + kOld.substr(4),
                                      "it" + kOld.substr(4))})
              .empty());
}

TEST_CASE("a case that calls a function of its file which checks something, checks it", "[rules]") {
  const std::string helper = "function answers(app, body) {\n  expect(app.get()).toBe(body);\n}\n";
  const std::string more = "test('new', () => {\n  answers(app(), 'x');\n});\n";
  REQUIRE(judge_tests({kCode, written("tests/a.test.js", helper + kOld, helper + kOld + more)})
              .empty());
}

TEST_CASE("what tests only use may be deleted", "[rules]") {
  ChangedFile gone = written("mirage/factories/user.js", "export default {};\n", "");
  gone.status = ChangedFile::Status::deleted;
  REQUIRE(judge_tests({gone}).empty());
}
