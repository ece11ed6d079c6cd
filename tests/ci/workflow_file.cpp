// SPDX-License-Identifier: MIT
#include "tests/ci/workflow_file.h"

#include <fstream>
#include <sstream>

#include "rules/support/text.h"
#include "tests/support/catch.h"
#include "tests/support/places.h"

namespace hotfix::test {

std::string workflow(const std::string& name) {
  std::ifstream file(test::source_folder() + "/ci/github/" + name);
  std::ostringstream text;
  text << file.rdbuf();
  REQUIRE(file.good());
  return text.str();
}

std::string script_of(const std::string& name) {
  const std::string indent(10, ' ');
  std::istringstream lines(workflow(name));
  std::string script;
  bool inside = false;
  for (std::string line; std::getline(lines, line);) {
    if (trim(line) == "run: |") {
      script.clear();
      inside = true;
      continue;
    }
    inside = inside && (line.empty() || line.starts_with(indent));
    if (inside) script += (line.empty() ? line : line.substr(indent.size())) + "\n";
  }
  return script;
}

}  // namespace hotfix::test
