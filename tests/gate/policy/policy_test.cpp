// SPDX-License-Identifier: MIT
#include "gate/policy/policy.h"

#include "gate/base/error.h"
#include "gate/match/pattern.h"
#include "gate/policy/keys.h"
#include "gate/policy/nearest_name.h"
#include "gate/policy/print.h"
#include "tests/support/catch.h"

using namespace hotfix;

namespace {

Policy parse(const std::string& text) { return parse_policy(text, "p.toml"); }

// What parse_policy says about a mistake; empty when it sees none.
std::string refusal(const std::string& text) {
  try {
    parse(text);
  } catch (const UsageError& error) {
    return error.what();
  }
  return "";
}

std::string repeat(const std::string& text, std::size_t times) {
  std::string result;
  for (std::size_t i = 0; i < times; ++i) result += text;
  return result;
}

// A value other than the default, as TOML.
std::string other_value(const PolicyKey& key) {
  switch (key.kind) {
    case ValueKind::ref_name:
      return "\"other-" + key.name() + "\"";
    case ValueKind::choice:
      return "\"" + key.choices.back() + "\"";
    case ValueKind::choices:
      return "[\"" + key.choices.back() + "\"]";
    case ValueKind::duration:
      return "\"90m\"";
    case ValueKind::origin:
      return "\"2025-06-15\"";
    case ValueKind::url:
      return "\"https://wiki.example/rules\"";
    case ValueKind::path:
      return "\"a folder/of mine\"";
    case ValueKind::text:
      return "\"\"\"\n# A\n\n- \"\"b\\\"\"\"\n\"\"\"";
    case ValueKind::message:
      return "\"{issue} {a b}\"";
    case ValueKind::number:
      return std::to_string(std::get<std::int64_t>(key.default_value) + 1);
    case ValueKind::flag:
      return std::get<bool>(key.default_value) ? "false" : "true";
    default:
      return R"(["ab/\"c\"", 'x\*', "@default"])";
  }
}

// A file that sets every key.
std::string full_policy() {
  std::string text;
  for (const PolicySection& section : policy_sections()) {
    if (!section.name.empty()) text += "[" + section.name + "]\n";
    for (const PolicyKey& key : section.keys) {
      text += key.name() + " = " + other_value(key) + "\n";
    }
  }
  return text;
}

}  // namespace

TEST_CASE("an empty file is the default policy", "[gate]") {
  const Policy policy = parse("");
  CHECK(policy.production == "kars-prod");
  CHECK(policy.development == "kars-dev");
  CHECK(policy.remote == "origin");
  CHECK_FALSE(policy.undecided_blocks);
  CHECK(policy.values() == default_policy().values());
  CHECK(policy.set.empty());
}

TEST_CASE("every rule has a setting, and every key an origin", "[gate]") {
  const Policy policy = default_policy();
  for (const Rule* rule : all_rules()) CHECK_NOTHROW(policy.setting(rule->id));
  for (const PolicyKey& key : policy_keys()) CHECK(policy.origin(key.path) == "default");
}

TEST_CASE("hotfix branches are matched by their whole name", "[gate]") {
  const Policy policy = default_policy();
  CHECK(policy.hotfix_branch("hotfix/login"));
  CHECK(policy.hotfix_branch("hotfix/api/login"));
  CHECK_FALSE(policy.hotfix_branch("feature/hotfix/login"));
  CHECK_FALSE(policy.hotfix_branch("hotfix"));
  CHECK_FALSE(policy.hotfix_branch("hotfix/"));
}

TEST_CASE("the branches of a revert button are revert branches", "[gate]") {
  const Policy policy = default_policy();
  CHECK(policy.revert_branch("revert-12-hotfix/x"));
  CHECK(policy.revert_branch("revert-12-main"));
  CHECK_FALSE(policy.revert_branch("feature/revert-12"));
  CHECK_FALSE(policy.revert_branch("revert"));
}

