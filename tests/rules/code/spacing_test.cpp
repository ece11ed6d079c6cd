// SPDX-License-Identifier: MIT
#include "rules/code/spacing.h"

#include "tests/support/catch.h"

using namespace hotfix;

TEST_CASE("spacing says nothing where the language does not ask for it", "[rules]") {
  const Spacing js = spacing_in("a.js"), sh = spacing_in("a.sh");
  CHECK(without_spacing(js, "a( b ) ;\r") == without_spacing(js, "  a(b);"));
  CHECK(without_spacing(js, "return a") != without_spacing(js, "returna"));
  CHECK(without_spacing(js, "a - -b") != without_spacing(js, "a--b"));
  CHECK(without_spacing(js, "log('5 5')") != without_spacing(js, "log('55')"));
  CHECK(without_spacing(spacing_in("a.py"), "  a()  ") == "  a()");
  CHECK(without_spacing(sh, "a=  1") == without_spacing(sh, "a= 1"));
  CHECK(without_spacing(sh, "a= 1") != without_spacing(sh, "a=1"));
}

TEST_CASE("brackets, tags and words open blocks", "[rules]") {
  CHECK(opened_blocks("if (a) {") == 1);
  CHECK(opened_blocks("} else {") == 0);
  CHECK(opened_blocks("});") == -2);
  CHECK(opened_blocks("a('{');") == 0);
  CHECK(opened_blocks("<div class=\"a\">") == 1);
  CHECK(opened_blocks("</div>") == -1);
  CHECK(opened_blocks("<img />") == 0);
  CHECK(opened_blocks("rows.each do |row|") == 1);
  CHECK(opened_blocks("end") == -1);
  CHECK(opened_blocks("if a; then") == 1);
  CHECK(opened_blocks("fi") == -1);
}

TEST_CASE("a tab goes to the next multiple of eight", "[rules]") {
  CHECK(indentation_of("a") == 0);
  CHECK(indentation_of("  a") == 2);
  CHECK(indentation_of("  \ta") == 8);
}
