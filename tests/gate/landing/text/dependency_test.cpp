// SPDX-License-Identifier: MIT
#include "gate/landing/text/dependency.h"

#include "tests/support/catch.h"

using namespace hotfix;

namespace {

using Version = std::vector<std::uint32_t>;

Version version_of(std::string_view line) { return dependency_of(line).version; }
std::string name_of(std::string_view line) { return dependency_of(line).name; }

}  // namespace

TEST_CASE("the version of a dependency is read behind its range signs", "[landing]") {
  CHECK(version_of("\"lodash\": \"^4.17.21\",") == Version{4, 17, 21});
  CHECK(version_of("requests==2.31.0") == Version{2, 31, 0});
  CHECK(version_of("requests >= 2.31") == Version{2, 31});
  CHECK(version_of("gem 'rails', '~> 7.0.4'") == Version{7, 0, 4});
  CHECK(version_of("\tgithub.com/a/b v1.2.0") == Version{1, 2, 0});
  CHECK(version_of("gopkg.in/yaml.v3 v3.0.1") == Version{3, 0, 1});
  CHECK(version_of("    <version>5.3.39</version>") == Version{5, 3, 39});
}

TEST_CASE("a line without numbers and dots has no version", "[landing]") {
  CHECK(version_of("").empty());
  CHECK(version_of("\"name\": \"a\",").empty());
  CHECK(version_of("timeout = 30").empty());
  CHECK(version_of("import a1.2").empty());
  CHECK(version_of("v2.").empty());
  CHECK(name_of("timeout = 30").empty());
}

TEST_CASE("a number that is too long to be one is cut, and does not run over", "[landing]") {
  CHECK(version_of("a==1.123456789012") == Version{1, 123456789});
}

TEST_CASE("a dependency keeps its name whatever its version and range", "[landing]") {
  CHECK(name_of("\"lodash\": \"^4.17.21\",") == name_of("  \"lodash\": \"~4.18.0\""));
  CHECK(name_of("requests==2.31.0") == name_of("requests >= 2.32.0"));
  CHECK(name_of("\tgithub.com/a/b v1.2.0") == name_of("require github.com/a/b v1.3.0").substr(7));
  CHECK(name_of("requests==2.31.0") != name_of("urllib3==2.31.0"));
  CHECK(name_of("a==1.2.0 ; python_version < '3'") != name_of("a==1.2.0"));
}

TEST_CASE("a line that holds a dependency down, or one version off, names none", "[landing]") {
  CHECK(version_of("numpy<1.24.0").empty());
  CHECK(version_of("numpy <= 1.24.0").empty());
  CHECK(version_of("numpy!=1.24.0").empty());
}

TEST_CASE("a version is as new as an equal or earlier one of its series", "[landing]") {
  CHECK(is_as_new({4, 17, 21}, {4, 17, 21}));
  CHECK(is_as_new({4, 18, 0}, {4, 17, 21}));
  CHECK(is_as_new({4, 17, 21}, {4, 17}));
  CHECK_FALSE(is_as_new({4, 17, 20}, {4, 17, 21}));
  CHECK_FALSE(is_as_new({4, 17}, {4, 17, 21}));
}

TEST_CASE("of a version of another series nothing follows", "[landing]") {
  CHECK_FALSE(is_as_new({5, 0, 0}, {4, 17, 21}));
  CHECK_FALSE(is_as_new({3, 99, 0}, {4, 0, 0}));
  CHECK(is_as_new({0, 3, 5}, {0, 3, 1}));
  CHECK_FALSE(is_as_new({0, 4, 0}, {0, 3, 1}));
  CHECK_FALSE(is_as_new({0}, {0, 3}));
  CHECK_FALSE(is_as_new({0, 3}, {0}));
  CHECK_FALSE(is_as_new({}, {1, 2}));
  CHECK_FALSE(is_as_new({1, 2}, {}));
}

TEST_CASE("the dependencies of a text are found by name, the last of a name", "[landing]") {
  const Dependencies all = dependencies_of("a==1.2.0\n\nb\nc==2.0.1\na==1.3.0");
  CHECK(all.size() == 2);
  CHECK(all.at(name_of("a==9.9")) == Version{1, 3, 0});
  CHECK(all.at(name_of("c==9.9")) == Version{2, 0, 1});
  CHECK(dependencies_of("").empty());
}
