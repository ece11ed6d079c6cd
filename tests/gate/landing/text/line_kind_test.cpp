// SPDX-License-Identifier: MIT
#include "gate/landing/text/line_kind.h"

#include "tests/support/catch.h"

using namespace hotfix;

namespace {

// One letter for each line: t, i, b or r for its kind, L for a telling one in a list of imports.
std::string kinds(std::string_view path, const std::vector<std::string_view>& lines) {
  LineKinds of_file(path);
  std::string letters;
  for (std::string_view line : lines) {
    const LineKind kind = of_file.of(line);
    if (kind == LineKind::telling) letters += of_file.is_in_list() ? 'L' : 't';
    if (kind == LineKind::import) letters += 'i';
    if (kind == LineKind::bracket) letters += 'b';
    if (kind == LineKind::release) letters += 'r';
  }
  return letters;
}

}  // namespace

TEST_CASE("an import of one line is one in each language", "[landing]") {
  CHECK(kinds("a.c", {"#include <stdio.h>", "# include \"a.h\"", "#define A 1"}) == "iit");
  CHECK(kinds("a.py", {"import os", "from a import b, c", "    from a import b"}) == "iii");
  CHECK(kinds("a.ts", {"import { a } from './a';", "import a from \"a\";"}) == "ii");
  CHECK(kinds("A.java", {"import java.util.List;", "import static org.junit.Assert.*;"}) == "ii");
  CHECK(kinds("a.rs", {"use std::fmt;", "use std::{fmt, io};"}) == "ii");
  CHECK(kinds("A.cs", {"using System.Text;", "using Text = System.Text;"}) == "it");
}

TEST_CASE("a module that only gets a name is an import, one that is called tells", "[landing]") {
  CHECK(kinds("a.js", {"const x = require('y');", "let { x } = require('y')"}) == "ii");
  CHECK(kinds("a.js", {"const x = require('y')(app);", "const x = require('y').z;"}) == "tt");
  CHECK(kinds("a.js", {"require('./polyfill');", "const x = 1;"}) == "tt");
  CHECK(kinds("a.js", {"import './polyfill';", "import \"./polyfill\";", "import('./a');"}) ==
        "ttt");
}

TEST_CASE("the lines of a Go block of imports tell, wherever they stand in it", "[landing]") {
  CHECK(kinds("a.go", {"import (", "\t\"fmt\"", "\t\"os\"", ")", "func main() {"}) == "iLLit");
}

TEST_CASE("the names between the braces of an import tell, wherever they stand", "[landing]") {
  CHECK(kinds("a.ts", {"import {", "  a,", "  b,", "} from './a';", "a();"}) == "iLLit");
  CHECK(kinds("a.rs", {"use std::{", "    fmt,", "};", "fn main() {"}) == "iLit");
}

TEST_CASE("the names between the parentheses of a Python import tell, wherever they stand",
          "[landing]") {
  CHECK(kinds("a.py", {"from a import (", "    b,", "    c,", ")", "b()"}) == "iLLit");
  CHECK(kinds("a.py", {"from a import (b,", "               c)", "b()"}) == "iit");
}

TEST_CASE("a list of imports ends with its file", "[landing]") {
  CHECK(kinds("a.go", {"import (", "\t\"fmt\""}) == "iL");
  CHECK(kinds("a.go", {"x := \"fmt\""}) == "t");
}

TEST_CASE("a package's own version tells nothing, and a dependency's does", "[landing]") {
  CHECK(kinds("package.json", {"{", "  \"version\": \"1.2.3\",", "    \"lodash\": \"^4.17.21\",",
                               "      \"version\": \"1.2.3\""}) == "brtt");
  CHECK(kinds("package.json", {"    \"version\": \"^1.2.3\","}) == "t");
  CHECK(kinds("role.json", {"  \"version\": \"1.2.3\","}) == "t");
}

TEST_CASE("a version of a release that is not final is a version", "[landing]") {
  CHECK(kinds("package.json",
              {"  \"version\": \"2.0.0-beta.1\",", "  \"version\": \"2.0.0-rc.1\","}) == "rr");
  CHECK(kinds("pom.xml", {"  <version>1.2-SNAPSHOT</version>"}) == "r");
  CHECK(kinds("a/__init__.py", {"__version__ = \"15.0.0-dev\"", "__version__ = '1.2.3.post1'",
                                "__version__ = read(path)", "__version__ = version"}) == "rrtt");
}

