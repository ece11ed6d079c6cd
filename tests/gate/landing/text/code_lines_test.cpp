// SPDX-License-Identifier: MIT
#include "gate/landing/text/code_lines.h"

#include "tests/support/catch.h"

using namespace hotfix;

namespace {

std::vector<std::size_t> numbers(std::string_view path, std::string_view text) {
  std::vector<std::size_t> result;
  for (const CodeLine& line : code_lines(path, text)) result.push_back(line.number);
  return result;
}

std::uint64_t hash_of(std::string_view path, std::string_view line) {
  const auto lines = code_lines(path, line);
  REQUIRE(lines.size() == 1);
  return lines.front().hash;
}

bool is_telling(std::string_view line, std::string_view path = "a.js") {
  const auto lines = code_lines(path, line);
  REQUIRE(lines.size() == 1);
  return lines.front().is_telling();
}

using Numbers = std::vector<std::size_t>;

}  // namespace

TEST_CASE("blank lines and comments are no code lines", "[landing]") {
  CHECK(numbers("a.js", "// a\n\nlet b;\n  /* c */\n/* d\n * e\n */\nf();\n") == Numbers{3, 8});
  CHECK(numbers("a.py", "# a\nb = 1\n") == Numbers{2});
  CHECK(numbers("a.sql", "-- a\nselect 1;\n") == Numbers{2});
}

TEST_CASE("code behind the end of a comment is a code line", "[landing]") {
  CHECK(numbers("a.js", "/* a */ let b;\n/*\n*/ let c;\n") == Numbers{1, 3});
}

TEST_CASE("a sign that begins a comment elsewhere is code", "[landing]") {
  CHECK(numbers("a.c", "#define LIMIT 3\n") == Numbers{1});
  CHECK(numbers("a.json", "\"#\": 1\n") == Numbers{1});
  CHECK(numbers("a.py", "x = a // b\n//= 2\n") == Numbers{1, 2});
}

TEST_CASE("blanks count between words only, and at the front where they are syntax", "[landing]") {
  CHECK(hash_of("a.js", "  f( a, b );\r\n") == hash_of("a.js", "f(a,b);\n"));
  CHECK(hash_of("a.js", "5 5") != hash_of("a.js", "55"));
  CHECK(hash_of("a.py", "    f(a)") != hash_of("a.py", "  f(a)"));
  CHECK(hash_of("a.py", "    f( a )") == hash_of("a.py", "    f(a)"));
}

TEST_CASE("brackets, imports and versions tell nothing", "[landing]") {
  CHECK_FALSE(is_telling("});"));
  CHECK_FALSE(is_telling("import { a } from './a';"));
  CHECK_FALSE(is_telling("  \"version\": \"1.2.3\",", "package.json"));
  CHECK_FALSE(is_telling("__version__ = '1.2.3'"));
  CHECK(is_telling("version = parse(text);"));
  CHECK(is_telling("return total;"));
}

TEST_CASE("what only looks like an import, a version or a comment tells something", "[landing]") {
  CHECK(is_telling("import './polyfill';"));
  CHECK(is_telling("from orders where state = 1", "a.sql"));
  CHECK(is_telling("\"Version\": \"2012-10-17\",", "role.json"));
  CHECK(is_telling("version: 2", ".github/workflows/a.yml"));
  CHECK(is_telling("//go:build linux", "a.go"));
  CHECK(is_telling("#!/bin/sh", "a.sh"));
  CHECK(is_telling("- 2", "a.yml"));
}

TEST_CASE("a block comment that never ends is none", "[landing]") {
  CHECK(numbers("a.js", "glob(`\n/*.js`);\nf();\n") == Numbers{1, 2, 3});
}

TEST_CASE("a text without a last line end and an empty one have their lines", "[landing]") {
  CHECK(numbers("a.js", "").empty());
  CHECK(numbers("a.js", "a();\nb();") == Numbers{1, 2});
}