TEST_CASE("the prefix of a corrected name is the start of the first hotfix glob", "[gate]") {
  CHECK(default_policy().hotfix_prefix == "hotfix/");
  CHECK(parse("branches.hotfix = ['/fix-*', 'x/**']").hotfix_prefix == "fix-");
  CHECK(parse("branches.hotfix = ['/fix-*']").hotfix_branch("fix-a"));
}

TEST_CASE("paths are classified by the defaults", "[gate]") {
  const Policy policy = default_policy();
  const auto [path, expected] = GENERATE(table<std::string, PathClass>({
      {"backend/src/server.js", PathClass::code},
      {"docs/build.js", PathClass::code},
      {"dist/index.js", PathClass::code},
      {"src/spec/parser.ts", PathClass::code},
      {"src/latest.js", PathClass::code},
      {"migrations/001.sql", PathClass::code},
      {"src/attest.py", PathClass::code},
      {"src/a.test.tsx", PathClass::test},
      {"src/__tests__/a.js", PathClass::test},
      {"backend/tests/fixtures/users.json", PathClass::test},
      {"src/test/java/com/kars/Login.java", PathClass::test},
      {"app/src/test_login.py", PathClass::test},
      {"pkg/login_test.go", PathClass::test},
      {"LoginTest.java", PathClass::test},
      {"spec/models/user.rb", PathClass::test},
      {"Kars.Tests/Helper.cs", PathClass::test},
      {"src/LoginTest.php", PathClass::test},
      {"net/login_test.cpp", PathClass::test},
      {"README.md", PathClass::docs},
      {"docs/img/flow.png", PathClass::docs},
      {"tests/README.md", PathClass::docs},
      {"package-lock.json", PathClass::lock},
      {"web/yarn.lock", PathClass::lock},
      {"public/app.min.js", PathClass::generated},
      {"node_modules/a/package-lock.json", PathClass::vendored},
      {"vendor/a/a_test.go", PathClass::vendored},
      {"package.json", PathClass::config},
      {".github/workflows/ci.yml", PathClass::config},
      {"railway.toml", PathClass::config},
      {"Dockerfile", PathClass::config},
  }));
  INFO(path);
  CHECK(policy.classify(path) == expected);
}

TEST_CASE("dependency manifests are known at any depth", "[gate]") {
  const Policy policy = default_policy();
  CHECK(policy.manifests("backend/package.json"));
  CHECK(policy.manifests("requirements-dev.txt"));
  CHECK_FALSE(policy.manifests("package-lock.json"));
}

TEST_CASE("a value is set, with the line it came from", "[gate]") {
  const Policy policy = parse("\nproduction = 'main'\n[rules.branch-name]\nlevel = 'warning'\n");
  CHECK(policy.production == "main");
  CHECK(policy.origin("production") == "p.toml:2");
  CHECK(policy.setting("branch-name").level == Level::warning);
  CHECK(policy.origin("rules.branch-name.level") == "p.toml:4");
  CHECK(policy.origin("development") == "default");
}

TEST_CASE("a list replaces the default, and '@default' brings it back in its place", "[gate]") {
  const Policy replaced = parse("paths.tests = ['*.check.js']");
  CHECK(replaced.classify("a.check.js") == PathClass::test);
  CHECK(replaced.classify("a.test.js") == PathClass::code);
  const Policy extended = parse("paths.tests = ['*.check.js', '@default']");
  CHECK(extended.classify("a.check.js") == PathClass::test);
  CHECK(extended.classify("a.test.js") == PathClass::test);
}

TEST_CASE("hooks.undecided decides whether an undecided push is refused", "[gate]") {
  CHECK(parse("[hooks]\nundecided = 'block'").undecided_blocks);
  CHECK_FALSE(parse("[hooks]\nundecided = 'warn'").undecided_blocks);
}

