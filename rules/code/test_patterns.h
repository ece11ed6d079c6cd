// SPDX-License-Identifier: MIT
// What tests look like in the usual languages and frameworks: the defaults of tests-present.
#pragma once

#include <string_view>

namespace hotfix::test_patterns {

// Lines that begin a test case.
inline constexpr std::string_view kCases[] = {
    // JavaScript, TypeScript; Kotest, Pest and others that borrowed the words
    R"re(^\s*[xf]?(it|test|describe|context|specify|suite)(\.\w+)*\s*[(`])re",
    R"re(^\s*[xf]?(it|test|describe)\s*\[['"]\w+['"]\])re",
    R"re(^\s*(await\s+|void\s+)?(t|ctx|tap|QUnit|Deno)\.(test|module|subtest)\s*\()re",
    R"re(^\s*(scenario|feature|Scenario|Feature|testWidgets|blocTest|test_that)\s*\()re",
    R"re(^\s*(async\s+)?def\s+test)re",                              // Python, minitest
    R"re(^\s*func\s+(\([^)]*\)\s*)?(Test|Fuzz|Example)\w*\s*\()re",  // Go
    R"re(^\s*(var _ = )?[FPX]?(It|Describe|Context|When|Specify|DescribeTable)\()re",   // Ginkgo
    R"re(^\s*@(Test|ParameterizedTest|RepeatedTest|TestFactory|Theory|Property)\b)re",  // JUnit
    R"re(^\s*(public\s+)?(void|fun|def|func)\s+(test\w*\s*\(|["'`]))re",  // JUnit 3, Spock,
                                                                          // XCTest
    R"re(^\s*(TYPED_)?TEST(_F|_P|_CASE|_CASE_METHOD)?\s*\(|^\s*(TEST_\w+|SCENARIO|START_TEST|BOOST_(AUTO|FIXTURE|DATA)_TEST_CASE)\s*\()re",  // C++
    R"re(^(static\s+)?(void|int|bool)\s+(test_\w+|\w+_test)\s*\()re",                // C
    R"re(^\s*(it|specify|test|scenario|describe|context|its|should)\s+['":A-Z])re",  // Ruby
    R"re(^\s*RSpec\.(describe|feature)\b|^\s*it\s*(\{|do\b))re",
    R"re(^\s*#\[(\w+::)?(test|rstest|test_case|proptest|wasm_bindgen_test)\b)re",  // Rust
    R"re(^\s*\[(Fact|Theory|Test|TestCase|TestMethod|DataTestMethod|Property|SkippableFact)\b)re",  // C#
    R"re(\bfunction\s+test\w*\s*\(|^\s*\*\s*@test\b|^\s*#\[Test\])re",            // PHP
    R"re(\s(should|must|can)\s+.*\bin\s*\{|^\s*(test|property)\(")re",            // Scala
    R"re(^\s*@test\s+["']|^\s*test_expect_(success|failure)\b|^\s*subtest\b)re",  // Bats, git,
                                                                                  // Perl
    R"re(^\s*(function\s+)?test\w*\s*\(\)\s*\{)re",                               // a shell
    R"re(^\s*(Scenario|Scenario Outline|Example|Rule)\b.*:)re",                   // Gherkin
    R"re(^\*{3}\s*(Test Cases|Tasks))re",                                         // Robot Framework
    R"re(^\s*unittest\b|\(deftest\b|^--TEST--)re",                                // D, Clojure, PHP
};

// Lines that make a test framework known.
inline constexpr std::string_view kFrameworks[] = {
    R"re(['"](node:)?(test|tape|tap|ava|mocha|chai|vitest|@jest/globals|@playwright/test|bun:test|uvu|qunit|supertest|msw|msw/node|miragejs|ember-cli-mirage)['"])re",
    R"re(^\s*(import|from)\s+(unittest|pytest|nose|doctest|hypothesis|django\.test|testtools|behave)\b)re",
    R"re(^\s*class\s+\w+\(.*(TestCase|Test|TestBase|Tests)\w*.*\))re",
    R"re(^\s*#\s*include\s+[<"].*(tests?|gtest|gmock|catch|cppunit|cmocka|criterion|unity|check)(\.h|\.hpp)?[>"])re",
    R"re(\b(org\.junit|kotlin\.test|org\.testng|io\.kotest|spock\.lang|org\.scalatest|munit)\b)re",
    R"re(^\s*using\s+(NUnit|Xunit|Microsoft\.VisualStudio\.TestTools)\b)re",
    R"re(\bPHPUnit\\|\bextends\s+\w*(TestCase|Test|Cest|Spec)\b)re",
    R"re(^\s*require(_relative)?\s*\(?\s*['"].*(rspec|minitest|test/unit|test_helper|spec_helper|rails_helper)['"])re",
    R"re(^\s*use\s+(Test::|ExUnit\.Case)|^\s*(@testable\s+)?import\s+(XCTest|Testing)\b|package:(flutter_)?test/)re",
};

