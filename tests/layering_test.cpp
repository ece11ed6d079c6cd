// SPDX-License-Identifier: MIT
// Who may include whom. The libraries make most of it physical; this names the file that broke it.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "rules/model/registry.h"
#include "rules/support/text.h"
#include "tests/support/catch.h"
#include "tests/support/places.h"

namespace fs = std::filesystem;

namespace {

struct Include {
  std::string file;    // relative to the top: "gate/policy/policy.cpp"
  std::string header;  // with its brackets or quotes: "<vector>", "\"gate/policy/policy.h\""

  bool in(const std::string& folder) const { return file.starts_with(folder + "/"); }
  bool of(const std::string& prefix) const { return header.substr(1).starts_with(prefix); }
};

const fs::path& top() {
  static const fs::path path = hotfix::test::source_folder();
  return path;
}

bool is_source(const fs::path& path) {
  return path.extension() == ".cpp" || path.extension() == ".h" || path.extension() == ".def";
}

void read_includes(const fs::path& path, std::vector<Include>& into) {
  std::ifstream text(path);
  const std::string file = fs::relative(path, top()).generic_string();
  for (std::string line; std::getline(text, line);) {
    if (!line.starts_with("#include")) continue;
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
    return include.of(header) && !include.in("tests") && !include.file.starts_with(allowed);
  });
}

const std::vector<std::string> kNone;

// The rooms in their order: a file may include files of its own room and of those above it.
const std::vector<std::string> kRooms = {
    "rules/model",           //
    "rules/support",         //
    "rules/code",            //
    "rules/form",            //
    "rules",                 //
    "gate/base",             //
    "gate/page",             //
    "gate/git/absent",       //
    "gate/git/discovery",    //
    "gate/git/objects",      //
    "gate/git",              //
    "gate/memory",           //
    "gate/match",            //
    "gate/policy",           //
    "gate/request",          //
    "gate/landing/history",  //
    "gate/landing/text",
    "gate/landing/evidence",
    "gate/landing",
    "gate/documents",
    "gate/facts",
    "gate/report/markup",
    "gate/report/ledger",
    "gate/report",
    "gate/report/history",
    "gate/replay",
    "gate/workflow",
    "gate/workflow/status",
    "gate",
    "hooks",
    "hooks/git_hotfix",
    "ci/event",
    "ci/verdict",
    "ci/output",
    "ci",
};

constexpr std::size_t kMostFiles = 32;  // of C++ in one folder: more cannot be taken in at a glance

std::string folder_of(const std::string& file) { return file.substr(0, file.rfind('/')); }

std::string unquoted(const std::string& header) { return header.substr(1, header.size() - 2); }

// The number of a product's room; kRooms.size() for what is none.
std::size_t room_of(const std::string& file) {
  const auto found = std::find(kRooms.begin(), kRooms.end(), folder_of(file));
  return static_cast<std::size_t>(found - kRooms.begin());
}

// The table of the rules is read as a list, not as a part of the room it lies in.
bool is_ours(const Include& include) {
  return include.header.front() == '"' && !include.header.ends_with(".def\"");
}

// Visits what a file includes, and what that includes; true when it comes back to a file it is in.
bool goes_round(const std::string& file, const std::map<std::string, std::set<std::string>>& graph,
                std::set<std::string>& above, std::set<std::string>& done) {
  if (above.contains(file)) return true;
  const auto found = graph.find(file);
  if (found == graph.end() || done.contains(file)) return false;
  above.insert(file);
  for (const std::string& next : found->second) {
    if (goes_round(next, graph, above, done)) return true;
  }
  above.erase(file);
  done.insert(file);
  return false;
}

// A unit is its header and its source: "gate/request/context".
std::string unit_of(const std::string& file) { return file.substr(0, file.rfind('.')); }

bool may_hold_json(const std::string& file) {
  const bool renders = (file.starts_with("gate/report/") || file.starts_with("gate/workflow/") ||
                        file.starts_with("ci/output/")) &&
                       (file.ends_with("json.cpp") || file.ends_with("json.h"));
  return renders || file == "ci/output/sarif.cpp" || file.starts_with("ci/event/") ||
         file == "gate/request/strict_json.cpp" || file.starts_with("gate/policy/catalogue") ||
         file == "gate/policy/print_json.cpp";
}

