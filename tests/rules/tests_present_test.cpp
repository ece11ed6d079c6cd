// SPDX-License-Identifier: MIT
#include "tests/support/catch.h"
#include "tests/support/judge.h"

using namespace hotfix;

namespace {

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

const ChangedFile kCode = changed("src/login.js", 3, 1);

// The one finding is that `path` changed and no test did.
void require_untested(const Findings& findings, const std::string& path) {
  const Finding finding = only(findings);
  REQUIRE(finding.message == "1 file of production code changed and no test did");
  REQUIRE(finding.level == Level::error);
  REQUIRE(finding.details == std::vector<std::string>{path});
}

}  // namespace

TEST_CASE("production code with a new test passes", "[rules]") {
  REQUIRE(judge_tests({kCode, test_file({"test('x', () => {});"})}).empty());
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

TEST_CASE("a test whose spacing alone changed is no test", "[rules]") {
  ChangedFile file = test_file({"    expect(1);"}, {"  expect(1);"});
  file.spacing = 2;
  require_untested(judge_tests({kCode, file}), "src/login.js");
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
  for (const char* line : {"    #[test]", "#[tokio::test]", "#[cfg(test)]"}) {
    INFO(line);
    REQUIRE(judge_tests({edited("src/lib.rs", PathClass::code, {"fn f() {}", line})}).empty());
  }
  require_untested(judge_tests({edited("src/lib.rs", PathClass::code, {"// see #[test]"})}),
                   "src/lib.rs");
}

TEST_CASE("a deleted test file is put back", "[rules]") {
  ChangedFile gone = test_file({}, {"test('x', () => {});"});
  gone.status = ChangedFile::Status::deleted;
  const Findings findings = judge_tests({kCode, gone, test_file({"test('y', () => {});"})});
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

TEST_CASE("a skipped test is seen in every language", "[rules]") {
  for (const char* line : {"it.skip('x', f)",
                           "test.todo('x')",
                           "describe.only('x', f)",
                           "test.concurrent.skip('x')",
                           "  xit('x', f)",
                           "fdescribe('x', f)",
                           "this.skip();",
                           "@pytest.mark.skip(reason='x')",
                           "    @unittest.skipIf(True, 'x')",
                           "@pytest.mark.xfail",
                           "    pytest.skip('x')",
                           "        self.skipTest('x')",
                           "\tt.Skip(\"x\")",
                           "\tt.SkipNow()",
                           "    @Ignore",
                           "@Disabled(\"x\")",
                           "  GTEST_SKIP();",
                           "TEST(Login, DISABLED_Works) {",
                           "#[ignore]",
                           "    [Ignore(\"x\")]",
                           "[Fact(Skip = \"x\")]",
                           "$this->markTestSkipped('x');",
                           "  xit 'works' do",
                           "    skip 'later'",
                           "  pending",
                           "    skip"}) {
    INFO(line);
    const Findings findings = judge_tests({kCode, test_file({"  expect(1);", line})});
    REQUIRE(findings.size() == 1);
    REQUIRE(findings[0].level == Level::error);
    REQUIRE(findings[0].path == "tests/login.test.js");
    REQUIRE(findings[0].line == 2);
  }
}

TEST_CASE("lines that only sound like a skip are none", "[rules]") {
  for (const char* line :
       {"// it.skip('x', f)", "# pytest.skip('x')", " * @Ignore this", "  model.fit(x, y)",
        "exit(1);", "list.skip(3)", "const skip = 1;", "expect(rows.skip).toBe(1);", "@JsonIgnore",
        "DISABLED_USERS = 3", "submit.only(x)", "ctx.skipped = true;"}) {
    INFO(line);
    REQUIRE(judge_tests({kCode, test_file({line})}).empty());
  }
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
  const Facts facts = with({kCode, edited("src/x.snap", PathClass::test, {"x"})});
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