TEST_CASE("a chart's own version stands at the front of its line", "[landing]") {
  CHECK(kinds("charts/a/Chart.yaml", {"version: 1.2.3", "appVersion: \"1.2\"", "dependencies:",
                                      "  - name: redis", "    version: 17.0.1"}) == "rrttt");
}

TEST_CASE("a crate's own version stands in its own section", "[landing]") {
  CHECK(kinds("Cargo.toml", {"[package]", "version = \"1.2.3\"", "[dependencies.serde]",
                             "version = \"1.0.3\""}) == "trtt");
  CHECK(kinds("Cargo.toml", {"[workspace.package]", "version = \"1.2.3\""}) == "tr");
  CHECK(kinds("pyproject.toml", {"[project]", "version = \"1.2.3\"", "[tool.other]",
                                 "version = \"1.2.3\""}) == "trtt");
  CHECK(kinds("setup.cfg", {"[metadata]", "version = 1.2.3", "[options]", "version = 1.2.3"}) ==
        "trtt");
}

TEST_CASE("a version within a dependency is not the project's own", "[landing]") {
  CHECK(kinds("pom.xml",
              {"  <version>1.2.3</version>", "  <dependency>", "    <version>4.5.6</version>",
               "  </dependency>", "  <version>1.2.3</version>"}) == "rtttr");
  CHECK(kinds("pom.xml", {"  <parent>", "    <version>4.5.6</version>", "  </parent>"}) == "ttt");
  CHECK(kinds("pom.xml", {"  <dependencies>", "  <version>1.2.3</version>"}) == "tr");
}

TEST_CASE("a build that names its version is a release", "[landing]") {
  CHECK(kinds("meson.build", {"project('a', 'c', version: '1.2.3')", "  version: '1.2.3',",
                              "  version: run_command('version')", "project('a', 'c')"}) == "rrtt");
  CHECK(kinds("meson.build", {"  version : '1.2.3')"}) == "r");
  CHECK(kinds("CMakeLists.txt", {"project(a VERSION 1.2.3)", "cmake_minimum_required(VERSION 3.2)",
                                 "project(a C)"}) == "rtt");
  CHECK(kinds("gradle.properties", {"version=1.2.3", "VERSION=1.2.3", "retries=1.2"}) == "rrt");
  CHECK(kinds("setup.py", {"    version='1.2.3',", "        version='1.2.3',"}) == "rt");
}

TEST_CASE("a version of the project itself stands behind four blanks at most", "[landing]") {
  CHECK(kinds("package.json", {"    \"version\": \"1.2.3\",", "     \"version\": \"1.2.3\","}) ==
        "rt");
}

TEST_CASE("a name that only begins like a version tells", "[landing]") {
  CHECK(kinds("gradle.properties", {"versionCode=12.1", "version=${base}"}) == "tt");
  CHECK(kinds("package.json", {"  \"version\": \"1\","}) == "t");
}

TEST_CASE("a long line says more than a version", "[landing]") {
  const std::string longest = "__version__ = '1." + std::string(102, '2') + "'";
  REQUIRE(longest.size() == 120);
  CHECK(kinds("a.py", {longest}) == "r");
  CHECK(kinds("a.py", {longest + ","}) == "t");
}

TEST_CASE("when a tool wrote a file tells nothing, and what it computes does", "[landing]") {
  CHECK(kinds("a.json", {" \"modified\": \"2024-05-01 10:00:00\",",
                         "\"updated_at\": \"2024-05-01T10:00:00.000Z\"",
                         "\"modified\": \"by hand\","}) == "rrt");
  CHECK(kinds("a.js", {"\"modified\": now(),"}) == "t");
}

TEST_CASE("what git leaves of a conflict tells nothing", "[landing]") {
  CHECK(kinds("a.js", {"<<<<<<< HEAD", "a();", "||||||| base", "=======", "b();",
                       ">>>>>>> topic"}) == "rtrbtr");
  CHECK(kinds("a.cpp", {"out << a;", "x >>>>>>> y"}) == "tt");
}

TEST_CASE("a line of signs only is a bracket", "[landing]") {
  CHECK(kinds("a.js", {"});", "  }", "  _", "\xc3\xa4", "1"}) == "bbttt");
}