TEST_CASE("an unknown key is refused with its place and the nearest name", "[gate]") {
  CHECK(refusal("prodution = 'main'") ==
        "p.toml:1:1: unknown key 'prodution'; did you mean 'production'?");
  CHECK(refusal("[hooks]\n  undecidd = 'warn'") ==
        "p.toml:2:3: unknown key 'undecidd' in [hooks]; did you mean 'undecided'?");
  CHECK(refusal("[rules.branch-name]\nlevle = 'off'") ==
        "p.toml:2:1: unknown key 'levle' in [rules.branch-name]; did you mean 'level'?");
  CHECK(refusal("[hook]\nundecided = 'warn'") ==
        "p.toml:1:2: unknown key 'hook'; did you mean 'hooks'?");
}

TEST_CASE("an unknown key that is near to nothing is answered with what is known", "[gate]") {
  CHECK(refusal("[branches]\nzzzzzzzz = 1") ==
        "p.toml:2:1: unknown key 'zzzzzzzz' in [branches]; known: hotfix, revert, backport, "
        "promotion");
}

TEST_CASE("an unknown rule is refused, whatever it sets", "[gate]") {
  CHECK(refusal("[rules.minimal-dif]\nlevel = 'off'") ==
        "p.toml:1:8: unknown rule 'minimal-dif'; did you mean 'minimal-diff'?");
  CHECK_THAT(refusal("[rules.zzzzzzzzzzzz]"), contains("see hotfix-lint rules"));
}

TEST_CASE("a quoted key with dots is no way around the tables", "[gate]") {
  CHECK_THAT(refusal("\"hooks.undecided\" = 'block'"), contains("unknown key 'hooks.undecided'"));
  CHECK_THAT(refusal("\"rules.branch-name\" = { level = 'off' }"), contains("unknown key"));
}

TEST_CASE("a value of the wrong type is refused with what was expected and found", "[gate]") {
  CHECK(refusal("production = 3") == "p.toml:1:14: expected a name such as \"main\", found 3");
  CHECK(refusal("production = ''") ==
        "p.toml:1:14: expected a name such as \"main\", found an empty string");
  CHECK(refusal("[rules.branch-name]\nwaivable = 'no'") ==
        "p.toml:2:12: expected true or false, found a string");
  CHECK(refusal("paths.docs = '*.md'") == "p.toml:1:14: expected a list of globs, found a string");
  CHECK(refusal("paths.docs = ['*.md', 1.5]") ==
        "p.toml:1:23: expected a string that is not empty, found a decimal number");
  CHECK_THAT(refusal("paths.docs = [['*.md']]"), contains("found a list"));
  CHECK_THAT(refusal("production = 2024-01-01"), contains("found a date or time"));
  CHECK_THAT(refusal("rules = 5"), contains("p.toml:1:1: expected a table [rules], found 5"));
  CHECK_THAT(refusal("[[rules]]\nx = 1"), contains("expected a table [rules], found a list"));
  CHECK_THAT(refusal("[production]"), contains("expected a name such as \"main\", found a table"));
}

TEST_CASE("a number is whole and not negative", "[gate]") {
  CHECK(refusal("[rules.minimal-diff]\nmax_files = 'many'") ==
        "p.toml:2:13: expected a whole number of at least 0, found a string");
  CHECK_THAT(refusal("rules.minimal-diff.max_files = -1"), contains("at least 0, found -1"));
  CHECK_THAT(refusal("rules.minimal-diff.max_files = 1.0"), contains("found a decimal number"));
  CHECK_THAT(refusal("rules.minimal-diff.max_files = 9223372036854775808"), contains("p.toml:1:"));
  CHECK(parse("rules.minimal-diff.max_files = 0")
            .setting("minimal-diff")
            .options.number("max_files") == 0);
}

TEST_CASE("a word that is none of the choices is refused with the nearest", "[gate]") {
  CHECK(refusal("hooks.undecided = 'blok'") ==
        "p.toml:1:19: expected one of \"warn\", \"block\", found 'blok'; did you mean 'block'?");
}

TEST_CASE("a branch name is a short name and no option", "[gate]") {
  const std::string name = GENERATE("-f", "refs/heads/main", "a..b", "a b", "a:b", "/a", "a^");
  INFO(name);
  CHECK_THAT(refusal("production = '" + name + "'"), contains("is not a name"));
}