// The text of a file without its comments.
std::string code_of(const fs::path& path) {
  std::ifstream text(path);
  std::string code;
  for (std::string line; std::getline(text, line);) {
    code += line.substr(0, line.find("//")) + "\n";
  }
  return code;
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

// The one executable stands above all programs.
constexpr auto kMain = "hooks/hotfix.cpp";

TEST_CASE("includes run one way through the rooms", "[gate][layering]") {
  REQUIRE(violations([](const Include& include) {
            return !include.in("tests") && is_ours(include) && include.file != kMain &&
                   room_of(unquoted(include.header)) > room_of(include.file);
          }) == kNone);
}

TEST_CASE("no unit includes itself by way of others", "[gate][layering]") {
  std::map<std::string, std::set<std::string>> graph;
  violations([&](const Include& include) {
    const std::string from = unit_of(include.file), to = unit_of(unquoted(include.header));
    if (is_ours(include) && from != to) graph[from].insert(to);
    return false;
  });
  std::set<std::string> above, done;
  for (const auto& [unit, included] : graph) {
    INFO(unit);
    REQUIRE_FALSE(goes_round(unit, graph, above, done));
  }
}

TEST_CASE("every file of the product lies in a room of the table", "[gate][layering]") {
  REQUIRE(violations([](const Include& include) {
            return !include.in("tests") && room_of(include.file) == kRooms.size();
          }) == kNone);
}

// A rule's id that is a subcommand and a field of a message too, named as these.
const std::set<std::pair<std::string, std::string>> kNamesakes = {
    {"gate/policy/message.cpp", "post-mortem"},
    {"gate/workflow/announcement.cpp", "post-mortem"},
    {"gate/workflow/status/next_step.cpp", "post-mortem"},
    {"hooks/git_hotfix/git_hotfix.cpp", "post-mortem"}};

TEST_CASE("the engine and the programs name no rule", "[gate][layering]") {
  for (const char* folder : {"gate", "hooks", "ci"}) {
    for (const auto& entry : fs::recursive_directory_iterator(top() / folder)) {
      if (!is_source(entry.path())) continue;
      const std::string code = code_of(entry.path());
      INFO(entry.path());
      CHECK(code.find("rules::") == std::string::npos);
      for (const hotfix::Rule* rule : hotfix::all_rules()) {
        if (rule->id.find('-') == std::string_view::npos) continue;  // also an ordinary word
        const std::string file = fs::relative(entry.path(), top()).generic_string();
        if (kNamesakes.contains({file, std::string(rule->id)})) continue;
        CHECK(code.find("\"" + std::string(rule->id) + "\"") == std::string::npos);
      }
    }
  }
}

TEST_CASE("only one file names the programs and settings of a forge", "[gate][layering]") {
  for (const char* folder : {"rules", "gate", "hooks", "ci"}) {
    for (const auto& entry : fs::recursive_directory_iterator(top() / folder)) {
      if (!is_source(entry.path()) || entry.path().stem() == "forge") continue;
      const std::string code = code_of(entry.path());
      INFO(entry.path());
      for (const char* words : {"gh pr", "gh repo", "glab ", "GitHub", "actions/checkout"}) {
        CHECK(code.find(words) == std::string::npos);
      }
    }
  }
}

// Two types of one name in one namespace are one type for the linker, whatever they hold.
TEST_CASE("no two headers define a type of the same name", "[gate][layering]") {
  std::map<std::string, std::string> known;
  for (const char* folder : {"rules", "gate", "hooks", "ci"}) {
    for (const auto& entry : fs::recursive_directory_iterator(top() / folder)) {
      if (entry.path().extension() != ".h") continue;
      std::ifstream text(entry.path());
      for (std::string line; std::getline(text, line);) {
        if (line.starts_with(" ")) continue;  // a type within a type
        std::istringstream words(line);
        std::string kind, name, brace;
        words >> kind >> name;
        if (name == "class") words >> name;  // enum class
        words >> brace;
        const bool is_type = kind == "struct" || kind == "class" || kind == "enum";
        if (!is_type || (brace != "{" && brace != ":")) continue;
        const auto [place, is_new] = known.emplace(name, entry.path().string());
        INFO(name << " in " << place->second << " and " << entry.path());
        CHECK(is_new);
      }
    }
  }
  CHECK(known.size() > 100);
}

TEST_CASE("no folder is crowded", "[gate][layering]") {
  std::map<std::string, std::set<std::string>> folders;
  violations([&](const Include& include) {
    folders[folder_of(include.file)].insert(include.file);
    return false;
  });
  for (const auto& [folder, files] : folders) {
    INFO(folder);
    CHECK(files.size() <= kMostFiles);
  }
}

TEST_CASE("the product includes nothing of its tests", "[gate][layering]") {
  REQUIRE(violations([](const Include& include) {
            return include.of("tests/") && !include.in("tests");
          }) == kNone);
}

TEST_CASE("every library has one place that includes it", "[gate][layering]") {
  REQUIRE(strays("git2", "gate/git/") == kNone);
  REQUIRE(strays("gate/git/handles.h", "gate/git/") == kNone);
  REQUIRE(strays("zlib", "gate/git/objects/") == kNone);
  REQUIRE(strays("cmark", "gate/page/markdown.cpp") == kNone);
  REQUIRE(strays("spawn.h", "gate/base/spawner.cpp") == kNone);
  REQUIRE(strays("toml", "gate/policy/read.cpp") == kNone);
  REQUIRE(strays("re2/", "gate/match/pattern.cpp") == kNone);
  REQUIRE(violations([](const Include& include) {
            return include.of("CLI/") && include.file != "gate/report/print_options.h" &&
                   include.file != "tests/manual/read_app.cpp";
          }) == kNone);
  REQUIRE(violations([](const Include& include) {
            return include.of("gate/report/print_options.h") &&
                   include.file != "hooks/hotfix_lint.cpp" &&
                   include.file != "hooks/git_hotfix/git_hotfix.cpp" &&
                   include.file != "hooks/history.cpp" && include.file != "ci/hotfix_gate.cpp";
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
    CHECK((allowed.count(name) > 0 || name.front() == '.' || name.starts_with("build")));
  }
}
