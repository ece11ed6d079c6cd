// SPDX-License-Identifier: MIT
#include "tests/support/golden.h"

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "tests/support/catch.h"
#include "tests/support/places.h"

namespace hotfix::test {

namespace {

std::string in_tree(const std::string& path) { return source_folder() + "/" + path; }

void write(const std::string& path, const std::string& text) {
  std::ofstream file(in_tree(path), std::ios::binary);
  file << text;
  REQUIRE(file.flush());
}

void compare(const std::string& path, const std::string& kept, const std::string& text) {
  INFO(path << " is stale. When the new text is right, run the tests once with "
            << "HOTFIX_UPDATE_GOLDEN=1 in the environment, and commit the file.");
  CHECK(kept == text);
}

}  // namespace

std::string tree_text(const std::string& path) {
  std::ifstream file(in_tree(path), std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

bool updates_golden() {
  const char* value = std::getenv("HOTFIX_UPDATE_GOLDEN");
  return value && std::string(value) == "1";
}

void check_golden(const std::string& path, const std::string& text) {
  if (updates_golden()) write(path, text);
  compare(path, tree_text(path), text);
}

void check_golden_part(const std::string& path, const std::string& begin, const std::string& end,
                       const std::string& text) {
  std::string file = tree_text(path);
  const auto marker = file.find(begin + "\n");
  INFO(path << " must hold the lines " << begin << " and " << end);
  REQUIRE(marker != std::string::npos);
  const auto from = marker + begin.size() + 1;
  const auto to = file.find(end, from);
  REQUIRE(to != std::string::npos);
  const std::string kept = file.substr(from, to - from);
  if (updates_golden()) write(path, file.replace(from, to - from, text));
  compare(path, updates_golden() ? text : kept, text);
}

}  // namespace hotfix::test