TEST_CASE("production and development are two branches", "[gate]") {
  CHECK(refusal("\nproduction = 'kars-dev'") ==
        "p.toml:2:14: production and development are the same branch 'kars-dev'");
}

TEST_CASE("a path stays in the repository", "[gate]") {
  CHECK(parse("post_mortem.folder = 'notes/outages'").post_mortem.folder == "notes/outages");
  for (const char* path : {"/etc", "../x", "a/../b", "a//b", "a/", ".git", "a/.GIT/hooks", "."}) {
    INFO(path);
    CHECK_THAT(refusal("post_mortem.folder = '" + std::string(path) + "'"),
               contains("is not a path from the top of the repository"));
  }
}

TEST_CASE("a text has no control characters, and its lines end one way", "[gate]") {
  CHECK(parse("post_mortem.template = \"a\\r\\nb\"").value("post_mortem.template") ==
        OptionValue(std::string("a\nb")));
  CHECK_THAT(refusal("post_mortem.template = \"\\u001b[2J\""),
             contains("p.toml:1:24: the text has a control character"));
  CHECK_THAT(refusal("post_mortem.template = ''"), contains("found an empty string"));
}

TEST_CASE("a policy without hotfix branches is refused", "[gate]") {
  CHECK_THAT(refusal("branches.hotfix = []"), contains("fixed part"));
  CHECK_THAT(refusal("branches.hotfix = ['**']"), contains("fixed part"));
  CHECK_THAT(refusal("branches.hotfix = ['refs/heads/hotfix/**']"), contains("short name"));
  CHECK(refusal("branches.revert = []").empty());
}

TEST_CASE("a bad glob is refused at its own place", "[gate]") {
  CHECK(refusal("paths.docs = ['*.md',\n  'a[b']") ==
        "p.toml:2:3: bad glob 'a[b': '[' is never closed; write '\\[' for the character");
}

TEST_CASE("a file that is not TOML is refused with its place", "[gate]") {
  CHECK_THAT(refusal("production = \n"), contains("p.toml:1:"));
  CHECK_THAT(refusal("production = 'a'\nproduction = 'b'"), contains("p.toml:2:"));
  CHECK_THAT(refusal("production = 'a\xff'"), contains("p.toml:1:"));
  CHECK_THAT(refusal(std::string("a = 1\0", 6)), contains("p.toml:1:"));
  CHECK_THAT(refusal("\n\n[rules"), contains("p.toml:3:"));
}

TEST_CASE("of several mistakes the first in the file is told", "[gate]") {
  CHECK_THAT(refusal("zzz = 1\naaa = 1"), contains("p.toml:1:1: unknown key 'zzz'"));
  CHECK_THAT(refusal("[paths]\ntests = 1\n[hooks]\nundecided = 1"), contains("p.toml:2:"));
}

TEST_CASE("more than 64 KiB are refused, and 64 KiB are read", "[gate]") {
  CHECK(refusal(std::string(kPolicyLimit, '\n')).empty());
  CHECK(refusal(std::string(kPolicyLimit + 1, '\n')) ==
        "p.toml:1:1: the policy has 65537 bytes; at most 65536 are read");
}

TEST_CASE("deeply nested TOML is refused and does not crash", "[gate]") {
  const std::size_t deep = 30000;
  CHECK_FALSE(refusal("a = " + repeat("[", deep) + repeat("]", deep)).empty());
  CHECK_FALSE(refusal("a = " + repeat("{a=", deep / 2) + "1" + repeat("}", deep / 2)).empty());
  CHECK_THAT(refusal("a" + repeat(".a", deep) + " = 1"), contains("at most 4096 are read"));
  CHECK_FALSE(refusal("a" + repeat(".a", 4096) + " = 1").empty());
  CHECK_FALSE(refusal("[a" + repeat(".a", deep) + "]").empty());
  CHECK_FALSE(refusal("[rules" + repeat(".a", deep) + "]").empty());
}

