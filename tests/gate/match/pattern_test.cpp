// SPDX-License-Identifier: MIT
#include "gate/match/pattern.h"

#include <random>

#include "gate/base/error.h"
#include "gate/match/simple_glob.h"
#include "gate/policy/keys.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

bool glob(const std::string& glob, std::string_view path) {
  return glob_matcher(Words{glob})(path);
}

bool pattern(const std::string& pattern, std::string_view text) {
  return pattern_matcher(Words{pattern})(text);
}

// The same glob, written so that it cannot be matched without an expression: a -> [a].
std::string in_brackets(const std::string& glob) {
  std::string result;
  bool changed = false;
  for (char c : glob) {
    const bool bracket = !changed && std::isalpha(static_cast<unsigned char>(c));
    result += bracket ? std::string{'[', c, ']'} : std::string{c};
    changed = changed || bracket;
  }
  return result;
}

// Of every key, branches and rules too.
Words every_default_glob() {
  Words all;
  for (const PolicyKey& key : policy_keys()) {
    if (key.kind != ValueKind::globs && key.kind != ValueKind::ref_globs) continue;
    for (const std::string& glob : std::get<Words>(key.default_value)) all.push_back(glob);
  }
  return all;
}

// A path that is close to what the glob means: stars filled in, bits cut off or put before.
std::string path_near(std::string glob, std::mt19937& random) {
  for (auto star = glob.find('*'); star != std::string::npos; star = glob.find('*')) {
    glob.replace(star, 1, random() % 2 ? "x" : "y/z");
  }
  if (random() % 2) glob.insert(0, random() % 2 ? "a/" : "b");
  if (random() % 2) glob += random() % 2 ? "/c.js" : "d";
  if (random() % 4 == 0) glob.erase(random() % glob.size(), 1);
  return glob;
}

}  // namespace

TEST_CASE("a glob without a slash matches a file name at any depth", "[gate]") {
  CHECK(glob("*.md", "README.md"));
  CHECK(glob("*.md", "a/b/README.md"));
  CHECK(glob("package.json", "web/package.json"));
  CHECK_FALSE(glob("*.md", "README.mdx"));
  CHECK_FALSE(glob("package.json", "package.json/x"));
  CHECK_FALSE(glob("package.json", "my-package.json"));
}

TEST_CASE("a star and a question mark stop at a slash", "[gate]") {
  CHECK(glob("src/*.js", "src/a.js"));
  CHECK_FALSE(glob("src/*.js", "src/a/b.js"));
  CHECK(glob("src/?.js", "src/a.js"));
  CHECK_FALSE(glob("src?a.js", "src/a.js"));
}

TEST_CASE("two stars cross slashes", "[gate]") {
  CHECK(glob("docs/**/*.png", "docs/a.png"));
  CHECK(glob("docs/**/*.png", "docs/a/b/c.png"));
  CHECK_FALSE(glob("docs/**/*.png", "src/docs/a.png"));
  CHECK(glob("**/build.js", "build.js"));
  CHECK(glob("**/build.js", "a/b/build.js"));
  CHECK(glob("hotfix/**", "hotfix/a/b"));
  CHECK_FALSE(glob("hotfix/**", "hotfix/"));
  CHECK_FALSE(glob("hotfix/**", "hotfixes/a"));
}

TEST_CASE("a slash at the end matches everything in a folder of that name", "[gate]") {
  CHECK(glob("tests/", "tests/a/b.js"));
  CHECK(glob("tests/", "api/tests/a.js"));
  CHECK_FALSE(glob("tests/", "tests"));
  CHECK_FALSE(glob("tests/", "mytests/a.js"));
  CHECK(glob("*.Tests/", "Kars.Tests/A.cs"));
  CHECK_FALSE(glob("*.Tests/", "Kars.Tests"));
}

TEST_CASE("a slash at the start or inside anchors a glob at the root", "[gate]") {
  CHECK(glob("/spec/", "spec/a.rb"));
  CHECK_FALSE(glob("/spec/", "src/spec/a.rb"));
  CHECK(glob("/Makefile", "Makefile"));
  CHECK_FALSE(glob("/Makefile", "a/Makefile"));
  CHECK(glob(".github/workflows/", ".github/workflows/ci.yml"));
  CHECK_FALSE(glob(".github/workflows/", "a/.github/workflows/ci.yml"));
}

TEST_CASE("a class in brackets matches one byte and never a slash", "[gate]") {
  CHECK(glob("[a-c]x", "bx"));
  CHECK_FALSE(glob("[a-c]x", "dx"));
  CHECK(glob("[!a-c]x", "dx"));
  CHECK(glob("[^a-c]x", "dx"));
  CHECK(glob("[]x]", "]"));
  CHECK(glob("[a-]", "-"));
  CHECK(glob("[\\]]", "]"));
  CHECK_FALSE(glob("a[!x]b", "a/b"));
  CHECK_FALSE(glob("a[+-9]b", "a/b"));
}

TEST_CASE("what an expression would read as special is plain in a glob", "[gate]") {
  CHECK(glob("a.b+(c)|{d}^$", "a.b+(c)|{d}^$"));
  CHECK_FALSE(glob("a?.js", "a.js"));
  CHECK_FALSE(glob("?.js", "xajs"));
  CHECK(glob("\\*.js", "*.js"));
  CHECK_FALSE(glob("\\*.js", "a.js"));
}

