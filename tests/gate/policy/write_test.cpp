// SPDX-License-Identifier: MIT
#include "gate/policy/write.h"

#include "gate/policy/policy.h"
#include "tests/support/catch.h"

using namespace hotfix;

TEST_CASE("values are written as TOML has them", "[gate]") {
  CHECK(toml_assignment("n", std::int64_t{5}) == "n = 5");
  CHECK(toml_assignment("f", false) == "f = false");
  CHECK(toml_assignment("t", std::string("a \"b\"")) == "t = \"a \\\"b\\\"\"");
  CHECK(toml_assignment("w", Words{"a", "b"}) == "w = [\"a\", \"b\"]");
  CHECK(toml_assignment("w", Words{}) == "w = []");
}

TEST_CASE("a pattern with backslashes is written as it is", "[gate]") {
  CHECK(toml_assignment("p", std::string("x\\d")) == "p = 'x\\d'");
  CHECK(toml_assignment("p", std::string("it's\\d")) == "p = \"it's\\\\d\"");
}

TEST_CASE("a control character is written as an escape", "[gate]") {
  CHECK(toml_value(std::string("a\n\x1f\x7f")) == "\"a\\u000A\\u001F\\u007F\"");
}

TEST_CASE("text of several lines is written as them, each with the prefix", "[gate]") {
  CHECK(toml_assignment("t", std::string("a\n\nb\n")) == "t = \"\"\"\na\n\nb\n\"\"\"");
  CHECK(toml_assignment("t", std::string("a\nb"), "# ") == "# t = \"\"\"\n# a\n# b\"\"\"");
}

TEST_CASE("no quote in a text ends it", "[gate]") {
  for (const char* text : {"a\n\"", "\"\"\"\n", "a\n\"b\"\"\"\"\\\"\n\"\"", "\n\"\\\n\tx"}) {
    const std::string line = toml_assignment("template", std::string(text));
    INFO(line);
    CHECK(parse_policy("[post_mortem]\n" + line, "p").value("post_mortem.template") ==
          OptionValue(std::string(text)));
  }
}

TEST_CASE("a long list is spread over lines that fit, each with the prefix", "[gate]") {
  const std::string text = toml_assignment("w", Words(20, "twelve bytes"), "# ");
  CHECK(text.starts_with("# w = [\n#   \"twelve bytes\", "));
  CHECK(text.ends_with("\n# ]"));
  for (std::size_t at = 0; at != std::string::npos; at = text.find('\n', at + 1)) {
    const auto end = std::min(text.find('\n', at + 1), text.size());
    CHECK(end - at <= 82);
  }
}