TEST_CASE("a name in quotes is no path of a key", "[gate]") {
  CHECK_THAT(refusal("\"branches.hotfix\" = [\"a/**\"]"), contains("unknown key"));
  CHECK_THAT(refusal("\"rules.backport\" = {}"), contains("unknown key"));
  CHECK_THAT(refusal("\"\" = 1"), contains("unknown key"));
  CHECK_THAT(refusal("[rules]\n\"\" = 1"), contains("unknown rule"));
}

TEST_CASE("a rule that is switched off leaves the others as they are", "[gate]") {
  const Policy policy = parse("[rules.minimal-diff]\nlevel = 'warning'\nmax_files = 0");
  Policy other = policy;
  switch_off(other, rule_with(Role::backport));
  CHECK(other.setting(Role::backport).level == Level::off);
  CHECK(other.setting("minimal-diff").options.number("max_files") == 0);
  CHECK(policy.setting(Role::backport).level == Level::error);
}

TEST_CASE("a printed policy is read back as the same policy", "[gate]") {
  const Policy policy = parse(full_policy());
  for (const PolicyKey& key : policy_keys()) {
    INFO(key.path);
    CHECK(policy.origin(key.path) != "default");
    CHECK(policy.value(key.path) != key.default_value);
  }
  CHECK(parse(print_policy(policy)).values() == policy.values());
  CHECK(parse(print_policy(default_policy())).values() == default_policy().values());
}

TEST_CASE("a printed policy says where each value comes from", "[gate]") {
  const Policy policy = parse_policy("production = 'main'", "kars-prod:.hotfix.toml");
  const std::string text = print_policy(policy);
  CHECK_THAT(text, contains("production = \"main\"  # kars-prod:.hotfix.toml:1\n"));
  CHECK_THAT(text, contains("development = \"kars-dev\"  # default\n"));
}

TEST_CASE("a source of any bytes does not break the printed policy", "[gate]") {
  const Policy policy = parse_policy("production = 'main'", "a\n\x1b\xff.toml");
  CHECK_THAT(print_policy(policy), contains("# a???.toml:1\n"));
}

TEST_CASE("control characters in a value are printed as escapes", "[gate]") {
  const Policy policy = parse("paths.docs = [\"a\\u001Bb\\n\\u007F\"]");
  CHECK_THAT(print_policy(policy), contains("docs = [\"a\\u001Bb\\u000A\\u007F\"]"));
  CHECK(parse(print_policy(policy)).values() == policy.values());
}

TEST_CASE("the nearest name is a slip away, never another word", "[gate]") {
  CHECK(nearest("max_file", {"max_files", "max_lines"}) == "max_files");
  CHECK(nearest("production-base", {"production-base"}) == "production-base");
  CHECK(nearest("zzz", {"on", "off"}).empty());
  CHECK(nearest("x", {"y"}).empty());
  CHECK(nearest(std::string(5000, 'x'), {"y"}).empty());
}

TEST_CASE("the page of the rules is an address on the web", "[gate]") {
  CHECK(default_policy().rules_url.empty());
  CHECK(parse("[report]\nrules_url = 'https://wiki.example/hotfix'").rules_url ==
        "https://wiki.example/hotfix");
  CHECK(parse("[report]\nrules_url = ''").rules_url.empty());
}

TEST_CASE("an address that could be more than an address is refused", "[gate]") {
  for (const char* url : {"wiki.example", "javascript:alert(1)", "file:///etc/passwd",
                          "https://a b", "https://a\\u001b]8;;", "https://a\\\"onload=",
                          "https://a/<b>", "https://ä.example", "https://a#b"}) {
    CAPTURE(url);
    CHECK_THROWS_AS(parse("[report]\nrules_url = \"" + std::string(url) + "\""), PolicyError);
  }
}

TEST_CASE("a branch that begins otherwise than the first hotfix branches keeps its name",
          "[gate][policy]") {
  const Policy policy = parse_policy("branches.hotfix = [\"hotfix/**\", \"sev/*\"]", "policy");
  CHECK(policy.without_hotfix_prefix("hotfix/login") == "login");
  CHECK(policy.without_hotfix_prefix("sev/1") == "sev/1");
}
