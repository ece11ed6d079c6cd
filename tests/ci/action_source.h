// SPDX-License-Identifier: MIT
// Where the action gets its programs from: its own source tree, with a build that takes no minutes.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>

#include "tests/ci/action_scene.h"
#include "tests/support/places.h"

namespace hotfix::test {

// The action in a source tree of its own, whose ci/build is `build`.
struct ActionSource {
  ActionScene scene;
  std::string root = scene.repo.root() + "/source";

  explicit ActionSource(const std::string& build) {
    for (const char* folder : {"ci", "gate", "hooks", "rules"}) {
      std::filesystem::create_directories(root + "/" + folder);
    }
    std::filesystem::copy(source_folder() + "/ci/action.yml", root + "/ci");
    std::filesystem::copy(source_folder() + "/ci/action", root + "/ci/action");
    write("CMakeLists.txt", "project(x)\n");
    script("ci/setup", "true\n");
    script("ci/backport", "true\n");
    script("ci/build", "echo \"built $*\" >>" + scene.repo.root() + "/builds\n" + build);
    scene.options["action"] = root + "/ci";
    scene.options["inputs"].erase("programs");
    scene.checkout_all();
  }

  void write(const std::string& path, const std::string& text) const {
    std::ofstream file(root + "/" + path);
    file << text;
  }

  void script(const std::string& path, const std::string& text) const {
    write(path, "#!/bin/bash\nset -e\n" + text);
    std::filesystem::permissions(root + "/" + path, std::filesystem::perms::owner_all);
  }

  ActionRun run() { return scene.run("schedule", "schedule.json"); }
  std::string key() { return run().result["cache"]["restore"]["key"].get<std::string>(); }
  bool built() const { return std::filesystem::exists(scene.repo.root() + "/builds"); }
};

// What ci/build has to do: the programs of this build, at once.
inline const std::string kGoodBuild = "mkdir -p \"$1\"; cp -P " + build_folder() + "/hotfix " +
                                      build_folder() + "/hotfix-gate " + build_folder() +
                                      "/hotfix-lint \"$1\"\n";

}  // namespace hotfix::test
