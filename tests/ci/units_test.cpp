// SPDX-License-Identifier: MIT
// ci/units says which files can be compiled as one.
#include <filesystem>

#include "tests/support/catch.h"
#include "tests/support/places.h"
#include "tests/support/repo.h"

namespace hotfix {

namespace {

std::string unnamed(const std::string& content) {
  return "namespace hotfix {\n\nnamespace {\n\n" + content + "\n\n}  // namespace\n\n}\n";
}

// What ci/units says of these two files of one room, which holds this header too.
std::string units_of(const std::string& a, const std::string& b, const std::string& header = {}) {
  const TestRepo repo;
  for (const char* layer : {"hooks", "gate/git", "rules", "ci", "tests"}) {
    std::filesystem::create_directories(repo.path() + "/" + layer);
  }
  std::filesystem::copy_file(test::source_folder() + "/ci/units", repo.path() + "/ci/units");
  repo.write("gate/git/a.cpp", a);
  repo.write("gate/git/b.cpp", b);
  repo.write("gate/git/c.h", header);
  const ProgramResult run =
      run_program({repo.path() + "/ci/units", "gate/git/a.cpp", "gate/git/b.cpp"});
  REQUIRE(run.err.empty());
  return run.out;
}

constexpr auto kTogether = "gate-git-1 gate/git/a.cpp\ngate-git-1 gate/git/b.cpp\n";
constexpr auto kApart = "gate-git-1 gate/git/a.cpp\ngate-git-2 gate/git/b.cpp\n";

}  // namespace

TEST_CASE("files that define other names are one unit", "[scripts]") {
  CHECK(units_of(unnamed("int first() { return 1; }"), unnamed("int second() { return 1; }")) ==
        kTogether);
  CHECK(units_of("int first();\nint same() { return 1; }\n", "int same(int);\n") == kTogether);
}

TEST_CASE("files whose unnamed namespaces define one name are two units", "[scripts]") {
  for (const char* definition :
       {"int same() { return 1; }", "constexpr int kOther = 1, same = 2;", "struct same {};",
        "using same = int;", "const char* same[] = {};", "enum class same { a };"}) {
    INFO(definition);
    CHECK(units_of(unnamed("void same(int) {}"), unnamed(definition)) == kApart);
  }
}

TEST_CASE("a file that defines a name of a header's type is compiled alone", "[scripts]") {
  CHECK(units_of(unnamed("struct Type {};"), unnamed("int b() { return 1; }"),
                 "struct Type {};\n") == "- gate/git/a.cpp\ngate-git-1 gate/git/b.cpp\n");
}

}  // namespace hotfix
