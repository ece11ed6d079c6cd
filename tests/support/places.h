// SPDX-License-Identifier: MIT
// Where the tests find things. Only places.cpp is told by the build, so that every other file of
// the tests compiles to the same object in each of the builds.
#pragma once

#include <string>

namespace hotfix::test {

// The folder of the project; no final slash.
std::string source_folder();

// The folder of the build that is tested, where its programs are; no final slash.
std::string build_folder();

}  // namespace hotfix::test
