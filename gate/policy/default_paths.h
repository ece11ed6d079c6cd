// SPDX-License-Identifier: MIT
// The default globs of the policy's [paths]: what is a test, a document, a lock file…
#pragma once

#include "rules/model/option.h"

namespace hotfix::default_paths {

Words tests();
// Those of tests() that code matches by chance: a test only with a test in it, or in a folder of
// tests.
Words doubtful_tests();
Words docs();
Words lock();
Words generated();
Words vendored();
Words config();
Words manifests();

}  // namespace hotfix::default_paths