// Lines that check something.
inline constexpr std::string_view kAssertions[] = {
    R"re(\b(expect|assert|refute|verify|ensure|validate|check|Assert|Expect|Verify|Check|XCTAssert|Eventually|Consistently)\w*(::<[^>]*>)?\s*[!.(\[{<])re",
    R"re(\b(expect|assert|refute)\w*\s+[^=\s])re",
    R"re(\b\w*[Ss]hould(_not|_be|Be\w*|Not\w*|Throw\w*|Have\w*|Contain\w*|Equal\w*)?\b|\bis_expected\b|\bmust(Be|_be|_equal|Equal)\w*)re",
    R"re(\.(to|toBe\w*|toEqual|toMatch\w*|toHave\w*|toThrow\w*|not|andExpect|expectNext\w*|Received|strictEqual|deepEqual|equals?|eql|throws|rejects)\b\s*[(.])re",
    R"re(\b[tbfT]\.(Error|Errorf|Fatal|Fatalf|Fail|FailNow)\(|\brequire\.\w+\(|\bcmp\.Diff\(|\bis\.(Equal|True|NoErr)\()re",
    R"re(\b(EXPECT|ASSERT|CHECK|REQUIRE|TEST_ASSERT|TEST_EXPECT|BOOST_(CHECK|TEST|REQUIRE)|QCOMPARE|QVERIFY|STATIC_REQUIRE|CU_ASSERT|RTE_TEST_ASSERT|FAIL|WARN)\w*\s*\()re",
    R"re(\b(static_assert|ck_assert\w*|fail_unless|fail_if|ASSERT_\w+|assert_se|assert_return)\b)re",
    R"re(\b\w*assert\w*!\s*[(\[{]|\bpanic!\(|\bshould_panic\b|\.unwrap(_err)?\(\))re",
    R"re(\bt\.(is|not|true|false|ok|notOk|equal|deepEqual|same|throws|truthy|falsy|like|regex|pass|fail|snapshot|plan|assert)\w*\()re",
    R"re(\b(get|find|getAll|findAll)By\w+\(|\bwaitFor\w*\(|\bcy\.(contains|get|url|request|findBy\w+)\()re",
    R"re(\braises\s*\(|\bassert\w*\(|\b(raise_error|have_received|be_\w+|eq)\b\s*\(?|\bcalled_(once_)?with\(|\b(it_behaves_like|it_should_behave_like|include_examples)\b)re",
    R"re(\b(expected|expectedExceptions?)\s*=|\bexpectException\w*\(|\bthrow\s+(new\s+)?\w*(Error|Exception)\b|^\s*raise\s+\w*(Error|Exception|Failure)\b)re",
    R"re(\b(fail|XCTFail|XCTUnwrap|isEqual)\s*\(|#(expect|require)\()re",
    R"re(\b(is_deeply|cmp_ok|isa_ok|can_ok|done_testing)\b|^\s*(ok|is|isnt|like|unlike)\s*\()re",
    R"re(\btest_(expect|must|cmp|i18n)\w*\b|^\s*(!\s+)?\[{1,2}\s|\|\|\s*(exit|fail|die|return)\b|\bgrep\s+-\w*q|\bexit\s+1\b)re",
    R"re(\b(process|sys|os)\.(_)?exit\((1|[a-z]))re",
    R"re(^\s*(Then|And|But)\s+\w|\(is\s+\(|\b(EXPECT|EXPECTF|EXPECTREGEX)--)re",
};

