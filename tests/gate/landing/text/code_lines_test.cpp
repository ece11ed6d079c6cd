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

TEST_CASE("a comment behind code says nothing", "[landing]") {
  CHECK(hash_of("a.js", "f();  // why") == hash_of("a.js", "f();"));
  CHECK(hash_of("a.js", "f();  //why") == hash_of("a.js", "f();"));
  CHECK(hash_of("a.py", "f()  # why") == hash_of("a.py", "f()"));
  CHECK(hash_of("a.yml", "a: b  # why") == hash_of("a.yml", "a: b"));
  CHECK(hash_of("a.sh", "f #") == hash_of("a.sh", "f"));
}

TEST_CASE("a sign behind code that is within a word or a string is code", "[landing]") {
  CHECK(hash_of("a.js", "f('a // b');") != hash_of("a.js", "f('a"));
  CHECK(hash_of("a.js", "f(\"a \\\" // b\");") != hash_of("a.js", "f(\"a \\\" // c\");"));
  CHECK(hash_of("a.sh", "f a#b") != hash_of("a.sh", "f a#c"));
  CHECK(hash_of("a.sh", "f $#") != hash_of("a.sh", "f $"));
  CHECK(hash_of("a.py", "f()  #b") != hash_of("a.py", "f()  #c"));
  CHECK(hash_of("a.ini", "a = b # c") != hash_of("a.ini", "a = b # d"));
}

TEST_CASE("comments between tags are no code", "[landing]") {
  CHECK(numbers("a.html", "<!-- a -->\n<p>\n<!-- b\n c -->\n</p>\n") == Numbers{2, 5});
  CHECK(numbers("a.vue", "<!-- a -->\n<p/>\n// b\n/* c */\nd();\n") == Numbers{2, 5});
  CHECK(numbers("a.jsx", "{/* a */}\n<p/>\n{/* b\n c */}\n") == Numbers{2});
  CHECK(numbers("a.jsx", "{/* a */} <p/>\n") == Numbers{1});
}

TEST_CASE("a comment that a program reads is code", "[landing]") {
  CHECK(numbers("a.sql", "/*! set names utf8 */;\n/*+ hint */\n/* a */\n") == Numbers{1, 2});
}

TEST_CASE("a sign within a long string of Python is code", "[landing]") {
  CHECK(numbers("a.py", "a = \"\"\"\n# b\n\"\"\"\n# c\n") == Numbers{1, 2, 3});
  CHECK(numbers("a.py", "a = '''\n# b\n'''\n# c\n") == Numbers{1, 2, 3});
  CHECK(numbers("a.py", "a = \"\"\"b\"\"\"\n# c\n") == Numbers{1});
}

TEST_CASE("a text in which 64 here documents are never closed has none", "[landing]") {
  const auto numbers_after = [](int unclosed) {
    std::string text;
    for (int i = 0; i < unclosed; ++i) text += "cat <<E" + std::to_string(i) + "\n";
    return numbers("a.sh", text + "cat <<EOF\n# a\nEOF\n").size() - unclosed;
  };
  CHECK(numbers_after(63) == 3);
  CHECK(numbers_after(64) == 2);
}

TEST_CASE("a sign within a here document of a shell is code", "[landing]") {
  CHECK(numbers("a.sh", "cat <<EOF\n# a\nEOF\n# b\n") == Numbers{1, 2, 3});
  CHECK(numbers("a.sh", "cat <<-'EOF'\n# a\n\tEOF\n# b\n") == Numbers{1, 2, 3});
  CHECK(numbers("a.sh", "cat << EOF >a\n# a EOF\n# b\nEOF\n# c\n") == Numbers{1, 2, 3, 4});
  CHECK(numbers("a.sh", "cat <<<EOF\n# a\nEOF\n") == Numbers{1, 3});
}

TEST_CASE("what stands behind a sign within a text over several lines counts", "[landing]") {
  const auto second = [](std::string_view path, std::string_view text) {
    return code_lines(path, text).at(1).hash;
  };
  CHECK(second("a.py", "a = \"\"\"\nb # c\n\"\"\"\n") !=
        second("a.py", "a = \"\"\"\nb # d\n\"\"\"\n"));
  CHECK(second("a.sh", "cat <<EOF\nb # c\nEOF\n") != second("a.sh", "cat <<EOF\nb # d\nEOF\n"));
}

TEST_CASE("a sign that is never followed by what closes it opens nothing", "[landing]") {
  CHECK(numbers("a.html", "<!-- a\n<p>\n") == Numbers{1, 2});
  CHECK(numbers("a.py", "a = \"\"\"\n# b\n") == Numbers{1});
  CHECK(numbers("a.sh", "cat <<EOF\n# b\n") == Numbers{1});
  CHECK(numbers("a.sh", "a=$((1 << 8))\n# a\nsleep 8\n# b\n") == Numbers{1, 3});
}

TEST_CASE("blanks within quotes count", "[landing]") {
  CHECK(hash_of("a.js", "f('a  b');") != hash_of("a.js", "f('a b');"));
  CHECK(hash_of("a.js", "f(' a');") != hash_of("a.js", "f('a');"));
  CHECK(hash_of("a.py", "f(\"a  b\")") != hash_of("a.py", "f(\"a b\")"));
  CHECK(hash_of("a.js", "f('a',  'b');") == hash_of("a.js", "f('a', 'b');"));
}

TEST_CASE("blanks count where a word ends with them", "[landing]") {
  CHECK(hash_of("a.sh", "a= 1") != hash_of("a.sh", "a=1"));
  CHECK(hash_of("a.yml", "a= 1") != hash_of("a.yml", "a=1"));
  CHECK(hash_of("a.yml", "a: -1") != hash_of("a.yml", "a:-1"));
  CHECK(hash_of("a.sh", "a  1") == hash_of("a.sh", "a 1"));
  CHECK(hash_of("a.py", "a = 1") == hash_of("a.py", "a=1"));
}

TEST_CASE("a carriage return counts in a shell script alone", "[landing]") {
  CHECK(hash_of("a.sh", "f a\r\n") != hash_of("a.sh", "f a\n"));
  CHECK(hash_of("a.py", "f(a)\r\n") == hash_of("a.py", "f(a)\n"));
  CHECK(numbers("a.sh", "\r\n# a\r\nf\r\n") == Numbers{3});
}

TEST_CASE("a code line says what it is and where it stands", "[landing]") {
  const auto lines = code_lines("a.go", "// a\nimport (\n\t\"fmt\"\n)\nfunc main() {\n");
  REQUIRE(lines.size() == 4);
  CHECK(lines[0].kind == LineKind::import);
  CHECK(lines[1].is_telling());
  CHECK(lines[1].is_listed);
  CHECK(lines[1].is_indented);
  CHECK(lines[1].number == 3);
  CHECK_FALSE(lines[3].is_listed);
  CHECK_FALSE(lines[3].is_indented);
}

TEST_CASE("a bare line has no blanks at its ends, and a blank one is empty", "[landing]") {
  CHECK(bare_line(syntax_of("a.js"), "  return  a + b;  // c") == "return a+b;");
  CHECK(bare_line(syntax_of("a.py"), "  return  a") == "  return a");
  CHECK(bare_line(syntax_of("a.js"), " \t\r").empty());
}