TEST_CASE("a name at the root or in one folder is not looked for below it", "[gate]") {
  CHECK(glob("/docs/CODEOWNERS", "docs/CODEOWNERS"));
  CHECK_FALSE(glob("/docs/CODEOWNERS", "docs/a/CODEOWNERS"));
  CHECK(glob("/revert-*", "revert-1"));
  CHECK_FALSE(glob("/revert-*", "revert-1/a"));
  CHECK_FALSE(glob("/revert-*", "a/revert-1"));
  CHECK(glob("/revert-*/**", "revert-1/a/b"));
  CHECK_FALSE(glob("/revert-*/**", "revert-1/"));
  CHECK_FALSE(glob("/revert-*/**", "a/revert-1/b"));
}

TEST_CASE("files or folders alone can be meant", "[gate]") {
  const Words globs = {"*.test.js", "tests/"};
  CHECK(glob_matcher(globs, GlobKind::files)("a/b.test.js"));
  CHECK_FALSE(glob_matcher(globs, GlobKind::files)("tests/a.js"));
  CHECK(glob_matcher(globs, GlobKind::folders)("tests/a.js"));
  CHECK_FALSE(glob_matcher(globs, GlobKind::folders)("a/b.test.js"));
}

TEST_CASE("a path of any bytes can be matched by a glob", "[gate]") {
  CHECK(glob("?[!x].js", "\xff\x01.js"));
  CHECK(glob("*.js", "caf\xe9.js"));
  CHECK(glob("d?c/**/*.png", std::string("doc/a\nb/c.png")));
  CHECK(glob("[a].js", "b\nc/a.js"));
}

TEST_CASE("a malformed glob is refused with the reason", "[gate]") {
  CHECK_THROWS_WITH(check_glob(""), contains("empty"));
  CHECK_THROWS_WITH(check_glob("/"), contains("empty"));
  CHECK_THROWS_WITH(check_glob("a//b"), contains("//"));
  CHECK_THROWS_WITH(check_glob("!a"), contains("'!'"));
  CHECK_THROWS_WITH(check_glob("a[b"), contains("never closed"));
  CHECK_THROWS_WITH(check_glob("[a-"), contains("never closed"));
  CHECK_THROWS_WITH(check_glob("a\\"), contains("cannot end"));
  CHECK_THROWS_WITH(check_glob("[z-a]"), contains("backwards"));
  CHECK_THROWS_WITH(check_glob("[/]"), contains("nothing"));
  CHECK_THROWS_WITH(check_glob("[[:alpha:]]"), contains("[0-9]"));
}

TEST_CASE("the short way and the expression agree about every default glob", "[gate]") {
  std::mt19937 random(1);
  for (const std::string& one : every_default_glob()) {
    const std::string same = in_brackets(one);
    REQUIRE_FALSE(simple_glob(same));
    const Matcher quick = glob_matcher(Words{one});
    const Matcher general = glob_matcher(Words{same});
    for (int i = 0; i < 40; ++i) {
      const std::string path = path_near(one, random);
      INFO(one << " and " << path);
      REQUIRE(quick(path) == general(path));
    }
  }
}

TEST_CASE("every default glob is matched without an expression", "[gate]") {
  for (const std::string& one : every_default_glob()) {
    INFO(one);
    CHECK(simple_glob(one));
  }
}

TEST_CASE("a pattern is found anywhere in the text unless it is anchored", "[gate]") {
  CHECK(pattern("wip", "this is wip"));
  CHECK_FALSE(pattern("^wip", "this is wip"));
  CHECK_FALSE(pattern("a$", "a\nb"));
}

TEST_CASE("an empty list matches nothing", "[gate]") {
  CHECK_FALSE(pattern_matcher(Words{})(""));
  CHECK_FALSE(glob_matcher(Words{})("a"));
}

TEST_CASE("one bad byte does not dodge a pattern", "[gate]") {
  CHECK(pattern("secret.*x", "secret \xff\xfe x"));
  CHECK(pattern("caf.", "caf\xe9"));
}

TEST_CASE("the patterns of a list cannot reach into each other", "[gate]") {
  const Matcher list = pattern_matcher(Words{"\\Qa.b", "(?P<n>c)", "(?P<n>d)", "(?i)e", "f"});
  CHECK(list("a.b"));
  CHECK(list("c"));
  CHECK(list("d"));
  CHECK(list("E"));
  CHECK_FALSE(list("F"));
  CHECK_FALSE(list("axb"));
}

TEST_CASE("long text and nested repetition take linear time", "[gate]") {
  const std::string text(1000000, 'a');
  CHECK_FALSE(pattern("^(a+)+$", text + "b"));
  CHECK(pattern("^hotfix: .*$", "hotfix: " + text));
}

TEST_CASE("a bad pattern is refused in RE2's words", "[gate]") {
  CHECK_THROWS_AS(check_pattern("("), UsageError);
  CHECK_THROWS_WITH(check_pattern("(a"), contains("missing )"));
  CHECK_THROWS_WITH(check_pattern("(?=a)"), contains("invalid perl operator"));
  CHECK_THROWS_WITH(check_pattern("a{2000}"), contains("invalid repetition size"));
}

TEST_CASE("patterns that are too large together are searched for one by one", "[gate]") {
  Words many(2000, "((a{100}){10})");
  const Matcher list = pattern_matcher(many);
  for (int i = 0; i < 1000; ++i) list("b");
  CHECK(list(std::string(1000, 'a')));
  CHECK_FALSE(list("b"));
}

TEST_CASE("a copy of a matcher still answers when the first one is gone", "[gate]") {
  Matcher copy;
  {
    const Matcher first = glob_matcher(Words{"[a]*"});
    copy = first;
  }
  CHECK(copy("abc"));
}