// Lines that only make a name known.
inline constexpr std::string_view kImports[] = {
    R"re(^\s*import\b[^(.]*($|['";(]|\bfrom\b)|^\s*import\s+[\w.*{]|^\s*from\s+\S+\s+import\b)re",
    R"re(^\s*(const|let|var)\s.*=\s*(await\s+)?(require|import)\s*\()re",
    R"re(^\s*(require|require_relative|require_once|include|load)\s*\(?\s*['"])re",
    R"re(^\s*#\s*include\b|^\s*(using|use|package|namespace|extern crate|mod)\s+[\w:.\\{}, *]+;?\s*$)re",
    R"re(^\s*export\s*(\{.*\}|\*).*$|^\s*['"]use strict['"];?\s*$)re",
};

// Lines that switch a test off, or all the others. A comment switches nothing off: these are asked
// of lines without theirs.
inline constexpr std::string_view kSkips[] = {
    // JavaScript, TypeScript: Jest, Vitest, Mocha, Jasmine, Playwright, node, QUnit, AVA, Bun,
    // Deno
    R"re(\b(it|test|describe|context|suite|specify|bench)(\.\w+)*\.(skip|skipIf|todo|failing|fails|fail|fixme|only|runIf|if)\b)re",
    R"re(\b(it|test|describe|context|suite|specify|QUnit|t)\s*\[\s*['"`](skip|skipIf|todo|failing|only|fixme)['"`]\s*\])re",
    R"re(^\s*[xf](it|test|describe|context|specify)(\.\w+)*\s*[(`])re",
    R"re(\b(this|t|ctx|context|testContext|currentTest)\.(skip|todo)\()re",
    R"re(\bQUnit(\.\w+)?\.(skip|todo|only)\b|^\s*(skip|todo)\s*\(\s*['"`]|^\s*pending\s*\()re",
    R"re(\b(it|test|describe|suite|subtest|Deno\.test)\b.*[{,]\s*['"]?(skip|todo|only|ignore)['"]?\s*:\s*(true|1|['"`]))re",
    // Python: pytest, unittest, nose
    R"re(^\s*@(\w+\.)*(skip|skipif|skipIf|skipUnless|skip_unless_\w+|xfail|expectedFailure)\b)re",
    R"re(\bpytest\.(skip|xfail|exit|importorskip)\(|\bself\.skipTest\(|\bpytestmark\s*=.*\b(skip|xfail))re",
    R"re(\bSkipTest\b|^\s*__test__\s*=\s*(False|0)\b|=\s*(unittest|pytest\.mark)\.(skip|expectedFailure)\b|\bcollect_ignore(_glob)?\b|^\s*del\s+test)re",
    // Go, Ginkgo
    R"re(\b[tbf]\.Skip(f|Now)?\(|^\s*//\s*\+build\b|^\s*//go:build\b|^\s*(var _ = )?[PXF](It|Describe|Context|When|Specify|DescribeTable)\(|\bSkip\(")re",
    // Java, Kotlin, Scala, Groovy
    R"re(@(\w+\.)*(Ignore|Ignored|Disabled|DisabledIf\w*|DisabledOn\w*|EnabledIf\w*|EnabledOn\w*|IgnoreIf|IgnoreRest|PendingFeature)\b)re",
    R"re(\benabled\s*=\s*false\b|\bSkipException\b|\b(assume|assumeTrue|assumeThat)\(\s*false\b|\bassumeFalse\(\s*true\b)re",
    R"re(^\s*ignore\s*(\(|should\b)|\bignore\s*\("|\bpendingUntilFixed\b|^\s*cancel\()re",
    // C, C++: GoogleTest, Catch2, doctest, Boost, Qt
    R"re(\bGTEST_SKIP\b|\bDISABLED_\w*[a-z]|\bQSKIP\(|\bQEXPECT_FAIL\(|^\s*SKIP\()re",
    R"re(\bTEST_CASE\w*\(.*"[^"]*\[(\.|!mayfail|!shouldfail|!hide|hide)[^"]*"|\bdoctest::(skip|may_fail|should_fail)|\bunit_test::disabled\b)re",
    // Rust
    R"re(#\[(cfg_attr\(.*\b)?ignore\b|#\[cfg\((any\(\)|FALSE|never|not\(test\))\)\])re",
    // C#
    R"re(^\s*\[(\w+(\([^)]*\))?,\s*)*(Ignore|Explicit)\b|\bSkip\s*=\s*["$@\w]|\bExplicit\s*=\s*true\b|\bAssert\.(Ignore|Inconclusive)\(|\bSkip\.(If|IfNot)\()re",
    // PHP
    R"re(\bmarkTest(Skipped|Incomplete)\(|->(skip|todo|only|skipOn\w+)\(|^\s*todo\()re",
    // Ruby
    R"re(^\s*(xit|xdescribe|xcontext|xspecify|xscenario|xtest|fit|fdescribe|fcontext|skip|pending|omit|pend)\s+['":])re",
    R"re(^\s*(skip|pending|omit|pend)\b\s*(\(.*\))?\s*((if|unless)\b.*)?$)re",
    R"re(^\s*(it|describe|context|specify|scenario|feature|test|RSpec\.describe)\b.*[,(]\s*:?(skip|pending|focus)(:|\b)\s*(=>\s*)?(true|['":]|do\b|,|$|\{))re",
    // Swift, Elixir, Dart, Perl, R, Gherkin, Robot Framework, Zig
    R"re(\bXCTSkip\w*\b|@(Test|Suite)\(.*\.disabled\(|^\s*@(module|describe)?tag\s+:?(skip|pending)\b|^\s*@Skip\(|\bskip\s*:\s*(true|['"]))re",
    R"re(\bskip_all\b|^\s*(SKIP|TODO)\s*:\s*\{|^\s*@(skip|wip|ignore|pending|disabled|ignored|todo)\b|^\s*skip(_on_\w+|_if\w*)?\(|\brobot:skip\b|^\s*\[Tags\].*\bskip|\berror\.SkipZigTest\b)re",
};

