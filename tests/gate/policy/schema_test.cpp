// SPDX-License-Identifier: MIT
// Editors know a policy by its JSON Schema. What the reader refuses they underline, and nothing
// that it accepts: the same documents go to the reader, to ajv and to taplo, which reads TOML.
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>
#include <string_view>

#include "gate/base/error.h"
#include "gate/policy/catalogue.h"
#include "gate/policy/keys.h"
#include "gate/policy/policy.h"
#include "tests/support/catch.h"
#include "tests/support/places.h"
#include "tests/support/repo.h"

using namespace hotfix;

namespace {

struct Document {
  std::string path;       // of the key or table that is set: "backport.deadline"
  std::string value;      // in JSON; a string, a number and a list are TOML as they are JSON
  std::string toml = {};  // the value, where TOML writes it otherwise

  std::string text() const {
    if (value == "{}") return "[" + path + "]\n";
    return path + " = " + (toml.empty() ? value : toml) + "\n";
  }

  // {"backport": {"deadline": "24h"}}
  std::string json() const {
    std::string before, after;
    std::istringstream names(path);
    for (std::string name; std::getline(names, name, '.');) {
      before += "{\"" + name + "\": ";
      after += "}";
    }
    return before + value + after;
  }
};

// Good and bad values, two blanks apart; the reader tells which is which.
std::string_view values_of(const PolicyKey& key) {
  switch (key.kind) {
    case ValueKind::ref_name:
      return R"~("main"  "release/2"  "a.b"  "it's"  "\u00e4"  "xrefs/y"  ""  "-x"  "/x"  "x/"
          "a..b"  "a b"  "a~b"  "a^b"  "a:b"  "a?b"  "a*b"  "a[b"  "a\\b"  "a@b"
          "a\u007f"  "a\nb"  "refs/x/y"  1  ["main"]  true)~";
    case ValueKind::choice:
      return R"~("error"  "warning"  "off"  "warn"  "block"  "owed"  ""  "never"  "Error"  1
          true  ["error"])~";
    case ValueKind::choices:
      return R"~("all"  ["subject"]  ["merge", "merge"]  ["trailer", "all"]  []  "never"
          ["never"]  [""]  ["all", 1]  1)~";
    case ValueKind::duration:
      return R"~("24h"  "90m"  "3d"  "1w"  "0h"  "007d"  "5256000m"  "87600h"  "3650d"  "521w"
          ""  "24"  "h"  "24 h"  "-1h"  "1.5h"  "24H"  "24s"  " 24h"  "24h\n"
          "99999999m"  "100000h"  "10000d"  "1000w"  24  true  ["24h"])~";
    case ValueKind::origin:
      return R"~(""  "2025-06-15"  "2025-06-15T12:30Z"  "2025-06-15T12:30:00Z"  "v1.2"
          "4f2a91c"  "a b"  "a:b"  "2025-06-15 12:30"  "2025-06-15T24:00Z"
          "2025-06-15T12:60Z"  "2025-13-15T12:00Z"  "2025-06-32T12:00Z"  "refs/tags/v1"
          2025  true  ["v1"])~";
    case ValueKind::url:
      return R"~(""  "https://"  "http://x/y?z=[1]&a=b;c"  "https://x#y"  "https://x y"
          "ftp://x"  "https://x/<b>"  "https://\u00e4"  "https://x\""  "https://x`"  1
          true)~";
    case ValueKind::path:
      return R"~("docs"  "docs/post mortems"  "d/\u00e4"  "a..b/.c"  "..."  ".github"  ""  "/docs"
          "docs/"  "a//b"  "."  "./a"  "a/."  ".."  "a/../b"  "a/.."  ".git"  "a/.GIT/b"
          "a\\b"  "a\nb"  "a\u007f"  "/"  1  ["docs"])~";
    case ValueKind::text:
      return R"~("one"  "# a\n\n- b\tc\n"  "a\r\nb"  "\u00e4"  "\""  ""  "a\rb"  "\u001b[1m"
          "a\u007f"  "\u0000"  1  ["a"]  true)~";
    case ValueKind::message:
      return R"~("{issue}"  ""  "{a b} {}"  "\u001b[1m"  1  ["a"]  true)~";
    case ValueKind::number:
      return R"~(0  1  100000  -1  1.5  "1"  true  [1])~";
    case ValueKind::flag:
      return R"~(true  false  0  "true"  [])~";
    case ValueKind::words:
      return R"~(["a", "a"]  []  ["@default", "b"]  [""]  ["a", 1]  "a"  1  [["a"]])~";
    case ValueKind::patterns:
      return R"~(["^a+$"]  []  ["@default"]  [""]  [1]  "^a$")~";
    case ValueKind::globs:
    case ValueKind::ref_globs:
      return R"~(["a*"]  ["a/**", "/b/"]  ["@default"]  ["[ab]?"]  ["a\\\\"]  ["\\!a"]  ["!a"]
          ["/"]  ["a//b"]  ["a\\"]  [""]  [1]  ["refs/heads/x"]  "a/**"
          ["hotfix/**", "*"]  ["*"]  ["**/a"]  ["/*"]  ["//a"]  ["?a"]  [])~";
  }
  return {};
}

std::vector<std::string> apart(std::string_view values) {
  std::vector<std::string> all;
  while (!values.empty()) {
    const auto end = std::min({values.find("  "), values.find('\n'), values.size()});
    if (end > 0) all.emplace_back(values.substr(0, end));
    values.remove_prefix(std::min(values.size(), std::max<std::size_t>(end, 1)));
    values.remove_prefix(std::min(values.size(), values.find_first_not_of(" \n")));
  }
  return all;
}

// A default in JSON. Its strings are lines of printable ASCII.
struct InJson {
  std::string operator()(std::int64_t number) const { return std::to_string(number); }
  std::string operator()(bool flag) const { return flag ? "true" : "false"; }
  std::string operator()(const std::string& text) const {
    std::string quoted = "\"";
    for (const char c : text) {
      if (c == '"' || c == '\\') quoted += '\\';
      quoted += c == '\n' ? "\\n" : std::string{c};
    }
    return quoted + "\"";
  }
  std::string operator()(const Words& words) const {
    std::string list = "[";
    for (const std::string& word : words) list += (list.size() > 1 ? ", " : "") + (*this)(word);
    return list + "]";
  }
};

// Each kind with all of its values; each key with its default and with a value that no key takes.
std::vector<Document> documents() {
  std::vector<Document> all = {{"no_such_key", "1"}, {"rules.no-such-rule", "{}"}};
  std::set<ValueKind> known;
  for (const PolicySection& section : policy_sections()) {
    if (section.name.empty()) continue;
    all.push_back({section.name, "{}"});
    all.push_back({section.name, "1"});
    all.push_back({section.name + ".no_such_key", "\"x\""});
  }
  for (const PolicyKey& key : policy_keys()) {
    all.push_back({key.path, std::visit(InJson(), key.default_value)});
    all.push_back({key.path, "0.5"});
    if (!known.insert(key.kind).second && key.path != "branches.revert") continue;
    for (const std::string& value : apart(values_of(key))) all.push_back({key.path, value});
  }
  return all;
}

// What is a mistake that JSON Schema has no words for; the reader alone finds it.
std::vector<Document> beyond_a_schema() {
  return {{"production", "\"kars-dev\""},                       // two values compared
          {"branches.backport", R"(["[a"])"},                   // a grammar
          {"rules.branch-name.slug", R"(["("])"},               // likewise
          {"workflow.initiated", "\"{isue}\""},                 // a name in a text
          {"backport.deadline", "\"3651d\""},                   // a number in a string
          {"backport.since", "\"2025-02-30T12:00Z\""},          // the calendar
          {"rules.minimal-diff.max_files", "5", "5.0"},         // JSON's 5.0 is 5
          {"backport.since", "\"2025-06-15\"", "2025-06-15"}};  // a date is a string in JSON
}

bool is_read(const Document& document) {
  try {
    parse_policy(document.text(), "policy");
    return true;
  } catch (const PolicyError&) {
    return false;
  }
}

std::string node_modules() {
  const char* given = std::getenv("HOTFIX_NODE_MODULES");
  return given != nullptr ? given : test::source_folder() + "/build/ci-tools/node_modules";
}

// The sample with every key uncommented.
std::string whole_sample() {
  std::istringstream lines(sample_policy());
  std::string text;
  for (std::string line; std::getline(lines, line);) {
    text += (line.starts_with("# ") ? line.substr(2) : line) + "\n";
  }
  return text;
}

std::string name_of(std::size_t number) { return std::to_string(number) + ".toml"; }

// A folder with the schema, the sample and the documents: each as TOML, and all together as JSON.
struct Folder {
  explicit Folder(const std::vector<Document>& documents) {
    write(kOwnSchema.path, json_schema());
    write("sample.toml", sample_policy());
    write("whole-sample.toml", whole_sample());
    std::string all;
    for (std::size_t i = 0; i < documents.size(); ++i) {
      write(name_of(i), "#:schema ./.hotfix.schema.json\n\n" + documents[i].text());
      all += (i == 0 ? "[" : ",\n") + documents[i].json();
    }
    write("documents.json", all + "]");
  }

  void write(const std::string& name, const std::string& text) {
    std::ofstream(repo.root() + "/" + name) << text;
    if (name.ends_with(".toml")) files.push_back(name);
  }

  std::set<std::string> refused_by_ajv() const {
    const ProgramResult result =
        run_program({"node", test::source_folder() + "/tests/gate/policy/check_policies.mjs",
                     kOwnSchema.path, "documents.json"},
                    repo.root(), {"HOTFIX_NODE_MODULES=" + node_modules()});
    INFO(result.err);
    REQUIRE(result.status == 0);
    std::istringstream numbers(result.out);
    std::set<std::string> refused;
    for (std::size_t number = 0; numbers >> number;) refused.insert(name_of(number));
    return refused;
  }

  // A file that is not TOML would be refused without a look at the schema: the test has none.
  std::set<std::string> refused_by_taplo() const {
    Arguments lint = {node_modules() + "/.bin/taplo", "lint", "--no-auto-config", "--colors",
                      "never"};
    lint.insert(lint.end(), files.begin(), files.end());
    const ProgramResult result = run_program(lint, repo.root());
    std::istringstream lines(result.err);
    std::set<std::string> refused;
    for (std::string line; std::getline(lines, line);) {
      if (line.find("invalid file") == std::string::npos) continue;
      REQUIRE_THAT(line, contains("invalid file error=schema validation failed path="));
      const auto begin = line.rfind('/') + 1;
      refused.insert(line.substr(begin, line.rfind('"') - begin));
    }
    INFO(result.err);
    REQUIRE(result.status == (refused.empty() ? 0 : 1));
    return refused;
  }

  TestRepo repo;
  Arguments files;
};

}  // namespace

TEST_CASE("what is wrong with a policy is wrong to its JSON Schema too, and nothing else is",
          "[scripts]") {
  std::vector<Document> all = documents();
  const std::size_t beyond = all.size();
  for (const Document& one : beyond_a_schema()) all.push_back(one);
  const Folder folder(all);
  const std::set<std::string> ajv = folder.refused_by_ajv(), taplo = folder.refused_by_taplo();
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool is_good = is_read(all[i]);
    INFO(all[i].text());
    CHECK(ajv.contains(name_of(i)) == (!is_good && i < beyond));
    CHECK(taplo.contains(name_of(i)) == (!is_good && i < beyond));
    if (i >= beyond) CHECK_FALSE(is_good);
  }
  CHECK_FALSE(taplo.contains("sample.toml"));
  CHECK_FALSE(taplo.contains("whole-sample.toml"));
}

TEST_CASE("a sample names the schema that npm brought, where it did", "[gate]") {
  CHECK(sample_policy().starts_with("#:schema ./.hotfix.schema.json\n\n"));
  const std::string sample = sample_policy(kNpmSchema);
  CHECK(sample.starts_with("#:schema ./node_modules/hotfix-gate/hotfix.schema.json\n\n"));
  CHECK(parse_policy(sample, "sample").values() == default_policy().values());
}
