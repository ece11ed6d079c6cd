// SPDX-License-Identifier: MIT
// What tests look like in the usual languages and frameworks: the defaults of tests-present.
#pragma once

#include "rules/model/option.h"

namespace hotfix::test_patterns {

Words cases();        // lines that begin a test case
Words frameworks();   // lines that make a test framework known
Words assertions();   // lines that check something
Words imports();      // lines that only make a name known
Words skips();        // lines that switch a test off, or all the others
Words exclusions();   // "<file name>: <line>" of a configuration that keeps tests from being run
Words inside_code();  // lines that begin tests inside a file of code

}  // namespace hotfix::test_patterns