// "<file name>: <line>" of a configuration that keeps tests from being run.
inline constexpr std::string_view kExclusions[] = {
    R"re(testPathIgnorePatterns|excludeSpecPattern|ignoreTestFiles|modulePathIgnorePatterns)re",
    R"re(^(jest|vitest|playwright|karma|cypress|\.mocharc|ava|web-test-runner|wdio)[^:]*: .*\b(exclude|ignore|testIgnore|grepInvert)\w*["']?\s*[:=])re",
    R"re(^vite[^:]*: .*\bexclude\w*["']?\s*[:=].*(test|spec))re",
    R"re(^package\.json: (.*[{,]\s*)?"(pre|post)?test[^"]*"\s*:\s*"\s*(exit 0|true|:|echo\b[^&|;]*)?\s*")re",
    R"re(^package\.json: (.*[{,]\s*)?"test[^"]*"\s*:\s*"[^"]*((\|\||;)\s*(true|exit 0|:)|--passWithNoTests|--testPathIgnorePatterns|--exclude|--ignore)[^"]*")re",
    R"re(^(pytest\.ini|tox\.ini|setup\.cfg|pyproject\.toml|conftest\.py|noxfile\.py)[^:]*: .*(\bnorecursedirs\b|\bcollect_ignore|--ignore(-glob)?\b|--deselect\b|-k\s+["']?\s*not\b|-m\s+["']?\s*not\b))re",
    R"re(<(skipTests|skipITs|testFailureIgnore|maven\.test\.skip)>\s*true|maven\.test\.(skip|failure\.ignore)\s*=\s*true|-DskipTests\b)re",
    R"re(^(pom\.xml|phpunit[^:]*): .*<exclude)re",
    R"re(^[^:]*\.gradle(\.kts)?: .*(\bignoreFailures\s*=?\s*true|\bexclude\w*\b.*[Tt]est|\b(test|Test)\w*.*\benabled\s*=\s*false))re",
    R"re(^Cargo\.toml: (test|autotests|doctest)\s*=\s*false|<IsTestProject>\s*false|\bDISABLED\s+(TRUE|ON|1)\b)re",
    R"re(\b(npm (run )?test|yarn test|pnpm test|pytest|jest|vitest|go test|cargo test|mvn test|phpunit|rspec)\b.*\|\|\s*(true|exit 0|:))re",
    R"re(^\.rspec: .*(--tag\s+~|--exclude-pattern))re",
};

// Lines that begin tests inside a file of code.
inline constexpr std::string_view kInsideCode[] = {
    R"re(^\s*#\[(\w+::)?test\b)re", R"re(^\s*#\[cfg\(test\)\])re",
    R"re(\bimport\.meta\.vitest\b)re", R"re(^\s*unittest\s*\{|^test\s+"[^"]*"\s*\{)re"};

}  // namespace hotfix::test_patterns
