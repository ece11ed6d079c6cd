// SPDX-License-Identifier: MIT
#include "rules/code/live_lines.h"

#include "tests/support/catch.h"

using namespace hotfix;

namespace {

// The lines that are code, one after the other.
std::string live(const std::string& path, const std::string& text) {
  std::string all;
  for (const LiveLine& line : live_lines(path, text)) {
    if (!line.is_text) all += line.text + "|";
  }
  return all;
}

}  // namespace

TEST_CASE("comments and blank lines are not live, in the ways of each language", "[rules]") {
  CHECK(live("a.js", "a(); // x\n\n/* b();\nc(); */ d();\n") == "a();| d();|");
  CHECK(live("a.py", "a()  # x\n# b()\n") == "a()|");
  CHECK(live("a.rb", "a\n=begin\nb\n=end\nc\n__END__\nd\n") == "a|c|");
  CHECK(live("a.php", "a(); # x\n#[Test]\n") == "a();|#[Test]|");
  CHECK(live("a.sql", "select 1; -- x\n") == "select 1;|");
  CHECK(live("a.go", "//go:build never\n// x\na()\n") == "//go:build never|a()|");
  CHECK(live("notes.txt", "# x\n// y\n") == "# x|// y|");
}

TEST_CASE("signs of a comment in a string or an expression are none", "[rules]") {
  CHECK(live("a.js", "a('//'); b(\"/*\");\n") == "a('//'); b(\"/*\");|");
  CHECK(live("a.js", "a(/['\"/*]/);\nb();\n") == "a(/['\"/*]/);|b();|");
  CHECK(live("a.js", "a = 'don\\'t'; // x\n") == "a = 'don\\'t';|");
  CHECK(live("a.py", "a('#')\nb = \"a#b\"\n") == "a('#')|b = \"a#b\"|");
  CHECK(live("a.js", "don't // x\nb();\n") == "don't|b();|");
}

TEST_CASE("what lies in a string over several lines is text", "[rules]") {
  const auto lines = live_lines("a.js", "a(`\nit('x')\n`);\n");
  REQUIRE(lines.size() == 3);
  CHECK(lines[1].is_text);
  CHECK(lines[1].number == 2);
  CHECK(live("a.py", "'''\ndef test_x():\n'''\na()\n") == "'''|a()|");
  CHECK(live("a.go", "a(`\nb\n`)\nc()\n") == "a(`|c()|");
  CHECK(live("a.rb", "a(<<~RUBY)\n  it 'x'\nRUBY\nb\n") == "a(<<~RUBY)|b|");
  CHECK(live("a.sh", "a <<'EOF'\nb\nEOF\nc\n") == "a <<'EOF'|c|");
}

TEST_CASE("blanks of every alphabet are blank", "[rules]") {
  CHECK(live("a.js", "\u00a0\n\u200b\n\u3000\n\ufeff\n\u2800\n\u3164\n\f\n").empty());
}

TEST_CASE("a block that never runs is not live", "[rules]") {
  CHECK(live("a.js", "if (false) {\n  a();\n} \nb();\n") == "b();|");
  CHECK(live("a.js", "if(0)\n{\n  a();\n}\nb();\n") == "b();|");
  CHECK(live("a.js", "while (false) { a({}); }\nb();\n") == "b();|");
  CHECK(live("a.c", "#if 0\na();\n#if X\nb();\n#endif\n#else\nc();\n#endif\n") == "c();|#endif|");
  CHECK(live("a.py", "if False:\n    a()\n    b()\nc()\n") == "c()|");
  CHECK(live("a.rb", "if false\n  a\nend\nb\n") == "b|");
  CHECK(live("a.js", "if (falsey) {\n  a();\n}\n") == "if (falsey) {|  a();|}|");
}

TEST_CASE("what stands between quotes is taken out", "[rules]") {
  CHECK(without_strings("a('{', \"(\") {") == "a('', \"\") {");
  CHECK(without_strings("don't") == "don't");
}

TEST_CASE("languages are known by the names of their files", "[rules]") {
  for (const char* path : {"a.js", "src/a.vue", "a.py", "a.go", "a.feature", "a.sh"}) {
    CHECK(is_source(path));
  }
  for (const char* path : {"a.json", "Dockerfile", "a.md", "a.js.bak", "a.off", "Makefile"}) {
    CHECK_FALSE(is_source(path));
  }
}
