// SPDX-License-Identifier: MIT
#include "gate/landing/text/syntax.h"

#include "tests/support/catch.h"

using namespace hotfix;

TEST_CASE("a language is told from the ending of a file's name", "[landing]") {
  CHECK(syntax_of("src/a.go").comments == std::vector<std::string_view>{"//"});
  CHECK(syntax_of("a.sql").comments == std::vector<std::string_view>{"--"});
  CHECK(syntax_of("etc/a.ini").comments == std::vector<std::string_view>{";", "#"});
  CHECK(syntax_of("a.json").comments.empty());
  CHECK(syntax_of("no-ending").comments == std::vector<std::string_view>{"#"});
}

TEST_CASE("only some languages let a comment follow code", "[landing]") {
  CHECK(syntax_of("a.js").ends_lines);
  CHECK(syntax_of("a.sh").ends_lines);
  CHECK(syntax_of("a.py").ends_lines);
  CHECK(syntax_of("a.yaml").ends_lines);
  CHECK_FALSE(syntax_of("a.vue").ends_lines);
  CHECK_FALSE(syntax_of("a.ini").ends_lines);
  CHECK_FALSE(syntax_of("Dockerfile").ends_lines);
}

TEST_CASE("blanks are syntax at the front in some languages, and between signs in others",
          "[landing]") {
  CHECK(syntax_of("a.py").has_indentation);
  CHECK_FALSE(syntax_of("a.py").has_blanks);
  CHECK(syntax_of("Makefile").has_indentation);
  CHECK(syntax_of("a.yml").has_indentation);
  CHECK(syntax_of("a.yml").has_blanks);
  CHECK(syntax_of("a.sh").has_blanks);
  CHECK(syntax_of("no-ending").has_blanks);
  CHECK_FALSE(syntax_of("a.js").has_indentation);
  CHECK_FALSE(syntax_of("a.js").has_blanks);
}

TEST_CASE("Python has long strings, and a shell has here documents", "[landing]") {
  CHECK(syntax_of("a.py").has_long_strings);
  CHECK_FALSE(syntax_of("a.py").has_here_documents);
  CHECK(syntax_of("a.bash").has_here_documents);
  CHECK_FALSE(syntax_of("a.bash").has_long_strings);
}

TEST_CASE("a program is what is compiled or run, and not a version file", "[landing]") {
  CHECK(is_program("src/ChangesView.vue"));
  CHECK(is_program("a.py"));
  CHECK(is_program("bin/a.sh"));
  CHECK(is_program("db/a.sql"));
  CHECK(is_program("src/conversion.js"));
  CHECK_FALSE(is_program("src/version.go"));
  CHECK_FALSE(is_program("pkg/_version.py"));
  CHECK_FALSE(is_program("a.yml"));
  CHECK_FALSE(is_program("CHANGELOG.md"));
}

TEST_CASE("a manifest is told by its name, in whatever folder", "[landing]") {
  CHECK(is_manifest("web/package.json"));
  CHECK(is_manifest("charts/a/Chart.yaml"));
  CHECK(is_manifest("requirements/prod-requirements.txt"));
  CHECK(is_manifest("app/build.gradle"));
  CHECK(is_manifest("a.gemspec"));
  CHECK_FALSE(is_manifest("src/package.json.js"));
  CHECK_FALSE(is_manifest("docs/requirements.md"));
  CHECK_FALSE(is_manifest("values.yaml"));
}
