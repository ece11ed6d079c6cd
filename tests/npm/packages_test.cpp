// SPDX-License-Identifier: MIT
// The packages for npm as ci/npm/pack makes them, and what a person who installs them has then.
#include <algorithm>
#include <filesystem>
#include <fstream>

#include "tests/npm/npm_scene.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"
#include "tests/support/places.h"

using namespace hotfix;

namespace fs = std::filesystem;

namespace {

const std::string kPack = test::source_folder() + "/ci/npm/pack";

std::vector<std::string> tarballs() {
  std::vector<std::string> files;
  for (const auto& entry : fs::directory_iterator(packed_folder())) {
    if (entry.path().extension() == ".tgz") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

nlohmann::json manifest_of(const std::string& tarball) {
  const std::string text = run_program({"tar", "-xOzf", tarball, "package/package.json"}).out;
  return nlohmann::json::parse(text);
}

// In place of the real one, for the test's own shell.
void put_uname(const NpmProject& project, const std::string& says) {
  project.write("bin/uname", "#!/bin/sh\necho " + says + "\n");
  project.sh("chmod +x bin/uname");
}

}  // namespace

TEST_CASE("the packages hold what the list says, with its modes", "[npm]") {
  std::string list;
  for (const std::string& file : tarballs()) {
    list += fs::path(file).filename().string() + "\n";
    list += run_program(
                {"sh", "-c", R"(tar -tvzf "$0" | awk '{ print "  " $1, $NF }' | sort -k2)", file})
                .out;
  }
  const std::string version = manifest_of(tarballs().front()).at("version");
  for (auto at = list.find(version); at != list.npos; at = list.find(version)) {
    list.replace(at, version.size(), "VERSION");
  }
  test::check_golden("tests/golden/npm_packages.txt", list);
}

TEST_CASE("no package runs anything when it is installed, and all are of one version", "[npm]") {
  std::string version;
  for (const std::string& file : tarballs()) {
    const nlohmann::json manifest = manifest_of(file);
    INFO(manifest.dump(2));
    CHECK_FALSE(manifest.contains("scripts"));
    CHECK_FALSE(manifest.contains("dependencies"));
    if (version.empty()) version = manifest.at("version");
    CHECK(manifest.at("version") == version);
    for (const auto& wanted : manifest.value("optionalDependencies", nlohmann::json::object())) {
      CHECK(wanted == version);
    }
  }
  CHECK_THAT(run_program({program("hotfix"), "lint", "--version"}).out, contains(version));
}

TEST_CASE("the package's own page has the commands of the documentation", "[npm]") {
  const std::string page =
      run_program({"tar", "-xOzf", tarballs().front(), "package/README.md"}).out;
  CHECK_THAT(page, contains("```sh\n" + fenced("npm.md", "In one clone") + "```\n"));
  const std::string script = "hotfix-lint install --if-possible || exit 0";
  CHECK_THAT(page, contains("\"prepare\": \"" + script + "\"\n"));
  CHECK_THAT(fenced("npm.md", "In every clone"), contains("=\"" + script + "\"\n"));
}

TEST_CASE("what is packed must be a static executable for Linux", "[npm]") {
  const TestRepo folder;
  fs::create_directories(folder.path() + "/programs");
  const auto pack = [&](const std::string& file) {
    fs::copy(file, folder.path() + "/programs/hotfix", fs::copy_options::overwrite_existing);
    const ProgramResult done =
        folder.exec({kPack, "--programs", folder.path() + "/programs", folder.path() + "/out"});
    CHECK(done.status == 1);
    CHECK(fs::is_empty(folder.path() + "/out"));
    return done.err;
  };
  CHECK_THAT(pack(kPack), contains("is not an executable for Linux on x64 or arm64"));
  CHECK_THAT(pack(fs::canonical("/bin/sh")), contains("is linked dynamically"));
  CHECK(folder.exec({kPack}).status == 2);
  CHECK(folder.exec({kPack, "--help"}).status == 2);
}

TEST_CASE("the packages are made of the archives of a release, too", "[npm]") {
  const TestRepo folder;
  const std::string tree = folder.path() + "/hotfix-gate-1-linux-x64";
  fs::create_directories(tree + "/bin");
  fs::copy(program("hotfix"), tree + "/bin/hotfix");
  folder.sh(
      "tar -czf hotfix-gate-1-linux-x64.tar.gz hotfix-gate-1-linux-x64 && rm -r hotfix-gate-1*x64");
  const ProgramResult done =
      folder.exec({kPack, "--programs", folder.path(), folder.path() + "/out"});
  INFO(done.err);
  CHECK(done.status == 0);
  CHECK_THAT(done.out, contains("/out/hotfix-gate-linux-"));
  CHECK_THAT(done.err, contains("is without the licences"));
}

// npm, npx and the programs, by the words of the documentation.
TEST_CASE("in an empty directory with git and node, npm brings all that guards a push", "[npm]") {
  const NpmProject project;  // for its registry
  const std::string folder = project.root() + "/empty";
  fs::create_directories(folder);
  const auto there = [&](const std::string& commands) {
    return run_program({"sh", "-ec", commands}, folder, project.env());
  };
  const ProgramResult begun = there(
      "git init -q -b kars-prod && npm init -y && echo node_modules >.gitignore && git add -A &&"
      " git commit -q -m 'chore: begin' && git init -q --bare ../empty.git &&"
      " git remote add origin ../empty.git && git push -q origin kars-prod kars-prod:kars-dev");
  INFO(begun.err);
  REQUIRE(begun.status == 0);
  const ProgramResult installed = there(fenced("npm.md", "In one clone"));
  INFO(installed.out << installed.err);
  REQUIRE(installed.status == 0);
  CHECK_THAT(installed.out, contains("All is well"));
  CHECK(fs::exists(folder + "/node_modules/hotfix-gate/hotfix.schema.json"));
  const ProgramResult refused = there(
      "git switch -q -c hotfix/sum origin/kars-prod && echo 'module.exports = 1' >sum.js &&"
      " git add sum.js && git commit -q -m 'hotfix: sum' && git push origin hotfix/sum");
  INFO(refused.err);
  CHECK(refused.status == 1);
  CHECK(blames(refused.out + refused.err, "tests-present"));
  const ProgramResult pushed = there(
      "echo 'test(\"one\", () => expect(require(\"./sum\")).toBe(1));' >sum.test.js && git add "
      "sum.test.js &&"
      " git commit -q -m 'hotfix: test the sum' && git push origin hotfix/sum");
  INFO(pushed.err);
  CHECK(pushed.status == 0);
}

TEST_CASE("pnpm and yarn bring the same", "[npm]") {
  const std::pair<std::string, std::string> managers[] = {{"pnpm", "With pnpm"},
                                                          {"yarn", "With yarn"}};
  for (const auto& [name, heading] : managers) {
    INFO(name);
    NpmProject project;
    const std::string tools = project.root() + "/tools";
    project.shell("npm i --prefix " + tools + " " + name);
    const Variable path("PATH", (tools + "/node_modules/.bin:" + std::getenv("PATH")).c_str());
    project.shell(fenced("npm.md", heading));
    project.land();
    // As after an update by pnpm, which moves the program.
    project.shell("sed -i \"3s,.*,program='/gone',\" .git/hooks/*");
    project.require_guarded();
  }
}

TEST_CASE("where the package for the system is left out, each program says how it is added",
          "[npm]") {
  const NpmProject project;
  project.shell("npm i -D hotfix-gate --omit=optional");
  const ProgramResult lint = project.sh("node_modules/.bin/hotfix-lint");
  CHECK(lint.status == 127);
  CHECK_THAT(lint.err, contains("hotfix-lint: there is no hotfix-gate-linux-"));
  const auto command = lint.err.substr(lint.err.find("npm install"));
  const ProgramResult hook = project.sh("node_modules/.bin/hotfix-pre-push origin url");
  CHECK(hook.status == 127);
  CHECK_THAT(hook.err, contains("or, to go on unchecked: git config hotfix.missing warn"));
  project.shell(fenced("npm.md", "On macOS and Windows"));
  CHECK(project.sh("node_modules/.bin/hotfix-pre-push origin url").status == 0);
  CHECK(project.sh("node_modules/.bin/hotfix-lint").status == 127);
  project.shell(command);
  project.shell("node_modules/.bin/hotfix-lint --version");
}

TEST_CASE("on a system without a package, the program that was built there is started", "[npm]") {
  const NpmProject project;
  project.shell("npm i -D hotfix-gate --os=darwin --cpu=arm64");
  put_uname(project, "Darwin arm64");
  const std::string lint = "PATH=$PWD/bin:$PATH; node_modules/.bin/hotfix-lint --version";
  const ProgramResult missing = project.sh(lint);
  CHECK(missing.status == 127);
  CHECK_THAT(missing.err, contains("there is no program for Darwin arm64 here; to fix it: build"));
  project.sh("ln -s " + program("hotfix") + " bin/hotfix");
  CHECK_THAT(project.shell(lint), contains("hotfix-lint "));
}

TEST_CASE("another version of the package further up is not taken", "[npm]") {
  const NpmProject project;
  project.shell(
      "npm i -D hotfix-gate; cd node_modules/hotfix-gate && mkdir node_modules &&"
      " mv ../hotfix-gate-linux-* node_modules/");
  project.write("node_modules/hotfix-gate-linux-x64/bin/hotfix", "#!/bin/sh\necho other\n");
  project.sh("chmod +x node_modules/hotfix-gate-linux-x64/bin/hotfix");
  CHECK_THAT(project.shell("node_modules/.bin/hotfix-lint --version"), contains("hotfix-lint "));
}
