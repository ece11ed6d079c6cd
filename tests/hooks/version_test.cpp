// SPDX-License-Identifier: MIT
#include "hooks/version.h"

#include <iostream>
#include <sstream>

#include "tests/support/catch.h"

using namespace hotfix;

namespace {

// What goes to standard output while it is there.
struct Captured {
  std::ostringstream text;
  std::streambuf* before = std::cout.rdbuf(text.rdbuf());
  ~Captured() { std::cout.rdbuf(before); }
};

bool answers(std::vector<std::string> words, std::string& out) {
  const Captured captured;
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  const bool answered = answer_version(static_cast<int>(argv.size()), argv.data(), "hotfix-x");
  out = captured.text.str();
  return answered;
}

}  // namespace

TEST_CASE("a hook program says its version when that is all it is asked", "[hooks]") {
  std::string out;
  CHECK(answers({"hotfix-x", "--version"}, out));
  CHECK(out == version_line("hotfix-x") + "\n");
  CHECK(out.starts_with("hotfix-x 0."));
}

TEST_CASE("a hook program that is asked something else does not say its version", "[hooks]") {
  std::string out;
  CHECK_FALSE(answers({"hotfix-x"}, out));
  CHECK_FALSE(answers({"hotfix-x", "--version", "origin"}, out));
  CHECK_FALSE(answers({"hotfix-x", "origin"}, out));
  CHECK(out.empty());
}
