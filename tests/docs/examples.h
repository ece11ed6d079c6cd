// SPDX-License-Identifier: MIT
// The examples of a page, run.
#pragma once

#include "tests/docs/page.h"

namespace hotfix::docs {

// Runs what the page shows, in its scenes, and puts what it prints into the blocks wherever they
// say otherwise.
void run_examples(Document& page);

}  // namespace hotfix::docs
