// SPDX-License-Identifier: MIT
// Who may include whom. The libraries make most of it physical; this names the file that broke it.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "rules/registry.h"
#include "rules/text.h"
#include "tests/support/catch.h"

namespace fs = std::filesystem;

namespace {

using hotfix::ends_with;
using hotfix::starts_with;

struct Include {
  std::string file;    // relative to the top: "gate/policy.cpp"
  std::string header;  // with its brackets or quotes: "<vector>", "\"gate/policy.h\""

  bool in(const std::string& folder) const { return starts_with(file, folder + "/"); }
  bool of(const std::string& prefix) const { return starts_with(header.substr(1), prefix); }
};

const fs::path& top() {
  static const fs::path path = HOTFIX_SOURCE_DIR;
  return path;
}

bool is_source(const fs::path& path) {
  return path.extension() == ".cpp" || path.extension() == ".h" || path.extension() == ".def";
}

void read_includes(const fs::path& path, std::vector<Include>& into) {
  std::ifstream text(path);
  const std::string file = fs::relative(path, top()).generic_string();
  for (std::string line; std::getline(text, line);) {
    if (!starts_with(line, "#include")) continue;
    const auto begin = line.find_first_of("<\"");
    const auto end = line.find_first_of(">\"", begin + 1);
    into.push_back({file, line.substr(begin, end - begin + 1)});
  }
}

std::vector<Include> read_all_includes() {
  std::vector<Include> result;
  for (const char* folder : {"rules", "gate", "hooks", "ci", "tests"}) {
    for (const auto& entry : fs::recursive_directory_iterator(top() / folder)) {
      if (is_source(entry.path())) read_includes(entry.path(), result);
    }
  }
  return result;
}

using Test = std::function<bool(const Include&)>;

// "file includes header", for every include that `wrong` says is one too many.
std::vector<std::string> violations(const Test& wrong) {
  static const std::vector<Include> all = read_all_includes();
  std::vector<std::string> result;
  for (const Include& one : all) {
    if (wrong(one)) result.push_back(one.file + " includes " + one.header);
  }
  return result;
}

// The product's files outside `allowed` (a folder or file) that include `header`.
std::vector<std::string> strays(const std::string& header, const std::string& allowed) {
  return violations([&](const Include& include) {
    return include.of(header) && !include.in("tests") && !starts_with(include.file, allowed);
  });
}

const std::vector<std::string> kNone;

bool may_hold_json(const std::string& file) {
  const bool renders = starts_with(file, "gate/render_") &&
                       (ends_with(file, "json.cpp") || ends_with(file, "json.h"));
  const bool reads = starts_with(file, "ci/") && !ends_with(file, "hotfix_gate.cpp");
  return renders || reads || file == "gate/render_sarif.cpp" || starts_with(file, "gate/catalogue");
}

}  // namespace

TEST_CASE("the layering test reads the sources", "[gate][layering]") {
  REQUIRE(violations([](const Include& include) { return include.of("git2.h"); }).size() >= 1);
}

TEST_CASE("the rules include only the rules and the standard library", "[gate][layering]") {
  REQUIRE(violations([](const Include& include) {
            const bool standard = include.header.find_first_of("./") == std::string::npos;
            return include.in("rules") && !include.of("rules/") && !standard;
          }) == kNone);
}

TEST_CASE("no file includes the file of a rule", "[gate][layering]") {
  std::set<std::string> files;
  for (const hotfix::Rule* rule : hotfix::all_rules()) {
    std::string stem(rule->id);
    std::replace(stem.begin(), stem.end(), '-', '_');
    files.insert({"\"rules/" + stem + ".h\"", "\"rules/" + stem + ".cpp\""});
  }
  REQUIRE(violations([&](const Include& include) { return files.count(include.header) > 0; }) ==
          kNone);
}

TEST_CASE("includes run one way: hooks and ci to gate to rules", "[gate][layering]") {
  REQUIRE(violations([](const Include& include) {
            if (include.file == "gate/hotfix_lint.cpp") return include.of("ci/");
            const bool back = include.of("hooks/") || include.of("ci/");
            return (include.in("gate") && back) || (include.in("hooks") && include.of("ci/"));
          }) == kNone);
}

TEST_CASE("the product includes nothing of its tests", "[gate][layering]") {
  REQUIRE(violations([](const Include& include) {
            return include.of("tests/") && !include.in("tests");
          }) == kNone);
}

TEST_CASE("every library has one place that includes it", "[gate][layering]") {
  REQUIRE(strays("git2", "gate/git/") == kNone);
  REQUIRE(strays("gate/git/handles.h", "gate/git/") == kNone);
  REQUIRE(strays("zlib", "gate/git/loose.cpp") == kNone);
  REQUIRE(strays("toml", "gate/policy_toml.cpp") == kNone);
  REQUIRE(strays("re2/", "gate/pattern.cpp") == kNone);
  REQUIRE(violations([](const Include& include) {
            return include.of("CLI/") && include.file != "gate/hotfix_lint.cpp" &&
                   include.file != "ci/hotfix_gate.cpp";
          }) == kNone);
  REQUIRE(violations([](const Include& include) {
            return include.of("nlohmann/") && !include.in("tests") && !may_hold_json(include.file);
          }) == kNone);
}

TEST_CASE("a header never hands libgit2 on", "[gate][layering]") {
  REQUIRE(violations([](const Include& include) {
            return include.of("git2") && include.file != "gate/git/handles.h" &&
                   fs::path(include.file).extension() == ".h";
          }) == kNone);
}

TEST_CASE("std::regex is used nowhere", "[gate][layering]") {
  REQUIRE(violations([](const Include& include) { return include.header == "<regex>"; }) == kNone);
}

TEST_CASE("the top level holds only what the design names", "[gate][layering]") {
  const std::set<std::string> allowed = {"CMakeLists.txt", "hooks",    "gate", "rules", "ci",
                                         "tests",          "README.md"};
  for (const auto& entry : fs::directory_iterator(top())) {
    const std::string name = entry.path().filename().string();
    INFO(name);
    CHECK((allowed.count(name) > 0 || name.front() == '.' || starts_with(name, "build")));
  }
}
