// SPDX-License-Identifier: MIT
#include "hooks/version.h"

#include <iostream>

namespace hotfix {

std::string version_line(std::string_view program) {
  return std::string(program) + " " HOTFIX_VERSION;
}

bool answer_version(int argc, char** argv, std::string_view program) {
  if (argc != 2) return false;
  const std::string_view asked = argv[1];
  if (asked != "--version" && asked != "-V") return false;
  std::cout << version_line(program) << std::endl;
  return true;
}

}  // namespace hotfix
