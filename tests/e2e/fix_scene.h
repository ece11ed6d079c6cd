// SPDX-License-Identifier: MIT
// A clone in whatever state a person's is when a fix is pasted, and all of it that must not change.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/e2e/scene.h"

namespace hotfix {

// What there is to lose: "refs/heads/x", "HEAD", "uncommitted" and "stash" here, "HEAD of <folder>"
// of another work tree, and "origin refs/heads/x" and the like of every bare repository.
using Everything = std::map<std::string, std::string>;
Everything everything_in(const Scene& scene);

// The keys that are not the same in both.
std::vector<std::string> differences(const Everything& one, const Everything& other);

// The states, by their names. `branch` is the pushed one. Some can be told by whoever prints the
// fix; the others come up until it is pasted.
const std::vector<std::string>& states_before_push();
const std::vector<std::string>& states_after_push();
void bring_into(Scene& scene, const std::string& state, const std::string& branch);

// Types the lines into an interactive-like shell: each is run whatever became of the one before.
ProgramResult paste(const Scene& scene, const std::string& lines,
                    const std::string& shell = "bash");

// What a rule prints to be pasted, in the text of a report.
struct Printed {
  std::string fix;                  // its lines; empty: none
  std::vector<std::string> advice;  // those that have commands
  std::string words;                // all that is said beside the commands
};
Printed printed_by(const std::string& rule, const std::string& output);

}  // namespace hotfix
