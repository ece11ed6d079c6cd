// SPDX-License-Identifier: MIT
// A project of a team that has git and node, and takes everything else from a registry: the
// packages of this build, and the hook managers that ci/tools fetched. Nothing else can be reached.
#pragma once

#include <list>
#include <string>

#include "tests/e2e/scene.h"
#include "tests/support/variable.h"

namespace hotfix {

// The owner's repository without dependencies and without hooks.
struct NpmProject : Scene {
  NpmProject();

  // sh -e in the work tree; REQUIREs success. Both outputs.
  std::string shell(const std::string& commands) const;

  // What is here goes to both branches, as it would by pull requests.
  void land();

  // A bad push and a bad message are refused, and a good push goes through, while every node that
  // is started fails and leaves a mark.
  void require_guarded();

  // The lines below the one that begins with `head`, up to an empty one, of what
  // hotfix-lint install says.
  std::string printed_below(const std::string& head) const;

 private:
  std::list<Variable> variables_;
};

// The folder with the packages that ci/npm/pack made of this build, once.
std::string packed_folder();

// The text of the fences of that language below a heading of a page in .github/docs.
std::string fenced(const std::string& page, const std::string& heading,
                   const std::string& language = "sh");

}  // namespace hotfix
