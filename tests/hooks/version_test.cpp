// SPDX-License-Identifier: MIT
#include "hooks/version.h"

#include <filesystem>
#include <iostream>
#include <sstream>

#include "hooks/shim.h"
#include "tests/support/catch.h"
#include "tests/support/repo.h"
#include "tests/support/variable.h"

using namespace hotfix;

namespace {

// What goes to standard output while it is there.
struct Captured {
  std::ostringstream text;
  std::streambuf* before = std::cout.rdbuf(text.rdbuf());
  ~Captured() { std::cout.rdbuf(before); }
};

std::optional<int> answer(std::vector<std::string> words, std::string& out) {
  const Captured captured;
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  const auto status = answer_about_itself(static_cast<int>(argv.size()), argv.data(), "hotfix-x");
  out = captured.text.str();
  return status;
}

// What `hotfix-lint doctor` asks with: the path of a file in a folder of its own.
struct Doctor {
  TestRepo folder;
  std::string file = folder.path() + "/answers";
  Variable asked{kDoctorVariable, file.c_str()};
};

}  // namespace

TEST_CASE("a hook program says its version when that is all it is asked", "[hooks]") {
  std::string out;
  CHECK(answer({"hotfix-x", "--version"}, out) == 0);
  CHECK(out == version_line("hotfix-x") + "\n");
  CHECK(out.starts_with("hotfix-x 0."));
}

TEST_CASE("a hook program that is asked something else does not say its version", "[hooks]") {
  std::string out;
  CHECK_FALSE(answer({"hotfix-x"}, out));
  CHECK_FALSE(answer({"hotfix-x", "--version", "origin"}, out));
  CHECK_FALSE(answer({"hotfix-x", "origin"}, out));
  CHECK(out.empty());
}

TEST_CASE("a hook program tells doctor its version in the file, and refuses", "[hooks]") {
  const Doctor doctor;
  doctor.folder.write("answers", "");
  std::string out;
  CHECK(answer({"hotfix-x", "origin", "url"}, out) == 1);
  CHECK(hook_text(doctor.file) == version_line("hotfix-x") + "\n");
  CHECK(out.empty());
}

TEST_CASE("a variable that doctor left over means nothing and makes no file", "[hooks]") {
  const Doctor doctor;
  std::string out;
  CHECK_FALSE(answer({"hotfix-x", "origin", "url"}, out));
  CHECK_FALSE(std::filesystem::exists(doctor.file));
  doctor.folder.sh("mkfifo answers");
  CHECK_FALSE(answer({"hotfix-x", "origin", "url"}, out));
}
