// SPDX-License-Identifier: MIT
// ci/setup on machines that are not this one: nothing is on PATH but what a test puts there.
#include <filesystem>
#include <fstream>

#include "tests/support/catch.h"
#include "tests/support/places.h"
#include "tests/support/repo.h"

namespace hotfix {

namespace {

namespace fs = std::filesystem;

// A Debian of somebody who is not root, without sudo, on which only `lacks` is missing.
struct Machine : TestRepo {
  explicit Machine(const std::string& lacks) {
    fs::create_directories(bin());
    for (const char* tool : {"cat", "env", "mktemp", "rm"}) {
      fs::create_symlink("/usr/bin/" + std::string(tool), bin() + "/" + tool);
    }
    put("id", "echo 1000");
    put("uname", "echo Linux");
    put("apt-get", "echo \"$*\" >>\"$ASKED\"");
    put("dpkg-query", "case \" " + lacks + " \" in *\" $4 \"*) exit 1 ;; esac; printf installed");
    for (const char* name : {"git", "cmake", "c++", "node", "npm"}) put(name, "");
  }

  std::string bin() const { return root() + "/bin"; }
  void put(const std::string& name, const std::string& script) const {
    fs::remove(bin() + "/" + name);
    std::ofstream(bin() + "/" + name) << "#!/bin/sh\n" + script + "\n";
    fs::permissions(bin() + "/" + name, fs::perms::owner_all);
  }
  ProgramResult set_up(const Arguments& options = {}) const {
    Arguments argv = {test::source_folder() + "/ci/setup"}, env = this->env();
    argv.insert(argv.end(), options.begin(), options.end());
    env.insert(env.end(), {"PATH=" + bin(), "ASKED=" + root() + "/asked"});
    return run_program(argv, path(), env);
  }
  bool has_installed() const { return fs::exists(root() + "/asked"); }
};

constexpr auto kNoLibrary = "exit 1";
constexpr auto kAllLibraries = "";

}  // namespace

TEST_CASE("where nothing is missing, setup says nothing and needs no root", "[scripts]") {
  const Machine machine("nothing");
  for (const Arguments& options : {Arguments{}, Arguments{"--test"}, Arguments{"--release"}}) {
    const ProgramResult done = machine.set_up(options);
    CHECK(done.status == 0);
    CHECK(done.out + done.err == "");
  }
  CHECK_FALSE(machine.has_installed());
}

TEST_CASE("without root, setup says exactly what root has to run", "[scripts]") {
  const Machine machine("libre2-dev g++");
  machine.put("pkg-config", kNoLibrary);
  for (const char* sudo : {"", "exit 1"}) {
    if (*sudo != 0) machine.put("sudo", sudo);
    const ProgramResult done = machine.set_up();
    CHECK(done.status == 1);
    CHECK_THAT(done.err, contains("As root, run:\n  apt-get update && apt-get install -y "
                                  "--no-install-recommends g++ libre2-dev\n"));
  }
  CHECK_FALSE(machine.has_installed());
}

TEST_CASE("what came here by another way than packages is enough to build", "[scripts]") {
  const Machine machine("libre2-dev g++");
  machine.put("pkg-config", kAllLibraries);
  CHECK(machine.set_up().status == 0);
  CHECK(machine.set_up({"--test"}).status == 1);
}

TEST_CASE("a system without packages that are known is enough when all is there", "[scripts]") {
  const Machine machine("nothing");
  fs::remove(machine.bin() + "/apt-get");
  machine.put("pkg-config", kAllLibraries);
  CHECK(machine.set_up().status == 0);
  machine.put("pkg-config", kNoLibrary);
  const ProgramResult done = machine.set_up();
  CHECK(done.status == 1);
  CHECK_THAT(done.err, contains("libgit2-dev"));
}

TEST_CASE("a sudo that asks for nothing installs what is missing", "[scripts]") {
  const Machine machine("libre2-dev");
  machine.put("sudo", "[ \"$1\" != -n ] || exit 0\nexec env \"$@\"");
  const ProgramResult done = machine.set_up();
  CHECK(done.status == 0);
  CHECK_THAT(done.err, contains("installing: libre2-dev"));
  CHECK(machine.has_installed());
}

}  // namespace hotfix
