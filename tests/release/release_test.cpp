// SPDX-License-Identifier: MIT
// ci/release on the programs of this build, which must be static: tests/CMakeLists.txt sees to
// that.
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/ci/action_scene.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"
#include "tests/support/places.h"
#include "tests/support/repo.h"

using namespace hotfix;
using namespace hotfix::test;

namespace fs = std::filesystem;

namespace {

std::string read(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string between(const std::string& text, const std::string& begin, const std::string& end) {
  const auto from = text.find(begin) + begin.size();
  return text.substr(from, text.find(end, from) - from);
}

// The words of `text`, one blank between.
std::string words(const std::string& text) {
  std::istringstream in(text);
  std::string result;
  for (std::string word; in >> word;) result += result.empty() ? word : " " + word;
  return result;
}

std::string source(const std::string& path) { return source_folder() + "/" + path; }

std::string platform() {
  return trimmed(run_program({"uname", "-m"}).out) == "x86_64" ? "linux-x64" : "linux-arm64";
}

ProgramResult release(const std::string& folder, const std::string& before = "") {
  return run_program({"sh", "-c", before + " \"$@\"", "release", source("ci/release"), "--only",
                      platform(), "--build", build_folder(), folder});
}

// Made once, without a network.
struct Made {
  TestRepo place;
  std::string folder = place.root() + "/release";
  ProgramResult run = release(folder, "exec unshare --net --map-root-user");

  std::string file(const std::string& ending) const {
    for (const auto& entry : fs::directory_iterator(folder)) {
      if (entry.path().string().ends_with(ending)) return entry.path();
    }
    return {};
  }
};

const Made& made() {
  static const Made it;
  INFO(it.run.out << it.run.err);
  REQUIRE(it.run.status == 0);
  return it;
}

}  // namespace

TEST_CASE("a release is made and verified without the network", "[release]") {
  for (const std::string ending : {".tar.gz", ".deb", ".spdx.json", "/SHA256SUMS"}) {
    CHECK(fs::exists(made().file(ending)));
  }
  CHECK_THAT(made().run.out, contains("made and verified in"));
}

TEST_CASE("the same commit gives the same release", "[release]") {
  const std::string again = made().place.root() + "/again";
  const ProgramResult run = release(again, "umask 077; TZ=Asia/Tokyo LC_ALL=C exec");
  INFO(run.out << run.err);
  REQUIRE(run.status == 0);
  CHECK(read(again + "/SHA256SUMS") == read(made().folder + "/SHA256SUMS"));
}

TEST_CASE("the list of what the program contains is SPDX, and names what it is linked with",
          "[release]") {
  const std::string list = made().file(".spdx.json");
  const ProgramResult run = run_program({"node", source("tests/release/validate_spdx.mjs"), list},
                                        {}, {"HOTFIX_NODE_MODULES=" + node_modules()});
  CHECK(run.out + run.err == "");
  CHECK(run.status == 0);
  const std::string text = read(list);
  for (const std::string library : {"libgit2", "zlib", "RE2", "cmark-gfm", "toml++", "CLI11",
                                    "JSON for Modern C++", "libstdc++", "GNU C Library"}) {
    CHECK_THAT(text, contains("\"name\": \"" + library + "\""));
  }
}

TEST_CASE("a file of a release that was changed is found", "[release]") {
  const std::string copy = made().place.root() + "/copy";
  fs::copy(made().folder, copy);
  std::ofstream(copy + "/" + fs::path(made().file(".deb")).filename().string(), std::ios::app)
      << "x";
  const ProgramResult run = run_program({source("ci/package/verify"), copy, "0.1.0"});
  CHECK(run.status != 0);
  CHECK_THAT(run.out + run.err, contains(".deb: FAILED"));
}

TEST_CASE("a program that needs libraries of the system is not released", "[release]") {
  const TestRepo place;
  REQUIRE(
      place
          .sh("mkdir -p x/bin && cp /bin/true x/bin/hotfix && mkdir out &&"
              " tar --owner=0 --group=0 -czf out/x.tar.gz x && cd out && sha256sum * >SHA256SUMS")
          .status == 0);
  const ProgramResult run =
      run_program({source("ci/package/verify"), place.path() + "/out", "0.1.0"});
  CHECK(run.status == 1);
  CHECK_THAT(run.err, contains("bin/hotfix is not static and stripped"));
}

TEST_CASE("a library whose licence nobody has named is not released", "[release]") {
  const std::string folder = made().place.root() + "/package";
  fs::copy(source("ci/package"), folder);
  std::string rows = tree_text("ci/package/libraries");
  rows.replace(rows.find("\nlibgit2-dev") + 1, 1, "#");
  std::ofstream(folder + "/libraries") << rows;
  const ProgramResult run = run_program({folder + "/linked", build_folder()});
  CHECK(run.status != 0);
  CHECK_THAT(run.err, contains("archives of the package libgit2-dev: name its licence"));
}

TEST_CASE("what is installed can be moved, and its hooks judge from there", "[release]") {
  const std::string root = made().place.root();
  const ProgramResult done =
      run_program({"cmake", "--install", build_folder(), "--prefix", "/opt/x"}, {},
                  {"DESTDIR=" + root + "/stage"});
  INFO(done.out << done.err);
  REQUIRE(done.status == 0);
  fs::rename(root + "/stage/opt/x", root + "/moved folder");
  const ProgramResult pushed =
      run_program({source("ci/package/try_push"), root + "/moved folder/bin"});
  INFO(pushed.err);
  CHECK(pushed.status == 0);
  for (const auto& entry : fs::recursive_directory_iterator(root + "/moved folder")) {
    if (fs::is_symlink(entry)) CHECK(fs::read_symlink(entry).is_relative());
  }
}

TEST_CASE("the packages that the build needs are told as ci/setup has them", "[release]") {
  const std::string setup = tree_text("ci/setup");
  const std::string page = tree_text(std::string(".github/docs/") + "packaging.md");
  const std::string section = page.substr(page.find("Building it for a distribution"));
  const std::string list = between(setup, "build_debian=\"", "\"");
  CHECK(list.size() > 100);
  CHECK(words(between(section, "```text\n", "```")) == words(list));
}
