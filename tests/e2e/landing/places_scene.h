// SPDX-License-Identifier: MIT
// A hotfix in four places, and what becomes of it on development, told in a few words of shell.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "tests/support/repo.h"

namespace hotfix {

// What `hotfix-lint landed --json` answers.
struct Landed {
  int status = 0;
  std::string state;
  std::string evidence;  // the subjects of the commits, joined with ", "
  std::string parts;     // "path:lines state", joined with ", "; a part without lines: "path state"
  std::string not_in_effect;  // the same, without those in effect
};

// kars-prod and kars-dev, without a remote. kars-prod has the hotfix (the branch `released` points
// to it) and is checked out; kars-dev has one commit of its own and not the hotfix. The places of
// the hotfix are 1, 2 and 3 in src/users.js (a line each), 4 in src/login.js, and t in a test.
struct PlacesScene : TestRepo {
  PlacesScene();

  // Runs `script`, with these functions beside the programs, and REQUIREs success. Commits are
  // dated one after the other.
  //   fix 1 2 t, undo 1     makes or takes back these places in the work tree
  //   commit MESSAGE        all there is
  //   backport HOW          the same with the hotfix's own subject (own), with -x's line as well
  //                         (x), or with other words (other)
  //   on ARGUMENTS          git switch
  //   pick ARGUMENTS        git cherry-pick onto kars-dev
  //   merge BRANCH          git merge --no-ff, with git's own title
  //   begin_merge BRANCH    the same without the commit; conflicts stay
  //   put FILE TEXT         writes the file; backslash escapes count
  //   swap FILE OLD NEW     in each line of it; OLD is a basic regular expression
  //   before_hotfix         production as it was, checked out
  //   both                  commits what is there on production, and on development as well
  //   release               commits what is there as the hotfix in place of the first one
  void play(const std::string& script);

  ProgramResult lint(const Arguments& arguments) const;
  Landed landed(const std::string& revision = "released") const;  // asked onto kars-dev
  // The entry of the ledger for that commit, five days later; null where there is none. `status` is
  // the exit status of audit.
  nlohmann::json ledger_entry(const std::string& revision, int& status) const;

 private:
  int plays_ = 0;
};

// "src/login.js:6 undone, src/users.js:8 undone" for ("14", "undone"): the parts of the first
// hotfix, as not_in_effect has them.
std::string places(const std::string& numbers, const std::string& state);

}  // namespace hotfix
