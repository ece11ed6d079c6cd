// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "gate/workflow/backport.h"

namespace hotfix {

struct BackportOptions {
  std::string
      hotfix;  // its branch, or a commit of production; empty: what is checked out. Of one
               // that goes on or is given up: the backport's branch, where there are several
  std::optional<BackportMethod> method;  // nullopt: whichever suits
  std::string folder;                    // of the work tree; empty: beside the main one
  bool push = false;                     // to development, or for a pull request
  bool proceed = false;                  // with one that a person had to look at
  bool abort = false;                    // gives such a one up
  bool fetch = false;                    // production and development first, without asking
  bool no_fetch = false;                 // never
};

}  // namespace hotfix
