// SPDX-License-Identifier: MIT
#include "rules/code/version_line.h"

#include "tests/support/catch.h"

using namespace hotfix;

TEST_CASE("a line that says the version of the project says nothing else", "[rules]") {
  for (const char* line :
       {"\"version\": \"1.2.3\",", "__version__ = '1.2.3'", "<version>1.2.3</version>",
        "spec.version = \"1.2.3\"", "VERSION = \"1.2.3\"", "export const VERSION = '1.2.3';",
        "1.2.3", "v1.2.3-rc.1", "Stable tag: 1.2.3", "versionCode 12"}) {
    INFO(line);
    CHECK(is_version_line(line));
  }
}

TEST_CASE("a version of something else, or more than a version, is no version line", "[rules]") {
  for (const char* line : {"", "12", "\"lodash\": \"1.2.3\",", "minVersion = '1.2.3'", "run()",
                           "version = read()", "nodeVersion: 18.1.0", "<lib>1.2.3</lib>"}) {
    INFO(line);
    CHECK_FALSE(is_version_line(line));
  }
}
